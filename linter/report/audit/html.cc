// SPDX-License-Identifier: Apache-2.0
// Writes elements. Exported: Html. Tested in tests/report/audit/.

#include "report/audit/html.h"

#include <algorithm>
#include <array>

#include "report/drawing/label.h"

namespace audit {

namespace {

// What stands within a line; anything else begins one, so that the page can be read as text, too.
constexpr auto kInline = std::to_array<std::string_view>(
    {"a", "b", "button", "code", "input", "label", "mark", "small", "span", "strong", "time"});

}  // namespace

Html::Scope Html::in(std::string_view tag, Attributes attributes) {
  open(tag, attributes, ">");
  return {*this, tag};
}

void Html::leaf(std::string_view tag, std::string_view text, Attributes attributes) {
  open(tag, attributes, ">");
  this->text(text);
  close(tag);
}

void Html::alone(std::string_view tag, Attributes attributes) { open(tag, attributes, " />"); }

void Html::text(std::string_view text) {
  while (true) {
    const size_t end = std::min(text.find('\n'), text.size());
    text_ += drawing::xml(text.substr(0, end));
    if (end == text.size()) return;
    text_ += '\n';
    text.remove_prefix(end + 1);
  }
}

void Html::open(std::string_view tag, Attributes attributes, std::string_view end) {
  if (std::ranges::find(kInline, tag) == kInline.end() && !text_.empty()) text_ += '\n';
  text_ += '<';
  text_ += tag;
  for (const auto& [name, value] : attributes) {
    if (name.empty()) continue;
    text_ += ' ';
    text_ += name;
    text_ += "=\"";
    text_ += drawing::xml(value);
    text_ += '"';
  }
  text_ += end;
}

void Html::close(std::string_view tag) {
  text_ += "</";
  text_ += tag;
  text_ += '>';
}

}  // namespace audit
