// SPDX-License-Identifier: Apache-2.0
// Mappings as they count: merged, and held against keys that are given twice. Exported:
// yaml_members, check_yaml_keys. Tested in tests/syntax/yaml/.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "syntax/yaml/yaml.h"

namespace syntax {

namespace {

bool has_text(const YamlNode& key) { return key.kind == YamlKind::scalar; }

class Merger {
 public:
  Merger(source::Arena& arena, diagnostics::Diagnostics& diagnostics)
      : arena_(arena), diagnostics_(diagnostics) {}

  void add(const YamlNode& mapping, uint32_t depth) {
    if (depth > kMaxYamlMerges) return stop(mapping, "Mappings are merged too deep");
    for (const YamlEntry& entry : mapping.entries) {
      if (entry.merges) continue;
      if (members_.size() == kMaxYamlMembers) return stop(mapping, "A mapping has too many keys");
      const bool fresh = !has_text(*entry.key) || names_.insert(entry.key->text).second;
      if (fresh) members_.push_back({entry.key, entry.value, arena_.copy(aliases_)});
    }
    for (const YamlEntry& entry : mapping.entries) {
      if (entry.merges) merge(*entry.value, depth);
    }
  }

  std::vector<YamlMember> finish() { return std::move(members_); }

 private:
  void merge(const YamlNode& value, uint32_t depth) {
    const YamlNode& node = yaml_target(value);
    const bool alias = &node != &value;
    if (alias) aliases_.push_back(&value);
    if (node.kind == YamlKind::mapping) {
      add(node, depth + 1);
    } else if (node.kind == YamlKind::sequence && depth < kMaxYamlMerges) {
      for (const YamlNode* item : node.items) merge(*item, depth + 1);
    } else if (node.kind != YamlKind::null && !stopped_) {
      diagnostics_.error(diagnostics::kSyntaxError, value.range, "Only mappings can be merged",
                         "\"<<\" takes a mapping or a list of mappings.");
    }
    if (alias) aliases_.pop_back();
  }

  void stop(const YamlNode& mapping, std::string summary) {
    if (stopped_) return;
    stopped_ = true;
    diagnostics_.error(
        diagnostics::kLimitReached, mapping.range, std::move(summary),
        fmt::format("Mappings are merged {} deep and have {} keys at most; the rest is left out.",
                    kMaxYamlMerges, kMaxYamlMembers));
  }

  source::Arena& arena_;
  diagnostics::Diagnostics& diagnostics_;
  std::vector<YamlMember> members_;
  std::set<std::string_view> names_;
  std::vector<const YamlNode*> aliases_;
  bool stopped_ = false;
};

void check_keys_of(const YamlNode& mapping, diagnostics::Diagnostics& diagnostics) {
  std::vector<const YamlNode*> keys;
  for (const YamlEntry& entry : mapping.entries) {
    if (has_text(*entry.key) && !entry.merges) keys.push_back(entry.key);
  }
  std::ranges::stable_sort(keys, {}, &YamlNode::text);
  for (size_t i = 1; i < keys.size(); ++i) {
    if (keys[i]->text != keys[i - 1]->text) continue;
    diagnostics::Diagnostic& diagnostic = diagnostics.error(
        diagnostics::kSyntaxError, keys[i]->range,
        fmt::format("The key \"{}\" is given twice", keys[i]->text),
        "A mapping has every key once: what is said first, or what is said last, is lost.");
    diagnostic.related.push_back({keys[i - 1]->range, "It is given here, too"});
  }
}

}  // namespace

std::vector<YamlMember> yaml_members(const YamlNode& mapping, source::Arena& arena,
                                     diagnostics::Diagnostics& diagnostics) {
  Merger merger(arena, diagnostics);
  merger.add(mapping, 0);
  return merger.finish();
}

void check_yaml_keys(const YamlTree& tree, diagnostics::Diagnostics& diagnostics) {
  std::vector<const YamlNode*> open;
  if (tree.root != nullptr) open.push_back(tree.root);
  while (!open.empty()) {
    const YamlNode& node = *open.back();
    open.pop_back();
    for (const YamlNode* item : node.items) open.push_back(item);
    for (const YamlEntry& entry : node.entries) open.push_back(entry.value);
    if (node.kind == YamlKind::mapping) check_keys_of(node, diagnostics);
  }
}

}  // namespace syntax
