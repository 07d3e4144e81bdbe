// SPDX-License-Identifier: Apache-2.0
//
// Expressions evaluated in a root module, as a user runs it.
#include <gtest/gtest.h>

#include "end_to_end/program.h"

namespace {

using end_to_end::run_program;
using end_to_end::ScratchDirectory;

class Eval : public testing::Test {
 protected:
  Eval() : scratch_("eval") {
    scratch_.write("repository/.git/HEAD", "");
    scratch_.write("repository/main.tf",
                   "variable \"zones\" {\n  default = 3\n}\n"
                   "resource \"terraform_data\" \"x\" {\n  input = var.zones\n}\n");
  }

  // What is printed of a file with one expression a line.
  std::string answers(const std::string& expressions) {
    scratch_.write("expressions.txt", expressions);
    return run_program("eval --expr-file ../expressions.txt", scratch_.path() + "/repository")
        .output;
  }

  ScratchDirectory scratch_;
};

TEST_F(Eval, KnowsTheNamesOfTheRootModule) {
  EXPECT_EQ(answers("var.zones + 1\n[path.module, terraform.workspace]\nterraform_data.x.input\n"),
            "{\"value\": 4}\n{\"value\": [\".\",\"default\"]}\n{\"value\": 3}\n");
}

TEST_F(Eval, TellsWhatIsUnknownAndThatItIsNotNull) {
  EXPECT_EQ(answers("terraform_data.x.id\nterraform_data.x.id == null\n"),
            "{\"unknown\": true}\n{\"value\": false}\n");
}

TEST_F(Eval, LetsNoTryHideAReferenceToNothing) {
  for (const char* expression :
       {"try(var.nosuch, 1)", "try(1, var.nosuch)", "can(each.key)", "[for x in [] : local.nosuch]",
        "can(nosuch)", "true ? 1 : terraform_data.x.nosuch"}) {
    EXPECT_EQ(answers(expression).find("{\"error\": "), 0U) << expression;
  }
  EXPECT_EQ(answers("try({}.nosuch, 1)\n"), "{\"value\": 1}\n");
}

TEST_F(Eval, AnswersEveryLineForItself) {
  EXPECT_EQ(answers("1 +\n\"${1}\"\n").substr(0, 11), "{\"error\": \"");
  EXPECT_NE(answers("1 +\n2\n").find("{\"value\": 2}\n"), std::string::npos);
}

}  // namespace
