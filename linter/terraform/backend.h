// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "terraform/configuration.h"

// Where roots keep their state: what their backend blocks say, and which states are the same.
namespace terraform {

// The type of a backend block: "s3"; "remote" for a cloud block, which keeps state in the same way.
std::string_view backend_type(const syntax::Block& backend);

// What a backend or cloud block gives, an object; blocks in it are lists. It may refer to nothing.
values::Value backend_arguments(const syntax::Block& backend, values::Arena& arena);

// The same of a file that is made for -backend-config.
values::Value backend_file_arguments(const syntax::Body& file, values::Arena& arena);

// A state, as the root that keeps it or one that reads it names it.
struct StateAddress {
  std::string_view backend;    // "local" where a root names none
  values::Value arguments;     // an object
  std::string_view directory;  // of the root: local paths start there
};

enum class SameState : uint8_t { no, yes, unknown };

// Whether both name one state, workspaces left aside.
SameState same_state(const StateAddress& a, const StateAddress& b, const schema::Schemas& schemas,
                     values::Arena& arena);

}  // namespace terraform
