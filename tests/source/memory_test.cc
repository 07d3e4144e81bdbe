// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "source/source.h"

namespace source {
namespace {

std::vector<std::string> names(const FileSystem& files, std::string_view directory) {
  std::vector<std::string> result;
  const auto listed = files.list(directory);
  if (!listed.ok()) return {listed.error()};
  for (const Entry& entry : listed.value()) {
    result.push_back(entry.name + (entry.kind == EntryKind::directory ? "/" : ""));
  }
  return result;
}

TEST(MemoryFileSystem, ReadsWhatWasAdded) {
  MemoryFileSystem files;
  files.add("main.tf", "old");
  files.add("./main.tf", "new");
  EXPECT_EQ(files.read("envs/../main.tf").value(), "new");
  EXPECT_EQ(files.read("absent.tf").error(), "absent.tf cannot be read: no such file or directory");
}

TEST(MemoryFileSystem, ListsADirectorySortedByName) {
  MemoryFileSystem files;
  for (const char* path : {"a/2.tf", "a-b/1.tf", "a/1.tf", "z.tf", "a/deep/er/3.tf"}) {
    files.add(path, "");
  }
  EXPECT_EQ(names(files, "."), (std::vector<std::string>{"a/", "a-b/", "z.tf"}));
  EXPECT_EQ(names(files, "a"), (std::vector<std::string>{"1.tf", "2.tf", "deep/"}));
  EXPECT_EQ(names(files, "b"),
            (std::vector<std::string>{"b cannot be read: no such file or directory"}));
}

TEST(MemoryFileSystem, KnowsFilesFromDirectories) {
  MemoryFileSystem files;
  files.add("a/b.tf", "");
  EXPECT_EQ(files.kind("a"), EntryKind::directory);
  EXPECT_EQ(files.kind("a/b.tf"), EntryKind::file);
  EXPECT_EQ(files.kind("."), EntryKind::directory);
  EXPECT_EQ(files.kind("a/b"), std::nullopt);
}

TEST(MemoryFileSystem, ResolvesPathsFromItsCurrentDirectory) {
  const MemoryFileSystem files;
  EXPECT_EQ(files.canonical("a/../b"), "/repository/b");
  EXPECT_EQ(files.canonical("../b"), "/b");
}

TEST(ConfinedFileSystem, ShowsNothingOutsideItsRoot) {
  MemoryFileSystem all;
  all.add("main.tf", "inside");
  all.add("/etc/passwd", "outside");
  const ConfinedFileSystem files(all, ".");
  EXPECT_EQ(files.read("main.tf").value(), "inside");
  EXPECT_EQ(files.read("../etc/passwd").error(),
            "../etc/passwd cannot be read: it lies outside the repository");
  EXPECT_EQ(files.kind("/etc/passwd"), std::nullopt);
  EXPECT_FALSE(files.list("/etc").ok());
}

}  // namespace
}  // namespace source
