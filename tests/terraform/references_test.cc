// SPDX-License-Identifier: Apache-2.0
// What names refer to, locals, and cycles. Expected places are those of Terraform 1.11.4.
#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

std::string problems_of(std::string value) {
  Repository repository(
      "variable \"name\" {\n  default = 1\n}\nlocals {\n  size = 1\n}\n"
      "resource \"terraform_data\" \"many\" {\n  count = 2\n}\n"
      "resource \"terraform_data\" \"one\" {}\n"
      "output \"o\" {\n  value = " +
      std::move(value) + "\n}\n");
  return repository.problems();
}

TEST(References, UndeclaredNamesAreReported) {
  EXPECT_EQ(problems_of("var.nam"), "main.tf:12: Reference to undeclared input variable\n");
  EXPECT_EQ(problems_of("local.siz"), "main.tf:12: Reference to undeclared local value\n");
  EXPECT_EQ(problems_of("module.m.o"), "main.tf:12: Reference to undeclared module\n");
  EXPECT_EQ(problems_of("terraform_data.x.id"), "main.tf:12: Reference to undeclared resource\n");
  EXPECT_EQ(problems_of("data.a.b.c"), "main.tf:12: Reference to undeclared resource\n");
  EXPECT_EQ(problems_of("name"), "main.tf:12: Invalid reference\n");
}

TEST(References, UndeclaredNamesAreReportedEvenInsideTry) {
  EXPECT_EQ(problems_of("try(var.nam, 1)"), "main.tf:12: Reference to undeclared input variable\n");
}

TEST(References, NamesOfRepetitionNeedRepetition) {
  EXPECT_EQ(problems_of("count.index"),
            "main.tf:12: Reference to \"count\" in non-counted context\n");
  EXPECT_EQ(problems_of("each.key"),
            "main.tf:12: Reference to \"each\" in context without for_each\n");
  EXPECT_EQ(problems_of("self.id"), "main.tf:12: Invalid \"self\" reference\n");
}

TEST(References, InstancesAreNamedByTheirKeyIfTheBlockRepeats) {
  EXPECT_EQ(problems_of("terraform_data.many.id"), "main.tf:12: Missing resource instance key\n");
  EXPECT_EQ(problems_of("terraform_data.one[0].id"),
            "main.tf:12: Unexpected resource instance key\n");
  EXPECT_EQ(problems_of("terraform_data.many[1].id"), "");
  EXPECT_EQ(problems_of("terraform_data.one.id"), "");
}

TEST(References, PathAndWorkspace) {
  Repository repository({{"envs/prod/main.tf", R"(
module "m" {
  source = "../../net"
}
output "o" {
  value = [path.module, path.root, terraform.workspace, module.m.path]
}
)"},
                         {"net/main.tf", "output \"path\" {\n  value = path.module\n}\n"}});
  repository.evaluate({.workspace = "blue"}, Purpose::eval, "envs/prod");
  EXPECT_EQ(repository.output("o"), "[\".\",\".\",\"blue\",\"../../net\"]");
}

TEST(References, FilesAreReadFromTheRootsDirectory) {
  Repository repository(
      {{"envs/prod/main.tf", "output \"o\" {\n  value = file(\"${path.module}/a.txt\")\n}\n"},
       {"envs/prod/a.txt", "text"}});
  repository.evaluate({}, Purpose::eval, "envs/prod");
  EXPECT_EQ(repository.output("o"), "\"text\"");
}

TEST(References, AMissingFileIsAnErrorForEvalAndUnknownForCheck) {
  Repository repository("output \"o\" {\n  value = file(\"gone.txt\")\n}\n");
  repository.evaluate();
  EXPECT_EQ(repository.problems(), "main.tf:2: Invalid function argument\n");
  repository.evaluate({}, Purpose::check);
  EXPECT_EQ(repository.problems(), "");
  EXPECT_EQ(repository.output("o").rfind("unknown file", 0), 0u);
}

TEST(Locals, AreWorkedOutOnDemandWhateverTheirOrder) {
  Repository repository(
      "locals {\n  a = local.b + 1\n  b = local.c + 1\n  c = 1\n}\n"
      "output \"o\" {\n  value = local.a\n}\n");
  EXPECT_EQ(repository.output("o"), "3");
}

TEST(Locals, AChainOfTenThousandDoesNotReachTheEndOfTheStack) {
  std::string text = "locals {\n  v0 = 1\n";
  for (int i = 1; i < 10'000; ++i) {
    text += "  v" + std::to_string(i) + " = local.v" + std::to_string(i - 1) + " + 1\n";
  }
  Repository repository(text + "}\noutput \"o\" {\n  value = local.v9999\n}\n");
  EXPECT_EQ(repository.output("o"), "10000");
}

TEST(Cycles, AreReportedWithTheNamesOfThoseInThem) {
  Repository repository("locals {\n  a = local.b\n  b = { x = local.a }\n}\n");
  EXPECT_EQ(repository.problems(), "main.tf:2: Cycle: local.a, local.b\n");
}

TEST(Cycles, GoThroughModules) {
  Repository repository({{"main.tf",
                          "module \"a\" {\n  source = \"./m\"\n  v = module.b.o\n}\n"
                          "module \"b\" {\n  source = \"./m\"\n  v = module.a.o\n}\n"},
                         {"m/main.tf", "variable \"v\" {}\noutput \"o\" {\n  value = var.v\n}\n"}});
  EXPECT_EQ(repository.problems().rfind("m/main.tf:1: Cycle: ", 0), 0u) << repository.problems();
}

TEST(Cycles, AResourceCountsAsAWhole) {
  Repository repository(
      "resource \"terraform_data\" \"a\" {\n  input = terraform_data.b.id\n}\n"
      "resource \"terraform_data\" \"b\" {\n  input = terraform_data.a.id\n}\n");
  EXPECT_EQ(repository.problems(), "main.tf:1: Cycle: terraform_data.a, terraform_data.b\n");
}

TEST(Cycles, UsingAnOutputThatDoesNotNeedTheArgumentIsNone) {
  Repository repository({{"main.tf",
                          "module \"m\" {\n  source = \"./m\"\n  v = module.m.o\n}\n"
                          "output \"o\" {\n  value = module.m.p\n}\n"},
                         {"m/main.tf",
                          "variable \"v\" {}\noutput \"o\" {\n  value = 1\n}\n"
                          "output \"p\" {\n  value = var.v\n}\n"}});
  EXPECT_EQ(repository.problems(), "");
  EXPECT_EQ(repository.output("o"), "1");
}

// Which instances there are is not known, and what they are is only asked for where it is needed.
TEST(Cycles, AModuleMayUseItsOwnOutputsForOthers) {
  Repository repository(std::vector<TextFile>{
      {"main.tf",
       "variable \"on\" {\n  type = bool\n}\nmodule \"m\" {\n  count = var.on ? 1 : 0\n"
       "  source = \"./m\"\n  x = module.m.0.b\n}\n"
       "output \"o\" {\n  value = one(module.m[*].a)\n}\n"},
      {"m/main.tf",
       "variable \"x\" {}\nresource \"terraform_data\" \"r\" {\n  count = 1\n  input = var.x\n}\n"
       "output \"a\" {\n  value = try(terraform_data.r.0, {})\n}\n"
       "output \"b\" {\n  value = \"k\"\n}\n"}});
  EXPECT_EQ(repository.problems(repository.evaluate({}, Purpose::check).diagnostics()), "");
}

}  // namespace
}  // namespace terraform::testing
