// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "pipelines/pipelines.h"

// How a pipeline file is read: values as they count, with where they are written, and nodes in the
// making. Not for other rooms.
namespace pipelines {

using syntax::YamlKind;
using syntax::YamlNode;

// A value as it counts: aliases followed.
struct Site {
  const YamlNode* node = nullptr;             // null: there is none
  const YamlNode* key = nullptr;              // that it was found under; null for items of lists
  std::vector<const YamlNode*> aliases = {};  // that led here, outermost first

  // Whether something is written, and not just nothing.
  [[nodiscard]] bool given() const { return node != nullptr && node->kind != YamlKind::null; }
  [[nodiscard]] bool is(YamlKind kind) const { return node != nullptr && node->kind == kind; }
};

struct Member {
  std::string_view name;
  Site value;
};

// The members of a mapping, merged.
struct Members {
  std::vector<Member> all;
  // Nothing, if there is none of that name.
  [[nodiscard]] const Site& at(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const { return at(name).node != nullptr; }
};

// What the readers of single objects share.
class Reader {
 public:
  Reader(File& file, const source::FileSystem& repository, source::Files& files);

  // The value of a node met on the way from `from`.
  [[nodiscard]] Site follow(const YamlNode& node, const Site& from, const YamlNode* key = nullptr,
                            std::span<const YamlNode* const> merged = {}) const;
  // What a mapping has, as a kind of object: what it may not hold is said. Of anything else: none.
  Members members(const Site& mapping, std::string_view object);
  // The items of a list, be they in lists of their own by way of aliases; of one value, that value.
  std::vector<Site> items(const Site& list);

  // The text of a scalar, empty where none is; numbers and truths are what is written.
  [[nodiscard]] std::string_view text(const Site& site);
  [[nodiscard]] std::vector<std::string_view> texts(const Site& list);

  // Values of what is written; null where nothing is.
  Value text_value(const Site& site);
  Value number_value(const Site& site);
  Value truth_value(const Site& site, bool otherwise);
  Value list_value(const Site& list);
  Value string(std::string_view text);
  Value list_of(std::span<const std::string_view> texts);

  // The key with what it holds, if both are written at one place; else what is held.
  [[nodiscard]] source::Range place(const Site& site) const;
  // Where something is named: its key, and its anchor.
  [[nodiscard]] source::Range header(const Site& site) const;

  // Bitbucket rejects it.
  diagnostics::Diagnostic& wrong(const source::Range& range, std::string summary,
                                 std::string detail = {});

  // A new node; its address is made one of its own.
  uint32_t add_node(std::string_view type, std::string address, const Site& site);
  void add(uint32_t node, std::string_view name, const Value& value, const Site& site = {});
  void add_node_link(uint32_t node, std::string_view name, std::optional<uint32_t> to,
                     const Site& site = {});
  void add_node_links(uint32_t node, std::string_view name, std::vector<uint32_t> to);
  void sort_attributes();
  // Whether nothing more is to be read.
  [[nodiscard]] bool full() const {
    return file_.nodes.size() >= kMaxNodes || file_.arena.used() >= kMaxMemory;
  }
  // A script of the repository, read once; nothing if it is not there.
  std::optional<source::FileId> script_file(const std::string& path);

  [[nodiscard]] File& file() const { return file_; }
  [[nodiscard]] Arena& arena() const { return file_.arena; }
  // Commands of scripts that were read already, by what holds them, their branch and deployment.
  using ScriptKey = std::tuple<const YamlNode*, std::string_view, std::string_view>;
  std::map<ScriptKey, Attribute>& known_commands() { return commands_; }
  [[nodiscard]] source::Files& files() const { return files_; }

 private:
  void check_member(const Member& member, std::string_view shape, std::string_view limits);
  void check_list(const Member& member, std::string_view limits);
  void check_unknown(const Member& member, std::string_view object, const Members& members);

  File& file_;
  const source::FileSystem& repository_;
  source::Files& files_;
  std::map<const YamlNode*, std::vector<source::Range>> uses_;  // aliases by what they stand for
  std::map<ScriptKey, Attribute> commands_;
  std::map<std::string, std::optional<source::FileId>> scripts_;
  std::map<std::string, uint32_t> addresses_;  // how often each was asked for
};

// "main", "\"release/*\"": a name in an address, in quotation marks unless it is a plain word.
std::string address_name(std::string_view name);

}  // namespace pipelines
