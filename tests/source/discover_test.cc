// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "source/source.h"

namespace source {
namespace {

using Texts = std::vector<std::string>;

MemoryFileSystem with(std::initializer_list<std::pair<std::string_view, const char*>> items) {
  MemoryFileSystem files;
  for (const auto& [path, text] : items) files.add(path, text);
  return files;
}

Discovery discover_in(const FileSystem& files, const Texts& paths = {"."}) {
  return discover(files, paths);
}

Texts directories(const Discovery& discovery) {
  Texts result;
  for (const TerraformDirectory& directory : discovery.directories) {
    result.push_back(directory.path);
  }
  return result;
}

TEST(Discover, FindsDirectoriesWithTerraformFilesSortedByPath) {
  const auto files = with({{"main.tf", ""},
                           {"modules/net/main.tf.json", ""},
                           {"envs/prod/main.tf", ""},
                           {"envs/prod/terraform.tfvars", ""},
                           {"envs/prod/x.auto.tfvars.json", ""},
                           {"docs/readme.md", ""}});
  const Discovery found = discover_in(files);
  ASSERT_EQ(directories(found), (Texts{".", "envs/prod", "modules/net"}));
  EXPECT_EQ(found.directories[1].files, Texts{"main.tf"});
  EXPECT_EQ(found.directories[1].inputs, (Texts{"terraform.tfvars", "x.auto.tfvars.json"}));
  EXPECT_EQ(found.directories[2].files, Texts{"main.tf.json"});
  EXPECT_EQ(found.problems, Texts{});
}

TEST(Discover, LeavesOutTheNamesThatTerraformIgnores) {
  const auto files = with({{"main.tf", ""},
                           {".hidden.tf", ""},
                           {"main.tf~", ""},
                           {"#main.tf#", ""},
                           {"backup.tf.bak", ""},
                           {"emacs/.#main.tf", ""}});
  const Discovery found = discover_in(files);
  ASSERT_EQ(directories(found), Texts{"."});
  EXPECT_EQ(found.directories[0].files, Texts{"main.tf"});
}

TEST(Discover, NeverEntersTheFoldersOfGitAndTerraform) {
  const auto files = with({{".git/x/main.tf", ""},
                           {".terraform/modules/net/main.tf", ""},
                           {"a/.terraform/modules/net/main.tf", ""},
                           {".infra/main.tf", ""},
                           {"node_modules/x/main.tf", ""}});
  EXPECT_EQ(directories(discover_in(files)), (Texts{".infra", "node_modules/x"}));
}

TEST(Discover, DoesNotLookWhereGitDoesNot) {
  const auto files = with({{".gitignore", "node_modules/\n/generated/*\n*.tfvars\n"},
                           {"node_modules/x/main.tf", ""},
                           {"generated/main.tf", ""},
                           {"live/generated/main.tf", ""},
                           {"live/generated/.gitignore", "!*.tfvars"},
                           {"live/secret.tfvars", ""},
                           {"live/main.tf", ""}});
  const Discovery found = discover_in(files);
  ASSERT_EQ(directories(found), (Texts{"live", "live/generated"}));
  EXPECT_EQ(found.directories[0].inputs, Texts{"secret.tfvars"}) << "an ignored input is read";
}

TEST(Discover, ReadsEveryFileOfADirectoryThatGitKeepsInPart) {
  const auto files = with({{".gitignore", "override.tf\n"}, {"main.tf", ""}, {"override.tf", ""}});
  EXPECT_EQ(discover_in(files).directories[0].files, (Texts{"main.tf", "override.tf"}));
}

TEST(Discover, HeedsTheRulesAboveWhereItStarts) {
  const auto files = with(
      {{".git/HEAD", ""}, {".gitignore", "tmp\n"}, {"a/b/tmp/main.tf", ""}, {"a/b/main.tf", ""}});
  EXPECT_EQ(directories(discover_in(files, {"a/b"})), Texts{"a/b"});
}

TEST(Discover, LooksIntoAnIgnoredDirectoryThatIsNamed) {
  const auto files = with({{".git/HEAD", ""}, {".gitignore", "tmp/\n"}, {"tmp/a/main.tf", ""}});
  EXPECT_EQ(directories(discover_in(files, {"tmp"})), Texts{"tmp/a"});
}

TEST(Discover, TakesAFileForItsDirectoryAlone) {
  const auto files = with({{"live/main.tf", ""}, {"live/vars.tf", ""}, {"live/below/main.tf", ""}});
  const Discovery found = discover_in(files, {"live/vars.tf", "live/main.tf"});
  ASSERT_EQ(directories(found), Texts{"live"});
  EXPECT_EQ(found.directories[0].files, (Texts{"main.tf", "vars.tf"}));
}

TEST(Discover, FindsEachDirectoryOnceHoweverItIsNamed) {
  const auto files = with({{"live/main.tf", ""}});
  EXPECT_EQ(directories(discover_in(files, {"live/main.tf", ".", "/repository/live", "./live/"})),
            Texts{"live"});
}

TEST(Discover, FindsPipelineFiles) {
  const auto files = with({{"bitbucket-pipelines.yml", ""},
                           {".gitignore", "old\n"},
                           {"sub/bitbucket-pipelines.yml", ""},
                           {"old/bitbucket-pipelines.yml", ""},
                           {"other/bitbucket-pipelines.yaml", ""},
                           {"ci/release-pipeline.yml", ""},
                           {"ci/compose.yaml", ""}});
  const Discovery found = discover_in(files);
  EXPECT_EQ(found.pipeline_files,
            (Texts{"bitbucket-pipelines.yml", "other/bitbucket-pipelines.yaml",
                   "sub/bitbucket-pipelines.yml"}));
  EXPECT_EQ(found.yaml_files, Texts{"ci/release-pipeline.yml"});
  const Discovery named = discover_in(files, {"ci/compose.yaml", "sub/bitbucket-pipelines.yml"});
  EXPECT_EQ(named.yaml_files, Texts{"ci/compose.yaml"});
  EXPECT_EQ(named.pipeline_files, Texts{"sub/bitbucket-pipelines.yml"});
}

TEST(Discover, TakesTheDirectoryOfGitForTheRepositoryThenTheOneOfTheConfig) {
  const auto files = with({{"a/.git/HEAD", ""},
                           {"a/b/.plumbline.hcl", ""},
                           {"a/b/c/main.tf", ""},
                           {"d/.plumbline.hcl", ""},
                           {"d/e/main.tf", ""},
                           {"f/main.tf", ""}});
  EXPECT_EQ(discover_in(files, {"a/b/c"}).repository, "/repository/a");
  EXPECT_EQ(discover_in(files, {"d/e/main.tf"}).repository, "/repository/d");
  EXPECT_EQ(discover_in(files, {"f/main.tf"}).repository, "/repository/f");
}

TEST(Discover, SaysWhatItCannotFind) {
  const Discovery found = discover_in(MemoryFileSystem(), {"absent"});
  EXPECT_EQ(found.problems, Texts{"absent cannot be read: there is no such file or directory"});
}

// A file system with a directory that nobody may enter.
class HalfClosed final : public FileSystem {
 public:
  explicit HalfClosed(const FileSystem& base) : base_(base) {}
  Result<std::string> read(std::string_view path) const override { return base_.read(path); }
  Result<std::vector<Entry>> list(std::string_view path) const override {
    if (base_name(path) != "closed") return base_.list(path);
    return Result<std::vector<Entry>>::failure(std::string(path) + " cannot be read: closed");
  }
  std::optional<EntryKind> kind(std::string_view path) const override { return base_.kind(path); }
  std::string canonical(std::string_view path) const override { return base_.canonical(path); }

 private:
  const FileSystem& base_;
};

TEST(Discover, GoesOnWhereADirectoryCannotBeRead) {
  const auto files = with({{"a/closed/main.tf", ""}, {"b/main.tf", ""}});
  const Discovery found = discover_in(HalfClosed(files));
  EXPECT_EQ(directories(found), Texts{"b"});
  EXPECT_EQ(found.problems, Texts{"a/closed cannot be read: closed"});
}

// What git keeps is not ignored, whatever the patterns; it is asked only where they ignore
// something.
class Kept final : public FileSystem {
 public:
  Kept(const FileSystem& base, Texts kept) : base_(base), kept_(std::move(kept)) {}
  Result<std::string> read(std::string_view path) const override { return base_.read(path); }
  Result<std::vector<Entry>> list(std::string_view path) const override { return base_.list(path); }
  std::optional<EntryKind> kind(std::string_view path) const override { return base_.kind(path); }
  std::string canonical(std::string_view path) const override { return base_.canonical(path); }
  std::vector<std::string> kept_by_git(std::string_view repository,
                                       bool (*wanted)(std::string_view)) const override {
    ++asked;
    EXPECT_EQ(repository, "/repository");
    Texts paths;
    for (const std::string& path : kept_) {
      if (wanted(base_name(path))) paths.push_back(path);
    }
    return paths;
  }
  mutable int asked = 0;

 private:
  const FileSystem& base_;
  Texts kept_;
};

TEST(Discover, FindsWhatGitKeepsThoughItIsIgnored) {
  const auto files = with({{".git/HEAD", ""},
                           {".gitignore", "**/*terraform*\nscratch.tf\n"},
                           {"terraform/prod/main.tf", ""},
                           {"terraform/prod/notes.yml", ""},
                           {"terraform/local/main.tf", ""},
                           {"terraform-old/main.tf", ""},
                           {"a/scratch.tf", ""},
                           {"b/scratch.tf", ""}});
  const Kept kept(files, {"/repository/b/scratch.tf", "/repository/terraform/prod/README.md",
                          "/repository/terraform/prod/main.tf"});
  EXPECT_EQ(directories(discover_in(kept)), (Texts{"b", "terraform/prod"}));
  EXPECT_EQ(kept.asked, 1);
  EXPECT_EQ(directories(discover_in(files)), Texts{});
  const auto plain = with({{".git/HEAD", ""},
                           {".gitignore", "*.log\nbuild/\n"},
                           {"build/a/x.js", ""},
                           {"a/main.tf", ""}});
  const Kept not_asked(plain, {});
  EXPECT_EQ(directories(discover_in(not_asked)), Texts{"a"});
  EXPECT_EQ(not_asked.asked, 0);
}

TEST(Discover, AsksGitRatherThanLookIntoManyIgnoredDirectories) {
  auto files = with({{".git/HEAD", ""}, {".gitignore", "out/\n"}, {"main.tf", ""}});
  for (size_t i = 0; i <= 200; ++i) files.add("d" + std::to_string(i) + "/out/x.js", "");
  const Kept kept(files, {});
  EXPECT_EQ(directories(discover_in(kept)), Texts{"."});
  EXPECT_EQ(kept.asked, 1);
}

TEST(Discover, StopsAtItsLimitOfDirectories) {
  MemoryFileSystem files;
  for (size_t i = 0; i <= kMaxDirectories; ++i)
    files.add("d" + std::to_string(i + 1'000'000) + "/x", "");
  const Discovery found = discover_in(files);
  EXPECT_EQ(found.problems, Texts{"More than 100000 directories: those left were not looked into"});
}

TEST(Discover, DoesNotHeedTooManyPatterns) {
  std::string patterns;
  for (size_t i = 0; i <= kMaxIgnorePatterns; ++i) patterns += "main.tf\n";
  const auto files = with({{".gitignore", patterns.c_str()}, {"main.tf", ""}});
  const Discovery found = discover_in(files);
  EXPECT_EQ(directories(found), Texts{"."});
  EXPECT_EQ(found.problems,
            Texts{".gitignore is not heeded: more than 2000 patterns would be in force"});
}

}  // namespace
}  // namespace source
