// SPDX-License-Identifier: Apache-2.0
//
// The console as a user pipes into it. What it prints was compared with `terraform console -plan`
// 1.11.4.
#include <gtest/gtest.h>

#include "end_to_end/program.h"

namespace {

using end_to_end::run_program;
using end_to_end::ScratchDirectory;

class Console : public testing::Test {
 protected:
  Console() : scratch_("console") {
    scratch_.write("repository/.git/HEAD", "");
    scratch_.write("repository/main.tf",
                   "resource \"terraform_data\" \"x\" {\n  input = \"in\"\n}\n"
                   "variable \"size\" {\n  type    = number\n  default = 3\n}\n"
                   "variable \"unset\" {\n  type = list(string)\n}\n");
  }

  // What is printed when the text is typed.
  std::string answers(const std::string& typed, const std::string& options = "") {
    scratch_.write("typed", typed);
    const auto result =
        run_program("console " + options + " . <../typed", scratch_.path() + "/repository");
    exit_code_ = result.exit_code;
    return result.output;
  }

  ScratchDirectory scratch_;
  int exit_code_ = -1;
};

TEST_F(Console, AnswersEachEntryWithItsValue) {
  EXPECT_EQ(answers("1 + 1\nupper(\"a\")\nvar.size\n[null, {a = tolist([true])}]\n"),
            "2\n\"A\"\n3\n[\n  null,\n  {\n    \"a\" = tolist([\n      true,\n    ])\n  },\n]\n");
  EXPECT_EQ(exit_code_, 0);
}

TEST_F(Console, SaysWhatIsKnownOnlyAfterApply) {
  EXPECT_EQ(answers("terraform_data.x\ntype(terraform_data.x.id)\nvar.unset\n"),
            "{\n  \"id\" = (known after apply)\n  \"input\" = \"in\"\n"
            "  \"output\" = (known after apply)\n  \"triggers_replace\" = null\n}\n"
            "string\n(known after apply)\n");
}

TEST_F(Console, TakesResourcesForValuesLikeAnyOther) {
  EXPECT_EQ(answers("flatten(terraform_data.x)[1]\nkeys(terraform_data.x)[2]\n"
                    "[for k, v in terraform_data.x : k if k == \"input\"]\n"
                    "merge(terraform_data.x, {id = 1}).id\nterraform_data.x == terraform_data.x\n"),
            "\"in\"\n\"output\"\n[\n  \"input\",\n]\n1\n(known after apply)\n");
}

TEST_F(Console, GoesOnAfterWhatIsWrongAndSaysSoInTheEnd) {
  EXPECT_EQ(answers("nope\n1 +\n\"a\nterraform_data.x.nope\n1 + \"x\"\n"
                    "try(1, var.nope)\ntrue ? 1 : terraform_data.x.nope\n7\n"),
            "7\n");
  EXPECT_EQ(exit_code_, 1);
}

TEST_F(Console, JoinsLinesWhileSomethingIsOpen) {
  EXPECT_EQ(answers("[1,\n2]\n<<E\na\nE\n\"${\n1\n}\"\n"),
            "[\n  1,\n  2,\n]\n<<EOT\na\n\nEOT\n1\n");
}

TEST_F(Console, LeavesAtExitAndAtTheEndOfTheInput) {
  EXPECT_EQ(answers("1\n exit \n2\n"), "1\n");
  EXPECT_EQ(answers("1\n2"), "1\n2\n");
  EXPECT_EQ(answers(""), "");
  EXPECT_EQ(exit_code_, 0);
}

TEST_F(Console, ShowsTypesButNotWithinExpressions) {
  EXPECT_EQ(answers("(type([1]))\n\"${type(sensitive(1))}\"\n"),
            "tuple([\n    number,\n])\nnumber\n");
  EXPECT_EQ(answers("[type(1)]\ntype()\nupper(type(1))\n"), "");
  EXPECT_EQ(exit_code_, 1);
}

TEST_F(Console, TakesInputsAsPlanDoes) {
  scratch_.write("repository/x.tfvars", "size = 5\n");
  EXPECT_EQ(answers("var.size\n", "--var size=4"), "4\n");
  EXPECT_EQ(answers("var.size\n", "--var-file x.tfvars"), "5\n");
  EXPECT_EQ(answers("terraform.workspace\n", "--workspace blue"), "\"blue\"\n");
}

TEST_F(Console, RefusesADirectoryThatIsNotThere) {
  EXPECT_EQ(run_program("console nowhere </dev/null", scratch_.path()).exit_code, 2);
  EXPECT_EQ(run_program("eval nowhere", scratch_.path()).exit_code, 2);
  EXPECT_EQ(run_program("verify --plan /dev/null nowhere", scratch_.path()).exit_code, 2);
}

}  // namespace
