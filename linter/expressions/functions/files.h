// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "expressions/functions.h"

// Reading files for functions: what they give, and what stands for what cannot be read.
namespace expressions {

struct FileBytes {
  std::optional<std::string_view> bytes;
  Value otherwise;  // without bytes: what to return; the call may have failed
};

FileBytes read_file(FunctionCall& call, std::string_view path);
// What to return for a path that is not looked at at all: without files, or one that leads home.
std::optional<Value> refused_path(FunctionCall& call, std::string_view path);

// Unknowns of the result's type, with their reasons.
Value not_readable(FunctionCall& call, std::string_view what);
Value leads_home(FunctionCall& call, std::string_view path);
Value outside_of_repository(FunctionCall& call, std::string_view path);
// An absent file: an error, or an unknown where the context asks for that.
Value absent_file(FunctionCall& call, std::string_view path);

}  // namespace expressions
