// SPDX-License-Identifier: Apache-2.0
// Makes of what rules found what is to be said of clauses. Exported: make_audit, name. Tested in
// tests/report/audit/.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "findings/place.h"
#include "report/audit/audit.h"
#include "report/words.h"

namespace audit {

using findings::Standing;
using report::RuleAccount;
using report::RuleState;

namespace {

constexpr std::string_view kNotStatic = "not-static: ";
constexpr std::string_view kPartial = "partial: ";

// The verdicts that pass, those of one block together.
class PassedList {
 public:
  void add(const report::Result& result, const report::OtherVerdict& verdict) {
    const std::string block = findings::without_keys(verdict.address);
    const Key key{block, verdict.root, verdict.range.file, verdict.range.begin, verdict.note};
    Entry& entry = entries_[key];
    entry.range = verdict.range;
    entry.addresses.insert(verdict.address);
    entry.environments.insert(subject_name(result, verdict.root, verdict.environment));
  }

  [[nodiscard]] std::vector<Passed> take() const {
    std::vector<Passed> list;
    for (const auto& [key, entry] : entries_) {
      const bool one = entry.addresses.size() == 1;
      list.push_back({.address = one ? *entry.addresses.begin() : std::get<0>(key),
                      .instances = entry.addresses.size(),
                      .environments = {entry.environments.begin(), entry.environments.end()},
                      .note = std::get<4>(key),
                      .range = entry.range});
    }
    return list;
  }

 private:
  using Key = std::tuple<std::string, std::string, source::FileId, uint32_t, std::string>;
  struct Entry {
    std::set<std::string> addresses, environments;
    source::Range range;
  };
  std::map<Key, Entry> entries_;
};

// What every rule found, by name, in the order of the account.
std::vector<Evidence> evidence_of(const report::Result& result) {
  std::vector<Evidence> all;
  std::map<std::string_view, size_t> at;
  for (const RuleAccount& rule : result.details.account.rules) {
    at.emplace(rule.text.name, all.size());
    all.emplace_back().rule = &rule;
  }
  const auto add = [&](const std::string& rule, size_t index, std::vector<size_t> Evidence::*list) {
    const auto found = at.find(rule);
    if (found != at.end()) (all[found->second].*list).push_back(index);
  };
  const findings::Report& report = result.report;
  for (size_t i = 0; i < report.findings.size(); ++i) {
    add(report.findings[i].rule, i, &Evidence::findings);
  }
  for (size_t i = 0; i < report.suppressed.size(); ++i) {
    add(report.suppressed[i].finding.rule, i, &Evidence::suppressed);
  }
  for (size_t i = 0; i < report.accepted.size(); ++i) {
    add(report.accepted[i].rule, i, &Evidence::accepted);
  }
  for (size_t i = 0; i < report.undecided.size(); ++i) {
    add(report.undecided[i].rule, i, &Evidence::undecided);
  }
  std::vector<PassedList> passed(all.size());
  for (const report::OtherVerdict& verdict : result.details.verdicts) {
    const auto found = at.find(verdict.rule);
    if (!verdict.passed || found == at.end()) continue;
    passed[found->second].add(result, verdict);
  }
  for (size_t i = 0; i < all.size(); ++i) all[i].passed = passed[i].take();
  return all;
}

// Says of each clause what its rules make of it.
class Judge {
 public:
  explicit Judge(const report::Result& result) : result_(result) {
    for (const report::SubjectAccount& subject : result.details.account.subjects) {
      missing_.insert(subject.missing_modules.begin(), subject.missing_modules.end());
    }
  }

  void judge(Clause& clause) const {
    const std::string_view checkable = clause.text == nullptr ? "" : clause.text->checkable;
    if (checkable.starts_with(kPartial)) clause.limit = checkable.substr(kPartial.size());
    if (checkable.starts_with(kNotStatic)) clause.limit = checkable.substr(kNotStatic.size());
    clause.outcome = outcome_of(clause, checkable.starts_with(kNotStatic));
    switch (clause.outcome) {
      case Outcome::undecided:
        clause.why = why_undecided(clause);
        break;
      case Outcome::absent:
        clause.why = why_absent();
        break;
      case Outcome::in_part:
        clause.why = why_in_part(clause);
        break;
      case Outcome::unchecked:
        clause.why = why_unchecked(clause);
        break;
      default:
        break;
    }
  }

 private:
  static Outcome outcome_of(const Clause& clause, bool not_static) {
    std::array<uint64_t, 6> sum{};
    const auto is_on = [](const Evidence* one) { return one->rule->state == RuleState::on; };
    const bool on = std::ranges::any_of(clause.evidence, is_on);
    for (const Evidence* evidence : clause.evidence) {
      for (size_t i = 0; i < sum.size(); ++i) sum[i] += evidence->rule->verdicts[i];
    }
    const auto some = [&sum](Standing standing) { return sum[static_cast<size_t>(standing)] > 0; };
    if (some(Standing::failed)) return Outcome::violated;
    if (some(Standing::undecided)) return Outcome::undecided;
    if (some(Standing::suppressed) || some(Standing::accepted)) return Outcome::excepted;
    if (some(Standing::passed)) {
      return std::ranges::all_of(clause.evidence, is_on) ? Outcome::proved : Outcome::in_part;
    }
    if (on) return Outcome::absent;
    return not_static ? Outcome::not_checkable : Outcome::unchecked;
  }

  static std::string why_undecided(const Clause& clause) {
    const bool only_in_libraries = std::ranges::all_of(clause.evidence, [](const Evidence* one) {
      return one->count(Standing::undecided) == one->rule->library_undecided;
    });
    return only_in_libraries ? "Undecided only in libraries, whose variables have no values." : "";
  }

  [[nodiscard]] std::string why_absent() const {
    std::string why = "Nothing that it speaks of is here.";
    if (!missing_.empty()) {
      why += fmt::format(" {} not installed and may hold some.",
                         report::counted(missing_.size(), "module is", "modules are"));
    }
    if (const size_t unparsed = result_.report.unparsed.size(); unparsed > 0) {
      why += fmt::format(" {} not parse and may hold some.",
                         report::counted(unparsed, "file does", "files do"));
    }
    return why;
  }

  [[nodiscard]] std::string why_unchecked(const Clause& clause) const {
    if (clause.evidence.empty()) return "No rule checks it yet.";
    return fmt::format(
        "{} {}",
        clause.evidence.size() == 1 ? "The rule that checks it is" : "The rules that check it are",
        why_not_on(clause));
  }

  [[nodiscard]] std::string why_in_part(const Clause& clause) const {
    const auto count = std::ranges::count_if(
        clause.evidence, [](const Evidence* one) { return one->rule->state != RuleState::on; });
    return fmt::format("Of the {} rules that check it, {} {} {}", clause.evidence.size(), count,
                       count == 1 ? "is" : "are", why_not_on(clause));
  }

  [[nodiscard]] std::string why_not_on(const Clause& clause) const {
    const bool newer = std::ranges::any_of(
        clause.evidence, [](const Evidence* one) { return one->rule->state == RuleState::newer; });
    if (newer) {
      return fmt::format("newer than rules_version {}, which the config pins.",
                         result_.rules_version);
    }
    return fmt::format("off: the profile is {}.", result_.profile);
  }

  const report::Result& result_;
  std::set<std::string> missing_;
};

class Sorter {
 public:
  Sorter(Audit& audit, const Judge& judge) : audit_(audit), judge_(judge) {
    for (const Evidence& evidence : audit.rules) {
      for (const std::string& clause : evidence.rule->text.clauses) {
        of_clause_[clause].push_back(&evidence);
      }
    }
  }

  // The clauses of the document by its sections, and then those that only rules know of.
  void sort() {
    std::map<std::string_view, std::string_view> titles;
    for (const rules::Section& section : rules::sections()) titles[section.name] = section.title;
    const auto title = [&titles](std::string_view name) {
      const auto found = titles.find(name);
      return std::string(found == titles.end() ? std::string_view() : found->second);
    };
    for (const rules::Clause& text : rules::clauses()) {
      const std::string top(text.name.substr(0, text.name.find('.')));
      const std::string inner(text.name.substr(0, text.name.rfind('.')));
      if (audit_.sections.empty() || audit_.sections.back().name != top) {
        audit_.sections.push_back({.name = top, .title = title(top), .parts = {}});
      }
      std::vector<Part>& parts = audit_.sections.back().parts;
      if (parts.empty() || parts.back().name != inner) {
        parts.push_back({.name = inner, .title = inner == top ? "" : title(inner), .clauses = {}});
      }
      add(std::string(text.name), &text, parts.back(), audit_.sections.back());
    }
    add_others();
  }

 private:
  void add(const std::string& name, const rules::Clause* text, Part& part, Section& section) {
    Clause& clause = part.clauses.emplace_back();
    clause.name = name;
    clause.text = text;
    if (const auto found = of_clause_.find(name); found != of_clause_.end()) {
      clause.evidence = std::move(found->second);
      of_clause_.erase(found);
    }
    std::ranges::stable_sort(clause.evidence, {}, rank_of);
    judge_.judge(clause);
    ++section.counts[static_cast<size_t>(clause.outcome)];
    ++audit_.counts[static_cast<size_t>(clause.outcome)];
  }

  // What is wrong or open comes first, and then what there was anything to say of.
  static size_t rank_of(const Evidence* evidence) {
    static constexpr std::array<Standing, 6> kOrder = {
        Standing::failed,   Standing::undecided, Standing::suppressed,
        Standing::accepted, Standing::passed,    Standing::not_applicable};
    if (evidence->rule->state != RuleState::on) return kOrder.size() + 1;
    const auto* found = std::ranges::find_if(
        kOrder, [evidence](Standing standing) { return evidence->count(standing) > 0; });
    return static_cast<size_t>(found - kOrder.begin());
  }

  void add_others() {
    if (of_clause_.empty()) return;
    Section& section = audit_.sections.emplace_back();
    section.name = "other";
    section.title = "Clauses that only rules name";
    Part& part = section.parts.emplace_back();
    part.name = section.name;
    while (!of_clause_.empty()) {
      const std::string name = of_clause_.begin()->first;
      add(name, nullptr, part, section);
    }
  }

  Audit& audit_;
  const Judge& judge_;
  std::map<std::string, std::vector<const Evidence*>> of_clause_;
};

}  // namespace

std::string_view name(Outcome outcome) {
  static constexpr std::array<std::string_view, kOutcomes> kNames = {
      "violated",       "undecided", "excepted",    "proved",
      "proved in part", "absent",    "not checked", "not checkable"};
  return kNames[static_cast<size_t>(outcome)];
}

Audit make_audit(const report::Result& result) {
  Audit audit;
  audit.result = &result;
  audit.rules = evidence_of(result);
  const Judge judge(result);
  Sorter(audit, judge).sort();
  for (size_t i = 0; i < result.report.findings.size(); ++i) {
    if (result.report.findings[i].clauses.empty()) audit.outside.push_back(i);
  }
  return audit;
}

}  // namespace audit
