// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "expressions/pattern_cache.h"
#include "terraform/open_object.h"
#include "terraform/repository_files.h"
#include "terraform/terraform.h"
#include "values/transplant.h"

// The evaluation at work: everything is worked out when it is first asked for and kept. Internal to
// this room; what others see is Evaluation.
namespace terraform {

using expressions::Context;
using source::Range;
using values::OriginSet;
using values::Reason;
using values::ReasonKind;

enum class Stage : uint8_t { untouched, running, done };

// A value that is worked out once.
struct Slot {
  Stage stage = Stage::untouched;
  Value value;
};

enum class Repeats : uint8_t { once, count, for_each };

// What `count` and `each` are inside one instance of a repeated block.
struct Repetition {
  Repeats repeats = Repeats::once;
  Value key;    // count.index or each.key
  Value value;  // each.value
};

// One instance that count or for_each asks for.
struct Instance {
  InstanceKey key;
  Repetition repetition;
  bool conditional = false;  // it may not exist
};

// All instances of a block.
struct Expansion {
  Repeats repeats = Repeats::once;
  std::vector<Instance> instances;
  Value unknown;  // if count or for_each is not known: it; the last instance has the key `any`
};

struct ResourceContent {
  std::optional<schema::Provider> provider;
  const schema::Block* schema = nullptr;
  const syntax::Body* body = nullptr;  // blocks told apart, without meta-arguments
};

struct ResourceState {
  Stage stage = Stage::untouched;
  Expansion expansion;
  std::vector<NodeId> nodes;  // one an instance
  Slot reference;             // what `aws_x.y` is
};

// What is said of a call of a directory without Terraform files.
inline constexpr std::string_view kEmptyModule = "Empty module directory";

struct CallState {
  Stage stage = Stage::untouched;
  const Module* module = nullptr;  // null: not installed and nothing known of it, or wrong
  std::string address;             // without the call's own keys
  Expansion expansion;
  std::vector<ModuleInstanceId> modules;  // one an instance; empty if there is no module
  std::optional<size_t> missing;          // not there: its place among the missing ones
  Absence absence = Absence::not_installed;
  std::string_view refused;  // why Terraform refuses the call, if it does
  std::string submodule;     // that is not checked out
  Slot reference;            // what `module.x` is
};

// What a root variable is given from outside.
struct InputValue {
  Value value;
  const syntax::Expression* expression = nullptr;  // null: a plain text
  Range range;                                     // unknown: not from a file
  std::string from;                                // "terraform.tfvars", "-var region"
};
using InputValues = std::unordered_map<std::string_view, InputValue>;

class Evaluator;

// The address of something in a module instance: `module.net["a"].aws_subnet.private[2]`.
std::string address_of(const Evaluator& evaluator, ModuleInstanceId module,
                       std::string_view relative, const InstanceKey& key);

// A module instance seen from its caller: outputs by name.
class ModuleOutputs final : public values::AttributeSource {
 public:
  ModuleOutputs(Evaluator& evaluator, ModuleInstanceId module)
      : evaluator_(evaluator), module_(module) {}
  [[nodiscard]] values::Type type() const override;
  [[nodiscard]] Value attribute(std::string_view name) const override;
  // A module of which only a part is known has other outputs as well.
  [[nodiscard]] bool is_open() const override;

 private:
  Evaluator& evaluator_;
  ModuleInstanceId module_;
};

// A resource instance under plan semantics: attributes by name.
class ResourceAttributes final : public values::AttributeSource {
 public:
  ResourceAttributes(Evaluator& evaluator, NodeId node) : evaluator_(evaluator), node_(node) {}
  [[nodiscard]] values::Type type() const override;
  [[nodiscard]] Value attribute(std::string_view name) const override;
  [[nodiscard]] bool is_open() const override;

 private:
  Evaluator& evaluator_;
  NodeId node_;
};

// What is kept of a module instance while it is evaluated.
struct ModuleState {
  Repetition repetition;    // of its call
  std::string config_path;  // calls without keys: "net.vpc"; empty: the root
  std::string file_path;    // its directory seen from the root's: what path.module is
  std::unordered_map<std::string_view, Slot> variable_slots, local_slots, output_slots;
  std::unordered_map<const Resource*, ResourceState> resource_states;
  std::unordered_map<const ModuleCall*, CallState> call_states;
};

// The same of a resource instance.
struct NodeState {
  NodeState(Evaluator& evaluator, NodeId node, Repetition of)
      : repetition(of), attributes(evaluator, node) {}
  Repetition repetition;
  ResourceAttributes attributes;
  std::optional<bool> read_by_plan;                       // of a data source that asks nobody
  std::unordered_map<std::string_view, Slot> configured;  // by argument, sparse
  std::unordered_map<std::string_view, Slot> planned;
  std::unordered_map<std::string_view, Slot> judged;
};

// Where an expression stands: its module instance, and the block's repetition.
struct Place {
  ModuleInstanceId module = kRootModule;
  const Repetition* repetition = nullptr;  // null: outside of repeated blocks
  const Resource* resource = nullptr;      // whose body it stands in
  const NodeState* self = nullptr;         // set where `self` may be used
};

class ModuleScope final : public expressions::Scope {
 public:
  ModuleScope(Evaluator& evaluator, Place place) : evaluator_(evaluator), place_(place) {}
  std::optional<Resolved> resolve(const syntax::Traversal& traversal,
                                  Context& context) const override;
  [[nodiscard]] const expressions::Function* function(std::string_view name) const override;

 private:
  Evaluator& evaluator_;
  Place place_;
};

// Whether a root variable that nobody gives a value has its default, or is unknown, since who
// calls a library, or knows the other inputs of a root, may give this one as well.
enum class Defaults : uint8_t { hold, unknown };

// What is walked: what a plan makes, or, as `terraform validate` does and each plan before anything
// else, each block once, of which neither inputs nor resources nor keys are known.
enum class Walk : uint8_t { plan, validate };

class Evaluator {
 public:
  // `ids` numbers the resource instances by address, if they are known from an earlier run.
  Evaluator(const Configuration& configuration, const Inputs& inputs, Purpose purpose,
            Loader& loader, Defaults defaults, std::map<std::string, NodeId> ids);
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  // Finds all module and resource instances (expand_all.cc).
  void expand_all();
  // Works out everything and checks conditions (complete.cc).
  void complete();
  void complete(ModuleInstanceId id);
  void complete(NodeId node);
  void check_arguments(ModuleInstanceId id, const ModuleCall& call);
  void check_providers(const Module& called, const ModuleCall& call);
  void check_version(const Module& module);
  void give_arguments(ModuleInstanceId id, const ModuleCall& call, const CallState& state);
  void report_null(NodeId node, std::string_view name);

  // input_values.cc: what the root's variables are given.
  void read_inputs();
  // variable_values.cc
  Value variable(ModuleInstanceId module, const Variable& variable);
  Value given_variable(ModuleInstanceId module, const Variable& variable);  // without its marks
  Value converted_input(ModuleInstanceId module, const Variable& variable, const Value& given,
                        Range range);
  // local_values.cc
  Value local(ModuleInstanceId module, const Local& local);
  // module_instances.cc
  Value output(ModuleInstanceId module, const Output& output);
  CallState& expand(ModuleInstanceId module, const ModuleCall& call);
  Value reference(ModuleInstanceId module, const ModuleCall& call);
  const Module* called_module(ModuleInstanceId parent, const ModuleCall& call, CallState& state);
  const Module* refuse_call(const ModuleCall& call, std::string_view summary, std::string detail,
                            CallState& state);
  void report_empty(const ModuleCall& call);
  const Module* missing_module(const ModuleCall& call, CallState& state);
  Reason absence_of(const CallState& call) const;
  void add_missing(ModuleInstanceId parent, const ModuleCall& call, CallState& state);
  ModuleInstanceId add_module(ModuleInstanceId parent, const ModuleCall& call, const Module& module,
                              const Expansion& expansion, const Instance& instance);
  Value module_value(const CallState& call, size_t instance, Range range);
  // What is not known of an instance of a module of which only a part is.
  Value unknown_of_known(ModuleInstanceId module);
  Value collected(const Expansion& expansion, std::span<const Value> values);
  // expansion.cc
  // `address`: of the block, without a key.
  Expansion expansion(const syntax::Expression* count, const syntax::Expression* for_each,
                      const ModuleScope& scope, const std::string& address);
  Value unknown_to_validation(Range range, values::Type type = {});
  // resource_instances.cc
  ResourceState& expand(ModuleInstanceId module, const Resource& resource);
  Value reference(ModuleInstanceId module, const Resource& resource);
  NodeId add_resource(ModuleInstanceId module, const Resource& resource, const Expansion& expansion,
                      const Instance& instance);
  // Why an instance inside of a module instance may not exist: that one's doubts and its own.
  std::span<const Reason* const> doubts(ModuleInstanceId around, const Expansion& expansion,
                                        const Instance& instance);
  values::Type type_of(NodeId node);
  // resource_content.cc: the body as the schema tells it apart, checked once.
  const ResourceContent& content(const Module& module, const Resource& resource);
  const ResourceContent& content(NodeId node);
  // The table of a provider for a module: of the locked version, else within the constraints.
  std::optional<schema::Provider> provider_of(const Module& module, std::string_view source);
  void report_unknown_type(const Resource& resource, const schema::Provider& provider);
  // resource_body.cc
  Value configured(NodeId node, std::string_view argument);
  std::string_view given_name(NodeId node, std::string_view argument);  // empty: not given
  std::vector<std::string_view> given_names(NodeId node);
  // reference_check.cc: the file of Terragrunt that may declare what the module does not; empty if
  // there is none.
  const std::string& terragrunt_of(const Module& module);
  // remote_state.cc
  Value taken_from(size_t environment, const Value& value);
  // completion.cc
  Value planned(NodeId node, std::string_view attribute);
  Value judged(NodeId node, std::string_view attribute);
  std::string_view stable_name(NodeId node, std::string_view name);
  Value with_origin(const Value& value, NodeId node, std::string_view attribute);
  std::optional<Value> planned_specially(NodeId node, std::string_view name);
  Value unknown_output(NodeId node, const Value& input);
  Value unlisted(NodeId node, std::string_view name);
  Value known_after_apply(NodeId node, std::string_view name, values::Type type);

  // The value of an expression where it stands; problems go to the evaluation's diagnostics.
  Value evaluate(const syntax::Expression& expression, const expressions::Scope& scope);
  Value evaluate(const syntax::Expression& expression, Place place) {
    return evaluate(expression, ModuleScope(*this, place));
  }
  ModuleScope scope_of(NodeId node) { return {*this, place_of(node)}; }
  [[nodiscard]] Place place_of(NodeId node) const;
  // The evaluation's context with diagnostics of its own.
  Context context_for(diagnostics::Diagnostics& own);
  void append_once(diagnostics::Diagnostics problems);
  // Reports once for each place, however many instances stumble over it.
  void report_once(Range range, std::string summary, std::string detail,
                   diagnostics::Severity severity = diagnostics::Severity::error);
  void report_limit(Range range, std::string summary, std::string detail);
  // While it lives, errors count in full only if `certain`: if what they are about surely exists.
  [[nodiscard]] diagnostics::Diagnostics::Certainty certainty(bool certain) {
    return {diagnostics, certain};
  }
  [[nodiscard]] diagnostics::Diagnostics::Certainty certainty(ModuleInstanceId id) {
    return certainty(!instance_of(id).conditional);
  }
  [[nodiscard]] diagnostics::Diagnostics::Certainty certainty(NodeId id) {
    return certainty(!instance_of(id).conditional);
  }
  // An unknown that results from what was reported at a place.
  Value invalid(Range range, std::string_view summary, values::Type type = {});
  // The answer to who asks for something that is just being worked out.
  Value cyclic(Range range);
  Value unknown(ReasonKind kind, std::string_view subject, Range range, values::Type type = {});

  [[nodiscard]] const Module& module_of(ModuleInstanceId id) const {
    return *modules[static_cast<uint32_t>(id)].module;
  }
  [[nodiscard]] const ModuleInstance& instance_of(ModuleInstanceId id) const {
    return modules[static_cast<uint32_t>(id)];
  }
  ModuleState& state_of(ModuleInstanceId id) { return module_states[static_cast<uint32_t>(id)]; }
  ResourceInstance& instance_of(NodeId id) { return resources[static_cast<uint32_t>(id)]; }
  NodeState& state_of(NodeId id) { return *node_states[static_cast<uint32_t>(id)]; }

  const Configuration& configuration;
  const Inputs inputs;
  const Purpose purpose;
  const Defaults defaults;
  const bool plan_alone;      // there is a plan, but not its source
  Walk walk = Walk::plan;     // set before anything is asked for
  bool lacks_inputs = false;  // a required root variable has no value
  Loader& loader;
  Environments* environments = nullptr;  // whose states may be read; null: none's

  values::Arena arena;
  values::OriginTable origins;
  diagnostics::Diagnostics diagnostics;
  schema::Schemas schemas;
  RepositoryFiles files;
  expressions::PatternCache patterns;
  Context context;

  std::vector<ModuleInstance> modules;
  std::deque<ModuleState> module_states;
  std::deque<ModuleOutputs> module_outputs;
  std::deque<OpenObject> open_objects;
  std::vector<ResourceInstance> resources;
  std::vector<std::unique_ptr<NodeState>> node_states;
  std::vector<OutputValue> outputs;
  std::vector<MissingModule> missing_modules;
  std::map<size_t, std::unique_ptr<values::Transplant>> transplants;  // by environment
  std::map<size_t, std::pair<NodeId, Value>> read_workspaces;         // by environment: by whom
  uint64_t instance_count = 0;                                        // of modules and resources
  InputValues input_values;
  std::unordered_map<const Resource*, ResourceContent> contents;
  const syntax::Body no_body;
  std::set<std::tuple<uint64_t, diagnostics::Severity, std::string>> reported;  // by place, summary
  // Why Terraform rejects a reference whatever becomes of it; empty: it stands (reference_check.h).
  std::unordered_map<const syntax::Traversal*, std::string> checked_references;
  std::set<const syntax::Body*> checked_contents;  // of dynamic blocks that generate something
  std::vector<Range> cycles_met;                   // where a value asked for itself
  std::map<std::string, NodeId> ids;               // given by the caller; empty in a first run
};

}  // namespace terraform
