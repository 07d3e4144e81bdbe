// SPDX-License-Identifier: Apache-2.0
// Merges the verdicts of all environments into findings and counts everything. Exported: gather,
// fingerprint, sentence. Tested in tests/findings/.

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "findings/findings.h"
#include "findings/place.h"

namespace findings {

using rules::Outcome;
using rules::Verdict;
using values::ReasonKind;

std::string fingerprint(std::span<const std::string_view> parts) {
  std::string text;
  for (std::string_view part : parts) {
    text += part;
    text += '\0';
  }
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::string sentence(const values::Reason& reason, const source::Files& files) {
  const std::string_view subject = reason.subject;
  switch (reason.kind) {
    case ReasonKind::variable:
      return fmt::format("{} has no value", subject);
    case ReasonKind::apply:
      return fmt::format("{} is known after apply", subject);
    case ReasonKind::data_source:
      return fmt::format("{} is read from the provider", subject);
    case ReasonKind::module:
      return fmt::format("{} is not installed", subject);
    case ReasonKind::file:
      return fmt::format("the file {} is missing", subject);
    case ReasonKind::count:
      return fmt::format("whether {} exists is not known", subject);
    case ReasonKind::external:
      return fmt::format("{} stands outside the configuration", subject);
    case ReasonKind::invalid: {
      if (!reason.range.known()) return fmt::format("the configuration is wrong: {}", subject);
      const source::File& file = files[reason.range.file];
      return fmt::format("{}:{} is wrong: {}", file.path(), file.position(reason.range.begin).line,
                         subject);
    }
    case ReasonKind::not_supported:
      return fmt::format("not supported yet: {}", subject);
    case ReasonKind::plan:
      return fmt::format("the plan does not tell {}; its source would", subject);
  }
  return {};
}

namespace {

using Key = std::tuple<source::FileId, uint32_t, uint32_t, std::string>;  // place and rule

struct Gathering {
  const source::Files& files;
  Report report;
  std::map<Key, size_t> finding_at;
  std::map<std::string, uint32_t> said;  // what Terraform would reject: how often so far
  std::map<std::pair<ReasonKind, std::string>, MissingInput> missing;  // by kind and sentence
};

void insert_sorted(std::vector<std::string>& sorted, const std::string& text) {
  const auto at = std::ranges::lower_bound(sorted, text);
  if (at == sorted.end() || *at != text) sorted.insert(at, text);
}

Finding finding_of(const Judged& judged, const Verdict& verdict, std::string address,
                   ShownPlace shown) {
  const std::string& root = judged.evaluation->configuration().directory;
  std::string attribute = verdict.path;
  if (verdict.place_node != verdict.node) {
    const std::string_view owner = judged.graph->node(verdict.place_node).address;
    attribute = attribute.empty() ? owner : fmt::format("{}.{}", owner, attribute);
  }
  const std::string general = without_keys(address);
  const std::string_view parts[] = {verdict.rule->name, root, general, attribute};
  Finding finding;
  finding.rule = verdict.rule->name;
  finding.severity = verdict.severity;
  finding.message = verdict.message;
  finding.address = std::move(address);
  finding.root = root;
  finding.attribute = std::move(attribute);
  finding.range = shown.range;
  finding.related = std::move(shown.related);
  finding.clauses = verdict.rule->clauses;
  finding.remedy = verdict.rule->remedy;
  finding.fingerprint = fingerprint(parts);
  return finding;
}

void add_finding(Gathering& gathering, const Judged& judged, const Verdict& verdict) {
  const std::string address(judged.graph->node(verdict.node).address);
  ShownPlace shown = place(verdict, judged);
  // What has no place of its own is told apart by its root and address.
  const std::string rule_key =
      shown.range.known() ? verdict.rule->name
                          : fmt::format("{} {} {}", verdict.rule->name,
                                        judged.evaluation->configuration().directory, address);
  const Key key{shown.range.file, shown.range.begin, shown.range.end, rule_key};
  std::vector<Finding>& findings = gathering.report.findings;
  const auto [at, is_new] = gathering.finding_at.emplace(key, findings.size());
  if (is_new) findings.push_back(finding_of(judged, verdict, address, std::move(shown)));
  insert_sorted(findings[at->second].instances, address);
  insert_sorted(findings[at->second].environments,
                judged.environment.empty() ? judged.evaluation->configuration().directory
                                           : judged.environment);
}

// A root that is one environment and has no name for it is said already.
void drop_only_root(Finding& finding) {
  const bool only = finding.environments.size() == 1 && finding.environments[0] == finding.root;
  if (only) finding.environments.clear();
}

void add_undecided(Gathering& gathering, const Judged& judged, const Verdict& verdict) {
  Undecided undecided;
  undecided.rule = verdict.rule->name;
  undecided.severity = verdict.severity;
  undecided.address = judged.graph->node(verdict.node).address;
  undecided.root = judged.evaluation->configuration().directory;
  undecided.environment = judged.environment;
  undecided.range = place(verdict, judged).range;
  if (!verdict.rule_error.empty()) {
    undecided.reasons.push_back(fmt::format("the rule failed: {}", verdict.rule_error));
  }
  for (const values::Reason* reason : verdict.reasons) {
    undecided.reasons.push_back(sentence(*reason, gathering.files));
    const std::string& text = undecided.reasons.back();
    MissingInput& missing = gathering.missing[{reason->kind, text}];
    missing.kind = reason->kind;
    missing.sentence = text;
    insert_sorted(missing.roots, undecided.root);
    ++missing.verdicts;
  }
  const auto hangs_on = [&verdict](ReasonKind kind) {
    return std::ranges::find(verdict.reasons, kind, &values::Reason::kind) != verdict.reasons.end();
  };
  Summary& summary = gathering.report.summary;
  if (hangs_on(ReasonKind::not_supported)) ++summary.not_supported;
  if (hangs_on(ReasonKind::module)) ++summary.awaiting_modules;
  gathering.report.undecided.push_back(std::move(undecided));
}

void add_verdict(Gathering& gathering, const Judged& judged, const Verdict& verdict, bool library) {
  Summary& summary = gathering.report.summary;
  switch (verdict.outcome) {
    case Outcome::pass:
      ++summary.passed;
      break;
    case Outcome::fail:
      ++summary.failed;
      add_finding(gathering, judged, verdict);
      break;
    case Outcome::undecided:
      // A library's variables have no values, so only what fails for all of them is said.
      ++(library ? summary.library_undecided : summary.undecided);
      if (!library) add_undecided(gathering, judged, verdict);
      break;
    case Outcome::not_applicable:
      ++summary.not_applicable;
      break;
  }
}

void add_environment(Gathering& gathering, const Judged& judged) {
  Summary& summary = gathering.report.summary;
  const bool library = judged.evaluation->configuration().kind == terraform::DirectoryKind::library;
  ++(library ? summary.libraries : summary.environments);
  std::set<values::NodeId> seen;
  for (const Verdict& verdict : judged.result->verdicts) {
    seen.insert(verdict.node);
    add_verdict(gathering, judged, verdict, library);
  }
  for (const terraform::ResourceInstance& resource : judged.evaluation->resources()) {
    if (resource.resource->mode != schema::Mode::managed) continue;
    ++summary.resources;
    if (!seen.contains(resource.id)) ++summary.unseen_resources;
  }
}

// What Terraform would reject is a finding of a built-in rule; the rest is a problem to be told.
void add_diagnostic(Gathering& gathering, const diagnostics::Diagnostic& diagnostic) {
  const bool rejection = diagnostic.severity == diagnostics::Severity::error &&
                         (diagnostic.id == diagnostics::kSyntaxError ||
                          diagnostic.id == diagnostics::kInvalidConfiguration ||
                          diagnostic.id == diagnostics::kInvalidPipeline);
  if (!rejection) {
    gathering.report.problems.push_back(diagnostic);
    return;
  }
  Finding finding;
  finding.rule = std::string(diagnostic.id);
  finding.severity = config::Severity::high;
  finding.message = diagnostic.summary;
  finding.detail = diagnostic.detail;
  finding.remedy = diagnostic.remedy;
  finding.range = diagnostic.subject;
  if (diagnostic.subject.known()) {
    finding.address = gathering.files[diagnostic.subject.file].path();
    finding.instances = {finding.address};
  }
  for (const diagnostics::Related& related : diagnostic.related) {
    finding.related.push_back({related.range, related.message});
  }
  // What is said twice of one file is told apart by the text it is said of, and by its number.
  const std::string_view text =
      diagnostic.subject.known() ? gathering.files.text(diagnostic.subject) : std::string_view();
  const std::string key =
      fmt::format("{}\n{}\n{}\n{}", finding.rule, finding.address, finding.message, text);
  const std::string number = std::to_string(gathering.said[key]++);
  const std::string_view parts[] = {finding.rule, finding.address, finding.message, text, number};
  finding.fingerprint = fingerprint(parts);
  gathering.report.findings.push_back(std::move(finding));
}

template <class T>
void sort_by_place(std::vector<T>& items, const source::Files& files) {
  const auto key = [&files](const T& item) {
    const std::string_view path =
        item.range.known() ? std::string_view(files[item.range.file].path()) : std::string_view();
    return std::make_tuple(path, item.range.begin, item.range.end, std::string_view(item.rule),
                           std::string_view(item.address));
  };
  std::ranges::stable_sort(items, [&key](const T& a, const T& b) { return key(a) < key(b); });
}

}  // namespace

Report gather(std::span<const Judged> judged, std::span<const diagnostics::Diagnostic> diagnostics,
              const source::Files& files) {
  Gathering gathering{.files = files, .report = {}, .finding_at = {}, .said = {}, .missing = {}};
  Summary& summary = gathering.report.summary;
  std::set<std::string_view> roots, rules;
  std::set<std::pair<std::string_view, std::string_view>> missing_modules;
  for (const Judged& environment : judged) {
    const terraform::Configuration& configuration = environment.evaluation->configuration();
    if (configuration.kind == terraform::DirectoryKind::root) {
      roots.insert(configuration.directory);
      for (const terraform::MissingModule& call : environment.evaluation->missing_modules()) {
        missing_modules.emplace(configuration.directory, call.address);
      }
    }
    for (const Verdict& verdict : environment.result->verdicts) rules.insert(verdict.rule->name);
    add_environment(gathering, environment);
  }
  summary.roots = static_cast<uint32_t>(roots.size());
  summary.rules = static_cast<uint32_t>(rules.size());
  summary.missing_modules = static_cast<uint32_t>(missing_modules.size());
  std::ranges::for_each(gathering.report.findings, drop_only_root);
  for (const diagnostics::Diagnostic& diagnostic : diagnostics) {
    add_diagnostic(gathering, diagnostic);
  }
  sort_by_place(gathering.report.findings, files);
  sort_by_place(gathering.report.undecided, files);
  for (auto& [key, missing] : gathering.missing) {
    gathering.report.missing.push_back(std::move(missing));
  }
  std::ranges::stable_sort(gathering.report.missing, std::greater<>(), &MissingInput::verdicts);
  return std::move(gathering.report);
}

}  // namespace findings
