// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "values/number.h"
#include "values/type.h"

namespace values {

enum class State : uint8_t { known, null, unknown };

// What a value carries through every operation, on each nested value of its own (cty's marks).
enum class Marks : uint8_t { none = 0, sensitive = 1, ephemeral = 2 };
constexpr Marks operator|(Marks a, Marks b) {
  return static_cast<Marks>(static_cast<uint8_t>(a) | static_cast<uint8_t>(b));
}
constexpr Marks operator&(Marks a, Marks b) {
  return static_cast<Marks>(static_cast<uint8_t>(a) & static_cast<uint8_t>(b));
}

// The resource attributes that a value was read from: an entry of an OriginTable (origins.h).
enum class OriginSet : uint32_t { none = 0 };

struct UnknownData;  // unknown.h
class AttributeSource;
class Value;

// The content of a known list, set, map, tuple or object. `keys` only for maps and objects,
// sorted, one a value. The elements of a set are distinct and in cty's order.
struct Elements {
  Type element_type;  // of a list, set or map
  std::span<const Value> values;
  std::span<const std::string_view> keys;
  // Of all that is in it, unless an attribute source is (then `has_source` is set, and one looks).
  bool wholly_known = true;
  bool has_origins = false;
  bool has_source = false;
  Marks marks = Marks::none;
  uint32_t weight = 1;  // Value::weight
};

// A value: a handle of 16 bytes into arenas, copied freely, never changed. Default: null of type
// dynamic. Strings are NFC; whoever makes one sees to it (normalized in strings.h).
class Value {
 public:
  Value() = default;

  static Value null(Type type);
  static Value boolean(bool value);
  static Value number(Number value);
  // `text` must be in an arena or otherwise outlive the value, the view itself as well.
  static Value string(const std::string_view* text);
  static Value string(std::string_view text, Arena& arena);  // copies the text
  static Value list(Type element, std::span<const Value> values, Arena& arena);
  static Value tuple(std::span<const Value> values, Arena& arena);
  // Removes duplicates (an unknown element equals nothing) and orders. Marks in the elements move
  // to the set, as in cty. O(n log n).
  static Value set(Type element, std::span<const Value> values, Arena& arena);
  // Keys in any order; of equal keys the last counts.
  static Value map(Type element, std::span<const std::string_view> keys,
                   std::span<const Value> values, Arena& arena);
  static Value object(std::span<const std::string_view> keys, std::span<const Value> values,
                      Arena& arena);
  // An object whose attributes are worked out when asked for.
  static Value object(const AttributeSource* source);
  // An unknown: see unknown.h for refinements, sketches and reasons.
  static Value unknown(const UnknownData* data);
  static Value unknown(Type type, Arena& arena);

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] bool is_known() const { return state_ == State::known; }
  [[nodiscard]] bool is_null() const { return state_ == State::null; }
  [[nodiscard]] bool is_unknown() const { return state_ == State::unknown; }
  // Known, and so is everything in it. O(1), O(size) where attribute sources are in it.
  [[nodiscard]] bool is_wholly_known() const;
  // The type; for known tuples and objects it is made in `arena`. O(size of the type).
  [[nodiscard]] Type type(Arena& arena) const;
  // Whether `type` is its type. O(1) where nothing is nested, allocates nothing.
  [[nodiscard]] bool has_type(Type type) const;

  // Content of a known value of that kind.
  [[nodiscard]] bool as_boolean() const { return payload_.boolean; }
  [[nodiscard]] Number as_number() const;
  [[nodiscard]] std::string_view as_string() const { return *payload_.string; }
  // Of a known list, set, map, tuple or object that is no attribute source.
  [[nodiscard]] std::span<const Value> elements() const { return payload_.elements->values; }
  [[nodiscard]] std::span<const std::string_view> keys() const { return payload_.elements->keys; }
  [[nodiscard]] Type element_type() const { return payload_.elements->element_type; }
  // Of a known map or object: the value under a key; null pointer where there is none. O(log n).
  [[nodiscard]] const Value* find(std::string_view key) const;
  // Whether it is an attribute source or one stands in it: then questions about all that is in it
  // work attributes out.
  [[nodiscard]] bool has_sources() const {
    return lazy_ || (has_elements() && payload_.elements->has_source);
  }
  // Set if this is an object whose attributes are worked out on demand.
  [[nodiscard]] const AttributeSource* attribute_source() const {
    return lazy_ ? payload_.source : nullptr;
  }
  // Where what it holds is kept: two values of one kind with the same place hold the same. Null for
  // null, booleans, numbers and strings.
  [[nodiscard]] const void* storage() const {
    const bool stored = is_unknown() || (is_known() && kind_ >= Kind::list);
    return stored ? std::bit_cast<const void*>(payload_) : nullptr;
  }
  // The same object with every attribute worked out; itself if it is no attribute source.
  [[nodiscard]] Value materialized(Arena& arena) const;
  [[nodiscard]] const UnknownData& unknown_data() const { return *payload_.unknown; }
  // How many values it is made of, itself and those at any depth counted, one as often as it
  // occurs; what is unknown or an attribute source counts as one. UINT32_MAX: that many or more.
  // O(1).
  [[nodiscard]] uint32_t weight() const { return has_elements() ? payload_.elements->weight : 1; }

  [[nodiscard]] Marks marks() const { return marks_; }
  [[nodiscard]] bool has_marks(Marks marks) const { return (marks_ & marks) != Marks::none; }
  // Marks of it and of everything in it. O(1), O(size) where attribute sources are in it.
  [[nodiscard]] Marks all_marks() const;
  // False only if neither it nor anything in it was read from a resource attribute. O(1).
  [[nodiscard]] bool may_have_origins() const;
  [[nodiscard]] Value with_marks(Marks added) const;
  [[nodiscard]] Value without_marks() const;  // itself only, not what is in it
  // Neither it nor anything in it is marked; itself where nothing is.
  [[nodiscard]] Value without_all_marks(Arena& arena) const;
  [[nodiscard]] OriginSet origins() const { return origins_; }
  [[nodiscard]] Value with_origins(OriginSet origins) const;

 private:
  // Whether the payload is the elements.
  [[nodiscard]] bool has_elements() const { return is_known() && kind_ >= Kind::list && !lazy_; }
  static Value of_elements(Kind kind, Elements elements, Arena& arena);

  union Payload {
    bool boolean;
    int64_t small;
    const BigNumber* big;
    const std::string_view* string;
    const Elements* elements;
    const AttributeSource* source;
    const UnknownData* unknown;
    const TypeData* type;  // of a null
  };

  Payload payload_{.type = nullptr};
  OriginSet origins_ = OriginSet::none;
  Kind kind_ = Kind::dynamic;
  State state_ : 2 = State::null;
  Number::Form number_form_ : 2 = Number::Form::counted;
  bool lazy_ : 1 = false;
  Marks marks_ = Marks::none;
};
static_assert(sizeof(Value) == 16);

// An object whose attributes are worked out when asked for: a resource instance under plan
// semantics, a node under rule semantics. Answers are the same every time it is asked.
class AttributeSource {
 public:
  virtual ~AttributeSource() = default;
  // Names in sorted order, with their types.
  [[nodiscard]] virtual Type type() const = 0;
  // The value of an attribute that `type` lists; for another name, null of dynamic, or what
  // an open object answers.
  [[nodiscard]] virtual Value attribute(std::string_view name) const = 0;
  // Whether it may have attributes that `type` does not list: nobody knows the schema.
  [[nodiscard]] virtual bool is_open() const { return false; }
};

// Whether both are the same to the last detail: type, unknowns (of equal type and refinement),
// marks left aside. go-cty's RawEquals.
bool identical(const Value& a, const Value& b);
// For hash tables; identical values have equal hashes.
uint64_t hash(const Value& value);
// As the console prints a value; sensitive ones as (sensitive value), unknown as (known after
// apply).
std::string print(const Value& value);

}  // namespace values
