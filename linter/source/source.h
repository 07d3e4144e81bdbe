// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "source/arena.h"

// What is read: files, on disk or in memory, and where in them things stand.
namespace source {

// A file of one run; an index into Files. Small, so that every range can carry it.
enum class FileId : uint32_t {};
inline constexpr FileId kNoFile{UINT32_MAX};

// Bytes [begin, end) of a file.
struct Range {
  FileId file = kNoFile;
  uint32_t begin = 0;
  uint32_t end = 0;

  [[nodiscard]] bool known() const { return file != kNoFile; }
  friend bool operator==(const Range&, const Range&) = default;
};

// From the beginning of `first` to the end of `last`, which stands in the same file.
inline Range join(const Range& first, const Range& last) {
  return {first.file, first.begin, last.end};
}

// Line and column, both from 1; a column counts Unicode code points.
struct Position {
  uint32_t line = 1;
  uint32_t column = 1;
  friend bool operator==(const Position&, const Position&) = default;
};

// One file's text. Trees and values hold views into it, so it outlives every stage. A byte order
// mark belongs to no line; offsets count it.
class File {
 public:
  File(std::string path, std::string text);

  // As shown to the user: relative to the repository where it lies inside.
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  // O(log lines + length of the line). An offset past the end is the end.
  [[nodiscard]] Position position(uint32_t offset) const;
  // The text of a line (from 1) without its line ending; empty where there is no such line.
  [[nodiscard]] std::string_view line(uint32_t number) const;
  // Where a line (from 1) begins; the end of the text where there is no such line.
  [[nodiscard]] uint32_t line_start(uint32_t number) const;
  [[nodiscard]] uint32_t line_count() const { return static_cast<uint32_t>(line_starts_.size()); }

 private:
  std::string path_;
  std::string text_;
  std::vector<uint32_t> line_starts_;
};

// All files of a run. References to a File stay valid. Adding is not thread-safe, reading is.
class Files {
 public:
  FileId add(std::string path, std::string text);
  [[nodiscard]] const File& operator[](FileId id) const {
    return files_[static_cast<uint32_t>(id)];
  }
  [[nodiscard]] size_t size() const { return files_.size(); }
  [[nodiscard]] std::string_view text(const Range& range) const;

 private:
  std::deque<File> files_;
};

// A value, or why there is none (a sentence for the user, without a full stop).
template <class T>
class [[nodiscard]] Result {
 public:
  // Implicit, so that a function returns its value as it is.
  Result(T value) : value_(std::move(value)) {}  // NOLINT(google-explicit-constructor)
  static Result failure(std::string_view why) {
    Result result;
    result.error_ = why;
    return result;
  }
  [[nodiscard]] bool ok() const { return value_.has_value(); }
  [[nodiscard]] const T& value() const { return *value_; }
  [[nodiscard]] T& value() { return *value_; }
  [[nodiscard]] const std::string& error() const { return error_; }

 private:
  Result() = default;
  std::optional<T> value_;
  std::string error_;
};

// `other` is a device, a pipe, a socket, or a link that leads nowhere: never read.
enum class EntryKind : uint8_t { file, directory, other };

struct Entry {
  std::string name;  // without its directory
  EntryKind kind = EntryKind::file;
  bool link = false;  // a symbolic link; `kind` is that of what it leads to
};

// The only way to the world's files, with an in-memory twin for tests, examples of rules and
// editors. Paths are '/'-separated; a relative one starts at the current directory.
class FileSystem {
 public:
  virtual ~FileSystem() = default;
  // The whole file; fails where it is absent, unreadable or larger than kMaxFileBytes.
  virtual Result<std::string> read(std::string_view path) const = 0;
  // Entries of a directory, sorted by name, symbolic links followed for their kind.
  virtual Result<std::vector<Entry>> list(std::string_view directory) const = 0;
  // What stands at a path; nothing where nothing stands.
  virtual std::optional<EntryKind> kind(std::string_view path) const = 0;
  // The path with every symbolic link and dot resolved; of an absent file, that of the nearest
  // directory that exists, followed by the rest.
  virtual std::string canonical(std::string_view path) const = 0;
  // The files that git keeps of the repository in this directory, ignored or not, whose names are
  // wanted: canonical paths, sorted. None where nothing is known of git.
  virtual std::vector<std::string> kept_by_git(std::string_view /*repository*/,
                                               bool (* /*wanted*/)(std::string_view name)) const {
    return {};
  }
};

inline constexpr size_t kMaxFileBytes = 64u << 20;
inline constexpr size_t kMaxDirectoryEntries = 1u << 20;

class DiskFileSystem final : public FileSystem {
 public:
  Result<std::string> read(std::string_view path) const override;
  Result<std::vector<Entry>> list(std::string_view directory) const override;
  std::optional<EntryKind> kind(std::string_view path) const override;
  std::string canonical(std::string_view path) const override;
  std::vector<std::string> kept_by_git(std::string_view repository,
                                       bool (*wanted)(std::string_view name)) const override;
};

// Its current directory is "/repository". It has no links.
class MemoryFileSystem final : public FileSystem {
 public:
  // Puts a file, with the directories above it; replaces one that is there.
  void add(std::string_view path, std::string text);
  Result<std::string> read(std::string_view path) const override;
  Result<std::vector<Entry>> list(std::string_view directory) const override;
  std::optional<EntryKind> kind(std::string_view path) const override;
  std::string canonical(std::string_view path) const override;

 private:
  std::vector<std::pair<std::string, std::string>> files_;  // absolute path and text, by path
};

// Another file system as seen from inside one directory: whatever lies outside of it, also by way
// of a symbolic link, is as good as absent. The input of strangers is read through this alone.
class ConfinedFileSystem final : public FileSystem {
 public:
  // `base` outlives this; `root` is a directory of it.
  ConfinedFileSystem(const FileSystem& base, std::string_view root);
  Result<std::string> read(std::string_view path) const override;
  Result<std::vector<Entry>> list(std::string_view directory) const override;
  std::optional<EntryKind> kind(std::string_view path) const override;
  std::string canonical(std::string_view path) const override { return base_.canonical(path); }
  std::vector<std::string> kept_by_git(std::string_view repository,
                                       bool (*wanted)(std::string_view name)) const override {
    return base_.kept_by_git(repository, wanted);
  }

 private:
  const FileSystem& base_;
  std::string root_;  // canonical
};

// `base` and `path` joined and freed of "." and ".." as far as the text allows; an absolute path
// stands for itself.
std::string join_path(std::string_view base, std::string_view path);
// The directory part of a path; "." where there is none.
std::string parent_path(std::string_view path);
// The last part of a path.
std::string_view base_name(std::string_view path);
// Whether a path lies in a directory or is it; both canonical.
bool is_inside(std::string_view directory, std::string_view path);
// `path` as seen from `base` where it lies inside, else as it is; both canonical.
std::string relative_path(std::string_view base, std::string_view path);

// A directory that holds Terraform files, and which of them Terraform would read.
struct TerraformDirectory {
  std::string path;                 // relative to the current directory; "." is it
  std::vector<std::string> files;   // names, sorted: *.tf, *.tf.json
  std::vector<std::string> inputs;  // names, sorted: *.tfvars, *.tfvars.json
  // Whether it only lends its files: each is what a link of another directory leads to.
  bool lends_all = false;
};

// The Terraform files that stand directly in a directory, without the names that Terraform ignores
// (".x.tf", "x.tf~", "#x.tf#"; internal/configs of Terraform 1.11).
Result<TerraformDirectory> terraform_directory(const FileSystem& files, std::string_view directory);

struct Discovery {
  // Canonical: the nearest directory from the first path upwards that holds `.git`, else the
  // nearest that holds `.plumbline.hcl`, else the first path's.
  std::string repository;
  std::vector<TerraformDirectory> directories;  // sorted by path
  std::vector<std::string> pipeline_files;      // bitbucket-pipelines.yml or .yaml, sorted
  // Other YAML files that may be pipelines, which their text tells: those that were named, and
  // those whose name, or directory's name, speaks of pipelines or Bitbucket. Sorted.
  std::vector<std::string> yaml_files;
  std::vector<std::string> hcl_files;  // those that may be Terragrunt's, sorted
  std::vector<std::string> problems;   // what could not be read or was too much, as sentences
};

// How many directories one run walks, and how many patterns of .gitignore files it heeds at once.
inline constexpr size_t kMaxDirectories = 100'000;
inline constexpr size_t kMaxIgnorePatterns = 2'000;

// Walks the paths (directories or files) for directories with Terraform files and for pipeline
// files. A path to a file stands for its directory alone. Symbolic links to directories are not
// followed unless given as a path; `.git` and `.terraform` are never entered. .gitignore limits
// where is looked, never which files of a directory are read: skipped are directories that are
// ignored or whose every Terraform file is. What git keeps all the same is not ignored.
Discovery discover(const FileSystem& files, std::span<const std::string> paths);

}  // namespace source
