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
  // Of many instances of one resource, all are at one place.
  for (auto& [file, ranges] : known_) {
    const auto place = [](const source::Range& range) { return std::pair(range.begin, range.end); };
    std::ranges::sort(ranges, {}, place);
    ranges.erase(std::unique(ranges.begin(), ranges.end()), ranges.end());
  }
}

std::span<const Span> Secrets::of(source::FileId file) {
  const auto [at, is_new] = spans_.try_emplace(file);
  if (!is_new) return at->second;
  std::vector<Span>& spans = at->second;
  spans = secrets_in(files_[file].text());
  const auto known = known_.find(file);
  if (known == known_.end()) return spans;
  for (const source::Range& range : known->second) {
    spans.push_back({range.begin, range.end});
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
