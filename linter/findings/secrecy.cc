// SPDX-License-Identifier: Apache-2.0
// Keeps secrets out of what is said, and knows where they are written, so that excerpts hide them.
// Exported: add_secret_places, add_sensitive_places, redact. Tested in
// tests/report/redaction_test.cc.

#include "findings/secrecy.h"

#include <algorithm>
#include <set>

#include "diagnostics/literals.h"
#include "diagnostics/secrets.h"

namespace findings {

namespace {

// A shorter text stands by chance where another value is written.
constexpr size_t kLeastSecret = 4;
// Longer ones are not looked for among what is written: all of it is hidden.
constexpr size_t kLongestSecret = 1000;

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

// Whether the provider calls the argument sensitive that a verdict is about.
bool is_sensitive(const Judged& judged, const rules::Verdict& verdict) {
  const auto resources = judged.evaluation->resources();
  const auto index = static_cast<size_t>(verdict.place_node);
  if (index >= resources.size()) return false;
  const schema::Attribute* attribute = attribute_at(resources[index].schema, verdict.path);
  return attribute != nullptr && attribute->sensitive;
}

// Where findings and what led to them is shown, as far as it is known.
std::vector<source::Range> known_places(const source::Range& range,
                                        std::span<const RelatedPlace> related) {
  std::vector<source::Range> places;
  if (range.known()) places.push_back(range);
  for (const RelatedPlace& place : related) {
    if (place.range.known()) places.push_back(place.range);
  }
  return places;
}

// The literal texts that are written at a place.
std::vector<source::Range> literals_at(const source::Range& place, const source::Files& files) {
  std::vector<source::Range> literals;
  for (const diagnostics::Span& span :
       diagnostics::literals_in(files.text(place), files[place.file].path())) {
    literals.push_back({place.file, place.begin + span.begin, place.begin + span.end});
  }
  return literals;
}

// Adds where literal texts hold a secret, or are pieces of it. Whether all of it was found.
bool add_pieces(std::span<const source::Range> literals, std::string_view secret,
                const source::Files& files, std::vector<source::Range>& places) {
  constexpr auto kNowhere = std::string_view::npos;
  if (secret.empty() || secret.size() > kLongestSecret) return false;
  std::vector<bool> found(secret.size());
  for (const source::Range& literal : literals) {
    const std::string_view written = files.text(literal);
    for (size_t at = 0; (at = written.find(secret, at)) != kNowhere; at += secret.size()) {
      const auto begin = literal.begin + static_cast<uint32_t>(at);
      places.push_back({literal.file, begin, begin + static_cast<uint32_t>(secret.size())});
      found.assign(secret.size(), true);
    }
    bool piece = false;
    for (size_t at = 0; (at = secret.find(written, at)) != kNowhere; at += written.size()) {
      std::fill_n(found.begin() + static_cast<std::ptrdiff_t>(at), written.size(), true);
      piece = true;
    }
    const bool tells = written.size() >= kLeastSecret || 2 * written.size() >= secret.size();
    if (piece && tells) places.push_back(literal);
  }
  return std::ranges::find(found, false) == found.end();
}

// Adds where secrets are written at places: all of what is written there, if one is not found there
// as it is, or which they are is not known.
void add_secrets(std::span<const source::Range> places, std::span<const std::string> secrets,
                 const source::Files& files, std::vector<source::Range>& secret_places) {
  std::vector<source::Range> literals;
  for (const source::Range& place : places) {
    for (const source::Range& literal : literals_at(place, files)) literals.push_back(literal);
  }
  bool all_found = !secrets.empty();
  for (const std::string& secret : secrets) {
    all_found = add_pieces(literals, secret, files, secret_places) && all_found;
  }
  if (!all_found) secret_places.insert(secret_places.end(), literals.begin(), literals.end());
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
                       const source::Files& files, Report& report) {
  // Of a block as a whole, only the head is shown.
  if (verdict.path.empty()) return;
  if (!verdict.secrets && !is_sensitive(judged, verdict)) return;
  static const std::vector<std::string> kAll;
  add_secrets(known_places(shown.range, shown.related), verdict.secrets ? *verdict.secrets : kAll,
              files, report.secret_places);
}

void add_sensitive_places(std::span<const Judged> judged, const source::Files& files,
                          Report& report) {
  const std::set<std::string> texts = sensitive_texts(judged);
  if (texts.empty()) return;
  for_each_finding(report, [&](const Finding& finding) {
    for (const source::Range& place : known_places(finding.range, finding.related)) {
      const std::string_view written = files.text(place);
      if (std::ranges::any_of(texts, [&written](const std::string& text) {
            return written.find(text) != std::string_view::npos;
          })) {
        for (const source::Range& literal : literals_at(place, files)) {
          report.secret_places.push_back(literal);
        }
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
