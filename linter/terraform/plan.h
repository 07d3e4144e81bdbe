// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "values/values.h"

namespace terraform {

// What `terraform show -json PLANFILE` says of one resource instance after the apply.
// https://developer.hashicorp.com/terraform/internals/json-format#change-representation
struct PlannedChange {
  std::string address, mode, type;
  values::Value after;          // null: it will not be there; what is unknown is left out or null
  values::Value after_unknown;  // true, or of the form of what holds it, where something is unknown
};

// Who is told of a plan, piece by piece, in the order of the file. Values live until the call
// returns.
struct PlanVisitor {
  std::function<void(const PlannedChange&)> resource;
  std::function<void(const std::string& name, const values::Value& value)> variable;
};

// Reads a plan as a stream: no more than one resource at a time is in memory, however large the
// file. Fails with what is wrong and where in the file (a byte offset).
source::Result<bool> read_plan(std::FILE* file, const PlanVisitor& visitor);

}  // namespace terraform
