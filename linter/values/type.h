// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "source/arena.h"

namespace values {

using source::Arena;

enum class Kind : uint8_t {
  dynamic,  // "any": the type is not known yet
  boolean,
  number,
  string,
  list,
  set,
  map,
  tuple,
  object,
};

class Type;
struct ObjectAttribute;
struct TypeData;

// One of Terraform's types (go-cty's type system): a handle of one pointer, copied freely.
// Compound types live in an arena; equality is by structure (pointer-equal ones in O(1)).
class Type {
 public:
  Type();  // dynamic
  static Type dynamic();
  static Type boolean();
  static Type number();
  static Type string();
  static Type list(Type element, Arena& arena);
  static Type set(Type element, Arena& arena);
  static Type map(Type element, Arena& arena);
  static Type tuple(std::span<const Type> elements, Arena& arena);
  // Attributes in any order; a name given twice keeps the last.
  static Type object(std::span<const ObjectAttribute> attributes, Arena& arena);

  [[nodiscard]] Kind kind() const;
  [[nodiscard]] bool is_primitive() const;   // boolean, number, string
  [[nodiscard]] bool is_collection() const;  // list, set, map
  [[nodiscard]] bool is_structural() const;  // tuple, object
  // Whether a value of it may still take another type: dynamic stands in it somewhere.
  [[nodiscard]] bool has_dynamic() const;
  [[nodiscard]] Type element() const;                    // of a list, set or map
  [[nodiscard]] std::span<const Type> elements() const;  // of a tuple
  [[nodiscard]] std::span<const ObjectAttribute> attributes()
      const;  // of an object, sorted by name
  [[nodiscard]] const ObjectAttribute* attribute(std::string_view name) const;  // null if absent

  // Whether an attribute in it is optional: a type constraint, never the type of a value.
  [[nodiscard]] bool has_optional() const;
  // The same type with every attribute required; itself if it has no optional one.
  [[nodiscard]] Type without_optional(Arena& arena) const;

  friend bool operator==(Type a, Type b);

 private:
  friend class Value;
  explicit Type(const TypeData* data) : data_(data) {}
  const TypeData* data_;
};

struct ObjectAttribute {
  std::string_view name;
  Type type;
  bool optional = false;  // optional(type) of a variable's type constraint
};

// As Terraform's messages name it: "list of string", "object"; dynamic is "dynamic".
std::string friendly_name(Type type);
// As messages name what they require: "list of any single type"; dynamic is "any type".
std::string friendly_name_for_constraint(Type type);
// As a type constraint is written: "list(string)", "object({a=string,b=optional(number)})".
std::string type_expression(Type type);

// As the console's type() shows it: members of objects and tuples each on a line of its own.
std::string print(Type type);

// The type that values of all the given types can be converted to (go-cty's convert.UnifyUnsafe,
// which Terraform uses), or nothing. Of no types: nothing. O(1) a type where all are equal.
struct Unified {
  bool ok = false;
  Type type;
  // The types cannot be told yet: go-cty makes each value an unknown of dynamic type.
  bool undecided = false;
};
Unified unify(std::span<const Type> types, Arena& arena);

}  // namespace values
