// SPDX-License-Identifier: Apache-2.0
//
// Which findings a comment in the Terraform suppresses, from where it stands, and what is said of
// comments that suppress nothing.
#include "findings/suppressions.h"

#include <gtest/gtest.h>

#include "findings/testing.h"

namespace findings {
namespace {

using testing::kRule;
using testing::Repository;
using testing::Texts;

// "-" what is suppressed, "+" what is reported, a line each: rule and instances.
std::string outcome(const Report& report) {
  std::string text;
  const auto add = [&text](char sign, const Finding& finding) {
    text += sign + finding.rule;
    for (const std::string& instance : finding.instances) text += " " + instance;
    text += "\n";
  };
  for (const SuppressedFinding& suppressed : report.suppressed) add('-', suppressed.finding);
  for (const Finding& finding : report.findings) add('+', finding);
  return text;
}

std::string judged(const Texts& texts, const Repository::Comments& comments = {}) {
  Repository repository(texts);
  return outcome(repository.judge().gather(comments));
}

struct Row {
  const char* name;
  Texts texts;
  const char* outcome;
};
class CommentPlaces : public ::testing::TestWithParam<Row> {};
TEST_P(CommentPlaces, DecideWhatIsSuppressed) {
  EXPECT_EQ(judged(GetParam().texts), GetParam().outcome);
}

constexpr const char* kSized =
    "variable \"size\" {}\nresource \"nobody_thing\" \"a\" {\n  size = var.size\n}\n";
const std::string kTwoCalls =
    "module \"x\" { # plumbline:ignore too-small\n  source = \"./m\"\n  size   = 1\n}\n"
    "module \"y\" {\n  source = \"./m\"\n  size   = 1\n}\n";

// flat table: a repository and what is suppressed in it.
const Row kRows[] = {
    {"TheLineAboveABlock",
     {{"main.tf",
       "# plumbline:ignore too-small\nresource \"nobody_thing\" \"a\" {\n  size = 1\n}\n"}},
     "-too-small nobody_thing.a\n"},
    {"TheEndOfABlocksHeader",
     {{"main.tf",
       "resource \"nobody_thing\" \"a\" { // plumbline:ignore too-small\n  size = 1\n}\n"}},
     "-too-small nobody_thing.a\n"},
    {"AboveOtherComments",
     {{"main.tf",
       "# plumbline:ignore too-small\n# Sizes.\n  // of things\nresource \"nobody_thing\" \"a\" {\n"
       "  size = 1\n}\n"}},
     "-too-small nobody_thing.a\n"},
    {"TheEndOfAnAttribute",
     {{"main.tf",
       "resource \"nobody_thing\" \"a\" {\n  size = 1 # plumbline:ignore too-small\n}\n"}},
     "-too-small nobody_thing.a\n"},
    {"TheLineAboveAnAttribute",
     {{"main.tf",
       "resource \"nobody_thing\" \"a\" {\n  # plumbline:ignore too-small\n  size = 1\n}\n"}},
     "-too-small nobody_thing.a\n"},
    {"WithinAnAttribute",
     {{"main.tf",
       "resource \"nobody_thing\" \"a\" {\n  size = min(\n    1, # plumbline:ignore too-small\n"
       "    2,\n  )\n}\n"}},
     "-too-small nobody_thing.a\n"},
    {"NotAnotherAttribute",
     {{"main.tf",
       "resource \"nobody_thing\" \"a\" {\n  name = \"a\" # plumbline:ignore too-small\n"
       "  size = 1\n}\n"}},
     "+suppression-unused main.tf\n+too-small nobody_thing.a\n"},
    {"NotTheNextBlock",
     {{"main.tf",
       "# plumbline:ignore too-small\nresource \"nobody_thing\" \"a\" {\n  size = 1\n}\n"
       "resource \"nobody_thing\" \"b\" {\n  size = 1\n}\n"}},
     "-too-small nobody_thing.a\n+too-small nobody_thing.b\n"},
    {"APatternOfRules",
     {{"main.tf", "# plumbline:ignore too-*\nresource \"nobody_thing\" \"a\" {\n  size = 1\n}\n"}},
     "-too-small nobody_thing.a\n"},
    {"AllInstancesOfABlock",
     {{"main.tf",
       "# plumbline:ignore too-small\nresource \"nobody_thing\" \"a\" {\n"
       "  for_each = { x = 1, y = 2, z = 3 }\n  size = each.value\n}\n"}},
     "-too-small nobody_thing.a[\"x\"] nobody_thing.a[\"y\"]\n"},
    {"AModuleCallAndNotTheOther",
     {{"m/main.tf", kSized}, {"main.tf", kTwoCalls}},
     "-too-small module.x.nobody_thing.a\n+too-small module.y.nobody_thing.a\n"},
    {"AModuleCallWithItsModulesModules",
     {{"m/main.tf", kSized},
      {"n/main.tf", "module \"m\" {\n  source = \"../m\"\n  size   = 1\n}\n"},
      {"main.tf",
       "# plumbline:ignore too-small\nmodule \"n\" {\n  source   = \"./n\"\n"
       "  for_each = toset([\"k\"])\n}\n"}},
     "-too-small module.n[\"k\"].module.m.nobody_thing.a\n"},
    {"WithinTheModuleItself",
     {{"m/main.tf",
       "variable \"size\" {}\nresource \"nobody_thing\" \"a\" {\n"
       "  size = var.size # plumbline:ignore too-small\n}\n"},
      {"main.tf", "module \"y\" {\n  source = \"./m\"\n  size   = 1\n}\n"}},
     "-too-small module.y.nobody_thing.a\n"},
    {"WhereTheValueWasWritten",
     {{"m/main.tf", kSized},
      {"main.tf",
       "module \"m\" {\n  source = \"./m\"\n  size   = 1 # plumbline:ignore too-small\n}\n"}},
     "-too-small module.m.nobody_thing.a\n"},
    {"NotABlockThatAValueWentThrough",
     {{"main.tf",
       "# plumbline:ignore too-small\nlocals {\n  size = 1\n}\n"
       "resource \"nobody_thing\" \"a\" {\n  size = local.size\n}\n"}},
     "+suppression-unused main.tf\n+too-small nobody_thing.a\n"},
    {"TheCallOfAnInstalledModule",
     {{".terraform/modules/modules.json",
       R"({"Modules":[{"Key":"net","Source":"x/net/y","Dir":".terraform/modules/net"}]})"},
      {".terraform/modules/net/main.tf", kSized},
      {"main.tf",
       "# plumbline:ignore too-small\nmodule \"net\" {\n  source = \"x/net/y\"\n"
       "  size   = 1\n}\n"}},
     "-too-small module.net.nobody_thing.a\n"},
    {"NotWhatAnInstalledModuleSaysItself",
     {{".terraform/modules/modules.json",
       R"({"Modules":[{"Key":"net","Source":"x/net/y","Dir":".terraform/modules/net"}]})"},
      {".terraform/modules/net/main.tf",
       "# plumbline:ignore too-small\nresource \"nobody_thing\" \"a\" {\n  size = 1\n}\n"},
      {"main.tf", "module \"net\" {\n  source = \"x/net/y\"\n}\n"}},
     "+too-small module.net.nobody_thing.a\n"},
    {"WhatTerraformWouldReject",
     {{"main.tf", "locals {\n  a = local.b # plumbline:ignore invalid-configuration\n}\n"}},
     "-invalid-configuration main.tf\n"},
    {"NeverWhatDoesNotParse",
     {{"main.tf", "# plumbline:ignore syntax-error\nlocals {\n  a = 1\n}\nlocals {\n  b = \n}\n"}},
     "+suppression-forbidden main.tf\n+syntax-error main.tf\n"},
};
INSTANTIATE_TEST_SUITE_P(Suppressions, CommentPlaces, ::testing::ValuesIn(kRows),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(Suppressions, OfARootStandAtItsSettings) {
  Repository repository(Texts{{"main.tf", "# plumbline:ignore r\nterraform {\n}\n"}},
                        "rule \"r\" {\n  target = \"terraform_root\"\n  condition = false\n"
                        "  error_message = \"Nothing here.\"\n}\n");
  EXPECT_EQ(outcome(repository.judge().gather(Repository::Comments())), "-r .\n");
}

TEST(Suppressions, OfWhatIsNoResourceStandAtTheCallOfItsModule) {
  Repository repository(
      Texts{{"m/main.tf", "output \"a\" {\n  value = 1\n}\n"},
            {"main.tf", "# plumbline:ignore r\nmodule \"m\" {\n  source = \"./m\"\n}\n"}},
      "rule \"r\" {\n  target = \"terraform_output\"\n  condition = false\n"
      "  error_message = \"No outputs.\"\n}\n");
  EXPECT_EQ(outcome(repository.judge().gather(Repository::Comments())), "-r module.m.output.a\n");
}

TEST(Suppressions, SayWhoDecidedWhyAndUntilWhen) {
  Repository repository(
      "# plumbline:ignore too-small until=2026-06-01 owner=ops reason=\"small on purpose\"\n"
      "resource \"nobody_thing\" \"a\" {\n  size = 1\n}\n");
  const Report report = repository.judge().gather(Repository::Comments());
  ASSERT_EQ(report.suppressed.size(), 1u);
  EXPECT_EQ(report.suppressed[0].until, "2026-06-01");
  EXPECT_EQ(report.suppressed[0].owner, "ops");
  EXPECT_EQ(report.suppressed[0].reason, "small on purpose");
  EXPECT_EQ(repository.place(report.suppressed[0].comment).substr(0, 30),
            "main.tf:1: plumbline:ignore to");
  EXPECT_EQ(report.summary.suppressed, 1u);
  EXPECT_EQ(report.summary.failed, 0u);
}

// A thing that is too small, with this comment above it.
std::string under(const std::string& comment, const Repository::Comments& comments = {}) {
  Repository repository("# plumbline:ignore " + comment +
                        "\nresource \"nobody_thing\" \"a\" {\n  size = 1\n}\n");
  const Report report = repository.judge().gather(comments);
  std::string text = report.suppressed.empty() ? "" : "suppressed\n";
  for (const Finding& finding : report.findings) {
    text += finding.rule + ": " + finding.message;
    if (!finding.remedy.empty()) text += " (" + finding.remedy + ")";
    text += "\n";
  }
  return text;
}

const std::string kTooSmall = "too-small: nobody_thing.a is too small. (Give it a size of 3.)\n";

TEST(Suppressions, HoldUntilTheEndOfTheirLastDay) {
  EXPECT_EQ(under("too-small until=2026-06-01"), "suppressed\n");
  EXPECT_EQ(under("too-small until=2026-05-31"),
            "suppression-expired: A suppression has ended on 2026-05-31 (Mend what it suppressed, "
            "or decide again until when it may stay.)\n" +
                kTooSmall);
}

TEST(Suppressions, ThatAreMalformedHaveNoEffect) {
  EXPECT_EQ(
      under("too-small until=2027-02-30"),
      kTooSmall.substr(0, 0) + "suppression-malformed: \"2027-02-30\" is no date\n" + kTooSmall);
  EXPECT_EQ(under("too-small reson=\"x\""),
            "suppression-malformed: Unknown word \"reson\" in a suppression (Did you mean "
            "\"reason\"?)\n" +
                kTooSmall);
}

TEST(Suppressions, OfRulesThatThereAreNotNameTheNearest) {
  EXPECT_EQ(under("too-smal"),
            "suppression-malformed: There is no rule \"too-smal\" (Did you mean \"too-small\"?)\n" +
                kTooSmall);
  EXPECT_EQ(under("nothing-*, too-small"),
            "suppressed\nsuppression-malformed: There is no rule \"nothing-*\"\n");
}

TEST(Suppressions, AtNothingAreMalformed) {
  EXPECT_EQ(judged({{"main.tf", "# plumbline:ignore too-small\n\nlocals {\n}\n"}}),
            "+suppression-malformed main.tf\n");
  EXPECT_EQ(judged({{"main.tf", "locals {\n} # plumbline:ignore too-small\n"}}),
            "+suppression-malformed main.tf\n");
  EXPECT_EQ(judged({{"main.tf", "# plumbline:ignore too-small"}}),
            "+suppression-malformed main.tf\n");
}

TEST(Demands, OfReasonOwnerAndDateAreMetOrTheCommentIsMalformed) {
  Repository::Comments all;
  all.demands.reason = all.demands.owner = all.demands.until = true;
  EXPECT_EQ(under("too-small until=2026-07-01 owner=ops reason=r", all), "suppressed\n");
  EXPECT_EQ(under("too-small until=2026-07-01", all),
            "suppression-malformed: A suppression has no \"owner\"\n"
            "suppression-malformed: A suppression has no \"reason\"\n" +
                kTooSmall);
}

TEST(Demands, OfALongestLifetimeCountFromToday) {
  Repository::Comments days;
  days.demands.longest_days = 30;
  EXPECT_EQ(under("too-small until=2026-07-01", days), "suppressed\n");
  EXPECT_EQ(under("too-small until=2026-07-02", days),
            "suppression-malformed: A suppression may hold for 30 days\n" + kTooSmall);
  EXPECT_EQ(under("too-small", days),
            "suppression-malformed: A suppression has no \"until\"\n" + kTooSmall);
}

TEST(Demands, NameRulesThatNobodyMaySuppress) {
  Repository::Comments never;
  never.demands.never = {"too-*"};
  EXPECT_EQ(under("too-small", never),
            "suppression-forbidden: \"too-small\" may not be suppressed\n" + kTooSmall);
  // A pattern means what may be suppressed.
  EXPECT_EQ(under("*", never).find("forbidden"), std::string::npos);
  EXPECT_NE(under("*", never).find(kTooSmall), std::string::npos);
}

// Whether a comment above a thing is said to be without need.
bool is_unused(const std::string& rest, const Repository::Comments& comments = {}) {
  return judged({{"main.tf", "# plumbline:ignore too-small\n" + rest}}, comments)
             .find("suppression-unused") != std::string::npos;
}

TEST(Unused, IsSaidOnlyOfWhatWasJudgedInFull) {
  const std::string thing = "resource \"nobody_thing\" \"a\" {\n";
  EXPECT_TRUE(is_unused(thing + "  size = 3\n}\n"));
  EXPECT_FALSE(is_unused(thing + "  size = 1\n}\n"));
  EXPECT_FALSE(is_unused(thing + "  size = 3\n}\n", {.whole = false}));
  // Undecided: it may be needed once the value is known.
  EXPECT_FALSE(is_unused(thing + "  size = var.size\n}\nvariable \"size\" {}\n"));
  // No instance was there to be judged.
  EXPECT_FALSE(is_unused(thing + "  size  = 1\n  count = 0\n}\n"));
  // The module is not installed.
  EXPECT_FALSE(is_unused("module \"m\" {\n  source = \"x/m/y\"\n}\n"));
  // Another rule, which looks at nothing here.
  EXPECT_TRUE(is_unused("resource \"nobody_else\" \"a\" {\n}\n"));
  // What is not read may hold what is suppressed.
  EXPECT_FALSE(is_unused(thing + "  size = 3\n}\nlocals {\n  a = \n}\n"));
  // A value may decide what is not decided yet.
  EXPECT_TRUE(is_unused("locals {\n  a = 1\n}\n"));
  EXPECT_FALSE(
      is_unused("locals {\n  a = 1\n}\nvariable \"size\" {}\n" + thing + "  size = var.size\n}\n"));
}

TEST(Unused, IsSaidForEachNameThatIsNotNeeded) {
  Repository repository(Texts{{"main.tf",
                               "# plumbline:ignore too-small, other\n"
                               "resource \"nobody_thing\" \"a\" {\n  size = 1\n}\n"}},
                        std::string(kRule) +
                            "rule \"other\" {\n  target = \"nobody_thing\"\n"
                            "  condition = true\n  error_message = \"x\"\n}\n");
  const Report report = repository.judge().gather(Repository::Comments());
  ASSERT_EQ(report.findings.size(), 1u);
  EXPECT_EQ(report.findings[0].message, "\"other\" is suppressed without need");
}

}  // namespace
}  // namespace findings
