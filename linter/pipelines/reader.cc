// SPDX-License-Identifier: Apache-2.0
// Values of a pipeline file and where they are written. Exported: the class Reader but for what it
// checks, which stands in shapes.cc. Tested in tests/pipelines/.
#include "pipelines/reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "expressions/functions/yaml.h"
#include "pipelines/facts.h"
#include "values/strings.h"

namespace pipelines {

using values::Type;

namespace {

constexpr size_t kMaxUses = 20;  // that are told of one node

}  // namespace

Reader::Reader(File& file, const source::FileSystem& repository, source::Files& files)
    : file_(file), repository_(repository), files_(files) {
  std::vector<const YamlNode*> open;
  if (file.tree.root != nullptr) open.push_back(file.tree.root);
  while (!open.empty()) {
    const YamlNode& node = *open.back();
    open.pop_back();
    if (node.kind == YamlKind::alias) uses_[node.target].push_back(node.range);
    open.insert(open.end(), node.items.rbegin(), node.items.rend());
    for (auto entry = node.entries.rbegin(); entry != node.entries.rend(); ++entry) {
      open.push_back(entry->value);
    }
  }
}

const Site& Members::at(std::string_view name) const {
  static const Site kNone;
  const auto found = std::ranges::find(all, name, &Member::name);
  return found == all.end() ? kNone : found->value;
}

Site Reader::follow(const YamlNode& node, const Site& from, const YamlNode* key,
                    std::span<const YamlNode* const> merged) const {
  Site site{.node = &yaml_target(node), .key = key, .aliases = from.aliases};
  site.aliases.insert(site.aliases.end(), merged.begin(), merged.end());
  if (site.node != &node) site.aliases.push_back(&node);
  return site;
}

std::vector<Site> Reader::items(const Site& list) {
  std::vector<Site> items;
  if (!list.is(YamlKind::sequence)) {
    if (list.given()) items.push_back(list);
    return items;
  }
  for (const YamlNode* item : list.node->items) {
    Site site = follow(*item, list);
    if (site.is(YamlKind::sequence) && site.node != item) {
      for (const YamlNode* inner : site.node->items) items.push_back(follow(*inner, site));
    } else {
      items.push_back(std::move(site));
    }
  }
  return items;
}

std::string_view Reader::text(const Site& site) {
  return site.is(YamlKind::scalar) ? values::normalized(site.node->text, arena())
                                   : std::string_view();
}

std::vector<std::string_view> Reader::texts(const Site& list) {
  std::vector<std::string_view> texts;
  for (const Site& item : items(list)) {
    if (item.is(YamlKind::scalar)) texts.push_back(text(item));
  }
  return texts;
}

Value Reader::string(std::string_view text) { return Value::string(text, arena()); }

Value Reader::list_of(std::span<const std::string_view> texts) {
  std::vector<Value> values;
  for (const std::string_view text : texts) values.push_back(string(text));
  return Value::list(Type::string(), values, arena());
}

Value Reader::text_value(const Site& site) {
  return site.is(YamlKind::scalar) ? string(text(site)) : Value::null(Type::string());
}

Value Reader::number_value(const Site& site) {
  const auto number = whole_number(text(site));
  return number ? Value::number(static_cast<int64_t>(*number)) : Value::null(Type::number());
}

Value Reader::truth_value(const Site& site, bool otherwise) {
  if (!site.is(YamlKind::scalar)) return Value::boolean(otherwise);
  const Value value = expressions::yaml::scalar_value(*site.node, arena());
  return value.is_known() && value.kind() == values::Kind::boolean ? value
                                                                   : Value::boolean(otherwise);
}

Value Reader::list_value(const Site& list) { return list_of(texts(list)); }

source::Range Reader::place(const Site& site) const {
  if (site.node == nullptr) return {};
  const YamlNode* key = site.node->key;
  return key == nullptr ? site.node->range
                        : source::Range{key->range.file, key->range.begin,
                                        std::max(key->range.end, site.node->range.end)};
}

source::Range Reader::header(const Site& site) const {
  if (site.node == nullptr) return {};
  const YamlNode& node = *site.node;
  if (node.key != nullptr) {
    return node.anchor_range.known() ? join(node.key->range, node.anchor_range) : node.key->range;
  }
  if (node.anchor_range.known()) return node.anchor_range;
  if (!node.entries.empty()) return node.entries[0].key->range;
  return node.range;
}

diagnostics::Diagnostic& Reader::wrong(const source::Range& range, std::string summary,
                                       std::string detail) {
  return file_.diagnostics.error(diagnostics::kInvalidPipeline, range, std::move(summary),
                                 std::move(detail));
}

std::optional<source::FileId> Reader::script_file(const std::string& path) {
  const auto [at, fresh] = scripts_.try_emplace(path);
  if (!fresh || repository_.kind(path) != source::EntryKind::file) return at->second;
  auto text = repository_.read(path);
  if (text.ok() && text.value().size() <= kMaxScriptBytes) {
    at->second = files_.add(path, std::move(text.value()));
  }
  return at->second;
}

uint32_t Reader::add_node(std::string_view type, std::string address, const Site& site) {
  const auto index = static_cast<uint32_t>(file_.nodes.size());
  if (index + 1 == kMaxNodes) {
    file_.diagnostics.error(diagnostics::kLimitReached, header(site),
                            "Too much in one pipeline file",
                            fmt::format("Steps, pipes and the like of one file may be {}, aliases "
                                        "written out; the rest was not judged.",
                                        kMaxNodes));
  }
  const uint32_t number = ++addresses_[address];
  if (number > 1) address += fmt::format(" ({})", number);
  Node& node = file_.nodes.emplace_back();
  node.type = type;
  node.address = std::move(address);
  node.range = header(site);
  for (const YamlNode* alias : site.aliases) {
    const std::vector<source::Range>& uses = uses_[alias->target];
    const size_t room = kMaxUses - std::min(kMaxUses, node.uses.size());
    node.uses.insert(node.uses.end(), uses.begin(),
                     uses.begin() + static_cast<std::ptrdiff_t>(std::min(room, uses.size())));
  }
  return index;
}

void Reader::add(uint32_t node, std::string_view name, const Value& value, const Site& site) {
  Attribute attribute;
  attribute.name = name;
  attribute.value = value;
  attribute.written = site.node;
  attribute.range = place(site);
  file_.nodes[node].attributes.push_back(std::move(attribute));
}

void Reader::add_node_link(uint32_t node, std::string_view name, std::optional<uint32_t> to,
                           const Site& site) {
  add(node, name, Value(), site);
  Attribute& attribute = file_.nodes[node].attributes.back();
  attribute.leads = Leads::to_one;
  if (to) attribute.nodes.push_back(*to);
}

void Reader::add_node_links(uint32_t node, std::string_view name, std::vector<uint32_t> to) {
  add(node, name, Value());
  Attribute& attribute = file_.nodes[node].attributes.back();
  attribute.leads = Leads::to_many;
  attribute.nodes = std::move(to);
}

void Reader::sort_attributes() {
  for (Node& node : file_.nodes) std::ranges::sort(node.attributes, {}, &Attribute::name);
}

const Attribute* Node::attribute(std::string_view name) const {
  const auto found = std::ranges::lower_bound(attributes, name, {}, &Attribute::name);
  return found != attributes.end() && found->name == name ? &*found : nullptr;
}

std::string address_name(std::string_view name) {
  const bool plain = !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
  return plain ? std::string(name) : fmt::format("\"{}\"", name);
}

}  // namespace pipelines
