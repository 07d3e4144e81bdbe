// SPDX-License-Identifier: Apache-2.0
// What is wrong with references whatever becomes of the expression around them. Expected problems
// and their places are those of `terraform validate` and `plan`, version 1.11.4.
#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

constexpr const char* kDeclared =
    "\nvariable \"name\" {\n  default = 1\n}\n"
    "locals {\n  size = 1\n}\n"
    "resource \"terraform_data\" \"many\" {\n  count = 2\n}\n"
    "resource \"terraform_data\" \"each\" {\n  for_each = toset([\"a\"])\n}\n"
    "resource \"terraform_data\" \"one\" {}\n"
    "module \"m\" {\n  source = \"./m\"\n}\n"
    "module \"counted\" {\n  source = \"./m\"\n  count = 2\n}\n"
    "module \"each\" {\n  source = \"./m\"\n  for_each = toset([\"a\"])\n}\n";

std::string problems_of_text(const std::string& text, Purpose purpose = Purpose::eval) {
  Repository repository({{"main.tf", text + kDeclared},
                         {"m/main.tf",
                          "variable \"v\" {\n  default = 1\n}\n"
                          "output \"o\" {\n  value = 1\n}\n"}});
  repository.evaluate({}, purpose);
  return repository.problems();
}

// Problems of an expression, without the place, which is its own line.
std::string problems_of(const std::string& expression) {
  std::string problems = problems_of_text("output \"o\" {\n  value = " + expression + "\n}");
  const std::string place = "main.tf:2: ";
  for (size_t at = problems.find(place); at != std::string::npos; at = problems.find(place)) {
    problems.erase(at, place.size());
  }
  return problems;
}

struct Row {
  const char* expression;
  const char* problems;
};

class StaticReferences : public ::testing::TestWithParam<Row> {};

TEST_P(StaticReferences, AreHeldAgainstWhatIsDeclared) {
  EXPECT_EQ(problems_of(GetParam().expression), GetParam().problems) << GetParam().expression;
}

constexpr const char* kVariable = "Reference to undeclared input variable\n";
constexpr const char* kLocal = "Reference to undeclared local value\n";
constexpr const char* kResource = "Reference to undeclared resource\n";
constexpr const char* kModule = "Reference to undeclared module\n";
constexpr const char* kAttribute = "Unsupported attribute\n";
constexpr const char* kInvalid = "Invalid reference\n";
constexpr const char* kNoKey = "Unexpected resource instance key\n";
constexpr const char* kMissingKey = "Missing resource instance key\n";

INSTANTIATE_TEST_SUITE_P(
    NamesInWhatIsNeverEvaluated, StaticReferences,
    ::testing::Values(
        Row{"try(1, var.nosuch)", kVariable}, Row{"can(local.nosuch)", kLocal},
        Row{"[for x in [] : var.nosuch]", kVariable}, Row{"true ? 1 : var.nosuch", kVariable},
        Row{"true ? 1 : var", kInvalid}, Row{"true ? 1 : var[\"name\"]", kInvalid},
        Row{"true ? 1 : var.name.x", ""}, Row{"true ? 1 : local", kInvalid},
        Row{"true ? 1 : terraform_data.nosuch.id", kResource},
        Row{"true ? 1 : resource.terraform_data.nosuch", kResource},
        Row{"true ? 1 : data.terraform_remote_state.nosuch.id", kResource},
        Row{"true ? 1 : data.x", kInvalid}, Row{"true ? 1 : nosuch", kInvalid},
        Row{"true ? 1 : nosuch.x", kResource}, Row{"true ? 1 : module.nosuch", kModule},
        Row{"true ? 1 : path", kInvalid},
        Row{"true ? 1 : path.nosuch", "Invalid \"path\" attribute\n"},
        Row{"true ? 1 : terraform.env", "Invalid \"terraform\" attribute\n"},
        Row{"true ? 1 : each.key", "Reference to \"each\" in context without for_each\n"},
        Row{"true ? 1 : each.nosuch", "Invalid \"each\" attribute\n"},
        Row{"true ? 1 : count.index", "Reference to \"count\" in non-counted context\n"},
        Row{"true ? 1 : count.nosuch", "Invalid \"count\" attribute\n"},
        Row{"true ? 1 : self.id", "Invalid \"self\" reference\n"},
        Row{"true ? 1 : template.x", "Reserved symbol name\n"}, Row{"[for x in [] : x.y]", ""},
        Row{"try(1, nosuchfunction())", ""}));

INSTANTIATE_TEST_SUITE_P(
    AttributesAndKeys, StaticReferences,
    ::testing::Values(Row{"true ? 1 : terraform_data.one.nosuch", kAttribute},
                      Row{"terraform_data.one.nosuch", kAttribute},
                      Row{"true ? 1 : terraform_data.one.id.x", kAttribute},
                      Row{"true ? 1 : terraform_data.one.input.x", ""},
                      Row{"true ? 1 : terraform_data.one[0].id", kNoKey},
                      Row{"true ? 1 : terraform_data.many.id", kMissingKey},
                      Row{"true ? 1 : terraform_data.each.id", kMissingKey},
                      Row{"true ? 1 : terraform_data.many[0].nosuch", kAttribute},
                      Row{"true ? 1 : terraform_data.many[5].id", ""},
                      Row{"true ? 1 : terraform_data.many[local.size].nosuch", ""},
                      Row{"try(terraform_data.many[*].nosuch, 1)", ""},
                      Row{"true ? 1 : terraform_data.each[\"b\"].id", ""},
                      Row{"true ? 1 : terraform_data.one.count",
                          "Invalid resource count attribute\n"}));

INSTANTIATE_TEST_SUITE_P(
    OutputsAndInstancesOfModulesAreAMatterOfEvaluation, StaticReferences,
    ::testing::Values(Row{"try(module.m.nosuch, module.counted.o, module.m[0].o, 1)", ""},
                      Row{"module.m.nosuch", kAttribute}, Row{"module.each.a.o", ""},
                      Row{"module.counted.o", kAttribute},
                      Row{"module.m[0].o", "Invalid index\n"}));

TEST(StaticReferencesOfBlocks, AreHeldWhereNoInstanceIs) {
  EXPECT_EQ(problems_of_text("resource \"terraform_data\" \"a\" {\n  for_each = {}\n"
                             "  input    = [each.key, count.index, var.nosuch]\n}\n"),
            "main.tf:3: Reference to \"count\" in non-counted context\n"
            "main.tf:3: Reference to undeclared input variable\n");
}

TEST(StaticReferencesOfBlocks, CountAndForEachStandOutsideOfTheirRepetition) {
  EXPECT_EQ(problems_of_text("resource \"terraform_data\" \"a\" {\n"
                             "  count = true ? 1 : count.index\n}\n"),
            "main.tf:2: Reference to \"count\" in non-counted context\n");
  EXPECT_EQ(problems_of_text("module \"x\" {\n  source = \"./m\"\n"
                             "  for_each = try(each.key, {})\n}\n"),
            "main.tf:3: Reference to \"each\" in context without for_each\n");
}

TEST(StaticReferencesOfBlocks, ArgumentsOfAModuleWithoutInstanceMayNameCountAndEach) {
  EXPECT_EQ(problems_of_text("module \"x\" {\n  source = \"./m\"\n  count = 0\n"
                             "  v = try([count.index, each.key], 1)\n}\n"),
            "");
  EXPECT_EQ(problems_of_text("module \"x\" {\n  source = \"./m\"\n  count = 1\n"
                             "  v = try([count.index, each.key], 1)\n}\n"),
            "main.tf:4: Reference to \"each\" in context without for_each\n");
}

TEST(StaticReferencesOfBlocks, AModuleWithoutInstanceIsHeldAsWell) {
  Repository repository({{"main.tf", "module \"m\" {\n  source = \"./m\"\n  count = 0\n}\n"},
                         {"m/main.tf", "output \"o\" {\n  value = try(var.nosuch, 1)\n}\n"}});
  EXPECT_EQ(repository.problems(), "m/main.tf:2: Reference to undeclared input variable\n");
}

TEST(StaticReferencesOfBlocks, ABlockMayNotReferToItself) {
  EXPECT_EQ(problems_of_text("resource \"terraform_data\" \"a\" {\n"
                             "  input = true ? \"1\" : terraform_data.a.id\n}\n"),
            "main.tf:2: Self-referential block\n");
  EXPECT_EQ(problems_of_text("resource \"terraform_data\" \"a\" {\n  count = 0\n"
                             "  input = true ? \"1\" : terraform_data.a[0].id\n}\n"),
            "");
  EXPECT_EQ(problems_of_text("resource \"terraform_data\" \"a\" {\n"
                             "  count = true ? 1 : length(terraform_data.a)\n}\n"),
            "main.tf:2: Self-referential block\n");
}

TEST(StaticReferencesOfBlocks, SelfIsThereInPostconditionsAndProvisioners) {
  EXPECT_EQ(problems_of_text("resource \"terraform_data\" \"a\" {\n"
                             "  provisioner \"local-exec\" {\n"
                             "    when    = create\n"
                             "    command = try(self.nosuch, self.id)\n  }\n"
                             "  lifecycle {\n    precondition {\n"
                             "      condition     = try(self.id, true)\n"
                             "      error_message = \"x\"\n    }\n    postcondition {\n"
                             "      condition     = try(self.nosuch, true)\n"
                             "      error_message = \"x\"\n    }\n  }\n}\n"),
            "main.tf:4: Unsupported attribute\n"
            "main.tf:8: Invalid \"self\" reference\n"
            "main.tf:12: Unsupported attribute\n");
}

TEST(StaticReferencesOfBlocks, ConditionsMayNotReferToTheirOwnBlock) {
  EXPECT_EQ(problems_of_text("resource \"terraform_data\" \"a\" {\n  lifecycle {\n"
                             "    precondition {\n"
                             "      condition     = try(terraform_data.a.id, true)\n"
                             "      error_message = \"x\"\n    }\n  }\n}\n"),
            "main.tf:4: Invalid reference in precondition\n");
}

TEST(StaticReferencesOfBlocks, DependsOnNamesWholeObjects) {
  EXPECT_EQ(problems_of_text("resource \"terraform_data\" \"a\" {\n  depends_on = [\n"
                             "    terraform_data.one, terraform_data.many[7], module.m.o,\n"
                             "    module.counted[0], local.size, path.module,\n"
                             "    terraform_data.nosuch,\n"
                             "    terraform_data.one.id,\n  ]\n}\n"),
            "main.tf:5: Reference to undeclared resource\n"
            "main.tf:6: Invalid depends_on reference\n");
}

TEST(StaticReferencesOfBlocks, WhatTriggersAReplacementHasToBeThere) {
  EXPECT_EQ(problems_of_text("resource \"terraform_data\" \"a\" {\n  lifecycle {\n"
                             "    replace_triggered_by = [terraform_data.nosuch]\n  }\n}\n"),
            "main.tf:3: Reference to undeclared resource\n");
}

TEST(StaticReferencesOfBlocks, ValidationsChecksAndImportsAreHeld) {
  EXPECT_EQ(problems_of_text("variable \"q\" {\n  default = 1\n  validation {\n"
                             "    condition     = var.q > 0 || try(local.nosuch, true)\n"
                             "    error_message = \"x\"\n  }\n}\n"
                             "check \"c\" {\n  data \"terraform_remote_state\" \"own\" {\n"
                             "    backend = try(var.nosuch, 1)\n  }\n  assert {\n"
                             "    condition     = try(data.terraform_remote_state.own.x, true)\n"
                             "    error_message = \"x\"\n  }\n}\n"
                             "import {\n  to = terraform_data.one\n  id = try(var.nosuch, 1)\n}\n"),
            "main.tf:4: Reference to undeclared local value\n"
            "main.tf:10: Reference to undeclared input variable\n"
            "main.tf:19: Reference to undeclared input variable\n");
}

TEST(StaticReferencesOfBlocks, ProvidersThatNothingNeedsAreNotEvaluated) {
  const std::string provider = "provider \"other\" {\n  region = try(var.nosuch, 1)\n}\n";
  EXPECT_EQ(problems_of_text(provider), "");
  EXPECT_EQ(problems_of_text(provider + "resource \"other_thing\" \"t\" {}\n"),
            "main.tf:2: Reference to undeclared input variable\n");
}

TEST(StaticReferencesOfBlocks, ADynamicBlockHasItsIteratorAndIsHeldIfItGeneratesSomething) {
  const auto problems = [](const std::string& for_each) {
    return problems_of_text(
        "resource \"other_thing\" \"t\" {\n  dynamic \"part\" {\n    for_each = " + for_each +
        "\n    iterator = it\n    content {\n      a = it.value\n      inner {\n"
        "        b = try(var.nosuch, 1)\n        c = try(part.value, 1)\n      }\n    }\n  }\n}\n");
  };
  EXPECT_EQ(problems("[1, 2]"),
            "main.tf:8: Reference to undeclared input variable\n"
            "main.tf:9: Reference to undeclared resource\n");
  EXPECT_EQ(problems("[]"), "");
}

TEST(StaticReferencesOfBlocks, DynamicBlocksOfJsonHaveTheirIteratorToo) {
  Repository repository(
      std::vector<TextFile>{{"main.tf.json", R"({"resource": {"other_thing": {"t": {
    "a": "${try(var.nosuch, 1)}",
    "dynamic": {"part": {"for_each": [1], "content": {"a": "${part.value}"}}}
  }}}})"}});
  EXPECT_EQ(repository.problems(), "main.tf.json:2: Reference to undeclared input variable\n");
}

TEST(StaticReferencesOfBlocks, NothingIsSaidOfATypeWithoutSchemaOrAModuleThatIsNotInstalled) {
  EXPECT_EQ(problems_of_text("resource \"other_thing\" \"t\" {}\n"
                             "module \"far\" {\n  source = \"example.org/far/away\"\n}\n"
                             "output \"o\" {\n  value = try(other_thing.t.x.y[0], module.far.x, 1)"
                             "\n}\n",
                             Purpose::check),
            "");
}

TEST(StaticReferencesOfBlocks, AnAttributeIsMisspeltOnlyIfTheVeryVersionOfTheProviderIsKnown) {
  const std::string text =
      "resource \"aws_s3_bucket\" \"b\" {}\noutput \"o\" {\n  value = try(\n"
      "    aws_s3_bucket.b.nosuch,\n    aws_s3_bucket.b.versioning.enabled,\n"
      "    aws_s3_bucket.b.versioning[0].nosuch,\n    aws_s3_bucket.b.tags.x,\n"
      "    aws_s3_bucket.b.arn.x,\n    aws_s3_bucket.b.grant[0].id,\n"
      "    aws_s3_bucket.b.timeouts.create,\n    1)\n}\n";
  EXPECT_EQ(problems_of_text(text), "");
  Repository repository({{"main.tf", text},
                         {".terraform.lock.hcl",
                          "provider \"registry.terraform.io/hashicorp/aws\" {\n"
                          "  version = \"5.100.0\"\n}\n"}});
  EXPECT_EQ(repository.problems(),
            "main.tf:4: Unsupported attribute\nmain.tf:5: Invalid operation\n"
            "main.tf:6: Unsupported attribute\nmain.tf:8: Unsupported attribute\n"
            "main.tf:9: Cannot index a set value\n");
}

}  // namespace
}  // namespace terraform::testing
