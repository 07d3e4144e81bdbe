// SPDX-License-Identifier: Apache-2.0

// What rules know beyond the plan: symbols, pieces, alternatives, elements. Each row is answered
// once as the plan does and once as rules do. `terraform_data.x.id` is a symbol.
#include <gtest/gtest.h>

#include "expressions/evaluated.h"

namespace expressions {

namespace {

struct Row {
  const char* expression;
  const char* plan;
  const char* rules;
};

std::string answer(const Row& row, Semantics semantics) {
  Workbench bench;
  bench.context.semantics = semantics;
  return bench.answer(row.expression);
}

void expect_answers(std::span<const Row> rows) {
  for (const Row& row : rows) {
    EXPECT_EQ(answer(row, Semantics::plan), row.plan) << row.expression;
    EXPECT_EQ(answer(row, Semantics::rules), row.rules) << row.expression;
  }
}

TEST(RuleSemantics, NothingIsSaidOfAnyElementOfAnUnknownList) {
  const Row rows[] = {
      {"element(split(\",\", terraform_data.x.id), length(terraform_data.x.id))", "?", "?"},
      {"split(\",\", terraform_data.x.id)[length(terraform_data.x.id)]", "?", "?"},
  };
  expect_answers(rows);
}

TEST(RuleSemantics, ASymbolEqualsItselfAndNothingElseIsSure) {
  const Row rows[] = {
      {"terraform_data.x.id == terraform_data.x.id", "?", "true"},
      {"terraform_data.x.id != terraform_data.x.id", "?", "false"},
      {"terraform_data.x.id == terraform_data.x.output", "?", "?"},
      {"terraform_data.x.id == \"a\"", "?", "?"},
      {"[terraform_data.x.id, 1] == [terraform_data.x.id, 1]", "?", "true"},
      {"[terraform_data.x.id, 1] == [terraform_data.x.id, 2]", "?", "false"},
  };
  expect_answers(rows);
}

TEST(RuleSemantics, CollectionsThatLookAlikeToAPlanAreAlternatives) {
  const Row rows[] = {
      {"(terraform_data.x.id == \"a\" ? [terraform_data.x.id] : [terraform_data.x.output])[0] == "
       "terraform_data.x.id",
       "?", "?"},
      {"(terraform_data.x.id == \"a\" ? [terraform_data.x.id] : [terraform_data.x.id])[0] == "
       "terraform_data.x.id",
       "?", "true"},
  };
  expect_answers(rows);
}

TEST(RuleSemantics, KnownPiecesOfATextDecideWhatTheyCan) {
  const Row rows[] = {
      {"\"a-${terraform_data.x.id}\" == \"a-${terraform_data.x.id}\"", "?", "true"},
      {"\"${terraform_data.x.id}-log\" == \"my-data\"", "?", "false"},
      {"\"${terraform_data.x.id}-log\" == \"my-log\"", "?", "?"},
      {"\"${terraform_data.x.id}b${terraform_data.x.id}\" == \"axc\"", "?", "false"},
      {"\"${terraform_data.x.id}ba\" == \"a\"", "?", "false"},
      {"\"${terraform_data.x.id}-a\" == \"${terraform_data.x.output}-b\"", "?", "false"},
  };
  expect_answers(rows);
}

TEST(RuleSemantics, AlternativesDecideIfAllAgree) {
  const Row rows[] = {
      {"(terraform_data.x.id == \"a\" ? \"x\" : \"y\") == \"z\"", "?", "false"},
      {"(terraform_data.x.id == \"a\" ? \"x\" : \"y\") == \"x\"", "?", "?"},
      {"(terraform_data.x.id == \"a\" ? {a = 1} : {a = 1}).a == 1", "?", "true"},
      {"(terraform_data.x.id == \"a\" ? {a = 1} : {a = 2}).a > 0", "?", "true"},
      {"(terraform_data.x.id == \"a\" ? {a = 1} : {a = 2}).a > 1", "?", "?"},
      {"[\"p\", \"q\"][terraform_data.x.id] == \"z\"", "?", "false"},
  };
  expect_answers(rows);
}

TEST(RuleSemantics, LogicalOperatorsAreKleeneAndShortCircuit) {
  const Row rows[] = {
      {"false && terraform_data.x.id == \"a\"", "?", "false"},
      {"terraform_data.x.id == \"a\" && false", "?", "false"},
      {"true || terraform_data.x.id == \"a\"", "?", "true"},
      {"terraform_data.x.id == \"a\" || true", "?", "true"},
      {"terraform_data.x.id == \"a\" || false", "?", "?"},
      {"false && [][0]", "error: Invalid index", "false"},
      {"true || null", "error: Operation failed", "true"},
      {"null || true", "error: Operation failed", "error: Operation failed"},
  };
  expect_answers(rows);
}

TEST(RuleSemantics, AConditionalThatIsDecidedGivesTheBranchThatIsTakenAsItIs) {
  const Row rows[] = {
      {"true ? 1 : \"b\"", "\"1\"", "1"},
      {"false ? [] : {a = 1}", "error: Inconsistent conditional result types", "{\"a\":1}"},
      {"true ? \"a\" : 1 + \"x\"", "\"a\"", "\"a\""},
      {"true ? [terraform_data.x.id] : []", "[?]", "[?]"},
      {"terraform_data.x.id == \"a\" ? 1 : \"b\"", "?", "?"},
      {"null ? 1 : 2", "error: Null condition", "error: Null condition"},
      {"\"yes\" ? 1 : 2", "error: Incorrect condition type", "error: Incorrect condition type"},
      {"false ? 1 : 1 + \"x\"", "error: Invalid operand", "error: Invalid operand"},
  };
  expect_answers(rows);
}

TEST(RuleSemantics, WhatIsAbsentIsNull) {
  const Row rows[] = {
      {"null.a", "error: Attempt to get attribute from null value", "null"},
      {"null[0]", "error: Attempt to index null value", "null"},
      {"{a = 1}.b", "error: Unsupported attribute", "null"},
      {"{a = 1}[\"b\"]", "error: Invalid index", "null"},
      {"{a = 1}.b.c[0].d", "error: Unsupported attribute", "null"},
      {"tomap({a = 1}).b", "error: Missing map element", "null"},
      {"tolist(null)[*]", "error: Splat of null value", "[]"},
      {"[1][1]", "error: Invalid index", "error: Invalid index"},
      {"null < 1", "error: Operation failed", "error: Operation failed"},
      {"null + 1", "error: Operation failed", "error: Operation failed"},
  };
  expect_answers(rows);
}

TEST(RuleSemantics, ElementsThatAreCertainAreSeen) {
  const Row rows[] = {
      {"[for x in [terraform_data.x.id, \"a\"] : x if x == \"b\"] == [1, 2, 3]", "?", "false"},
      {"{for x in [\"a\", terraform_data.x.id] : x => 1}.a", "?", "1"},
      {"[for x in terraform_data.x.id == \"a\" ? tolist([\"a\", \"b\"]) : tolist([\"a\"]) : x if x "
       "== \"c\"] == []",
       "?", "true"},
      {"{for x in terraform_data.x.id == \"a\" ? tolist([\"a\", \"b\"]) : tolist([\"a\"]) : x => 1 "
       "if x == \"c\"} == {}",
       "?", "true"},
      {"{(terraform_data.x.id) = 1, a = 2}.a", "?", "2"},
      {"(terraform_data.x.id == \"a\" ? tolist([\"a\", \"b\"]) : tolist([\"a\"]))[0]", "?",
       "\"a\""},
  };
  expect_answers(rows);
}

class OneIdentity final : public SymbolRelations {
 public:
  [[nodiscard]] Answer relate(const values::Symbol& symbol, const Value& other) const override {
    if (other.is_unknown()) return Answer::unequal;
    return symbol.attribute == "id" && other.as_string() == "known" ? Answer::equal
                                                                    : Answer::undecided;
  }
};

TEST(RuleSemantics, IdentitiesAreAskedForSymbolsThatAreNotTheSame) {
  const OneIdentity identity;
  Workbench bench;
  bench.context.semantics = Semantics::rules;
  bench.context.relations = &identity;
  EXPECT_EQ(bench.answer("terraform_data.x.id == \"known\""), "true");
  EXPECT_EQ(bench.answer("terraform_data.x.id == \"other\""), "?");
  EXPECT_EQ(bench.answer("terraform_data.x.id == terraform_data.x.output"), "false");
}

TEST(Sketches, ASymbolGetsALongerPathWithEachStep) {
  Workbench bench;
  const values::Reason apply{values::ReasonKind::apply, "aws_x.y", {}};
  bench.scope.values["unknown"] = values::unknown_symbol(values::Type::dynamic(), values::NodeId{7},
                                                         "endpoint", apply, bench.arena);
  const Value value = bench.evaluate("unknown[0].address");
  ASSERT_TRUE(value.is_unknown());
  const values::Sketch* sketch = value.unknown_data().sketch;
  ASSERT_NE(sketch, nullptr);
  ASSERT_EQ(sketch->kind, values::SketchKind::symbol);
  EXPECT_EQ(static_cast<const values::Symbol*>(sketch)->attribute, "endpoint[0].address");
}

TEST(Sketches, AnUnknownConditionMakesElementsOptional) {
  Workbench bench;
  const Value value =
      bench.evaluate("[for x in [terraform_data.x.id, \"a\", \"b\"] : x if x == \"a\"]");
  ASSERT_TRUE(value.is_unknown());
  const values::Sketch* sketch = value.unknown_data().sketch;
  ASSERT_NE(sketch, nullptr);
  ASSERT_EQ(sketch->kind, values::SketchKind::elements);
  const auto elements = static_cast<const values::ElementsSketch*>(sketch)->elements;
  ASSERT_EQ(elements.size(), 2U);
  EXPECT_TRUE(elements[0].optional);
  EXPECT_FALSE(elements[1].optional);
  EXPECT_EQ(line_of(elements[1].value), "\"a\"");
}

TEST(Origins, AreUnitedInTextsAndKeptByElements) {
  Workbench bench;
  const values::OriginSet first = bench.origins.of({values::NodeId{1}, "bucket"});
  const values::OriginSet second = bench.origins.of({values::NodeId{2}, "name"});
  bench.scope.values["a"] = Value::string("a", bench.arena).with_origins(first);
  bench.scope.values["b"] = Value::number(2).with_origins(second);
  const Value text = bench.evaluate("\"${a}-${b}\"");
  EXPECT_EQ(bench.origins.members(text.origins()).size(), 2U);
  EXPECT_EQ(bench.evaluate("[a, b][0]").origins(), first);
  EXPECT_EQ(bench.evaluate("[for x in [a] : \"x${x}\"][0]").origins(), first);
  EXPECT_EQ(bench.evaluate("{k = b}.k + 1").origins(), second);
  EXPECT_EQ(bench.evaluate("upper(a)").origins(), first);
  EXPECT_EQ(bench.evaluate("true ? a : \"x\"").origins(), first);
}

}  // namespace

}  // namespace expressions
