// SPDX-License-Identifier: Apache-2.0
//
// Submodules: of each, a commit stands in the tree of the repository around it. Its files are in a
// repository of its own, below the work tree or, where it is not checked out any more, in what git
// keeps of modules. Exports add_files and add_submodules. Tested in tests/source/git_test.cc.

#include <utility>

#include "source/git_handle.h"
#include "source/source.h"

namespace source {

namespace {

constexpr size_t kMaxSubmodules = 1'000;
constexpr size_t kShownDigits = 10;

struct Listing {
  const std::string& prefix;
  const std::shared_ptr<GitHandle>& submodule;
  GitSnapshot& snapshot;
};

int add_entry(const char* directory, const git_tree_entry* entry, void* payload) {
  const git_filemode_t mode = git_tree_entry_filemode(entry);
  if (mode == GIT_FILEMODE_TREE) return 0;
  const Listing& listing = *static_cast<const Listing*>(payload);
  listing.snapshot.entries.emplace(listing.prefix + directory + git_tree_entry_name(entry),
                                   GitEntry{*git_tree_entry_id(entry), mode, listing.submodule});
  return 0;
}

// One that is still to be looked into.
struct Submodule {
  std::string path;   // in the work tree
  size_t around = 0;  // how much of it is that of the repository around
  git_oid commit{};
  std::shared_ptr<GitHandle> parent;
};

// The repository of a submodule; null if there is none.
std::shared_ptr<GitHandle> repository_of(const Submodule& submodule, const GitHandle& top) {
  auto handle = std::make_shared<GitHandle>();
  const std::string work_tree = top.work_tree + '/' + submodule.path;
  handle->repository = made_by<git_repository>([&](git_repository** made) {
    return git_repository_open_ext(made, work_tree.c_str(), GIT_REPOSITORY_OPEN_NO_SEARCH, nullptr);
  });
  if (!handle->repository) {
    const std::string kept = git_repository_commondir(submodule.parent->repository.get()) +
                             ("modules/" + submodule.path.substr(submodule.around));
    handle->repository = made_by<git_repository>(
        [&](git_repository** made) { return git_repository_open_bare(made, kept.c_str()); });
  }
  handle->work_tree = work_tree;
  return handle->repository ? handle : nullptr;
}

}  // namespace

bool add_files(const git_object& commit, const std::string& prefix,
               const std::shared_ptr<GitHandle>& submodule, GitSnapshot& snapshot) {
  const auto tree = made_by<git_object>(
      [&](git_object** made) { return git_object_peel(made, &commit, GIT_OBJECT_TREE); });
  Listing listing{prefix, submodule, snapshot};
  return tree && git_tree_walk(reinterpret_cast<const git_tree*>(tree.get()), GIT_TREEWALK_PRE,
                               add_entry, &listing) == 0;
}

void add_submodules(const std::shared_ptr<GitHandle>& repository, GitSnapshot& snapshot) {
  std::vector<Submodule> open;
  const auto look_below = [&](const std::string& prefix, const std::shared_ptr<GitHandle>& parent) {
    for (auto at = snapshot.entries.lower_bound(prefix);
         at != snapshot.entries.end() && at->first.starts_with(prefix); ++at) {
      if (at->second.mode != GIT_FILEMODE_COMMIT) continue;
      open.push_back({at->first, prefix.size(), at->second.id, parent});
    }
  };
  look_below("", repository);
  for (size_t seen = 0; !open.empty() && seen < kMaxSubmodules; ++seen) {
    const Submodule next = std::move(open.back());
    open.pop_back();
    const std::shared_ptr<GitHandle> handle = repository_of(next, *repository);
    if (!handle) continue;
    const auto commit = made_by<git_object>([&](git_object** made) {
      return git_object_lookup(made, handle->repository.get(), &next.commit, GIT_OBJECT_COMMIT);
    });
    const std::string prefix = next.path + '/';
    if (commit && add_files(*commit, prefix, handle, snapshot)) {
      snapshot.entries.erase(next.path);
      look_below(prefix, handle);
      continue;
    }
    char digits[GIT_OID_HEXSZ + 1];
    git_oid_tostr(digits, kShownDigits + 1, &next.commit);
    snapshot.untold.push_back(next.path + " at " + digits);
  }
}

}  // namespace source
