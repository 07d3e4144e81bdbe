// SPDX-License-Identifier: Apache-2.0
// From an argument back to where its value was written.
#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

// Steps of the derivation of terraform_data.t's input, one a line: "main.tf:3: local.a".
std::string derivation(std::vector<TextFile> files, std::string_view address = "terraform_data.t") {
  Repository repository(std::move(files));
  const NodeId node = repository.node(address);
  std::string text;
  for (const DerivationStep& step : repository.evaluation().derive(node, "input")) {
    text += repository.place(step.range) + step.text + '\n';
  }
  return text;
}

TEST(Derivation, OfALiteralIsEmpty) {
  EXPECT_EQ(derivation({{"main.tf", "resource \"terraform_data\" \"t\" {\n  input = 1\n}\n"}}), "");
}

TEST(Derivation, GoesThroughLocalsAndModuleArgumentsToTheInputs) {
  EXPECT_EQ(derivation({{"main.tf",
                         "variable \"v\" {}\nlocals {\n  a = var.v\n}\n"
                         "module \"m\" {\n  source = \"./m\"\n  x = local.a\n}\n"},
                        {"terraform.tfvars", "\nv = 1\n"},
                        {"m/main.tf",
                         "variable \"x\" {}\nresource \"terraform_data\" \"t\" {\n"
                         "  input = var.x\n}\n"}},
                       "module.m.terraform_data.t"),
            "main.tf:7: var.x of module.m\nmain.tf:3: local.a\n"
            "terraform.tfvars:2: var.v of terraform.tfvars\n");
}

TEST(Derivation, NamesThePartOfAnObjectThatIsPicked) {
  EXPECT_EQ(derivation({{"main.tf",
                         "variable \"other\" {\n  default = 1\n}\nlocals {\n  a = {\n"
                         "    x = [\n      1,\n      var.other,\n    ]\n    y = 2\n  }\n}\n"
                         "resource \"terraform_data\" \"t\" {\n  input = local.a.x[1]\n}\n"}}),
            "main.tf:8: local.a\nmain.tf:2: default of var.other\n");
  EXPECT_EQ(derivation({{"main.tf",
                         "variable \"v\" {}\nresource \"terraform_data\" \"t\" {\n"
                         "  input = var.v[\"b\"]\n}\n"},
                        {"terraform.tfvars", "v = {\n  a = 1\n  b = 2\n}\n"}}),
            "terraform.tfvars:3: var.v of terraform.tfvars\n");
}

// Which item each.value is depends on the instance, and a for expression is not written out.
TEST(Derivation, NamesTheWholeWhereThePartIsNotWrittenOut) {
  EXPECT_EQ(derivation({{"main.tf",
                         "locals {\n  a = { for k in [\"x\"] : k => 1 }\n}\n"
                         "resource \"terraform_data\" \"t\" {\n  input = local.a.x\n}\n"}}),
            "main.tf:2: local.a\n");
}

}  // namespace
}  // namespace terraform::testing
