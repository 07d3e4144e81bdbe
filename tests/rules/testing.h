// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "graph/graph.h"
#include "rules/print.h"
#include "rules/rules.h"
#include "terraform/terraform.h"

// Rules and Terraform written as text in tests, and the verdicts on them.
namespace rules::testing {

// A rule named "r" on terraform_data, of which only what matters is written: "condition = …".
inline std::string rule(std::string_view arguments, std::string_view name = "r") {
  std::string text = "rule \"" + std::string(name) + "\" {\n  " + std::string(arguments) + "\n";
  const auto add = [&](std::string_view argument, std::string_view value) {
    if (text.find(std::string(argument) + " ") == std::string::npos) {
      text += "  " + std::string(argument) + " = " + std::string(value) + "\n";
    }
  };
  add("target", "\"terraform_data\"");
  add("condition", "self.input != null");
  add("error_message", "\"${address(self)} is wrong\"");
  return text + "}\n";
}

// Rule files in rules/, Terraform anywhere else, all in memory.
class Bench {
 public:
  // The built-in rules and functions are there before those of the test, as for a user.
  enum class BuiltIns : uint8_t { left_out, added };
  explicit Bench(std::string rules, BuiltIns built_ins = BuiltIns::left_out) : rules_(files_) {
    if (built_ins == BuiltIns::added) rules_.add_built_in();
    file_system_.add("rules/test.hcl", std::move(rules));
    rules_.add_path(file_system_, "rules");
  }

  RuleSet& rules() { return rules_; }
  source::Files& files() { return files_; }
  void add(std::string_view path, std::string text) { file_system_.add(path, std::move(text)); }

  // Loads, evaluates and judges a root. What it gives lives until the next call.
  const CheckResult& judge(const Policies& policies = {}, const terraform::Inputs& inputs = {},
                           std::string_view directory = ".") {
    loader_ = std::make_unique<terraform::Loader>(file_system_, files_, 1);
    configuration_ = loader_->load(directory);
    evaluation_ = std::make_unique<terraform::Evaluation>(
        terraform::evaluate(configuration_, inputs, terraform::Purpose::check, *loader_));
    graph_ = std::make_unique<graph::Graph>(*evaluation_);
    result_ = check(rules_, *graph_, policies);
    return result_;
  }

  // The verdicts on Terraform text, one a line, without not-applicable ones' reasons.
  std::string verdicts(std::string terraform, const Policies& policies = {}) {
    add("main.tf", std::move(terraform));
    judge(policies);
    return print(result_, *graph_);
  }

  const terraform::Evaluation& evaluation() const { return *evaluation_; }
  const graph::Graph& graph() const { return *graph_; }
  const CheckResult& result() const { return result_; }

  // "rules/test.hcl:3: Summary Detail Remedy", one a line, in order of place.
  std::string said(const diagnostics::Diagnostics& diagnostics) const {
    std::string text;
    for (const auto& diagnostic : diagnostics::sorted(diagnostics.all(), files_)) {
      text += place(diagnostic.subject) + diagnostic.summary;
      for (const std::string& more : {diagnostic.detail, diagnostic.remedy}) {
        if (!more.empty()) text += " | " + more;
      }
      text += '\n';
    }
    return text;
  }
  // What is wrong with the rules, and what went wrong while they judged.
  std::string rule_problems() const { return said(rules_.diagnostics()); }
  std::string rule_errors() const { return said(result_.diagnostics); }

  // "main.tf:3: ", or nothing.
  std::string place(const source::Range& range) const {
    if (!range.known()) return "";
    const source::File& file = files_[range.file];
    return file.path() + ':' + std::to_string(file.position(range.begin).line) + ": ";
  }

 private:
  source::MemoryFileSystem file_system_;
  source::Files files_;
  RuleSet rules_;
  std::unique_ptr<terraform::Loader> loader_;
  terraform::Configuration configuration_;
  std::unique_ptr<terraform::Evaluation> evaluation_;
  std::unique_ptr<graph::Graph> graph_;
  CheckResult result_;
};

}  // namespace rules::testing
