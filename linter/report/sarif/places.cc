// SPDX-License-Identifier: Apache-2.0
// Locations. Exported: Places. Tested in tests/report/sarif_test.cc.

#include <algorithm>

#include "report/paths.h"
#include "report/sarif/parts.h"

namespace report::sarif {

namespace {

// A longer region is shown without its text.
constexpr uint32_t kMaxSnippet = 2000;
constexpr uint32_t kMaxContextLines = 12;

// Columns count from 1; characters beyond the basic plane count twice.
uint32_t utf16_column(const source::File& file, uint32_t line, uint32_t offset) {
  const uint32_t start = std::min(file.line_start(line), offset);
  uint32_t column = 1;
  for (const char c : file.text().substr(start, offset - start)) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) column += byte >= 0xF0 ? 2 : 1;
  }
  return column;
}

uint32_t end_of_line(const source::File& file, uint32_t line) {
  return file.line_start(line) + static_cast<uint32_t>(file.line(line).size());
}

}  // namespace

Places::Places(const Result& result)
    : result_(result), secrets_(*result.files, result.report.secret_places) {}

Json Places::artifact(std::string_view path) const {
  return {{"uri", encoded(repository_path(result_, path))}, {"uriBaseId", kRoot}};
}

Json Places::snippet(source::FileId file, uint32_t begin, uint32_t end) {
  const std::string_view text = (*result_.files)[file].text().substr(begin, end - begin);
  // As many characters as there are, so that columns hold in it.
  return {{"text", diagnostics::masked(text, secrets_.of(file, begin, end))}};
}

// The lines around a region, which must hold more than it; null if there are none.
Json Places::context(const source::Range& range, uint32_t first, uint32_t last) {
  const source::File& file = (*result_.files)[range.file];
  if (last - first >= kMaxContextLines) return {};
  if (first > 1) --first;
  if (last < file.line_count() && end_of_line(file, last + 1) < file.text().size()) ++last;
  const uint32_t begin = file.line_start(first);
  const uint32_t end = end_of_line(file, last);
  if (end - begin > kMaxSnippet || (begin >= range.begin && end <= range.end)) return {};
  return {{"startLine", first}, {"endLine", last}, {"snippet", snippet(range.file, begin, end)}};
}

Json Places::physical(const source::Range& range, Context around) {
  const source::File& file = (*result_.files)[range.file];
  const auto size = static_cast<uint32_t>(file.text().size());
  source::Range within{range.file, std::min(range.begin, size), std::min(range.end, size)};
  within.end = std::max(within.begin, within.end);
  const uint32_t first = file.position(within.begin).line;
  const uint32_t last = file.position(within.end).line;
  Json region = {{"startLine", first},
                 {"startColumn", utf16_column(file, first, within.begin)},
                 {"endLine", last},
                 {"endColumn", utf16_column(file, last, within.end)}};
  const uint32_t length = within.end - within.begin;
  if (length > 0 && length <= kMaxSnippet) {
    region["snippet"] = snippet(range.file, within.begin, within.end);
  }
  Json json = {{"artifactLocation", artifact(file.path())}, {"region", std::move(region)}};
  if (around == Context::left_out) return json;
  Json lines = context(within, first, last);
  if (!lines.is_null()) json["contextRegion"] = std::move(lines);
  return json;
}

Json Places::location(const source::Range& range, std::string_view text) {
  Json json = {{"physicalLocation", physical(range, Context::left_out)}};
  if (!text.empty()) json["message"] = message(text);
  return json;
}

Json Places::beginning_of(std::string_view root) const {
  const std::string first = first_file(result_, root);
  if (first.empty()) return {};
  return {{"artifactLocation", artifact(first)},
          {"region", {{"startLine", 1}, {"startColumn", 1}, {"endLine", 1}, {"endColumn", 1}}}};
}

std::pair<std::string, uint32_t> Places::order(const source::Range& range) const {
  if (!range.known()) return {};
  return {repository_path(result_, (*result_.files)[range.file].path()), range.begin};
}

}  // namespace report::sarif
