// SPDX-License-Identifier: Apache-2.0
// Where a check reads: the disk, git's index, a commit. Exported: add_change_options, sources_of.
// Tested in tests/cli/change_test.cc.

#include "cli/sources.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "cli/commands.h"
#include "source/git.h"

namespace cli {

namespace {

// False, with a message on stderr, for what is not there.
template <class T>
bool is_there(const source::Result<T>& result) {
  if (!result.ok()) std::fprintf(stderr, "plumbline: %s\n", result.error().c_str());
  return result.ok();
}

// The index, which knows directories only by the files in them: one that the user names and that
// holds none is empty.
class WithDirectories final : public source::FileSystem {
 public:
  WithDirectories(std::unique_ptr<source::FileSystem> index, std::vector<std::string> paths)
      : index_(std::move(index)) {
    if (paths.empty()) paths.emplace_back(".");
    const source::DiskFileSystem disk;
    for (const std::string& path : paths) {
      const bool is_empty = !index_->kind(path) && disk.kind(path) == source::EntryKind::directory;
      if (is_empty) empty_.push_back(index_->canonical(path));
    }
  }

  source::Result<std::string> read(std::string_view path) const override {
    return index_->read(path);
  }
  source::Result<std::vector<source::Entry>> list(std::string_view directory) const override {
    if (is_empty(directory)) return std::vector<source::Entry>();
    return index_->list(directory);
  }
  std::optional<source::EntryKind> kind(std::string_view path) const override {
    return is_empty(path) ? source::EntryKind::directory : index_->kind(path);
  }
  std::string canonical(std::string_view path) const override { return index_->canonical(path); }

 private:
  [[nodiscard]] bool is_empty(std::string_view path) const {
    return !empty_.empty() && std::ranges::find(empty_, index_->canonical(path)) != empty_.end();
  }

  std::unique_ptr<source::FileSystem> index_;
  std::vector<std::string> empty_;  // canonical
};

}  // namespace

void add_change_options(CLI::App& command, ChangeOptions& options) {
  not_empty(
      command.add_option("--changed-since", options.since,
                         "Report only what the change since that revision of git makes fail"));
  command.add_flag("--staged", options.staged,
                   "Judge what git has staged, and report only what it makes fail");
}

std::optional<Sources> sources_of(const ChangeOptions& options, run::Options& run) {
  Sources sources;
  std::vector<std::string> untold;  // as untold now as before: it is the same
  if (!options.staged && options.since.empty()) return sources;
  // Git names another index to its hooks where not all that is staged is committed.
  const char* index = std::getenv("GIT_INDEX_FILE");
  const auto repository = source::GitRepository::around(run.paths.empty() ? "." : run.paths.front(),
                                                        index == nullptr ? "" : index);
  if (!is_there(repository)) return std::nullopt;
  run.change = options.since.empty() ? "HEAD" : options.since;
  if (options.staged) {
    auto staged = repository.value().index();
    if (!is_there(staged)) return std::nullopt;
    untold = staged.value()->untold();
    sources.now = std::make_unique<WithDirectories>(std::move(staged.value()), run.paths);
  }
  auto before = options.since.empty() ? repository.value().head()
                                      : repository.value().fork_point(options.since);
  if (!is_there(before)) return std::nullopt;
  for (const std::string& submodule : before.value()->untold()) {
    if (std::ranges::find(untold, submodule) == untold.end()) {
      run.untold_before.push_back(submodule);
    }
  }
  sources.before = std::move(before.value());
  return sources;
}

}  // namespace cli
