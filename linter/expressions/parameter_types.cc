// SPDX-License-Identifier: Apache-2.0
// The types that parameters of functions take. Exports parameter_type. Tested by
// tests/expressions/functions/.
#include "expressions/parameter_types.h"

#include "expressions/evaluation.h"

namespace expressions {

namespace {

// The types that parameters take, made once.
class ParameterTypes {
 public:
  ParameterTypes()
      : list_of_any_(Type::list(Type::dynamic(), arena_)),
        list_of_boolean_(Type::list(Type::boolean(), arena_)),
        list_of_string_(Type::list(Type::string(), arena_)),
        list_of_number_(Type::list(Type::number(), arena_)),
        set_of_any_(Type::set(Type::dynamic(), arena_)),
        set_of_string_(Type::set(Type::string(), arena_)),
        map_of_any_(Type::map(Type::dynamic(), arena_)),
        map_of_lists_of_string_(Type::map(list_of_string_, arena_)) {}

  // flat switch: one line for each type.
  [[nodiscard]] Type operator[](ParameterType type) const {
    switch (type) {
      case ParameterType::any:
        return Type::dynamic();
      case ParameterType::boolean:
        return Type::boolean();
      case ParameterType::number:
        return Type::number();
      case ParameterType::string:
        return Type::string();
      case ParameterType::list_of_any:
        return list_of_any_;
      case ParameterType::list_of_boolean:
        return list_of_boolean_;
      case ParameterType::list_of_string:
        return list_of_string_;
      case ParameterType::list_of_number:
        return list_of_number_;
      case ParameterType::set_of_any:
        return set_of_any_;
      case ParameterType::set_of_string:
        return set_of_string_;
      case ParameterType::map_of_any:
        return map_of_any_;
      case ParameterType::map_of_lists_of_string:
        return map_of_lists_of_string_;
    }
    return Type::dynamic();
  }

 private:
  Arena arena_;
  Type list_of_any_, list_of_boolean_, list_of_string_, list_of_number_;
  Type set_of_any_, set_of_string_, map_of_any_, map_of_lists_of_string_;
};

}  // namespace

Type parameter_type(const Parameter& parameter) {
  static const ParameterTypes types;
  return types[parameter.type];
}

}  // namespace expressions
