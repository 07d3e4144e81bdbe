// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "architecture/code_text.h"
#include "architecture/functions.h"

// The rules of docs/contributing.md that a machine can hold against the text of the project. Each
// returns the violations as sentences.
namespace architecture {

struct SourceFile {
  std::string path;  // from the top of the project
  std::string text;
};

using Violations = std::vector<std::string>;

// In reading order: a room includes itself and those above it.
inline constexpr auto kRooms = std::to_array<std::string_view>(
    {"source", "diagnostics", "syntax", "values", "expressions", "schema", "config", "terraform",
     "pipelines", "graph", "rules", "findings", "report", "catalogue", "run", "publish", "cli"});
inline constexpr size_t kMaxFileLines = 400;
inline constexpr size_t kMaxFunctionLines = 50;

inline size_t rank_of(std::string_view room) {
  return static_cast<size_t>(std::find(kRooms.begin(), kRooms.end(), room) - kRooms.begin());
}

// The folder under linter/ that a file stands in; empty for linter/main.cc and what is elsewhere.
inline std::string_view room_of(std::string_view path) {
  if (!path.starts_with("linter/")) return {};
  path.remove_prefix(7);
  const size_t slash = path.find('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

inline Violations check_includes(const SourceFile& file) {
  static const RE2 kInclude(R"re((#include "([^"/]+)/[^"]*"))re");
  const std::string_view room = room_of(file.path);
  Violations violations;
  if (room.empty()) return violations;
  const std::string code = code_of(file.text, Keep::code_and_strings);
  re2::StringPiece rest(code);
  for (std::string line, included; RE2::FindAndConsume(&rest, kInclude, &line, &included);) {
    if (rank_of(included) <= rank_of(room)) continue;
    violations.push_back(
        file.path + ": room " + std::string(room) + " includes " + line +
        (rank_of(included) == kRooms.size() ? ", which is no room" : ", a room below it"));
  }
  return violations;
}

inline Violations check_lengths(const SourceFile& file) {
  Violations violations;
  auto lines = static_cast<size_t>(std::count(file.text.begin(), file.text.end(), '\n'));
  for (const Piece& piece : find_functions(file.text)) {
    const size_t length = piece.last_line - piece.first_line + 1;
    if (piece.is_exempt) {
      lines -= length;
    } else if (length > kMaxFunctionLines && !piece.is_table) {
      violations.push_back(file.path + ":" + std::to_string(piece.first_line) + ": " +
                           std::to_string(length) + " lines: " + piece.header);
    }
  }
  if (lines > kMaxFileLines) {
    violations.push_back(file.path + ": " + std::to_string(lines) + " lines");
  }
  return violations;
}

inline Violations check_aws_names(const SourceFile& file) {
  static const RE2 kAwsName(R"((\baws_[a-z]\w*))");
  const std::string code = code_of(file.text, Keep::code_and_strings);
  Violations violations;
  re2::StringPiece rest(code);
  for (std::string name; RE2::FindAndConsume(&rest, kAwsName, &name);) {
    violations.push_back(file.path + ": names " + name + "; such facts stand in data");
  }
  return violations;
}

// Names of variables and members that `code` declares as unordered containers.
inline std::set<std::string> unordered_names(const std::string& code) {
  static const RE2 kContainer(R"(\b(?:unordered|flat_hash|node_hash)_(?:multi)?(?:map|set)\s*<)");
  static const RE2 kName(R"([&\s]*(\w+)\s*[;={,)])");
  std::set<std::string> names;
  for (re2::StringPiece rest(code); RE2::FindAndConsume(&rest, kContainer);) {
    re2::StringPiece after = rest;
    for (int depth = 1; depth > 0 && !after.empty(); after.remove_prefix(1)) {
      if (after[0] == '<') ++depth;
      if (after[0] == '>') --depth;
    }
    if (std::string name; RE2::Consume(&after, kName, &name)) names.insert(name);
  }
  return names;
}

// What headers declare as unordered, by their folder: a file's members are declared in its own.
using UnorderedMembers = std::map<std::string, std::set<std::string>>;

inline UnorderedMembers unordered_members(const std::vector<SourceFile>& headers) {
  UnorderedMembers members;
  for (const SourceFile& header : headers) {
    members[header.path.substr(0, header.path.rfind('/') + 1)].merge(
        unordered_names(code_of(header.text)));
  }
  return members;
}

inline Violations check_unordered(const SourceFile& file, const UnorderedMembers& members) {
  static const RE2 kLoop(R"(\bfor\s*\([^;()]*[^:]:\s*[\w.\->]*?(\w+)\s*\))");
  static const RE2 kBegin(R"(\b(\w+)\.c?begin\(\))");
  const std::string code = code_of(file.text);
  std::set<std::string> names = unordered_names(code);
  for (const auto& [directory, declared] : members) {
    if (file.path.starts_with(directory)) names.insert(declared.begin(), declared.end());
  }
  Violations violations;
  for (const RE2* walk : {&kLoop, &kBegin}) {
    re2::StringPiece rest(code);
    for (std::string name; RE2::FindAndConsume(&rest, *walk, &name);) {
      if (!names.contains(name)) continue;
      violations.push_back(file.path + ": walks " + name + ", whose order is no one's to rely on");
    }
  }
  return violations;
}

inline Violations check_first_lines(const SourceFile& file) {
  Violations violations;
  if (!file.text.starts_with("// SPDX-License-Identifier: Apache-2.0\n")) {
    violations.push_back(file.path + ": the first line names no licence");
  }
  if (file.path.ends_with(".h") && file.text.find("\n#pragma once\n") == std::string::npos) {
    violations.push_back(file.path + ": a header without #pragma once");
  }
  return violations;
}

// `paths` are all files under linter/.
inline Violations check_rooms(const std::vector<std::string>& paths) {
  Violations violations;
  std::set<std::string> rooms;
  for (const std::string& path : paths) {
    const std::string room(room_of(path));
    if (!room.empty()) rooms.insert(room);
  }
  for (const std::string& room : rooms) {
    const std::string header = "linter/" + room + "/" + room + ".h";
    if (rank_of(room) == kRooms.size()) violations.push_back("linter/" + room + " is no room");
    if (std::find(paths.begin(), paths.end(), header) == paths.end()) {
      violations.push_back("linter/" + room + " has no public header " + room + ".h");
    }
  }
  return violations;
}

inline Violations check_top_level(const std::vector<std::string>& names) {
  static const std::set<std::string> kAllowed = {
      "CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md", "bootstrap", "docs",
      "fixtures",       "grammars",          "linter",  "rules",     "tests"};
  // Dot files configure tools; what is built or cached is not part of the project.
  static const std::set<std::string> kNotOurs = {"build", "compile_commands.json"};
  Violations violations;
  for (const std::string& name : names) {
    if (name.starts_with('.') || kNotOurs.contains(name) || kAllowed.contains(name)) continue;
    violations.push_back(name + " stands at the top level, where the plan has no place for it");
  }
  return violations;
}

// Tests that a file's comments name and that are not there; `exists` tells of paths from the top.
template <class Exists>
Violations check_named_tests(const SourceFile& file, const Exists& exists) {
  constexpr std::string_view kPathCharacters = "abcdefghijklmnopqrstuvwxyz0123456789_/.";
  Violations violations;
  for (size_t at = file.text.find("tests/"); at != std::string::npos;
       at = file.text.find("tests/", at + 1)) {
    const size_t end = std::min(file.text.find_first_not_of(kPathCharacters, at), file.text.size());
    std::string path = file.text.substr(at, end - at);
    if (path.ends_with('.')) path.pop_back();
    if (!exists(path)) violations.push_back(file.path + ": there is no " + path);
  }
  return violations;
}

// Paths that mean something on one machine only.
inline Violations check_machine_paths(const std::string& where, std::string_view text) {
  Violations violations;
  for (const std::string_view path : {"/wo"
                                      "rk/",
                                      "/tmp/"
                                      "wt",
                                      "/opt/"
                                      "tf-plugins"}) {
    if (text.find(path) != std::string_view::npos) {
      violations.push_back(where + " names " + std::string(path) + ", a path of one machine");
    }
  }
  return violations;
}

}  // namespace architecture
