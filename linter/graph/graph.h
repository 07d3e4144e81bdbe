// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "expressions/expressions.h"
#include "pipelines/pipelines.h"
#include "terraform/terraform.h"
#include "values/values.h"

// What was evaluated, as nodes and the links between them: what rules look at.
namespace graph {

using values::NodeId;
using values::Value;

// What is no resource or data source is of a type of its own ("terraform_output"): node_types.h.
enum class NodeKind : uint8_t {
  resource,
  data,
  root,
  module_call,
  backend,
  provider,
  variable,
  output,
  pipeline,  // or a part of one
};

// A data source is a node of type "data.TYPE".
inline constexpr std::string_view kDataPrefix = "data.";

// Nodes of other roots, whose state a root reads, are foreign to it: of none of its types and no
// targets, but what values lead to, and answered for by the other root's graph.
struct Node {
  NodeId id{};
  NodeKind kind = NodeKind::resource;
  std::string_view type;     // "terraform_root" and the like for what is no resource
  std::string_view address;  // "." for the root; "net: aws_subnet.a" of one in another root
  bool conditional = false;  // may not exist
  // Known of a module that is not installed: it is linked to and from, but no target of rules.
  bool known_only = false;
  std::span<const values::Reason* const> doubts = {};  // why it may not exist
  source::Range range;                                 // the block's header; unknown for a root
  terraform::ModuleInstanceId module = terraform::kRootModule;  // that the block stands in
  const syntax::Block* block = nullptr;                         // null for a root
};

enum class LinkKind : uint8_t {
  reference,  // a value was read from the node
  identity,   // a text equals the node's known identity (a bucket's name)
};

struct Link {
  LinkKind kind = LinkKind::reference;
  NodeId from{};
  NodeId to{};
  std::string path;  // of the argument in `from`, indexes left out: "vpc_config.subnet_ids"
  std::string_view attribute;  // of `to`
};

class Graph;
// Graphs of all environments of a run, by their number in terraform::Environments; null until they
// are made.
using Graphs = std::vector<const Graph*>;

class Graph final : public expressions::SymbolRelations {
 public:
  // The evaluation must outlive the graph, and so must `all`, if values may lead to other roots.
  explicit Graph(const terraform::Evaluation& evaluation, const Graphs* all = nullptr);
  // The graph of a pipeline file, which must outlive it: of its nodes alone, in the order of the
  // text. The evaluation is one of no Terraform. `resources` gives what the roots in `all` have.
  Graph(const terraform::Evaluation& evaluation, const pipelines::File& file, const Graphs* all);
  ~Graph() override;

  [[nodiscard]] const terraform::Evaluation& evaluation() const;
  // Resource instances by their NodeId, then the root, then module calls, installed or not; what
  // else the files declare comes last, and is made when it is first asked for.
  [[nodiscard]] std::span<const Node> nodes() const;
  [[nodiscard]] const Node& node(NodeId id) const;
  [[nodiscard]] NodeId root() const;
  // Nodes of a type, in order of address. O(log types).
  [[nodiscard]] std::span<const NodeId> of_type(std::string_view type) const;
  // Types that occur, sorted.
  [[nodiscard]] std::vector<std::string_view> types() const;

  // The node as a value, and back (kNoNode if the value is no node).
  [[nodiscard]] Value value(NodeId id) const;
  [[nodiscard]] static NodeId node_of(const Value& value);

  // References, found when they are first asked for. By from, path, to.
  [[nodiscard]] std::span<const Link> links() const;
  [[nodiscard]] std::span<const Link> links_from(NodeId id) const;
  [[nodiscard]] std::vector<const Link*> links_to(NodeId id) const;  // by from, path
  // Links of the second kind, in the same order: of arguments whose name speaks of the other's type
  // or identity, to the only node that it can mean. Rules need not ask: `linked` and `linking` find
  // these too, and more, since they say which type they want.
  [[nodiscard]] std::vector<Link> identity_links() const;

  // The provider configuration that a resource or data source uses; null if no block configures it,
  // unknown if a caller outside does. Null for other nodes.
  Value provider_of(NodeId id, expressions::Context& context) const;
  // Whether nodes of its type take an argument or a block of that name; nothing where no schema
  // tells.
  [[nodiscard]] std::optional<bool> takes_argument(NodeId id, std::string_view name) const;
  // Whether changes to an argument (a dotted path, indexes of blocks left out) are ignored: it, or
  // something around it, or all.
  [[nodiscard]] bool ignores_changes(NodeId id, std::string_view path) const;
  // Whether the files give an argument, where it is written, and how its value came about: as
  // Evaluation has it of resources, of any node.
  [[nodiscard]] bool is_configured(NodeId id, std::string_view path) const;
  [[nodiscard]] std::optional<source::Range> argument(NodeId id, std::string_view path) const;
  [[nodiscard]] std::vector<terraform::DerivationStep> derive(NodeId id,
                                                              std::string_view path) const;

  // The nodes of any of these types that `value` refers to, one result per element: a node, or an
  // unknown with its reason for what cannot be resolved. Null refers to nothing. A collection of
  // which not all is known gives an unknown one with an elements sketch.
  Value linked(const Value& value, std::span<const std::string_view> types,
               expressions::Context& context) const;
  // The nodes of a type whose argument at `path` refers to `node`; those that may do so, because
  // their argument is unresolved, and what a missing module that is given the node may hold, are
  // optional members.
  Value linking(NodeId node, std::string_view type, std::string_view path,
                expressions::Context& context) const;
  // The attributes of nodes that `value` was made of, names of something or not: {node, attribute};
  // of a variable without a value, its `value`. What else is not known may be made of more.
  Value read_from(const Value& value, expressions::Context& context) const;
  // All nodes of a type; conditional ones, and what missing modules may hold, are optional members.
  Value resources(std::string_view type, expressions::Context& context) const;

  // The nodes of `starts` and all that steps from them lead to, each once; those that a step may
  // lead to are optional members. One step a node.
  using Step = std::function<Value(const Value& node)>;
  Value reachable(const Value& starts, const Step& step, expressions::Context& context) const;

  // Equal through any identifying attribute; unequal only if both belong to managed resources of
  // one type that does not adopt existing objects (design, section 5). An id or ARN is
  // neither null nor empty.
  [[nodiscard]] Answer relate(const values::Symbol& symbol, const Value& other) const override;

  struct State;
  [[nodiscard]] State& state() const;  // for the files of this room

 private:
  std::unique_ptr<State> state_;
};

}  // namespace graph
