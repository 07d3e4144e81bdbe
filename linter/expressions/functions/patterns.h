// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

// Regular expressions as Go's regexp has them, on RE2.
namespace expressions {

// Where something stands in a text; begin == end == npos for a group that took no part.
struct Span {
  size_t begin = std::string_view::npos;
  size_t end = std::string_view::npos;

  [[nodiscard]] bool took_part() const { return begin != std::string_view::npos; }
};

// What one match found: the whole, then its groups.
using Match = std::vector<Span>;

class Pattern {
 public:
  explicit Pattern(std::string_view text);
  ~Pattern();

  // What is wrong with the pattern; empty if nothing is.
  [[nodiscard]] const std::string& error() const { return error_; }
  // The work of having compiled it, in steps of an evaluation.
  [[nodiscard]] size_t work() const;
  // Bytes that it may take at most, with what it learns while it matches.
  [[nodiscard]] size_t memory() const;
  // Of each group its name, empty if it has none. Names may repeat.
  [[nodiscard]] std::span<const std::string> names() const { return names_; }
  // The first match from a place on.
  [[nodiscard]] std::optional<Match> find(std::string_view text, size_t from = 0) const;
  // All matches from left to right, none of them empty right behind another, until `visit` says
  // false.
  void each_match(std::string_view text, const std::function<bool(const Match&)>& visit) const;
  // A replacement for a match: $1, ${1}, $name and ${name} are groups, $$ is a dollar sign.
  [[nodiscard]] std::string expand(std::string_view replacement, std::string_view text,
                                   const Match& match) const;

 private:
  [[nodiscard]] Span group(std::string_view name, const Match& match) const;

  std::unique_ptr<re2::RE2> compiled_;
  std::vector<std::string> names_;
  std::string error_;
};

}  // namespace expressions
