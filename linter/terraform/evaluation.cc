// SPDX-License-Identifier: Apache-2.0
// The room's face: runs an evaluation and answers for it. Instances are numbered by address; where
// the order in which they are found is another one, a second run starts with the numbers. Exports
// evaluate and Evaluation. Tested in tests/terraform/resources_test.cc.
#include <algorithm>

#include "terraform/arguments.h"
#include "terraform/backend.h"
#include "terraform/derivation.h"
#include "terraform/evaluator.h"
#include "terraform/provider_configuration.h"
#include "terraform/reference_check.h"
#include "terraform/validation.h"

namespace terraform {

namespace {

using Numbers = std::map<std::string, NodeId>;

// Numbers by address, unless they already are in that order.
std::optional<Numbers> renumbered(const std::vector<ResourceInstance>& resources) {
  if (std::ranges::is_sorted(resources, {}, &ResourceInstance::address)) return std::nullopt;
  Numbers numbers;
  for (const ResourceInstance& instance : resources) numbers.emplace(instance.address, NodeId{});
  uint32_t next = 0;
  for (auto& [address, number] : numbers) number = static_cast<NodeId>(next++);
  return numbers;
}

// What is wrong only where defaults hold need not be: where inputs are missing, whoever has them
// may give others as well.
void lower_unless_reported(diagnostics::Diagnostics& problems,
                           const diagnostics::Diagnostics& without_defaults) {
  problems.lower_if([&](const diagnostics::Diagnostic& problem) {
    return problem.id == diagnostics::kInvalidConfiguration &&
           std::ranges::none_of(
               without_defaults.all(), [&problem](const diagnostics::Diagnostic& other) {
                 return other.severity == problem.severity && other.summary == problem.summary &&
                        other.subject == problem.subject;
               });
  });
}

}  // namespace

struct Evaluation::State {
  std::unique_ptr<Evaluator> evaluator;
  ModuleScope root_scope{*evaluator, Place{}};
};

Evaluation::Evaluation(std::unique_ptr<State> state) : state_(std::move(state)) {}
Evaluation::Evaluation(Evaluation&&) noexcept = default;
Evaluation::~Evaluation() = default;

Evaluation evaluate(const Configuration& configuration, const Inputs& inputs, Purpose purpose,
                    Loader& loader, Environments* environments) {
  const auto run = [&](Defaults defaults) {
    const auto start = [&](Numbers numbers) {
      auto evaluator = std::make_unique<Evaluator>(configuration, inputs, purpose, loader, defaults,
                                                   std::move(numbers));
      evaluator->environments = environments;
      evaluator->read_inputs();
      evaluator->expand_all();
      return evaluator;
    };
    auto evaluator = start({});
    if (auto numbers = renumbered(evaluator->resources)) evaluator = start(std::move(*numbers));
    evaluator->complete();
    // What there is a plan of, Terraform has accepted.
    if (evaluator->plan_alone) {
      evaluator->diagnostics.drop_if([](const diagnostics::Diagnostic& problem) {
        return problem.id != diagnostics::kLimitReached;
      });
    }
    return evaluator;
  };
  const bool checks = purpose == Purpose::check;
  // Of what there is a plan of, the inputs are known.
  const bool library = configuration.kind == DirectoryKind::library && !inputs.plan;
  auto evaluator = run(checks && library ? Defaults::unknown : Defaults::hold);
  if (checks && !library && evaluator->lacks_inputs && evaluator->diagnostics.has_errors()) {
    lower_unless_reported(evaluator->diagnostics, run(Defaults::unknown)->diagnostics);
  }
  if (!inputs.plan) validate_absent(*evaluator);
  return Evaluation(std::make_unique<Evaluation::State>(Evaluation::State{std::move(evaluator)}));
}

const Configuration& Evaluation::configuration() const { return state_->evaluator->configuration; }
const Inputs& Evaluation::inputs() const { return state_->evaluator->inputs; }
std::span<const ModuleInstance> Evaluation::modules() const { return state_->evaluator->modules; }
std::span<const ResourceInstance> Evaluation::resources() const {
  return state_->evaluator->resources;
}
std::span<const OutputValue> Evaluation::outputs() const { return state_->evaluator->outputs; }
const diagnostics::Diagnostics& Evaluation::diagnostics() const {
  return state_->evaluator->diagnostics;
}
std::span<const MissingModule> Evaluation::missing_modules() const {
  return state_->evaluator->missing_modules;
}

Value Evaluation::planned(NodeId node, std::string_view attribute) const {
  return state_->evaluator->planned(node, attribute);
}
Value Evaluation::judged(NodeId node, std::string_view attribute) const {
  return state_->evaluator->judged(node, attribute);
}
bool Evaluation::is_configured(NodeId node, std::string_view path) const {
  return gives(state_->evaluator->instance_of(node).configured, path);
}
std::optional<Argument> Evaluation::argument(NodeId node, std::string_view path) const {
  return find_argument(*state_->evaluator, node, path);
}
std::vector<DerivationStep> Evaluation::derive(NodeId node, std::string_view path) const {
  return find_derivation(*state_->evaluator, node, path);
}

std::vector<DerivationStep> Evaluation::derive(ModuleInstanceId module,
                                               const syntax::Expression& expression) const {
  return find_derivation(*state_->evaluator, module, expression);
}

Value Evaluation::variable(ModuleInstanceId module, const Variable& variable) const {
  const Quietly quietly(*state_->evaluator);
  return state_->evaluator->variable(module, variable);
}
Value Evaluation::output(ModuleInstanceId module, const Output& output) const {
  const Quietly quietly(*state_->evaluator);
  return state_->evaluator->output(module, output);
}
Value Evaluation::provider_arguments(ModuleInstanceId module,
                                     const ProviderConfiguration& configuration) const {
  const Quietly quietly(*state_->evaluator);
  return terraform::provider_arguments(*state_->evaluator, module, configuration);
}
Value Evaluation::backend_arguments() const {
  const syntax::Block* backend = configuration().root->backend;
  return backend ? terraform::backend_arguments(*backend, arena()) : Value::object({}, {}, arena());
}
Value Evaluation::taken_from(size_t environment, const Value& value) const {
  return state_->evaluator->taken_from(environment, value);
}
UsedProvider Evaluation::used_provider(NodeId node) const {
  return provider_configuration(*state_->evaluator, node);
}

const expressions::Scope& Evaluation::root_scope() const { return state_->root_scope; }
void Evaluation::check_references(const syntax::Expression& expression) const {
  terraform::check_references(*state_->evaluator, site_of(*state_->evaluator, Place{}), expression);
}
values::OriginTable& Evaluation::origins() const { return state_->evaluator->origins; }
values::Arena& Evaluation::arena() const { return state_->evaluator->arena; }
expressions::PatternCache& Evaluation::patterns() const { return state_->evaluator->patterns; }
schema::Schemas& Evaluation::schemas() const { return state_->evaluator->schemas; }
std::optional<schema::Provider> Evaluation::provider(NodeId node) const {
  return state_->evaluator->content(node).provider;
}

}  // namespace terraform
