// SPDX-License-Identifier: Apache-2.0
//
// Every command of README.md and docs/*.md runs, and says what the page shows. A page has a copy of
// the project to itself, which is built already: what builds, installs or fetches does nothing
// there but to say what it was asked for. An `hcl` or `yaml` block begins with the name of the file
// it stands for, and a block behind commands shows their output. A `shell` block needs programs
// that the build does not (clang, Go, npm), or Bitbucket, and is not run.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

#include "end_to_end/markdown.h"
#include "end_to_end/program.h"

namespace end_to_end {
namespace {

namespace fs = std::filesystem;

const fs::path kProject = PLUMBLINE_SOURCE_DIR;

std::vector<std::string> pages() {
  std::vector<std::string> pages = {"README.md"};
  for (const auto& entry : fs::directory_iterator(kProject / "docs")) {
    if (entry.path().extension() == ".md") pages.push_back(fs::relative(entry.path(), kProject));
  }
  std::sort(pages.begin(), pages.end());
  return pages;
}

class BuiltCopy {
 public:
  BuiltCopy() : scratch_("docs") {
    const fs::path root = scratch_.path();
    for (const char* name : {"README.md", "bootstrap", "docs", "fixtures", "rules"}) {
      fs::copy(kProject / name, root / name,
               fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    }
    scratch_.write("build/release/build.ninja", "");
    fs::create_symlink(PLUMBLINE_BINARY, root / "build/release/plumbline");
    for (const char* tool : {"cmake", "ninja", "ctest", "apt-get", "curl"}) {
      scratch_.write(std::string("bin/") + tool, "#!/bin/sh\necho " + std::string(tool) +
                                                     " \"$@\" >>'" + scratch_.path() + "/asked'\n");
      fs::permissions(root / "bin" / tool, fs::perms::owner_all);
    }
  }

  ProgramResult run(const std::string& command) const {
    return run_command("PATH='" + scratch_.path() + "/bin:" + scratch_.path() +
                           "/build/release':$PATH\n" + command,
                       scratch_.path());
  }
  void write(const std::string& name, const std::string& text) const { scratch_.write(name, text); }
  // What the tools that build were asked for, a line each.
  std::string asked() const { return text_of(scratch_.path() + "/asked"); }

 private:
  ScratchDirectory scratch_;
};

// "# mine/logs.hcl" -> "mine/logs.hcl"; empty if the first line names no file.
std::string file_named(const FencedBlock& block) {
  const std::string first = block.text.substr(0, block.text.find('\n'));
  const bool named = first.ends_with(".hcl") || first.ends_with(".tf") ||
                     first.ends_with(".tfvars") || first.ends_with(".yml") ||
                     first.ends_with(".yaml");
  return first.starts_with("# ") && named ? first.substr(2) : "";
}

void run_page(const std::string& page, const BuiltCopy& copy) {
  std::string output;
  bool shows_output = false;  // whether the block before was commands
  for (const FencedBlock& block : fenced_blocks(text_of(kProject / page))) {
    const std::string where = page + ":" + std::to_string(block.line);
    if (block.language == "sh") {
      output.clear();
      for (const ShownCommand& command : commands_of(block)) {
        const ProgramResult result = copy.run(command.text);
        EXPECT_EQ(result.exit_code, command.exit_code)
            << page << ":" << command.line << ": " << command.text << "\n"
            << result.errors;
        output += result.output;
      }
    } else if (block.language == "hcl" || block.language == "yaml") {
      EXPECT_NE(file_named(block), "") << where << ": names no file in its first line";
      copy.write(file_named(block), block.text);
    } else if (block.language != "shell") {
      const bool known = block.language == "text" || block.language == "json";
      EXPECT_TRUE(known) << where << ": what is " << block.language << "?";
      EXPECT_TRUE(!shows_output || is_as_shown(output, block.text)) << where << ": it says\n"
                                                                    << output;
    }
    shows_output = block.language == "sh";
  }
}

class Docs : public testing::TestWithParam<std::string> {};

TEST_P(Docs, SayWhatHappens) {
  const BuiltCopy copy;
  run_page(GetParam(), copy);
  // Presets that are named exist.
  const std::string presets = text_of(kProject / "CMakePresets.json");
  for (const std::string& line : lines_of(copy.asked())) {
    std::istringstream words(line);
    for (std::string word, before; words >> word; before = word) {
      if (before != "--preset") continue;
      EXPECT_NE(presets.find("\"name\": \"" + word + "\""), std::string::npos) << line;
    }
  }
}

TEST_P(Docs, HideNoCommandInIndentedCode) {
  EXPECT_EQ(indented_code(text_of(kProject / GetParam())), std::vector<size_t>{});
}

INSTANTIATE_TEST_SUITE_P(Pages, Docs, testing::ValuesIn(pages()), [](const auto& info) {
  std::string name = info.param;
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
});

TEST(Markdown, OutputIsAsShownToTheLineButForWhatIsLeftOut) {
  const std::tuple<const char*, const char*, bool> rows[] = {
      {"a\nb\n", "a\nb\n", true},
      {"a\nb\n", "a\n", false},
      {"a\nb\n", "b\n", false},
      {"a\nb\n", "...\nb\n", true},
      {"a\nb\n", "a\n...\n", true},
      {"a\nb\nc\nd\n", "a\n...\nd\n", true},
      {"a\nb\nc\nd\n", "...\nb\nd\n...\n", false},
      {"a\nb\n", "...\na\n", false},
      {"a\nb\na\n", "...\na\n", true},
      {"", "", true},
      {"a\n", "", false},
      {"", "a\n", false},
      {"a\nb\nc\n", "...\nb\n...\n", true},
  };
  for (const auto& [output, shown, fits] : rows) {
    EXPECT_EQ(is_as_shown(output, shown), fits) << output << "/\n" << shown;
  }
}

TEST(Markdown, CommandsSayHowTheyEnd) {
  const auto blocks = fenced_blocks("text\n```sh\na  # exit code 2\n\nb\n```\n    c\n\n    d\n");
  ASSERT_EQ(blocks.size(), 1u);
  EXPECT_EQ(blocks[0].language, "sh");
  const auto commands = commands_of(blocks[0]);
  ASSERT_EQ(commands.size(), 2u);
  EXPECT_EQ(commands[0].exit_code, 2);
  EXPECT_EQ(commands[1].exit_code, 0);
  EXPECT_EQ(commands[1].line, 5u);
  EXPECT_EQ(indented_code("a\n\n    b\n- c\n    d\n"), std::vector<size_t>{3});
}

}  // namespace
}  // namespace end_to_end
