// SPDX-License-Identifier: Apache-2.0
// The way through a value and the sketches in it.
// Exported: class Walk, for this room. Tested through all_reasons and all_origins.
#include "values/walk.h"

#include <algorithm>

namespace values {
namespace {

std::vector<Value> sketched(const Sketch* sketch) {
  std::vector<Value> values;
  if (sketch == nullptr) return values;
  switch (sketch->kind) {
    case SketchKind::symbol:
    case SketchKind::mentioned:
      break;
    case SketchKind::parts: {
      const std::span<const Value> pieces = static_cast<const Parts*>(sketch)->pieces;
      values.assign(pieces.begin(), pieces.end());
      break;
    }
    case SketchKind::document:
      values = {static_cast<const Document*>(sketch)->value};
      break;
    case SketchKind::elements:
      for (const SketchElement& element : static_cast<const ElementsSketch*>(sketch)->elements) {
        values.push_back(element.key);
        values.push_back(element.value);
      }
      break;
    case SketchKind::choices: {
      const std::span<const Value> choices = static_cast<const Choices*>(sketch)->values;
      values.assign(choices.begin(), choices.end());
      break;
    }
  }
  return values;
}

}  // namespace

bool Walk::first_time(const Value& value) {
  const void* content = nullptr;
  if (value.is_unknown()) {
    content = &value.unknown_data();
  } else if (value.attribute_source() != nullptr) {
    content = value.attribute_source();
  } else if (value.is_known() && value.kind() >= Kind::list) {
    content = value.elements().data();
  }
  return content == nullptr || seen_.insert({content, value.origins()}).second;
}

void Walk::open_contents(const Value& value) {
  const auto first = static_cast<std::ptrdiff_t>(open_.size());
  if (value.is_unknown()) {
    const std::vector<Value> contents = sketched(value.unknown_data().sketch);
    open_.insert(open_.end(), contents.begin(), contents.end());
  }
  all_nested(value, [this](const Value& nested) {
    open_.push_back(nested);
    return true;
  });
  std::reverse(open_.begin() + first, open_.end());
}

}  // namespace values
