// SPDX-License-Identifier: Apache-2.0
//
// A file system that lives in memory, for tests, the examples of rules and editors.
// Exports MemoryFileSystem. Tested in tests/source/memory_test.cc.
#include <algorithm>

#include "source/source.h"

namespace source {
namespace {

constexpr std::string_view kCurrentDirectory = "/repository";

using Item = std::pair<std::string, std::string>;

bool path_is_before(const Item& item, std::string_view path) { return item.first < path; }

std::string no_such(std::string_view path) {
  return std::string(path) + " cannot be read: no such file or directory";
}

// The prefix of everything inside a directory.
std::string inside(std::string directory) {
  if (!directory.ends_with('/')) directory += '/';
  return directory;
}

}  // namespace

void MemoryFileSystem::add(std::string_view path, std::string text) {
  std::string place = canonical(path);
  const auto at = std::lower_bound(files_.begin(), files_.end(), place, path_is_before);
  if (at != files_.end() && at->first == place) {
    at->second = std::move(text);
  } else {
    files_.emplace(at, std::move(place), std::move(text));
  }
}

Result<std::string> MemoryFileSystem::read(std::string_view path) const {
  const std::string place = canonical(path);
  const auto at = std::lower_bound(files_.begin(), files_.end(), place, path_is_before);
  if (at == files_.end() || at->first != place) return Result<std::string>::failure(no_such(path));
  return at->second;
}

Result<std::vector<Entry>> MemoryFileSystem::list(std::string_view directory) const {
  if (kind(directory) != EntryKind::directory) {
    return Result<std::vector<Entry>>::failure(no_such(directory));
  }
  const std::string prefix = inside(canonical(directory));
  std::vector<Entry> entries;
  for (auto at = std::lower_bound(files_.begin(), files_.end(), prefix, path_is_before);
       at != files_.end() && at->first.starts_with(prefix); ++at) {
    const std::string_view rest = std::string_view(at->first).substr(prefix.size());
    const std::string_view name = rest.substr(0, rest.find('/'));
    if (!entries.empty() && entries.back().name == name) continue;
    const bool is_file = name.size() == rest.size();
    entries.push_back(
        {.name = std::string(name), .kind = is_file ? EntryKind::file : EntryKind::directory});
  }
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return a.name < b.name; });
  return entries;
}

std::optional<EntryKind> MemoryFileSystem::kind(std::string_view path) const {
  const std::string place = canonical(path);
  if (place == "/" || place == kCurrentDirectory) return EntryKind::directory;
  const auto at = std::lower_bound(files_.begin(), files_.end(), place, path_is_before);
  if (at != files_.end() && at->first == place) return EntryKind::file;
  const std::string prefix = inside(place);
  const auto below = std::lower_bound(files_.begin(), files_.end(), prefix, path_is_before);
  if (below != files_.end() && below->first.starts_with(prefix)) return EntryKind::directory;
  return std::nullopt;
}

std::string MemoryFileSystem::canonical(std::string_view path) const {
  return join_path(kCurrentDirectory, path);
}

}  // namespace source
