// SPDX-License-Identifier: Apache-2.0
// Reads productions.txt. Exported: read_productions and what sorts can do.
#include "property/grammar.h"

#include <algorithm>
#include <array>
#include <fstream>

namespace property {

namespace {

constexpr std::string_view kNewLine = "↵";

constexpr std::array<std::string_view, 10> kTypes = {"any",    "free",   "bool", "list",   "map",
                                                     "number", "object", "set",  "string", "tuple"};

// Splits at a separator that stands outside of parentheses.
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  size_t begin = 0;
  int depth = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')') --depth;
    if (text[i] != separator || depth > 0) continue;
    parts.push_back(text.substr(begin, i - begin));
    begin = i + 1;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

Hole parse_hole(std::string_view text) {
  const auto parts = split(text, '|');
  Hole hole{parse_sort(parts[0]), {}};
  if (parts.size() == 1) return hole;
  for (const std::string_view variable : split(parts[1], ',')) {
    const size_t colon = variable.find(':');
    hole.variables.push_back(
        {std::string(variable.substr(0, colon)), parse_sort(variable.substr(colon + 1))});
  }
  return hole;
}

// Where the hole that begins at `open` ends; nothing if this "<" is an operator or a heredoc's.
std::optional<size_t> hole_end(std::string_view text, size_t open) {
  const size_t close =
      text.find_first_not_of("abcdefghijklmnopqrstuvwxyzTS0123456789_(),|:", open + 1);
  if (close == std::string_view::npos || text[close] != '>' || close == open + 1) return {};
  return close;
}

Production parse_production(std::string_view line) {
  const size_t colon = line.find(": ");
  Production production;
  production.result = parse_sort(line.substr(0, colon));
  production.text = line;
  std::string text(line.substr(colon + 2));
  for (size_t at = text.find(kNewLine); at != std::string::npos; at = text.find(kNewLine)) {
    text.replace(at, kNewLine.size(), "\n");
  }
  size_t begin = 0;
  for (size_t i = text.find('<'); i != std::string::npos; i = text.find('<', i + 1)) {
    const auto end = hole_end(text, i);
    if (!end) continue;
    production.pieces.push_back(text.substr(begin, i - begin));
    production.holes.push_back(parse_hole(std::string_view(text).substr(i + 1, *end - i - 1)));
    begin = *end + 1;
  }
  production.pieces.push_back(text.substr(begin));
  return production;
}

}  // namespace

Sort parse_sort(std::string_view text) {
  const size_t open = text.find('(');
  if (open == std::string_view::npos) return {std::string(text), {}, {}};
  return {std::string(text.substr(0, open)),
          {parse_sort(text.substr(open + 1, text.size() - open - 2))},
          {}};
}

bool is_type(const Sort& sort) {
  return std::ranges::find(kTypes, sort.head) != kTypes.end() || is_variable(sort);
}

bool is_variable(const Sort& sort) { return sort.head == "T" || sort.head == "S"; }

bool matches(const Sort& pattern, const Sort& wanted, Bindings& bindings) {
  if (is_variable(pattern)) {
    return is_type(wanted) && bindings.emplace(pattern.head, wanted).first->second == wanted;
  }
  if (pattern.head != wanted.head || pattern.arguments.size() != wanted.arguments.size()) {
    return false;
  }
  for (size_t i = 0; i < pattern.arguments.size(); ++i) {
    if (!matches(pattern.arguments[i], wanted.arguments[i], bindings)) return false;
  }
  return true;
}

Sort bound(const Sort& pattern, const Bindings& bindings) {
  if (is_variable(pattern)) {
    const auto found = bindings.find(pattern.head);
    return found == bindings.end() ? pattern : found->second;
  }
  Sort sort = pattern;
  for (Sort& argument : sort.arguments) argument = bound(argument, bindings);
  return sort;
}

bool Production::is_leaf() const {
  return std::ranges::none_of(holes, [](const Hole& hole) { return is_type(hole.sort); });
}

std::vector<Production> read_productions(const std::string& path) {
  std::ifstream file(path);
  std::vector<Production> productions;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    productions.push_back(parse_production(line));
  }
  return productions;
}

}  // namespace property
