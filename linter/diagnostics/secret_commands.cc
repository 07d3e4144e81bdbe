// SPDX-License-Identifier: Apache-2.0
//
// Finds what commands are given as secrets: `mysql -pSECRET`, `aws configure set NAME SECRET`, on a
// line of a shell or as a list of words.
// Exports secret_of_option. Tested in tests/diagnostics/secrets_test.cc.
#include <algorithm>

#include "diagnostics/secret_forms.h"

namespace diagnostics {
namespace {

using Kind = CommandForm::Kind;
constexpr auto kNowhere = std::string_view::npos;
// How far before an option its command is looked for, and how long a secret may be.
constexpr size_t kReach = 400;
constexpr size_t kLongest = 1000;
constexpr size_t kLeastLength = 4;
// Options, and what they are given, before the name in `config set NAME SECRET`.
constexpr int kMostBeforeName = 4;

constexpr std::string_view kBetweenWords = " \t\n\r\"',[]\\(`";

// Whether a character ends a command: a line goes on behind a backslash.
bool ends_command(std::string_view text, size_t at) {
  if (text[at] == '\n') return at == 0 || text[at - 1] != '\\';
  return text[at] == ';' || text[at] == '|' || text[at] == '&';
}

// Whether one of the words stands before `at`, in the same command.
bool stands_before(std::string_view text, size_t at, std::span<const std::string_view> words) {
  size_t end = at;
  const size_t least = at > kReach ? at - kReach : 0;
  for (size_t begin = at; begin > least; --begin) {
    if (ends_command(text, begin - 1)) return false;
    const bool breaks = kBetweenWords.find(text[begin - 1]) != kNowhere;
    if (!breaks && begin - 1 > least) continue;
    const size_t first = breaks ? begin : begin - 1;
    std::string_view word = text.substr(first, end - first);
    word = word.substr(word.rfind('/') + 1);
    if (std::ranges::find(words, word) != words.end()) return true;
    end = begin - 1;
  }
  return false;
}

// The word at or behind `at`, without quotes around it; in a list, commas stand between words.
Span word_behind(std::string_view text, size_t at) {
  const std::string_view between = text.substr(std::min(at, text.size()), 2 * kReach);
  size_t skipped = 0;
  while (skipped < between.size() &&
         std::string_view(" \t\"',\\").find(between[skipped]) != kNowhere) {
    if (between[skipped] == '\\' && between.substr(skipped + 1).starts_with('\n')) ++skipped;
    ++skipped;
  }
  const size_t begin = std::min(at + skipped, text.size());
  const char before = begin > 0 ? text[begin - 1] : ' ';
  const bool quoted = before == '"' || before == '\'';
  const std::string_view rest = text.substr(begin, kLongest);
  const size_t length = quoted ? rest.find_first_of(before == '"' ? "\"\\\n" : "'\n")
                               : rest.find_first_of(" \t\n\r\"'`|;&)<>,\\");
  return {static_cast<uint32_t>(begin),
          static_cast<uint32_t>(begin + std::min(length, rest.size()))};
}

std::string_view part(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

// What is given to a name of a secret that stands behind `at`.
Span setting_behind(std::string_view text, size_t at) {
  Span name = word_behind(text, at);
  for (int further = 0; further < kMostBeforeName; ++further) {
    if (SecretForms::all().is_secret_name(part(text, name))) return word_behind(text, name.end);
    name = word_behind(text, name.end);
  }
  return {};
}

// What the word at `at` gives by one of its beginnings or as a whole; empty if it is no such
// option.
Span given_by(std::string_view text, size_t at, std::string_view option, Kind kind) {
  const std::string_view rest = text.substr(at);
  if (!rest.starts_with(option)) return {};
  const size_t end = at + option.size();
  const bool whole = end == text.size() || kBetweenWords.find(text[end]) != kNowhere;
  if (kind == Kind::setting) return whole ? setting_behind(text, end) : Span{};
  if (whole && kind != Kind::glued) return word_behind(text, end);
  if (text.substr(end).starts_with('=')) return word_behind(text, end + 1);
  // A quote begins the secret, unless it ends what began with the option.
  const bool quoted = end < text.size() && (text[end] == '"' || text[end] == '\'') &&
                      (at == 0 || text[at - 1] != text[end]);
  const bool goes_on = option.size() == 2 && (!whole || quoted);
  return goes_on ? word_behind(text, end) : Span{};
}

// A secret as it is, or what is none as nothing.
Span secret_in(std::string_view text, Span given, Kind kind) {
  if (kind == Kind::pair) {
    const size_t colon = part(text, given).find(':');
    if (colon == kNowhere) return {};
    given.begin += static_cast<uint32_t>(colon) + 1;
  }
  const std::string_view word = part(text, given);
  const bool secret = word.size() >= kLeastLength && word.front() != '-' && !is_no_secret(word);
  return secret ? given : Span{};
}

}  // namespace

Span secret_of_option(std::string_view text, size_t at) {
  for (const CommandForm& form : SecretForms::all().commands()) {
    for (const std::string_view option : form.options) {
      if (text[at] != option[0]) continue;
      const Span secret = secret_in(text, given_by(text, at, option, form.kind), form.kind);
      if (secret.begin < secret.end && stands_before(text, at, form.commands)) return secret;
    }
  }
  return {};
}

}  // namespace diagnostics
