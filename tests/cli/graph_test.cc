// SPDX-License-Identifier: Apache-2.0
//
// The resource graph, as a user asks for it.
#include <gtest/gtest.h>

#include "end_to_end/program.h"

namespace {

using end_to_end::ProgramResult;
using end_to_end::run_program;
using end_to_end::ScratchDirectory;
using end_to_end::text_of;

class GraphCommand : public testing::Test {
 protected:
  GraphCommand() : scratch_("graph") {
    scratch_.write("repository/.git/HEAD", "");
    scratch_.write("repository/shop/main.tf",
                   "terraform {\n  backend \"local\" {}\n}\n"
                   "variable \"name\" {\n  default = \"a\"\n}\n"
                   "resource \"terraform_data\" \"x\" {\n  count = var.name == \"a\" ? 1 : 2\n}\n"
                   "resource \"terraform_data\" \"y\" {\n  input = terraform_data.x[0].id\n}\n");
  }

  ProgramResult graph(const std::string& arguments) const {
    return run_program("graph " + arguments, scratch_.path() + "/repository");
  }
  [[nodiscard]] bool has(const std::string& text, const std::string& part) const {
    return text.find(part) != std::string::npos;
  }

  ScratchDirectory scratch_;
};

TEST_F(GraphCommand, DrawsTheCurrentDirectoryAsSvg) {
  const ProgramResult result = graph("");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.errors, "");
  EXPECT_EQ(result.output.substr(0, 5), "<svg ");
  EXPECT_EQ(graph("").output, result.output);
}

TEST_F(GraphCommand, TakesTheFormatFromTheNameOfTheOutput) {
  for (const auto& [name, begin] : {std::pair("a.svg", "<svg "), std::pair("a.dot", "digraph "),
                                    std::pair("a.mmd", "flowchart "), std::pair("a.json", "{\n")}) {
    EXPECT_EQ(graph(std::string("shop --output ") + name).exit_code, 0);
    EXPECT_EQ(text_of(scratch_.path() + "/repository/" + name).find(begin), 0u) << name;
  }
  EXPECT_EQ(graph("--format dot").output.find("digraph "), 0u);
}

TEST_F(GraphCommand, KnowsVariablesAndEnvironments) {
  EXPECT_TRUE(has(graph("--format dot shop").output, "\"x\\n"));
  EXPECT_TRUE(has(graph("--format dot shop --var name=b").output, "\"x ×2\\n"));
  scratch_.write("repository/.plumbline.hcl",
                 "environment \"one\" {\n  root = \"shop\"\n}\n"
                 "environment \"two\" {\n  root = \"shop\"\n  variables = { name = \"b\" }\n}\n");
  const ProgramResult both = graph("--format dot");
  EXPECT_TRUE(has(both.output, "label=\"shop, one\"") && has(both.output, "label=\"shop, two\""))
      << both.output << both.errors;
  const ProgramResult two = graph("--format dot --environment two");
  EXPECT_TRUE(has(two.output, "shop, two: 3 resources, 1 link") && has(two.output, "\"x ×2\\n"));
  EXPECT_FALSE(has(two.output, "shop, one"));
}

TEST_F(GraphCommand, ShowsLibrariesOnlyWhereThereIsNoRoot) {
  scratch_.write("repository/library/main.tf", "resource \"terraform_data\" \"z\" {}\n");
  EXPECT_FALSE(has(graph("--format json").output, "terraform_data.z"));
  EXPECT_TRUE(has(graph("--format json library").output, "terraform_data.z"));
}

TEST_F(GraphCommand, DrawsWhatTerraformWouldRefuseAndSaysSo) {
  scratch_.write("repository/shop/wrong.tf", "output \"o\" {\n  value = var.nosuch\n}\n");
  const ProgramResult result = graph("--format dot");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.output.find("digraph "), 0u);
  EXPECT_TRUE(has(result.errors, "invalid-configuration"));
}

TEST_F(GraphCommand, LeavesToCheckWhatIsNoErrorOfTerraform) {
  scratch_.write("repository/shop/other.tf",
                 "# plumbline:ignore no-such-rule reason=\"none\"\n"
                 "resource \"aws_s3_bucket\" \"b\" {}\n");
  const ProgramResult result = graph("--format dot");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.errors, "");
}

TEST_F(GraphCommand, DrawsNothingThatIsTooLargeOrNotThere) {
  const ProgramResult large = graph("--max-nodes 1");
  EXPECT_EQ(large.exit_code, 2);
  EXPECT_EQ(large.output, "");
  EXPECT_TRUE(has(large.errors, "limit-reached") && has(large.errors, "--focus ADDRESS"));
  // Programs take any number.
  EXPECT_EQ(graph("--max-nodes 1 --format json").exit_code, 0);
  const ProgramResult nowhere = graph("--focus terraform_data.xx");
  EXPECT_EQ(nowhere.exit_code, 2);
  EXPECT_EQ(nowhere.output, "");
  EXPECT_TRUE(has(nowhere.errors, "Did you mean terraform_data.x?"));
}

TEST_F(GraphCommand, WritesNothingOfWhatIsNotThereOrHasNoFormat) {
  const ProgramResult nowhere = graph("nosuch");
  EXPECT_EQ(nowhere.exit_code, 2);
  EXPECT_EQ(nowhere.output, "");
  EXPECT_TRUE(has(nowhere.errors, "nosuch"));
  const ProgramResult picture = graph("--output g.png");
  EXPECT_EQ(picture.exit_code, 2);
  EXPECT_EQ(picture.errors,
            "plumbline: there is no format for g.png; names end in .svg, .dot, .mmd or .json, or "
            "--format says what it is to be\n");
  EXPECT_EQ(graph("--output g.png --format dot").exit_code, 0);
}

TEST_F(GraphCommand, ChoosesWhatIsShown) {
  EXPECT_TRUE(has(graph("--format dot --focus terraform_data.x --depth 0").output,
                  "shop: 1 resource, 0 links"));
  EXPECT_TRUE(has(graph("--format dot --type null_resource").output, "shop: 0 resources, 0 links"));
  EXPECT_TRUE(has(graph("--format dot --instances --var name=b").output, "x[1]"));
}

}  // namespace
