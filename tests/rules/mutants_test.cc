// SPDX-License-Identifier: Apache-2.0
//
// Conditions are changed in one place each, and some example has to notice.
#include "rules/mutants.h"

#include <gtest/gtest.h>

#include "rules/testing.h"
#include "syntax/syntax.h"

namespace rules {
namespace {

using testing::Bench;
using testing::rule;

// The changed texts of an expression, one a line.
std::string mutants(const std::string& text) {
  source::Files files;
  const syntax::ExpressionTree tree = syntax::parse_expression(files.add("e", text), files);
  std::string all;
  for (const Mutant& mutant : mutants_of(*tree.root, text)) {
    std::string changed = text;
    changed.replace(mutant.range.begin, mutant.range.end - mutant.range.begin, mutant.text);
    all += changed + "\n";
  }
  return all;
}

TEST(Mutants, LogicalOperatorsAreExchangedAndLoseEitherSide) {
  EXPECT_EQ(mutants("a && b"), "a\nb\na || b\n");
  EXPECT_EQ(mutants("a || b"), "a\nb\na && b\n");
}

TEST(Mutants, ComparisonsAreTurnedOrMovedByOne) {
  EXPECT_EQ(mutants("a == b"), "a != b\n");
  EXPECT_EQ(mutants("a != b"), "a == b\n");
  EXPECT_EQ(mutants("a < b"), "a <= b\n");
  EXPECT_EQ(mutants("a >= b"), "a > b\n");
}

TEST(Mutants, ConstantsAreChanged) {
  EXPECT_EQ(mutants("a > 7"), "a >= 7\na > (7 + 1)\n");
  EXPECT_EQ(mutants("a == \"on\""), "a != \"on\"\na == \"another text\"\n");
  EXPECT_EQ(mutants("f(true)"), "f(false)\n");
}

TEST(Mutants, NegationsAndConditionsOfForAreDropped) {
  EXPECT_EQ(mutants("!a"), "a\n");
  EXPECT_EQ(mutants("alltrue([for x in y : x.a if x.b])"),
            "anytrue([for x in y : x.a if x.b])\nalltrue([for x in y : x.a if true])\n");
}

TEST(Mutants, OneBranchIsAlwaysTaken) { EXPECT_EQ(mutants("a ? b : c"), "b\nc\n"); }

TEST(Mutants, NamesOfTypesAndArgumentsStay) {
  EXPECT_EQ(mutants("length(linking(self, \"t\", \"p\")[0].x[*].y)"), "");
}

MutationResult run(const std::string& text) {
  Bench bench(text);
  EXPECT_EQ(bench.rule_problems(), "");
  return run_mutants(bench.rules(), "r", bench.files());
}

std::string survivors(const MutationResult& result) {
  std::string all;
  for (const Failure& failure : result.failures) all += failure.text + "\n";
  return all;
}

constexpr std::string_view kPass = R"(
  pass "in range" {
    resource "terraform_data" "a" {
      input = 5
    }
  })";
constexpr std::string_view kFails = R"(
  fail "too low" {
    resource "terraform_data" "a" {
      input = 2 # finding
    }
  }
  fail "too high" {
    resource "terraform_data" "a" {
      input = 9 # finding
    }
  })";

TEST(Mutation, AChangeThatNoExampleNoticesIsAFailure) {
  const std::string condition = "condition = self.input > 2 && self.input < 9";
  const MutationResult weak = run(rule(condition + std::string(kPass) + R"(
  fail "far too low" {
    resource "terraform_data" "a" {
      input = -1 # finding
    }
  })"));
  EXPECT_EQ(weak.mutants, 7u);
  EXPECT_EQ(survivors(weak),
            "No example notices if `self.input < 9` is left out\n"
            "No example notices if `>` becomes `>=`\n"
            "No example notices if `2` becomes `2 + 1`\n"
            "No example notices if `<` becomes `<=`\n"
            "No example notices if `9` becomes `9 + 1`\n");
}

TEST(Mutation, BoundsAreNoticedByExamplesOnBothSidesOfThem) {
  const std::string good = std::string(kPass) + R"(
  pass "just in range" {
    resource "terraform_data" "low" {
      input = 3
    }
    resource "terraform_data" "high" {
      input = 8
    }
  })" + std::string(kFails);
  EXPECT_EQ(survivors(run(rule("condition = self.input > 2 && self.input < 9" + good))), "");
}

TEST(Mutation, WhatWhenLeavesAloneMustShow) {
  const std::string examples = R"(
  pass "right" {
    resource "terraform_data" "a" {
      input = "x"
    }
  }
  fail "wrong" {
    resource "terraform_data" "a" {
      input = "y" # finding
    }
  })";
  const std::string rule_text =
      "when = self.triggers_replace == null\n  condition = self.input == "
      "\"x\"";
  EXPECT_EQ(survivors(run(rule(rule_text + examples))), "");
  EXPECT_EQ(survivors(run(rule("when = self.triggers_replace == null || self.input == \"z\"\n  "
                               "condition = self.input == \"x\"" +
                               examples))),
            "No example notices if `self.input == \"z\"` is left out\n"
            "No example notices if `==` becomes `!=`\n"
            "No example notices if `\"z\"` becomes another text\n");
}

TEST(Mutation, AnExcuseHoldsForItsLineAndMustBeNeeded) {
  const std::string examples = std::string(kPass) + std::string(kFails);
  const MutationResult excused = run(rule(
      "condition = self.input == 5 || self.input == 5 # mutant-ok: the same twice" + examples));
  EXPECT_EQ(survivors(excused), "");
  EXPECT_GT(excused.excused, 0u);
  EXPECT_EQ(
      survivors(run(rule("# mutant-ok: no reason\n  condition = self.input == 5" + examples))),
      "Nothing is excused here\n");
}

}  // namespace
}  // namespace rules
