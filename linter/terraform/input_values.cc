// SPDX-License-Identifier: Apache-2.0
// What the root's variables are given, in Terraform's order: environment, automatic var files,
// -var-file, a plan, -var; later ones win. Exports Evaluator::read_inputs. Tested in
// tests/terraform/inputs_test.cc.
#include "terraform/body_reader.h"
#include "terraform/evaluator.h"
#include "terraform/planned_values.h"

namespace terraform {

namespace {

// Terraform reads the text for a variable of primitive type, or of none, as it is.
bool takes_text(const Variable& variable) {
  return variable.type.type.is_primitive() || !variable.has_type;
}

class InputReader {
 public:
  InputReader(Evaluator& evaluator, InputValues& values) : evaluator_(evaluator), values_(values) {}

  void environment() {
    for (const auto& [name, text] : evaluator_.inputs.environment) {
      if (const Variable* variable = find(name)) give(*variable, text, "TF_VAR_" + name);
    }
  }

  void file(const std::string& path) {
    const syntax::Tree* tree = evaluator_.loader.tree(path);
    if (!tree) {
      evaluator_.diagnostics.error(diagnostics::kInvalidConfiguration, {},
                                   "Failed to read variables file",
                                   "Given variables file " + path + " does not exist.");
      return;
    }
    evaluator_.diagnostics.append(tree->diagnostics);
    report_redefined(*tree->body, evaluator_.context);
    for (const syntax::Block& block : tree->body->blocks) {
      evaluator_.report_once(block.type_range,
                             "Unexpected \"" + std::string(block.type) + "\" block",
                             "Blocks are not allowed here.");
    }
    for (const syntax::Attribute& attribute : tree->body->attributes) {
      const Variable* variable = find(attribute.name);
      if (!variable) {
        undeclared(attribute);
        continue;
      }
      const Value value = evaluator_.evaluate(*attribute.value, expressions::literal_scope());
      values_[variable->name] = {value, attribute.value, attribute.range,
                                 std::string(source::base_name(path))};
    }
  }

  // What the plan was made with, unless that is what is given anyhow: its source is the better
  // place to point at.
  void plan() {
    for (const auto& [name, value] : evaluator_.inputs.plan->variables()) {
      const Variable* variable = find(name);
      if (!variable) continue;
      const auto given = values_.find(variable->name);
      const Value otherwise = given == values_.end() ? variable->converted_default
                                                     : converted(*variable, given->second.value);
      const bool needed = given != values_.end() || variable->default_value;
      if (needed && values::identical(otherwise, converted(*variable, value))) continue;
      values_[variable->name] = {value, nullptr, {}, "the plan"};
    }
  }

  void command_line() {
    for (const auto& [name, text] : evaluator_.inputs.variables) {
      if (const Variable* variable = find(name)) {
        give(*variable, text, "-var " + name);
        continue;
      }
      evaluator_.diagnostics.error(diagnostics::kInvalidConfiguration, {},
                                   "Value for undeclared variable",
                                   "A variable named \"" + name +
                                       "\" was assigned on the command line, but the root module "
                                       "does not declare a variable of that name. To use this "
                                       "value, add a \"variable\" block "
                                       "to the configuration.");
    }
  }

 private:
  const Variable* find(std::string_view name) {
    const auto& variables = evaluator_.module_of(kRootModule).variables;
    const auto found = variables.find(name);
    return found == variables.end() ? nullptr : &found->second;
  }

  // As the variable takes it; itself if it does not.
  Value converted(const Variable& variable, const Value& value) {
    const Value filled = value.is_null()
                             ? value
                             : expressions::with_defaults(value, variable.type, evaluator_.context);
    const auto fitting = values::convert(filled, variable.type.type, evaluator_.arena);
    return fitting.ok ? fitting.value : value;
  }

  void undeclared(const syntax::Attribute& attribute) {
    evaluator_.report_once(attribute.name_range, "Value for undeclared variable",
                           "The root module does not declare a variable named \"" +
                               std::string(attribute.name) +
                               "\" but a value was found here. To use this value, add a "
                               "\"variable\" block to the configuration.",
                           diagnostics::Severity::warning);
  }

  void give(const Variable& variable, const std::string& text, const std::string& from) {
    if (takes_text(variable)) {
      const std::string_view kept = values::normalized(text, evaluator_.arena);
      values_[variable.name] = {Value::string(kept, evaluator_.arena), nullptr, {}, from};
      return;
    }
    const syntax::ExpressionTree& tree =
        evaluator_.loader.parse_text("<value for var." + std::string(variable.name) + ">", text);
    evaluator_.diagnostics.append(tree.diagnostics);
    const Value value = tree.root ? evaluator_.evaluate(*tree.root, expressions::literal_scope())
                                  : evaluator_.invalid({}, "Invalid expression");
    values_[variable.name] = {value, tree.root, {}, from};
  }

  Evaluator& evaluator_;
  InputValues& values_;
};

}  // namespace

void Evaluator::read_inputs() {
  InputReader reader(*this, input_values);
  reader.environment();
  for (const std::string& path : configuration.automatic_var_files) reader.file(path);
  for (const std::string& path : inputs.var_files) reader.file(path);
  if (inputs.plan) reader.plan();
  reader.command_line();
}

}  // namespace terraform
