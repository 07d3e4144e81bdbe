// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <git2.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>

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
};

struct GitSnapshot {
  std::map<std::string, GitEntry, std::less<>> entries;  // by path in the work tree
};

// What libgit2 said last, to stand after a colon.
std::string git_error_text();

}  // namespace source
