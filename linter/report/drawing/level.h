// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

// One group on its way through layout: its nodes, and the groups in it as boxes of known size. The
// steps are called in the order in which they stand here, and each fills what the next reads.
namespace drawing {

// A node, a group, a place where lines enter or leave the group, or where they pass a layer.
struct Element {
  enum class Kind : uint8_t { node, group, port_above, port_below, bend };
  Kind kind = Kind::node;
  int width = 0;
  int height = 0;
  size_t rank = 0;
  size_t layer = 0;
  int x = 0;
  int y = 0;
  std::vector<int> above, below;  // where lines meet its upper and its lower edge, from x

  [[nodiscard]] bool is_box() const { return kind == Kind::node || kind == Kind::group; }
  [[nodiscard]] bool is_port() const {
    return kind == Kind::port_above || kind == Kind::port_below;
  }
};

// Where a line meets an element: a pin of its lower edge if the line goes down from there.
struct End {
  size_t element = 0;
  size_t pin = 0;
};

// The lines that have one node in common, and run together where they can.
struct Net {
  bool fans_out = false;  // from the hub down to the ends; else from the ends down to the hub
  End hub;
  std::vector<End> ends;  // by element
  // Its bend in each layer between hub and ends, and from there the segment below it.
  size_t first_layer = 0;
  std::vector<size_t> bends, segments;
};

// The part of a net between two layers. One side is a single end.
struct Segment {
  std::vector<End> tops, bottoms;
  bool is_straight = false;
  int y = 0;  // of its level part, unless it is straight
};

struct Level {
  std::vector<Element> elements;
  std::vector<Net> nets;
  std::vector<std::vector<size_t>> layers;     // elements from left to right
  std::vector<std::vector<Segment>> channels;  // between a layer and the next
  int width = 0;
  int height = 0;

  [[nodiscard]] int top_x(const End& end) const {
    return elements[end.element].x + elements[end.element].below[end.pin];
  }
  [[nodiscard]] int bottom_x(const End& end) const {
    return elements[end.element].x + elements[end.element].above[end.pin];
  }
};

struct Arc {
  size_t from = 0;
  size_t to = 0;
  size_t weight = 1;
};

// An order of `count` things in which few arcs lead back. Nothing leads back if there is no cycle.
// Returns the position of each.
std::vector<size_t> order_of(size_t count, const std::vector<Arc>& arcs);

// Puts each element in a layer, above all that `arcs` lead to from it (they are acyclic), so that
// the whole is about as wide as is pleasant; wider if it is a band, with a layer to itself in the
// group around. Ports have the first and the last layer.
void choose_layers(Level& level, const std::vector<Arc>& arcs, bool is_band);

// Makes the bends and segments of nets, and the layers in a first order.
void divide_nets(Level& level);

// Orders the elements of layers so that few lines cross.
void reduce_crossings(Level& level);

// Puts pins of nodes in the order in which their lines arrive.
void spread_pins(Level& level);

// The space that neighbours in a layer keep.
int space_between(const Element& a, const Element& b);

// Moves elements by small steps that make more lines wholly straight.
void straighten(Level& level);

// Finds x of every element and the width. The corner that a title needs is kept free of lines.
void choose_columns(Level& level, int title_right);

// Finds y of everything and the height.
void choose_rows(Level& level, int title_bottom);

}  // namespace drawing
