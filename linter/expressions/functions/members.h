// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "expressions/functions.h"

// What is known of the content of collections and strings that Terraform calls unknown, as
// functions need it: they carry it along under plan semantics, and answer from it under rule
// semantics.
namespace expressions {

using Members = std::vector<values::SketchElement>;

// How many members are compared with each other at most, since that takes the square of their
// number.
inline constexpr size_t kMaxCompared = 1000;

// What a list, set, tuple, map or object is made of: all its elements if it is known, the elements
// of its sketch if it is unknown, and without one "any number of unknown elements". Nothing for
// null and for what is no collection.
std::optional<Members> members(const Value& collection, FunctionCall& call);
// The element of a list at a place: known, symbolic, or an unknown that mentions the list.
Value element_at(const Value& list, int64_t index, FunctionCall& call);
// Whether every member is there for sure, so that positions are known.
bool all_definite(const Members& members);
// A lower bound for the number of different values among the members that are there for sure.
uint64_t certainly_distinct(const Members& members, FunctionCall& call);

// Whether two values are certainly equal, certainly different, or neither, as rules see it.
enum class Sameness : uint8_t { equal, different, undecided };
Sameness compare(const Value& a, const Value& b, FunctionCall& call);

// The result where Terraform knows none, but sketches tell that it is this value: the value itself
// under rule semantics, else an unknown that remembers it.
Value behind_unknown(FunctionCall& call, const Value& value);
// An unknown of `call.result` that is one of these values.
Value one_of(FunctionCall& call, std::span<const Value> choices);
// An unknown of `call.result` that consists of these members.
Value sketched_result(FunctionCall& call, const Members& members);

// The pieces of a string: itself if it is known, those of its sketch, else the unknown itself.
std::vector<Value> pieces_of(const Value& string);
// An unknown string result that consists of these pieces: known strings and unknown values.
Value pieces_result(FunctionCall& call, std::span<const Value> pieces);

}  // namespace expressions
