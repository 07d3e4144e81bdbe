// SPDX-License-Identifier: Apache-2.0
//
// reachable(): all that steps from node to node lead to.
#include <gtest/gtest.h>

#include "rules/testing.h"

namespace rules {
namespace {

using testing::Bench;

constexpr std::string_view kStep = R"(function "next" {
  params = [node]
  result = concat(
    linked(node.next),
    [for other in resources("nobody_thing") : other if node.back != null && other.name == node.back],
  )
  answer "x" {
    value = VALUE
    is    = IS
)";

// A chain in a ring a -> b -> c -> a, one that leads to an input, and one that may lead on.
constexpr std::string_view kThings = R"(
    variable "v" {}
    resource "nobody_thing" "a" {
      name = "a"
      next = [nobody_thing.b.id]
    }
    resource "nobody_thing" "b" {
      next = [nobody_thing.c.id]
    }
    resource "nobody_thing" "c" {
      next = [nobody_thing.ring.id, null]
    }
    resource "nobody_thing" "ring" {
      back = "a"
    }
    resource "nobody_thing" "open" {
      next = [var.v, nobody_thing.end.id]
    }
    resource "nobody_thing" "end" {}
    resource "nobody_thing" "fork" {
      next = [var.v == "x" ? aws_subnet.c.id : aws_subnet.d.id]
    }
    resource "aws_subnet" "c" {}
    resource "aws_subnet" "d" {}
    resource "nobody_thing" "both" {
      next = [nobody_thing.fork.id, aws_subnet.c.id]
    }
  }
}
)";

// "" if the value is as it should be.
std::string complaints(std::string_view value, std::string_view is) {
  std::string text(kStep);
  text.replace(text.find("VALUE"), 5, value);
  text.replace(text.find("IS"), 2, is);
  Bench bench(text + std::string(kThings));
  EXPECT_EQ(bench.rule_problems(), "");
  std::string said;
  for (const AnswerResult& result : run_answers(bench.rules(), "next", bench.files())) {
    for (const Failure& failure : result.failures) said += failure.text + "\n";
  }
  return said;
}

struct Row {
  const char* value;
  const char* is;
};

// flat table: an expression and what it is.
const Row kRows[] = {
    {"reachable([], \"next\")", "[]"},
    {"reachable(nobody_thing.end, \"next\")", "[nobody_thing.end]"},
    {"reachable([nobody_thing.a], \"next\")",
     "[nobody_thing.a, nobody_thing.b, nobody_thing.c, nobody_thing.ring]"},
    {"reachable([nobody_thing.open], \"next\")", "undecided(\"var.v\")"},
    {"anytrue([for n in reachable([nobody_thing.open], \"next\") : address(n) == "
     "address(nobody_thing.end)])",
     "true"},
    {"anytrue([for n in reachable([nobody_thing.fork], \"next\") : address(n) == "
     "address(aws_subnet.c)])",
     "undecided(\"var.v\")"},
    // What one way may lead to, another does for certain.
    {"anytrue([for n in reachable([nobody_thing.both], \"next\") : address(n) == "
     "address(aws_subnet.c)])",
     "true"},
};

TEST(Reachable, NodesAreThoseThatStepsLeadTo) {
  for (const Row& row : kRows) EXPECT_EQ(complaints(row.value, row.is), "") << row.value;
}

TEST(Reachable, AStepIsAFunctionOfOneNode) {
  const std::string said = complaints("reachable([nobody_thing.a], \"nowhere\")", "[]");
  EXPECT_NE(said.find("It takes nodes, and the name of a function of one node"), std::string::npos)
      << said;
}

}  // namespace
}  // namespace rules
