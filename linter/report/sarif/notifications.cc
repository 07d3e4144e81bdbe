// SPDX-License-Identifier: Apache-2.0
// What kept the run from judging more, as notifications. Exported: notifications. Tested in
// tests/report/sarif_test.cc.

#include <fmt/format.h>

#include <algorithm>

#include "findings/built_in_rules.h"
#include "report/sarif/parts.h"

namespace report::sarif {

namespace {

// Of missing inputs, those that would decide the most are named.
constexpr size_t kMaxInputs = 50;

constexpr std::string_view kMissingInput = "missing-input";
constexpr std::string_view kResultsLeftOut = "results-left-out";

struct Descriptor {
  std::string_view id;
  std::string_view summary;
  std::string_view why;
  std::string_view remedy;
  bool configuration = false;  // it is about the config or the rules, not about what is judged
};

// flat table: what there may be notifications of, beside the built-in rules.
constexpr Descriptor kDescriptors[] = {
    {diagnostics::kInvalidConfig, "The config of Plumbline is wrong",
     "What it says there has no effect.", "Mend the config.", true},
    {diagnostics::kInvalidRule, "A rule is wrong", "It judges nothing, or not everything.",
     "Mend the rule.", true},
    {diagnostics::kLimitReached, "A limit is reached",
     "Not everything was judged: the run stays within its bounds whatever it is given.",
     "Judge less at once, or make less of it."},
    {diagnostics::kUnreadable, "A file cannot be read", "What stands in it was not judged.",
     "Make it readable."},
    {kMissingInput, "An input is missing", "Without it, verdicts are undecided.",
     "Give it a value, or install the module."},
    {kResultsLeftOut, "Results are left out",
     "A log of more than 25,000 results is refused by GitHub: those that matter least are left "
     "out.",
     "Judge parts of the repository one by one."},
};

// Whether it is said of what Terraform or Bitbucket would refuse.
bool is_rejection(std::string_view rule) {
  return rule == diagnostics::kSyntaxError || rule == diagnostics::kInvalidConfiguration ||
         rule == diagnostics::kInvalidPipeline;
}

class NotificationsWriter {
 public:
  NotificationsWriter(const Result& result, const Rules& rules, Places& places)
      : result_(result), rules_(rules), places_(places) {
    for (const Descriptor& one : kDescriptors) add_descriptor(one);
    for (const findings::BuiltInRule& rule : findings::kBuiltInRules) {
      if (is_rejection(rule.name)) {
        add_descriptor({rule.name, rule.summary, rule.why, rule.remedy});
      }
    }
  }

  // What is a finding, too, so that whoever looks at the run alone knows of it.
  void add_findings() {
    for (const findings::Finding& finding : result_.report.findings) {
      if (!is_rejection(finding.rule)) continue;
      Json& json = add(finding.rule, "error", finding.message, finding.detail, finding.range);
      Json rule;
      rules_.refer(rule, "id", "index", finding.rule);
      json["associatedRule"] = std::move(rule);
    }
  }

  void add_problems(bool notes) {
    static constexpr std::string_view kLevels[] = {"error", "warning", "note"};
    for (const diagnostics::Diagnostic& problem : result_.report.problems) {
      if (problem.severity == diagnostics::Severity::note && !notes) continue;
      add(problem.id, kLevels[static_cast<size_t>(problem.severity)], problem.summary,
          problem.detail, problem.subject);
    }
  }

  void add_missing() {
    const auto& missing = result_.report.missing;
    for (size_t i = 0; i < std::min(missing.size(), kMaxInputs); ++i) {
      add(kMissingInput, "note", missing[i].sentence,
          fmt::format("{} undecided.", missing[i].verdicts == 1
                                           ? "1 verdict is"
                                           : fmt::format("{} verdicts are", missing[i].verdicts)),
          {});
    }
    if (missing.size() <= kMaxInputs) return;
    add(kMissingInput, "note",
        fmt::format("{} other inputs are missing", missing.size() - kMaxInputs), {}, {});
  }

  void add_left_out(size_t left_out) {
    if (left_out == 0) return;
    add(kResultsLeftOut, "warning", fmt::format("{} results are left out", left_out),
        "Those of the least severity are.", {});
  }

  Notifications take() { return std::move(written_); }

 private:
  void add_descriptor(const Descriptor& one) {
    configuration_.push_back(one.configuration);
    ids_.push_back(one.id);
    Json json = identified(one.id);
    json["shortDescription"] = {{"text", fmt::format("{}.", one.summary)}};
    json["fullDescription"] = {{"text", one.why}};
    json["help"] = {{"text", one.remedy}};
    written_.descriptors.push_back(std::move(json));
  }

  Json& add(std::string_view id, std::string_view level, std::string_view summary,
            std::string_view detail, const source::Range& range) {
    const auto index = static_cast<size_t>(std::ranges::find(ids_, id) - ids_.begin());
    std::string text(summary);
    if (!detail.empty()) {
      text += fmt::format("{} {}", text.ends_with('.') ? "" : ".", detail);
    }
    Json json = {{"descriptor", {{"id", id}, {"index", index}}},
                 {"level", level},
                 {"message", message(text)}};
    if (range.known()) json["locations"] = Json::array({places_.location(range, "")});
    Json& all = configuration_[index] ? written_.configuration : written_.execution;
    all.push_back(std::move(json));
    return all.back();
  }

  const Result& result_;
  const Rules& rules_;
  Places& places_;
  std::vector<std::string_view> ids_;
  std::vector<bool> configuration_;  // by descriptor
  Notifications written_{
      .descriptors = Json::array(), .execution = Json::array(), .configuration = Json::array()};
};

}  // namespace

Notifications notifications(const Result& result, const SarifOptions& options, const Rules& rules,
                            Places& places, size_t left_out) {
  NotificationsWriter writer(result, rules, places);
  writer.add_findings();
  writer.add_problems(options.notes);
  writer.add_missing();
  writer.add_left_out(left_out);
  return writer.take();
}

}  // namespace report::sarif
