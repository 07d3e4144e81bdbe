// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "terraform/configuration.h"

namespace terraform {

// An environment of a root that its variable files tell of.
struct FoundEnvironment {
  std::string name;
  std::vector<std::string> var_files;  // in the order in which they are to be read
};

// A variable file that goes by the name of an environment and keeps it from being judged.
struct UnusableFile {
  enum class Why : uint8_t {
    broken,      // it does not parse
    unreadable,  // it cannot be read
    foreign,     // it gives none of the root's variables a value, though files beside it do
  } why = Why::broken;
  std::string environment;  // empty: all of the root's
  std::string path;
};

struct FoundEnvironments {
  std::vector<FoundEnvironment> all;   // by name
  std::vector<UnusableFile> unusable;  // by path; of none of these environments
  [[nodiscard]] bool empty() const { return all.empty() && unusable.empty(); }
};

// Where variable files are looked for beside the root's own directory.
enum class Reach : uint8_t { below, below_and_beside };

// The environments that a root has by convention, by name: `dev.tfvars` in the root; `dev.tfvars`
// and `dev/*.tfvars` in directories that are called env, vars or the like, below or beside it.
// A file counts if it gives one of the root's variables a value. Names like `common` stand for no
// environment: those files come first in each. Directories with Terraform of their own are passed
// over.
FoundEnvironments find_environments(Loader& loader, const Configuration& root, Reach reach);

}  // namespace terraform
