// SPDX-License-Identifier: Apache-2.0
// Where a check reads: the disk, git's index, a commit. Exported: add_change_options, sources_of.
// Tested in tests/cli/change_test.cc.

#include "cli/sources.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "source/git.h"

namespace cli {

namespace {

// False, with a message on stderr, for what is not there.
template <class T>
bool is_there(const source::Result<T>& result) {
  if (!result.ok()) std::fprintf(stderr, "plumbline: %s\n", result.error().c_str());
  return result.ok();
}

}  // namespace

void add_change_options(CLI::App& command, ChangeOptions& options) {
  command.add_option("--changed-since", options.since,
                     "Report only what the change since that revision of git makes fail");
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
    sources.now = std::move(staged.value());
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
