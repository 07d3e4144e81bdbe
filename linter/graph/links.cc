// SPDX-License-Identifier: Apache-2.0
// Who refers to whom, over all arguments: references, and texts that are names of others. Exported:
// Graph::links and its kin. Tested in tests/graph/.

#include <algorithm>
#include <tuple>

#include "graph/graph.h"
#include "graph/state.h"
#include "values/inspect.h"

namespace graph {

namespace {

auto order_of(const Link& link) { return std::tie(link.from, link.path, link.to, link.attribute); }

void sort_links(std::vector<Link>& links) {
  std::ranges::sort(links, {}, order_of);
  const auto same = [](const Link& a, const Link& b) { return order_of(a) == order_of(b); };
  links.erase(std::unique(links.begin(), links.end(), same), links.end());
}

// Calls `leaf` with every value in an argument that is no collection, and its path.
template <class Leaf>
void each_leaf(const std::string& path, const Value& value, const Leaf& leaf) {
  if (value.is_null() || value.attribute_source() != nullptr) return;
  if (value.is_known() && value.kind() >= values::Kind::list) {
    const bool named = value.kind() == values::Kind::object;
    for (size_t i = 0; i < value.elements().size(); ++i) {
      each_leaf(named ? path + "." + std::string(value.keys()[i]) : path, value.elements()[i],
                leaf);
    }
    return;
  }
  const auto* elements =
      values::sketch_of<values::ElementsSketch>(value, values::SketchKind::elements);
  if (elements == nullptr) return leaf(path, value);
  for (const values::SketchElement& element : elements->elements) {
    each_leaf(path, element.value, leaf);
  }
}

template <class Leaf>
void each_leaf(const Graph& graph, NodeId node, const Leaf& leaf) {
  for (const std::string_view name : referring_arguments(graph, node)) {
    each_leaf(std::string(name), given_argument(graph, node, name), leaf);
  }
}

// "db_subnet_group_name", "roles" -> "db_subnet_group", "role": what the argument is to hold.
std::string_view subject_of(std::string_view argument) {
  constexpr std::string_view kEndings[] = {"_name", "_names", "_id",        "_ids",
                                           "_arn",  "_arns",  "_identifier"};
  for (const std::string_view ending : kEndings) {
    if (!argument.ends_with(ending)) continue;
    argument.remove_suffix(ending.size());
    return argument;
  }
  if (argument.ends_with("s")) argument.remove_suffix(1);
  return argument;
}

bool is_general(std::string_view argument) {
  return argument == "name" || argument == "id" || argument == "arn";
}

// Whether words stand in a type's name: "log_group" in "…_log_group".
bool has_words(std::string_view type, std::string_view words) {
  const size_t at = words.empty() ? std::string_view::npos : type.find(words);
  if (at == std::string_view::npos) return false;
  const size_t end = at + words.size();
  return (at == 0 || type[at - 1] == '_') && (end == type.size() || type[end] == '_');
}

// Whether an argument's name says that it holds a node of this type, or this attribute of one.
bool speaks_of(std::string_view path, std::string_view type, std::string_view attribute) {
  const std::string_view argument = path.substr(path.rfind('.') + 1);
  if (is_general(argument)) return false;
  return has_words(type, subject_of(argument)) || (argument == attribute && !is_general(attribute));
}

std::string_view identity_with(const Graph& graph, NodeId node, std::string_view text) {
  std::string_view found;
  each_identity(graph, node, [&](std::string_view attribute, const Value& value) {
    if (found.empty() && values::is_text(value) && value.as_string() == text) found = attribute;
  });
  return found;
}

}  // namespace

void find_links(const Graph& graph, Graph::State& state) {
  if (state.has_links) return;
  state.has_links = true;
  const values::OriginTable& origins = graph.evaluation().origins();
  for (const Node& node : graph.nodes()) {
    each_leaf(graph, node.id, [&](const std::string& path, const Value& value) {
      for (const values::Origin& origin : values::all_origins(value, origins)) {
        state.links.push_back({LinkKind::reference, node.id, origin.node, path, origin.attribute});
      }
    });
  }
  sort_links(state.links);
  for (uint32_t i = 0; i < state.links.size(); ++i) {
    state.links_to[state.links[i].to].push_back(i);
  }
}

std::span<const Link> Graph::links() const {
  find_links(*this, *state_);
  return state_->links;
}

std::span<const Link> Graph::links_from(NodeId id) const {
  const std::span<const Link> links = this->links();
  const auto [first, last] = std::ranges::equal_range(links, id, {}, &Link::from);
  return {first, last};
}

std::vector<const Link*> Graph::links_to(NodeId id) const {
  std::vector<const Link*> result;
  find_links(*this, *state_);
  const auto found = state_->links_to.find(id);
  if (found == state_->links_to.end()) return result;
  for (uint32_t index : found->second) result.push_back(&state_->links[index]);
  return result;
}

std::vector<Link> Graph::identity_links() const {
  std::vector<Link> links;
  for (const Node& node : nodes()) {
    each_leaf(*this, node.id, [&](const std::string& path, const Value& given) {
      const Value& value = values::sole_choice(given);
      if (!values::is_text(value)) return;
      const auto named = state_->by_identity.find(value.as_string());
      if (named == state_->by_identity.end()) return;
      std::vector<Link> meant;
      for (NodeId to : named->second) {
        const std::string_view attribute = identity_with(*this, to, value.as_string());
        if (to == node.id || !speaks_of(path, this->node(to).type, attribute)) continue;
        meant.push_back({LinkKind::identity, node.id, to, path, attribute});
      }
      const bool one = meant.size() == 1;
      const bool referred =
          one && std::ranges::any_of(links_from(node.id), [&](const Link& reference) {
            return reference.path == path && reference.to == meant[0].to;
          });
      if (one && !referred) links.push_back(meant[0]);
    });
  }
  sort_links(links);
  return links;
}

}  // namespace graph
