// SPDX-License-Identifier: Apache-2.0
// What functions share: reading arguments, making results.
// Exported: families.h, FunctionCall::fail. Tested through every family's table of answers.
#include <algorithm>

#include "expressions/evaluation.h"
#include "expressions/functions/families.h"

namespace expressions {

Value FunctionCall::fail(int argument, std::string message) {
  failed_argument = argument;
  error = std::move(message);
  return Value::unknown(Type::dynamic(), arena());
}

Type returns_boolean(FunctionCall&) { return Type::boolean(); }
Type returns_number(FunctionCall&) { return Type::number(); }
Type returns_string(FunctionCall&) { return Type::string(); }
Type returns_list_of_string(FunctionCall& call) { return Type::list(Type::string(), call.arena()); }
Type returns_dynamic(FunctionCall&) { return Type::dynamic(); }
Type returns_first_argument(FunctionCall& call) { return call.arguments[0].type(call.arena()); }

std::string_view text(const FunctionCall& call, size_t index) {
  return call.arguments[index].as_string();
}

std::optional<int64_t> whole_number(FunctionCall& call, size_t index) {
  const std::optional<int64_t> number = call.arguments[index].as_number().to_int64();
  if (!number.has_value()) {
    call.fail(static_cast<int>(index), "a whole number of at most 64 bits is required");
  }
  return number;
}

namespace {

template <class Text>
Value make_string_list(FunctionCall& call, std::span<const Text> texts) {
  if (texts.size() > kMaxElements) {
    return call.fail("the result would have more than a million elements");
  }
  std::vector<Value> elements;
  elements.reserve(texts.size());
  for (const Text& text : texts) {
    const std::string_view copied = call.arena().copy(std::string_view(text));
    const auto* normal =
        call.arena().make<std::string_view>(values::normalized(copied, call.arena()));
    elements.push_back(Value::string(normal));
  }
  return Value::list(Type::string(), elements, call.arena());
}

}  // namespace

Value string_result(FunctionCall& call, std::string_view text) {
  if (text.size() > kMaxStringBytes) {
    return call.fail("the result would be longer than 16 MiB");
  }
  return Value::string(values::normalized(text, call.arena()), call.arena());
}

Value string_list_result(FunctionCall& call, std::span<const std::string> texts) {
  return make_string_list<std::string>(call, texts);
}

Value string_list_result(FunctionCall& call, std::span<const std::string_view> texts) {
  return make_string_list<std::string_view>(call, texts);
}

Value unknown_result(FunctionCall& call) {
  return bare_unknown(call.result, call.arguments, call.context);
}

Value unknown_result(FunctionCall& call, const values::Sketch* sketch) {
  return values::with_sketch(unknown_result(call), sketch, call.arena());
}

values::Marks marks_of_arguments(const FunctionCall& call) {
  values::Marks marks = values::Marks::none;
  for (const Value& argument : call.arguments) marks = marks | argument.marks();
  return marks;
}

bool is_sequence(Kind kind) {
  return kind == Kind::list || kind == Kind::set || kind == Kind::tuple;
}
bool is_list_or_tuple(Kind kind) { return kind == Kind::list || kind == Kind::tuple; }
bool is_mapping(Kind kind) { return kind == Kind::map || kind == Kind::object; }
bool is_known_sequence(const Value& value) { return value.is_known() && is_sequence(value.kind()); }

Value make_sequence(Type type, std::span<const Value> elements, Arena& arena) {
  switch (type.kind()) {
    case Kind::list:
      return Value::list(type.element(), elements, arena);
    case Kind::set:
      return Value::set(type.element(), elements, arena);
    default:
      return Value::tuple(elements, arena);
  }
}

}  // namespace expressions
