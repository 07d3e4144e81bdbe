// SPDX-License-Identifier: Apache-2.0
// Nodes beside resources: the root, module calls, and what else the files declare. Exported:
// add_root_and_calls, add_declared, is_made_late, declared_attributes. Tested in
// tests/graph/node_types_test.cc.

#include <algorithm>

#include "expressions/expressions.h"
#include "graph/graph.h"
#include "graph/node_types.h"
#include "graph/state.h"
#include "terraform/settings.h"

namespace graph {

namespace {

using terraform::Module;
using terraform::ModuleInstance;
using values::Type;

struct Declared {
  Node node;
  std::string address;
  Declaration declaration;
};

void add(const Graph& graph, Graph::State& state, std::vector<Declared>& declared) {
  std::ranges::stable_sort(declared, {}, &Declared::address);
  for (Declared& one : declared) {
    std::vector<values::ObjectAttribute> attributes;
    for (const NodeAttribute& attribute : node_type_attributes(one.node.type)) {
      attributes.push_back({attribute.name, attribute.type});
    }
    one.node.id = NodeId{static_cast<uint32_t>(state.nodes.size())};
    one.node.address = state.names.emplace_back(std::move(one.address));
    state.nodes.push_back(one.node);
    state.declarations.push_back(one.declaration);
    state.sources.emplace_back(graph, one.node.id,
                               Type::object(attributes, graph.evaluation().arena()));
  }
  declared.clear();
}

// A node of a block in a module instance.
Declared declared_in(const ModuleInstance& module, NodeKind kind, std::string_view type,
                     std::string_view name, const syntax::Block* block, Declaration declaration) {
  std::string address = module.address;
  if (!address.empty()) address += '.';
  address += name;
  return {.node = {.kind = kind,
                   .type = type,
                   .address = {},
                   .conditional = module.conditional,
                   .doubts = module.doubts,
                   .range = block == nullptr ? source::Range() : block->header,
                   .module = module.id,
                   .block = block},
          .address = std::move(address),
          .declaration = declaration};
}

std::string provider_name(const terraform::ProviderReference& reference) {
  std::string name = "provider." + std::string(reference.name);
  if (!reference.alias.empty()) name += "." + std::string(reference.alias);
  return name;
}

void collect_declared(const ModuleInstance& module, std::vector<Declared>& providers,
                      std::vector<Declared>& variables, std::vector<Declared>& outputs) {
  for (const terraform::ProviderConfiguration& provider : module.module->providers) {
    providers.push_back(declared_in(module, NodeKind::provider, "terraform_provider",
                                    provider_name(provider.reference), provider.block, &provider));
  }
  for (const auto& [name, variable] : module.module->variables) {
    variables.push_back(declared_in(module, NodeKind::variable, "terraform_variable",
                                    "var." + std::string(name), variable.block, &variable));
  }
  for (const auto& [name, output] : module.module->outputs) {
    outputs.push_back(declared_in(module, NodeKind::output, "terraform_output",
                                  "output." + std::string(name), output.block, &output));
  }
}

}  // namespace

void add_root_and_calls(const Graph& graph, Graph::State& state) {
  const terraform::Evaluation& evaluation = graph.evaluation();
  const ModuleInstance& root = evaluation.modules()[0];
  std::vector<Declared> nodes;
  nodes.push_back(declared_in(root, NodeKind::root, "terraform_root", ".", nullptr, {}));
  add(graph, state, nodes);
  state.root = state.nodes.back().id;
  const auto call_node = [](const std::string& address, terraform::ModuleInstanceId parent,
                            const terraform::ModuleCall& call, const auto& instance) {
    return Declared{.node = {.kind = NodeKind::module_call,
                             .type = "terraform_module_call",
                             .address = {},
                             .conditional = instance.conditional,
                             .doubts = instance.doubts,
                             .range = call.block->header,
                             .module = parent,
                             .block = call.block},
                    .address = address,
                    .declaration = {}};
  };
  for (const ModuleInstance& module : evaluation.modules()) {
    if (module.call == nullptr || module.module->known_only) continue;
    nodes.push_back(call_node(module.address, module.parent, *module.call, module));
    nodes.back().declaration = &module;
  }
  for (const terraform::MissingModule& missing : evaluation.missing_modules()) {
    for (const terraform::MissingInstance& instance : missing.instances) {
      nodes.push_back(call_node(instance.address, missing.parent, *missing.call, instance));
      nodes.back().declaration = MissingCall{&missing, &instance};
    }
  }
  add(graph, state, nodes);
}

bool is_made_late(std::string_view type) {
  return type.starts_with("terraform_") && type != "terraform_root" &&
         type != "terraform_module_call" && !node_type_attributes(type).empty();
}

void add_declared(const Graph& graph, Graph::State& state) {
  if (state.has_declared) return;
  state.has_declared = true;
  const terraform::Evaluation& evaluation = graph.evaluation();
  const size_t before = state.nodes.size();
  std::vector<Declared> backend, providers, variables, outputs;
  if (const syntax::Block* block = evaluation.configuration().root->backend) {
    const std::string name =
        block->type == "cloud" ? "cloud" : "backend." + std::string(block->labels[0].text);
    const auto add_backend = [&](std::string_view address, Declaration declaration) {
      backend.push_back(declared_in(evaluation.modules()[0], NodeKind::backend, "terraform_backend",
                                    address, block, declaration));
    };
    const bool several = state.backend_configs.size() > 1;
    for (const BackendConfig& config : state.backend_configs) {
      add_backend(several ? name + " with " + config.name : name, &config);
    }
    if (state.backend_configs.empty()) add_backend(name, {});
  }
  for (const ModuleInstance& module : evaluation.modules()) {
    if (module.module->known_only) continue;
    collect_declared(module, providers, variables, outputs);
  }
  for (std::vector<Declared>* kind : {&backend, &providers, &variables, &outputs}) {
    add(graph, state, *kind);
  }
  for (size_t i = before; i < state.nodes.size(); ++i) {
    const Node& node = state.nodes[i];
    state.by_type[node.type].push_back(node.id);
    if (node.kind != NodeKind::provider) continue;
    const auto& declaration = state.declarations[i - static_cast<uint32_t>(state.root)];
    state.providers[{node.module, std::get<const terraform::ProviderConfiguration*>(declaration)}] =
        node.id;
  }
}

namespace {

// The attributes of one node, one by one.
class Attributes {
 public:
  Attributes(const Graph& graph, Graph::State& state, NodeId id)
      : graph_(graph),
        state_(state),
        evaluation_(graph.evaluation()),
        arena_(evaluation_.arena()),
        node_(graph.node(id)) {}

  Value object() {
    switch (node_.kind) {
      case NodeKind::root:
        add_text("directory", evaluation_.configuration().directory);
        add_text("kind", evaluation_.configuration().kind == terraform::DirectoryKind::library
                             ? "library"
                             : "root");
        add_text("workspace", evaluation_.inputs().workspace);
        break;
      case NodeKind::module_call:
        call();
        break;
      case NodeKind::backend:
        backend();
        break;
      case NodeKind::provider:
        provider(*declared<terraform::ProviderConfiguration>());
        break;
      case NodeKind::variable:
        variable(*declared<terraform::Variable>());
        break;
      case NodeKind::output:
        output(*declared<terraform::Output>());
        break;
      case NodeKind::resource:
      case NodeKind::data:
      case NodeKind::pipeline:
        break;
    }
    return Value::object(names_, values_, arena_);
  }

 private:
  const Declaration& declaration() {
    const auto root = static_cast<uint32_t>(state_.root);
    return state_.declarations[static_cast<uint32_t>(node_.id) - root];
  }
  template <class T>
  const T* declared() {
    return std::get<const T*>(declaration());
  }

  void add(std::string_view name, const Value& value) {
    names_.push_back(name);
    values_.push_back(value);
  }
  // What is empty is not given.
  void add_text(std::string_view name, std::string_view text) {
    add(name, text.empty() ? Value::null(Type::string()) : Value::string(text, arena_));
  }
  void add_module() { add_text("module", evaluation_.modules()[index(node_.module)].address); }
  static size_t index(terraform::ModuleInstanceId id) { return static_cast<size_t>(id); }

  // An argument of the block that refers to nothing, as a text.
  void add_constant(std::string_view name) {
    const auto& attributes = node_.block->body->attributes;
    const auto found = std::ranges::find(attributes, name, &syntax::Attribute::name);
    Value value = Value::null(Type::string());
    if (found != attributes.end()) {
      diagnostics::Diagnostics said_before;
      expressions::Context context{
          .arena = arena_, .origins = evaluation_.origins(), .diagnostics = said_before};
      value = expressions::attempt(*found->value, expressions::literal_scope(), context).value;
    }
    add(name, value);
  }

  void call() {
    const auto* const* instance = std::get_if<const ModuleInstance*>(&declaration());
    const MissingCall* missing = std::get_if<MissingCall>(&declaration());
    const terraform::ModuleCall& call = missing ? *missing->module->call : *(*instance)->call;
    add_text("name", call.name);
    add_text("source", call.source);
    add_text("version", call.version);
    add("installed", Value::boolean(missing == nullptr));
    add_module();
    add("arguments", missing ? missing->instance->arguments : given_arguments(**instance));
  }

  // As the module's variables take them.
  Value given_arguments(const ModuleInstance& instance) {
    std::vector<std::string_view> names;
    std::vector<Value> arguments;
    for (const syntax::Attribute& argument : instance.call->body->attributes) {
      const auto variable = instance.module->variables.find(argument.name);
      if (variable == instance.module->variables.end()) continue;
      names.push_back(argument.name);
      arguments.push_back(evaluation_.variable(instance.id, variable->second));
    }
    return Value::object(names, arguments, arena_);
  }

  void backend() {
    const bool cloud = node_.block->type == "cloud";
    const std::string_view type = cloud ? "cloud" : node_.block->labels[0].text;
    add_text("type", type);
    const auto* const* found = std::get_if<const BackendConfig*>(&declaration());
    const BackendConfig* config = found == nullptr ? nullptr : *found;
    add("shared_with", shared_state(graph_, state_, config));
    add("configuration", backend_configuration(graph_, state_, config, type, node_.range));
  }

  void provider(const terraform::ProviderConfiguration& provider) {
    const Module& module = *evaluation_.modules()[index(node_.module)].module;
    const std::string source = terraform::provider_source(module, provider.reference.name);
    const auto required = std::ranges::find(module.required_providers, provider.reference.name,
                                            &terraform::RequiredProvider::name);
    const auto& locked = evaluation_.configuration().locked_versions;
    const auto version = locked.find(source);
    add_text("name", provider.reference.name);
    add_text("alias", provider.reference.alias);
    add_text("source", source);
    add_text("version",
             required == module.required_providers.end() ? std::string_view() : required->version);
    add_text("locked_version", version == locked.end() ? std::string_view() : version->second);
    add_module();
    add("configuration", evaluation_.provider_arguments(node_.module, provider));
  }

  void variable(const terraform::Variable& variable) {
    add_text("name", variable.name);
    add_text("type",
             variable.has_type ? values::type_expression(variable.type.type) : std::string());
    add("default", variable.default_value == nullptr ? Value() : variable.converted_default);
    add("has_default", Value::boolean(variable.default_value != nullptr));
    add("nullable", Value::boolean(variable.nullable));
    add("sensitive", Value::boolean(variable.sensitive));
    add("ephemeral", Value::boolean(variable.ephemeral));
    add("validations", Value::number(static_cast<int64_t>(variable.validations.size())));
    add_constant("description");
    add_module();
    add("value", evaluation_.variable(node_.module, variable));
  }

  void output(const terraform::Output& output) {
    add_text("name", output.name);
    add("value", evaluation_.output(node_.module, output));
    add("sensitive", Value::boolean(output.sensitive));
    add_constant("description");
    add_module();
  }

  const Graph& graph_;
  Graph::State& state_;
  const terraform::Evaluation& evaluation_;
  values::Arena& arena_;
  const Node& node_;
  std::vector<std::string_view> names_;
  std::vector<Value> values_;
};

}  // namespace

Value declared_attributes(const Graph& graph, Graph::State& state, NodeId node) {
  return Attributes(graph, state, node).object();
}

}  // namespace graph
