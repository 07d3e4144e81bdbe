// SPDX-License-Identifier: Apache-2.0
// Version numbers and constraints. Exports what its header declares. Tested in
// tests/schema/version_test.cc.
#include "schema/version.h"

#include <algorithm>
#include <charconv>

namespace schema {

namespace {

std::string_view trimmed(std::string_view text) {
  const size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(" \t") + 1);
}

// One of the parts between commas.
struct Bound {
  std::string_view op;
  std::string_view version;

  explicit Bound(std::string_view part) {
    part = trimmed(part);
    const size_t length = std::min(part.find_first_not_of("=!<>~"), part.size());
    op = part.substr(0, length);
    version = trimmed(part.substr(length));
  }

  [[nodiscard]] bool allows(const VersionNumbers& asked) const {
    if (version.empty()) return true;
    const VersionNumbers bound = version_numbers(version);
    if (op == ">") return asked > bound;
    if (op == ">=") return asked >= bound;
    if (op == "<") return asked < bound;
    if (op == "<=") return asked <= bound;
    if (op == "!=") return asked != bound;
    if (op == "~>") return asked >= bound && asked < next(bound);
    return asked == bound;
  }

 private:
  // What "~>" stops before: only the last number that is written may grow.
  [[nodiscard]] VersionNumbers next(const VersionNumbers& bound) const {
    const auto dots = static_cast<size_t>(std::ranges::count(version, '.'));
    if (dots == 0) return {UINT32_MAX, 0, 0};
    const size_t fixed = std::min<size_t>(dots, 2) - 1;
    VersionNumbers result{};
    std::copy_n(bound.begin(), fixed + 1, result.begin());
    ++result[fixed];
    return result;
  }
};

// "v1.2.3-beta1+build"; of what follows the numbers only the characters are held.
bool is_version(std::string_view text) {
  if (text.starts_with('v')) text.remove_prefix(1);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  for (;;) {
    const auto digits =
        static_cast<size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
    if (digits == 0) return false;
    text.remove_prefix(digits);
    if (text.size() < 2 || text[0] != '.') break;
    text.remove_prefix(1);
  }
  if (text.empty()) return true;
  if (!is_letter(text[0]) && std::string_view("-~+").find(text[0]) == std::string_view::npos) {
    return false;
  }
  return std::ranges::all_of(text, [&](char c) {
    return is_digit(c) || is_letter(c) ||
           std::string_view("-~+.").find(c) != std::string_view::npos;
  });
}

}  // namespace

VersionNumbers version_numbers(std::string_view version) {
  VersionNumbers numbers{};
  if (version.starts_with('v')) version.remove_prefix(1);
  const char* at = version.data();
  const char* const end = at + version.size();
  for (uint32_t& number : numbers) {
    at = std::from_chars(at, end, number).ptr;
    if (at == end || *at != '.') break;
    ++at;
  }
  return numbers;
}

bool is_constraint(std::string_view text) {
  constexpr std::array<std::string_view, 8> kOperators = {"",  "=",  "!=", ">",
                                                          "<", ">=", "<=", "~>"};
  for (;;) {
    const size_t comma = text.find(',');
    const Bound bound(text.substr(0, comma));
    if (std::ranges::find(kOperators, bound.op) == kOperators.end()) return false;
    if (!is_version(bound.version)) return false;
    if (comma == std::string_view::npos) return true;
    text.remove_prefix(comma + 1);
  }
}

bool allows(std::string_view constraint, std::string_view version) {
  const VersionNumbers asked = version_numbers(version);
  for (;;) {
    const size_t comma = constraint.find(',');
    if (!Bound(constraint.substr(0, comma)).allows(asked)) return false;
    if (comma == std::string_view::npos) return true;
    constraint.remove_prefix(comma + 1);
  }
}

std::string_view exact_version(std::string_view constraint) {
  const Bound bound(constraint);
  const bool exact = (bound.op.empty() || bound.op == "=") && !bound.version.empty() &&
                     bound.version.find_first_not_of("0123456789.") == std::string_view::npos &&
                     std::ranges::count(bound.version, '.') == 2;
  return exact ? bound.version : std::string_view();
}

}  // namespace schema
