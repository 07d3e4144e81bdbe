// SPDX-License-Identifier: Apache-2.0
// Lays out groups from the innermost outwards, each on its own: what lies in it as boxes, and where
// lines leave it as ports of its lower and upper edge, which are pins of its box in the group
// around it. So a line is made of parts, none of which runs through a box. Exported: lay_out.
// Tested in tests/report/.

#include "report/drawing/layout.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "report/drawing/level.h"

namespace drawing {

namespace {

constexpr int kPadding = 14;     // between a group's frame and what is in it
constexpr int kBetweenPins = 9;  // at least, on a node's edge

constexpr size_t kNone = static_cast<size_t>(-1);

// A node or a group, as a member of the group around it.
struct Member {
  bool is_group = false;
  size_t index = 0;
};

// A line from its upper to its lower node, and the net that it is of.
struct Course {
  size_t upper = 0, lower = 0;
  size_t around = 0;  // the innermost group that holds both
  size_t net = 0;
};

// Within one group, a net leads from one member to another; kNone: from or to outside.
struct Relation {
  size_t net = 0;
  size_t upper = kNone, lower = kNone;  // elements
};

void sort_once(std::vector<Relation>& relations) {
  const auto key = [](const Relation& relation) {
    return std::tuple(relation.net, relation.upper, relation.lower);
  };
  std::ranges::sort(relations, {}, key);
  const auto same = [&key](const Relation& a, const Relation& b) { return key(a) == key(b); };
  relations.erase(std::unique(relations.begin(), relations.end(), same), relations.end());
}

class Hierarchy {
 public:
  explicit Hierarchy(const Shape& shape) : shape_(shape), groups_(shape.groups.size()) {
    node_elements_.resize(shape.nodes.size());
    group_elements_.resize(shape.groups.size());
    for (size_t i = 1; i < shape.groups.size(); ++i) {
      groups_[i].depth = groups_[shape.groups[i].parent].depth + 1;
      group_elements_[i] = add_member(shape.groups[i].parent, {true, i});
    }
    for (size_t i = 0; i < shape.nodes.size(); ++i) {
      node_elements_[i] = add_member(shape.nodes[i].group, {false, i});
    }
  }

  Layout run() {
    find_courses();
    for (const Course& course : courses_) relate(course);
    for (size_t i = groups_.size(); i-- > 0;) lay_out_group(i);
    return gather();
  }

 private:
  struct Group {
    size_t depth = 0;
    std::vector<Member> members;  // by element
    std::vector<Relation> relations;
    Level level;
    std::map<size_t, size_t> nets;  // the net's index in `level`
    // Where lines of a net enter or leave: the element of the port.
    std::map<size_t, size_t> ports_above, ports_below;
    // The pin of that port on the group's box: its place among the ports.
    std::map<size_t, size_t> pins_above, pins_below;
    int x = 0, y = 0;
  };

  size_t add_member(size_t group, Member member) {
    groups_[group].members.push_back(member);
    return groups_[group].members.size() - 1;
  }

  // The member of `around` that is the node or holds it.
  [[nodiscard]] size_t element_in(size_t around, size_t node) const {
    size_t group = shape_.nodes[node].group;
    if (group == around) return node_elements_[node];
    while (shape_.groups[group].parent != around) group = shape_.groups[group].parent;
    return group_elements_[group];
  }

  [[nodiscard]] size_t common_group(size_t a, size_t b) const {
    while (a != b) {
      size_t& deeper = groups_[a].depth >= groups_[b].depth ? a : b;
      deeper = shape_.groups[deeper].parent;
    }
    return a;
  }

  // Decides for each line which end is the upper one: all lines go down but those that would close
  // a cycle, and those against ranks.
  void find_courses() {
    std::vector<std::map<std::pair<size_t, size_t>, size_t>> weights(groups_.size());
    for (const Shape::Line& line : shape_.lines) {
      const size_t around =
          common_group(shape_.nodes[line.from].group, shape_.nodes[line.to].group);
      courses_.push_back({line.from, line.to, around, 0});
      ++weights[around][{element_in(around, line.from), element_in(around, line.to)}];
    }
    std::vector<std::vector<size_t>> positions(groups_.size());
    for (size_t i = 0; i < groups_.size(); ++i) positions[i] = order_members(i, weights[i]);
    std::map<std::tuple<size_t, bool, size_t>, size_t> nets;
    for (size_t i = 0; i < courses_.size(); ++i) {
      Course& course = courses_[i];
      const std::vector<size_t>& position = positions[course.around];
      const bool upward = position[element_in(course.around, course.upper)] >
                          position[element_in(course.around, course.lower)];
      if (upward) std::swap(course.upper, course.lower);
      const Shape::Line& line = shape_.lines[i];
      course.net = nets.emplace(std::tuple(line.to, upward, line.kind), nets.size()).first->second;
      if (course.net == fans_out_.size()) fans_out_.push_back(upward);
      upward_.push_back(upward);
    }
  }

  std::vector<size_t> order_members(size_t group,
                                    const std::map<std::pair<size_t, size_t>, size_t>& weights) {
    const std::vector<Member>& members = groups_[group].members;
    std::vector<Arc> arcs;
    arcs.reserve(weights.size());
    for (const auto& [ends, weight] : weights) arcs.push_back({ends.first, ends.second, weight});
    std::vector<size_t> position = order_of(members.size(), arcs);
    for (size_t i = 0; i < members.size(); ++i) {
      // Ranks count before all else.
      if (const size_t rank = rank_of(members[i]); rank > 0) {
        position[i] += rank * members.size();
      }
    }
    return position;
  }

  [[nodiscard]] size_t rank_of(const Member& member) const {
    return member.is_group ? shape_.groups[member.index].rank : 0;
  }

  void relate(const Course& course) {
    for (size_t group = shape_.nodes[course.upper].group; group != course.around;
         group = shape_.groups[group].parent) {
      groups_[group].relations.push_back({course.net, element_in(group, course.upper), kNone});
    }
    for (size_t group = shape_.nodes[course.lower].group; group != course.around;
         group = shape_.groups[group].parent) {
      groups_[group].relations.push_back({course.net, kNone, element_in(group, course.lower)});
    }
    groups_[course.around].relations.push_back({course.net, element_in(course.around, course.upper),
                                                element_in(course.around, course.lower)});
  }

  void lay_out_group(size_t index) {
    Group& group = groups_[index];
    Level& level = group.level;
    sort_once(group.relations);
    add_boxes(group);
    for (const Relation& relation : group.relations) add_relation(group, relation);
    widen_nodes(level);
    std::vector<Arc> arcs;
    for (const Relation& relation : group.relations) {
      if (relation.upper != kNone && relation.lower != kNone) {
        arcs.push_back({relation.upper, relation.lower});
      }
    }
    const Box& title = shape_.groups[index].title;
    const int padding = index == 0 ? 0 : kPadding;
    choose_layers(level, arcs, shape_.groups[index].rank > 0);
    divide_nets(level);
    reduce_crossings(level);
    choose_columns(level, std::max(0, title.x + title.width + kPadding - padding));
    choose_rows(level, title.y + title.height + (index == 0 ? 0 : 4));
    for (Element& element : level.elements) element.x += padding;
    level.width += 2 * padding;
    if (group.ports_below.empty()) level.height += padding;
    number_ports(group);
  }

  void add_boxes(Group& group) {
    for (const Member& member : group.members) {
      Element element;
      if (member.is_group) {
        const Group& inner = groups_[member.index];
        element.kind = Element::Kind::group;
        element.width = inner.level.width;
        element.height = inner.level.height;
        element.rank = rank_of(member);
        for (const auto& [net, port] : inner.ports_above) {
          element.above.push_back(inner.level.elements[port].x);
        }
        for (const auto& [net, port] : inner.ports_below) {
          element.below.push_back(inner.level.elements[port].x);
        }
      } else {
        element.width = shape_.nodes[member.index].width;
        element.height = shape_.nodes[member.index].height;
      }
      group.level.elements.push_back(std::move(element));
    }
  }

  void add_relation(Group& group, const Relation& relation) {
    const auto [found, is_new] = group.nets.emplace(relation.net, group.level.nets.size());
    if (is_new) {
      group.level.nets.push_back({.fans_out = fans_out_[relation.net],
                                  .hub = {kNone, 0},
                                  .ends = {},
                                  .bends = {},
                                  .segments = {}});
    }
    Net& net = group.level.nets[found->second];
    const size_t upper = relation.upper == kNone
                             ? port(group, group.ports_above, relation.net, true)
                             : relation.upper;
    const size_t lower = relation.lower == kNone
                             ? port(group, group.ports_below, relation.net, false)
                             : relation.lower;
    const size_t hub = net.fans_out ? upper : lower;
    const size_t end = net.fans_out ? lower : upper;
    if (net.hub.element == kNone) net.hub = {hub, pin(group, hub, relation.net, net.fans_out)};
    // Relations are sorted, and ports come after boxes: so are the ends, each once.
    net.ends.push_back({end, pin(group, end, relation.net, !net.fans_out)});
  }

  // The port of a net, made when it is first asked for.
  static size_t port(Group& group, std::map<size_t, size_t>& ports, size_t net, bool above) {
    const auto [found, is_new] = ports.emplace(net, group.level.elements.size());
    if (is_new) {
      Element element;
      element.kind = above ? Element::Kind::port_above : Element::Kind::port_below;
      (above ? element.below : element.above).push_back(0);
      group.level.elements.push_back(std::move(element));
    }
    return found->second;
  }

  // The pin of an element for a net: of its lower edge if it is the upper end.
  size_t pin(Group& group, size_t index, size_t net, bool is_upper) {
    Element& element = group.level.elements[index];
    if (element.is_port()) return 0;
    if (element.kind == Element::Kind::group) {
      const Group& inner = groups_[group.members[index].index];
      return (is_upper ? inner.pins_below : inner.pins_above).at(net);
    }
    std::vector<int>& pins = is_upper ? element.below : element.above;
    pins.push_back(0);
    return pins.size() - 1;
  }

  // Room for all pins, evenly until it is known in which order their lines arrive.
  static void widen_nodes(Level& level) {
    for (Element& element : level.elements) {
      if (element.kind != Element::Kind::node) continue;
      const size_t most = std::max(element.above.size(), element.below.size());
      element.width = std::max(element.width, static_cast<int>(most + 1) * kBetweenPins);
      for (std::vector<int>* pins : {&element.above, &element.below}) {
        const auto count = static_cast<int>(pins->size());
        for (int i = 0; i < count; ++i) {
          (*pins)[static_cast<size_t>(i)] = element.width * (i + 1) / (count + 1);
        }
      }
    }
  }

  static void number_ports(Group& group) {
    for (const auto& [net, port] : group.ports_above) {
      group.pins_above.emplace(net, group.pins_above.size());
    }
    for (const auto& [net, port] : group.ports_below) {
      group.pins_below.emplace(net, group.pins_below.size());
    }
  }

  Layout gather() {
    Layout layout;
    for (size_t i = 0; i < groups_.size(); ++i) {
      Group& group = groups_[i];
      if (i > 0) {
        const Group& around = groups_[shape_.groups[i].parent];
        const Element& box = around.level.elements[group_elements_[i]];
        group.x = around.x + box.x;
        group.y = around.y + box.y;
      }
      layout.groups.push_back({group.x, group.y, group.level.width, group.level.height});
    }
    for (size_t i = 0; i < shape_.nodes.size(); ++i) {
      const Group& group = groups_[shape_.nodes[i].group];
      const Element& box = group.level.elements[node_elements_[i]];
      layout.nodes.push_back({group.x + box.x, group.y + box.y, box.width, box.height});
    }
    for (const Course& course : courses_) layout.lines.push_back(trace(course));
    layout.is_upward = upward_;
    return layout;
  }

  // The corners of a line, group after group.
  [[nodiscard]] std::vector<Point> trace(const Course& course) const {
    std::vector<Point> points;
    for (size_t group = shape_.nodes[course.upper].group; group != course.around;
         group = shape_.groups[group].parent) {
      const Group& at = groups_[group];
      trace(at, course.net, element_in(group, course.upper), at.ports_below.at(course.net), points);
    }
    trace(groups_[course.around], course.net, element_in(course.around, course.upper),
          element_in(course.around, course.lower), points);
    std::vector<size_t> inner;
    for (size_t group = shape_.nodes[course.lower].group; group != course.around;
         group = shape_.groups[group].parent) {
      inner.push_back(group);
    }
    for (auto group = inner.rbegin(); group != inner.rend(); ++group) {
      const Group& at = groups_[*group];
      trace(at, course.net, at.ports_above.at(course.net), element_in(*group, course.lower),
            points);
    }
    return points;
  }

  static const End& end_of(const Net& net, size_t element) {
    if (net.hub.element == element) return net.hub;
    return *std::ranges::lower_bound(net.ends, element, {}, &End::element);
  }

  static void trace(const Group& group, size_t net_index, size_t upper, size_t lower,
                    std::vector<Point>& points) {
    const Level& level = group.level;
    const Net& net = level.nets[group.nets.at(net_index)];
    const auto add = [&](int x, int y) {
      const Point point{group.x + x, group.y + y};
      if (points.size() > 1) {
        // No corner where the line goes straight on.
        const Point& before = points[points.size() - 2];
        const Point& last = points.back();
        const bool level_on = before.y == last.y && last.y == point.y;
        const bool upright_on = before.x == last.x && last.x == point.x;
        if (level_on || upright_on) points.pop_back();
      }
      if (points.empty() || points.back() != point) points.push_back(point);
    };
    const Element& from = level.elements[upper];
    const Element& to = level.elements[lower];
    int x = level.top_x(end_of(net, upper));
    add(x, from.kind == Element::Kind::port_above ? 0 : from.y + from.height);
    for (size_t k = from.layer; k < to.layer; ++k) {
      const Segment& segment = level.channels[k][net.segments[k - net.first_layer]];
      const bool is_last = k + 1 == to.layer;
      const int next = is_last ? level.bottom_x(end_of(net, lower))
                               : level.elements[net.bends[k - net.first_layer]].x;
      if (!segment.is_straight) {
        add(x, segment.y);
        add(next, segment.y);
      }
      x = next;
    }
    add(x, to.kind == Element::Kind::port_below ? level.height : to.y);
  }

  const Shape& shape_;
  std::vector<Group> groups_;
  std::vector<size_t> node_elements_, group_elements_;
  std::vector<Course> courses_;  // by line
  std::vector<bool> fans_out_;   // by net
  std::vector<bool> upward_;     // by line
};

}  // namespace

Layout lay_out(const Shape& shape) { return Hierarchy(shape).run(); }

}  // namespace drawing
