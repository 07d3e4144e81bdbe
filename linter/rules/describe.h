// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/example_files.h"
#include "rules/rules.h"

// Rules, parameters, functions and examples as people read them.
namespace rules {

struct ParameterInfo {
  std::string_view name;
  std::string type;           // "list(string)"
  std::string default_value;  // as JSON, like the next
  std::string value;          // what the policies make of it
  std::string summary;
  std::string_view file;
};

struct FunctionInfo {
  std::string_view name;
  std::vector<std::string_view> parameters;
  std::string summary;
  std::string_view file;
};

// All of them, sorted by name; what is broken is left out.
std::vector<ParameterInfo> describe_parameters(RuleSet& rules, const Policies& policies);
std::vector<FunctionInfo> describe_functions(RuleSet& rules);

// The parameters that a rule reads, itself or through functions, sorted.
std::vector<std::string> parameters_of(RuleSet& rules, const Rule& rule);

// An example to be shown: its files without the marks and the indentation of the rule file.
struct ShownExample {
  const Example* example = nullptr;
  std::vector<std::pair<std::string, std::string>> files;       // path and text; main.tf first
  std::vector<std::pair<std::string, std::string>> parameters;  // that it sets: name and value
};
ShownExample shown(RuleSet& rules, const Rule& rule, const Example& example,
                   const source::Files& files);

// The example judged by its rule alone, with the files and lines as they are shown.
struct JudgedExample {
  ExampleGraph graph;
  CheckResult checked;
};
JudgedExample judge(RuleSet& rules, const Rule& rule, const ShownExample& example,
                    source::Files& files);

}  // namespace rules
