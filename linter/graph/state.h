// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/graph.h"

namespace graph {

class NodeSource final : public values::AttributeSource {
 public:
  NodeSource(const terraform::Evaluation& evaluation, NodeId id, values::Type type)
      : evaluation_(evaluation), id_(id), type_(type) {}
  // A node that is no resource: its attributes are given.
  NodeSource(const terraform::Evaluation& evaluation, NodeId id, Value attributes);

  [[nodiscard]] NodeId id() const { return id_; }
  [[nodiscard]] values::Type type() const override { return type_; }
  [[nodiscard]] Value attribute(std::string_view name) const override;

 private:
  const terraform::Evaluation& evaluation_;
  NodeId id_;
  values::Type type_;
  Value attributes_;  // null: a resource's, worked out on demand
};

// Who refers to what through one argument of one type: made once for each that is asked for.
struct Referrers {
  // Target node -> those whose argument refers to it, and whether it does so for sure.
  std::map<NodeId, std::map<NodeId, bool>> by_node;
  // Known text -> those whose argument holds it.
  std::map<std::string, std::vector<NodeId>, std::less<>> by_text;
  struct Unresolved {
    NodeId from{};
    Value value;  // one element that cannot be resolved
  };
  std::vector<Unresolved> unresolved;
};

// What a call hands to a module that is not installed.
struct Handed {
  std::vector<NodeId> nodes;                      // sorted, distinct
  std::set<std::string, std::less<>> texts;       // known ones, which may be names
  std::set<std::string_view> variables, modules;  // what unknown ones may hold: by address
  bool anything = false;                          // an unknown that may be whatever
};

struct Graph::State {
  const terraform::Evaluation* evaluation = nullptr;
  std::vector<Node> nodes;
  std::deque<std::string> names;   // types and addresses that no other stage holds
  std::deque<NodeSource> sources;  // one a node
  std::map<std::string_view, std::vector<NodeId>> by_type;
  NodeId root{};
  // Known identifying text -> the managed nodes that it stands for.
  std::map<std::string, std::vector<NodeId>, std::less<>> by_identity;
  std::vector<Link> links;
  std::map<NodeId, std::vector<uint32_t>> links_to;
  mutable std::map<std::pair<std::string, std::string>, Referrers> referrers;
  mutable std::vector<Handed> handed;  // one a missing module; empty: not asked for yet
};

// A data source is a node of type "data.TYPE".
inline constexpr std::string_view kDataPrefix = "data.";

// The identity facts of a node's type; a data source has those of the resource it reads.
const schema::Identity& identity_of(const Graph& graph, NodeId node);

// Whether an attribute of a node stands for the node itself ("id", "arn", and its type's own).
bool identifies(const Graph& graph, NodeId node, std::string_view attribute);

// One element of a reference, resolved.
struct Referent {
  std::vector<NodeId> nodes;  // sorted, distinct
  // Whether it refers to all of them; else to some, since its value is one of several.
  bool certain = true;
};
// `types` empty: any type.
Referent resolve(const Graph& graph, const Value& element, std::span<const std::string_view> types);

// Whether the call of a module that is not installed (the index-th of the evaluation's) hands it
// a node: its identity, its name, what a data source reads of it, the output of another such
// module that has it, or a value that may be any of these.
bool is_given(const Graph& graph, const Graph::State& state, size_t index, NodeId node);

// The members of an argument's value that may each be a reference: elements of collections, else
// the value itself. Null has none.
struct Members {
  std::vector<values::SketchElement> elements;
  bool complete = true;  // false: some member is optional
};
Members members(const Value& value);

// A list of these members as a value: a tuple if all are definite, else unknown with the sketch,
// and the reasons of `source`, that they were found in, of the members, and why nodes may not
// exist.
Value list_of(const Graph& graph, const Value& source,
              std::span<const values::SketchElement> elements, values::Arena& arena);

}  // namespace graph
