// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "expressions/functions.h"

// The families of functions, each with its table, and what nearly every function does with its
// arguments and its result.
namespace expressions {

using values::Kind;
using values::Number;
using values::Type;

std::span<const Function> affix_functions();
std::span<const Function> boolean_functions();
std::span<const Function> csv_functions();
std::span<const Function> date_functions();
std::span<const Function> encoding_functions();
std::span<const Function> file_functions();
std::span<const Function> format_functions();
std::span<const Function> hash_functions();
std::span<const Function> list_functions();
std::span<const Function> lookup_functions();
std::span<const Function> map_functions();
std::span<const Function> network_functions();
std::span<const Function> numeric_functions();
std::span<const Function> regex_functions();
std::span<const Function> sequence_functions();
std::span<const Function> set_functions();
std::span<const Function> string_functions();
std::span<const Function> template_functions();
std::span<const Function> type_functions();
// Not Terraform's: for rules only.
std::span<const Function> address_range_functions();

// Result types that do not depend on the arguments, and that of the first argument.
Type returns_boolean(FunctionCall& call);
Type returns_number(FunctionCall& call);
Type returns_string(FunctionCall& call);
Type returns_list_of_string(FunctionCall& call);
Type returns_dynamic(FunctionCall& call);
Type returns_first_argument(FunctionCall& call);

// The text of a known string argument.
std::string_view text(const FunctionCall& call, size_t index);
// A known number argument as an int64; otherwise the call fails and there is nothing.
std::optional<int64_t> whole_number(FunctionCall& call, size_t index);

// A string in normal form. Fails if it is longer than kMaxStringBytes.
Value string_result(FunctionCall& call, std::string_view text);
// The same as a list of strings.
Value string_list_result(FunctionCall& call, std::span<const std::string> texts);
Value string_list_result(FunctionCall& call, std::span<const std::string_view> texts);
// An unknown of `call.result`: mentions the arguments' symbols and keeps their reasons; of marks,
// those that the call takes off are put on again, and others are the function's to add.
Value unknown_result(FunctionCall& call);
// The same with a sketch of what is known nevertheless.
Value unknown_result(FunctionCall& call, const values::Sketch* sketch);

// The marks of all arguments, not of what is in them.
values::Marks marks_of_arguments(const FunctionCall& call);

// Whether the value is a known list, set or tuple: one whose elements can be walked.
bool is_known_sequence(const Value& value);
// Lists, sets and tuples; lists and tuples; maps and objects, known or not.
bool is_sequence(Kind kind);
bool is_list_or_tuple(Kind kind);
bool is_mapping(Kind kind);

// A list, set or tuple of the kind that `type` wants. Elements are taken as they are.
Value make_sequence(Type type, std::span<const Value> elements, Arena& arena);

}  // namespace expressions
