// SPDX-License-Identifier: Apache-2.0
//
// A diagnostic as people read it: what is wrong, where, what else has to do with it, how to mend
// it. What looks like a secret is hidden in all of it. Exports render and render_excerpt. Tested in
// tests/diagnostics/render_test.cc.
#include <algorithm>

#include "diagnostics/diagnostics.h"
#include "diagnostics/excerpt.h"
#include "diagnostics/secrets.h"
#include "diagnostics/terminal.h"

namespace diagnostics {
namespace {

constexpr uint32_t kLeastTextColumns = 20;

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "";
}

Style style_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return Style::error;
    case Severity::warning:
      return Style::warning;
    case Severity::note:
      return Style::note;
  }
  return Style::bold;
}

// Marks of one file, shown together.
using Group = std::vector<Mark>;

// The subject first, then each related place with what stands in the same file, if both fit on
// single lines.
std::vector<Group> group_marks(const Diagnostic& diagnostic, const source::Files& files) {
  std::vector<Group> groups;
  if (diagnostic.subject.known()) {
    groups.push_back({{.range = diagnostic.subject,
                       .label = {},
                       .underline = '^',
                       .style = style_of(diagnostic.severity)}});
  }
  for (const Related& related : diagnostic.related) {
    if (!related.range.known()) continue;
    Mark mark{
        .range = related.range, .label = related.message, .underline = '-', .style = Style::frame};
    const auto fits = [&](const Group& group) {
      return group.front().range.file == mark.range.file &&
             !spans_lines(group.front().range, files) && !spans_lines(mark.range, files);
    };
    const auto group = std::find_if(groups.begin(), groups.end(), fits);
    if (group == groups.end()) {
      groups.push_back({std::move(mark)});
    } else {
      group->push_back(std::move(mark));
    }
  }
  return groups;
}

class Page {
 public:
  Page(const source::Files& files, const RenderOptions& options, uint32_t margin, Secrets& secrets)
      : files_(files),
        options_(options),
        secrets_(secrets),
        margin_(margin),
        paint_(options.color) {}

  void add_headline(const Diagnostic& diagnostic) {
    std::string label(diagnostic.label.empty() ? name_of(diagnostic.severity) : diagnostic.label);
    if (!diagnostic.id.empty()) label += "[" + printable(diagnostic.id) + "]";
    text_ += paint_(style_of(diagnostic.severity), label) +
             paint_(Style::bold, ": " + printable(without_secrets(diagnostic.summary))) + "\n";
  }

  void add_group(const Group& group, std::string_view arrow) {
    const source::File& file = files_[group.front().range.file];
    const auto [line, column] = file.position(group.front().range.begin);
    text_ += std::string(margin_, ' ') + paint_(Style::frame, arrow) + " " +
             printable(file.path()) + ":" + std::to_string(line) + ":" + std::to_string(column) +
             "\n";
    add_bar();
    text_ += excerpt(group, margin_, files_, options_, secrets_);
  }

  void add_bar() { text_ += std::string(margin_ + 1, ' ') + paint_(Style::frame, "|") + "\n"; }

  // Text under the excerpt, its lines aligned behind its label.
  void add_text(Style style, std::string_view label, std::string_view text) {
    const uint32_t indent = margin_ + 5 + display_width(label);
    const uint32_t width = std::max(options_.width, indent + kLeastTextColumns) - indent;
    std::string lead = std::string(margin_ + 1, ' ') + paint_(Style::frame, "=") + " " +
                       paint_(style, std::string(label) + ":") + " ";
    for (const std::string& line : wrap(without_secrets(text), width)) {
      text_ += line.empty() ? "" : lead + line;
      text_ += '\n';
      lead = std::string(indent, ' ');
    }
  }

  std::string finish() { return std::move(text_); }

 private:
  const source::Files& files_;
  const RenderOptions& options_;
  Secrets& secrets_;
  uint32_t margin_;
  Paint paint_;
  std::string text_;
};

uint32_t margin_of_all(const std::vector<Group>& groups, const source::Files& files) {
  uint32_t margin = 1;
  for (const Group& group : groups) margin = std::max(margin, margin_of(group, files));
  return margin;
}

}  // namespace

std::string render(const Diagnostic& diagnostic, const source::Files& files,
                   const RenderOptions& options) {
  Secrets secrets(files);
  return render(diagnostic, files, options, secrets);
}

std::string render(const Diagnostic& diagnostic, const source::Files& files,
                   const RenderOptions& options, Secrets& secrets) {
  const std::vector<Group> groups = group_marks(diagnostic, files);
  Page page(files, options, margin_of_all(groups, files), secrets);
  page.add_headline(diagnostic);
  for (const Group& group : groups) {
    const bool is_subject = &group == &groups.front() && diagnostic.subject.known();
    if (&group != &groups.front()) page.add_bar();
    page.add_group(group, is_subject ? "-->" : ":::");
  }
  if (!groups.empty() && !(diagnostic.detail.empty() && diagnostic.remedy.empty())) page.add_bar();
  for (const Related& related : diagnostic.related) {
    if (!related.range.known()) page.add_text(Style::note, "note", related.message);
  }
  if (!diagnostic.detail.empty()) page.add_text(Style::note, "note", diagnostic.detail);
  if (!diagnostic.remedy.empty()) page.add_text(Style::help, "help", diagnostic.remedy);
  return page.finish();
}

std::string render_excerpt(const source::Range& range, const source::Files& files,
                           const RenderOptions& options) {
  if (!range.known()) return {};
  const Mark mark{.range = range, .label = {}};
  Secrets secrets(files);
  return excerpt({&mark, 1}, margin_of({&mark, 1}, files), files, options, secrets);
}

}  // namespace diagnostics
