// SPDX-License-Identifier: Apache-2.0
// The picture for Graphviz. Exported: to_dot. Tested in tests/report/.

#include <fmt/format.h>

#include "diagnostics/terminal.h"
#include "report/drawing/drawing.h"

namespace drawing {

namespace {

// A quoted string of DOT: also backslashes are escaped, since labels take them for commands.
std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : diagnostics::printable(text)) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

// Labels of two lines; the break is DOT's own.
std::string label_of(const Node& node) {
  std::string label = quoted(counted_name(node));
  label.pop_back();
  return label + "\\n" + quoted(type_label(node)).substr(1);
}

std::string place(const Place& place) {
  return place.file.empty() ? "" : fmt::format(" ({}:{})", place.file, place.line);
}

class Dot {
 public:
  explicit Dot(const Picture& picture) : picture_(picture), members_(members_of(picture)) {}

  std::string write() {
    text_ = fmt::format(
        "digraph plumbline {{\n  graph [label={}, labelloc=t, rankdir=TB, compound=true]\n"
        "  node [shape=box, style=rounded]\n",
        quoted(summary(picture_)));
    write_members(0, "  ");
    for (const Link& link : picture_.links) {
      std::string paths;
      for (const Argument& argument : link.arguments) {
        paths += (paths.empty() ? "" : ", ") + argument.path;
      }
      text_ += fmt::format("  n{} -> n{} [edgetooltip={}{}]\n", link.from, link.to, quoted(paths),
                           is_by_name(link) ? ", style=dashed" : "");
    }
    return text_ + "}\n";
  }

 private:
  void write_members(size_t group, const std::string& indent) {
    for (size_t i : members_.nodes[group]) {
      const Node& node = picture_.nodes[i];
      text_ += fmt::format("{}n{} [label={}, tooltip={}{}]\n", indent, i, label_of(node),
                           quoted(node.address + place(node.place)),
                           is_dashed(node) ? ", style=\"rounded,dashed\"" : "");
    }
    for (size_t i : members_.groups[group]) {
      const Group& inner = picture_.groups[i];
      text_ += fmt::format("{}subgraph cluster_{} {{\n{}  label={}\n", indent, i, indent,
                           quoted(counted_title(inner)));
      write_members(i, indent + "  ");
      text_ += indent + "}\n";
    }
  }

  const Picture& picture_;
  Members members_;
  std::string text_;
};

}  // namespace

std::string to_dot(const Picture& picture) { return Dot(picture).write(); }

}  // namespace drawing
