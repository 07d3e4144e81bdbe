// SPDX-License-Identifier: Apache-2.0
// What the names in a module's expressions refer to: var, local, module, resources, data sources,
// each, count, path, terraform, self. Exports ModuleScope. Tested in
// tests/terraform/references_test.cc.
#include <algorithm>

#include "expressions/functions.h"
#include "terraform/body_reader.h"
#include "terraform/evaluator.h"
#include "terraform/settings.h"
#include "terraform/static_expression.h"

namespace terraform {

namespace {

using Resolved = expressions::Scope::Resolved;
using syntax::Step;
using syntax::StepKind;
using syntax::Traversal;

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

template <class Table>
std::vector<std::string_view> names_of(const Table& table) {
  std::vector<std::string_view> names;
  for (const auto& [name, item] : table) names.push_back(name);
  return names;
}

// One traversal being resolved.
class Reference {
 public:
  Reference(Evaluator& evaluator, const Place& place, const Traversal& traversal)
      : evaluator_(evaluator),
        place_(place),
        module_(evaluator.module_of(place.module)),
        traversal_(traversal) {}

  std::optional<Resolved> resolve() {
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

  Resolved wrong(std::string summary, std::string detail) {
    const Value value = evaluator_.invalid(traversal_.range, summary);
    evaluator_.report_once(traversal_.range, std::move(summary), std::move(detail));
    return {value, traversal_.steps.size()};
  }

  Resolved names_nothing() {
    const std::string root(traversal_.root);
    return wrong("Invalid reference",
                 "The \"" + root +
                     "\" object cannot be accessed directly. Instead, access one of "
                     "its attributes.");
  }

  Resolved variable() {
    const std::string_view name = name_at(0);
    if (name.empty()) return names_nothing();
    const auto found = module_.variables.find(name);
    if (found != module_.variables.end()) {
      return {evaluator_.variable(place_.module, found->second), 1};
    }
    const std::string hint = did_you_mean(name, names_of(module_.variables));
    return wrong("Reference to undeclared input variable",
                 "An input variable with the name " + quoted(name) + " has not been declared." +
                     (hint.empty() ? " This variable can be declared with a variable " +
                                         quoted(name) + " {} block."
                                   : hint));
  }

  Resolved local() {
    const std::string_view name = name_at(0);
    if (name.empty()) return names_nothing();
    const auto found = module_.locals.find(name);
    if (found != module_.locals.end()) return {evaluator_.local(place_.module, found->second), 1};
    return wrong("Reference to undeclared local value",
                 "A local value with the name " + quoted(name) + " has not been declared." +
                     did_you_mean(name, names_of(module_.locals)));
  }

  Resolved module_call() {
    const std::string_view name = name_at(0);
    if (name.empty()) return names_nothing();
    const auto found = module_.calls.find(name);
    if (found == module_.calls.end()) {
      return wrong("Reference to undeclared module",
                   "No module call named " + quoted(name) + " is declared in " + here() + "." +
                       did_you_mean(name, names_of(module_.calls)));
    }
    if (const auto error = check_key(found->second, 1)) return *error;
    return {evaluator_.reference(place_.module, found->second), 1};
  }

  // `offset` is that of the type among the steps; -1: it is the root.
  std::optional<Resolved> resource(schema::Mode mode, int offset) {
    const std::string_view type =
        offset < 0 ? traversal_.root : name_at(static_cast<size_t>(offset));
    const auto name_step = static_cast<size_t>(offset + 1);
    const std::string_view name = name_at(name_step);
    if (type.empty() || name.empty()) {
      return wrong("Invalid reference",
                   "A reference to a resource type must be followed by at least one attribute "
                   "access, specifying the resource name.");
    }
    const bool data = mode == schema::Mode::data;
    const auto& table = data ? module_.data : module_.resources;
    const auto found = table.find({type, name});
    if (found == table.end()) return undeclared(data, type, name);
    const Resource& resource = found->second;
    if (&resource == place_.resource && place_.self == nullptr) return self_reference(resource);
    if (const auto error = check_key(resource, name_step + 1)) return error;
    return attribute_of(resource, name_step);
  }

  // The resource; or, where no schema tells which attributes it has, the attribute asked for.
  Resolved attribute_of(const Resource& resource, size_t name_step) {
    const Value value = evaluator_.reference(place_.module, resource);
    const values::AttributeSource* source = value.attribute_source();
    const std::string_view attribute = name_at(name_step + 1);
    const schema::Block* schema = evaluator_.content(place_.module, resource).schema;
    if (!source || attribute.empty() || (schema && !schema->any)) return {value, name_step + 1};
    return {source->attribute(attribute), name_step + 2};
  }

  Resolved undeclared(bool data, std::string_view type, std::string_view name) {
    const std::string kind = data ? "data" : "managed";
    return wrong("Reference to undeclared resource",
                 "A " + kind + " resource " + quoted(type) + ' ' + quoted(name) +
                     " has not been declared in " + here() + '.');
  }

  Resolved self_reference(const Resource& resource) {
    return wrong("Self-referential block", "Configuration for " + std::string(resource.type) + '.' +
                                               std::string(resource.name) +
                                               " may not refer to itself.");
  }

  // Instances are named by their key if, and only if, the block repeats.
  template <class Block>
  std::optional<Resolved> check_key(const Block& block, size_t step) {
    if (step >= traversal_.steps.size()) return std::nullopt;
    const bool names_attribute = traversal_.steps[step].kind == StepKind::attribute;
    const char* repeats = block.count ? "count" : block.for_each ? "for_each" : nullptr;
    if ((repeats != nullptr) != names_attribute) return std::nullopt;
    const std::string address = path_text(traversal_.root, traversal_.steps.first(step));
    if (repeats) {
      return wrong("Missing resource instance key",
                   "Because " + address + " has \"" + repeats +
                       "\" set, its attributes must be accessed on specific instances. For "
                       "example, to correlate with indices of a referring resource, use: " +
                       address + (block.count ? "[count.index]" : "[each.key]"));
    }
    return wrong("Unexpected resource instance key",
                 "Because " + address +
                     " does not have \"count\" or \"for_each\" set, references to it must not "
                     "include an index key. Remove the bracketed index to refer to the single "
                     "instance of this resource.");
  }

  Resolved each() {
    const std::string_view name = name_at(0);
    const Repetition* repetition = place_.repetition;
    if (name != "key" && name != "value") {
      return wrong(
          "Invalid \"each\" attribute",
          "The \"each\" object does not have an attribute "
          "named " +
              quoted(name) +
              ". The supported attributes are each.key and "
              "each.value, the current key and value pair of the \"for_each\" attribute set.");
    }
    if (!repetition || repetition->repeats != Repeats::for_each) {
      return wrong("Reference to \"each\" in context without for_each",
                   "The \"each\" object can be used only in \"module\" or \"resource\" blocks, and "
                   "only when the \"for_each\" argument is set.");
    }
    return {name == "key" ? repetition->key : repetition->value, 1};
  }

  Resolved count() {
    if (name_at(0) != "index") {
      return wrong("Invalid \"count\" attribute",
                   "The \"count\" object does not have an attribute named " + quoted(name_at(0)) +
                       ". The only supported attribute is count.index.");
    }
    const Repetition* repetition = place_.repetition;
    if (!repetition || repetition->repeats != Repeats::count) {
      return wrong("Reference to \"count\" in non-counted context",
                   "The \"count\" object can only be used in \"module\", \"resource\", and "
                   "\"data\" blocks, and only when the \"count\" argument is set.");
    }
    return {repetition->key, 1};
  }

  Resolved path() {
    const std::string_view name = name_at(0);
    if (name == "module") return text(evaluator_.state_of(place_.module).file_path);
    if (name == "root") return text(".");
    if (name == "cwd") return text(evaluator_.files.absolute("."));
    return wrong("Invalid \"path\" attribute",
                 "The \"path\" object does not have an attribute named " + quoted(name) + '.');
  }

  Resolved terraform() {
    if (name_at(0) == "workspace") return workspace();
    if (name_at(0) == "applying") {
      return {Value::boolean(false).with_marks(values::Marks::ephemeral), 1};
    }
    return wrong("Invalid \"terraform\" attribute",
                 "The \"terraform\" object does not have an attribute named " + quoted(name_at(0)) +
                     ". The only supported attribute is "
                     "terraform.workspace, the name of the currently-selected workspace.");
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
    if (place_.self) return {Value::object(&place_.self->attributes), 0};
    return wrong("Invalid \"self\" reference",
                 "The \"self\" object is not available in this context. This object can be used "
                 "only in resource provisioner, connection, and postcondition blocks.");
  }

  Resolved ephemeral() {
    return {evaluator_.unknown(ReasonKind::not_supported, "ephemeral resources", traversal_.range)
                .with_marks(values::Marks::ephemeral),
            traversal_.steps.size()};
  }

  Resolved text(std::string_view value) { return {Value::string(value, evaluator_.arena), 1}; }

  std::string here() {
    const std::string& address = evaluator_.instance_of(place_.module).address;
    return address.empty() ? "the root module" : address;
  }

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
