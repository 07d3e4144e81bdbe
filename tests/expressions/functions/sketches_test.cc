// SPDX-License-Identifier: Apache-2.0
// What functions keep of unknown values, and what rules make of it. `terraform_data.x.id` is a
// symbol; under plan semantics nothing here is known.
#include <gtest/gtest.h>

#include <algorithm>

#include "expressions/evaluated.h"
#include "expressions/functions.h"
#include "expressions/rows.h"

namespace expressions {

namespace {

// Evaluates under plan semantics, then asks under rule semantics: `v` is the value.
std::string ask(const std::string& made, const std::string& question) {
  Workbench bench;
  const Value value = bench.evaluate(made);
  EXPECT_TRUE(bench.diagnostics.empty()) << made;
  bench.scope.values["v"] = value;
  bench.context.semantics = Semantics::rules;
  return bench.answer(question);
}

std::string plan(const std::string& expression) {
  Workbench bench;
  return bench.answer(expression);
}

constexpr const char* kUnknownList = "split(\",\", terraform_data.x.id)";

TEST(StringSketches, JoinKeepsItsPieces) {
  const std::string joined = R"(join("-", ["a", terraform_data.x.id, "b"]))";
  EXPECT_EQ(plan(joined), "?");
  EXPECT_EQ(ask(joined, R"(startswith(v, "a-"))"), "true");
  EXPECT_EQ(ask(joined, R"(startswith(v, "b"))"), "false");
  EXPECT_EQ(ask(joined, R"(startswith(v, "a-x"))"), "?");
  EXPECT_EQ(ask(joined, R"(endswith(v, "-b"))"), "true");
  EXPECT_EQ(ask(joined, R"(strcontains(v, "-b"))"), "true");
  EXPECT_EQ(ask(joined, R"(strcontains(v, "z"))"), "?");
}

// Lists of which some elements may be absent.
constexpr const char* kOneOrNone = R"([for x in ["a"] : x if terraform_data.x.id == "q"])";
constexpr const char* kUpToTwo = R"([for x in ["a", "b"] : x if terraform_data.x.id == "q"])";

TEST(ElementSketches, AnElementThatMayBeAbsentIsWhatItIsIfItIsRead) {
  EXPECT_EQ(ask(kOneOrNone + std::string("[0]"), R"(v == "a")"), "true");
  EXPECT_EQ(ask(kUpToTwo + std::string("[1]"), R"(v == "b")"), "true");
  EXPECT_EQ(ask(kUpToTwo + std::string("[0]"), R"(v == "a")"), "?");
  EXPECT_EQ(ask(kUpToTwo + std::string("[0]"), R"(v == "c")"), "false");
}

TEST(ElementSketches, TryMayComeToItsNextArgumentWhereAnElementMayBeAbsent) {
  const std::string tried = "try(" + std::string(kOneOrNone) + R"([0], "z"))";
  EXPECT_EQ(ask(tried, R"(v == "a")"), "?");
  EXPECT_EQ(ask(tried, R"(v == "z")"), "?");
  EXPECT_EQ(ask(tried, R"(v == "c")"), "false");
  const std::string can = "can(" + std::string(kOneOrNone) + "[0])";
  EXPECT_EQ(ask(can, "v"), "?");
}

TEST(ElementSketches, JoinOfOneOrNoneIsThatOrEmpty) {
  const std::string joined = R"(join("", )" + std::string(kOneOrNone) + ")";
  EXPECT_EQ(ask(joined, R"(v == "c")"), "false");
  EXPECT_EQ(ask(joined, R"(v == "a")"), "?");
  EXPECT_EQ(ask(joined, R"(v == "")"), "?");
}

TEST(ElementSketches, PlacesOfAListAreForgottenWhereItBecomesAnother) {
  EXPECT_EQ(
      ask("concat(" + std::string(kOneOrNone) + ", " + kOneOrNone + ", [\"c\"])[0]", R"(v == "c")"),
      "?");
}

constexpr const char* kEither = R"(terraform_data.x.id == "q" ? "{\"a\":[1]}" : "{\"a\":[2]}")";

TEST(DocumentSketches, OneOfSeveralTextsDecodesToOneOfSeveralValues) {
  EXPECT_EQ(ask(kEither, "jsondecode(v).a[0] < 3"), "true");
  EXPECT_EQ(ask(kEither, "jsondecode(v).a[0] < 2"), "?");
  EXPECT_EQ(ask(kEither, "alltrue([for x in flatten([jsondecode(v).a]) : x < 3])"), "true");
  EXPECT_EQ(ask(kEither, "alltrue([for x in flatten([jsondecode(v).a]) : x < 2])"), "?");
}

TEST(DocumentSketches, AKeyThatIsNotKnownHidesNoOther) {
  const std::string text = R"("{\"a\": {\"${terraform_data.x.id}\": 1, \"b\": 2}, \"c\": 3}")";
  EXPECT_EQ(ask(text, "jsondecode(v).c"), "3");
  EXPECT_EQ(ask(text, "jsondecode(v).a.b"), "2");
  EXPECT_EQ(ask(text, "alltrue([for k, x in jsondecode(v).a : x < 3])"), "true");
  EXPECT_EQ(ask(text, "alltrue([for k, x in jsondecode(v).a : k != \"z\"])"), "?");
}

TEST(DocumentSketches, AnEmptyTextIsKeptAsNull) {
  const std::string made = R"(terraform_data.x.id == "q" ? "" : "{\"a\":[2]}")";
  EXPECT_EQ(ask(made, "alltrue([for x in flatten([jsondecode(v).a]) : x == 3])"), "?");
  EXPECT_EQ(ask(made, "jsondecode(v).a == null"), "?");
}

TEST(StringSketches, FormatKeepsWhatVerbsTakeVerbatim) {
  const std::string text = R"(format("arn:%s:%03d/x", terraform_data.x.id, 7))";
  EXPECT_EQ(plan("startswith(" + text + ", \"arn:\")"), "true");
  EXPECT_EQ(ask(text, R"(endswith(v, ":007/x"))"), "true");
  EXPECT_EQ(ask(R"(format("a%10s", terraform_data.x.id))", R"(endswith(v, "b"))"), "?");
}

TEST(StringSketches, TrimmingALiteralEndKeepsTheRest) {
  const std::string trimmed = R"(trimprefix("https://${terraform_data.x.id}/a", "https://"))";
  EXPECT_EQ(ask(trimmed, R"(endswith(v, "/a"))"), "true");
  EXPECT_EQ(ask(R"(trimsuffix("b-${terraform_data.x.id}.x", ".x"))", R"(startswith(v, "b-"))"),
            "true");
}

TEST(StringSketches, FormatListKeepsEachElement) {
  const std::string list = R"(formatlist("%s/*", [terraform_data.x.id, "a"]))";
  EXPECT_EQ(ask(list, R"(alltrue([for s in v : endswith(s, "/*")]))"), "true");
}

TEST(DocumentSketches, JsonGivesItsStructureBack) {
  const std::string json = R"(jsonencode({ name = terraform_data.x.id, port = 80, l = ["a"] }))";
  EXPECT_EQ(plan(json), "?");
  EXPECT_EQ(plan("jsondecode(" + json + ")"), "?");
  EXPECT_EQ(ask(json, "jsondecode(v).port"), "80");
  EXPECT_EQ(ask(json, "jsondecode(v).l[0]"), "\"a\"");
  EXPECT_EQ(ask(json, "jsondecode(v).name"), "?");
  EXPECT_EQ(ask("jsondecode(" + json + ")", "v.port"), "80");
}

TEST(DocumentSketches, JsonWrittenAsATemplateIsRead) {
  const std::string json =
      R"("{\"name\": \"a-${terraform_data.x.id}\", \"n\": ${length(terraform_data.x.id)}, \"p\": 80}")";
  EXPECT_EQ(ask(json, "jsondecode(v).p"), "80");
  EXPECT_EQ(ask(json, R"(startswith(jsondecode(v).name, "a-"))"), "true");
  EXPECT_EQ(ask(json, "jsondecode(v).n"), "?");
  EXPECT_EQ(ask(R"("{\"${terraform_data.x.id}\": 1}")", "jsondecode(v)"), "?");
}

TEST(StringSketches, ATextInPiecesIsNotNull) {
  const std::string text = R"(format("%s/*", try(terraform_data.x.id, "")))";
  EXPECT_EQ(ask(text, "v == null"), "false");
  EXPECT_EQ(ask(text, R"(alltrue([for one in v[*] : one != "*"]))"), "true");
  EXPECT_EQ(ask(text, "length(v[*])"), "1");
}

TEST(DocumentSketches, JsonInsideATemplateOfJsonIsRead) {
  const std::string json =
      R"("{\"l\": ${jsonencode(["*", terraform_data.x.id])}, \"s\": ${jsonencode("a-${terraform_data.x.id}")}}")";
  EXPECT_EQ(ask(json, "length(jsondecode(v).l)"), "2");
  EXPECT_EQ(ask(json, "jsondecode(v).l[0]"), "\"*\"");
  EXPECT_EQ(ask(json, "jsondecode(v).l[1] == terraform_data.x.id"), "true");
  EXPECT_EQ(ask(json, R"(startswith(jsondecode(v).s, "a-"))"), "true");
}

TEST(DocumentSketches, UnknownTextInATemplateOfJsonMayBeAnything) {
  const std::string json = R"("{\"v\": ${terraform_data.x.id}}")";
  EXPECT_EQ(ask(json, "jsondecode(v).v == terraform_data.x.id"), "?");
  EXPECT_EQ(ask(json, R"(anytrue([for one in jsondecode(v).v[*] : one == "*"]))"), "?");
  EXPECT_EQ(ask(json, "jsondecode(v).v == null"), "?");
}

TEST(ElementSketches, ConcatKeepsDefiniteElements) {
  const std::string list = std::string("concat(tolist([\"a\"]), ") + kUnknownList + ")";
  EXPECT_EQ(plan(list), "?");
  EXPECT_EQ(ask(list, R"(contains(v, "a"))"), "true");
  EXPECT_EQ(ask(list, R"(contains(v, "b"))"), "?");
  EXPECT_EQ(ask(list, "length(v) > 0"), "true");
  EXPECT_EQ(ask(list, R"(anytrue([for s in v : s == "a"]))"), "true");
  EXPECT_EQ(ask(list, R"(alltrue([for s in v : s != "a"]))"), "false");
  EXPECT_EQ(ask(list, R"(alltrue([for s in v : s == "a"]))"), "?");
}

TEST(ElementSketches, DistinctBoundsTheLength) {
  const std::string list = R"(distinct(["a", "b", "a", terraform_data.x.id]))";
  EXPECT_EQ(plan(list), "?");
  EXPECT_EQ(ask(list, "length(v) >= 2"), "true");
  EXPECT_EQ(ask(list, "length(v) <= 3"), "true");
  EXPECT_EQ(ask(list, "length(v) == 3"), "?");
  EXPECT_EQ(ask("distinct([terraform_data.x.id, terraform_data.x.id])", "length(v)"), "1");
}

TEST(ElementSketches, SetsOfUnknownsHaveBounds) {
  const std::string set = R"(toset(["a", "b", terraform_data.x.id]))";
  EXPECT_EQ(ask(set, "length(v) >= 2"), "true");
  EXPECT_EQ(ask(set, "length(v) >= 3"), "?");
  EXPECT_EQ(ask(set, R"(contains(v, "a"))"), "true");
}

TEST(ElementSketches, MergeKeepsKnownKeys) {
  const std::string map =
      "merge(tomap({ a = \"x\", b = \"y\" }), zipmap([\"b\"], [terraform_data.x.id]))";
  EXPECT_EQ(ask(map, "v.a"), "\"x\"");
  EXPECT_EQ(ask(map, R"(lookup(v, "a", "z"))"), "\"x\"");
}

TEST(ElementSketches, OneIsTheOnlyDefiniteElement) {
  EXPECT_EQ(plan("one(concat(tolist([\"a\"]), tolist([])))"), "\"a\"");
  EXPECT_EQ(ask("one(distinct([\"a\", \"a\", \"a\"]))", "v"), "\"a\"");
  EXPECT_EQ(
      ask("one(distinct([terraform_data.x.id, terraform_data.x.id]))", "v == terraform_data.x.id"),
      "true");
}

TEST(ElementSketches, CoalesceIsOneOfItsArguments) {
  const std::string value = R"(coalesce(terraform_data.x.id, "a"))";
  EXPECT_EQ(ask(value, R"(v != "b")"), "?");
  EXPECT_EQ(ask(R"(try(terraform_data.x.id, "a"))", "v == terraform_data.x.id"), "true");
}

TEST(RuleSemantics, TruthOfAllAndAnyIsDecidedByWhatIsKnown) {
  EXPECT_EQ(ask("[terraform_data.x.id == \"a\", false]", "alltrue(v)"), "false");
  EXPECT_EQ(ask("[terraform_data.x.id == \"a\", true]", "alltrue(v)"), "?");
  EXPECT_EQ(ask("[terraform_data.x.id == \"a\", true]", "anytrue(v)"), "true");
}

struct SketchRow {
  std::string made;
  std::string question;
  std::string learnt;
};

std::vector<SketchRow> sketch_rows() {
  constexpr std::string_view kBar = " |> ";
  std::vector<SketchRow> rows;
  const std::string folder = std::string(PLUMBLINE_SOURCE_DIR) + "/tests/expressions/functions/";
  for (const Row& row : read_rows(folder + "sketches.txt")) {
    const size_t bar = row.expression.find(kBar);
    rows.push_back(
        {row.expression.substr(0, bar), row.expression.substr(bar + kBar.size()), row.expected});
  }
  return rows;
}

TEST(Sketches, TellRulesWhatTheTableSays) {
  const std::vector<SketchRow> rows = sketch_rows();
  ASSERT_FALSE(rows.empty());
  for (const SketchRow& row : rows) {
    EXPECT_EQ(ask(row.made, row.question), row.learnt) << row.made << " |> " << row.question;
  }
}

TEST(Sketches, LeaveThePlanAsItIs) {
  for (const SketchRow& row : sketch_rows()) {
    EXPECT_NE(plan(row.made).find('?'), std::string::npos) << row.made;
  }
}

TEST(Sketches, HaveARowForEveryFunctionThatKeepsOne) {
  for (const Function* function : all_functions()) {
    if (function->evaluate_unknown == nullptr) continue;
    const std::string call = std::string(function->name) + "(";
    const auto calls = [&](const SketchRow& row) {
      return row.made.starts_with(call) || row.question.starts_with(call);
    };
    EXPECT_TRUE(std::ranges::any_of(sketch_rows(), calls)) << function->name;
  }
}

TEST(Reasons, SurviveEveryFunction) {
  Workbench bench;
  const Value value = bench.evaluate("upper(replace(terraform_data.x.id, \"a\", \"b\"))");
  ASSERT_TRUE(value.is_unknown());
  ASSERT_EQ(value.unknown_data().reasons.size(), 1U);
  EXPECT_EQ(value.unknown_data().reasons[0]->subject, "terraform_data.x");
}

}  // namespace

}  // namespace expressions
