// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipelines/pipelines.h"

// Where steps initialise Terraform, and what they give its backend.
namespace pipelines {

// One argument of a backend, or a file of such.
struct BackendSetting {
  std::string key;  // empty: the value is the path of a file, from the directory on
  Value value;      // a text, not known where it is made of what the file does not tell
};

struct TerraformInit {
  std::optional<std::string> directory;  // from the current directory on; nothing: not known
  std::vector<BackendSetting> settings;  // of -backend-config; later ones win
  // Why there may be further ones; null: there are none.
  const values::Reason* open = nullptr;
};

// The commands `terraform init` of all steps, once where they are the same; those with
// -backend=false are none. The file is asked for room alone.
std::vector<TerraformInit> terraform_inits(File& file);

}  // namespace pipelines
