// SPDX-License-Identifier: Apache-2.0
// Walks what no instance of was evaluated. Exports validate_absent and
// Evaluator::unknown_to_validation. Tested in tests/terraform/validation_test.cc.
#include "terraform/validation.h"

#include <algorithm>
#include <set>
#include <string>

#include "terraform/conditions.h"

namespace terraform {

namespace {

// What there is an instance of, by the path of calls that leads to it.
class Instances {
 public:
  explicit Instances(Evaluator& evaluator) {
    for (const ModuleInstance& module : evaluator.modules) {
      const std::string& path = evaluator.state_of(module.id).config_path;
      modules_.insert(path);
      for (const auto* table : {&module.module->resources, &module.module->data}) {
        for (const auto& [key, resource] : *table) {
          if (!evaluator.expand(module.id, resource).nodes.empty()) {
            resources_.emplace(path, &resource);
          } else {
            any_absent_ = true;
          }
        }
      }
      for (const auto& [name, call] : module.module->calls) {
        const CallState& state = evaluator.expand(module.id, call);
        any_absent_ = any_absent_ || (state.module != nullptr && state.modules.empty());
      }
    }
  }

  [[nodiscard]] bool any_absent() const { return any_absent_; }
  [[nodiscard]] bool hold(const std::string& module) const { return modules_.contains(module); }
  [[nodiscard]] bool hold(const std::string& module, const Resource* resource) const {
    return resources_.contains({module, resource});
  }

 private:
  std::set<std::string> modules_;
  std::set<std::pair<std::string, const Resource*>> resources_;
  bool any_absent_ = false;
};

// What a module is given is held against its variables; to everybody else they are unknown.
void validate_input(Evaluator& walk, ModuleInstanceId id, const Variable& variable) {
  Slot& slot = walk.state_of(id).variable_slots[variable.name];
  slot = {Stage::done, walk.given_variable(id, variable)};
  check_validations(walk, id, variable);
  slot = {};
}

void validate_repetition(Evaluator& walk, ModuleInstanceId id, const syntax::Expression* count,
                         const syntax::Expression* for_each) {
  if (count != nullptr) {
    const Value number = walk.evaluate(*count, Place{id});
    if (!values::convert(number, values::Type::number(), walk.arena).ok) {
      walk.report_once(count->range, "Incorrect value type",
                       "Invalid expression value: a number is required.");
    }
  }
  if (for_each == nullptr) return;
  using values::Kind;
  const Kind kind = walk.evaluate(*for_each, Place{id}).kind();
  if (kind == Kind::map || kind == Kind::object || kind == Kind::set || kind == Kind::dynamic)
    return;
  walk.report_once(for_each->range, "Invalid for_each argument",
                   "The given \"for_each\" argument value is unsuitable: the \"for_each\" argument "
                   "must be a map, or set of strings.");
}

void validate(Evaluator& walk, ModuleInstanceId id) {
  const Module& module = walk.module_of(id);
  for (const auto& [name, variable] : module.variables) validate_input(walk, id, variable);
  for (const auto* table : {&module.resources, &module.data}) {
    for (const auto& [key, resource] : *table) {
      validate_repetition(walk, id, resource.count, resource.for_each);
    }
  }
  for (const auto& [name, call] : module.calls) {
    validate_repetition(walk, id, call.count, call.for_each);
  }
  for (const auto& [name, local] : module.locals) walk.local(id, local);
  for (const auto& [name, output] : module.outputs) walk.output(id, output);
  for (const auto& [name, call] : module.calls) walk.check_arguments(id, call);
}

}  // namespace

Value Evaluator::unknown_to_validation(Range range, values::Type type) {
  return unknown(ReasonKind::apply, "what is validated", range, type);
}

void validate_absent(Evaluator& evaluator) {
  const Instances instances(evaluator);
  if (!instances.any_absent()) return;
  Evaluator walk(evaluator.configuration, evaluator.inputs, evaluator.purpose, evaluator.loader,
                 Defaults::hold, {});
  walk.walk = Walk::validate;
  walk.checked_references = evaluator.checked_references;
  walk.expand_all();
  for (const ModuleInstance& module : walk.modules) {
    if (module.module->known_only) continue;
    if (!instances.hold(walk.state_of(module.id).config_path)) validate(walk, module.id);
  }
  for (const ResourceInstance& resource : walk.resources) {
    if (walk.module_of(resource.module).known_only) continue;
    const std::string& path = walk.state_of(resource.module).config_path;
    if (!instances.hold(path, resource.resource)) walk.complete(resource.id);
  }
  for (const diagnostics::Diagnostic& problem : walk.diagnostics.all()) {
    if (problem.severity != diagnostics::Severity::error) continue;
    const auto same = [&problem](const diagnostics::Diagnostic& known) {
      return known.severity == problem.severity && known.summary == problem.summary &&
             known.subject == problem.subject;
    };
    if (std::ranges::none_of(evaluator.diagnostics.all(), same)) evaluator.diagnostics.add(problem);
  }
}

}  // namespace terraform
