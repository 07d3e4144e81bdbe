// SPDX-License-Identifier: Apache-2.0
// count, for_each and modules: which instances there are. Expected results are those of Terraform
// 1.11.4.
#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

TEST(Expansion, CountMakesInstancesByNumber) {
  Repository repository(
      "resource \"terraform_data\" \"t\" {\n  count = 2\n  input = count.index\n}\n"
      "output \"o\" {\n  value = terraform_data.t[*].input\n}\n");
  EXPECT_EQ(repository.addresses(), "terraform_data.t[0]\nterraform_data.t[1]\n");
  EXPECT_EQ(repository.output("o"), "[0,1]");
}

TEST(Expansion, ForEachMakesInstancesByKey) {
  Repository repository(
      "resource \"terraform_data\" \"t\" {\n  for_each = { b = 2, a = 1 }\n"
      "  input = \"${each.key}${each.value}\"\n}\n"
      "output \"o\" {\n  value = [for k, t in terraform_data.t : t.input]\n}\n");
  EXPECT_EQ(repository.addresses(), "terraform_data.t[\"a\"]\nterraform_data.t[\"b\"]\n");
  EXPECT_EQ(repository.output("o"), "[\"a1\",\"b2\"]");
}

TEST(Expansion, AddressesAreSortedAndNumberTheNodes) {
  Repository repository({{"main.tf",
                          "module \"m\" {\n  source = \"./m\"\n  count = 2\n}\n"
                          "resource \"terraform_data\" \"z\" {}\n"
                          "resource \"terraform_data\" \"a\" {}\n"},
                         {"m/main.tf", "resource \"terraform_data\" \"t\" {}\n"}});
  EXPECT_EQ(repository.addresses(),
            "module.m[0].terraform_data.t\nmodule.m[1].terraform_data.t\n"
            "terraform_data.a\nterraform_data.z\n");
  for (size_t i = 0; i < repository.evaluation().resources().size(); ++i) {
    EXPECT_EQ(static_cast<size_t>(repository.evaluation().resources()[i].id), i);
  }
}

std::string problems_of(const std::string& argument) {
  return Repository(
             "resource \"terraform_data\" \"u\" {}\n"
             "resource \"terraform_data\" \"t\" {\n  " +
             argument + "\n}\n")
      .problems();
}

TEST(Expansion, WrongValuesAreReported) {
  EXPECT_EQ(problems_of("count = null"), "main.tf:3: Invalid count argument\n");
  EXPECT_EQ(problems_of("count = -1"), "main.tf:3: Invalid count argument\n");
  EXPECT_EQ(problems_of("count = 1.5"), "main.tf:3: Invalid count argument\n");
  EXPECT_EQ(problems_of("count = \"x\""), "main.tf:3: Invalid count argument\n");
  EXPECT_EQ(problems_of("for_each = [\"a\"]"), "main.tf:3: Invalid for_each argument\n");
  EXPECT_EQ(problems_of("for_each = null"), "main.tf:3: Invalid for_each argument\n");
  EXPECT_EQ(problems_of("for_each = toset([1])"), "main.tf:3: Invalid for_each set argument\n");
  EXPECT_EQ(problems_of("for_each = sensitive({})"), "main.tf:3: Invalid for_each argument\n");
}

TEST(Expansion, WhatOnlyAnApplyCanTellIsReportedAndStandsForAnyNumber) {
  EXPECT_EQ(problems_of("count = length(terraform_data.u.id)"),
            "main.tf:3: Invalid count argument\n");
  Repository repository(
      "resource \"terraform_data\" \"u\" {}\n"
      "resource \"terraform_data\" \"t\" {\n"
      "  count = length(terraform_data.u.id)\n  input = 1\n}\n");
  EXPECT_EQ(repository.addresses(), "terraform_data.t[*] ?\nterraform_data.u\n");
}

TEST(Expansion, AnUnknownCountOfAVariableIsNoFaultOfTheConfiguration) {
  Repository repository(
      "variable \"n\" {\n  type = number\n}\n"
      "resource \"terraform_data\" \"t\" {\n  count = var.n\n}\n");
  repository.evaluate({}, Purpose::check);
  EXPECT_EQ(repository.problems(), "");
  EXPECT_EQ(repository.addresses(), "terraform_data.t[*] ?\n");
}

TEST(Expansion, OfACountThatIsOneOfSeveralMakesThoseThatMayExist) {
  Repository repository(
      "variable \"on\" {\n  type = bool\n}\n"
      "resource \"terraform_data\" \"one\" {\n  count = var.on ? 1 : 0\n}\n"
      "resource \"terraform_data\" \"more\" {\n  count = var.on ? 3 : 1\n}\n");
  repository.evaluate({}, Purpose::check);
  EXPECT_EQ(repository.problems(), "");
  EXPECT_EQ(repository.addresses(),
            "terraform_data.more[0]\nterraform_data.more[1] ?\nterraform_data.more[2] ?\n"
            "terraform_data.one[0] ?\n");
}

TEST(Expansion, MoreInstancesThanTheLimitAreCutOffAndReported) {
  Repository repository({{"main.tf",
                          "resource \"terraform_data\" \"t\" {\n  count = 99990\n}\n"
                          "module \"m\" {\n  source = \"./m\"\n  count  = 1000000\n}\n"},
                         {"m/main.tf", "resource \"terraform_data\" \"t\" {}\n"}});
  EXPECT_EQ(repository.evaluate().resources().size(), 99'990u);
  EXPECT_EQ(repository.problems(), "Too many instances\nmain.tf:6: Too many instances\n");
}

TEST(Modules, RepeatAndNest) {
  Repository repository({{"main.tf",
                          "module \"m\" {\n  source = \"./m\"\n"
                          "  for_each = toset([\"a\", \"b\"])\n  name = each.key\n}\n"
                          "output \"o\" {\n  value = module.m[\"b\"].names\n}\n"},
                         {"m/main.tf",
                          "variable \"name\" {}\n"
                          "module \"n\" {\n  source = \"./n\"\n  count = 2\n"
                          "  name = \"${var.name}${count.index}\"\n}\n"
                          "output \"names\" {\n  value = module.n[*].name\n}\n"},
                         {"m/n/main.tf",
                          "variable \"name\" {}\noutput \"name\" {\n  value = var.name\n}\n"
                          "resource \"terraform_data\" \"t\" {}\n"}});
  EXPECT_EQ(repository.output("o"), "[\"b0\",\"b1\"]");
  EXPECT_EQ(repository.addresses(),
            "module.m[\"a\"].module.n[0].terraform_data.t\n"
            "module.m[\"a\"].module.n[1].terraform_data.t\n"
            "module.m[\"b\"].module.n[0].terraform_data.t\n"
            "module.m[\"b\"].module.n[1].terraform_data.t\n");
}

TEST(Modules, OnesThatAreNotInstalledAreUnknownForCheck) {
  Repository repository(
      "module \"m\" {\n  source  = \"a/b/c\"\n  version = \"1.0\"\n}\n"
      "output \"o\" {\n  value = module.m.x\n}\n");
  repository.evaluate({}, Purpose::check);
  EXPECT_EQ(repository.problems(), "");
  EXPECT_EQ(repository.output("o"), "unknown module module.m");
  ASSERT_EQ(repository.evaluation().missing_modules().size(), 1u);
  EXPECT_EQ(repository.evaluation().missing_modules()[0].address, "module.m");
  repository.evaluate();
  EXPECT_EQ(repository.problems(), "main.tf:2: Module not installed\n");
}

TEST(Modules, AMissingDirectoryIsReported) {
  Repository repository("module \"m\" {\n  source = \"./gone\"\n}\n");
  repository.evaluate({}, Purpose::check);
  EXPECT_EQ(repository.problems(), "main.tf:2: Unreadable module directory\n");
}

TEST(Modules, ThatCallThemselvesAreReported) {
  Repository repository({{"main.tf", "module \"m\" {\n  source = \"./m\"\n}\n"},
                         {"m/main.tf", "module \"again\" {\n  source = \"../m\"\n}\n"}});
  EXPECT_EQ(repository.problems(), "m/main.tf:2: Module calls itself\n");
}

TEST(Modules, OutputsThatDoNotExistAreReported) {
  Repository repository({{"main.tf",
                          "module \"m\" {\n  source = \"./m\"\n}\n"
                          "output \"o\" {\n  value = module.m.x\n}\n"},
                         {"m/main.tf", "output \"y\" {\n  value = 1\n}\n"}});
  EXPECT_EQ(repository.problems(), "main.tf:5: Unsupported attribute\n");
}

}  // namespace
}  // namespace terraform::testing
