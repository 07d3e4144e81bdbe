// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "source/source.h"
#include "values/value.h"

namespace values {

struct JsonOptions {
  bool escape_html = true;  // <, >, & as \u003c..., as Terraform's jsonencode does
  uint32_t indent = 0;      // spaces a level; 0: all on one line
  std::span<const std::string_view> first = {};  // keys that come before the others, in this order
};

// A wholly known value as JSON, object keys sorted (but for those
// that come first), numbers with all their digits; what JSON lacks
// (unknowns, infinities) as null. Sensitive values are written: whoever writes for people redacts
// before.
std::string to_json(const Value& value, const JsonOptions& options = {});

// Whether an infinity stands in the value: jsonencode() refuses it.
bool has_infinity(const Value& value);

// JSON text to a value as jsondecode() does it: objects, tuples, and exact numbers; of equal keys
// the last. Fails with the words of Go's decoder, and past kMaxJsonDepth.
source::Result<Value> from_json(std::string_view text, Arena& arena);

inline constexpr uint32_t kMaxJsonDepth = 1000;  // of arrays and objects in each other

// The text of a JSON string, with its quotes. Invalid UTF-8 becomes U+FFFD.
std::string json_string(std::string_view text, bool escape_html = false);

}  // namespace values
