// SPDX-License-Identifier: Apache-2.0
// Findings and, where asked for, other verdicts as results. Exported: results. Tested in
// tests/report/sarif_test.cc.

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "report/paths.h"
#include "report/sarif/parts.h"

namespace report::sarif {

namespace {

// One result to be; one of the pointers is set, `suppressed` with `finding`.
struct Item {
  const findings::Finding* finding = nullptr;
  const findings::SuppressedFinding* suppressed = nullptr;
  const findings::Undecided* undecided = nullptr;
  const OtherVerdict* verdict = nullptr;
  bool accepted = false;
  std::string path = {};
  uint32_t begin = 0;
  std::string_view rule = {};
  std::string_view address = {};
};

class ResultsWriter {
 public:
  ResultsWriter(const Result& result, const SarifOptions& options, const Rules& rules,
                Places& places)
      : result_(result), options_(options), rules_(rules), places_(places) {}

  Results write() {
    collect();
    std::ranges::stable_sort(items_, {}, [](const Item& item) {
      return std::tie(item.path, item.begin, item.rule, item.address);
    });
    Results results{.json = Json::array(), .left_out = cut()};
    for (const Item& item : items_) results.json.push_back(json_of(item));
    return results;
  }

 private:
  void add(Item item, const source::Range& range) {
    std::tie(item.path, item.begin) = places_.order(range);
    items_.push_back(std::move(item));
  }
  void collect();
  size_t cut();
  Json json_of(const Item& item);
  void add_finding(Json& json, const findings::Finding& finding);
  void add_derivation(Json& json, const findings::Finding& finding);
  void add_place(Json& json, const source::Range& range, std::string_view root,
                 std::string_view address);
  Json suppression_of(const findings::SuppressedFinding& suppressed);

  const Result& result_;
  const SarifOptions& options_;
  const Rules& rules_;
  Places& places_;
  std::vector<Item> items_;
};

void ResultsWriter::collect() {
  const findings::Report& report = result_.report;
  const auto add_finding_item = [this](const findings::Finding& finding,
                                       const findings::SuppressedFinding* suppressed,
                                       bool accepted) {
    Item item{.finding = &finding, .suppressed = suppressed, .accepted = accepted};
    item.rule = finding.rule;
    item.address = finding.address;
    add(std::move(item), finding.range);
  };
  for (const findings::Finding& finding : report.findings) {
    add_finding_item(finding, nullptr, false);
  }
  for (const findings::Finding& finding : report.accepted) {
    if (options_.accepted) add_finding_item(finding, nullptr, true);
  }
  for (const findings::SuppressedFinding& suppressed : report.suppressed) {
    if (options_.suppressed) add_finding_item(suppressed.finding, &suppressed, false);
  }
  for (const findings::Undecided& undecided : report.undecided) {
    if (!options_.open) break;
    Item item{.undecided = &undecided};
    item.rule = undecided.rule;
    item.address = undecided.address;
    add(std::move(item), undecided.range);
  }
  for (const OtherVerdict& verdict : result_.details.verdicts) {
    if (!(verdict.passed ? options_.pass : options_.not_applicable)) continue;
    Item item{.verdict = &verdict};
    item.rule = verdict.rule;
    item.address = verdict.address;
    add(std::move(item), verdict.range);
  }
}

// Leaves out what goes beyond GitHub's bound: what matters least. Says how many.
size_t ResultsWriter::cut() {
  if (items_.size() <= kMaxResults) return 0;
  const auto rank = [](const Item& item) {
    constexpr int kFindings = 100;
    if (item.verdict != nullptr) return item.verdict->passed ? 1 : 0;
    if (item.undecided != nullptr) return 10 + static_cast<int>(item.undecided->severity);
    const int severity = static_cast<int>(item.finding->severity);
    return (item.suppressed != nullptr || item.accepted ? kFindings / 2 : kFindings) + severity;
  };
  std::vector<int> ranks;
  for (const Item& item : items_) ranks.push_back(rank(item));
  std::ranges::sort(ranks, std::greater<>());
  const int least = ranks[kMaxResults - 1];
  auto room = static_cast<size_t>(std::ranges::count(
      ranks.begin(), ranks.begin() + static_cast<std::ptrdiff_t>(kMaxResults), least));
  const size_t before = items_.size();
  std::erase_if(items_, [&](const Item& item) {
    const int own = rank(item);
    if (own != least) return own < least;
    if (room == 0) return true;
    --room;
    return false;
  });
  return before - items_.size();
}

void ResultsWriter::add_place(Json& json, const source::Range& range, std::string_view root,
                              std::string_view address) {
  Json location;
  if (range.known()) {
    location["physicalLocation"] = places_.physical(range, Places::Context::shown);
  } else {
    Json place = places_.beginning_of(root);
    if (!place.is_null()) location["physicalLocation"] = std::move(place);
  }
  if (!address.empty()) {
    location["logicalLocations"] = {{{"fullyQualifiedName", address}, {"kind", "resource"}}};
  }
  json["locations"] = Json::array({std::move(location)});
}

// The steps of a value from where it was written to the argument, and each beside the result.
void ResultsWriter::add_derivation(Json& json, const findings::Finding& finding) {
  Json related = Json::array();
  Json steps = Json::array();
  for (const findings::RelatedPlace& place : finding.related) {
    if (!place.range.known() || related.size() == kMaxRelated) continue;
    Json location = places_.location(place.range, place.message);
    steps.push_back({{"location", location}, {"importance", "important"}});
    Json numbered = {{"id", related.size() + 1}};
    numbered.update(location);
    related.push_back(std::move(numbered));
  }
  if (related.empty()) return;
  json["relatedLocations"] = std::move(related);
  if (!finding.derived || !finding.range.known()) return;
  std::ranges::reverse(steps);
  const std::string end = finding.attribute.empty()
                              ? finding.address
                              : fmt::format("{} of {}", finding.attribute, finding.address);
  steps.push_back({{"location", places_.location(finding.range, end)}});
  steps.front()["importance"] = "essential";
  steps.back()["importance"] = "essential";
  Json flow;
  flow["locations"] = std::move(steps);
  json["codeFlows"] = Json::array({Json{{"threadFlows", Json::array({std::move(flow)})}}});
}

void ResultsWriter::add_finding(Json& json, const findings::Finding& finding) {
  json["level"] = level(finding.severity);
  std::string text = finding.message;
  if (!finding.detail.empty()) {
    if (std::string_view(".?!").find(text.back()) == std::string_view::npos) text += '.';
    text += " " + finding.detail;
  }
  json["message"] = message(text);
  add_place(json, finding.range, finding.root, finding.address);
  add_derivation(json, finding);
  json["partialFingerprints"] = {{"plumbline/v1", finding.fingerprint}};
  Json& properties = json["properties"] = {{"severity", config::name(finding.severity)}};
  properties["instances"] = finding.instances;
  if (!finding.environments.empty()) properties["environments"] = finding.environments;
  if (!finding.root.empty()) properties["root"] = repository_path(result_, finding.root);
  if (!finding.attribute.empty()) properties["attribute"] = finding.attribute;
  if (!finding.clauses.empty()) properties["clauses"] = finding.clauses;
  if (!finding.remedy.empty()) properties["remedy"] = finding.remedy;
}

Json ResultsWriter::suppression_of(const findings::SuppressedFinding& suppressed) {
  std::string text = suppressed.reason.empty() ? "Suppressed by a comment" : suppressed.reason;
  if (!suppressed.owner.empty()) text += ", by " + suppressed.owner;
  if (!suppressed.until.empty()) text += ", until " + suppressed.until;
  Json json = {{"kind", "inSource"}, {"justification", text}};
  if (suppressed.comment.known()) json["location"] = places_.location(suppressed.comment, "");
  Json properties = Json::object();
  if (!suppressed.owner.empty()) properties["owner"] = suppressed.owner;
  if (!suppressed.until.empty()) properties["until"] = suppressed.until;
  if (!properties.empty()) json["properties"] = std::move(properties);
  return json;
}

Json ResultsWriter::json_of(const Item& item) {
  Json json;
  rules_.refer(json, "ruleId", "ruleIndex", item.rule);
  if (item.finding != nullptr) {
    add_finding(json, *item.finding);
    if (item.suppressed != nullptr) {
      json["suppressions"] = Json::array({suppression_of(*item.suppressed)});
    }
  } else if (item.undecided != nullptr) {
    const findings::Undecided& undecided = *item.undecided;
    json["kind"] = "open";
    json["level"] = "none";
    json["message"] = message(fmt::format("{} cannot be judged yet: {}", undecided.address,
                                          fmt::join(undecided.reasons, "; ")));
    add_place(json, undecided.range, undecided.root, undecided.address);
    json["properties"] = {{"severity", config::name(undecided.severity)},
                          {"root", repository_path(result_, undecided.root)}};
    if (!undecided.environment.empty()) json["properties"]["environment"] = undecided.environment;
  } else {
    const OtherVerdict& verdict = *item.verdict;
    json["kind"] = verdict.passed ? "pass" : "notApplicable";
    json["level"] = "none";
    json["message"] = message(!verdict.note.empty()
                                  ? verdict.note
                                  : fmt::format("{} {}", verdict.address,
                                                verdict.passed ? "passes" : "is not concerned"));
    add_place(json, verdict.range, verdict.root, verdict.address);
    json["properties"] = {{"root", repository_path(result_, verdict.root)}};
    if (!verdict.environment.empty()) json["properties"]["environment"] = verdict.environment;
  }
  // Either all results have it or none.
  if (result_.has_baseline) json["baselineState"] = item.accepted ? "unchanged" : "new";
  return json;
}

}  // namespace

Results results(const Result& result, const SarifOptions& options, const Rules& rules,
                Places& places) {
  return ResultsWriter(result, options, rules, places).write();
}

}  // namespace report::sarif
