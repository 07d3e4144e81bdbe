// SPDX-License-Identifier: Apache-2.0
//
// What is said about rule files that are wrong, and what is parsed when.
#include <gtest/gtest.h>

#include "rules/state.h"
#include "rules/testing.h"

namespace rules {
namespace {

using testing::Bench;
using testing::rule;

struct Broken {
  const char* name;
  std::string text;
  std::string said;
};

class BrokenRules : public ::testing::TestWithParam<Broken> {};

TEST_P(BrokenRules, AreReportedAtTheirPlace) {
  const Bench bench(GetParam().text);
  EXPECT_EQ(bench.rule_problems(), GetParam().said);
}

TEST(Targets, MayBeOfTypesWhoseProviderHasNoSchema) {
  EXPECT_EQ(Bench(rule("target = [\"acme_thing\", \"data.acme_thing\"]")).rule_problems(), "");
  EXPECT_EQ(Bench(rule("target = [\"terraform_output\", \"data.aws_region\"]\n  condition = "
                       "self.description != null || self.region == self.sensitive"))
                .rule_problems(),
            "");
}

TEST_P(BrokenRules, AreProblemsOfRulesNotOfTheUsersTerraform) {
  Bench bench(GetParam().text);
  for (const diagnostics::Diagnostic& diagnostic : bench.rules().diagnostics().all()) {
    const bool ours =
        diagnostic.id == diagnostics::kInvalidRule || diagnostic.id == diagnostics::kInvalidConfig;
    EXPECT_TRUE(ours) << diagnostic.id << ": " << diagnostic.summary;
  }
}

const Broken kBroken[] = {
    {"MisspeltArgument", rule("sumary = \"x\""),
     "rules/test.hcl:2: Unknown argument \"sumary\" | Did you mean \"summary\"?\n"},
    {"MisspeltExample", rule("failed \"x\" {}"),
     "rules/test.hcl:2: Unknown block \"failed\" | Did you mean \"fail\"?\n"},
    {"MisspeltBlock", "rul \"x\" {}\n",
     "rules/test.hcl:1: Unknown block in a rule file | A rule file holds rule, function, parameter "
     "and profile blocks, each with one label.\n"},
    {"NoCondition",
     "rule \"r\" {\n  target        = \"terraform_data\"\n  error_message = \"x\"\n}\n",
     "rules/test.hcl:1: Rule \"r\" has no condition | A rule has a target, a condition and an "
     "error_message.\n"},
    {"NoTarget", "rule \"r\" {\n  condition     = true\n  error_message = \"x\"\n}\n",
     "rules/test.hcl:1: Rule \"r\" has no target | A rule has a target, a condition and an "
     "error_message.\n"},
    {"NoMessage", "rule \"r\" {\n  condition = true\n  target    = [\"a\", \"b\"]\n}\n",
     "rules/test.hcl:1: Rule \"r\" has no error_message | A rule has a target, a condition and an "
     "error_message.\n"},
    {"TargetToBeWorkedOut", rule("target = [upper(\"a\")]"),
     "rules/test.hcl:2: Wrong type for target | Here a type of node or a list of types is "
     "expected, as plain text.\n"},
    {"TargetThatIsMisspelt", rule("target = \"aws_ecs_srvice\""),
     "rules/test.hcl:2: There is no type \"aws_ecs_srvice\" | A rule looks at resources, at data "
     "sources as data.TYPE, or at what else the files declare, as terraform_output. | Did you mean "
     "\"aws_ecs_service\"?\n"},
    {"TargetOfAKnownProviderThatDoesNotExist",
     rule("target = [\"terraform_data\", \"aws_qqqqqqqqqq\"]"),
     "rules/test.hcl:2: There is no type \"aws_qqqqqqqqqq\" | A rule looks at resources, at data "
     "sources as data.TYPE, or at what else the files declare, as terraform_output.\n"},
    {"TargetThatIsNoDataSource", rule("target = \"data.aws_caller_identiti\""),
     "rules/test.hcl:2: There is no type \"data.aws_caller_identiti\" | A rule looks at resources, "
     "at data sources as data.TYPE, or at what else the files declare, as terraform_output. | Did "
     "you mean \"data.aws_caller_identity\"?\n"},
    {"UnknownSeverity", rule("severity = \"fatal\""),
     "rules/test.hcl:2: Unknown severity \"fatal\" | Severities are info, low, medium, high and "
     "critical.\n"},
    {"ReferenceInAConstant", rule("summary = local.x"),
     "rules/test.hcl:2: Variables not allowed | Nothing may be referred to here: the value must be "
     "a constant.\n"},
    {"SyntaxError", rule("condition = \n"),
     "rules/test.hcl:2: Expected an expression | Found the end of the line instead. | A value "
     "begins "
     "on the line of its \"=\" or operator.\n"},
    {"DefinedTwice", rule("", "a") + rule("", "a"),
     "rules/test.hcl:7: rule \"a\" is defined twice | It is defined in rules/test.hcl too.\n"},
    {"ExampleWithoutAName", rule("pass {}"),
     "rules/test.hcl:2: An example takes one label | The label says in words what the example "
     "shows.\n"},
    {"FunctionWithoutAResult", "function \"f\" {\n  params = [a]\n}\n",
     "rules/test.hcl:1: Function \"f\" has no result\n"},
    {"FunctionWithValuesForParameters", "function \"f\" {\n  params = [\"a\"]\n  result = 1\n}\n",
     "rules/test.hcl:2: Wrong type for params | Here a list of names is expected: [subnet, "
     "zone].\n"},
    {"FunctionThatCallsItself", "function \"f\" {\n  params = [a]\n  result = f(a)\n}\n",
     "rules/test.hcl:1: Function \"f\" calls itself | Functions of rules do not recurse: f() -> "
     "f().\n"},
    {"FunctionsThatCallEachOther",
     "function \"f\" {\n  result = [for x in [1] : g(x)]\n}\n"
     "function \"g\" {\n  params = [x]\n  result = x == 1 ? \"${h()}\" : 2\n}\n"
     "function \"h\" {\n  result = [f()]\n}\n",
     "rules/test.hcl:1: Function \"f\" calls itself | Functions of rules do not recurse: f() -> "
     "g() -> h() -> f().\n"},
    {"DefaultOfAnotherType", "parameter \"a.b\" {\n  type    = number\n  default = \"many\"\n}\n",
     "rules/test.hcl:3: The default of \"a.b\" is not of its type | a number is required.\n"},
    {"UnknownType", "parameter \"a.b\" {\n  type    = text\n  default = \"x\"\n}\n",
     "rules/test.hcl:2: Invalid type specification | The keyword \"text\" is not a type. | Types "
     "are bool, number, string, any, list(...), set(...), map(...), object({...}) and "
     "tuple([...]).\n"},
    {"MisspeltSetting", "profile \"p\" {\n  rule \"*\" {\n    enable = false\n  }\n}\n",
     "rules/test.hcl:3: Unknown argument \"enable\" | Did you mean \"enabled\"?\n"},
};

INSTANTIATE_TEST_SUITE_P(RuleFiles, BrokenRules, ::testing::ValuesIn(kBroken),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(RuleSet, ADirectoryThatCannotBeReadIsSaid) {
  source::Files files;
  RuleSet rules(files);
  rules.add_path(source::MemoryFileSystem(), "nowhere");
  ASSERT_EQ(rules.diagnostics().all().size(), 1u);
  EXPECT_EQ(rules.diagnostics().all()[0].id, diagnostics::kUnreadable);
  EXPECT_EQ(rules.diagnostics().all()[0].summary, "Cannot read rules in nowhere");
}

TEST(RuleSet, OneFileIsReadAndNoOtherBesideIt) {
  source::MemoryFileSystem file_system;
  file_system.add("mine/a.hcl", rule("", "a"));
  file_system.add("mine/b.hcl", rule("", "b"));
  source::Files files;
  RuleSet rules(files);
  rules.add_path(file_system, "mine/b.hcl");
  ASSERT_EQ(rules.heads().size(), 1u);
  EXPECT_EQ(rules.heads()[0].name, "b");
  EXPECT_TRUE(rules.diagnostics().all().empty());
}

TEST(RuleSet, FilesBelowADirectoryAreFoundAndOthersAreNot) {
  source::MemoryFileSystem file_system;
  file_system.add("mine/b.hcl", rule("", "b"));
  file_system.add("mine/deep/down/a.hcl", rule("", "a"));
  file_system.add("mine/readme.md", "not a rule");
  source::Files files;
  RuleSet rules(files);
  rules.add_path(file_system, "mine");
  ASSERT_EQ(rules.heads().size(), 2u);
  EXPECT_EQ(rules.heads()[0].name, "a");
  EXPECT_EQ(rules.heads()[0].file, "mine/deep/down/a.hcl");
  EXPECT_EQ(rules.heads()[1].name, "b");
  EXPECT_FALSE(rules.heads()[1].built_in);
  EXPECT_TRUE(rules.diagnostics().empty());
}

TEST(RuleSet, ABrokenRuleDoesNotHideTheOthersOfItsFile) {
  Bench bench("rule \"broken\" {\n}\n" + rule("", "whole"));
  EXPECT_EQ(bench.rules().rule("broken"), nullptr);
  EXPECT_NE(bench.rules().rule("whole"), nullptr);
}

TEST(RuleSet, BuiltInRulesAreNotParsedBeforeTheyAreAskedFor) {
  source::Files files;
  RuleSet rules(files);
  rules.add_built_in();
  ASSERT_GT(rules.heads().size(), 10u);
  EXPECT_EQ(files.size(), 0u);
  const RuleHead& head = rules.heads().front();
  const Rule* rule = rules.rule(head.name);
  ASSERT_NE(rule, nullptr);
  EXPECT_EQ(files.size(), 1u);
  EXPECT_EQ(rule->targets, std::vector<std::string>(head.targets.begin(), head.targets.end()));
  EXPECT_TRUE(rules.diagnostics().empty());
}

TEST(RuleSet, BuiltInRulesKeepTheirFileAndLine) {
  source::Files files;
  RuleSet rules(files);
  rules.add_built_in();
  for (const RuleHead& head : rules.heads()) {
    const Rule* rule = rules.rule(head.name);
    ASSERT_NE(rule, nullptr) << head.name;
    EXPECT_EQ(files[rule->range.file].path(), head.file);
    EXPECT_EQ(files.text(rule->range).substr(0, 4), "rule") << head.name;
  }
}

TEST(RuleSet, ARuleSaysWhatItSays) {
  Bench bench(rule(R"(summary = "s"
  severity = "high"
  clauses = ["A1", "A2"]
  since = "0.1"
  formerly = ["old"]
  why = "w"
  remedy = "m"
  standards = { cis-aws-3 = ["5.1", "5.2"] }
  target = ["terraform_data", "terraform_root"]
  pass "good" {}
  fail "bad" {}
  undecided "open" {})"));
  EXPECT_EQ(bench.rule_problems(), "");
  const Rule* read = bench.rules().rule("r");
  ASSERT_NE(read, nullptr);
  EXPECT_EQ(read->summary, "s");
  EXPECT_EQ(read->severity, config::Severity::high);
  EXPECT_EQ(read->clauses, (std::vector<std::string>{"A1", "A2"}));
  EXPECT_EQ(read->since, "0.1");
  EXPECT_EQ(read->formerly, std::vector<std::string>{"old"});
  EXPECT_EQ(read->why, "w");
  EXPECT_EQ(read->remedy, "m");
  ASSERT_EQ(read->standards.size(), 1u);
  EXPECT_EQ(read->standards[0].name, "cis-aws-3");
  EXPECT_EQ(read->standards[0].controls, (std::vector<std::string>{"5.1", "5.2"}));
  EXPECT_EQ(read->targets, (std::vector<std::string>{"terraform_data", "terraform_root"}));
  ASSERT_EQ(read->examples.size(), 3u);
  EXPECT_EQ(read->examples[0].name, "bad");
  EXPECT_EQ(read->examples[1].kind, ExampleKind::pass);
  EXPECT_EQ(read->examples[2].kind, ExampleKind::undecided);
}

TEST(RuleSet, ADirectorysRulesMayUseBuiltInFunctions) {
  const Bench bench(rule("target = \"aws_vpc\"\n  condition = region_of(self) == \"eu-central-1\""),
                    Bench::BuiltIns::added);
  EXPECT_EQ(bench.rule_problems(), "");
}

TEST(RuleSet, TheFileOfABuiltInRuleTakesItsPlace) {
  source::Files files;
  source::MemoryFileSystem file_system;
  RuleSet rules(files);
  rules.add_built_in();
  const RuleHead built_in = rules.heads()[0];
  const size_t count = rules.heads().size();
  file_system.add("copy/" + std::string(built_in.file), rule("", built_in.name));
  rules.add_path(file_system, "copy");
  EXPECT_FALSE(rules.diagnostics().has_errors());
  EXPECT_EQ(rules.heads().size(), count);
  EXPECT_FALSE(rules.heads()[0].built_in);
}

TEST(RuleSet, AFunctionThatWasReadIsReadAgainWhereItsFileTakesItsPlace) {
  source::Files files;
  source::MemoryFileSystem file_system;
  RuleSet rules(files);
  rules.add_built_in();
  const FunctionHead built_in = rules.functions()[0];
  const std::string name(built_in.name);
  ASSERT_NE(rules.state().function(name), nullptr);  // as a rule that calls it has it read
  file_system.add("copy/" + std::string(built_in.file),
                  "function \"" + name +
                      "\" {\n  params = [one, two, three, four, five]\n"
                      "  result = one\n}\n");
  rules.add_path(file_system, "copy");
  ASSERT_NE(rules.state().function(name), nullptr);
  EXPECT_EQ(rules.state().function(name)->parameters.size(), 5u);
}

TEST(RuleSet, AnotherFileDoesNotTakeThePlaceOfABuiltInRule) {
  source::Files files;
  source::MemoryFileSystem file_system;
  RuleSet rules(files);
  rules.add_built_in();
  file_system.add("other/mine.hcl", rule("", rules.heads()[0].name));
  rules.add_path(file_system, "other");
  EXPECT_TRUE(rules.diagnostics().has_errors());
  EXPECT_TRUE(rules.heads()[0].built_in);
}

}  // namespace
}  // namespace rules
