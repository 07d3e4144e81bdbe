// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "report/report.h"

// Files as others know them who have the repository, but not this machine.
namespace report {

// A path as it is from the repository's top; of what lies outside only the name, since where that
// is differs from machine to machine.
std::string repository_path(const Result& result, std::string_view path);

bool in_repository(const Result& result, std::string_view path);

// The file of a root to point at where no other is to blame: its main.tf, or else its first. Empty
// if none was read.
std::string first_file(const Result& result, std::string_view root);

}  // namespace report
