// SPDX-License-Identifier: Apache-2.0
// What the names in a module's expressions refer to: var, local, module, resources, data sources,
// each, count, path, terraform, self. Exports ModuleScope. Tested in
// tests/terraform/references_test.cc.
#include <algorithm>

#include "expressions/functions.h"
#include "terraform/evaluator.h"
#include "terraform/reference_check.h"
#include "terraform/settings.h"

namespace terraform {

namespace {

using Resolved = expressions::Scope::Resolved;
using syntax::Step;
using syntax::StepKind;
using syntax::Traversal;

// One traversal being resolved.
class Reference {
 public:
  Reference(Evaluator& evaluator, const Place& place, const Traversal& traversal)
      : evaluator_(evaluator),
        place_(place),
        module_(evaluator.module_of(place.module)),
        traversal_(traversal) {}

  std::optional<Resolved> resolve() {
    const auto checked = evaluator_.checked_references.find(&traversal_);
    const std::string_view why =
        checked == evaluator_.checked_references.end()
            ? check_reference(evaluator_, site_of(evaluator_, place_), traversal_)
            : std::string_view(checked->second);
    if (!why.empty()) return refused(why);
    const std::string_view root = traversal_.root;
    if (root == "var") return variable();
    if (root == "local") return local();
    if (root == "module") return module_call();
    if (root == "data") return resource(schema::Mode::data, 0);
    if (root == "resource") return resource(schema::Mode::managed, 0);
    if (root == "each") return each();
    if (root == "count") return count();
    if (root == "path") return path();
    if (root == "terraform") return terraform();
    if (root == "self") return self();
    if (root == "ephemeral") return ephemeral();
    return resource(schema::Mode::managed, -1);
  }

 private:
  // The name at a step; empty if there is none.
  [[nodiscard]] std::string_view name_at(size_t step) const {
    if (step >= traversal_.steps.size()) return {};
    const Step& found = traversal_.steps[step];
    return found.kind == StepKind::attribute ? found.text : std::string_view();
  }

  // What is reported already.
  Resolved refused(std::string_view why = "Invalid reference") {
    return {evaluator_.invalid(traversal_.range, why), traversal_.steps.size()};
  }

  Resolved unknown_to_validation() {
    return {evaluator_.unknown_to_validation(traversal_.range), traversal_.steps.size()};
  }

  // Where Terraform validates a module's arguments, it does not tell count from for_each.
  [[nodiscard]] bool is_argument_of_call() const {
    return evaluator_.walk == Walk::validate && place_.repetition && !place_.resource;
  }

  // What Terragrunt would declare may be anything; all else is reported already.
  Resolved undeclared() {
    const std::string& terragrunt = evaluator_.terragrunt_of(module_);
    if (terragrunt.empty()) return refused();
    return {evaluator_.unknown(ReasonKind::external, "what Terragrunt adds by " + terragrunt,
                               traversal_.range),
            traversal_.steps.size()};
  }

  Resolved variable() {
    const auto found = module_.variables.find(name_at(0));
    if (found == module_.variables.end()) return undeclared();
    return {evaluator_.variable(place_.module, found->second), 1};
  }

  Resolved local() {
    const auto found = module_.locals.find(name_at(0));
    if (found != module_.locals.end()) return {evaluator_.local(place_.module, found->second), 1};
    if (!evaluator_.plan_alone) return undeclared();
    const std::string address =
        address_of(evaluator_, place_.module, "local." + std::string(name_at(0)), {});
    return {evaluator_.unknown(ReasonKind::plan, address, traversal_.range), 1};
  }

  Resolved module_call() {
    const auto found = module_.calls.find(name_at(0));
    if (found == module_.calls.end()) return undeclared();
    const Module* called = evaluator_.expand(place_.module, found->second).module;
    const auto is_output = [](const Step& step) { return step.kind == StepKind::attribute; };
    if (called && called->files.empty() && std::ranges::count_if(traversal_.steps, is_output) > 1) {
      evaluator_.report_empty(found->second);
      return refused(kEmptyModule);
    }
    return {evaluator_.reference(place_.module, found->second), 1};
  }

  // `offset` is that of the type among the steps; -1: it is the root.
  std::optional<Resolved> resource(schema::Mode mode, int offset) {
    const std::string_view type =
        offset < 0 ? traversal_.root : name_at(static_cast<size_t>(offset));
    const size_t name_step = offset < 0 ? 0 : static_cast<size_t>(offset) + 1;
    const auto& table = mode == schema::Mode::data ? module_.data : module_.resources;
    const auto found = table.find({type, name_at(name_step)});
    if (found == table.end()) return undeclared();
    const Resource& resource = found->second;
    if (&resource == place_.resource && place_.self == nullptr) return self_reference(resource);
    return attribute_of(resource, name_step);
  }

  // The resource; or, where no schema tells which attributes it has, the attribute asked for.
  Resolved attribute_of(const Resource& resource, size_t name_step) {
    const Value value = evaluator_.reference(place_.module, resource);
    const values::AttributeSource* source = value.attribute_source();
    const std::string_view attribute = name_at(name_step + 1);
    const schema::Block* schema = evaluator_.content(module_, resource).schema;
    if (!source || attribute.empty() || (schema && !schema->any)) return {value, name_step + 1};
    return {source->attribute(attribute), name_step + 2};
  }

  // In an instance that may not exist; else the reference is refused.
  Resolved self_reference(const Resource& resource) {
    if (evaluator_.walk == Walk::validate) return unknown_to_validation();
    const std::string_view summary = "Self-referential block";
    evaluator_.report_once(traversal_.range, std::string(summary),
                           "Configuration for " + std::string(resource.type) + '.' +
                               std::string(resource.name) + " may not refer to itself.");
    return {evaluator_.invalid(traversal_.range, summary), traversal_.steps.size()};
  }

  Resolved each() {
    const std::string_view name = name_at(0);
    const Repetition* repetition = place_.repetition;
    const bool named = name == "key" || name == "value";
    if (!named) return refused();
    if (!repetition || repetition->repeats != Repeats::for_each) {
      return is_argument_of_call() ? unknown_to_validation() : refused();
    }
    return {name == "key" ? repetition->key : repetition->value, 1};
  }

  Resolved count() {
    const Repetition* repetition = place_.repetition;
    const bool counted = repetition && repetition->repeats == Repeats::count;
    if (name_at(0) != "index") return refused();
    if (!counted) return is_argument_of_call() ? unknown_to_validation() : refused();
    return {repetition->key, 1};
  }

  Resolved path() {
    const std::string_view name = name_at(0);
    if (name == "module") return text(evaluator_.state_of(place_.module).file_path);
    if (name == "root") return text(".");
    if (name == "cwd") return text(evaluator_.files.absolute("."));
    return refused();
  }

  Resolved terraform() {
    if (name_at(0) == "workspace") return workspace();
    if (name_at(0) == "applying") {
      return {Value::boolean(false).with_marks(values::Marks::ephemeral), 1};
    }
    return refused();
  }

  // Who uses the name of a workspace has several, so that "default" would be a guess.
  Resolved workspace() {
    if (!evaluator_.inputs.workspace.empty()) return text(evaluator_.inputs.workspace);
    if (evaluator_.purpose == Purpose::eval) return text("default");
    const Value unknown = evaluator_.unknown(ReasonKind::variable, "terraform.workspace",
                                             traversal_.range, values::Type::string());
    return {values::refined(unknown, {.not_null = true}, evaluator_.arena), 1};
  }

  Resolved self() {
    if (!place_.self) return refused();
    return {Value::object(&place_.self->attributes), 0};
  }

  Resolved ephemeral() {
    return {evaluator_.unknown(ReasonKind::not_supported, "ephemeral resources", traversal_.range)
                .with_marks(values::Marks::ephemeral),
            traversal_.steps.size()};
  }

  Resolved text(std::string_view value) { return {Value::string(value, evaluator_.arena), 1}; }

  Evaluator& evaluator_;
  const Place& place_;
  const Module& module_;
  const Traversal& traversal_;
};

}  // namespace

std::optional<Resolved> ModuleScope::resolve(const Traversal& traversal, Context& context) const {
  // What is asked for is worked out in the evaluation's own context: its problems are its own,
  // whoever asks first and whether try() around it drops errors or not.
  const uint32_t depth = evaluator_.context.depth;
  evaluator_.context.depth = context.depth + 1;
  const auto resolved = Reference(evaluator_, place_, traversal).resolve();
  evaluator_.context.depth = depth;
  return resolved;
}

// "provider::aws::arn_parse": only of providers that the module requires.
const expressions::Function* ModuleScope::function(std::string_view name) const {
  constexpr std::string_view kProvider = "provider::";
  if (!name.starts_with(kProvider)) return nullptr;
  name.remove_prefix(kProvider.size());
  const size_t colons = name.find("::");
  if (colons == std::string_view::npos) return nullptr;
  const Module& module = evaluator_.module_of(place_.module);
  const std::string_view local_name = name.substr(0, colons);
  const bool required =
      std::ranges::find(module.required_providers, local_name, &RequiredProvider::name) !=
      module.required_providers.end();
  if (!required) return nullptr;
  const std::string source = provider_source(module, local_name);
  return expressions::find_provider_function(source, name.substr(colons + 2));
}

}  // namespace terraform
