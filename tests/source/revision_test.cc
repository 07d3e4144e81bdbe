// SPDX-License-Identifier: Apache-2.0
//
// Commit, branch and remote of a repository, and what of its address may be shown.
#include "source/revision.h"

#include <gtest/gtest.h>

#include "source/git.h"
#include "source/git_sample.h"

namespace source {
namespace {

using source_test::GitSample;

std::string config_of(const std::string& remotes) {
  return "[core]\n\trepositoryformatversion = 0\n" + remotes;
}

// Of the repository in which a path of the sample lies.
Revision revision_of(const std::string& path) {
  const auto repository = GitRepository::around(path);
  EXPECT_TRUE(repository.ok()) << (repository.ok() ? "" : repository.error());
  return repository.ok() ? repository.value().revision() : Revision();
}

TEST(Revision, IsThatOfTheBranchThatIsCheckedOut) {
  GitSample sample;
  sample.on_branch("team/main");
  sample.write("net/main.tf", "");
  sample.commit();
  sample.write(
      ".git/config",
      config_of(
          "[remote \"mirror\"]\n\turl = https://m/x\n[remote \"origin\"]\n"
          "\tfetch = +refs/heads/*:refs/remotes/origin/*\n"
          "\tURL = https://user:hunter2@example.com/team/x.git\n[branch \"main\"]\n\turl = no\n"));
  const Revision revision = revision_of(sample.at("net"));
  EXPECT_EQ(revision.commit, sample.head());
  EXPECT_EQ(revision.branch, "team/main");
  EXPECT_EQ(revision.repository, "https://example.com/team/x.git");
}

TEST(Revision, WithoutABranchIsTheCommitAlone) {
  GitSample sample;
  sample.write("main.tf", "");
  sample.commit();
  sample.write(".git/HEAD", sample.head() + "\n");
  const Revision revision = revision_of(sample.root());
  EXPECT_EQ(revision.commit, sample.head());
  EXPECT_EQ(revision.branch, "");
}

TEST(Revision, OfAWorktreeIsTheWorktrees) {
  GitSample sample;
  sample.on_branch("main");
  sample.write("main.tf", "");
  sample.commit();
  sample.branch("topic");
  sample.add_worktree("beside", "topic");
  const Revision revision = revision_of(sample.at("beside"));
  EXPECT_EQ(revision.commit, sample.head());
  EXPECT_EQ(revision.branch, "topic");
}

TEST(Revision, BeforeTheFirstCommitIsTheBranchAlone) {
  GitSample sample;
  sample.on_branch("main");
  const Revision revision = revision_of(sample.root());
  EXPECT_EQ(revision.commit, "");
  EXPECT_EQ(revision.branch, "main");
}

TEST(Revision, TakesTheOnlyRemoteAndNoneOfSeveral) {
  const std::pair<const char*, const char*> cases[] = {
      {"[remote \"a\"]\nurl = https://a/a\n", "https://a/a"},
      {"[remote \"a\"]\nurl = https://a/a\n[remote \"b\"]\nurl = https://b/b\n", ""},
      {"[remote \"origin\"]\nfetch = x\n", ""},
      {"[remote \"origin\"]\nfetch = x\n[remote \"a.url\"]\nurl = https://a/a\n", "https://a/a"},
      {"[remote \"a\"]\nurl = https://a/1\nurl = https://a/2\npushurl = https://a/3\n",
       "https://a/1"},
      {"[remote]\nurl = https://a/a\n[remote \"a\"]\nurl\n", ""},
      {"", ""},
  };
  for (const auto& [remotes, url] : cases) {
    GitSample sample;
    sample.write(".git/config", config_of(remotes));
    EXPECT_EQ(revision_of(sample.root()).repository, url) << remotes;
  }
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
