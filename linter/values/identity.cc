// SPDX-License-Identifier: Apache-2.0
// Whether two values are the same, and a hash that agrees with the answer.
// Exported: identical, hash. Tested in tests/values/value_test.cc.
#include <functional>

#include "values/nested.h"
#include "values/unknown.h"

namespace values {
namespace {

bool same_refinement(const Refinement* a, const Refinement* b) {
  static constexpr Refinement kNone;
  const Refinement& left = a == nullptr ? kNone : *a;
  const Refinement& right = b == nullptr ? kNone : *b;
  return left.not_null == right.not_null && left.prefix == right.prefix &&
         left.minimum == right.minimum && left.maximum == right.maximum &&
         left.minimum_inclusive == right.minimum_inclusive &&
         left.maximum_inclusive == right.maximum_inclusive &&
         left.length_minimum == right.length_minimum && left.length_maximum == right.length_maximum;
}

bool same_elements(const Value& a, const Value& b) {
  const bool collection = a.kind() <= Kind::map;
  if (collection && a.element_type() != b.element_type()) return false;
  if (a.elements().size() != b.elements().size()) return false;
  if (!std::ranges::equal(a.keys(), b.keys())) return false;
  return std::ranges::equal(a.elements(), b.elements(), identical);
}

bool same_attributes(const AttributeSource& source, const Value& other) {
  const Type type = source.type();
  if (!other.has_type(type)) return false;
  const AttributeSource* other_source = other.attribute_source();
  for (const ObjectAttribute& attribute : type.attributes()) {
    const Value value = other_source != nullptr ? other_source->attribute(attribute.name)
                                                : *other.find(attribute.name);
    if (!identical(source.attribute(attribute.name), value)) return false;
  }
  return true;
}

size_t combined(size_t seed, size_t next) { return seed * 31 + next; }

}  // namespace

bool identical(const Value& a, const Value& b) {
  if (a.kind() != b.kind() || a.state() != b.state()) return false;
  if (a.is_unknown()) {
    const UnknownData& left = a.unknown_data();
    const UnknownData& right = b.unknown_data();
    return left.type == right.type && same_refinement(left.refinement, right.refinement);
  }
  if (a.is_null()) {
    Arena unused;
    return b.has_type(a.type(unused));
  }
  switch (a.kind()) {
    case Kind::dynamic:
      return true;
    case Kind::boolean:
      return a.as_boolean() == b.as_boolean();
    case Kind::number:
      return a.as_number() == b.as_number();
    case Kind::string:
      return a.as_string() == b.as_string();
    default:
      break;
  }
  if (a.attribute_source() != nullptr) return same_attributes(*a.attribute_source(), b);
  if (b.attribute_source() != nullptr) return same_attributes(*b.attribute_source(), a);
  return same_elements(a, b);
}

uint64_t hash(const Value& value) {
  const size_t seed =
      combined(static_cast<size_t>(value.kind()), static_cast<size_t>(value.state()));
  if (!value.is_known()) return seed;
  switch (value.kind()) {
    case Kind::dynamic:
      return seed;
    case Kind::boolean:
      return combined(seed, value.as_boolean());
    case Kind::number:
      return combined(seed, value.as_number().hash());
    case Kind::string:
      return combined(seed, std::hash<std::string_view>{}(value.as_string()));
    default:
      break;
  }
  size_t result = seed;
  all_nested(value, [&](const Value& nested) {
    result = combined(result, hash(nested));
    return true;
  });
  return result;
}

}  // namespace values
