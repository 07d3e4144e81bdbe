// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "terraform/configuration.h"
#include "values/values.h"

// A configuration and one set of inputs -> what Terraform's plan would know: module and resource
// instances with their values. Demand-driven and memoised; each module instance once.
namespace terraform {

using values::NodeId;
using values::Value;

class PlannedValues;
class Environments;

// A node of another environment of the run, as values name it that were read of its state.
inline constexpr uint32_t kNodeBits = 24;
inline constexpr size_t kMaxForeign = 254;  // environments whose nodes others can name
constexpr NodeId foreign_node(size_t environment, NodeId node) {
  return static_cast<NodeId>(static_cast<uint32_t>(environment + 1) << kNodeBits |
                             static_cast<uint32_t>(node));
}
constexpr bool is_foreign(NodeId node) {
  return node != values::kNoNode && static_cast<uint32_t>(node) >> kNodeBits != 0;
}
// Of a foreign node.
constexpr size_t environment_of(NodeId node) {
  return (static_cast<uint32_t>(node) >> kNodeBits) - 1;
}
constexpr NodeId node_there(NodeId node) {
  return static_cast<NodeId>(static_cast<uint32_t>(node) & ((1U << kNodeBits) - 1));
}

// The inputs of one environment.
struct Inputs {
  std::vector<std::string> var_files = {};                          // -var-file, in order
  std::vector<std::pair<std::string, std::string>> variables = {};  // -var, after the files
  std::vector<std::pair<std::string, std::string>> environment =
      {};                      // TF_VAR_name -> text, before the files
  std::string workspace = {};  // empty: none was named, which to `eval` is "default"
  // A plan of the configuration: what it knows is known, and its variables come before -var.
  std::shared_ptr<const PlannedValues> plan = {};
};

// `eval` answers as `terraform plan` does; `console` as `terraform console -plan`, for which a
// variable without a value is unknown; `check` goes on wherever it can.
enum class Purpose : uint8_t { eval, console, check };

// The key of an instance: none, a number (count), a text (for_each), or "any" where count or
// for_each is unknown.
struct InstanceKey {
  enum class Kind : uint8_t { none, number, text, any } kind = Kind::none;
  uint64_t number = 0;
  std::string_view text;
  friend bool operator==(const InstanceKey&, const InstanceKey&) = default;
};

enum class ModuleInstanceId : uint32_t {};
inline constexpr ModuleInstanceId kRootModule{0};

struct ModuleInstance {
  ModuleInstanceId id{};
  ModuleInstanceId parent{};
  const Module* module = nullptr;
  const ModuleCall* call = nullptr;  // null: the root module
  InstanceKey key;
  std::string address;                                 // "" for the root, else `module.net["a"]`
  bool conditional = false;                            // it or one around it may not exist
  std::span<const values::Reason* const> doubts = {};  // why it may not exist
};

// One argument that the configuration writes, at any depth.
struct Argument {
  std::string path;  // "ingress[0].cidr_blocks", as in a value
  const syntax::Attribute* attribute =
      nullptr;  // where it is written; null for a block given as a whole
  const syntax::Block* block = nullptr;
  source::Range range;
};

struct ResourceInstance {
  NodeId id{};
  const Resource* resource = nullptr;
  const schema::Block* schema = nullptr;  // null: no schema, blocks are lists of objects
  ModuleInstanceId module{};
  InstanceKey key;
  std::string address;       // `module.net["a"].aws_subnet.private[2]`; data: `data.aws_x.y`
  bool conditional = false;  // may not exist: its count or for_each, or its module's, is unknown
  std::span<const values::Reason* const> doubts = {};  // why it may not exist
  // Only what the configuration gives, converted to the schema's types; blocks by name as their
  // nesting says, objects in them equally sparse. dynamic blocks are expanded; of unknown length:
  // elements sketch.
  Value configured;
};

// One instance of a call of a module that is not installed.
struct MissingInstance {
  std::string address;                                 // `module.net["a"]`
  bool conditional = false;                            // it or a module around it may not exist
  std::span<const values::Reason* const> doubts = {};  // why it may not exist
  Value arguments;                                     // what it is given, an object by name
};

// Why a module is not there: `terraform init` installs it; it lies in a submodule of git that is
// not checked out; or Terraform finds nothing in its directory, and refuses it.
enum class Absence : uint8_t { not_installed, not_checked_out, not_there };

// A call of a module that is not installed, or otherwise not there.
struct MissingModule {
  std::string address;  // of the call, without keys
  ModuleInstanceId parent{};
  const ModuleCall* call = nullptr;
  // What is known of it all the same, which is evaluated like any module: whatever it may hold of
  // these types of resources is known. Null if nothing is.
  const Module* known = nullptr;
  std::vector<MissingInstance> instances;
  Absence absence = Absence::not_installed;
  std::string submodule = {};  // that is not checked out, as shown to the user
  // Why what is in it is not known.
  values::Reason reason = {};
};

// The provider configuration that a resource instance uses, and the module instance that it
// stands in.
struct UsedProvider {
  const ProviderConfiguration* configuration = nullptr;  // null: no block configures it
  ModuleInstanceId module = kRootModule;
};

struct OutputValue {
  std::string_view name;
  Value value;
  bool sensitive = false;
  const Output* output = nullptr;
};

// One step of how a value came about, from the argument back to where it was written.
struct DerivationStep {
  source::Range range;
  std::string text;  // `local.retention`, `var.days of module.db`, `terraform.tfvars`
};

class Evaluation {
 public:
  ~Evaluation();
  Evaluation(Evaluation&&) noexcept;

  [[nodiscard]] const Configuration& configuration() const;
  [[nodiscard]] const Inputs& inputs() const;
  [[nodiscard]] std::span<const ModuleInstance> modules() const;  // parents before children
  [[nodiscard]] std::span<const ResourceInstance> resources()
      const;                                                   // index = NodeId; sorted by address
  [[nodiscard]] std::span<const OutputValue> outputs() const;  // of the root, by name
  [[nodiscard]] const diagnostics::Diagnostics& diagnostics() const;
  [[nodiscard]] std::span<const MissingModule> missing_modules() const;

  // An attribute or block under plan semantics: as configured, else the provider's planned
  // default, else null, else unknown (a symbol).
  [[nodiscard]] Value planned(NodeId node, std::string_view attribute) const;
  // Under rule semantics: as configured, else the service's default, else the planned default,
  // else null (an absent block: empty list), but a symbol where the provider decides and
  // nothing can be set, and for attributes that identify.
  [[nodiscard]] Value judged(NodeId node, std::string_view attribute) const;
  // Whether the configuration gives the argument (a dotted path; null counts as not given).
  [[nodiscard]] bool is_configured(NodeId node, std::string_view path) const;
  // Where an argument is written, be it as null: the longest written prefix of `path`; nothing if
  // none is.
  [[nodiscard]] std::optional<Argument> argument(NodeId node, std::string_view path) const;
  // From the argument back through locals, module arguments and variables to the line where the
  // value was written. Re-walks expressions on demand; empty if the argument is a literal.
  [[nodiscard]] std::vector<DerivationStep> derive(NodeId node, std::string_view path) const;
  // The same of an expression that stands in no resource.
  [[nodiscard]] std::vector<DerivationStep> derive(ModuleInstanceId module,
                                                   const syntax::Expression& expression) const;

  // What stands beside resources. Nothing is reported of it any more.
  [[nodiscard]] Value variable(ModuleInstanceId module, const Variable& variable) const;
  [[nodiscard]] Value output(ModuleInstanceId module, const Output& output) const;
  // What a provider's block gives, its meta-arguments left out: converted to the schema's types,
  // an object; blocks that are left out are empty lists.
  [[nodiscard]] Value provider_arguments(ModuleInstanceId module,
                                         const ProviderConfiguration& configuration) const;
  // What the root's backend or cloud block gives, an object.
  [[nodiscard]] Value backend_arguments() const;
  [[nodiscard]] UsedProvider used_provider(NodeId node) const;
  // A value of another environment of the run as one of this: its nodes are foreign.
  [[nodiscard]] Value taken_from(size_t environment, const Value& value) const;

  // For those that evaluate further expressions over these values (rules, the console). The scope
  // is that of the root module outside of its blocks; what is wrong with a reference is added to
  // `diagnostics`, once for each place.
  [[nodiscard]] const expressions::Scope& root_scope() const;
  // Adds to `diagnostics` what Terraform rejects of an expression's references before it evaluates
  // the expression: neither try() nor a branch that is not taken hides it. The expression outlives
  // the evaluation.
  void check_references(const syntax::Expression& expression) const;
  [[nodiscard]] values::OriginTable& origins() const;
  [[nodiscard]] values::Arena& arena() const;
  [[nodiscard]] expressions::PatternCache& patterns() const;
  [[nodiscard]] schema::Schemas& schemas() const;
  [[nodiscard]] std::optional<schema::Provider> provider(NodeId node) const;

 private:
  friend Evaluation evaluate(const Configuration&, const Inputs&, Purpose, Loader&, Environments*);
  struct State;
  explicit Evaluation(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// `environments`: those whose states may be read, if there are any (environments.h).
Evaluation evaluate(const Configuration& configuration, const Inputs& inputs, Purpose purpose,
                    Loader& loader, Environments* environments = nullptr);

// Whose language and plans are answered for.
inline constexpr std::string_view kTerraformVersion = "1.11.4";

// Bounds of one evaluation; reaching one is a diagnostic (limit-reached), and the run goes on.
inline constexpr uint64_t kMaxInstances = 100'000;
inline constexpr uint32_t kMaxModuleDepth = 64;

}  // namespace terraform
