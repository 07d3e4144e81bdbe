// SPDX-License-Identifier: Apache-2.0
//
// The command line as users and CI meet it: exit codes, what goes to which stream, and options.
#include <gtest/gtest.h>

#include "end_to_end/program.h"

namespace cli {
namespace {

using end_to_end::ProgramResult;
using end_to_end::run_program;
using end_to_end::ScratchDirectory;
using end_to_end::text_of;

// A repository with a root of each kind, and one rule.
class Cli : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    scratch = new ScratchDirectory("cli");
    const auto root = [](const std::string& size) {
      return "variable \"size\" {}\nresource \"nobody_thing\" \"a\" {\n  size = " + size +
             "\n}\nterraform {\n  backend \"s3\" {}\n}\n";
    };
    scratch->write(".git/HEAD", "");
    scratch->write("small/main.tf", root("1"));
    scratch->write("large/main.tf", root("3"));
    scratch->write("open/main.tf", root("var.size"));
    scratch->write("open/small.tfvars", "size = 1\n");
    scratch->write("broken/main.tf", "resource {{\n");
    scratch->write("strict/main.tf", root("1"));
    scratch->write("strict/.plumbline.hcl", "profile = \"mine\"\nfail_on = \"critical\"\n");
    scratch->write("wrong/main.tf", root("3"));
    scratch->write("wrong/.plumbline.hcl", "profil = \"mine\"\n");
    scratch->write("rules/rules.hcl", R"(rule "too-small" {
  severity      = "high"
  target        = "nobody_thing"
  condition     = self.size > 2
  error_message = "${address(self)} is too small."
  fail "two" {
    resource "nobody_thing" "a" {
      size = 2 # finding
    }
  }
  pass "three" {
    resource "nobody_thing" "a" {
      size = 3
    }
  }
}
profile "mine" {
  rule "*" {
    enabled = false
  }
  rule "too-small" {
    enabled = true
  }
}
)");
    scratch->write("wrong-rules/rules.hcl", "rule \"r\" {\n}\n");
    scratch->write("shared-rules/lib/functions.hcl", "function \"f\" {\n  result = 1\n}\n");
    scratch->write("shared-rules/area/functions.hcl", "function \"g\" {\n  result = 1\n}\n");
    scratch->write("unkept-rules/rules.hcl",
                   "rule \"r\" {\n  target = \"x\"\n  condition = true\n  error_message = \"m\"\n"
                   "  fail \"never\" {}\n}\n");
  }
  static void TearDownTestSuite() { delete scratch; }

  static ProgramResult run(const std::string& arguments) {
    return run_program(arguments, scratch->path());
  }
  static ProgramResult check(const std::string& arguments) {
    return run("check --rules rules --profile mine " + arguments);
  }

  static ScratchDirectory* scratch;
};
ScratchDirectory* Cli::scratch = nullptr;

TEST_F(Cli, ExitCodesSayHowItWent) {
  const std::pair<const char*, int> rows[] = {
      {"large", 0},
      {"small", 1},
      {"small large", 1},
      {"small --fail-on high", 1},
      {"small --fail-on critical", 0},
      {"open", 0},
      {"open --strict", 1},
      {"open --strict --var size=3", 0},
      {"open --var size=1", 1},
      {"open --var-file open/small.tfvars", 1},
      {"broken", 1},
      {"broken --fail-on critical", 0},
      {"small nowhere", 2},
      {"nowhere", 2},
      {"small --profile nobody", 2},
      {"small --environment nobody", 2},
      {"small --rules wrong-rules", 2},
      {"small --rules nowhere", 2},
      {"wrong", 2},
      {"strict", 0},
      {"strict --fail-on low", 1},
  };
  for (const auto& [arguments, code] : rows) {
    EXPECT_EQ(check(arguments).exit_code, code) << arguments;
  }
}

TEST_F(Cli, WhatIsAskedForWronglyIsRefusedBeforeAnythingIsSaid) {
  const std::pair<const char*, const char*> rows[] = {
      {"check --frmat json",
       "plumbline: there is no option \"--frmat\"; did you mean \"--format\"?\n"},
      {"check --zzzzzzzz=1", "plumbline: there is no option \"--zzzzzzzz\"\n"},
      {"check --format xml",
       "plumbline: there is no format \"xml\"; formats are text, json, sarif, "
       "junit, checkstyle, gitlab, github, rdjson, csv and markdown\n"},
      {"check --output json", "plumbline: --output takes FORMAT=FILE, not \"json\"\n"},
      {"check --output xml=a.xml", "there is no format \"xml\""},
      {"check --output sarif=z --output json=./z",
       "plumbline: two reports cannot be written to ./z\n"},
      {"check --output json=-", "plumbline: two reports cannot be written to standard output\n"},
      {"check --var-file nowhere.tfvars", "plumbline: there is no variable file nowhere.tfvars\n"},
      {"check --profile ''", "--profile: an empty text says nothing"},
      {"check --environment ''", "--environment: an empty text says nothing"},
      {"check --changed-since ''", "--changed-since: an empty text says nothing"},
      {"publish github",
       "plumbline: there is no command \"publish github\"; did you mean \"bitbucket\"?\n"},
      {"rules diff --from 9.9", "There is no version 9.9 of the rules"},
      {"rules diff --to 9.9", "There is no version 9.9 of the rules"},
      {"check --fail-on worst", "--fail-on"},
      {"check --fail-on low,high", "plumbline: --fail-on takes one severity\n"},
      {"check --fail-on new small",
       "plumbline: --fail-on new asks what is new since when: give --staged, --changed-since "
       "REVISION, --baseline FILE, or a baseline in .plumbline.hcl\n"},
      {"check --date yesterday", "a date is YYYY-MM-DD, not \"yesterday\""},
      {"check --date 2026-02-30", "a date is YYYY-MM-DD, not \"2026-02-30\""},
      {"check --date 2026-2-3", "a date is YYYY-MM-DD, not \"2026-2-3\""},
      {"check --jobs 0", "--jobs"},
      {"check --sarif-results all", "--sarif-results"},
      {"check --color sometimes", "--color"},
      {"check --print nothing", "--print"},
      {"check --var size", "plumbline: --var takes NAME=VALUE, not \"size\"\n"},
      {"judge", "plumbline: there is no command \"judge\"\n"},
      {"chekc .", "plumbline: there is no command \"chekc\"; did you mean \"check\"?\n"},
      {"", "subcommand"},
      {"test", "paths"},
  };
  for (const auto& [arguments, said] : rows) {
    const ProgramResult result = run(arguments);
    EXPECT_EQ(result.exit_code, 2) << arguments;
    EXPECT_EQ(result.output, "") << arguments;
    EXPECT_NE(result.errors.find(said), std::string::npos) << arguments << ": " << result.errors;
  }
}

TEST_F(Cli, WhatFollowsTheValueOfAnOptionIsAPath) {
  EXPECT_EQ(run("check --profile mine --rules rules small").exit_code, 1);
  EXPECT_EQ(check("--var size=1 open").exit_code, 1);
  EXPECT_EQ(check("--var-file open/small.tfvars open").exit_code, 1);
  EXPECT_EQ(check("--output json=out.json small").exit_code, 1);
  EXPECT_EQ(check("--var size=1 --var size=3 open --strict").exit_code, 0);  // the last one counts
}

TEST_F(Cli, SarifHoldsBesideFindingsWhatIsAskedFor) {
  const auto has = [](const std::string& arguments, std::string_view text) {
    return check("--format sarif " + arguments).output.find(text) != std::string::npos;
  };
  EXPECT_TRUE(has("small", "\"ruleId\": \"too-small\""));
  EXPECT_FALSE(has("open", "\"kind\": \"open\""));
  EXPECT_TRUE(has("--sarif-results open open", "\"kind\": \"open\""));
  EXPECT_FALSE(has("--sarif-results open large", "\"kind\": \"pass\""));
  EXPECT_TRUE(has("--sarif-results open,pass large", "\"kind\": \"pass\""));
  EXPECT_TRUE(has("broken", "\"toolExecutionNotifications\""));
}

TEST_F(Cli, HelpAndVersionAreNoErrors) {
  EXPECT_EQ(run("check --help").exit_code, 0);
  EXPECT_NE(run("check --help").output.find("--fail-on"), std::string::npos);
}

TEST_F(Cli, FindingsAreSaidThoughAPathCannotBeRead) {
  const ProgramResult result = check("small nowhere");
  EXPECT_NE(result.output.find("high[too-small]: nobody_thing.a is too small."), std::string::npos);
  EXPECT_NE(result.output.find("nowhere"), std::string::npos);
}

TEST_F(Cli, SeveralReportsAreWrittenInOneRun) {
  const std::string path = scratch->path();
  const ProgramResult result =
      check("small --date 2026-01-31 --output json=out.json --output text=out.txt --color always");
  EXPECT_NE(result.output.find('\x1b'), std::string::npos);
  EXPECT_EQ(text_of(path + "/out.json"), check("small --date 2026-01-31 --format json").output);
  EXPECT_EQ(text_of(path + "/out.txt"), check("small --color never").output);
  EXPECT_NE(text_of(path + "/out.json").find("\"date\": \"2026-01-31\""), std::string::npos);
  const ProgramResult unwritable = check("small --output json=nowhere/out.json");
  EXPECT_EQ(unwritable.exit_code, 2);
  EXPECT_EQ(unwritable.errors,
            "plumbline: cannot write nowhere/out.json: No such file or directory\n");
}

TEST_F(Cli, ReportsThatCannotBeWrittenSayWhy) {
  const ProgramResult full = run("check large > /dev/full");
  EXPECT_EQ(full.exit_code, 2);
  EXPECT_NE(full.errors.find("plumbline: cannot write standard output: No space left on device\n"),
            std::string::npos)
      << full.errors;
}

TEST_F(Cli, ColoursAreForTerminalsUnlessAskedFor) {
  EXPECT_EQ(check("small").output.find('\x1b'), std::string::npos);
  EXPECT_NE(check("small --color always").output.find('\x1b'), std::string::npos);
  EXPECT_EQ(check("small --color always --format json").output.find('\x1b'), std::string::npos);
  const std::pair<const char*, bool> rows[] = {{"FORCE_COLOR=1", true},
                                               {"CLICOLOR_FORCE=1", true},
                                               {"FORCE_COLOR=0", false},
                                               {"CLICOLOR_FORCE=", false},
                                               {"FORCE_COLOR=1 NO_COLOR=1", false}};
  for (const auto& [variables, painted] : rows) {
    const ProgramResult result = end_to_end::run_command(
        std::string(variables) + " '" PLUMBLINE_BINARY "' check small", scratch->path());
    EXPECT_EQ(result.output.find('\x1b') != std::string::npos, painted) << variables;
  }
}

TEST_F(Cli, TheLedgerIsAFileOfItsOwn) {
  const std::string file = scratch->path() + "/ledger.json";
  const std::string report = check("small --date 2026-01-31").output;
  EXPECT_EQ(check("small --date 2026-01-31 --ledger ledger.json").output, report);
  EXPECT_NE(text_of(file).find("{\"rule\":\"too-small\",\"outcome\":\"failed\""),
            std::string::npos);
  const ProgramResult unwritable = check("large --ledger nowhere/ledger.json");
  EXPECT_EQ(unwritable.exit_code, 2);
  EXPECT_EQ(unwritable.errors,
            "plumbline: cannot write nowhere/ledger.json: No such file or directory\n");
}

TEST_F(Cli, QuietLeavesTheSummaryOut) {
  EXPECT_EQ(check("large --quiet").output, "");
  EXPECT_EQ(check("small --quiet").output.find("Judged"), std::string::npos);
  EXPECT_NE(check("small --quiet").output.find("too small"), std::string::npos);
}

TEST_F(Cli, TimingGoesToStderrAndChangesNoReport) {
  for (const char* format : {"text", "json"}) {
    const std::string arguments = std::string("small --date 2026-01-31 --format ") + format;
    const ProgramResult timed = check(arguments + " --timing");
    EXPECT_EQ(timed.output, check(arguments).output);
    EXPECT_NE(timed.errors.find(" ms  discover\n"), std::string::npos) << timed.errors;
    EXPECT_NE(timed.errors.find(" ms  check\n"), std::string::npos) << timed.errors;
    EXPECT_EQ(check(arguments).errors, "");
  }
}

TEST_F(Cli, AStageIsPrintedInsteadOfTheReport) {
  const std::pair<const char*, const char*> rows[] = {
      {"syntax", "size"},
      {"values", "nobody_thing.a"},
      {"graph", "nobody_thing nobody_thing.a\n"},
      {"verdicts", "too-small: nobody_thing.a: fail at size: nobody_thing.a is too small.\n"},
  };
  for (const auto& [stage, part] : rows) {
    const ProgramResult result = check(std::string("small --print=") + stage);
    EXPECT_EQ(result.exit_code, 1) << stage;
    EXPECT_NE(result.output.find(part), std::string::npos) << result.output;
    EXPECT_EQ(result.output.find("Judged"), std::string::npos) << stage;
  }
}

TEST_F(Cli, TestRunsTheExamplesOfRules) {
  EXPECT_EQ(run("test rules").exit_code, 0);
  EXPECT_EQ(run("test rules").output,
            "1 rule, 2 examples and 20 variants of them, 2 changes of conditions: all are as they "
            "say.\n");
  EXPECT_EQ(run("test unkept-rules").exit_code, 1);
  EXPECT_EQ(run("test unkept-rules").output,
            "error[r]: No example passes\n"
            " --> unkept-rules/rules.hcl:1:1\n"
            "  |\n"
            "1 | rule \"r\" {\n"
            "  | ^^^^^^^^\n"
            "\n"
            "error[r]: Example \"never\": nothing failed here\n"
            " --> unkept-rules/rules.hcl:5:3\n"
            "  |\n"
            "5 |   fail \"never\" {}\n"
            "  |   ^^^^^^^^^^^^\n"
            "\n"
            "1 rule, 1 example and 0 variants of them: 2 failures in r.\n");
  EXPECT_EQ(run("test shared-rules").exit_code, 1);
  EXPECT_EQ(run("test shared-rules").output,
            "error[f]: No known answer\n"
            " --> shared-rules/lib/functions.hcl:1:1\n"
            "  |\n"
            "1 | function \"f\" {\n"
            "  | ^^^^^^^^^^^^\n"
            "\n"
            "0 rules, 0 examples and 0 variants of them: 1 failure in f().\n");
  EXPECT_EQ(run("test wrong-rules").exit_code, 2);
}

TEST_F(Cli, TestSaysWhyThereIsNothingToTest) {
  const std::tuple<const char*, const char*, const char*> rows[] = {
      {"nowhere", "Cannot read rules in nowhere", ""},
      {"large", "", "plumbline: there is no rule in large\n"},
      {"small/..//empty", "", "plumbline: there is no rule in small/..//empty\n"},
      {"rules --only 'nobody*'", "",
       "plumbline: there is no rule or function \"nobody*\" in rules\n"},
      {"rules --only too-smal", "", "; did you mean \"too-small\"?\n"},
      {"shared-rules/area", "",
       "plumbline: nothing in shared-rules/area has an example or an answer\n"},
  };
  std::filesystem::create_directories(scratch->path() + "/empty");
  for (const auto& [arguments, said, errors] : rows) {
    const ProgramResult result = run(std::string("test ") + arguments);
    EXPECT_EQ(result.exit_code, 2) << arguments;
    EXPECT_NE(result.output.find(said), std::string::npos) << arguments << result.output;
    EXPECT_NE(result.errors.find(errors), std::string::npos) << arguments << result.errors;
    EXPECT_EQ(result.output.find("as they say"), std::string::npos) << arguments;
  }
}

TEST_F(Cli, EvalSaysWhatTerraformWouldKnow) {
  EXPECT_EQ(run("eval --expr '1 + 2'").output, "{\"value\": 3}\n");
  EXPECT_EQ(run("eval --expr 'nowhere'").exit_code, 1);
  EXPECT_NE(run("eval --expr 'nowhere'").output.find("{\"error\": "), std::string::npos);
  EXPECT_EQ(run("eval large --var size=1").exit_code, 0);
  EXPECT_EQ(run("eval large").exit_code, 1);  // a required variable has no value
  EXPECT_EQ(run("eval --expr-file nowhere.txt").exit_code, 2);
}

}  // namespace
}  // namespace cli
