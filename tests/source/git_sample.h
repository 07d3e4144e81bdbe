// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <git2.h>
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>

// A git repository of its own for a test.
namespace source_test {

class GitSample {
 public:
  GitSample() {
    std::string name = std::filesystem::temp_directory_path() / "plumbline-XXXXXX";
    init(::mkdtemp(name.data()));
  }
  // One in a directory of another, whose submodule it is once that one has added it.
  explicit GitSample(const std::string& directory) {
    std::filesystem::create_directories(directory);
    init(directory);
  }
  ~GitSample() {
    git_repository_free(repository_);
    std::filesystem::remove_all(root_);
    git_libgit2_shutdown();
  }
  GitSample(const GitSample&) = delete;
  GitSample& operator=(const GitSample&) = delete;

  void write(const std::string& path, const std::string& text) const {
    std::filesystem::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << text;
  }
  void link(const std::string& target, const std::string& path) const {
    std::filesystem::create_directories((root_ / path).parent_path());
    std::filesystem::create_symlink(target, root_ / path);
  }
  void remove(const std::string& path) const { std::filesystem::remove(root_ / path); }
  [[nodiscard]] std::string at(const std::string& path) const { return root_ / path; }
  [[nodiscard]] std::string root() const { return root_; }

  // `git add --all`
  void add_all() {
    git_index* index = nullptr;
    git_repository_index(&index, repository_);
#ifdef __SANITIZE_ADDRESS__
    // Where there are submodules, libgit2 asks its regular expressions, which leak (1.5.1).
    const __lsan::ScopedDisabler leaks_in_libgit2;
#endif
    git_index_add_all(index, nullptr, 0, nullptr, nullptr);
    git_index_update_all(index, nullptr, nullptr, nullptr);
    git_index_write(index);
    git_index_free(index);
  }
  // `git add --all && git commit`, on the branch that is checked out.
  void commit() {
    add_all();
    git_index* index = nullptr;
    git_repository_index(&index, repository_);
    git_oid tree_id{}, parent_id{}, id{};
    git_index_write_tree(&tree_id, index);
    git_index_free(index);
    git_tree* tree = nullptr;
    git_tree_lookup(&tree, repository_, &tree_id);
    git_commit* parent = nullptr;
    if (git_reference_name_to_id(&parent_id, repository_, "HEAD") == 0) {
      git_commit_lookup(&parent, repository_, &parent_id);
    }
    git_signature* author = nullptr;
    git_signature_new(&author, "A", "a@example.com", 1, 0);
    const git_commit* parents[] = {parent};
    git_commit_create(&id, repository_, "HEAD", author, author, nullptr, "change", tree,
                      parent == nullptr ? 0 : 1, parents);
    git_signature_free(author);
    git_commit_free(parent);
    git_tree_free(tree);
  }
  // `git submodule add`, or `git add` of one, with the commit that is checked out there.
  void add_submodule(const std::string& path) {
    write(".gitmodules", "[submodule \"" + path + "\"]\n\tpath = " + path + "\n\turl = ./x\n");
    git_repository* submodule = nullptr;
    git_repository_open(&submodule, at(path).c_str());
    git_index_entry entry{};
    entry.mode = GIT_FILEMODE_COMMIT;
    entry.path = path.c_str();
    git_reference_name_to_id(&entry.id, submodule, "HEAD");
    git_repository_free(submodule);
    git_index* index = nullptr;
    git_repository_index(&index, repository_);
    git_index_add(index, &entry);
    git_index_write(index);
    git_index_free(index);
  }
  // `git branch NAME`
  void branch(const std::string& name) {
    git_object* head = nullptr;
    git_revparse_single(&head, repository_, "HEAD");
    git_reference* made = nullptr;
    git_branch_create(&made, repository_, name.c_str(), reinterpret_cast<git_commit*>(head), 0);
    git_reference_free(made);
    git_object_free(head);
  }
  // `git rev-parse HEAD`
  [[nodiscard]] std::string head() const {
    git_oid id{};
    char text[GIT_OID_HEXSZ + 1] = "";
    if (git_reference_name_to_id(&id, repository_, "HEAD") == 0) {
      git_oid_tostr(text, sizeof text, &id);
    }
    return text;
  }
  // `git worktree add PATH BRANCH`
  void add_worktree(const std::string& path, const std::string& branch) {
    git_reference* reference = nullptr;
    git_branch_lookup(&reference, repository_, branch.c_str(), GIT_BRANCH_LOCAL);
    git_worktree_add_options options = GIT_WORKTREE_ADD_OPTIONS_INIT;
    options.ref = reference;
    git_worktree* made = nullptr;
    git_worktree_add(&made, repository_, branch.c_str(), at(path).c_str(), &options);
    git_worktree_free(made);
    git_reference_free(reference);
  }
  // `git symbolic-ref HEAD refs/heads/NAME`
  void on_branch(const std::string& name) {
    git_repository_set_head(repository_, ("refs/heads/" + name).c_str());
  }

 private:
  void init(const std::string& directory) {
    git_libgit2_init();
    root_ = std::filesystem::canonical(directory);
    git_repository_init(&repository_, root_.c_str(), 0);
  }

  std::filesystem::path root_;
  git_repository* repository_ = nullptr;
};

}  // namespace source_test
