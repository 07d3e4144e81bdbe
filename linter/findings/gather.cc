// SPDX-License-Identifier: Apache-2.0
// Merges the verdicts of all environments into findings and counts everything. Exported: gather.
// Tested in tests/findings/.

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "findings/built_in_rules.h"
#include "findings/findings.h"
#include "findings/gathering.h"
#include "findings/place.h"
#include "findings/secrecy.h"
#include "findings/suppressions.h"
#include "findings/unseen.h"

namespace findings {

using rules::Outcome;
using rules::Verdict;
using values::ReasonKind;

namespace {

void insert_sorted(std::vector<std::string>& sorted, const std::string& text) {
  const auto at = std::ranges::lower_bound(sorted, text);
  if (at == sorted.end() || *at != text) sorted.insert(at, text);
}

// What a failure is known by over time.
BaselineEntry entry_of(const Judged& judged, const Verdict& verdict, const Terms& terms) {
  BaselineEntry entry;
  entry.rule = verdict.rule->name;
  entry.root = in_repository(judged.evaluation->configuration().directory, terms);
  entry.address = without_keys(judged.graph->node(verdict.node).address);
  std::string& attribute = entry.attribute;
  attribute = verdict.path;
  if (verdict.place_node != verdict.node) {
    const std::string_view owner = judged.graph->node(verdict.place_node).address;
    attribute = attribute.empty() ? owner : fmt::format("{}.{}", owner, attribute);
  }
  const std::string_view parts[] = {entry.rule, entry.root, entry.address, attribute};
  entry.fingerprint = fingerprint(parts);
  entry.message = verdict.message;
  return entry;
}

Finding finding_of(const Judged& judged, const Verdict& verdict, const BaselineEntry& entry,
                   ShownPlace shown) {
  Finding finding;
  finding.rule = verdict.rule->name;
  finding.severity = verdict.severity;
  finding.message = verdict.message;
  finding.address = judged.graph->node(verdict.node).address;
  finding.root = judged.evaluation->configuration().directory;
  finding.attribute = entry.attribute;
  finding.range = shown.range;
  finding.related = std::move(shown.related);
  finding.derived = !finding.related.empty() &&
                    judged.evaluation->configuration().kind != terraform::DirectoryKind::pipeline;
  finding.clauses = verdict.rule->clauses;
  finding.remedy = verdict.rule->remedy;
  finding.fingerprint = entry.fingerprint;
  return finding;
}

Standing add_failure(Gathering& gathering, const Judged& judged, const Verdict& verdict) {
  const std::string address(judged.graph->node(verdict.node).address);
  const std::string& root = judged.evaluation->configuration().directory;
  ShownPlace shown = place(verdict, judged);
  add_secret_places(judged, verdict, shown, gathering.files, gathering.report);
  const Suppression* suppression = gathering.coverage.covering(judged, verdict, shown);
  BaselineEntry entry = entry_of(judged, verdict, gathering.terms);
  const KnownBy known = suppression == nullptr ? known_by(gathering, entry) : KnownBy::nothing;
  const bool accepted = known != KnownBy::nothing;
  Summary& summary = gathering.report.summary;
  ++(suppression != nullptr ? summary.suppressed : accepted ? summary.accepted : summary.failed);
  // What has no place of its own is told apart by its root and address.
  const std::string rule_key = shown.range.known()
                                   ? verdict.rule->name
                                   : fmt::format("{} {} {}", verdict.rule->name, root, address);
  const DraftKey key{shown.range.file, shown.range.begin, shown.range.end,
                     rule_key,         suppression,       known};
  const auto [at, is_new] = gathering.draft_at.emplace(key, gathering.drafts.size());
  if (is_new) {
    gathering.drafts.push_back({.finding = finding_of(judged, verdict, entry, std::move(shown)),
                                .suppression = suppression,
                                .members = {},
                                .environments = {}});
    gathering.drafts.back().finding.known = known;
  }
  Draft& draft = gathering.drafts[at->second];
  insert_sorted(draft.finding.instances, address);
  draft.environments.emplace(root, judged.environment);
  draft.members.try_emplace(entry.fingerprint, std::move(entry));
  if (suppression != nullptr) return Standing::suppressed;
  return accepted ? Standing::accepted : Standing::failed;
}

// The environments that a finding occurs in, as people call them: by name, or by the root where it
// has none; of several roots by both. A root that is one environment without a name is said
// already.
std::vector<std::string> names_of(const Draft& draft) {
  std::vector<std::string> names;
  const auto& environments = draft.environments;
  if (environments.empty()) return names;
  const bool one_root = environments.begin()->first == environments.rbegin()->first;
  for (const auto& [root, name] : environments) {
    if (name.empty()) {
      insert_sorted(names, root);
    } else {
      insert_sorted(names, one_root ? name : fmt::format("{} ({})", root, name));
    }
  }
  if (names.size() == 1 && names[0] == draft.finding.root) names.clear();
  return names;
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

// What may fail once more is known may need what suppresses or accepts it.
void leave_open(Gathering& gathering, const Judged& judged, const Verdict& verdict) {
  gathering.coverage.leave_open(judged, verdict);
  if (!gathering.terms.accepts()) return;
  gathering.judgeable.undecided.emplace(
      verdict.rule->name,
      in_repository(judged.evaluation->configuration().directory, gathering.terms),
      without_keys(judged.graph->node(verdict.node).address));
}

Standing add_verdict(Gathering& gathering, const Judged& judged, const Verdict& verdict,
                     bool library) {
  Summary& summary = gathering.report.summary;
  switch (verdict.outcome) {
    case Outcome::pass:
      ++summary.passed;
      return Standing::passed;
    case Outcome::fail:
      return add_failure(gathering, judged, verdict);
    case Outcome::undecided:
      // A library's variables have no values, so only what fails for all of them is said.
      ++(library ? summary.library_undecided : summary.undecided);
      leave_open(gathering, judged, verdict);
      if (!library) add_undecided(gathering, judged, verdict);
      return Standing::undecided;
    case Outcome::not_applicable:
      ++summary.not_applicable;
      return Standing::not_applicable;
  }
  return Standing::not_applicable;
}

void add_environment(Gathering& gathering, const Judged& judged) {
  Summary& summary = gathering.report.summary;
  const bool library = judged.evaluation->configuration().kind == terraform::DirectoryKind::library;
  const bool pipeline =
      judged.evaluation->configuration().kind == terraform::DirectoryKind::pipeline;
  ++(library ? summary.libraries : pipeline ? summary.pipelines : summary.environments);
  const std::string root =
      in_repository(judged.evaluation->configuration().directory, gathering.terms);
  gathering.judgeable.roots.insert(root);
  for (const terraform::MissingModule& call : judged.evaluation->missing_modules()) {
    gathering.judgeable.missing.emplace(root, call.address);
  }
  std::vector<Standing>& standings = gathering.report.standings.emplace_back();
  for (const Verdict& verdict : judged.result->verdicts) {
    standings.push_back(add_verdict(gathering, judged, verdict, library));
  }
  const Resources resources = resources_of(judged);
  summary.resources += static_cast<uint32_t>(resources.all.size());
  summary.unseen_resources += static_cast<uint32_t>(resources.unseen.size());
}

// The places of drafts and undecided verdicts, for their order.
const Finding& placed(const Draft& draft) { return draft.finding; }
const Undecided& placed(const Undecided& undecided) { return undecided; }

template <class T>
void sort_by_place(std::vector<T>& items, const source::Files& files) {
  const auto key = [&files](const T& draft) {
    const auto& item = placed(draft);
    const std::string_view path =
        item.range.known() ? std::string_view(files[item.range.file].path()) : std::string_view();
    return std::make_tuple(path, item.range.begin, item.range.end, std::string_view(item.rule),
                           std::string_view(item.address));
  };
  std::ranges::stable_sort(items, [&key](const T& a, const T& b) { return key(a) < key(b); });
}

// Puts each finding where it is reported.
void hand_out(Gathering& gathering) {
  sort_by_place(gathering.drafts, gathering.files);
  for (Draft& draft : gathering.drafts) {
    draft.finding.environments = names_of(draft);
    if (draft.finding.known != KnownBy::nothing) {
      for (auto& [fingerprint, entry] : draft.members) {
        gathering.report.baseline.push_back(std::move(entry));
      }
      gathering.report.accepted.push_back(std::move(draft.finding));
    } else if (const Suppression* by = draft.suppression) {
      gathering.report.suppressed.push_back(
          {std::move(draft.finding), by->comment, by->until, by->owner, by->reason});
    } else {
      gathering.report.findings.push_back(std::move(draft.finding));
    }
  }
}

// Which entries of the baseline stay.
void keep_entries(Gathering& gathering) {
  const Terms& terms = gathering.terms;
  Judgeable& judgeable = gathering.judgeable;
  judgeable.whole = terms.whole;
  judgeable.rules.insert(terms.rules.begin(), terms.rules.end());
  judgeable.known_rules.insert(terms.known_rules.begin(), terms.known_rules.end());
  for (const BuiltInRule& rule : kBuiltInRules) {
    judgeable.rules.emplace(rule.name);
    judgeable.known_rules.emplace(rule.name);
  }
  Report& report = gathering.report;
  const bool change = terms.before != nullptr;
  report.unneeded = (change ? gathering.before : gathering.baseline).unneeded(judgeable);
  for (BaselineEntry& entry : gathering.baseline.kept(judgeable)) {
    report.baseline.push_back(std::move(entry));
  }
}

// What was wrong with the Terraform, and with the comments in it.
void add_diagnostics(Gathering& gathering, std::span<const Judged> judged,
                     std::span<const diagnostics::Diagnostic> diagnostics) {
  for (const diagnostics::Diagnostic& diagnostic : diagnostics) {
    add_diagnostic(gathering, diagnostic);
  }
  std::vector<std::string>& unparsed = gathering.report.unparsed;
  for (const diagnostics::Diagnostic& diagnostic : diagnostics) {
    const bool is_broken = diagnostic.id == diagnostics::kSyntaxError && diagnostic.subject.known();
    if (is_broken) insert_sorted(unparsed, gathering.files[diagnostic.subject.file].path());
  }
  // What does not parse may hold what is suppressed.
  const bool parsed = unparsed.empty();
  gathering.judgeable.complete = gathering.terms.complete && parsed;
  if (!gathering.terms.whole || !parsed) return;
  for (const auto& diagnostic : gathering.coverage.unused(judged, gathering.terms.rules)) {
    add_diagnostic(gathering, diagnostic);
  }
}

}  // namespace

KnownBy known_by(Gathering& gathering, const BaselineEntry& entry) {
  // Both are asked: what fails still needs its entry in either.
  const bool before = gathering.before.accepts(entry.fingerprint);
  // Behind what does not parse, nothing is seen: nobody accepts that for good.
  const bool acceptable = entry.rule != diagnostics::kSyntaxError;
  if (acceptable && (gathering.baseline.accepts(entry.fingerprint) || gathering.terms.accept_all)) {
    return KnownBy::baseline;
  }
  return before ? KnownBy::before : KnownBy::nothing;
}

Report gather(std::span<const Judged> judged, std::span<const diagnostics::Diagnostic> diagnostics,
              const source::Files& files, const Terms& terms) {
  static const Suppressions none;
  const auto acceptance = [&terms](const Baseline* known) {
    static const Baseline empty;
    return Acceptance(known == nullptr ? empty.entries : known->entries, terms.moves);
  };
  Gathering gathering{.files = files,
                      .terms = terms,
                      .coverage = Coverage(terms.suppressions ? *terms.suppressions : none),
                      .baseline = acceptance(terms.baseline),
                      .before = acceptance(terms.before)};
  Summary& summary = gathering.report.summary;
  std::set<std::string_view> roots, rules;
  std::set<std::pair<std::string_view, std::string_view>> missing_modules;
  for (const Judged& environment : judged) {
    const terraform::Configuration& configuration = environment.evaluation->configuration();
    if (configuration.kind == terraform::DirectoryKind::root) {
      roots.insert(configuration.directory);
      for (const terraform::MissingModule& call : environment.evaluation->missing_modules()) {
        // What is nowhere to be found is a finding of its own.
        if (call.absence == terraform::Absence::not_there) continue;
        missing_modules.emplace(configuration.directory, call.address);
        const bool awaits_git = call.absence == terraform::Absence::not_checked_out;
        insert_sorted(
            awaits_git ? gathering.report.missing_submodules : gathering.report.awaiting_init,
            awaits_git ? call.submodule : configuration.directory);
      }
    }
    for (const Verdict& verdict : environment.result->verdicts) rules.insert(verdict.rule->name);
    add_environment(gathering, environment);
  }
  summary.roots = static_cast<uint32_t>(roots.size());
  summary.rules = static_cast<uint32_t>(rules.size());
  summary.missing_modules = static_cast<uint32_t>(missing_modules.size());
  add_diagnostics(gathering, judged, diagnostics);
  hand_out(gathering);
  keep_entries(gathering);
  sort_by_place(gathering.report.undecided, files);
  for (auto& [key, missing] : gathering.missing) {
    gathering.report.missing.push_back(std::move(missing));
  }
  std::ranges::stable_sort(gathering.report.missing, std::greater<>(), &MissingInput::verdicts);
  add_sensitive_places(judged, files, gathering.report);
  redact(gathering.report);
  return std::move(gathering.report);
}

}  // namespace findings
