// SPDX-License-Identifier: Apache-2.0
//
// Completions are asked of the shells themselves, where they are installed, and the manual page is
// held against those who format it.
#include <gtest/gtest.h>
#include <re2/re2.h>

#include "end_to_end/program.h"

namespace cli {
namespace {

using end_to_end::ProgramResult;
using end_to_end::run_command;
using end_to_end::run_program;
using end_to_end::ScratchDirectory;

bool is_installed(const std::string& program) {
  return run_command("command -v " + program, ".").exit_code == 0;
}

class Completion : public testing::Test {
 protected:
  Completion() : scratch_("completion") {
    for (const char* what : {"bash", "zsh", "fish", "man"}) {
      scratch_.write(what, run_program("completion " + std::string(what)).output);
    }
    scratch_.write("bin/plumbline", "#!/bin/sh\nexec '" PLUMBLINE_BINARY "' \"$@\"\n");
    std::filesystem::permissions(scratch_.path() + "/bin/plumbline",
                                 std::filesystem::perms::owner_all);
    scratch_.write("files/main.tf", "");
    scratch_.write("files/known.json", "");
  }
  // What a shell prints, a line each, in a directory with two files.
  std::string answer(const std::string& command) const {
    const ProgramResult result = run_command("PATH='" + scratch_.path() + "/bin':$PATH\n" + command,
                                             scratch_.path() + "/files");
    return result.output + result.errors;
  }
  std::string bash(const std::string& words, int at) const {
    return answer("bash -c 'source ../bash; COMP_WORDS=(" + words + "); COMP_CWORD=" +
                  std::to_string(at) + "; _plumbline; printf \"%s\\n\" \"${COMPREPLY[@]}\"'");
  }
  std::string fish(const std::string& line) const {
    return answer("HOME=" + scratch_.path() +
                  " fish --no-config -c 'source ../fish; complete -C \"" + line + "\"'");
  }
  // What the line is when the tabulator was pressed and it was sent.
  std::string zsh(const std::string& line) const {
    scratch_.write("drive.zsh",
                   "zmodload zsh/zpty\nzpty shell zsh -f -i\n"
                   "zpty -w shell 'PS1=; unsetopt zle_bracketed_paste; fpath=(.. $fpath)'\n"
                   "zpty -w shell 'autoload -Uz compinit; compinit -D -u; source ../zsh'\n"
                   "zpty -w shell 'plumbline() { if [[ $1 == completion ]]; then command plumbline "
                   "$@; else print -r -- \"sent<$*>\"; exit; fi }'\n"
                   "zpty -w shell $'" +
                       line +
                       "\\t'\n"
                       "while zpty -r shell text; do print -rn -- $text; done\n");
    const std::string said = answer("TERM=dumb timeout 20 zsh -f ../drive.zsh");
    const size_t at = said.rfind("sent<");
    return at == std::string::npos ? said : said.substr(at + 5, said.find('>', at) - at - 5);
  }

  ScratchDirectory scratch_;
};

TEST_F(Completion, OfBashKnowsCommandsOptionsAndValues) {
  if (!is_installed("bash")) GTEST_SKIP() << "no bash";
  EXPECT_EQ(bash("plumbline che", 1), "check\n");
  EXPECT_EQ(bash("plumbline check --chan", 2), "--changed-since\n");
  EXPECT_EQ(bash("plumbline check --fail-on cri", 3), "critical\n");
  EXPECT_EQ(bash("plumbline check --fail-on new,cri", 3), "new,critical\n");
  EXPECT_EQ(bash("plumbline check --format = ju", 4), "junit\n");
  EXPECT_EQ(bash("plumbline check --profile lq3", 3), "lq3-production\n");
  EXPECT_EQ(bash("plumbline check --baseline kn", 3), "known.json\n");
  EXPECT_EQ(bash("plumbline check --staged ma", 3), "main.tf\n");
  EXPECT_EQ(bash("plumbline explain redis-without-fail", 2), "redis-without-failover\n");
  EXPECT_EQ(bash("plumbline rules di", 2), "diff\n");
  EXPECT_EQ(bash("plumbline rules diff --fro", 3), "--from\n");
  EXPECT_EQ(bash("plumbline eval --fail", 2), "\n");
  EXPECT_EQ(answer("bash -n ../bash"), "");
}

TEST_F(Completion, OfFishKnowsCommandsOptionsAndValues) {
  if (!is_installed("fish")) GTEST_SKIP() << "no fish";
  const auto offers = [this](const std::string& line, const std::string& word) {
    const std::string all = "\n" + fish(line);
    return all.find("\n" + word + "\t") != std::string::npos ||
           all.find("\n" + word + "\n") != std::string::npos;
  };
  EXPECT_TRUE(offers("plumbline che", "check")) << fish("plumbline che");
  EXPECT_TRUE(offers("plumbline check --chan", "--changed-since"));
  EXPECT_TRUE(offers("plumbline check --format ju", "junit"));
  EXPECT_TRUE(offers("plumbline check --profile l", "lq3-production"));
  EXPECT_TRUE(offers("plumbline check --baseline kn", "known.json"));
  EXPECT_TRUE(offers("plumbline check ma", "main.tf"));
  EXPECT_TRUE(offers("plumbline explain redis-without-f", "redis-without-failover"));
  EXPECT_TRUE(offers("plumbline rules diff --f", "--from"));
  EXPECT_FALSE(offers("plumbline rules diff --are", "--area"));
  EXPECT_FALSE(offers("plumbline eval --fail", "--fail-on"));
}

TEST_F(Completion, OfZshKnowsCommandsOptionsAndValues) {
  if (!is_installed("zsh")) GTEST_SKIP() << "no zsh";
  EXPECT_EQ(answer("zsh -n ../zsh"), "");
  EXPECT_EQ(zsh("plumbline che"), "check");
  EXPECT_EQ(zsh("plumbline check --changed-s"), "check --changed-since");
  EXPECT_EQ(zsh("plumbline check --format=ju"), "check --format=junit");
  EXPECT_EQ(zsh("plumbline check --profile l"), "check --profile lq3-production");
  EXPECT_EQ(zsh("plumbline check --staged ma"), "check --staged main.tf");
  EXPECT_EQ(zsh("plumbline explain redis-without-f"), "explain redis-without-failover");
  EXPECT_EQ(zsh("plumbline rules diff --fr"), "rules diff --from");
}

TEST_F(Completion, AndTheManualLeaveNoOptionOut) {
  const std::string page = end_to_end::text_of(scratch_.path() + "/man");
  const std::string script = end_to_end::text_of(scratch_.path() + "/bash");
  static const RE2 kOption("(?m)^  (?:-\\w,)?--([\\w-]+)");
  for (const char* command : {"check", "init", "rules", "rules diff", "graph", "completion"}) {
    const std::string help = run_program(std::string(command) + " --help").output;
    re2::StringPiece rest(help);
    size_t count = 0;
    for (std::string name; RE2::FindAndConsume(&rest, kOption, &name); ++count) {
      std::string in_roff;
      for (const char c : name) in_roff += c == '-' ? std::string("\\-") : std::string(1, c);
      EXPECT_NE(page.find("\\-\\-" + in_roff + "\\fR"), std::string::npos) << command << name;
      EXPECT_NE(script.find("--" + name + " "), std::string::npos) << command << name;
    }
    EXPECT_GT(count, 0u) << help;
  }
}

TEST_F(Completion, ManualIsFormattedWithoutAComplaint) {
  // A date would be another at each build.
  if (is_installed("mandoc")) {
    EXPECT_EQ(answer("mandoc -T lint -W warning ../man | grep -v 'missing date'"), "");
  }
  if (is_installed("groff")) {
    EXPECT_EQ(answer("groff -man -ww -z -Tutf8 ../man"), "");
    EXPECT_NE(answer("groff -man -Tascii -P-cbou ../man").find("--changed-since"),
              std::string::npos);
  }
}

TEST_F(Completion, OfWhatThereIsNotIsRefused) {
  EXPECT_EQ(run_program("completion tcsh").exit_code, 2);
  EXPECT_EQ(run_program("completion").exit_code, 2);
}

}  // namespace
}  // namespace cli
