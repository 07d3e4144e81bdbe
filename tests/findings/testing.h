// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "findings/findings.h"
#include "findings/place.h"
#include "findings/suppressions.h"
#include "rules/rules.h"
#include "terraform/terraform.h"

// Repositories written as text in tests, judged in as many environments as wanted, and what was
// gathered from them.
namespace findings::testing {

using Texts = std::vector<std::pair<std::string, std::string>>;  // path and text

// The rule of most tests: nobody_thing.size must be given and more than 2.
inline constexpr const char* kRule = R"(rule "too-small" {
  severity      = "high"
  clauses       = ["A1.2"]
  remedy        = "Give it a size of 3."
  target        = "nobody_thing"
  condition     = self.size != null && self.size > 2
  error_message = "${address(self)} is too small."
}
)";

class Repository {
 public:
  explicit Repository(const Texts& texts, std::string rules = kRule) : rules_(files_) {
    for (const auto& [path, text] : texts) file_system_.add(path, text);
    file_system_.add("rules/test.hcl", std::move(rules));
    rules_.add_path(file_system_, "rules");
    loader_ = std::make_unique<terraform::Loader>(file_system_, files_, 1);
  }
  // One file, main.tf.
  explicit Repository(std::string text) : Repository(Texts{{"main.tf", std::move(text)}}) {}

  struct How {
    std::string environment = {};
    terraform::Inputs inputs = {};
    terraform::DirectoryKind kind = terraform::DirectoryKind::root;
  };
  // Judges a directory as one environment; what is gathered holds all that were judged.
  Repository& judge(std::string_view directory, const How& how) {
    terraform::Configuration& configuration =
        configurations_.emplace_back(loader_->load(directory));
    configuration.kind = how.kind;
    const terraform::Evaluation& evaluation = evaluations_.emplace_back(
        terraform::evaluate(configuration, how.inputs, terraform::Purpose::check, *loader_));
    const graph::Graph& graph = graphs_.emplace_back(evaluation);
    const rules::CheckResult& result = results_.emplace_back(rules::check(rules_, graph, {}));
    diagnostics_.append(evaluation.diagnostics());
    diagnostics_.append(result.diagnostics);
    judged_.push_back({&evaluation, &graph, &result, how.environment});
    return *this;
  }
  Repository& judge(std::string_view directory = ".") { return judge(directory, How{}); }

  Report gather() const {
    return findings::gather(judged_, diagnostics::sorted(diagnostics_.all(), files_), files_);
  }
  // How comments are heeded.
  struct Comments {
    std::string date = "2026-06-01";
    config::SuppressionDemands demands = {};
    bool whole = true;
  };
  // With the comments of the repository's own files.
  Report gather(const Comments& comments) const {
    std::vector<const syntax::Tree*> trees;
    std::set<const terraform::Module*> modules;
    for (const Judged& judged : judged_) {
      for (const terraform::Module* module : own_modules(*judged.evaluation)) {
        if (!modules.insert(module).second) continue;
        for (source::FileId file : module->files) {
          trees.push_back(loader_->tree(files_[file].path()));
        }
      }
    }
    std::vector<std::string_view> names;
    for (const rules::RuleHead& head : rules_.heads()) names.push_back(head.name);
    const Suppressions suppressions = read_suppressions(
        trees, files_, {.rules = names, .demands = &comments.demands, .date = comments.date});
    diagnostics::Diagnostics said = diagnostics_;
    said.append(suppressions.diagnostics);
    return findings::gather(
        judged_, diagnostics::sorted(said.all(), files_), files_,
        {.suppressions = &suppressions, .whole = comments.whole, .rules = names});
  }
  // Held against a baseline, which takes in what fails if it is told to.
  Report gather_baseline(const Baseline& baseline, bool accept_all) const {
    Terms terms;
    terms.baseline = &baseline;
    terms.accept_all = accept_all;
    terms.complete = terms.whole = true;
    for (const rules::RuleHead& head : rules_.heads()) terms.rules.push_back(head.name);
    terms.known_rules = terms.rules;
    for (const Judged& judged : judged_) {
      for (Move& move : moves_of(*judged.evaluation, *loader_)) {
        terms.moves[judged.evaluation->configuration().directory].push_back(std::move(move));
      }
    }
    return findings::gather(judged_, diagnostics::sorted(diagnostics_.all(), files_), files_,
                            terms);
  }
  // The only finding there is.
  Finding finding() const {
    Report report = gather();
    if (report.findings.size() == 1) return std::move(report.findings[0]);
    Finding none;
    none.message = std::to_string(report.findings.size()) + " findings";
    return none;
  }

  std::span<const Judged> judged() const { return judged_; }
  const source::Files& files() const { return files_; }
  // "main.tf:3: size = 1": the place and its first line; "nowhere".
  std::string place(const source::Range& range) const {
    if (!range.known()) return "nowhere";
    const source::File& file = files_[range.file];
    const std::string text(files_.text(range));
    return file.path() + ':' + std::to_string(file.position(range.begin).line) + ": " +
           text.substr(0, text.find('\n'));
  }

 private:
  source::MemoryFileSystem file_system_;
  source::Files files_;
  rules::RuleSet rules_;
  std::unique_ptr<terraform::Loader> loader_;
  std::deque<terraform::Configuration> configurations_;
  std::deque<terraform::Evaluation> evaluations_;
  std::deque<graph::Graph> graphs_;
  std::deque<rules::CheckResult> results_;
  std::vector<Judged> judged_;
  diagnostics::Diagnostics diagnostics_;
};

}  // namespace findings::testing
