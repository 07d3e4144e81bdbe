// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "source/source.h"

namespace source {
namespace {

namespace fs = std::filesystem;
using Texts = std::vector<std::string>;

// A directory of its own for each test.
class Disk : public testing::Test {
 public:
  Disk() {
    std::string name = fs::temp_directory_path() / "plumbline-XXXXXX";
    root_ = fs::canonical(::mkdtemp(name.data()));
  }
  ~Disk() override { fs::remove_all(root_); }

  void write(const std::string& path, const std::string& text = "") const {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << text;
  }
  void link(const std::string& target, const std::string& path) const {
    fs::create_directories((root_ / path).parent_path());
    fs::create_symlink(target, root_ / path);
  }
  [[nodiscard]] std::string at(const std::string& path) const { return root_ / path; }

  [[nodiscard]] Texts directories(const std::string& path) const {
    Texts result;
    for (const auto& directory : discover(files_, Texts{at(path)}).directories) {
      result.push_back(relative_path(root_.string(), directory.path));
    }
    return result;
  }

  DiskFileSystem files_;
  fs::path root_;
};

TEST_F(Disk, ReadsAFileWhole) {
  const std::string text = std::string("a\0b\r\n", 5) + std::string(100'000, 'x');
  write("main.tf", text);
  EXPECT_EQ(files_.read(at("main.tf")).value(), text);
  write("empty.tf");
  EXPECT_EQ(files_.read(at("empty.tf")).value(), "");
}

TEST_F(Disk, SaysWhyItCannotRead) {
  EXPECT_EQ(files_.read(at("x")).error(), at("x") + " cannot be read: no such file or directory");
  EXPECT_EQ(files_.read(root_.string()).error(),
            root_.string() + " cannot be read: it is not a file");
}

TEST_F(Disk, DoesNotWaitForAPipe) {
  ASSERT_EQ(::mkfifo(at("main.tf").c_str(), 0600), 0);
  EXPECT_FALSE(files_.read(at("main.tf")).ok());
  EXPECT_EQ(files_.kind(at("main.tf")), EntryKind::other);
  EXPECT_EQ(directories("."), Texts{});
}

TEST_F(Disk, RefusesAFileBeyondTheLimit) {
  write("huge.tf");
  fs::resize_file(at("huge.tf"), kMaxFileBytes + 1);
  EXPECT_EQ(files_.read(at("huge.tf")).error(),
            at("huge.tf") + " cannot be read: it is larger than 64 MiB");
}

TEST_F(Disk, ListsNamesInOrderAndFollowsLinksForTheirKind) {
  write("b.tf");
  write("a/x.tf");
  link("b.tf", "c.tf");
  link("nowhere", "d.tf");
  link("a", "e");
  const auto listed = files_.list(root_.string());
  ASSERT_TRUE(listed.ok());
  Texts shown;
  for (const Entry& entry : listed.value()) {
    const char* kinds[] = {"file", "directory", "other"};
    shown.push_back(entry.name + (entry.link ? " -> " : " ") + kinds[static_cast<int>(entry.kind)]);
  }
  EXPECT_EQ(shown,
            (Texts{"a directory", "b.tf file", "c.tf -> file", "d.tf -> other", "e -> directory"}));
}

TEST_F(Disk, ResolvesLinksAndDots) {
  write("a/x.tf");
  link("a", "l");
  link("loop", "loop");
  EXPECT_EQ(files_.canonical(at("l/./x.tf")), at("a/x.tf"));
  EXPECT_EQ(files_.canonical(at("l/absent/y")), at("a/absent/y"));
  EXPECT_EQ(files_.canonical(at("l/absent/../../z")), at("z"));
  EXPECT_EQ(files_.canonical(at("loop/y")), at("loop/y"));
  EXPECT_EQ(files_.canonical("."), fs::canonical(".").string());
  EXPECT_EQ(files_.canonical("absent/x"), (fs::canonical(".") / "absent/x").string());
}

TEST_F(Disk, ConfinesLinksThatLeadOut) {
  write("repo/main.tf", "inside");
  write("secret", "outside");
  link("../secret", "repo/leak.tf");
  link("..", "repo/up");
  const ConfinedFileSystem confined(files_, at("repo"));
  EXPECT_EQ(confined.read(at("repo/main.tf")).value(), "inside");
  EXPECT_FALSE(confined.read(at("repo/leak.tf")).ok());
  EXPECT_FALSE(confined.read(at("repo/up/secret")).ok());
  EXPECT_FALSE(confined.read(at("repo/up/repo/../secret")).ok());
  EXPECT_TRUE(confined.read(at("repo/up/repo/main.tf")).ok());
}

TEST_F(Disk, IsNotCaughtInACircleOfLinks) {
  write("a/main.tf");
  link("..", "a/up");
  link(".", "a/self");
  EXPECT_EQ(directories("."), Texts{"a"});
}

TEST_F(Disk, FollowsALinkThatIsNamed) {
  write("shared/prod/main.tf");
  link("../shared/prod", "live/prod");
  EXPECT_EQ(directories("live"), Texts{});
  EXPECT_EQ(directories("live/prod"), Texts{"shared/prod"});
}

TEST_F(Disk, ReadsTerraformFilesThatAreLinks) {
  write("common/versions.tf");
  link("../common/versions.tf", "live/versions.tf");
  EXPECT_EQ(directories("live"), Texts{"live"});
}

TEST_F(Disk, TellsDirectoriesThatOnlyLendTheirFiles) {
  write("platform/root.tf");
  write("platform/a/main.tf");
  link("../root.tf", "platform/a/root.tf");
  write("envs/common/main.tf");
  link("../common/main.tf", "envs/dev/main.tf");
  write("envs/dev/dev.tfvars");
  write("twins/one/main.tf");
  link("../one/main.tf", "twins/two/main.tf");
  write("live/main.tf");
  write("live/terraform.tfvars");
  write("copy/more.tf");
  link("../live/main.tf", "copy/main.tf");
  write("same/main.tf");
  link("main.tf", "same/again.tf");
  Texts lending;
  for (const auto& directory : discover(files_, Texts{at("")}).directories) {
    if (directory.lends_all) lending.push_back(relative_path(root_.string(), directory.path));
  }
  EXPECT_EQ(lending, (Texts{"envs/common", "platform"}));
}

TEST_F(Disk, WalksAVeryDeepTree) {
  std::string path = root_.string();
  for (int depth = 0; depth < 1000; ++depth) path += "/d";
  fs::create_directories(path);
  std::ofstream(path + "/main.tf") << "";
  EXPECT_EQ(discover(files_, Texts{root_.string()}).directories.size(), 1u);
}

}  // namespace
}  // namespace source
