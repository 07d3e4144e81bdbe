// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "source/source.h"
#include "syntax/syntax.h"

// What `terraform init` left in a root directory: installed modules and locked providers.
namespace terraform {

using TextMap = std::map<std::string, std::string, std::less<>>;

// .terraform/modules/modules.json of a root: path of calls -> directory, relative to the current
// directory. Empty if there is none or it cannot be read.
TextMap read_installed_modules(const source::FileSystem& files, std::string_view root);

// A .terraform.lock.hcl: provider source without the public registry's name -> version.
TextMap read_locked_versions(const syntax::Body& lock_file);

}  // namespace terraform
