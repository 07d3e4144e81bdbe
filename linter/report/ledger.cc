// SPDX-License-Identifier: Apache-2.0
// The ledger: what became of everything that was looked at. Exported: write_ledger. Tested in
// tests/report/ledger_test.cc; described in docs/ledger.md.

#include "report/ledger.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>

#include "diagnostics/secrets.h"
#include "findings/absent.h"
#include "report/json.h"

namespace report {

namespace {

using findings::Standing;
using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 6> kStandings = {"passed",   "failed",    "suppressed",
                                                        "accepted", "undecided", "not_applicable"};
// From the worst to the best: what a clause of which rules say several things counts as.
constexpr std::array<Standing, 6> kWorstFirst = {Standing::failed,     Standing::undecided,
                                                 Standing::suppressed, Standing::accepted,
                                                 Standing::passed,     Standing::not_applicable};

using Counts = std::array<uint64_t, kStandings.size()>;

std::string_view name(Standing standing) { return kStandings[static_cast<size_t>(standing)]; }

class LedgerWriter {
 public:
  LedgerWriter(const LedgerInput& input, const Sink& sink) : input_(input), sink_(sink) {}

  void write() {
    const Result& result = input_.result;
    sink_("{\n");
    member("schema_version", "1");
    member("version", result.version);
    member("date", result.date);
    member("profile", result.profile);
    sink_("\"environments\": [");
    for (size_t i = 0; i < input_.judged.size(); ++i) {
      sink_(i == 0 ? "\n" : ",\n");
      environment(input_.judged[i], result.report.standings[i]);
    }
    sink_("\n],\n\"rules\": [");
    rules();
    sink_("\n],\n\"clauses\": [");
    clauses();
    sink_("\n],\n");
    member("unparsed_files", result.report.unparsed);
    sink_("\"summary\": " + dumped(summary_json(result.report)) + "\n}\n");
  }

 private:
  static std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
  }

  void member(std::string_view key, const Json& value) {
    sink_("\"" + std::string(key) + "\": " + dumped(value) + ",\n");
  }

  void environment(const findings::Judged& judged, std::span<const Standing> standings) {
    const terraform::Configuration& configuration = judged.evaluation->configuration();
    const bool library = configuration.kind == terraform::DirectoryKind::library;
    sink_("{");
    member("root", configuration.directory);
    if (!judged.environment.empty()) member("environment", judged.environment);
    const bool pipeline = configuration.kind == terraform::DirectoryKind::pipeline;
    member("kind", library ? "library" : pipeline ? "pipeline" : "root");
    // Verdicts stand by rule; here they are wanted by node.
    const auto& verdicts = judged.result->verdicts;
    std::vector<uint32_t> order(verdicts.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::stable_sort(order, {}, [&](uint32_t i) { return verdicts[i].node; });
    sink_("\"nodes\": [");
    auto next = order.begin();
    const char* separator = "\n";
    for (const graph::Node& node : judged.graph->nodes()) {
      Json json = node_json(node);
      for (; next != order.end() && verdicts[*next].node == node.id; ++next) {
        json["verdicts"].push_back(verdict_json(verdicts[*next], standings[*next]));
      }
      sink_(separator + dumped(json));
      separator = ",\n";
    }
    sink_("\n],\n");
    std::vector<std::string> missing;
    for (const terraform::MissingModule& call : judged.evaluation->missing_modules()) {
      missing.push_back(call.address);
    }
    member("missing_modules", missing);
    sink_("\"without_instances\": " + dumped(findings::without_instances(*judged.evaluation)) +
          "}");
  }

  Json node_json(const graph::Node& node) const {
    Json json;
    json["address"] = diagnostics::without_secrets(node.address);
    json["type"] = node.type;
    if (node.conditional) json["conditional"] = true;
    if (node.known_only) {
      json["known_only"] = true;  // it stands in no file
    } else {
      add_place(json, node.range, *input_.result.files);
    }
    json["verdicts"] = Json::array();
    return json;
  }

  Json verdict_json(const rules::Verdict& verdict, Standing standing) {
    ++counts_[verdict.rule->name][static_cast<size_t>(standing)];
    Json json;
    json["rule"] = verdict.rule->name;
    json["outcome"] = name(standing);
    using diagnostics::without_secrets;
    if (!verdict.element.empty()) json["element"] = without_secrets(verdict.element);
    if (!verdict.message.empty()) json["message"] = without_secrets(verdict.message);
    if (standing != Standing::undecided) return json;
    Json& reasons = json["reasons"] = Json::array();
    if (!verdict.rule_error.empty()) {
      reasons.push_back("the rule failed: " + without_secrets(verdict.rule_error));
    }
    for (const values::Reason* reason : verdict.reasons) {
      reasons.push_back(without_secrets(findings::sentence(*reason, *input_.result.files)));
    }
    return json;
  }

  void rules() {
    const char* separator = "\n";
    for (const LedgerRule& rule : input_.rules) {
      Json json;
      json["rule"] = rule.name;
      json["severity"] = config::name(rule.severity);
      json["clauses"] = std::vector<std::string>(rule.clauses.begin(), rule.clauses.end());
      const Counts& counts = counts_[std::string(rule.name)];
      for (size_t i = 0; i < kStandings.size(); ++i) json["verdicts"][kStandings[i]] = counts[i];
      sink_(separator + dumped(json));
      separator = ",\n";
    }
  }

  void clauses() {
    std::map<std::string, std::vector<std::string_view>> rules_of;
    for (const LedgerRule& rule : input_.rules) {
      for (const std::string& clause : rule.clauses) rules_of[clause].push_back(rule.name);
    }
    const char* separator = "\n";
    for (const auto& [clause, names] : rules_of) {
      Counts sum{};
      for (const std::string_view rule : names) {
        const Counts& counts = counts_[std::string(rule)];
        for (size_t i = 0; i < sum.size(); ++i) sum[i] += counts[i];
      }
      const auto worst = std::ranges::find_if(kWorstFirst, [&sum](Standing standing) {
        return sum[static_cast<size_t>(standing)] > 0;
      });
      Json json;
      json["clause"] = clause;
      json["outcome"] = worst == kWorstFirst.end() ? "nothing_to_judge" : name(*worst);
      json["rules"] = names;
      sink_(separator + dumped(json));
      separator = ",\n";
    }
  }

  const LedgerInput& input_;
  const Sink& sink_;
  std::map<std::string, Counts> counts_;  // by rule
};

}  // namespace

void write_ledger(const LedgerInput& input, const Sink& sink) { LedgerWriter(input, sink).write(); }

}  // namespace report
