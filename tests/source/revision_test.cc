// SPDX-License-Identifier: Apache-2.0
//
// Commit, branch and remote as git's files have them.
#include "source/revision.h"

#include <gtest/gtest.h>

namespace source {
namespace {

constexpr const char* kCommit = "4ec03d8aabbccddeeff00112233445566778899a";
constexpr const char* kOther = "00000d8aabbccddeeff00112233445566778899a";

TEST(Revision, IsThatOfTheBranchThatIsCheckedOut) {
  MemoryFileSystem files;
  files.add("x/.git/HEAD", "ref: refs/heads/team/main\n");
  files.add("x/.git/refs/heads/team/main", std::string(kCommit) + "\n");
  files.add(
      "x/.git/config",
      "[core]\n\tbare = false\n[remote \"mirror\"]\n\turl = https://m/x\n[remote \"origin\"]\n"
      "\tfetch = +refs/heads/*:refs/remotes/origin/*\n"
      "\tURL = https://user:hunter2@example.com/team/x.git\n[branch \"main\"]\n\turl = no\n");
  const Revision revision = read_revision(files, "x");
  EXPECT_EQ(revision.commit, kCommit);
  EXPECT_EQ(revision.branch, "team/main");
  EXPECT_EQ(revision.repository, "https://example.com/team/x.git");
}

TEST(Revision, IsFoundInPackedReferencesToo) {
  MemoryFileSystem files;
  files.add(".git/HEAD", "ref: refs/heads/main");
  files.add(".git/packed-refs", std::string("# pack-refs with: peeled\n") + kOther +
                                    " refs/heads/main2\n" + kCommit + " refs/heads/main\n^" +
                                    kOther + "\n");
  const Revision revision = read_revision(files, ".");
  EXPECT_EQ(revision.commit, kCommit);
  EXPECT_EQ(revision.branch, "main");
  EXPECT_EQ(revision.repository, "");
}

TEST(Revision, WithoutABranchIsTheCommitAlone) {
  MemoryFileSystem files;
  files.add(".git/HEAD", std::string(kCommit) + "\n");
  const Revision revision = read_revision(files, ".");
  EXPECT_EQ(revision.commit, kCommit);
  EXPECT_EQ(revision.branch, "");
}

TEST(Revision, OfWhatIsNoneIsEmpty) {
  const std::pair<const char*, const char*> cases[] = {
      {"HEAD", "ref: refs/heads/../../config"},
      {"HEAD", "ref: refs/heads/main"},
      {"HEAD", "ref: /etc/passwd"},
      {"HEAD", "4ec03d8"},
      {"HEAD", ""},
      {"config", "[remote \"a\"]\nurl = https://a/a\n[remote \"b\"]\nurl = https://b/b\n"},
      {"config", "url = https://a/a\n[remote \"origin\"]\nurl\n"},
  };
  for (const auto& [name, text] : cases) {
    MemoryFileSystem files;
    files.add(std::string(".git/") + name, text);
    const Revision revision = read_revision(files, ".");
    EXPECT_EQ(revision.commit + revision.repository, "") << text;
  }
  MemoryFileSystem beside;
  beside.add(".git/HEAD", "ref: refs/heads/../../kept");
  beside.add(".git/kept", kCommit);
  EXPECT_EQ(read_revision(beside, ".").commit, "");
  MemoryFileSystem worktree;
  worktree.add(".git", "gitdir: /elsewhere/.git/worktrees/x\n");
  worktree.add("/elsewhere/.git/worktrees/x/HEAD", kCommit);
  EXPECT_EQ(read_revision(worktree, ".").commit, "");
}

TEST(PublicUrl, HasNoCredentials) {
  const std::pair<const char*, const char*> cases[] = {
      {"https://example.com/a/b.git", "https://example.com/a/b.git"},
      {"https://x-token-auth:hunter2@bitbucket.org/a/b", "https://bitbucket.org/a/b"},
      {"https://hunter2@example.com:8443/a", "https://example.com:8443/a"},
      {"https://a:b@c@example.com/a", "https://example.com/a"},
      {"https://example.com/a?private_token=hunter2#x", "https://example.com/a"},
      {"git@bitbucket.org:team/infra.git", "ssh://bitbucket.org/team/infra.git"},
      {"ssh://git@example.com:2222/a.git", "ssh://example.com:2222/a.git"},
      {"bitbucket.org:/team/infra.git", "ssh://bitbucket.org/team/infra.git"},
      {"https://u:pa/ss@example.com/a", ""},
      {"/srv/git/a.git", ""},
      {"../a.git", ""},
      {"file:///srv/git/a.git", ""},
      {"C:\\git\\a", ""},
      {"./a:b", ""},
      {"ext::sh -c x", ""},
      {"", ""},
  };
  for (const auto& [url, shown] : cases) {
    EXPECT_EQ(public_url(url), shown) << url;
    EXPECT_EQ(public_url(url).find("hunter2"), std::string::npos) << url;
  }
}

}  // namespace
}  // namespace source
