// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "diagnostics/diagnostics.h"
#include "graph/graph.h"

// What is shown of graphs, before it is known in which format: nodes, the groups that they stand
// in, and links. Values of attributes are not part of it.
namespace drawing {

// What groups are made of.
enum class Grouping : uint8_t { module, tier, none };

struct Options {
  bool data = true;                      // data sources, beside resources and missing modules
  std::vector<std::string> others = {};  // further nodes, by type: "terraform_variable"
  bool names = false;                    // links by an equal name, beside references
  bool instances = false;                // each instance for itself, else one node a resource
  std::vector<std::string> types =
      {};                  // only nodes of a type that one of these patterns (*) matches
  std::string focus = {};  // only what is at most `depth` links away from this address; empty: all
  size_t depth = 1;
  Grouping grouping = Grouping::module;
  size_t max_nodes = 2000;  // no picture of more
};

// One root with one set of inputs.
struct Subject {
  const graph::Graph* graph = nullptr;
  std::string environment;  // empty: the only one of its root
};

struct Place {
  std::string file;  // empty: none
  uint32_t line = 0;
};

// Groups stand behind the group around them.
struct Group {
  size_t root = 0;
  size_t parent = 0;
  std::string address;  // of the module; empty for others
  std::string title;    // empty: no frame of its own
  size_t count = 1;     // instances of the module
  size_t rank = 0;      // among its siblings, from the top; 0: none
  Place place = {};
};

struct Node {
  graph::NodeKind kind = graph::NodeKind::resource;
  size_t root = 0;
  size_t group = 0;
  std::string type, address;           // without keys, unless instances are shown
  std::string module;                  // its address, likewise; empty: the root module
  std::string name;                    // what is left of the address besides type and groups
  std::vector<std::string> instances;  // addresses of what the node stands for
  bool conditional = false;            // may not exist, or it is unknown how many there are
  bool missing = false;                // a module that is not installed: what is in it is not known
  bool in_focus = false;
  size_t tier = 0;  // of Picture::tiers; 0: none is known of its type
  Place place;
};

struct Argument {
  std::string path;       // of the referring node: "vpc_config.subnet_ids"
  std::string attribute;  // of the other: "id"
  friend bool operator<(const Argument& a, const Argument& b) {
    return std::tie(a.path, a.attribute) < std::tie(b.path, b.attribute);
  }
};

struct Link {
  size_t from = 0;
  size_t to = 0;
  graph::LinkKind kind = graph::LinkKind::reference;
  std::vector<Argument> arguments;  // sorted
};

struct Root {
  std::string directory, environment;
  size_t group = 0;
};

struct Picture {
  std::vector<Root> roots;
  std::vector<Group> groups;       // the first is the whole
  std::vector<Node> nodes;         // by root, in order of address
  std::vector<Link> links;         // by from, to, kind
  std::vector<std::string> tiers;  // from the top (schema/data/tiers.tsv)
};

struct Drawn {
  Picture picture;
  diagnostics::Diagnostics diagnostics;  // errors: there is nothing to show
};

// Of roots; of libraries only if there is no root.
Drawn make_picture(std::span<const Subject> subjects, const source::Files& files,
                   const Options& options);

// What stands in each group itself: groups and nodes, in order.
struct Members {
  std::vector<std::vector<size_t>> groups, nodes;
};
Members members_of(const Picture& picture);

inline bool is_by_name(const Link& link) { return link.kind == graph::LinkKind::identity; }
// Whether its frame is dashed: it is read or missing, not made.
inline bool is_dashed(const Node& node) {
  return node.kind == graph::NodeKind::data || node.missing;
}
// What stands for the type in pictures.
std::string type_label(const Node& node);
// The number of instances: "×3", "×3?" if they may not exist, empty for one that does.
std::string count_of(const Node& node);
// With the number behind them: "this ×3".
std::string counted_name(const Node& node);
std::string counted_title(const Group& group);

// "fixtures/shop, production"
std::string name_of(const Root& root);
// "fixtures/shop, production: 12 resources, 3 data sources, 20 references".
std::string summary(const Picture& picture);

}  // namespace drawing
