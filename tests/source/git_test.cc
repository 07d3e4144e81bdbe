// SPDX-License-Identifier: Apache-2.0

#include "source/git.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "source/git_sample.h"

namespace source {
namespace {

using source_test::GitSample;

std::string names_in(const FileSystem& files, const std::string& directory) {
  std::string names;
  const auto entries = files.list(directory);
  if (!entries.ok()) return entries.error();
  for (const Entry& entry : entries.value()) {
    if (entry.name != ".git") names += entry.name + (entry.link ? "@ " : " ");
  }
  return names;
}

std::unique_ptr<GitFileSystem> taken(Result<std::unique_ptr<GitFileSystem>> result) {
  EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error());
  return result.ok() ? std::move(result.value()) : nullptr;
}

TEST(Git, TheIndexHoldsWhatWasAddedWhateverStandsOnDisk) {
  GitSample sample;
  sample.write("main.tf", "added");
  sample.write("gone.tf", "added");
  sample.add_all();
  sample.write("main.tf", "changed after");
  sample.remove("gone.tf");
  sample.write("new.tf", "not added");
  const auto files = taken(GitRepository::around(sample.root()).value().index());
  EXPECT_EQ(files->read(sample.at("main.tf")).value(), "added");
  EXPECT_EQ(files->read(sample.at("gone.tf")).value(), "added");
  EXPECT_EQ(files->kind(sample.at("new.tf")), std::nullopt);
  EXPECT_FALSE(files->read(sample.at("new.tf")).ok());
  EXPECT_EQ(names_in(*files, sample.root()), "gone.tf main.tf ");
}

TEST(Git, TheHeadHoldsTheLastCommit) {
  GitSample sample;
  sample.write("modules/net/main.tf", "one");
  sample.commit();
  sample.write("modules/net/main.tf", "two");
  sample.write("modules/net/more.tf", "");
  sample.add_all();
  const auto files = taken(GitRepository::around(sample.at("modules")).value().head());
  EXPECT_EQ(files->read(sample.at("modules/net/main.tf")).value(), "one");
  EXPECT_EQ(files->kind(sample.at("modules/net")), EntryKind::directory);
  EXPECT_EQ(names_in(*files, sample.at("modules/net")), "main.tf ");
}

TEST(Git, SubmodulesAreAsTheCommitThatIsNamedOfThem) {
  GitSample sample;
  GitSample net(sample.at("modules/net"));
  net.write("vpc/main.tf", "one");
  net.commit();
  sample.add_submodule("modules/net");
  sample.commit();
  net.write("vpc/main.tf", "two");
  net.write("vpc/more.tf", "");
  net.commit();
  const auto repository = [&] { return GitRepository::around(sample.root()).value(); };
  const std::string place = sample.at("modules/net/vpc");
  auto files = taken(repository().head());
  EXPECT_EQ(files->read(place + "/main.tf").value(), "one");
  EXPECT_EQ(names_in(*files, place), "main.tf ");
  EXPECT_EQ(files->kind(sample.at("modules/net")), EntryKind::directory);
  EXPECT_EQ(taken(repository().index())->read(place + "/main.tf").value(), "one");
  sample.add_submodule("modules/net");
  EXPECT_EQ(taken(repository().index())->read(place + "/main.tf").value(), "two");
  // Not checked out any more, but kept.
  std::filesystem::create_directories(sample.at(".git/modules/modules"));
  std::filesystem::rename(net.at(".git"), sample.at(".git/modules/modules/net"));
  std::filesystem::remove_all(net.at("vpc"));
  files = taken(repository().head());
  EXPECT_EQ(files->read(place + "/main.tf").value(), "one");
  EXPECT_EQ(files->untold(), std::vector<std::string>{});
}

TEST(Git, ASubmoduleThatLacksItsCommitIsAsOnDisk) {
  GitSample sample;
  GitSample net(sample.at("net"));
  net.write("main.tf", "one");
  net.commit();
  const std::string commit = net.head();
  sample.add_submodule("net");
  sample.commit();
  std::filesystem::remove_all(net.at(".git"));
  GitSample other(sample.at("net"));
  other.write("main.tf", "two");
  other.commit();
  const auto files = taken(GitRepository::around(sample.root()).value().head());
  EXPECT_EQ(files->untold(), std::vector<std::string>{"net at " + commit.substr(0, 10)});
  EXPECT_EQ(files->read(sample.at("net/main.tf")).value(), "two");
}

TEST(Git, TellsTheFilesThatItKeepsThoughTheyAreIgnored) {
  GitSample sample;
  sample.write("a/main.tf", "");
  sample.write("a/README.md", "");
  sample.commit();
  sample.write(".gitignore", "a/\n");
  sample.write("a/more.tf", "");
  const auto is_terraform = [](std::string_view name) { return name.ends_with(".tf"); };
  const std::vector<std::string> kept{sample.at("a/main.tf")};
  EXPECT_EQ(DiskFileSystem().kept_by_git(sample.root(), is_terraform), kept);
  const auto index = taken(GitRepository::around(sample.root()).value().index());
  EXPECT_EQ(index->kept_by_git(sample.root(), is_terraform), kept);
  EXPECT_EQ(DiskFileSystem().kept_by_git("/", is_terraform), std::vector<std::string>{});
}

TEST(Git, ARepositoryWithoutACommitHoldsNothingYet) {
  GitSample sample;
  sample.write("main.tf", "");
  const auto files = taken(GitRepository::around(sample.root()).value().head());
  EXPECT_EQ(names_in(*files, sample.root()), "");
  EXPECT_EQ(files->kind(sample.root()), EntryKind::directory);
}

TEST(Git, TheForkPointIsWhereTwoBranchesPart) {
  GitSample sample;
  sample.write("main.tf", "common");
  sample.commit();
  sample.branch("topic");
  sample.write("main.tf", "later on the first branch");
  sample.commit();
  sample.branch("first");
  sample.on_branch("topic");
  sample.write("main.tf", "on the topic");
  sample.commit();
  const GitRepository repository = GitRepository::around(sample.root()).value();
  const auto files = taken(repository.fork_point("first"));
  EXPECT_EQ(files->read(sample.at("main.tf")).value(), "common");
}

TEST(Git, ARevisionThatIsNotThereIsSaidByName) {
  GitSample sample;
  sample.write("main.tf", "");
  sample.commit();
  const auto result = GitRepository::around(sample.root()).value().fork_point("nosuch");
  ASSERT_FALSE(result.ok());
  EXPECT_TRUE(result.error().starts_with("git knows no revision nosuch: ")) << result.error();
}

TEST(Git, WhatIsIgnoredIsAsOnDisk) {
  GitSample sample;
  sample.write(".gitignore", "*.auto.tfvars\n.terraform/\n");
  sample.write("main.tf", "");
  sample.commit();
  sample.write("a.auto.tfvars", "size = 1");
  sample.write(".terraform/modules/modules.json", "{}");
  sample.write("untracked.tf", "");
  const auto files = taken(GitRepository::around(sample.root()).value().head());
  EXPECT_EQ(files->read(sample.at("a.auto.tfvars")).value(), "size = 1");
  EXPECT_EQ(files->read(sample.at(".terraform/modules/modules.json")).value(), "{}");
  EXPECT_EQ(names_in(*files, sample.root()), ".gitignore .terraform a.auto.tfvars main.tf ");
}

TEST(Git, WhatIsKeptThoughIgnoredIsAsItIsKept) {
  GitSample sample;
  sample.write("env/prod.tfvars", "size = 1");
  sample.commit();
  sample.write(".gitignore", "*.tfvars\n");
  sample.write("env/prod.tfvars", "size = 2");
  const auto files = taken(GitRepository::around(sample.root()).value().head());
  EXPECT_EQ(files->read(sample.at("env/prod.tfvars")).value(), "size = 1");
}

TEST(Git, LinksAreFollowedWithinTheCommit) {
  GitSample sample;
  sample.write("modules/net/main.tf", "kept");
  sample.link("../modules", "live/shared");
  sample.link("nowhere", "broken.tf");
  sample.link("round", "round");
  sample.commit();
  sample.write("modules/net/main.tf", "changed");
  const auto files = taken(GitRepository::around(sample.root()).value().head());
  EXPECT_EQ(files->read(sample.at("live/shared/net/main.tf")).value(), "kept");
  EXPECT_EQ(files->canonical(sample.at("live/shared/net")), sample.at("modules/net"));
  EXPECT_EQ(names_in(*files, sample.at("live")), "shared@ ");
  EXPECT_FALSE(files->read(sample.at("broken.tf")).ok());
  EXPECT_FALSE(files->read(sample.at("round")).ok());
}

TEST(Git, AnotherIndexMayBeNamed) {
  GitSample sample;
  sample.write("main.tf", "first");
  sample.add_all();
  std::filesystem::copy(sample.at(".git/index"), sample.at(".git/next-index"));
  sample.write("main.tf", "second");
  sample.add_all();
  const auto files =
      taken(GitRepository::around(sample.root(), sample.at(".git/next-index")).value().index());
  EXPECT_EQ(files->read(sample.at("main.tf")).value(), "first");
}

TEST(Git, OutsideOfTheWorkTreeIsTheDisk) {
  GitSample sample, other;
  sample.write("main.tf", "");
  sample.commit();
  other.write("x.tf", "outside");
  const auto files = taken(GitRepository::around(sample.root()).value().head());
  EXPECT_EQ(files->read(other.at("x.tf")).value(), "outside");
}

TEST(Git, AFileStandsForItsDirectory) {
  GitSample sample;
  sample.write("a/main.tf", "kept");
  sample.commit();
  const auto files = taken(GitRepository::around(sample.at("a/main.tf")).value().head());
  EXPECT_EQ(files->read(sample.at("a/main.tf")).value(), "kept");
}

TEST(Git, ADirectoryWithoutARepositoryIsSaidSo) {
  const auto result = GitRepository::around("/");
  ASSERT_FALSE(result.ok());
  EXPECT_TRUE(result.error().starts_with("no git repository holds /: ")) << result.error();
}

}  // namespace
}  // namespace source
