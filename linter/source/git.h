// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "source/revision.h"
#include "source/source.h"

// What git keeps of a repository, by libgit2: read alone. Nothing is run, written or fetched.
namespace source {

struct GitHandle;    // libgit2's repository
struct GitSnapshot;  // the files of a commit or of the index

// The repository's files as a commit or the index holds them. What git does not keep, since it is
// ignored (installed modules, variable files), is as it is on disk; what it neither keeps nor
// ignores is absent. Outside of the work tree it is the disk. Submodules are as the commit that is
// named of them.
class GitFileSystem final : public FileSystem {
 public:
  GitFileSystem(std::shared_ptr<GitHandle> repository, GitSnapshot snapshot);
  ~GitFileSystem() override;
  Result<std::string> read(std::string_view path) const override;
  Result<std::vector<Entry>> list(std::string_view directory) const override;
  std::optional<EntryKind> kind(std::string_view path) const override;
  std::string canonical(std::string_view path) const override;
  std::vector<std::string> kept_by_git(std::string_view repository,
                                       bool (*wanted)(std::string_view name)) const override;
  // Submodules that are checked out and lack the commit that is named of them, so that they are as
  // they are on disk: "net at 3f2a91c".
  [[nodiscard]] const std::vector<std::string>& untold() const;

 private:
  struct Place;
  // Where a path leads, links followed.
  [[nodiscard]] Place place_of(std::string_view path) const;
  [[nodiscard]] bool is_on_disk(const std::string& in_tree) const;
  [[nodiscard]] std::string link_target(const std::string& in_tree) const;

  DiskFileSystem disk_;
  std::string current_;  // the current directory, canonical
  std::shared_ptr<GitHandle> repository_;
  std::unique_ptr<GitSnapshot> snapshot_;
};

class GitRepository {
 public:
  // The one in whose work tree a file or directory lies; a failure says that there is none. Another
  // index than the repository's may be named, as git does to its hooks (GIT_INDEX_FILE).
  static Result<GitRepository> around(const std::string& path, const std::string& index = {});

  // Which commit and branch are checked out, and where from.
  [[nodiscard]] Revision revision() const;
  // The files of the index whose names are wanted: canonical paths, sorted.
  [[nodiscard]] std::vector<std::string> kept(bool (*wanted)(std::string_view name)) const;
  // The index: what the next commit will hold.
  [[nodiscard]] Result<std::unique_ptr<GitFileSystem>> index() const;
  // The last commit; of a repository without one, nothing but what is ignored.
  [[nodiscard]] Result<std::unique_ptr<GitFileSystem>> head() const;
  // The commit from which a revision ("main", "HEAD~2", a hash) and the last commit both come; the
  // revision itself if they have none in common.
  [[nodiscard]] Result<std::unique_ptr<GitFileSystem>> fork_point(
      const std::string& revision) const;

 private:
  explicit GitRepository(std::shared_ptr<GitHandle> handle) : handle_(std::move(handle)) {}
  std::shared_ptr<GitHandle> handle_;
};

}  // namespace source
