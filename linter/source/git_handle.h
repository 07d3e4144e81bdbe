// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <git2.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

// libgit2's objects, for the files of this room that speak to it.
namespace source {

struct FreeGit {
  void operator()(git_repository* it) const { git_repository_free(it); }
  void operator()(git_index* it) const { git_index_free(it); }
  void operator()(git_object* it) const { git_object_free(it); }
  void operator()(git_blob* it) const { git_blob_free(it); }
  void operator()(git_reference* it) const { git_reference_free(it); }
  void operator()(git_config* it) const { git_config_free(it); }
  void operator()(git_config_iterator* it) const { git_config_iterator_free(it); }
  void operator()(git_odb* it) const { git_odb_free(it); }
};
template <class T>
using GitPointer = std::unique_ptr<T, FreeGit>;

struct GitHandle {
  GitHandle() { git_libgit2_init(); }
  ~GitHandle() {
    repository.reset();
    git_libgit2_shutdown();
  }
  GitHandle(const GitHandle&) = delete;
  GitHandle& operator=(const GitHandle&) = delete;

  // Held while libgit2 is asked: one repository is read by several threads.
  std::mutex mutex;
  GitPointer<git_repository> repository;
  std::string work_tree;   // canonical, without a slash at its end
  std::string index_path;  // empty: the repository's own
};

struct GitEntry {
  git_oid id{};
  git_filemode_t mode{};
  std::shared_ptr<GitHandle> submodule = {};  // whose it is; null: the repository's own
};

struct GitSnapshot {
  std::map<std::string, GitEntry, std::less<>> entries;  // by path in the work tree
  std::vector<std::string> untold;  // submodules that lack the commit, and which: "net at 3f2a91c"
};

// Puts the files of submodules in the place of the commits that are named of them. What lies in one
// of which nothing is there stays as it is on disk.
void add_submodules(const std::shared_ptr<GitHandle>& repository, GitSnapshot& snapshot);
// Adds the files of a commit, each path behind `prefix`; false if they cannot be listed.
bool add_files(const git_object& commit, const std::string& prefix,
               const std::shared_ptr<GitHandle>& submodule, GitSnapshot& snapshot);

template <class T, class Call>
GitPointer<T> made_by(Call call) {
  T* made = nullptr;
  return call(&made) == 0 ? GitPointer<T>(made) : nullptr;
}

// What libgit2 said last, to stand after a colon.
std::string git_error_text();

}  // namespace source
