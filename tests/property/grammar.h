// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The grammar of random expressions, as productions.txt has it.
namespace property {

// What grows: a type ("list(string)"; "any" is any of them, "free" one that the grammar does not
// tell), a type variable ("T"), or a word of the grammar that is no type ("regex").
struct Sort {
  std::string head;
  std::vector<Sort> arguments;     // of list, set, map, tuple, object
  std::vector<std::string> names;  // of an object's attributes
  friend bool operator==(const Sort&, const Sort&) = default;
};

Sort parse_sort(std::string_view text);
bool is_type(const Sort& sort);
bool is_variable(const Sort& sort);

using Bindings = std::map<std::string, Sort, std::less<>>;
// Whether a sort with type variables can be the one that is wanted; binds them.
bool matches(const Sort& pattern, const Sort& wanted, Bindings& bindings);
// The sort with its variables replaced; unbound ones stay.
Sort bound(const Sort& pattern, const Bindings& bindings);

// A name that a `for` brings into scope.
struct Variable {
  std::string name;
  Sort sort;
};

struct Hole {
  Sort sort;
  std::vector<Variable> variables;
};

struct Production {
  Sort result;
  std::string text;                 // as the file has it, for reports
  std::vector<std::string> pieces;  // one more than holes
  std::vector<Hole> holes;
  // Nothing but words grows in it.
  [[nodiscard]] bool is_leaf() const;
};

std::vector<Production> read_productions(const std::string& path);

}  // namespace property
