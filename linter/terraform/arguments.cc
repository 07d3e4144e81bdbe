// SPDX-License-Identifier: Apache-2.0
// Finds the places of arguments by their paths. Exports gives and find_argument. Tested in
// tests/terraform/arguments_test.cc.
#include "terraform/arguments.h"

#include <algorithm>
#include <charconv>

#include "terraform/resource_body.h"
#include "values/inspect.h"

namespace terraform {

namespace {

// Null, or bound to be.
bool is_left_out(const Value& value) {
  const auto* choices = values::sketch_of<values::Choices>(value, values::SketchKind::choices);
  return value.is_null() || (choices && std::ranges::all_of(choices->values, &Value::is_null));
}

// Takes the next part of a path off its front: a name, or what stands in brackets, unquoted.
std::string_view take_part(std::string_view& path) {
  if (path.starts_with('[')) {
    const size_t end = std::min(path.find(']'), path.size());
    std::string_view key = path.substr(1, end - 1);
    path.remove_prefix(std::min(end + 1, path.size()));
    if (key.size() >= 2 && key.front() == '"' && key.back() == '"') {
      key = key.substr(1, key.size() - 2);
    }
    return key;
  }
  if (path.starts_with('.')) path.remove_prefix(1);
  const size_t end = std::min(path.find_first_of(".["), path.size());
  const std::string_view name = path.substr(0, end);
  path.remove_prefix(end);
  return name;
}

// The member of a value that a part of a path names; null pointer if there is none.
const Value* member(const Value& value, std::string_view part) {
  if (!value.is_known()) return nullptr;
  if (value.kind() == values::Kind::object || value.kind() == values::Kind::map) {
    return value.find(part);
  }
  if (value.kind() < values::Kind::list) return nullptr;
  size_t index = 0;
  const auto parsed = std::from_chars(part.data(), part.data() + part.size(), index);
  const bool fits = parsed.ec == std::errc() && index < value.elements().size();
  return fits ? &value.elements()[index] : nullptr;
}

// Whether `prefix` is the path itself or leads to it.
bool leads_to(std::string_view prefix, std::string_view path) {
  if (!path.starts_with(prefix)) return false;
  return path.size() == prefix.size() || path[prefix.size()] == '.' || path[prefix.size()] == '[';
}

}  // namespace

bool gives(const Value& sparse, std::string_view path) {
  const Value* value = &sparse;
  while (!path.empty()) {
    // What is in an unknown value may be given.
    if (value->is_unknown()) return true;
    value = member(*value, take_part(path));
    if (!value) return false;
  }
  return !is_left_out(*value);
}

std::optional<Argument> find_argument(Evaluator& evaluator, NodeId node, std::string_view path) {
  std::string_view rest = path;
  const std::string_view name = evaluator.given_name(node, take_part(rest));
  if (name.empty()) return std::nullopt;
  const Quietly quietly(evaluator);
  const ResourceContent& content = evaluator.content(node);
  std::vector<Argument> written;
  BodyValues(evaluator, &written)
      .argument(*content.body, {content.schema, {}}, name, evaluator.scope_of(node));
  std::optional<Argument> longest;
  for (Argument& candidate : written) {
    if (!leads_to(candidate.path, path)) continue;
    if (!longest || candidate.path.size() > longest->path.size()) longest = std::move(candidate);
  }
  if (longest || written.empty()) return longest;
  return std::move(written.front());
}

}  // namespace terraform
