// SPDX-License-Identifier: Apache-2.0
//
// Finds a repository and lists what its commits and its index hold. Exported: GitRepository and
// what the disk knows of git. Tested in tests/source/git_test.cc.

#include "source/git.h"

#include <algorithm>

#include "source/git_handle.h"

namespace source {

namespace {

using Snapshot = Result<std::unique_ptr<GitFileSystem>>;

Snapshot failure(const std::string& what) {
  return Snapshot::failure(what + ": " + git_error_text());
}

Snapshot file_system(const std::shared_ptr<GitHandle>& handle, GitSnapshot snapshot) {
  add_submodules(handle, snapshot);
  return Snapshot(std::make_unique<GitFileSystem>(handle, std::move(snapshot)));
}

Snapshot snapshot_of(const std::shared_ptr<GitHandle>& handle, const git_object& commit) {
  GitSnapshot snapshot;
  if (!add_files(commit, "", nullptr, snapshot)) {
    return failure("the commit's files cannot be listed");
  }
  return file_system(handle, std::move(snapshot));
}

// The URL of `origin`, else that of the only remote there is. Read from the settings themselves:
// libgit2's lists of remotes go by its regular expressions, which leak 20 KB for each setting that
// does not match (git_regexp_match of 1.5.1 with PCRE2).
std::string remote_of(git_repository* repository) {
  constexpr std::string_view kSection = "remote.";
  constexpr std::string_view kVariable = ".url";
  const auto config = made_by<git_config>(
      [&](git_config** made) { return git_repository_config_snapshot(made, repository); });
  const auto settings = made_by<git_config_iterator>([&](git_config_iterator** made) {
    return config ? git_config_iterator_new(made, config.get()) : -1;
  });
  std::map<std::string, std::string> urls;  // the first of each remote, which git fetches from
  git_config_entry* setting = nullptr;
  while (settings && git_config_next(&setting, settings.get()) == 0) {
    const std::string_view name = setting->name;
    if (!name.starts_with(kSection) || !name.ends_with(kVariable)) continue;
    if (name.size() <= kSection.size() + kVariable.size()) continue;
    urls.emplace(name.substr(kSection.size(), name.size() - kSection.size() - kVariable.size()),
                 setting->value == nullptr ? "" : setting->value);
  }
  const auto origin = urls.find("origin");
  if (origin != urls.end()) return origin->second;
  return urls.size() == 1 ? urls.begin()->second : std::string();
}

}  // namespace

std::string git_error_text() {
  const git_error* error = git_error_last();
  return error == nullptr ? "no reason is known" : error->message;
}

Result<GitRepository> GitRepository::around(const std::string& path, const std::string& index) {
  const bool inside = DiskFileSystem().kind(path) == EntryKind::directory;
  const std::string directory = inside ? path : parent_path(path);
  auto handle = std::make_shared<GitHandle>();
  // What a repository holds is the same to everybody: nobody's own settings are read.
  for (const int level : {GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM,
                          GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL}) {
    git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, "");
  }
  // In containers the files are often somebody else's. Nothing that stands in them is run.
  git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
  // Hashing each file again would tell of a broken disk, which is fsck's business.
  git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
  handle->repository = made_by<git_repository>([&](git_repository** made) {
    return git_repository_open_ext(made, directory.c_str(), 0, nullptr);
  });
  if (!handle->repository) {
    return Result<GitRepository>::failure("no git repository holds " + directory + ": " +
                                          git_error_text());
  }
  const char* work_tree = git_repository_workdir(handle->repository.get());
  if (work_tree == nullptr) {
    return Result<GitRepository>::failure("the git repository of " + directory +
                                          " has no work tree");
  }
  handle->work_tree = DiskFileSystem().canonical(work_tree);
  handle->index_path = index;
  return GitRepository(std::move(handle));
}

Revision GitRepository::revision() const {
  git_repository* repository = handle_->repository.get();
  Revision revision;
  revision.repository = public_url(remote_of(repository));
  git_oid commit{};
  if (git_reference_name_to_id(&commit, repository, "HEAD") == 0) {
    char text[GIT_OID_HEXSZ + 1];
    revision.commit = git_oid_tostr(text, sizeof text, &commit);
  }
  const auto head = made_by<git_reference>(
      [&](git_reference** made) { return git_reference_lookup(made, repository, "HEAD"); });
  const char* target = head ? git_reference_symbolic_target(head.get()) : nullptr;
  constexpr std::string_view kBranches = "refs/heads/";
  if (target != nullptr && std::string_view(target).starts_with(kBranches)) {
    revision.branch = target + kBranches.size();
  }
  return revision;
}

std::vector<std::string> DiskFileSystem::kept_by_git(std::string_view repository,
                                                     bool (*wanted)(std::string_view name)) const {
  const auto found = GitRepository::around(std::string(repository));
  return found.ok() ? found.value().kept(wanted) : std::vector<std::string>();
}

std::vector<std::string> GitRepository::kept(bool (*wanted)(std::string_view name)) const {
  const auto index = made_by<git_index>(
      [&](git_index** made) { return git_repository_index(made, handle_->repository.get()); });
  std::vector<std::string> paths;
  for (size_t i = 0; index && i < git_index_entrycount(index.get()); ++i) {
    const std::string_view path = git_index_get_byindex(index.get(), i)->path;
    if (wanted(base_name(path))) paths.push_back(handle_->work_tree + '/' + std::string(path));
  }
  std::ranges::sort(paths);
  return paths;
}

Result<std::unique_ptr<GitFileSystem>> GitRepository::index() const {
  const auto index = made_by<git_index>([&](git_index** made) {
    return handle_->index_path.empty() ? git_repository_index(made, handle_->repository.get())
                                       : git_index_open(made, handle_->index_path.c_str());
  });
  if (!index) return failure("git's index cannot be read");
  GitSnapshot snapshot;
  for (size_t i = 0; i < git_index_entrycount(index.get()); ++i) {
    const git_index_entry* entry = git_index_get_byindex(index.get(), i);
    // Of a conflict, what is ours.
    const int stage = git_index_entry_stage(entry);
    if (stage != 0 && stage != 2) continue;
    snapshot.entries.emplace(entry->path,
                             GitEntry{entry->id, static_cast<git_filemode_t>(entry->mode), {}});
  }
  return file_system(handle_, std::move(snapshot));
}

Result<std::unique_ptr<GitFileSystem>> GitRepository::head() const {
  if (git_repository_head_unborn(handle_->repository.get()) == 1) {
    return Snapshot(std::make_unique<GitFileSystem>(handle_, GitSnapshot{}));
  }
  const auto commit = made_by<git_object>([&](git_object** made) {
    return git_revparse_single(made, handle_->repository.get(), "HEAD^{commit}");
  });
  return commit ? snapshot_of(handle_, *commit) : failure("the last commit cannot be read");
}

Result<std::unique_ptr<GitFileSystem>> GitRepository::fork_point(
    const std::string& revision) const {
  git_repository* repository = handle_->repository.get();
  const auto commit_of = [&](const std::string& name) {
    return made_by<git_object>([&](git_object** made) {
      return git_revparse_single(made, repository, (name + "^{commit}").c_str());
    });
  };
  const auto commit = commit_of(revision);
  if (!commit) return failure("git knows no revision " + revision);
  const auto head = commit_of("HEAD");
  git_oid common{};
  if (!head || git_merge_base(&common, repository, git_object_id(commit.get()),
                              git_object_id(head.get())) != 0) {
    return snapshot_of(handle_, *commit);
  }
  const auto base = made_by<git_object>([&](git_object** made) {
    return git_object_lookup(made, repository, &common, GIT_OBJECT_COMMIT);
  });
  return base ? snapshot_of(handle_, *base) : failure("the common commit cannot be read");
}

}  // namespace source
