// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "cli/inputs.h"
#include "terraform/terraform.h"

namespace cli {

// A directory opened as a root module. Nothing is read but the repository that it stands in, and
// the variable files that the user names.
struct Root {
  // Null, with a message on stderr, if there is no such directory.
  static std::unique_ptr<Root> open(const std::string& directory, const InputOptions& inputs);

  Root(const std::string& directory, const InputOptions& inputs);

  source::DiskFileSystem file_system;
  source::ConfinedFileSystem repository;
  source::Files files;
  terraform::Loader loader;
  terraform::Configuration configuration;
};

}  // namespace cli
