// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostics.h"
#include "source/source.h"
#include "syntax/yaml/yaml.h"
#include "values/values.h"

// Bitbucket pipelines -> nodes with evaluated attributes. What is defined once at an anchor and
// used three times is three nodes, whose place is the anchor's.
namespace pipelines {

using values::Arena;
using values::Value;

enum class Leads : uint8_t { nowhere, to_one, to_many };

// What a node has: a value, or other nodes.
struct Attribute {
  std::string_view name;
  Value value;
  Leads leads = Leads::nowhere;
  std::vector<uint32_t> nodes;  // indexes, if it leads to some; empty: to_one is null
  // For lists that may be longer than what is known: why.
  const values::Reason* open = nullptr;
  // Where it is written: the key with what it holds. Unknown if it is nowhere.
  source::Range range;
  const syntax::YamlNode* written = nullptr;  // what the key holds; may be null
  std::vector<source::Range> elements;  // where its elements are, if they have places of their own
};

struct Node {
  std::string_view type;  // "bitbucket_step": graph/node_types.h has what each holds
  // `pipelines.branches.main.step "Deploy"`: without numbers where there are names.
  std::string address;
  source::Range range;                // the key that it stands under, where it is written
  std::vector<source::Range> uses;    // aliases of what it is made of
  std::vector<Attribute> attributes;  // sorted by name; one that is absent is null

  [[nodiscard]] const Attribute* attribute(std::string_view name) const;
};

// One file. What it holds lives in its arenas.
struct File {
  source::FileId id = source::kNoFile;
  std::string path;  // relative to the current directory
  syntax::YamlTree tree;
  Arena arena;
  std::vector<Node> nodes;  // in the order of the text
  diagnostics::Diagnostics diagnostics;
};

// Whether a YAML text is that of a pipeline file, whatever its name: a mapping with `pipelines`
// that has a section known to Bitbucket. Cheap for texts that are not.
bool is_pipeline_text(std::string_view text);

// Reads a pipeline file and the scripts that it calls, through `repository` alone; null if the file
// cannot be read, which is added to `unreadable`. What Bitbucket rejects is in its diagnostics (ids
// syntax-error, invalid-pipeline), and what is whole is read.
std::unique_ptr<File> read(const std::string& path, const source::FileSystem& repository,
                           source::Files& files, diagnostics::Diagnostics& unreadable);

// Bounds; reaching one is a diagnostic (limit-reached).
inline constexpr size_t kMaxFileBytes = 4u << 20;
inline constexpr size_t kMaxScriptBytes = 1u << 20;  // of a script that a step calls
inline constexpr size_t kMaxMemory = 256u << 20;     // bytes of the values of one file
inline constexpr size_t kMaxNodes = 50'000;          // of one file, aliases written out

}  // namespace pipelines
