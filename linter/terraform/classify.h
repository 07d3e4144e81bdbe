// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "terraform/configuration.h"

namespace terraform {

// What a directory is, given the directories that others call: a root where one would run
// `terraform apply`, a module that others call, or a library.
DirectoryKind classify(const Module& module, bool has_var_files, bool declared, bool called);

}  // namespace terraform
