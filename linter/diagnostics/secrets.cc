// SPDX-License-Identifier: Apache-2.0
//
// Hides what is secret, and keeps what is known of the secrets of files.
// Exports secrets_in, masked, without_secrets and Secrets. Tested in
// tests/diagnostics/secrets_test.cc.
#include "diagnostics/secrets.h"

#include <algorithm>

#include "diagnostics/secret_forms.h"

namespace diagnostics {
namespace {

constexpr auto kNowhere = std::string_view::npos;

// The texts between quotes in a part of a file, and the lines of a heredoc.
void add_literals(std::string_view text, uint32_t offset, std::vector<Span>& spans) {
  if (text.starts_with("<<")) {
    const size_t first = text.find('\n');
    const size_t last = text.find_last_of('\n', text.find_last_not_of(" \t\n"));
    if (first != kNowhere && last > first) {
      spans.push_back(
          {offset + static_cast<uint32_t>(first) + 1, offset + static_cast<uint32_t>(last)});
    }
    return;
  }
  for (size_t at = text.find('"'); at != kNowhere; at = text.find('"', at + 1)) {
    const size_t begin = ++at;
    while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
    if (at >= text.size()) return;
    if (at > begin && text[begin] != '$') {
      spans.push_back({offset + static_cast<uint32_t>(begin), offset + static_cast<uint32_t>(at)});
    }
  }
}

// In order, and apart from each other.
std::vector<Span> merged(std::vector<Span> spans) {
  std::ranges::sort(spans, {}, &Span::begin);
  std::vector<Span> apart;
  for (const Span& span : spans) {
    if (!apart.empty() && span.begin <= apart.back().end) {
      apart.back().end = std::max(apart.back().end, span.end);
    } else {
      apart.push_back(span);
    }
  }
  return apart;
}

}  // namespace

std::vector<Span> secrets_in(std::string_view text) { return merged(found_secrets(text)); }

std::string masked(std::string_view text, std::span<const Span> spans) {
  std::string result;
  size_t at = 0;
  for (const Span& span : spans) {
    result += text.substr(at, span.begin - at);
    for (const char c : text.substr(span.begin, span.end - span.begin)) {
      // Bytes that go on a character are no further one; lines stay lines.
      if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) result += c == '\n' ? '\n' : '*';
    }
    at = span.end;
  }
  result += text.substr(at);
  return result;
}

std::string without_secrets(std::string_view text) { return masked(text, secrets_in(text)); }

Secrets::Secrets(const source::Files& files, std::span<const source::Range> known) : files_(files) {
  for (const source::Range& range : known) known_[range.file].push_back(range);
}

std::span<const Span> Secrets::of(source::FileId file) {
  const auto [at, is_new] = spans_.try_emplace(file);
  if (!is_new) return at->second;
  std::vector<Span>& spans = at->second;
  spans = secrets_in(files_[file].text());
  const auto known = known_.find(file);
  if (known == known_.end()) return spans;
  for (const source::Range& range : known->second) {
    add_literals(files_.text(range), range.begin, spans);
  }
  return spans = merged(std::move(spans));
}

std::vector<Span> Secrets::of(source::FileId file, uint32_t begin, uint32_t end) {
  const std::span<const Span> all = of(file);
  std::vector<Span> spans;
  for (const Span& span : all) {
    if (span.end <= begin || span.begin >= end) continue;
    spans.push_back({std::max(span.begin, begin) - begin, std::min(span.end, end) - begin});
  }
  return spans;
}

}  // namespace diagnostics
