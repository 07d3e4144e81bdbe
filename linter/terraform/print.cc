// SPDX-License-Identifier: Apache-2.0
// Prints an evaluation, one instance a paragraph. Exports print. Tested in
// tests/cli/.
#include "terraform/print.h"

namespace terraform {

namespace {

std::string heading(const std::string& address, bool conditional) {
  return address + (conditional ? "  # may not exist\n" : "\n");
}

// The text of a value with its later lines indented.
std::string indented(const Value& value) {
  std::string text;
  for (const char c : values::print(value)) {
    text += c;
    if (c == '\n') text += "  ";
  }
  return text;
}

}  // namespace

std::string print(const Evaluation& evaluation) {
  std::string text;
  for (const ModuleInstance& module : evaluation.modules()) {
    if (module.call) text += heading(module.address, module.conditional);
  }
  for (const MissingModule& missing : evaluation.missing_modules()) {
    text += missing.address + "  # not installed\n";
  }
  for (const ResourceInstance& resource : evaluation.resources()) {
    text += heading(resource.address, resource.conditional);
    const auto names = resource.configured.keys();
    for (size_t i = 0; i < names.size(); ++i) {
      text +=
          "  " + std::string(names[i]) + " = " + indented(resource.configured.elements()[i]) + '\n';
    }
  }
  for (const OutputValue& output : evaluation.outputs()) {
    const Value value =
        output.sensitive ? output.value.with_marks(values::Marks::sensitive) : output.value;
    text += "output." + std::string(output.name) + " = " + indented(value) + '\n';
  }
  return text;
}

}  // namespace terraform
