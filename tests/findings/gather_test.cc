// SPDX-License-Identifier: Apache-2.0
//
// Verdicts become findings, their identity over time, and the account of what was looked at.
#include <gtest/gtest.h>

#include "findings/testing.h"

namespace findings {
namespace {

using testing::kRule;
using testing::Repository;
using testing::Texts;
using Strings = std::vector<std::string>;

constexpr const char* kSmall = "resource \"nobody_thing\" \"a\" {\n  size = 1\n}\n";

TEST(Gather, AFindingSaysWhatItIs) {
  Repository repository(kSmall);
  const Finding finding = repository.judge().finding();
  EXPECT_EQ(finding.rule, "too-small");
  EXPECT_EQ(finding.severity, config::Severity::high);
  EXPECT_EQ(finding.message, "nobody_thing.a is too small.");
  EXPECT_EQ(finding.address, "nobody_thing.a");
  EXPECT_EQ(finding.instances, Strings{"nobody_thing.a"});
  EXPECT_EQ(finding.environments, Strings{});
  EXPECT_EQ(finding.root, ".");
  EXPECT_EQ(finding.attribute, "size");
  EXPECT_EQ(finding.clauses, Strings{"A1.2"});
  EXPECT_EQ(finding.remedy, "Give it a size of 3.");
}

TEST(Gather, InstancesOfOnePlaceAreOneFinding) {
  Repository counted("resource \"nobody_thing\" \"a\" {\n  count = 3\n  size  = count.index\n}\n");
  EXPECT_EQ(counted.judge().finding().instances,
            (Strings{"nobody_thing.a[0]", "nobody_thing.a[1]", "nobody_thing.a[2]"}));
  Repository called(Texts{{"m/main.tf", kSmall},
                          {"main.tf",
                           "module \"x\" {\n  source = \"./m\"\n}\n"
                           "module \"w\" {\n  source = \"./m\"\n}\n"}});
  EXPECT_EQ(called.judge().finding().instances,
            (Strings{"module.w.nobody_thing.a", "module.x.nobody_thing.a"}));
}

TEST(Gather, EnvironmentsOfOneRootAreOneFinding) {
  Repository repository(
      "variable \"size\" {}\nresource \"nobody_thing\" \"a\" {\n  size = var.size\n}\n");
  const auto with_size = [](std::string name, std::string size) {
    return Repository::How{.environment = std::move(name),
                           .inputs = {.variables = {{"size", std::move(size)}}}};
  };
  repository.judge(".", with_size("staging", "1"));
  repository.judge(".", with_size("prod", "2"));
  repository.judge(".", with_size("large", "3"));
  EXPECT_EQ(repository.finding().environments, (Strings{"prod", "staging"}));
  EXPECT_EQ(repository.gather().summary.environments, 3u);
  EXPECT_EQ(repository.gather().summary.roots, 1u);
}

TEST(Gather, RootsThatCallOneModuleAreOneFindingThatNamesThem) {
  const std::string call = "module \"m\" {\n  source = \"../m\"\n}\n";
  Repository repository(Texts{{"m/main.tf", kSmall}, {"a/main.tf", call}, {"b/main.tf", call}});
  repository.judge("a").judge("b");
  EXPECT_EQ(repository.finding().environments, (Strings{"a", "b"}));
  EXPECT_EQ(repository.finding().instances, Strings{"module.m.nobody_thing.a"});
}

TEST(Gather, EnvironmentsOfSeveralRootsAreNamedWithTheirRoots) {
  const std::string call = "module \"m\" {\n  source = \"../m\"\n}\n";
  Repository repository(Texts{{"m/main.tf", kSmall}, {"a/main.tf", call}, {"b/main.tf", call}});
  repository.judge("a", {.environment = "dev"}).judge("a", {.environment = "prod"});
  EXPECT_EQ(repository.finding().environments, (Strings{"dev", "prod"}));
  repository.judge("b", {.environment = "prod"});
  EXPECT_EQ(repository.finding().environments, (Strings{"a (dev)", "a (prod)", "b (prod)"}));
}

TEST(Gather, OneRuleAtTwoPlacesIsTwoFindings) {
  Repository repository(
      Texts{{"main.tf",
             "resource \"aws_security_group\" \"a\" {\n"
             "  ingress {\n    from_port = 22\n    to_port   = 22\n    protocol  = \"tcp\"\n  }\n"
             "  ingress {\n    from_port = 22\n    to_port   = 23\n    protocol  = \"tcp\"\n  }\n"
             "}\n"}},
      "rule \"r\" {\n  target = \"aws_security_group\"\n  for_each = self.ingress\n"
      "  condition = each.value.from_port != 22\n  error_message = \"x\"\n}\n");
  const Report report = repository.judge().gather();
  ASSERT_EQ(report.findings.size(), 2u);
  EXPECT_EQ(repository.place(report.findings[0].range), "main.tf:3: from_port = 22");
  EXPECT_EQ(repository.place(report.findings[1].range), "main.tf:8: from_port = 22");
  EXPECT_EQ(report.findings[0].instances, Strings{"aws_security_group.a"});
  EXPECT_NE(report.findings[0].fingerprint, report.findings[1].fingerprint);
}

TEST(Gather, WhatHasNoPlaceIsToldApartByItsRoot) {
  Repository repository(Texts{{"a/main.tf", ""}, {"b/main.tf", ""}},
                        "rule \"r\" {\n  target = \"terraform_root\"\n  condition = false\n"
                        "  error_message = \"Nothing here.\"\n}\n");
  const Report report = repository.judge("a").judge("b").gather();
  ASSERT_EQ(report.findings.size(), 2u);
  EXPECT_FALSE(report.findings[0].range.known());
  EXPECT_NE(report.findings[0].fingerprint, report.findings[1].fingerprint);
}

TEST(Gather, FindingsStandInOrderOfFilePlaceAndRule) {
  Repository repository(Texts{{"b.tf", kSmall},
                              {"a.tf",
                               "resource \"nobody_thing\" \"z\" {\n  size = 1\n}\n"
                               "resource \"nobody_thing\" \"y\" {\n  size = 1\n}\n"}},
                        std::string(kRule) +
                            "rule \"a-first\" {\n  target = \"nobody_thing\"\n"
                            "  condition = self.size > 2\n  error_message = \"x\"\n}\n");
  std::string order;
  for (const Finding& finding : repository.judge().gather().findings) {
    order += finding.address + " " + finding.rule + "\n";
  }
  EXPECT_EQ(order,
            "nobody_thing.z a-first\nnobody_thing.z too-small\n"
            "nobody_thing.y a-first\nnobody_thing.y too-small\n"
            "nobody_thing.a a-first\nnobody_thing.a too-small\n");
}

// The fingerprint of the only finding of a repository.
std::string fingerprint_of(Texts texts, std::string_view directory = ".",
                           const char* rules = kRule) {
  Repository repository(std::move(texts), rules);
  return repository.judge(directory).finding().fingerprint;
}

TEST(Fingerprint, IsWhatBaselinesHold) {
  EXPECT_EQ(fingerprint_of({{"main.tf", kSmall}}), "9c4dcdedd0a08ac44e73d8b822b51c05");
  const std::string_view parts[] = {"rule", "root", "address", "attribute"};
  EXPECT_EQ(fingerprint(parts).size(), 32u);
  const std::string_view shifted[] = {"rule", "roota", "ddress", "attribute"};
  EXPECT_NE(fingerprint(parts), fingerprint(shifted));
}

TEST(Fingerprint, StaysThroughMovedLinesOtherFilesValuesAndKeys) {
  const std::string first = fingerprint_of({{"main.tf", kSmall}});
  EXPECT_EQ(fingerprint_of({{"main.tf", "# Sizes.\n\n\n" + std::string(kSmall)}}), first);
  EXPECT_EQ(fingerprint_of({{"other.tf", kSmall}}), first);
  EXPECT_EQ(fingerprint_of({{"main.tf", "resource \"nobody_thing\" \"a\" {\n  size = 2\n}\n"}}),
            first);
  EXPECT_EQ(fingerprint_of({{"main.tf",
                             "resource \"nobody_thing\" \"a\" {\n  count = 1\n"
                             "  size  = 2\n}\n"}}),
            first);
}

TEST(Fingerprint, IsAnotherForAnotherFinding) {
  const std::string first = fingerprint_of({{"main.tf", kSmall}});
  EXPECT_NE(fingerprint_of({{"main.tf", "resource \"nobody_thing\" \"b\" {\n  size = 1\n}\n"}}),
            first);
  EXPECT_NE(fingerprint_of({{"prod/main.tf", kSmall}}, "prod"), first);
  EXPECT_NE(fingerprint_of({{"main.tf", kSmall}}, ".",
                           "rule \"other\" {\n  target = \"nobody_thing\"\n"
                           "  condition = self.size > 2\n  error_message = \"x\"\n}\n"),
            first);
  EXPECT_NE(
      fingerprint_of({{"main.tf", "resource \"nobody_thing\" \"a\" {\n  list = []\n}\n"}}, ".",
                     "rule \"too-small\" {\n  target = \"nobody_thing\"\n"
                     "  condition = length(self.list) > 2\n  error_message = \"x\"\n}\n"),
      first);
}

TEST(Fingerprint, TellsArgumentsOfOtherResourcesApart) {
  Repository repository(
      Texts{{"main.tf",
             "resource \"aws_vpc\" \"v\" {}\n"
             "resource \"aws_subnet\" \"a\" {\n  vpc_id = aws_vpc.v.id\n}\n"
             "resource \"aws_subnet\" \"b\" {\n  vpc_id = aws_vpc.v.id\n}\n"}},
      "rule \"r\" {\n  target = \"aws_vpc\"\n"
      "  for_each = linking(self, \"aws_subnet\", \"vpc_id\")\n  condition = false\n"
      "  error_message = \"x\"\n  at = argument(each.value, \"vpc_id\")\n}\n");
  const Report report = repository.judge().gather();
  ASSERT_EQ(report.findings.size(), 2u);
  EXPECT_EQ(report.findings[0].attribute, "aws_subnet.a.vpc_id");
  EXPECT_EQ(report.findings[1].attribute, "aws_subnet.b.vpc_id");
  EXPECT_NE(report.findings[0].fingerprint, report.findings[1].fingerprint);
}

TEST(Rejections, WhatTerraformRejectsIsAFindingOfABuiltInRule) {
  Repository repository("resource \"nobody_thing\" \"a\" {\n  size = local.nowhere\n}\n");
  const Report report = repository.judge().gather();
  ASSERT_EQ(report.findings.size(), 1u);
  const Finding& finding = report.findings[0];
  EXPECT_EQ(finding.rule, "invalid-configuration");
  EXPECT_EQ(finding.severity, config::Severity::high);
  EXPECT_EQ(finding.message, "Reference to undeclared local value");
  EXPECT_EQ(finding.address, "main.tf");
  EXPECT_EQ(repository.place(finding.range), "main.tf:2: local.nowhere");
}

TEST(Rejections, AreToldApartByTheirTextAndNotByTheirLines) {
  const auto fingerprints = [](const std::string& text) {
    Strings result;
    Repository repository(text);
    for (const Finding& finding : repository.judge().gather().findings) {
      result.push_back(finding.fingerprint);
    }
    return result;
  };
  const std::string two = "locals {\n  a = local.x\n  b = local.y\n  c = local.x\n}\n";
  const Strings first = fingerprints(two);
  ASSERT_EQ(first.size(), 3u);
  EXPECT_NE(first[0], first[1]);
  EXPECT_NE(first[0], first[2]);
  EXPECT_EQ(fingerprints("\n\n" + two), first);
}

TEST(Problems, AreNoFindings) {
  source::Files files;
  diagnostics::Diagnostics said;
  said.error(diagnostics::kLimitReached, {}, "Too many instances");
  said.error(diagnostics::kInvalidRule, {}, "A condition must be true or false");
  said.add({.severity = diagnostics::Severity::note,
            .id = diagnostics::kInvalidConfiguration,
            .summary = "Unsupported argument",
            .detail = {},
            .remedy = {},
            .subject = {},
            .related = {}});
  const Report report = gather({}, said.all(), files);
  EXPECT_TRUE(report.findings.empty());
  EXPECT_EQ(report.problems.size(), 3u);
}

TEST(Summary, CountsWhatWasLookedAt) {
  Repository repository(R"(
resource "nobody_thing" "small" {
  count = 2
  size  = 1
}
resource "nobody_thing" "large" {
  size = 3
}
resource "nobody_thing" "open" {
  size = var.size
}
resource "nobody_else" "unseen" {}
data "nobody_thing" "data" {}
variable "size" {}
)");
  const Summary summary = repository.judge().gather().summary;
  EXPECT_EQ(summary.roots, 1u);
  EXPECT_EQ(summary.environments, 1u);
  EXPECT_EQ(summary.libraries, 0u);
  EXPECT_EQ(summary.resources, 5u);
  EXPECT_EQ(summary.unseen_resources, 1u);
  EXPECT_EQ(summary.rules, 1u);
  EXPECT_EQ(summary.passed, 1u);
  EXPECT_EQ(summary.failed, 2u);
  EXPECT_EQ(summary.undecided, 1u);
  EXPECT_EQ(summary.not_applicable, 0u);
}

TEST(Summary, OfALibraryOnlyWhatFailsForCertainIsSaid) {
  Repository repository(
      "variable \"size\" {}\nresource \"nobody_thing\" \"a\" {\n  size = var.size\n}\n"
      "resource \"nobody_thing\" \"b\" {\n  size = 1\n}\n");
  repository.judge(".", {.kind = terraform::DirectoryKind::library});
  const Report report = repository.gather();
  EXPECT_EQ(report.findings.size(), 1u);
  EXPECT_TRUE(report.undecided.empty());
  EXPECT_TRUE(report.missing.empty());
  EXPECT_EQ(report.summary.libraries, 1u);
  EXPECT_EQ(report.summary.roots, 0u);
  EXPECT_EQ(report.summary.undecided, 0u);
  EXPECT_EQ(report.summary.library_undecided, 1u);
}

// "2 var.a has no value (a, b)" a line.
std::string missing_of(const Report& report) {
  std::string text;
  for (const MissingInput& input : report.missing) {
    text += std::to_string(input.verdicts) + " " + input.sentence + " (";
    for (const std::string& root : input.roots)
      text += (&root == &input.roots[0] ? "" : ", ") + root;
    text += ")\n";
  }
  return text;
}

TEST(Missing, InputsStandInOrderOfWhatTheyWouldDecide) {
  const std::string one =
      "variable \"v\" {}\nvariable \"w\" {}\n"
      "resource \"nobody_thing\" \"a\" {\n  size = var.v\n}\n";
  const std::string two = one +
                          "resource \"nobody_thing\" \"b\" {\n  count = 2\n"
                          "  size  = var.w + var.w\n}\n";
  Repository repository(Texts{{"a/main.tf", one}, {"b/main.tf", two}});
  const Report report = repository.judge("a").judge("b").gather();
  EXPECT_EQ(missing_of(report),
            "2 var.v has no value (a, b)\n"
            "2 var.w has no value (b)\n");
  ASSERT_EQ(report.undecided.size(), 4u);
  EXPECT_EQ(report.undecided[0].rule, "too-small");
  EXPECT_EQ(report.undecided[0].address, "nobody_thing.a");
  EXPECT_EQ(report.undecided[0].root, "a");
  EXPECT_EQ(report.undecided[0].reasons, Strings{"var.v has no value"});
  EXPECT_EQ(repository.place(report.undecided[0].range), "a/main.tf:4: size = var.v");
}

TEST(Missing, ModulesAreCountedOnceForEachCallAndVerdict) {
  Repository repository(Texts{{"main.tf",
                               "module \"a\" {\n  source = \"x/a/y\"\n}\n"
                               "module \"b\" {\n  source = \"x/b/y\"\n}\n"
                               "resource \"nobody_thing\" \"a\" {\n"
                               "  size = module.a.size + module.b.size\n}\n"}});
  const Report report = repository.judge().gather();
  EXPECT_EQ(report.summary.missing_modules, 2u);
  EXPECT_EQ(report.summary.awaiting_modules, 1u);
  EXPECT_EQ(missing_of(report),
            "1 module.a is not installed (.)\n1 module.b is not installed (.)\n");
}

TEST(Missing, EachKindOfReasonHasItsSentence) {
  source::Files files;
  const source::FileId file = files.add("main.tf", "a\nb\n");
  using values::ReasonKind;
  const std::pair<values::Reason, const char*> rows[] = {
      {{ReasonKind::variable, "var.a", {}}, "var.a has no value"},
      {{ReasonKind::apply, "aws_x.y.id", {}}, "aws_x.y.id is known after apply"},
      {{ReasonKind::data_source, "data.aws_x.y", {}}, "data.aws_x.y is read from the provider"},
      {{ReasonKind::module, "module.m", {}}, "module.m is not installed"},
      {{ReasonKind::file, "a.json", {}}, "the file a.json is missing"},
      {{ReasonKind::count, "aws_x.y[*]", {}}, "whether aws_x.y[*] exists is not known"},
      {{ReasonKind::external, "vpc-1", {}}, "vpc-1 stands outside the configuration"},
      {{ReasonKind::invalid, "Invalid index", {file, 2, 3}}, "main.tf:2 is wrong: Invalid index"},
      {{ReasonKind::invalid, "the rule", {}}, "the configuration is wrong: the rule"},
      {{ReasonKind::not_supported, "plans", {}}, "not supported yet: plans"},
  };
  for (const auto& [reason, expected] : rows) EXPECT_EQ(sentence(reason, files), expected);
}

TEST(Missing, AnErrorInARuleIsSaidWithTheVerdict) {
  Repository repository(Texts{{"main.tf", "resource \"nobody_thing\" \"a\" {}\n"}},
                        "rule \"r\" {\n  target = \"nobody_thing\"\n  condition = self.size > 2\n"
                        "  error_message = \"x\"\n}\n");
  const Report report = repository.judge().gather();
  ASSERT_EQ(report.undecided.size(), 1u);
  EXPECT_EQ(report.undecided[0].reasons, Strings{"the rule failed: Operation failed"});
  ASSERT_EQ(report.problems.size(), 1u);
  EXPECT_EQ(report.problems[0].id, diagnostics::kInvalidRule);
}

}  // namespace
}  // namespace findings
