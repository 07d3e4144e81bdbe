// SPDX-License-Identifier: Apache-2.0
//
// Shell patterns within one name, without backtracking beyond the last star.
// Exports matches_glob. Tested in tests/source/ignore_test.cc against answers of git.
#include "source/glob.h"

#include <cctype>
#include <optional>

namespace source {
namespace {

struct Step {
  size_t length = 0;  // of the pattern's element
  bool matches = false;
};

bool in_class(std::string_view name, unsigned char c) {
  if (name == "alnum") return std::isalnum(c) != 0;
  if (name == "alpha") return std::isalpha(c) != 0;
  if (name == "blank") return c == ' ' || c == '\t';
  if (name == "cntrl") return std::iscntrl(c) != 0;
  if (name == "digit") return std::isdigit(c) != 0;
  if (name == "graph") return std::isgraph(c) != 0;
  if (name == "lower") return std::islower(c) != 0;
  if (name == "print") return std::isprint(c) != 0;
  if (name == "punct") return std::ispunct(c) != 0;
  if (name == "space") return std::isspace(c) != 0;
  if (name == "upper") return std::isupper(c) != 0;
  return name == "xdigit" && std::isxdigit(c) != 0;
}

// A character of a bracket, perhaps after a backslash; moves `at` past it.
std::optional<unsigned char> take_character(std::string_view pattern, size_t& at) {
  if (at < pattern.size() && pattern[at] == '\\') ++at;
  if (at >= pattern.size()) return std::nullopt;
  return static_cast<unsigned char>(pattern[at++]);
}

// The bracket expression at the beginning of `pattern`; nothing if it is not closed.
std::optional<Step> match_bracket(std::string_view pattern, unsigned char c) {
  size_t at = 1;
  const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
  if (negated) ++at;
  bool found = false;
  for (bool first = true; at < pattern.size() && (first || pattern[at] != ']'); first = false) {
    const size_t class_end =
        pattern.substr(at).starts_with("[:") ? pattern.find(":]", at + 2) : std::string_view::npos;
    if (class_end != std::string_view::npos) {
      found |= in_class(pattern.substr(at + 2, class_end - at - 2), c);
      at = class_end + 2;
      continue;
    }
    const auto low = take_character(pattern, at);
    auto high = low;
    if (at + 1 < pattern.size() && pattern[at] == '-' && pattern[at + 1] != ']') {
      high = take_character(pattern, ++at);
    }
    if (!low || !high) return std::nullopt;
    found |= *low <= c && c <= *high;
  }
  if (at >= pattern.size()) return std::nullopt;
  return Step{.length = at + 1, .matches = found != negated};
}

// One element of the pattern, which is no star, against one character.
Step match_one(std::string_view pattern, char c) {
  if (pattern.empty()) return {};
  if (pattern[0] == '?') return {.length = 1, .matches = true};
  if (pattern[0] == '[')
    return match_bracket(pattern, static_cast<unsigned char>(c)).value_or(Step{});
  if (pattern[0] != '\\') return {.length = 1, .matches = pattern[0] == c};
  return {.length = 2, .matches = pattern.size() > 1 && pattern[1] == c};
}

}  // namespace

bool matches_glob(std::string_view pattern, std::string_view name) {
  size_t p = 0;
  size_t n = 0;
  std::optional<size_t> after_star;  // where the pattern goes on after the last star
  size_t retry = 0;                  // where in the name that star gives way next
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      after_star = ++p;
      retry = n;
      continue;
    }
    const Step step = match_one(pattern.substr(p), name[n]);
    if (step.matches) {
      p += step.length;
      ++n;
    } else if (after_star) {
      p = *after_star;
      n = ++retry;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace source
