// SPDX-License-Identifier: Apache-2.0
// Keeps secrets out of what is said, and knows where they are written, so that excerpts hide them.
// Exported: add_secret_places, add_sensitive_places, redact. Tested in
// tests/report/redaction_test.cc.

#include "findings/secrecy.h"

#include <algorithm>
#include <set>

#include "diagnostics/secrets.h"

namespace findings {

namespace {

// A shorter text stands by chance where another value is written.
constexpr size_t kLeastSecret = 4;

// The attribute at a path such as `block[0].password`; null if the schema has none.
const schema::Attribute* attribute_at(const schema::Block* block, std::string_view path) {
  while (block != nullptr) {
    const size_t end = std::min(path.find_first_of(".["), path.size());
    const std::string_view name = path.substr(0, end);
    if (const schema::Attribute* attribute = block->attribute(name)) return attribute;
    const schema::NestedBlock* nested = block->nested(name);
    const size_t next = path.find('.', end);
    if (nested == nullptr || next == std::string_view::npos) return nullptr;
    block = nested->block;
    path.remove_prefix(next + 1);
  }
  return nullptr;
}

void add_places(const source::Range& range, std::span<const RelatedPlace> related,
                std::vector<source::Range>& places) {
  if (range.known()) places.push_back(range);
  for (const RelatedPlace& place : related) {
    if (place.range.known()) places.push_back(place.range);
  }
}

// The known texts that sensitive variables hold.
std::set<std::string> sensitive_texts(std::span<const Judged> judged) {
  std::set<std::string> texts;
  for (const Judged& one : judged) {
    for (const terraform::ModuleInstance& instance : one.evaluation->modules()) {
      for (const auto& [name, variable] : instance.module->variables) {
        if (!variable.sensitive) continue;
        const values::Value value = one.evaluation->variable(instance.id, variable);
        if (!value.is_known() || value.is_null() || value.kind() != values::Kind::string) continue;
        if (value.as_string().size() >= kLeastSecret) texts.emplace(value.as_string());
      }
    }
  }
  return texts;
}

template <class Do>
void for_each_finding(Report& report, const Do& act) {
  for (Finding& finding : report.findings) act(finding);
  for (Finding& finding : report.accepted) act(finding);
  for (SuppressedFinding& suppressed : report.suppressed) act(suppressed.finding);
}

void hide(std::string& text) { text = diagnostics::without_secrets(text); }

void hide(std::vector<std::string>& texts) {
  for (std::string& text : texts) hide(text);
}

void hide(std::vector<BaselineEntry>& entries) {
  for (BaselineEntry& entry : entries) {
    hide(entry.address);
    hide(entry.message);
  }
}

}  // namespace

void add_secret_places(const Judged& judged, const rules::Verdict& verdict, const ShownPlace& shown,
                       Report& report) {
  const auto resources = judged.evaluation->resources();
  const auto index = static_cast<size_t>(verdict.place_node);
  if (verdict.path.empty() || index >= resources.size()) return;
  const schema::Attribute* attribute = attribute_at(resources[index].schema, verdict.path);
  if (attribute == nullptr || !attribute->sensitive) return;
  add_places(shown.range, shown.related, report.secret_places);
}

void add_sensitive_places(std::span<const Judged> judged, const source::Files& files,
                          Report& report) {
  const std::set<std::string> texts = sensitive_texts(judged);
  if (texts.empty()) return;
  for_each_finding(report, [&](const Finding& finding) {
    std::vector<source::Range> places;
    add_places(finding.range, finding.related, places);
    for (const source::Range& place : places) {
      const std::string_view written = files.text(place);
      if (std::ranges::any_of(texts, [&written](const std::string& text) {
            return written.find(text) != std::string_view::npos;
          })) {
        report.secret_places.push_back(place);
      }
    }
  });
}

void redact(Report& report) {
  for_each_finding(report, [](Finding& finding) {
    hide(finding.message);
    hide(finding.detail);
    hide(finding.address);
    hide(finding.instances);
    for (RelatedPlace& place : finding.related) hide(place.message);
  });
  for (SuppressedFinding& suppressed : report.suppressed) {
    hide(suppressed.owner);
    hide(suppressed.reason);
  }
  for (Undecided& undecided : report.undecided) {
    hide(undecided.address);
    hide(undecided.reasons);
  }
  for (MissingInput& input : report.missing) hide(input.sentence);
  for (diagnostics::Diagnostic& problem : report.problems) {
    hide(problem.summary);
    hide(problem.detail);
    hide(problem.remedy);
    for (diagnostics::Related& related : problem.related) hide(related.message);
  }
  hide(report.unneeded);
  hide(report.baseline);
}

}  // namespace findings
