// SPDX-License-Identifier: Apache-2.0
// Reads backend blocks and compares what they name. Exports what its header declares. Tested in
// tests/terraform/remote_state_test.cc.
#include "terraform/backend.h"

#include <algorithm>
#include <set>

#include "values/inspect.h"

namespace terraform {

namespace {

using values::Arena;
using values::Value;

Value block_value(const syntax::Body& body, expressions::Context& context) {
  std::vector<std::string_view> names;
  std::vector<Value> members;
  for (const syntax::Attribute& attribute : body.attributes) {
    names.push_back(attribute.name);
    members.push_back(
        expressions::attempt(*attribute.value, expressions::literal_scope(), context).value);
  }
  for (const syntax::Block& block : body.blocks) {
    if (std::ranges::find(names, block.type) != names.end()) continue;
    std::vector<Value> blocks;
    for (const syntax::Block& other : body.blocks) {
      if (other.type == block.type) blocks.push_back(block_value(*other.body, context));
    }
    names.push_back(block.type);
    members.push_back(Value::tuple(blocks, context.arena));
  }
  return Value::object(names, members, context.arena);
}

// The only block of a list is as good as an object.
Value unwrapped(const Value& value) {
  const bool one = values::is_sequence(value) && value.elements().size() == 1;
  return one ? value.elements()[0] : value;
}

// A path as the root in `directory` means it.
std::string local_path(const StateAddress& state) {
  const Value path = values::member_of(state.arguments, "path");
  if (path.is_null()) return source::join_path(state.directory, "terraform.tfstate");
  return values::is_text(path) ? source::join_path(state.directory, path.as_string())
                               : std::string();
}

SameState same_value(const Value& a, const Value& b, Arena& arena) {
  if (a.is_null() || b.is_null()) {
    if (a.is_null() && b.is_null()) return SameState::yes;
    return a.is_unknown() || b.is_unknown() ? SameState::unknown : SameState::no;
  }
  if (!a.is_wholly_known() || !b.is_wholly_known()) return SameState::unknown;
  const auto converted = values::convert(b, a.type(arena), arena);
  return converted.ok && values::identical(a, converted.value) ? SameState::yes : SameState::no;
}

std::vector<std::string_view> words_of(std::string_view words) {
  std::vector<std::string_view> result;
  while (!words.empty()) {
    const size_t space = std::min(words.find(' '), words.size());
    result.push_back(words.substr(0, space));
    words.remove_prefix(std::min(space + 1, words.size()));
  }
  return result;
}

// Of a backend without facts, everything that either gives.
std::vector<std::string_view> all_names(const Value& a, const Value& b) {
  std::set<std::string_view> names;
  for (const Value* value : {&a, &b}) {
    if (values::is_keyed(*value)) names.insert(value->keys().begin(), value->keys().end());
  }
  return {names.begin(), names.end()};
}

}  // namespace

std::string_view backend_type(const syntax::Block& backend) {
  return backend.type == "cloud" || backend.labels.empty() ? "remote" : backend.labels[0].text;
}

Value backend_arguments(const syntax::Block& backend, Arena& arena) {
  return backend_file_arguments(*backend.body, arena);
}

Value backend_file_arguments(const syntax::Body& file, Arena& arena) {
  values::OriginTable no_origins;
  diagnostics::Diagnostics said_elsewhere;
  expressions::Context context{
      .arena = arena, .origins = no_origins, .diagnostics = said_elsewhere};
  return block_value(file, context);
}

SameState same_state(const StateAddress& a, const StateAddress& b, const schema::Schemas& schemas,
                     Arena& arena) {
  if (a.backend != b.backend) return SameState::no;
  if (a.arguments.is_unknown() || b.arguments.is_unknown()) return SameState::unknown;
  if (a.backend == "local") {
    const std::string left = local_path(a), right = local_path(b);
    if (left.empty() || right.empty()) return SameState::unknown;
    return left == right ? SameState::yes : SameState::no;
  }
  for (const std::string_view name : words_of(schemas.fact("backend", a.backend, "required"))) {
    // A root that is told with -backend-config keeps its state nobody knows where.
    if (values::member_of(a.arguments, name).is_null()) return SameState::no;
  }
  std::vector<std::string_view> names = words_of(schemas.fact("backend", a.backend, "address"));
  if (names.empty()) names = all_names(a.arguments, b.arguments);
  SameState answer = SameState::yes;
  for (const std::string_view name : names) {
    const SameState same = same_value(unwrapped(values::member_of(a.arguments, name)),
                                      unwrapped(values::member_of(b.arguments, name)), arena);
    if (same == SameState::no) return same;
    if (same == SameState::unknown) answer = same;
  }
  return answer;
}

}  // namespace terraform
