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
  values::Value after_sensitive;  // the same, where something is sensitive
};

// What it says of one instance of a data source that was read while planning.
// https://developer.hashicorp.com/terraform/internals/json-format#values-representation
struct ReadData {
  std::string address, type;
  values::Value values;
  values::Value sensitive;  // as after_sensitive
};

// Who is told of a plan, piece by piece, in the order of the file. Of resources and data sources,
// members that are null are left out, and of flags those that are not set. Values live until the
// call returns.
struct PlanVisitor {
  std::function<void(const PlannedChange&)> resource = {};
  std::function<void(const ReadData&)> data = {};
  std::function<void(const std::string& name, const values::Value& value)> variable = {};
  std::function<void(const values::Value&)> configuration = {};  // as a whole
};

// Reads a plan as a stream: no more than one resource at a time is in memory, however large the
// file; if there is an arena to keep values in, they live as long as it does. Fails with what is
// wrong and where in the file.
source::Result<bool> read_plan(std::FILE* file, const PlanVisitor& visitor,
                               values::Arena* keep = nullptr);

// Questions to an `after_unknown` or `after_sensitive`: whether it says so of all of the value it
// stands beside; whether of anything in it; and what it says of a member or an element.
bool is_true(const values::Value& flags);
bool any_true(const values::Value& flags);
values::Value flags_of(const values::Value& flags, std::string_view member);
values::Value flags_of(const values::Value& flags, size_t element);

}  // namespace terraform
