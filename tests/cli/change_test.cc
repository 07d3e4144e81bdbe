// SPDX-License-Identifier: Apache-2.0
//
// What a change makes fail, on the command line: staged, or since a revision.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "end_to_end/program.h"
#include "source/git_sample.h"

namespace cli {
namespace {

using end_to_end::ProgramResult;
using end_to_end::run_program;

class Change : public testing::Test {
 protected:
  Change() {
    sample_.write("rules/rules.hcl",
                  "rule \"too-small\" {\n  severity = \"high\"\n  target = \"nobody_thing\"\n"
                  "  condition = self.size > 2\n  error_message = \"It is too small.\"\n}\n");
    sample_.write("a/variables.tf", "variable \"size\" {\n  default = 3\n}\n");
    write_things("a = 1", "b = var.size");
    sample_.commit();
  }
  void write_things(const std::string& first, const std::string& second) const {
    std::string text = "terraform {\n  backend \"s3\" {}\n}\n";
    for (const std::string& thing : {first, second}) {
      text += "resource \"nobody_thing\" \"" + thing.substr(0, 1) + "\" {\n  size" +
              thing.substr(1) + "\n}\n";
    }
    sample_.write("a/main.tf", text);
  }
  ProgramResult check(const std::string& arguments) const {
    return run_program("check --rules rules " + arguments, sample_.root());
  }

  source_test::GitSample sample_;
};

TEST_F(Change, OfWhichNothingFailsIsClean) {
  const ProgramResult result = check("--staged");
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_NE(result.output.find("1 finding is as before the change since HEAD"), std::string::npos)
      << result.output;
  EXPECT_EQ(check("").exit_code, 1);
}

TEST_F(Change, IsReportedWhereItFailsThroughAFileThatDidNotChange) {
  sample_.write("a/variables.tf", "variable \"size\" {\n  default = 2\n}\n");
  EXPECT_EQ(check("--staged").exit_code, 0);  // not staged yet
  sample_.add_all();
  const ProgramResult result = check("--staged");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.output.find("a/main.tf:8:3"), std::string::npos) << result.output;
  EXPECT_EQ(result.output.find("a/main.tf:5:3"), std::string::npos) << result.output;
}

TEST_F(Change, IsWhatIsStagedNotWhatStandsInTheWorkTree) {
  write_things("a = 1", "b = 0");
  sample_.add_all();
  write_things("a = 1", "b = 3");
  EXPECT_EQ(check("--staged").exit_code, 1);
}

TEST_F(Change, OfADeletedFileIsSeen) {
  sample_.write("a/zz_override.tf", "resource \"nobody_thing\" \"a\" {\n  size = 3\n}\n");
  sample_.commit();
  EXPECT_EQ(check("").exit_code, 0);
  sample_.remove("a/zz_override.tf");
  sample_.add_all();
  EXPECT_EQ(check("--staged").exit_code, 1);
}

TEST_F(Change, SinceABranchLeavesOutWhatFailedThere) {
  sample_.branch("topic");
  sample_.on_branch("topic");
  write_things("a = 3", "b = 1");
  sample_.commit();
  const ProgramResult result = check("--changed-since master");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.output.find("1 finding: 1 high.\n"), std::string::npos) << result.output;
  EXPECT_NE(result.output.find("The change mends 1 finding:\n        too-small nobody_thing.a in "
                               "a\n"),
            std::string::npos)
      << result.output;
}

TEST_F(Change, OfADirectoryOfWhichNothingIsStagedIsNone) {
  sample_.write("empty/.hidden", "");
  sample_.write("unstaged/main.tf", "resource \"nobody_thing\" \"a\" {\n  size = 1\n}\n");
  for (const char* paths : {"--staged empty", "--staged unstaged"}) {
    const ProgramResult result = check(paths);
    EXPECT_EQ(result.exit_code, 0) << paths << "\n" << result.output;
    EXPECT_NE(result.output.find("\nNo findings.\n"), std::string::npos) << result.output;
  }
  const ProgramResult inside =
      run_program("check --rules ../rules --staged", sample_.root() + "/unstaged");
  EXPECT_EQ(inside.exit_code, 0) << inside.output;
  EXPECT_EQ(check("--staged nowhere").exit_code, 2);
}

TEST_F(Change, IsRefusedWhereTheProfileIsNotThere) {
  for (const char* change : {"--staged", "--changed-since HEAD", "--staged --quiet"}) {
    const ProgramResult result = check(std::string(change) + " --profile aws-wbe");
    EXPECT_EQ(result.exit_code, 2) << change;
    EXPECT_EQ(result.output, "") << change;
    EXPECT_NE(result.errors.find("There is no profile"), std::string::npos) << result.errors;
  }
}

TEST_F(Change, OfADirectoryThatWasNotThereIsAllNew) {
  sample_.write("b/main.tf",
                "terraform {\n  backend \"s3\" {}\n}\nresource \"nobody_thing\" "
                "\"c\" {\n  size = 1\n}\n");
  EXPECT_EQ(check("--changed-since HEAD b").exit_code, 1);
  EXPECT_EQ(check("--changed-since HEAD a").exit_code, 0);
}

TEST_F(Change, OfASubmodulesCommitIsSeen) {
  source_test::GitSample net(sample_.at("a/net"));
  const auto write = [&net](const char* size) {
    net.write("main.tf",
              std::string("resource \"nobody_thing\" \"n\" {\n  size = ") + size + "\n}\n");
    net.commit();
  };
  write("3");
  sample_.write("a/net.tf", "module \"net\" {\n  source = \"./net\"\n}\n");
  sample_.add_submodule("a/net");
  sample_.commit();
  write("1");
  EXPECT_EQ(check("--staged").exit_code, 0);  // not staged yet
  EXPECT_EQ(check("--changed-since HEAD").exit_code, 1);
  sample_.add_submodule("a/net");
  EXPECT_EQ(check("--staged").exit_code, 1);
  sample_.commit();
  EXPECT_EQ(check("--staged").exit_code, 0);
  // Without the commit that it was, nobody can tell.
  std::filesystem::remove_all(net.at(".git"));
  source_test::GitSample other(sample_.at("a/net"));
  other.commit();
  sample_.add_submodule("a/net");
  const ProgramResult result = check("--staged");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_NE(result.output.find("What stood before in a submodule cannot be told"),
            std::string::npos)
      << result.output;
}

TEST_F(Change, IsJudgedByTheRulesAndTheConfigOfNow) {
  sample_.write("rules/more.hcl",
                "rule \"too-large\" {\n  target = \"nobody_thing\"\n"
                "  condition = self.size < 2\n  error_message = \"It is too large.\"\n}\n");
  EXPECT_EQ(check("--changed-since HEAD").exit_code, 0);
}

TEST_F(Change, ThatGitCannotTellIsNoCleanRun) {
  const ProgramResult result = check("--changed-since nosuch");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.output.find("No findings"), std::string::npos);
  for (const char* write : {"--extend-baseline", "--update-baseline"}) {
    EXPECT_EQ(check("--staged --baseline known.json " + std::string(write)).exit_code, 2);
    EXPECT_EQ(check("--changed-since HEAD --baseline known.json " + std::string(write)).exit_code,
              2);
  }
}

TEST_F(Change, LeavesOutWhatTheBaselineAcceptsToo) {
  sample_.write(".plumbline.hcl", "baseline = \"known.json\"\n");
  write_things("a = 1", "b = 1");
  EXPECT_EQ(check("--extend-baseline").exit_code, 0);
  sample_.add_all();
  // What is new is accepted, in the same commit, and what is old is old.
  const ProgramResult staged = check("--staged");
  EXPECT_EQ(staged.exit_code, 0) << staged.output;
  EXPECT_NE(staged.output.find("2 findings are accepted by the baseline"), std::string::npos)
      << staged.output;
  EXPECT_EQ(staged.output.find("as before the change"), std::string::npos) << staged.output;
  EXPECT_EQ(check("--changed-since HEAD").exit_code, 0);
  EXPECT_EQ(check("--staged --no-baseline").exit_code, 1);
  EXPECT_EQ(check("--staged --baseline known.json").exit_code, 0);
  // What neither has is reported.
  sample_.write("b/main.tf",
                "terraform {\n  backend \"s3\" {}\n}\nresource \"nobody_thing\" "
                "\"c\" {\n  size = 1\n}\n");
  sample_.add_all();
  const ProgramResult more = check("--staged");
  EXPECT_EQ(more.exit_code, 1);
  EXPECT_NE(more.output.find("1 finding: 1 high.\n"), std::string::npos) << more.output;
}

TEST_F(Change, AloneFailsWhereEverythingIsListed) {
  EXPECT_EQ(check("--staged --fail-on new").exit_code, 0);
  const std::string known = check("--staged --fail-on new").output;
  EXPECT_NE(known.find("known[too-small]: It is too small.\n --> a/main.tf:5:3\n"),
            std::string::npos)
      << known;
  EXPECT_NE(known.find("  = note: high, as before the change since HEAD\n"), std::string::npos)
      << known;
  EXPECT_NE(known.find("\nNo new findings.\n1 finding is as before the change since HEAD.\n"),
            std::string::npos)
      << known;
  write_things("a = 1", "b = 1");
  sample_.add_all();
  const std::pair<const char*, int> rows[] = {
      {"new", 1}, {"new,high", 1}, {"high,new", 1}, {"new,critical", 0}, {"high", 1}};
  for (const auto& [words, code] : rows) {
    EXPECT_EQ(check("--staged --fail-on " + std::string(words)).exit_code, code) << words;
  }
  const std::string text = check("--staged --fail-on new").output;
  EXPECT_NE(text.find("\n1 new finding: 1 high.\n"), std::string::npos) << text;
  // What is new stands next to the summary.
  EXPECT_LT(text.find("known[too-small]"), text.find("high[too-small]")) << text;
}

TEST_F(Change, IsToldFromWhatIsKnownWhereFormatsListBoth) {
  write_things("a = 1", "b = 1");
  sample_.add_all();
  const std::string known = "It is too small. (as before the change since HEAD)";
  for (const char* format : {"checkstyle", "gitlab", "github", "rdjson"}) {
    const std::string arguments = "--staged --format " + std::string(format);
    EXPECT_EQ(check(arguments).output.find("as before"), std::string::npos) << format;
    const std::string text = check(arguments + " --fail-on new").output;
    EXPECT_NE(text.find(known), std::string::npos) << text;
  }
  const std::string table = check("--staged --format markdown --fail-on new").output;
  EXPECT_NE(table.find("2 findings, of which 1 new.\n"), std::string::npos) << table;
  // Where what is known has a place of its own, it keeps that.
  EXPECT_NE(check("--staged --format junit --fail-on new").output.find("failures=\"1\""),
            std::string::npos);
}

TEST_F(Change, SaysWhichOfBothKnowsAFinding) {
  sample_.write(".plumbline.hcl", "baseline = \"known.json\"\n");
  sample_.write("known.json", "{\"schema_version\": \"1\", \"findings\": []}\n");
  sample_.commit();
  write_things("a = 3", "b = 1");
  check("--extend-baseline");
  write_things("a = 1", "b = 1");
  sample_.add_all();
  const std::string text = check("--staged").output;
  EXPECT_NE(text.find("1 finding is accepted by the baseline (--verbose shows).\n"
                      "1 finding is as before the change since HEAD (--verbose shows).\n"),
            std::string::npos)
      << text;
  const std::string json = check("--staged --format json").output;
  EXPECT_NE(json.find("\"known_by\": \"baseline\""), std::string::npos) << json;
  EXPECT_NE(json.find("\"known_by\": \"before\""), std::string::npos) << json;
  // Of the baseline, nothing is said to be mended by the change.
  EXPECT_EQ(text.find("mends"), std::string::npos) << text;
}

TEST_F(Change, WithABaselineThatIsNotStagedIsNotJudged) {
  sample_.write(".plumbline.hcl", "baseline = \"known.json\"\n");
  sample_.add_all();
  check("--extend-baseline");
  const ProgramResult result = check("--staged");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_NE(result.output.find("Beside --staged it must be staged."), std::string::npos)
      << result.output;
}

TEST_F(Change, IsWhatOtherFormatsSpeakOfToo) {
  const ProgramResult result = check("--changed-since HEAD --format junit");
  EXPECT_NE(result.output.find("<skipped message=\"as before the change since HEAD\"/>"),
            std::string::npos)
      << result.output;
}

TEST_F(Change, IsOfARevisionThatReportsName) {
  sample_.on_branch("topic");
  sample_.commit();
  std::ofstream(sample_.at(".git/config"), std::ios::app)
      << "[remote \"origin\"]\n\turl = https://user:hunter2@example.com/team/x.git\n";
  const std::string sarif = check("--changed-since HEAD --format sarif").output;
  EXPECT_NE(sarif.find("\"revisionId\": \"" + sample_.head() + "\""), std::string::npos) << sarif;
  EXPECT_NE(sarif.find("\"repositoryUri\": \"https://example.com/team/x.git\""), std::string::npos)
      << sarif;
  EXPECT_EQ(sarif.find("hunter2"), std::string::npos);
}

TEST_F(Change, DidNotBreakAFileThatWasBrokenBefore) {
  sample_.write("a/broken.tf", "resource {{\n");
  sample_.commit();
  sample_.write("a/other.tf", "# more\n");
  sample_.add_all();
  for (const char* quiet : {"", " --quiet"}) {
    EXPECT_EQ(check(std::string("--staged") + quiet).exit_code, 0) << quiet;
  }
  EXPECT_EQ(check("").exit_code, 1);
  sample_.write("a/other.tf", "resource }\n");
  sample_.add_all();
  for (const char* quiet : {"", " --quiet"}) {
    EXPECT_EQ(check(std::string("--staged") + quiet).exit_code, 1) << quiet;
  }
}

// Without a summary, the state before is judged only as far as it is needed.
TEST_F(Change, IsToldTheSameWithoutASummary) {
  const auto findings = [this](const std::string& arguments) {
    const std::string output = check(arguments).output;
    return output.substr(0, output.find("\n\n"));
  };
  EXPECT_EQ(check("--staged --quiet").exit_code, 0);
  write_things("a = 1", "b = 0");
  sample_.add_all();
  const std::string quiet = findings("--staged --quiet");
  EXPECT_NE(quiet.find("a/main.tf:8:3"), std::string::npos) << quiet;
  EXPECT_EQ(quiet, findings("--staged"));
}

TEST_F(Change, MayLeaveASuppressionWithoutNeed) {
  write_things("a = 3 # plumbline:ignore too-small reason=\"small\"", "b = 3");
  sample_.commit();
  sample_.write("a/other.tf", "# more\n");
  sample_.add_all();
  EXPECT_EQ(check("--staged --quiet").exit_code, check("--staged").exit_code);
}

TEST_F(Change, AfterABrokenCommitIsSaidNotToBeTold) {
  sample_.write(".plumbline.hcl", "nosuch = 1\n");
  EXPECT_EQ(check("--changed-since HEAD").exit_code, 2);
}

}  // namespace
}  // namespace cli
