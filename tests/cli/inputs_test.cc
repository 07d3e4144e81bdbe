// SPDX-License-Identifier: Apache-2.0
//
// Options that give a run its inputs.
#include <gtest/gtest.h>

#include "end_to_end/program.h"

namespace {

using end_to_end::run_program;
using end_to_end::ScratchDirectory;

constexpr const char* kConfiguration =
    "variable \"a\" {\n  default = \"\"\n}\n"
    "output \"a\" {\n  value = var.a\n}\n"
    "output \"stolen\" {\n  value = fileexists(\"../outside.tfvars\")\n}\n";

class InputOptions : public testing::Test {
 protected:
  InputOptions() : scratch_("inputs") {
    scratch_.write("repository/.git/HEAD", "");
    scratch_.write("repository/main.tf", kConfiguration);
    scratch_.write("repository/inside.tfvars", "a = \"inside\"\n");
    scratch_.write("outside.tfvars", "a = \"outside\"\n");
  }

  [[nodiscard]] std::string eval(const std::string& arguments) const {
    return run_program("eval " + arguments, repository()).output;
  }
  [[nodiscard]] std::string repository() const { return scratch_.path() + "/repository"; }

  ScratchDirectory scratch_;
};

TEST_F(InputOptions, TakeOneValueEachAndLeaveThePathBehindThem) {
  for (const char* arguments : {"--var-file inside.tfvars .", "--var a=inside ."}) {
    EXPECT_NE(eval(arguments).find("output.a = \"inside\"\n"), std::string::npos) << arguments;
  }
  EXPECT_NE(eval("--var a=1 --var-file inside.tfvars --var a=2 .").find("output.a = \"2\"\n"),
            std::string::npos);
  EXPECT_NE(run_program("check --print values --rules . --var-file inside.tfvars .", repository())
                .output.find("output.a = \"inside\"\n"),
            std::string::npos);
}

TEST_F(InputOptions, ReadAVariableFileThatTheUserNamesWhereverItStands) {
  const std::string file = "--var-file ../outside.tfvars .";
  for (const std::string& command : {"eval " + file, "check --print values " + file}) {
    const std::string printed = run_program(command, repository()).output;
    EXPECT_NE(printed.find("output.a = \"outside\"\n"), std::string::npos) << command;
    // That does not open it to the configuration.
    EXPECT_NE(printed.find("output.stolen = false\n"), std::string::npos) << command;
  }
}

TEST_F(InputOptions, ReadNoVariableFileOutsideThatAConfigNames) {
  scratch_.write("repository/.plumbline.hcl",
                 "environment \"e\" {\n  root      = \".\"\n"
                 "  var_files = [\"../outside.tfvars\"]\n}\n");
  const std::string printed = run_program("check --print values .", repository()).output;
  EXPECT_NE(printed.find("output.a = \"\"\n"), std::string::npos) << printed;
}

}  // namespace
