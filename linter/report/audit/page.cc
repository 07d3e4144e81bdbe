// SPDX-License-Identifier: Apache-2.0
// The page as a whole: what may run in it, its table of contents, its parts. Exported: to_html, and
// what parts.h says all parts share. Tested in tests/report/audit/.

#include <fmt/format.h>

#include <algorithm>

#include "expressions/functions/base64.h"
#include "expressions/functions/digests.h"
#include "report/audit/parts.h"
#include "report/drawing/label.h"
#include "report/drawing/svg_style.h"
#include "report/paths.h"
#include "report/words.h"

// The files of texts/.
extern "C" const char plumbline_audit_style[];
extern "C" const char plumbline_audit_style_end[];
extern "C" const char plumbline_audit_script[];
extern "C" const char plumbline_audit_script_end[];
extern "C" const char plumbline_audit_reading[];
extern "C" const char plumbline_audit_reading_end[];

namespace audit {

namespace {

std::string hash_of(std::string_view text) {
  return fmt::format("'sha256-{}'",
                     expressions::base64::encode(expressions::digests::sha256(text)));
}

// Nothing is loaded, nothing is sent, and only the texts that stand here themselves may style or
// run: what an input says cannot.
std::string content_policy() {
  return fmt::format(
      "default-src 'none'; style-src {} {}; script-src {}; base-uri 'none'; form-action 'none'",
      hash_of(style()), hash_of(drawing::kSvgStyle), hash_of(script()));
}

std::string title_of(const report::Result& result) {
  return "Architecture audit of " + subject_name(result, ".", "");
}

void write_metadata(Page& page) {
  Html& html = page.html;
  const Html::Scope head = html.in("head");
  html.alone("meta", {{"charset", "utf-8"}});
  html.alone("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", content_policy()}});
  html.alone("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  html.alone("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  html.alone("meta", {{"name", "referrer"}, {"content", "no-referrer"}});
  html.alone("meta", {{"name", "generator"}, {"content", "Plumbline " + page.result.version}});
  html.leaf("title", title_of(page.result));
  html.raw("\n<style>");
  html.raw(style());
  html.raw("</style>");
}

void write_contents(Page& page) {
  Html& html = page.html;
  const Html::Scope nav = html.in("nav", {{"aria-label", "Contents"}, {"class", "contents"}});
  const Html::Scope details = html.in("details", {{"open", "open"}, {"class", "narrow-fold"}});
  html.leaf("summary", "Contents");
  const Html::Scope list = html.in("ol");
  for (const Heading& heading : kHeadings) {
    const Html::Scope item = html.in("li");
    html.leaf("a", heading.title, {{"href", "#" + std::string(heading.id)}});
    if (heading.id != "clauses") continue;
    const Html::Scope inner = html.in("ol");
    for (const Section& one : page.audit.sections) {
      const Html::Scope row = html.in("li");
      const Html::Scope link = html.in("a", {{"href", "#section-" + clause_id(one.name)}});
      if (one.name != "other") html.leaf("span", one.name, {{"class", "number"}});
      html.text(" " + one.title);
    }
  }
}

void write_body(Page& page) {
  Html& html = page.html;
  html.leaf("a", "Skip to the audit", {{"class", "skip"}, {"href", "#audit"}});
  write_head(page);
  {
    const Html::Scope columns = html.in("div", {{"class", "columns"}});
    write_contents(page);
    const Html::Scope main = html.in("main", {{"id", "audit"}, {"tabindex", "-1"}});
    write_summary(page);
    write_clauses(page);
    write_outside(page);
    write_excused(page);
    write_open(page);
    write_unseen(page);
    write_graphs(page);
    const Html::Scope last = section(page, "reading");
    write_heading(page, "reading");
    html.raw("\n");
    html.raw(reading());
  }
  const Html::Scope footer = html.in("footer");
  html.leaf("p", fmt::format("Plumbline {}, {}. The same input gives the same page.",
                             page.result.version, page.result.date));
}

}  // namespace

std::string_view style() { return {plumbline_audit_style, plumbline_audit_style_end}; }
std::string_view script() { return {plumbline_audit_script, plumbline_audit_script_end}; }
std::string_view reading() { return {plumbline_audit_reading, plumbline_audit_reading_end}; }

std::string subject_name(const report::Result& result, std::string_view root,
                         std::string_view environment) {
  std::string name = report::repository_path(result, root);
  if (name == ".") name = source::base_name(result.repository);
  if (name.empty()) name = "the repository";
  if (!environment.empty()) name += fmt::format(", {}", environment);
  return name;
}

std::string place_text(const report::Result& result, const source::Range& range) {
  if (!range.known()) return {};
  const source::File& file = (*result.files)[range.file];
  return fmt::format("{}:{}", report::repository_path(result, file.path()),
                     file.position(range.begin).line);
}

std::string clause_id(std::string_view clause) { return drawing::id_of(clause); }

std::string class_of(Outcome outcome) {
  std::string text(name(outcome));
  std::ranges::replace(text, ' ', '-');
  return "v-" + text;
}

void write_left_out(Page& page, size_t all, size_t shown) {
  if (all <= shown) return;
  page.html.leaf("p",
                 fmt::format("{} not shown here: the CSV of this audit holds all.",
                             report::counted(all - shown, "more is", "more are")),
                 {{"class", "left-out"}});
}

Html::Scope section(Page& page, std::string_view id) {
  return page.html.in("section", {{"id", id}, {"aria-labelledby", std::string(id) + "-heading"}});
}

Html::Scope wide(Page& page, std::string_view label) {
  return page.html.in(
      "div", {{"class", "wide"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", label}});
}

void write_heading(Page& page, std::string_view id) {
  const auto* heading = std::ranges::find(kHeadings, id, &Heading::id);
  page.html.leaf("h2", heading->title, {{"id", std::string(id) + "-heading"}});
}

std::string to_html(const report::Result& result) {
  const Audit audit = make_audit(result);
  Page page(audit);
  page.html.raw("<!DOCTYPE html>");
  {
    const Html::Scope root = page.html.in("html", {{"lang", "en"}});
    write_metadata(page);
    const Html::Scope body = page.html.in("body");
    write_body(page);
    page.html.raw("\n<script>");
    page.html.raw(script());
    page.html.raw("</script>");
  }
  return page.html.take() + "\n";
}

}  // namespace audit
