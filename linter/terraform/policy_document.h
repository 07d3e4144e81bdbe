// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "values/values.h"

namespace terraform {

// What makes up a policy document, as the data source of that name takes it: hashicorp/aws 5.100,
// internal/service/iam, as its plans show. Statements are sparse objects with actions, resources,
// principals, conditions and so on; null for what is not given.
struct PolicyArguments {
  values::Value version, id, statements;
  std::span<const values::Value> sources, overrides;  // JSON texts, in order
};

// An object with Version, Id and Statement. Where an argument is not known, what depends on it is
// unknown: a leaf, a statement, or (elements sketch) which statements there are.
struct PolicyDocument {
  values::Value value;
  std::string error;  // what the provider refuses; empty: nothing
  // The Sid that it refuses, of two statements that are surely there; empty: it is something else.
  std::string_view duplicate = {};
  bool of_sources = false;  // those are of source documents
};
PolicyDocument policy_document(const PolicyArguments& arguments, values::Arena& arena);

// A wholly known document as the provider writes it.
std::string policy_text(const values::Value& document, bool indented);

}  // namespace terraform
