// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/library.h"
#include "schema/schema.h"

// Nodes of which only their type is known: what rules are held against before they judge anything.
namespace rules {

// Nodes as schemas declare them. Their attributes are unknown; collections may hold any number of
// members, so that what a rule does with each is looked at. A node that may be of several types, or
// whose type stands in the tables of several versions, has the attributes of all of these.
class DeclaredNodes final : public NodeFunctions {
 public:
  // The type names must outlive the nodes.
  DeclaredNodes(const TypeNames& names, values::Arena& arena);
  DeclaredNodes(const DeclaredNodes&) = delete;
  DeclaredNodes& operator=(const DeclaredNodes&) = delete;
  ~DeclaredNodes() override;

  // A node of any of these types; of types without schema an unknown one.
  Value node(std::span<const std::string_view> types);
  // A value of a type, of which nothing else is known.
  Value value(values::Type type);

  std::optional<Value> call(const syntax::Call& call, std::span<const Value> arguments,
                            const expressions::Scope& caller,
                            expressions::Context& context) override;
  Value reachable(const Value& start, const std::function<Value(const Value&)>& next,
                  expressions::Context& context) override;

 private:
  class Declared;  // one value of an object type
  struct Call;

  // The attributes of a type in all tables together; nothing if it is in none of them.
  std::optional<values::Type> type_named(std::string_view type);
  values::Type merged(values::Type a, values::Type b);
  Value list_of(const Value& element);

  Value linked(const Call& call);
  Value linking(const Call& call);
  Value resources(const Call& call);
  Value argument(const Call& call);
  // The nodes that an argument names by their types.
  std::vector<std::string_view> types_in(const Call& call, size_t index);
  // Reports a path that leads nowhere in a node of one type.
  void check_path(const Call& call, size_t index, values::Type type, std::string_view path);

  const TypeNames& names_;
  values::Arena& arena_;
  schema::Schemas schemas_;
  std::map<std::string, std::optional<values::Type>, std::less<>> types_;
  std::map<std::vector<std::string>, Value> nodes_;
  std::deque<Declared> objects_;
};

}  // namespace rules
