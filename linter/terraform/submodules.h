// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "source/source.h"

namespace terraform {

// Where the submodules of git that a repository names have their places, checked out or not:
// canonical. None if it has no .gitmodules.
std::vector<std::string> read_submodules(const source::FileSystem& files,
                                         std::string_view repository);

}  // namespace terraform
