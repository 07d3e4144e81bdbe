// SPDX-License-Identifier: Apache-2.0
// The picture as SVG: measures labels, has them laid out, and writes what came of it. Fixed fonts
// have known widths, so no label is wider than the box that was made for it. Exported: to_svg,
// shape_of. Tested in tests/report/.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "diagnostics/terminal.h"
#include "report/drawing/drawing.h"
#include "report/drawing/label.h"
#include "report/drawing/svg_style.h"

namespace drawing {

namespace {

constexpr int kMargin = 24;
constexpr int kNodeHeight = 40;
constexpr size_t kNameColumns = 30, kTypeColumns = 34, kTitleColumns = 60, kHeadColumns = 90;
constexpr size_t kShownArguments = 12;
constexpr int kLegendTop = 76, kLegendRow = 20;
constexpr int kLeastWidth = 640;
constexpr int kCorner = 5;

// Of a fixed font that is 0.602 times as wide as it is high, rounded up.
int name_width(size_t columns) { return static_cast<int>(columns * 73 / 10) + 1; }
int type_width(size_t columns) { return static_cast<int>(columns * 61 / 10) + 1; }

struct Label {
  std::string name, count, type;
};

Label label_of(const Node& node) {
  return {shortened(node.name, kNameColumns), count_of(node),
          shortened(type_label(node), kTypeColumns)};
}

std::string title_of(const Group& group) { return shortened(counted_title(group), kTitleColumns); }

// Nodes beside groups would each have a layer as high as those: they are gathered in a group that
// has no frame.
void gather_loose_nodes(const Picture& picture, Shape& shape) {
  constexpr size_t kFew = 3;
  const Members members = members_of(picture);
  for (size_t i = 0; i < picture.groups.size(); ++i) {
    if (members.groups[i].empty() || members.nodes[i].size() <= kFew) continue;
    shape.groups.push_back({.parent = i});
    for (size_t node : members.nodes[i]) shape.nodes[node].group = shape.groups.size() - 1;
  }
}

}  // namespace

Shape shape_of(const Picture& picture) {
  Shape shape;
  for (const Group& group : picture.groups) {
    Shape::Group made{.parent = group.parent, .rank = group.rank};
    if (!group.title.empty()) {
      made.title = {14, 8, name_width(diagnostics::display_width(title_of(group))), 18};
    }
    shape.groups.push_back(made);
  }
  for (const Node& node : picture.nodes) {
    const Label label = label_of(node);
    int name = name_width(diagnostics::display_width(label.name));
    if (!label.count.empty()) name += name_width(diagnostics::display_width(label.count) + 1);
    const int type = type_width(diagnostics::display_width(label.type));
    shape.nodes.push_back({std::max(name, type) + 24, kNodeHeight, node.group});
  }
  for (const Link& link : picture.links) {
    shape.lines.push_back({link.from, link.to, is_by_name(link) ? size_t{1} : size_t{0}});
  }
  gather_loose_nodes(picture, shape);
  return shape;
}

namespace {

class Svg {
 public:
  Svg(const Picture& picture, const std::string& id)
      : picture_(picture),
        id_(id),
        shape_(shape_of(picture)),
        layout_(lay_out(shape_)),
        members_(members_of(picture)) {
    rows_ = legend_rows();
    left_ = kMargin;
    top_ = kLegendTop + static_cast<int>(rows_.size() + 1) * kLegendRow + 4;
    width_ = std::max(kLeastWidth, layout_.groups[0].width) + 2 * kMargin;
    height_ = top_ + layout_.groups[0].height + kMargin;
  }

  std::string write() {
    const std::string label = xml("Resource graph of " + summary(picture_));
    text_ = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plumbline\" role=\"img\" "
        "aria-label=\"{}\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\">\n<style>{}</style>\n",
        label, width_, height_, width_, height_, kSvgStyle);
    text_ += fmt::format("<rect class=\"page\" width=\"{}\" height=\"{}\"/>\n", width_, height_);
    write_head();
    text_ += fmt::format("<g transform=\"translate({} {})\">\n", left_, top_);
    // Frames below lines below nodes.
    for (size_t i : members_.groups[0]) write_group(i);
    write_lines();
    for (size_t i = 0; i < picture_.nodes.size(); ++i) write_node(i);
    text_ += "</g>\n</svg>\n";
    return std::move(text_);
  }

 private:
  struct LegendItem {
    size_t tier = 0;
    std::string text;
    bool data = false;
    int x = 0;
  };

  static int plain_width(std::string_view text) {
    return static_cast<int>(diagnostics::display_width(text)) * 8;
  }

  // The tiers that occur, then what else is to be explained, in rows as wide as the picture.
  [[nodiscard]] std::vector<std::vector<LegendItem>> legend_rows() const {
    std::set<size_t> tiers;
    bool data = false, other = false;
    for (const Node& node : picture_.nodes) {
      if (node.tier == 0) other = true;
      if (node.tier != 0) tiers.insert(node.tier);
      data = data || node.kind == graph::NodeKind::data;
    }
    std::vector<LegendItem> items;
    items.reserve(tiers.size() + 2);
    for (size_t tier : tiers) items.push_back({tier, picture_.tiers[tier - 1]});
    if (other) items.push_back({0, "Other"});
    if (data) items.push_back({0, "Data source", true});
    const int width = std::max(kLeastWidth, layout_.groups[0].width);
    std::vector<std::vector<LegendItem>> rows(1);
    int x = 0;
    for (LegendItem& item : items) {
      const int needed = 36 + plain_width(item.text);
      if (x > 0 && x + needed > width) {
        rows.emplace_back();
        x = 0;
      }
      item.x = x;
      x += needed;
      rows.back().push_back(std::move(item));
    }
    return rows;
  }

  // The class of a tier; further ones than are styled look like none.
  static size_t shade(size_t tier) { return tier <= kStyledTiers ? tier : 0; }

  void write_head() {
    const std::string whole = summary(picture_);
    const size_t colon = whole.rfind(": ");
    text_ += fmt::format("<text class=\"head\" x=\"{}\" y=\"36\">{}</text>\n", kMargin,
                         xml(shortened(whole.substr(0, colon), kHeadColumns)));
    const auto write_faint = [this](int y, const std::string& text) {
      text_ += fmt::format("<text class=\"plain faint\" x=\"{}\" y=\"{}\">{}</text>\n", kMargin, y,
                           text);
    };
    write_faint(57, xml(whole.substr(colon + 2)));
    write_faint(
        kLegendTop + static_cast<int>(rows_.size()) * kLegendRow + 9,
        std::string("An arrow leads to what is referred to") +
            (std::ranges::any_of(picture_.links, is_by_name) ? "; dashed: by an equal name" : "") +
            ". ×3: three instances. ?: may not exist.");
    for (size_t row = 0; row < rows_.size(); ++row) {
      const int y = kLegendTop + static_cast<int>(row) * kLegendRow;
      for (const LegendItem& item : rows_[row]) {
        text_ += fmt::format(
            "<g class=\"node t{}{}\"><rect x=\"{}\" y=\"{}\" width=\"14\" height=\"10\" rx=\"2\"/>"
            "<text class=\"plain\" x=\"{}\" y=\"{}\">{}</text></g>\n",
            shade(item.tier), item.data ? " data" : "", kMargin + item.x, y, kMargin + item.x + 20,
            y + 9, xml(item.text));
      }
    }
  }

  static std::string place(const Place& place) {
    return place.file.empty() ? "" : "&#10;" + xml(fmt::format("{}:{}", place.file, place.line));
  }

  [[nodiscard]] std::string id(size_t root, std::string_view kind, std::string_view address) const {
    return fmt::format("{}-{}{}-{}", id_, kind,
                       picture_.roots.size() > 1 ? std::to_string(root) : "", id_of(address));
  }

  void write_group(size_t index) {
    const Group& group = picture_.groups[index];
    const Box& box = layout_.groups[index];
    const Box& title = shape_.groups[index].title;
    const std::string& name = group.address.empty() ? group.title : group.address;
    text_ += fmt::format(
        "<g class=\"group\" id=\"{}\"><title>{}{}</title>"
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"6\"/>"
        "<text x=\"{}\" y=\"{}\">{}</text>\n",
        id(group.root, "group", name), xml(name), place(group.place), box.x, box.y, box.width,
        box.height, box.x + title.x, box.y + title.y + 13, xml(title_of(group)));
    for (size_t inner : members_.groups[index]) write_group(inner);
    text_ += "</g>\n";
  }

  void write_node(size_t index) {
    const Node& node = picture_.nodes[index];
    const Box& box = layout_.nodes[index];
    const Label label = label_of(node);
    std::string tooltip = xml(node.address) + place(node.place);
    if (node.instances.size() > 1)
      tooltip += fmt::format("&#10;{} instances", node.instances.size());
    if (node.conditional) tooltip += "&#10;may not exist: that depends on what is not known";
    text_ += fmt::format(
        "<g class=\"node t{}{}{}\" id=\"{}\"><title>{}</title>"
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"3\"/>"
        "<rect class=\"mark\" x=\"{}\" y=\"{}\" width=\"4\" height=\"{}\" rx=\"2\"/>"
        "<text class=\"name\" x=\"{}\" y=\"{}\">{}</text>"
        "<text class=\"type\" x=\"{}\" y=\"{}\">{}</text>",
        shade(node.tier), is_dashed(node) ? " data" : "", node.in_focus ? " focus" : "",
        id(node.root, "node", node.address), tooltip, box.x, box.y, box.width, box.height, box.x,
        box.y, box.height, box.x + 12, box.y + 17, xml(label.name), box.x + 12, box.y + 31,
        xml(label.type));
    if (!label.count.empty()) {
      text_ += fmt::format("<text class=\"faint\" text-anchor=\"end\" x=\"{}\" y=\"{}\">{}</text>",
                           box.x + box.width - 8, box.y + 17, xml(label.count));
    }
    text_ += "</g>\n";
  }

  void write_lines() {
    std::set<std::pair<std::pair<int, int>, bool>> tips;
    for (size_t i = 0; i < picture_.links.size(); ++i) {
      const Link& link = picture_.links[i];
      const std::vector<Point>& points = layout_.lines[i];
      const Node& from = picture_.nodes[link.from];
      const Node& to = picture_.nodes[link.to];
      std::string tooltip = xml(from.address + " → " + to.address);
      for (size_t k = 0; k < std::min(link.arguments.size(), kShownArguments); ++k) {
        tooltip +=
            "&#10;" + xml(link.arguments[k].path + (is_by_name(link) ? " equals " : " = … ") +
                          link.arguments[k].attribute);
      }
      if (link.arguments.size() > kShownArguments) {
        tooltip += fmt::format("&#10;and {} more", link.arguments.size() - kShownArguments);
      }
      const size_t tier = shade(to.tier);
      text_ += fmt::format("<path class=\"line t{}{}\" d=\"{}\"><title>{}</title></path>\n", tier,
                           is_by_name(link) ? " same" : "", path(points), tooltip);
      // Lines that run together share their tip.
      const bool up = layout_.is_upward[i];
      const Point& end = up ? points.front() : points.back();
      if (!tips.insert({{end.x, end.y}, up}).second) continue;
      const int back = up ? 7 : -7;
      text_ += fmt::format("<path class=\"tip t{}\" d=\"M{} {}l-4 {}h8z\"/>\n", tier, end.x, end.y,
                           back);
    }
  }

  // Through the corners, each rounded as far as its sides are long.
  static std::string path(const std::vector<Point>& points) {
    std::string d = fmt::format("M{} {}", points.front().x, points.front().y);
    for (size_t i = 1; i + 1 < points.size(); ++i) {
      const Point& at = points[i];
      const auto toward = [&at](const Point& other, int by) {
        const auto step = [by](int from, int to) { return from + std::clamp(to - from, -by, by); };
        return Point{step(at.x, other.x), step(at.y, other.y)};
      };
      const auto length = [&at](const Point& other) {
        return std::abs(other.x - at.x) + std::abs(other.y - at.y);
      };
      const int by = std::min({kCorner, length(points[i - 1]) / 2, length(points[i + 1]) / 2});
      const Point begin = toward(points[i - 1], by);
      const Point end = toward(points[i + 1], by);
      d += fmt::format("L{} {}Q{} {} {} {}", begin.x, begin.y, at.x, at.y, end.x, end.y);
    }
    return d + fmt::format("L{} {}", points.back().x, points.back().y);
  }

  const Picture& picture_;
  const std::string& id_;
  Shape shape_;
  Layout layout_;
  std::vector<std::vector<LegendItem>> rows_;
  Members members_;
  int left_ = 0, top_ = 0, width_ = 0, height_ = 0;
  std::string text_;
};

}  // namespace

std::string to_svg(const Picture& picture, const std::string& id) {
  return Svg(picture, id).write();
}

}  // namespace drawing
