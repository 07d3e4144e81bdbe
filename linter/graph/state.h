// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "graph/backend_configs.h"
#include "graph/graph.h"
#include "values/inspect.h"

namespace graph {

class NodeSource : public values::AttributeSource {
 public:
  NodeSource(const Graph& graph, NodeId id, values::Type type)
      : graph_(graph), id_(id), type_(type) {}

  [[nodiscard]] NodeId id() const { return id_; }
  [[nodiscard]] values::Type type() const override { return type_; }
  [[nodiscard]] Value attribute(std::string_view name) const override;

 private:
  const Graph& graph_;
  NodeId id_;
  values::Type type_;
  mutable std::optional<Value> attributes_;  // of a node that is no resource, once asked for
};

// A node of another root: its attributes are the other graph's, taken into this one.
class ForeignSource final : public NodeSource {
 public:
  ForeignSource(const Graph& graph, NodeId id, const values::AttributeSource& there)
      : NodeSource(graph, id, there.type()), graph_(graph), there_(there) {}

  [[nodiscard]] Value attribute(std::string_view name) const override;

 private:
  const Graph& graph_;
  const values::AttributeSource& there_;
  mutable std::map<std::string, Value, std::less<>> attributes_;  // those asked for
};

struct ForeignNode {
  std::string address;
  Node node;
  std::optional<ForeignSource> source;
};

// What a block gives of which not all is written in the files: the rest is unknown.
class PartialBlock final : public values::AttributeSource {
 public:
  PartialBlock(Value given, Value rest, values::Type type)
      : given_(given), rest_(rest), type_(type) {}

  [[nodiscard]] values::Type type() const override { return type_; }
  [[nodiscard]] bool is_open() const override { return true; }
  [[nodiscard]] Value attribute(std::string_view name) const override {
    const Value* found = given_.find(name);
    return found == nullptr ? rest_ : *found;
  }

 private:
  Value given_, rest_;
  values::Type type_;
};

// What declares a node that is no resource.
struct MissingCall {
  const terraform::MissingModule* module = nullptr;
  const terraform::MissingInstance* instance = nullptr;
};
using Declaration = std::variant<std::monostate,  // root, a backend by its block: there is one
                                 const BackendConfig*,              // a backend
                                 const terraform::ModuleInstance*,  // a call
                                 MissingCall,                       // one of what is not installed
                                 const terraform::ProviderConfiguration*,
                                 const terraform::Variable*, const terraform::Output*>;

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
  const Graphs* all = nullptr;
  const pipelines::File* pipelines = nullptr;  // null: the graph is of Terraform
  std::map<NodeId, ForeignNode> foreign;       // those that were met
  std::vector<Node> nodes;         // never moves: there is room for all that will be made
  std::deque<std::string> names;   // types and addresses that no other stage holds
  std::deque<NodeSource> sources;  // one a node
  std::map<std::string_view, std::vector<NodeId>> by_type;
  NodeId root{};
  std::vector<Declaration> declarations;  // of nodes from the root on
  bool has_declared = false;              // whether backends, providers, … have been made
  std::map<std::pair<terraform::ModuleInstanceId, const terraform::ProviderConfiguration*>, NodeId>
      providers;
  std::deque<PartialBlock> partial_blocks;
  std::vector<BackendConfig> backend_configs;  // beside the block; none: it alone
  // Known identifying text -> the managed nodes that it stands for.
  std::map<std::string, std::vector<NodeId>, std::less<>> by_identity;
  bool has_links = false;
  std::vector<Link> links;
  std::map<NodeId, std::vector<uint32_t>> links_to;
  mutable std::map<std::pair<std::string, std::string>, Referrers> referrers;
  mutable std::vector<Handed> handed;  // one a missing module; empty: not asked for yet
  mutable std::map<NodeId, std::vector<NodeId>> dependencies;  // of those that were asked for
};

// The graph of a foreign node.
const Graph& graph_of(const Graph::State& state, NodeId foreign);
const ForeignNode& foreign_node(const Graph& graph, Graph::State& state, NodeId id);
// What another graph answers, in terms of this one: nodes are foreign.
Value taken_from(const Graph& graph, size_t environment, const Value& answer);

// The resource instance behind a node, be it foreign; null if it is no resource.
const terraform::ResourceInstance* instance_of(const Graph& graph, NodeId node);

// Nodes beside resources. The root and the module calls are always there; the others are made when
// they are first asked for, in an order of their own that does not depend on when.
void add_root_and_calls(const Graph& graph, Graph::State& state);
void add_declared(const Graph& graph, Graph::State& state);
bool is_made_late(std::string_view type);

// All attributes of a node that is no resource, as an object.
Value declared_attributes(const Graph& graph, Graph::State& state, NodeId node);
// The arguments that a type of backend requires.
std::vector<std::string_view> required_of_backend(std::string_view type,
                                                  const schema::Schemas& schemas);
// What the root's backend is given by its block and a way of initialising it (null: the block
// alone). The environment may be at work itself: its own arena is left alone.
Value backend_arguments_in(const Graph& graph, const BackendConfig* config, values::Arena& arena);
// The same, with what is not known of it.
Value backend_configuration(const Graph& graph, Graph::State& state, const BackendConfig* config,
                            std::string_view type, const source::Range& place);
// Other environments that keep their state in the same place: {name, apart}, apart by their
// workspaces. Those of which it cannot be told are optional members.
Value shared_state(const Graph& graph, const Graph::State& state, const BackendConfig* config);

// What a pipeline file says of its nodes, whose ids are their indexes.
void add_pipeline_nodes(const Graph& graph, Graph::State& state);
Value pipeline_attribute(const Graph& graph, NodeId node, std::string_view name);
std::optional<source::Range> pipeline_argument(const Graph& graph, NodeId node,
                                               std::string_view path);
std::vector<terraform::DerivationStep> pipeline_uses(const Graph& graph, NodeId node);
// What the roots of the repository have of a type, as a pipeline sees it: those nodes are foreign.
void add_resources_of_roots(const Graph& graph, std::string_view type,
                            expressions::Context& context,
                            std::vector<values::SketchElement>& result);

// What the files give of a node's argument, null if they do not: of a resource as configured, of
// another node its attribute.
Value given_argument(const Graph& graph, NodeId node, std::string_view name);

// The arguments that may hold references, by name.
std::vector<std::string_view> referring_arguments(const Graph& graph, NodeId node);

void find_links(const Graph& graph, Graph::State& state);

// The identity facts of a node's type; a data source has those of the resource it reads.
const schema::Identity& identity_of(const Graph& graph, NodeId node);

// Whether an attribute of a node stands for the node itself ("id", "arn", and its type's own).
bool identifies(const Graph& graph, NodeId node, std::string_view attribute);

// Calls `visit` with each attribute that stands for a managed node and that its block gives, and
// its value: "bucket", "a-logs".
template <class Visit>
void each_identity(const Graph& graph, NodeId node, const Visit& visit) {
  const terraform::ResourceInstance& instance = *instance_of(graph, node);
  const Value& configured = instance.configured;
  if (instance.resource->mode != schema::Mode::managed || !configured.is_known()) return;
  if (configured.attribute_source() != nullptr) return;
  for (size_t i = 0; i < configured.keys().size(); ++i) {
    const std::string_view attribute = configured.keys()[i];
    if (!identifies(graph, node, attribute)) continue;
    visit(attribute, values::sole_choice(configured.elements()[i]));
  }
}

// One element of a reference, resolved.
struct Referent {
  std::vector<NodeId> nodes;  // sorted, distinct
  // Whether it refers to all of them; else to some, since its value is one of several.
  bool certain = true;
};
// `types` empty: any type.
Referent resolve(const Graph& graph, const Value& element, std::span<const std::string_view> types);

// Whether a node is there wherever another one is: it stands in the same module instance and is
// not repeated, or has the same key of a count or for_each that reads the same.
bool is_there_with(const Graph& graph, NodeId node, NodeId other);
// Whether what cannot be resolved may be a node. What a provider gives a managed resource (the
// group that comes with a directory) is none that is made here, unless the resource was given that,
// directly or by way of others.
bool may_hold(const Graph& graph, const Graph::State& state, const Value& unresolved,
              NodeId target);

// Whether nodes of a type are those of pipeline files.
inline bool is_of_pipelines(std::string_view type) { return type.starts_with("bitbucket_"); }

// Adds what modules that are not installed may hold of a type; of those that refer to `target`, if
// it is a node, only where such a module can: it is handed the node (its identity, its name, what a
// data source reads of it, the output of another such module that has it, or a value that may be
// any of these), or the node is its own.
void add_missing_modules(const Graph& graph, const Graph::State& state, std::string_view type,
                         NodeId target, expressions::Context& context,
                         std::vector<values::SketchElement>& result);

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
