// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostics.h"
#include "source/arena.h"
#include "source/source.h"

// YAML text -> a tree with exact ranges. Aliases stay aliases and merge keys stay keys: what they
// stand for is asked for, so that both places are known. What a text stands for (a number, a word
// for truth) is not decided here.
namespace syntax {

enum class YamlKind : uint8_t { null, scalar, sequence, mapping, alias };
enum class YamlStyle : uint8_t { plain, quoted, block };

inline constexpr std::string_view kYamlPlain = "?";   // the tag of what is plain and has no tag
inline constexpr std::string_view kYamlQuoted = "!";  // and of a quoted or block text

struct YamlNode;

struct YamlEntry {
  const YamlNode* key = nullptr;
  const YamlNode* value = nullptr;
  bool merges = false;  // the key is "<<"
};

// Lives in its tree's arena.
struct YamlNode {
  YamlKind kind = YamlKind::null;
  YamlStyle style = YamlStyle::plain;  // of scalars
  bool flow = false;                   // of collections: in brackets
  source::Range range;                 // without anchor and tag; empty if nothing is written
  source::Range anchor_range;          // "&name"; unknown if there is none
  std::string_view properties;         // anchor and tag as they are written, with what follows them
  std::string_view anchor;             // the name, also that of an alias; empty if there is none
  std::string_view tag;
  std::string_view text;  // of scalars: unfolded, unescaped
  std::span<const YamlNode* const> items;
  std::span<const YamlEntry> entries;
  const YamlNode* target = nullptr;  // of an alias; null if it stands within what it refers to
  const YamlNode* key = nullptr;     // whose value it is, where it is written
  uint64_t size = 1;                 // values in it, itself counted, aliases written out
};

// One file's tree and what is wrong with the file. Movable; views stay valid.
struct YamlTree {
  source::Arena arena;
  std::string_view text;           // as it was parsed: without carriage returns before line feeds
  const YamlNode* root = nullptr;  // null: there is no document, or the text is no YAML
  diagnostics::Diagnostics diagnostics;
};

// The one document of a text (ids syntax-error, limit-reached). `file` is what ranges say; the text
// is copied.
YamlTree parse_yaml(std::string_view text, source::FileId file);

// Keys that a mapping gives twice (id syntax-error), in the whole tree.
void check_yaml_keys(const YamlTree& tree, diagnostics::Diagnostics& diagnostics);

// What an alias stands for; other nodes, and an alias that leads nowhere, stand for themselves.
inline const YamlNode& yaml_target(const YamlNode& node) {
  return node.kind == YamlKind::alias && node.target != nullptr ? *node.target : node;
}

// A member of a mapping after merging.
struct YamlMember {
  const YamlNode* key = nullptr;
  const YamlNode* value = nullptr;
  std::span<const YamlNode* const> merged = {};  // aliases that it came by, outermost first
};

// The members of a mapping as YAML 1.1 merges them: what is written in it wins over what "<<"
// brings, earlier mappings of a list over later ones; lists are not joined. What cannot be merged,
// and what is too much, is added to `diagnostics`. Aliases in values stay.
std::vector<YamlMember> yaml_members(const YamlNode& mapping, source::Arena& arena,
                                     diagnostics::Diagnostics& diagnostics);

inline constexpr uint32_t kMaxYamlMerges = 64;       // deep
inline constexpr size_t kMaxYamlMembers = 10'000;    // of one mapping, with what is merged
inline constexpr uint64_t kMaxYamlSize = 1'000'000;  // values of a document, aliases written out

}  // namespace syntax
