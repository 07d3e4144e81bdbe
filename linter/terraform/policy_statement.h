// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "values/values.h"

namespace terraform {

// One statement of a policy document as an object with Sid, Effect, Action and so on, either from
// the arguments of a block or from JSON.
class PolicyStatementReader {
 public:
  // `expands`: "&{x}" stands for "${x}", as in documents of version 2012-10-17 and later.
  PolicyStatementReader(bool expands, values::Arena& arena) : expands_(expands), arena_(arena) {}

  values::Value from_arguments(const values::Value& arguments);
  // What the provider keeps of a statement that it reads; null if it is no object.
  values::Value from_json(const values::Value& statement);

  // What the provider refuses; empty: nothing.
  [[nodiscard]] const std::string& error() const { return error_; }

 private:
  values::Value text(const values::Value& value);
  values::Value one_or_many(const values::Value& collection, bool sorted);
  values::Value principals(const values::Value& blocks);
  values::Value conditions(const values::Value& blocks);
  values::Value open_conditions(const values::Value& blocks);
  values::Value principals_from_json(const values::Value& given);
  values::Value conditions_from_json(const values::Value& given);

  bool expands_;
  values::Arena& arena_;
  std::string error_;
};

}  // namespace terraform
