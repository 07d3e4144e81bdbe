// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <random>

#include "property/grammar.h"

// Random expressions, and smaller ones in their place.
namespace property {

// A grown expression: pieces of text around its parts, so that a part can be replaced.
struct Expression {
  Sort sort;
  std::string production;           // what it grew from
  std::vector<std::string> pieces;  // one more than parts
  std::vector<Expression> parts;
};

std::string text_of(const Expression& expression);

// The simplest expression of a type.
Expression simplest(const Sort& type);

// Grows expressions; the same ones for the same seed, on every machine.
class Grower {
 public:
  Grower(std::vector<Production> productions, uint64_t seed);
  // An expression of some type.
  Expression grow();

 private:
  Expression grow(const Sort& wanted, int depth);
  Expression grow_from(const Production& production, const Bindings& bindings, const Sort& wanted,
                       int depth);
  Expression construct(const Sort& wanted, int depth);
  const Variable* variable_of(const Sort& wanted);
  Sort random_type(int depth);
  // Sorts without variables or "any" in them.
  Sort settled(const Sort& sort);
  size_t pick(size_t count) { return static_cast<size_t>(random_() % count); }
  bool chance(size_t one_in) { return pick(one_in) == 0; }

  std::vector<Production> productions_;
  std::mt19937_64 random_;
  std::vector<Variable> scope_;
};

// The expression with one of its parts, at any depth, replaced by a part of that or by the simplest
// of its type; the smallest results first.
std::vector<Expression> smaller(const Expression& expression);

}  // namespace property
