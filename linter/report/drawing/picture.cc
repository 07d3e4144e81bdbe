// SPDX-License-Identifier: Apache-2.0
// Chooses what is shown of graphs, folds instances, and groups. Exported: what the header
// declares.
// Tested in tests/report/.

#include "report/drawing/picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "config/config.h"
#include "report/drawing/tiers.h"
#include "report/words.h"
#include "terraform/address.h"

namespace drawing {

using graph::NodeKind;

namespace {

Place place_of(const source::Range& range, const source::Files& files) {
  if (!range.known()) return {};
  const source::File& file = files[range.file];
  return {file.path(), file.position(range.begin).line};
}

// Collects one subject after the other.
class Collector {
 public:
  Collector(const source::Files& files, const Options& options, bool several)
      : files_(files), options_(options), several_(several) {
    picture_.groups.push_back({});
  }

  void add(const Subject& subject) {
    const graph::Graph& graph = *subject.graph;
    Tiers tiers(graph.evaluation().schemas());
    picture_.tiers = tiers.titles();
    root_ = picture_.roots.size();
    picture_.roots.push_back(
        {graph.evaluation().configuration().directory, subject.environment, 0});
    groups_.clear();
    calls_.clear();
    if (several_) {
      const std::string title = name_of(picture_.roots.back());
      picture_.groups.push_back({.root = root_, .parent = 0, .address = {}, .title = title});
      picture_.roots.back().group = picture_.groups.size() - 1;
    }
    // What else there is than resources and modules is made when it is asked for.
    for (const std::string& type : options_.others) (void)graph.of_type(type);
    for (const graph::Node& node : graph.nodes()) {
      if (node.kind == NodeKind::module_call) calls_[shown_address(node)].push_back(&node);
    }
    missing_.clear();
    for (const terraform::MissingModule& missing : graph.evaluation().missing_modules()) {
      for (const auto& instance : missing.instances) missing_.insert(instance.address);
    }
    add_nodes(graph, tiers);
    links_.clear();
    add_links(graph.links());
    if (options_.names) add_links(graph.identity_links());
    finish_links();
  }

  Picture take() { return std::move(picture_); }

 private:
  [[nodiscard]] std::string shown_address(const graph::Node& node) const {
    return options_.instances ? std::string(node.address) : terraform::without_keys(node.address);
  }

  [[nodiscard]] bool is_shown(const graph::Node& node) const {
    // What is in a module that is not installed is not known, and not to be overlooked.
    const bool is_other = node.kind != NodeKind::resource && node.kind != NodeKind::data &&
                          !missing_.contains(node.address);
    if (node.kind == NodeKind::data && !options_.data) return false;
    if (is_other && std::ranges::find(options_.others, node.type) == options_.others.end()) {
      return false;
    }
    return is_type_shown(node.type);
  }

  [[nodiscard]] bool is_type_shown(std::string_view type) const {
    return options_.types.empty() ||
           std::ranges::any_of(options_.types, [&type](const std::string& pattern) {
             return config::matches(pattern, type);
           });
  }

  void add_nodes(const graph::Graph& graph, Tiers& tiers) {
    std::map<std::string, size_t> nodes;
    shown_.assign(graph.nodes().size(), kNone);
    for (const graph::Node& node : graph.nodes()) {
      if (!is_shown(node)) continue;
      const std::string address = shown_address(node);
      const auto [found, is_new] = nodes.emplace(address, picture_.nodes.size());
      if (is_new) {
        picture_.nodes.push_back(make_node(node.kind, std::string(node.type), address, tiers));
        picture_.nodes.back().place = place_of(node.range, files_);
      }
      Node& made = picture_.nodes[found->second];
      made.instances.emplace_back(node.address);
      made.conditional = made.conditional || node.conditional;
      made.missing = made.missing || missing_.contains(node.address);
      shown_[static_cast<size_t>(node.id)] = found->second;
    }
  }

  Node make_node(NodeKind kind, std::string type, const std::string& address, Tiers& tiers) {
    Node made{.kind = kind,
              .root = root_,
              .group = 0,
              .type = std::move(type),
              .address = address,
              .module = std::string(terraform::module_of(address)),
              .name = {},
              .instances = {},
              .tier = 0,
              .place = {}};
    made.tier = tiers.of(made.type);
    std::string rest = made.module.empty() ? address : address.substr(made.module.size() + 1);
    if (rest.starts_with(made.type + ".")) rest.erase(0, made.type.size() + 1);
    made.name = rest;
    switch (options_.grouping) {
      case Grouping::module:
        made.group = module_group(made.module);
        return made;
      case Grouping::tier:
        made.group = tier_group(made.tier, tiers);
        break;
      case Grouping::none:
        made.group = picture_.roots.back().group;
        break;
    }
    // What no group tells stands in the name.
    if (!made.module.empty()) made.name = made.module + "." + made.name;
    return made;
  }

  size_t module_group(const std::string& address) {
    if (address.empty()) return picture_.roots.back().group;
    if (const auto found = groups_.find(address); found != groups_.end()) return found->second;
    const std::string around(terraform::module_of(address));
    const size_t parent = module_group(around);
    Group group{.root = root_,
                .parent = parent,
                .address = address,
                .title = around.empty() ? address : address.substr(around.size() + 1)};
    if (const auto calls = calls_.find(address); calls != calls_.end()) {
      group.count = calls->second.size();
      group.place = place_of(calls->second.front()->range, files_);
    }
    picture_.groups.push_back(std::move(group));
    return groups_[address] = picture_.groups.size() - 1;
  }

  size_t tier_group(size_t tier, const Tiers& tiers) {
    const std::string title = tier == 0 ? "Other" : tiers.titles()[tier - 1];
    if (const auto found = groups_.find(title); found != groups_.end()) return found->second;
    picture_.groups.push_back({.root = root_,
                               .parent = picture_.roots.back().group,
                               .address = {},
                               .title = title,
                               .rank = tier == 0 ? tiers.titles().size() + 1 : tier});
    return groups_[title] = picture_.groups.size() - 1;
  }

  void add_links(std::span<const graph::Link> links) {
    for (const graph::Link& link : links) {
      if (terraform::is_foreign(link.to)) continue;  // drawn with its own root
      const size_t from = shown_[static_cast<size_t>(link.from)];
      const size_t to = shown_[static_cast<size_t>(link.to)];
      if (from == kNone || to == kNone || from == to) continue;
      links_[{from, to, link.kind}].insert({link.path, std::string(link.attribute)});
    }
  }

  void finish_links() {
    for (const auto& [ends, arguments] : links_) {
      const auto& [from, to, kind] = ends;
      picture_.links.push_back({from, to, kind, {arguments.begin(), arguments.end()}});
    }
  }

  static constexpr size_t kNone = static_cast<size_t>(-1);

  const source::Files& files_;
  const Options& options_;
  bool several_;
  Picture picture_;
  size_t root_ = 0;
  std::map<std::string, size_t> groups_;  // of the root: by module or tier
  std::map<std::string, std::vector<const graph::Node*>> calls_;
  std::vector<size_t> shown_;  // the picture's node of each of the graph's
  std::set<std::string_view> missing_;
  std::map<std::tuple<size_t, size_t, graph::LinkKind>, std::set<Argument>> links_;
};

// Whether an address is the one in focus, an instance of it, or stands in it.
bool is_in_focus(const Node& node, const std::string& focus) {
  const auto fits = [&focus](const std::string& address) {
    return address.starts_with(focus) &&
           (address.size() == focus.size() || address[focus.size()] == '.' ||
            address[focus.size()] == '[');
  };
  return fits(node.address) || std::ranges::any_of(node.instances, fits);
}

// Marks the nodes in focus. Returns those at most `depth` links away; empty if none is in focus.
std::vector<bool> find_near_focus(Picture& picture, const Options& options) {
  std::vector<std::vector<size_t>> neighbours(picture.nodes.size());
  for (const Link& link : picture.links) {
    neighbours[link.from].push_back(link.to);
    neighbours[link.to].push_back(link.from);
  }
  std::vector<bool> near(picture.nodes.size());
  std::vector<size_t> ring;
  for (size_t i = 0; i < picture.nodes.size(); ++i) {
    picture.nodes[i].in_focus = near[i] = is_in_focus(picture.nodes[i], options.focus);
    if (near[i]) ring.push_back(i);
  }
  if (ring.empty()) return {};
  for (size_t step = 0; step < options.depth && !ring.empty(); ++step) {
    std::vector<size_t> next;
    for (size_t i : ring) {
      for (size_t other : neighbours[i]) {
        if (near[other]) continue;
        near[other] = true;
        next.push_back(other);
      }
    }
    ring = std::move(next);
  }
  return near;
}

// Leaves out nodes, their links, and groups in which nothing is left.
Picture only(Picture picture, const std::vector<bool>& kept) {
  std::vector<size_t> nodes(picture.nodes.size()), groups(picture.groups.size());
  std::vector<bool> group_kept(picture.groups.size());
  group_kept[0] = true;
  for (size_t i = 0; i < kept.size(); ++i) {
    if (kept[i]) group_kept[picture.nodes[i].group] = true;
  }
  for (size_t i = picture.groups.size(); i-- > 1;) {
    if (group_kept[i]) group_kept[picture.groups[i].parent] = true;
  }
  Picture result{
      .roots = picture.roots, .groups = {}, .nodes = {}, .links = {}, .tiers = picture.tiers};
  for (size_t i = 0; i < picture.groups.size(); ++i) {
    if (!group_kept[i]) continue;
    groups[i] = result.groups.size();
    Group& group = result.groups.emplace_back(std::move(picture.groups[i]));
    group.parent = groups[group.parent];
  }
  for (size_t i = 0; i < kept.size(); ++i) {
    if (!kept[i]) continue;
    nodes[i] = result.nodes.size();
    Node& node = result.nodes.emplace_back(std::move(picture.nodes[i]));
    node.group = groups[node.group];
  }
  for (Link& link : picture.links) {
    if (!kept[link.from] || !kept[link.to]) continue;
    result.links.push_back(
        {nodes[link.from], nodes[link.to], link.kind, std::move(link.arguments)});
  }
  for (Root& root : result.roots) root.group = groups[root.group];
  return result;
}

void report_no_focus(const Picture& picture, const Options& options,
                     diagnostics::Diagnostics& diagnostics) {
  std::vector<std::string_view> names;
  for (const Node& node : picture.nodes) names.push_back(node.address);
  for (const Group& group : picture.groups) names.push_back(group.address);
  diagnostics::Diagnostic& diagnostic =
      diagnostics.error(diagnostics::kUnreadable, {},
                        fmt::format("Nothing that is shown has the address {}", options.focus));
  if (const auto near = diagnostics::suggest(options.focus, names)) {
    diagnostic.remedy = fmt::format("Did you mean {}?", *near);
  }
}

}  // namespace

Drawn make_picture(std::span<const Subject> subjects, const source::Files& files,
                   const Options& options) {
  const auto is_root = [](const Subject& subject) {
    return subject.graph->evaluation().configuration().kind == terraform::DirectoryKind::root;
  };
  const auto roots = static_cast<size_t>(std::ranges::count_if(subjects, is_root));
  Collector collector(files, options, (roots > 0 ? roots : subjects.size()) > 1);
  for (const Subject& subject : subjects) {
    if (roots == 0 || is_root(subject)) collector.add(subject);
  }
  Drawn drawn{.picture = collector.take(), .diagnostics = {}};
  if (!options.focus.empty()) {
    const std::vector<bool> near = find_near_focus(drawn.picture, options);
    if (near.empty()) {
      report_no_focus(drawn.picture, options, drawn.diagnostics);
      return drawn;
    }
    drawn.picture = only(std::move(drawn.picture), near);
  }
  if (const size_t count = drawn.picture.nodes.size(); count > options.max_nodes) {
    drawn.diagnostics
        .error(diagnostics::kLimitReached, {}, "Too many nodes for one picture",
               fmt::format("There are {}, and --max-nodes is {}.", count, options.max_nodes))
        .remedy =
        "Show less with --focus ADDRESS, --type PATTERN, --no-data or --environment, or without "
        "--instances; --format json shows any number.";
  }
  return drawn;
}

Members members_of(const Picture& picture) {
  Members members;
  members.groups.resize(picture.groups.size());
  members.nodes.resize(picture.groups.size());
  for (size_t i = 1; i < picture.groups.size(); ++i) {
    members.groups[picture.groups[i].parent].push_back(i);
  }
  for (size_t i = 0; i < picture.nodes.size(); ++i) {
    members.nodes[picture.nodes[i].group].push_back(i);
  }
  return members;
}

std::string type_label(const Node& node) {
  return node.missing ? "module, not installed" : node.type;
}

std::string count_of(const Node& node) {
  std::string count;
  if (node.instances.size() > 1) count = fmt::format("×{}", node.instances.size());
  return node.conditional ? count + "?" : count;
}

std::string counted_name(const Node& node) {
  const std::string count = count_of(node);
  return count.empty() ? node.name : node.name + " " + count;
}

std::string counted_title(const Group& group) {
  return group.count > 1 ? fmt::format("{} ×{}", group.title, group.count) : group.title;
}

std::string name_of(const Root& root) {
  const std::string directory = root.directory == "." ? "Current directory" : root.directory;
  return root.environment.empty() ? directory : directory + ", " + root.environment;
}

std::string summary(const Picture& picture) {
  std::string text = picture.roots.size() == 1
                         ? name_of(picture.roots[0])
                         : report::counted(picture.roots.size(), "root", "roots");
  size_t resources = 0, data = 0, others = 0;
  for (const Node& node : picture.nodes) {
    const bool is_data = node.kind == NodeKind::data;
    const bool is_resource = node.kind == NodeKind::resource;
    (is_resource ? resources : is_data ? data : others) += node.instances.size();
  }
  text += ": " + report::counted(resources, "resource", "resources");
  if (data > 0) text += ", " + report::counted(data, "data source", "data sources");
  if (others > 0) text += ", " + report::counted(others, "other node", "other nodes");
  return text + ", " + report::counted(picture.links.size(), "link", "links");
}

}  // namespace drawing
