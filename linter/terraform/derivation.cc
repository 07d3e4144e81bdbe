// SPDX-License-Identifier: Apache-2.0
// Follows the references of an argument back to where its value was written, on demand: nothing is
// recorded while values are worked out. Exports find_derivation. Tested in
// tests/findings/place_test.cc.
#include "terraform/derivation.h"

#include <charconv>
#include <set>
#include <span>

#include "terraform/arguments.h"
#include "terraform/body_reader.h"

namespace terraform {

namespace {

using syntax::Expression;
using syntax::StepKind;
using syntax::Traversal;

constexpr size_t kMaxSteps = 32;

// An expression still to be followed, and where it stands.
struct Pending {
  const Expression* expression = nullptr;
  ModuleInstanceId module{};
  const Expression* repeated_over = nullptr;    // count or for_each of its block
  const syntax::Body* resource_body = nullptr;  // whose dynamic blocks may name iterators
};

using Steps = std::span<const syntax::Step>;

const Expression* item_of(const Expression& expression, const syntax::Step& step) {
  if (expression.kind == syntax::ExpressionKind::object) {
    for (const syntax::ObjectItem& item : expression.as<syntax::Object>().items) {
      if (item.key->kind != syntax::ExpressionKind::literal) continue;
      if (item.key->as<syntax::Literal>().text == step.text) return item.value;
    }
  } else if (expression.kind == syntax::ExpressionKind::tuple) {
    const auto elements = expression.as<syntax::Tuple>().elements;
    size_t index = 0;
    const char* const end = step.text.data() + step.text.size();
    if (std::from_chars(step.text.data(), end, index).ptr == end && index < elements.size()) {
      return elements[index];
    }
  }
  return nullptr;
}

// The part of an expression that further steps pick, as far as it is written out.
const Expression& picked(const Expression& expression, Steps steps) {
  const Expression* part = &expression;
  for (const syntax::Step& step : steps) {
    while (part->kind == syntax::ExpressionKind::parentheses) {
      part = part->as<syntax::Parentheses>().inner;
    }
    const Expression* item = item_of(*part, step);
    if (!item) break;
    part = item;
  }
  return *part;
}

class Derivation {
 public:
  explicit Derivation(Evaluator& evaluator) : evaluator_(evaluator) {}

  void follow(const Pending& pending) {
    if (!pending.expression || !seen_.insert(pending.expression).second) return;
    for (const Traversal* reference : expressions::references(*pending.expression)) {
      if (steps_.size() >= kMaxSteps) return;
      follow(*reference, pending);
    }
  }

  std::vector<DerivationStep> steps() { return std::move(steps_); }

 private:
  static std::string_view name_at(const Traversal& traversal, size_t step) {
    return step < traversal.steps.size() ? traversal.steps[step].text : std::string_view();
  }

  void follow(const Traversal& reference, const Pending& from) {
    const Module& module = evaluator_.module_of(from.module);
    const std::string_view root = reference.root;
    const std::string_view name = name_at(reference, 0);
    const Steps rest = reference.steps.empty() ? Steps() : reference.steps.subspan(1);
    if (root == "var") {
      const auto variable = module.variables.find(name);
      if (variable != module.variables.end()) follow_variable(variable->second, rest, from.module);
    } else if (root == "local") {
      const auto local = module.locals.find(name);
      if (local != module.locals.end()) follow_local(local->second, rest, from.module);
    } else if (root == "each" || root == "count") {
      if (from.repeated_over && seen_.count(from.repeated_over) == 0) {
        step(from.repeated_over->range, std::string(root) + '.' + std::string(name));
        follow({from.repeated_over, from.module});
      }
    } else if (root == "module") {
      follow_module(reference, from.module);
    } else {
      follow_other(reference, from);
    }
  }

  // `whole` is where all of it is written, `part` what is picked of it.
  void step(const Expression& value, const Expression& part, Range whole, std::string text) {
    step(&part == &value ? whole : part.range, std::move(text));
  }

  void follow_local(const Local& local, Steps rest, ModuleInstanceId module) {
    const Expression& part = picked(*local.attribute->value, rest);
    if (seen_.count(&part) != 0) return;
    step(*local.attribute->value, part, local.attribute->range, "local." + std::string(local.name));
    follow({&part, module});
  }

  void follow_variable(const Variable& variable, Steps rest, ModuleInstanceId module) {
    const std::string name = "var." + std::string(variable.name);
    if (module == kRootModule) {
      follow_input(variable, rest, name);
      return;
    }
    const ModuleInstance& instance = evaluator_.instance_of(module);
    const syntax::Attribute* argument = find_attribute(*instance.call->body, variable.name);
    if (!argument) {
      if (variable.default_value && seen_.insert(variable.default_value).second) {
        step(picked(*variable.default_value, rest).range,
             "default of " + name + " of " + instance.address);
      }
      return;
    }
    const Expression& part = picked(*argument->value, rest);
    if (seen_.count(&part) != 0) return;
    step(*argument->value, part, argument->range, name + " of " + instance.address);
    const Expression* repeated =
        instance.call->count ? instance.call->count : instance.call->for_each;
    follow({&part, instance.parent, repeated});
  }

  void follow_input(const Variable& variable, Steps rest, const std::string& name) {
    if (!seen_.insert(&variable).second) return;
    const auto input = evaluator_.input_values.find(variable.name);
    if (input != evaluator_.input_values.end()) {
      const Expression* given = input->second.expression;
      const Range range = input->second.range;
      if (given && range.known()) {
        step(*given, picked(*given, rest), range, name + " of " + input->second.from);
      } else {
        step(range, name + " of " + input->second.from);
      }
    } else if (variable.default_value) {
      step(picked(*variable.default_value, rest).range, "default of " + name);
    } else {
      step(variable.block->header, name + " without a value");
    }
  }

  void follow_module(const Traversal& reference, ModuleInstanceId module) {
    const auto& calls = evaluator_.module_of(module).calls;
    const auto call = calls.find(name_at(reference, 0));
    if (call == calls.end()) return;
    const CallState& state = evaluator_.expand(module, call->second);
    if (state.modules.empty()) return;
    for (const syntax::Step& attribute : reference.steps.subspan(1)) {
      if (attribute.kind != StepKind::attribute) continue;
      const auto& outputs = state.module->outputs;
      const auto output = outputs.find(attribute.text);
      if (output == outputs.end() || !output->second.value) return;
      if (seen_.count(output->second.value) != 0) return;
      step(output->second.value->range, state.address + '.' + std::string(attribute.text));
      follow({output->second.value, state.modules.front()});
      return;
    }
  }

  // A resource's attribute, or the iterator of a dynamic block around the expression.
  void follow_other(const Traversal& reference, const Pending& from) {
    const bool data = reference.root == "data";
    const size_t first = data || reference.root == "resource" ? 1 : 0;
    const std::string_view type = first == 1 ? name_at(reference, 0) : reference.root;
    const Module& module = evaluator_.module_of(from.module);
    const auto& table = data ? module.data : module.resources;
    const auto resource = table.find({type, name_at(reference, first)});
    if (resource == table.end()) {
      if (from.resource_body) follow_iterator(reference.root, *from.resource_body, from);
      return;
    }
    for (const syntax::Step& attribute : reference.steps.subspan(first + 1)) {
      if (attribute.kind != StepKind::attribute) continue;
      follow_attribute(resource->second, attribute.text, from.module);
      return;
    }
  }

  void follow_attribute(const Resource& resource, std::string_view name, ModuleInstanceId module) {
    const syntax::Attribute* attribute = find_attribute(*resource.body, name);
    if (!attribute || seen_.count(attribute->value) != 0) return;
    step(attribute->range,
         std::string(resource.type) + '.' + std::string(resource.name) + '.' + std::string(name));
    const Expression* repeated = resource.count ? resource.count : resource.for_each;
    follow({attribute->value, module, repeated, resource.body});
  }

  void follow_iterator(std::string_view name, const syntax::Body& body, const Pending& from) {
    for (const syntax::Block& block : body.blocks) {
      if (block.type == "dynamic" && iterator_of(block) == name) {
        const Expression* for_each = find_expression(*block.body, "for_each");
        if (for_each && seen_.count(for_each) == 0) {
          step(for_each->range, std::string(name) + " of the dynamic block");
          follow({for_each, from.module, from.repeated_over, from.resource_body});
        }
      }
      follow_iterator(name, *block.body, from);
    }
  }

  static std::string_view iterator_of(const syntax::Block& dynamic) {
    const Expression* given = find_expression(*dynamic.body, "iterator");
    if (given && given->kind == syntax::ExpressionKind::traversal) {
      return given->as<Traversal>().root;
    }
    return dynamic.labels.empty() ? std::string_view() : dynamic.labels[0].text;
  }

  void step(Range range, std::string text) { steps_.push_back({range, std::move(text)}); }

  Evaluator& evaluator_;
  std::set<const void*> seen_;
  std::vector<DerivationStep> steps_;
};

}  // namespace

std::vector<DerivationStep> find_derivation(Evaluator& evaluator, NodeId node,
                                            std::string_view path) {
  const auto argument = find_argument(evaluator, node, path);
  if (!argument) return {};
  const ResourceInstance& instance = evaluator.instance_of(node);
  const Resource& resource = *instance.resource;
  const Expression* repeated = resource.count ? resource.count : resource.for_each;
  const Expression* expression = nullptr;
  if (argument->attribute) {
    expression = argument->attribute->value;
  } else if (argument->block && argument->block->type == "dynamic") {
    expression = find_expression(*argument->block->body, "for_each");
  }
  Derivation derivation(evaluator);
  derivation.follow({expression, instance.module, repeated, resource.body});
  return derivation.steps();
}

std::vector<DerivationStep> find_derivation(Evaluator& evaluator, ModuleInstanceId module,
                                            const Expression& expression) {
  Derivation derivation(evaluator);
  derivation.follow({&expression, module});
  return derivation.steps();
}

}  // namespace terraform
