// SPDX-License-Identifier: Apache-2.0
//
// What .ci/Containerfile puts into an image that is empty otherwise runs there.
#include <gtest/gtest.h>

#include "end_to_end/markdown.h"
#include "end_to_end/program.h"

namespace end_to_end {
namespace {

namespace fs = std::filesystem;

// The lines of a stage, each from its instruction on.
std::vector<std::string> stage(const std::string& name) {
  std::vector<std::string> lines;
  bool inside = false;
  for (const std::string& line : lines_of(text_of(PLUMBLINE_SOURCE_DIR "/.ci/Containerfile"))) {
    if (line.starts_with("FROM ")) inside = line.ends_with(" AS " + name);
    if (inside && !line.empty()) lines.push_back(line);
  }
  return lines;
}

// The program of a line ENTRYPOINT ["/plumbline"].
std::string program_of(const std::string& line) {
  const size_t begin = line.find('"') + 1;
  return line.substr(begin, line.find('"', begin) - begin);
}

TEST(Container, RunsTheProgramWithNothingBesideIt) {
  const std::string what = run_command("ldd '" PLUMBLINE_BINARY "' 2>&1", ".").output;
  if (what.find("not a dynamic executable") == std::string::npos) GTEST_SKIP() << "not static";
  const ScratchDirectory root("container");
  std::string entry;
  for (const std::string& line : stage("bare")) {
    std::istringstream words(line);
    std::string instruction, from, to;
    words >> instruction >> from >> to;
    if (instruction == "FROM") {
      EXPECT_EQ(from, "scratch");
    }
    if (instruction == "COPY") {
      fs::copy(fs::path(PLUMBLINE_BINARY).parent_path() / from, root.path() + to);
    }
    if (instruction == "ENTRYPOINT") entry = program_of(line);
  }
  root.write("repository/.git/HEAD", "");
  root.write(
      "repository/main.tf",
      "terraform {\n  backend \"s3\" {}\n}\nresource \"aws_ebs_volume\" \"a\" {\n  size = 1\n}\n");
  if (run_command("chroot '" + root.path() + "' " + entry + " --version", ".").exit_code == 125) {
    GTEST_SKIP() << "nobody but root changes the root";
  }
  const ProgramResult result =
      run_command("chroot '" + root.path() + "' " + entry + " check repository", ".");
  EXPECT_EQ(result.exit_code, 1) << result.errors;
  EXPECT_NE(result.output.find("aws_ebs_volume.a is not encrypted at rest"), std::string::npos)
      << result.output;
}

}  // namespace
}  // namespace end_to_end
