// SPDX-License-Identifier: Apache-2.0
//
// The files of a commit or of the index as a file system. Exported: GitFileSystem. Tested in
// tests/source/git_test.cc.

#include <algorithm>

#include "source/git.h"
#include "source/git_handle.h"

namespace source {

namespace {

constexpr int kMaxLinks = 40;  // as the kernel follows

std::string cannot_read(std::string_view path, const std::string& why) {
  return std::string(path) + " cannot be read: " + why;
}

const GitEntry* find(const GitSnapshot& snapshot, std::string_view in_tree) {
  const auto found = snapshot.entries.find(in_tree);
  return found == snapshot.entries.end() ? nullptr : &found->second;
}

bool holds_directory(const GitSnapshot& snapshot, const std::string& in_tree) {
  if (in_tree == ".") return true;
  const std::string prefix = in_tree + "/";
  const auto below = snapshot.entries.lower_bound(prefix);
  return below != snapshot.entries.end() && below->first.starts_with(prefix);
}

}  // namespace

// A path resolved: in the snapshot, or on disk.
struct GitFileSystem::Place {
  bool on_disk = false;
  std::string path;     // canonical
  std::string in_tree;  // "." is the work tree; empty if it is on disk
};

GitFileSystem::GitFileSystem(std::shared_ptr<GitHandle> repository, GitSnapshot snapshot)
    : current_(disk_.canonical(".")),
      repository_(std::move(repository)),
      snapshot_(std::make_unique<GitSnapshot>(std::move(snapshot))) {}

GitFileSystem::~GitFileSystem() = default;

const std::vector<std::string>& GitFileSystem::untold() const { return snapshot_->untold; }

// Git's own files, those of submodules of which git does not tell, and what it ignores.
bool GitFileSystem::is_on_disk(const std::string& in_tree) const {
  if (is_inside(".git", in_tree)) return true;
  for (std::string at = in_tree; at != "."; at = parent_path(at)) {
    const GitEntry* entry = find(*snapshot_, at);
    if (entry != nullptr) return entry->mode == GIT_FILEMODE_COMMIT;
  }
  if (holds_directory(*snapshot_, in_tree)) return false;
  int ignored = 0;
  const std::lock_guard lock(repository_->mutex);
  return git_ignore_path_is_ignored(&ignored, repository_->repository.get(), in_tree.c_str()) ==
             0 &&
         ignored == 1;
}

std::string GitFileSystem::link_target(const std::string& in_tree) const {
  const GitEntry* entry = find(*snapshot_, in_tree);
  if (entry == nullptr || entry->mode != GIT_FILEMODE_LINK) return {};
  GitHandle& holder = entry->submodule ? *entry->submodule : *repository_;
  const std::lock_guard lock(holder.mutex);
  git_blob* blob = nullptr;
  if (git_blob_lookup(&blob, holder.repository.get(), &entry->id) != 0) return {};
  const GitPointer<git_blob> owner(blob);
  return {static_cast<const char*>(git_blob_rawcontent(blob)),
          static_cast<size_t>(git_blob_rawsize(blob))};
}

GitFileSystem::Place GitFileSystem::place_of(std::string_view path) const {
  const std::string& root = repository_->work_tree;
  std::string absolute = join_path(current_, path);
  for (int links = 0; links <= kMaxLinks; ++links) {
    if (!is_inside(root, absolute)) {
      absolute = disk_.canonical(absolute);
      if (!is_inside(root, absolute)) return {true, absolute, {}};
    }
    const std::string in_tree = relative_path(root, absolute);
    std::string followed;
    for (size_t end = in_tree.find('/'); followed.empty(); end = in_tree.find('/', end + 1)) {
      const std::string part = in_tree.substr(0, end);
      if (const std::string target = link_target(part); !target.empty()) {
        const std::string rest = end == std::string::npos ? "" : in_tree.substr(end + 1);
        followed = join_path(join_path(join_path(root, parent_path(part)), target), rest);
      }
      if (end == std::string::npos) break;
    }
    if (followed.empty()) {
      if (is_on_disk(in_tree)) return {true, disk_.canonical(absolute), {}};
      return {false, absolute, in_tree};
    }
    absolute = followed;
  }
  return {false, absolute, relative_path(root, absolute)};
}

std::string GitFileSystem::canonical(std::string_view path) const { return place_of(path).path; }

std::optional<EntryKind> GitFileSystem::kind(std::string_view path) const {
  const Place place = place_of(path);
  if (place.on_disk) return disk_.kind(place.path);
  if (const GitEntry* entry = find(*snapshot_, place.in_tree)) {
    // A link that is left leads nowhere.
    return entry->mode == GIT_FILEMODE_LINK ? EntryKind::other : EntryKind::file;
  }
  if (holds_directory(*snapshot_, place.in_tree)) return EntryKind::directory;
  return std::nullopt;
}

Result<std::string> GitFileSystem::read(std::string_view path) const {
  using Text = Result<std::string>;
  const Place place = place_of(path);
  if (place.on_disk) return disk_.read(place.path);
  const GitEntry* entry = find(*snapshot_, place.in_tree);
  if (entry == nullptr || entry->mode == GIT_FILEMODE_LINK) {
    return Text::failure(cannot_read(path, "no such file"));
  }
  GitHandle& holder = entry->submodule ? *entry->submodule : *repository_;
  const std::lock_guard lock(holder.mutex);
  git_repository* repository = holder.repository.get();
  git_odb* objects = nullptr;
  size_t size = 0;
  git_object_t type{};
  if (git_repository_odb(&objects, repository) != 0) {
    return Text::failure(cannot_read(path, git_error_text()));
  }
  const GitPointer<git_odb> objects_owner(objects);
  if (git_odb_read_header(&size, &type, objects, &entry->id) != 0) {
    return Text::failure(cannot_read(path, git_error_text()));
  }
  if (size > kMaxFileBytes) {
    return Text::failure(
        cannot_read(path, "it is larger than " + std::to_string(kMaxFileBytes >> 20) + " MiB"));
  }
  git_blob* blob = nullptr;
  if (git_blob_lookup(&blob, repository, &entry->id) != 0) {
    return Text::failure(cannot_read(path, git_error_text()));
  }
  const GitPointer<git_blob> blob_owner(blob);
  return std::string(static_cast<const char*>(git_blob_rawcontent(blob)), size);
}

std::vector<std::string> GitFileSystem::kept_by_git(std::string_view /*repository*/,
                                                    bool (*wanted)(std::string_view name)) const {
  std::vector<std::string> paths;
  for (const auto& [path, entry] : snapshot_->entries) {
    if (wanted(base_name(path))) paths.push_back(repository_->work_tree + '/' + path);
  }
  std::ranges::sort(paths);
  return paths;
}

Result<std::vector<Entry>> GitFileSystem::list(std::string_view directory) const {
  using Entries = Result<std::vector<Entry>>;
  const Place place = place_of(directory);
  if (place.on_disk) return disk_.list(place.path);
  if (!holds_directory(*snapshot_, place.in_tree)) {
    return Entries::failure(cannot_read(directory, "no such directory"));
  }
  const std::string prefix = place.in_tree == "." ? "" : place.in_tree + "/";
  std::vector<Entry> entries;
  for (auto at = snapshot_->entries.lower_bound(prefix);
       at != snapshot_->entries.end() && at->first.starts_with(prefix); ++at) {
    const std::string_view rest = std::string_view(at->first).substr(prefix.size());
    std::string name(rest.substr(0, rest.find('/')));
    if (!entries.empty() && entries.back().name == name) continue;
    const bool link = name.size() == rest.size() && at->second.mode == GIT_FILEMODE_LINK;
    const std::optional<EntryKind> kind = this->kind(place.path + "/" + name);
    entries.push_back(
        {.name = std::move(name), .kind = kind.value_or(EntryKind::other), .link = link});
  }
  const auto is_kept = [&](const std::string& name) {
    return std::ranges::find(entries, name, &Entry::name) != entries.end();
  };
  std::vector<Entry> from_disk;
  if (Entries beside = disk_.list(place.path); beside.ok()) {
    for (Entry& entry : beside.value()) {
      if (is_on_disk(prefix + entry.name) && !is_kept(entry.name))
        from_disk.push_back(std::move(entry));
    }
  }
  entries.insert(entries.end(), std::make_move_iterator(from_disk.begin()),
                 std::make_move_iterator(from_disk.end()));
  std::ranges::sort(entries, {}, &Entry::name);
  return entries;
}

}  // namespace source
