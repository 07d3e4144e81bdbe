// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "diagnostics/secrets.h"

// What stands literally in a part of a file that is known to hold a secret.
namespace diagnostics {

// Of HCL and JSON: the texts between quotes and the lines of heredocs, without what is filled in
// and, where that is plain to see, without names. Of YAML, by the file's name: the words, without
// names of members and of variables, options, and the first word of a command. In order. O(length).
std::vector<Span> literals_in(std::string_view text, std::string_view path);

}  // namespace diagnostics
