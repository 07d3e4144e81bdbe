// SPDX-License-Identifier: Apache-2.0
//
// Holds the project's own text against its rules. That each check can fail is shown in
// checks_test.cc.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "architecture/checks.h"

namespace architecture {
namespace {

namespace fs = std::filesystem;

const fs::path kProject = PLUMBLINE_SOURCE_DIR;

std::string text_of(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

// Paths of the files below a folder, or the file itself, from the top of the project.
std::vector<std::string> paths_in(const std::string& place) {
  std::vector<std::string> paths;
  if (fs::is_regular_file(kProject / place)) return {place};
  if (!fs::exists(kProject / place)) return {};
  for (const auto& entry : fs::recursive_directory_iterator(kProject / place)) {
    if (entry.is_regular_file()) paths.push_back(fs::relative(entry.path(), kProject));
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

bool is_cpp(const std::string& path) { return path.ends_with(".cc") || path.ends_with(".h"); }

std::vector<SourceFile> cpp_in(const std::string& folder) {
  std::vector<SourceFile> files;
  for (const std::string& path : paths_in(folder)) {
    if (is_cpp(path)) files.push_back({path, text_of(kProject / path)});
  }
  return files;
}

// What a check finds in any of the files.
template <class Check>
Violations in_all(const std::vector<SourceFile>& files, const Check& check) {
  Violations all;
  for (const SourceFile& file : files) {
    for (std::string& violation : check(file)) all.push_back(std::move(violation));
  }
  return all;
}

std::string joined(const Violations& violations) {
  std::string result;
  for (const std::string& violation : violations) result += violation + "\n";
  return result;
}

std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, decltype([](FILE* pipe) { ::pclose(pipe); })> pipe(
      ::popen(command.c_str(), "r"));
  std::string output;
  std::array<char, 4096> buffer{};
  while (const size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) {
    output.append(buffer.data(), got);
  }
  return output;
}

TEST(Architecture, RoomsIncludeThemselvesAndRoomsAbove) {
  EXPECT_EQ(joined(in_all(cpp_in("linter"), check_includes)), "");
}

TEST(Architecture, FilesAndFunctionsAreShort) {
  EXPECT_EQ(joined(in_all(cpp_in("linter"), check_lengths)), "");
  EXPECT_EQ(joined(in_all(cpp_in("tests"), check_lengths)), "");
}

TEST(Architecture, NoAwsTypeIsNamedInCode) {
  EXPECT_EQ(joined(in_all(cpp_in("linter"), check_aws_names)), "");
}

TEST(Architecture, NothingDependsOnTheOrderOfAHashTable) {
  const std::vector<SourceFile> files = cpp_in("linter");
  std::vector<SourceFile> headers;
  std::copy_if(files.begin(), files.end(), std::back_inserter(headers),
               [](const SourceFile& file) { return file.path.ends_with(".h"); });
  const UnorderedMembers members = unordered_members(headers);
  const auto check = [&](const SourceFile& file) { return check_unordered(file, members); };
  EXPECT_EQ(joined(in_all(files, check)), "");
}

TEST(Architecture, FilesBeginWithTheirLicence) {
  EXPECT_EQ(joined(in_all(cpp_in("linter"), check_first_lines)), "");
  EXPECT_EQ(joined(in_all(cpp_in("tests"), check_first_lines)), "");
}

TEST(Architecture, TestsThatCommentsNameAreThere) {
  const auto exists = [](const std::string& path) { return fs::exists(kProject / path); };
  const auto check = [&](const SourceFile& file) { return check_named_tests(file, exists); };
  EXPECT_EQ(joined(in_all(cpp_in("linter"), check)), "");
}

TEST(Architecture, EveryRoomHasItsPublicHeader) {
  EXPECT_EQ(joined(check_rooms(paths_in("linter"))), "");
}

TEST(Architecture, TheTopLevelHoldsWhatThePlanNames) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kProject)) {
    names.push_back(entry.path().filename());
  }
  EXPECT_EQ(joined(check_top_level(names)), "");
}

TEST(Architecture, NothingNamesAPathOfOneMachine) {
  Violations all;
  for (const char* place : {"README.md", "LICENSE", "CMakeLists.txt", "bootstrap", ".ci", "docs",
                            "grammars", "linter", "rules", "tests"}) {
    for (const std::string& path : paths_in(place)) {
      for (auto& found : check_machine_paths(path, text_of(kProject / path))) {
        all.push_back(std::move(found));
      }
    }
  }
  EXPECT_EQ(joined(all), "");
}

TEST(Architecture, NoCommitNamesAPathOfOneMachine) {
  if (!fs::exists(kProject / ".git")) GTEST_SKIP() << "not a clone";
  const std::string log =
      output_of("git -C '" + kProject.string() + "' log --format=%B 2>/dev/null");
  if (log.empty()) GTEST_SKIP() << "no history, or no git";
  EXPECT_EQ(joined(check_machine_paths("a commit message", log)), "");
}

}  // namespace
}  // namespace architecture
