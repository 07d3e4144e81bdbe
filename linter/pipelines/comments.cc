// SPDX-License-Identifier: Apache-2.0
// The comments of a pipeline file that speak to Plumbline, and what they may stand at: keys with
// what they hold, as blocks and attributes. Exported: read_comments. Tested in
// tests/run/pipeline_files_test.cc.
#include "pipelines/comments.h"

#include <algorithm>

namespace pipelines {

namespace {

using syntax::Attribute;
using syntax::Block;
using syntax::Body;
using syntax::YamlKind;
using syntax::YamlNode;

struct Parts {
  std::vector<Attribute> attributes;
  std::vector<Block> blocks;
};

class BodyWriter {
 public:
  explicit BodyWriter(source::Arena& arena) : arena_(arena) {}

  // Aliases are not followed, so that it ends.
  const Body* body_of(const YamlNode& node) {
    Parts parts;
    add(node, parts);
    Body* body = arena_.make<Body>();
    body->attributes = arena_.copy(parts.attributes);
    body->blocks = arena_.copy(parts.blocks);
    body->range = node.range;
    return body;
  }

 private:
  void add(const YamlNode& node, Parts& parts) {
    for (const YamlNode* item : node.items) add_item(*item, parts);
    for (const syntax::YamlEntry& entry : node.entries) {
      const YamlNode& value = *entry.value;
      const source::Range range{value.range.file, entry.key->range.begin,
                                std::max(entry.key->range.end, value.range.end)};
      add_part(value, range, entry.key->range, parts);
    }
  }

  // The mappings in a list are told by their keys.
  void add_item(const YamlNode& item, Parts& parts) {
    if (item.kind == YamlKind::mapping || item.kind == YamlKind::sequence) {
      add(item, parts);
    } else {
      add_part(item, item.range, item.range, parts);
    }
  }

  void add_part(const YamlNode& value, const source::Range& range, const source::Range& header,
                Parts& parts) {
    if (value.kind == YamlKind::scalar || value.kind == YamlKind::null) {
      Attribute& attribute = parts.attributes.emplace_back();
      attribute.range = range;
      attribute.name_range = header;
    } else {
      Block& block = parts.blocks.emplace_back();
      block.header = block.type_range = header;
      block.range = range;
      block.body = body_of(value);
    }
  }

  source::Arena& arena_;
};

}  // namespace

syntax::Tree read_comments(const File& file, const source::Files& files) {
  const std::string_view text = files[file.id].text();
  syntax::Tree tree;
  tree.file = file.id;
  constexpr std::string_view kMark = "plumbline:";
  std::vector<syntax::Comment> comments;
  for (size_t at = text.find(kMark); at != std::string_view::npos; at = text.find(kMark, at + 1)) {
    const size_t line = text.rfind('\n', at) + 1;  // npos + 1 is 0
    const size_t sign = text.rfind('#', at);
    if (sign == std::string_view::npos || sign < line) continue;
    const size_t end = std::min(text.find_first_of("\r\n", at), text.size());
    comments.push_back({{file.id, static_cast<uint32_t>(sign), static_cast<uint32_t>(end)}});
  }
  if (comments.empty() || file.tree.root == nullptr) return tree;
  tree.comments = tree.arena.copy(comments);
  tree.body = BodyWriter(tree.arena).body_of(*file.tree.root);
  return tree;
}

}  // namespace pipelines
