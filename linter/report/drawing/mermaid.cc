// SPDX-License-Identifier: Apache-2.0
// The picture as a flowchart of Mermaid. Exported: to_mermaid. Tested in tests/report/.

#include <fmt/format.h>

#include "diagnostics/terminal.h"
#include "report/drawing/drawing.h"

namespace drawing {

namespace {

// A quoted label: what might mean something to Mermaid, Markdown or HTML is an entity of Mermaid.
std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : diagnostics::printable(text)) {
    const bool stands = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == ' ' ||
                        c == ',' || static_cast<unsigned char>(c) >= 0x80;
    result += stands ? std::string(1, c) : fmt::format("#{};", static_cast<int>(c));
  }
  return result + "\"";
}

class Mermaid {
 public:
  explicit Mermaid(const Picture& picture) : picture_(picture), members_(members_of(picture)) {}

  std::string write() {
    text_ = fmt::format("flowchart TB\n  accTitle: Resource graph\n");
    write_members(0, "  ");
    for (const Link& link : picture_.links) {
      text_ += fmt::format("  n{} {} n{}\n", link.from, is_by_name(link) ? "-.->" : "-->", link.to);
    }
    text_ += "  classDef data stroke-dasharray: 4 3\n";
    return std::move(text_);
  }

 private:
  void write_members(size_t group, const std::string& indent) {
    for (size_t i : members_.nodes[group]) {
      const Node& node = picture_.nodes[i];
      std::string label = quoted(counted_name(node));
      label.pop_back();
      label += "<br>" + quoted(type_label(node)).substr(1);
      text_ += fmt::format("{}n{}[{}]{}\n", indent, i, label, is_dashed(node) ? ":::data" : "");
    }
    for (size_t i : members_.groups[group]) {
      const Group& inner = picture_.groups[i];
      text_ += fmt::format("{}subgraph g{}[{}]\n", indent, i, quoted(counted_title(inner)));
      write_members(i, indent + "  ");
      text_ += indent + "end\n";
    }
  }

  const Picture& picture_;
  Members members_;
  std::string text_;
};

}  // namespace

std::string to_mermaid(const Picture& picture) { return Mermaid(picture).write(); }

}  // namespace drawing
