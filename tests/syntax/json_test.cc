// SPDX-License-Identifier: Apache-2.0
// HCL's JSON profile: trees, their ranges, templates in strings, and what is wrong with a file.
// Which texts are wrong was checked with terraform 1.11 validate.
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "syntax/syntax.h"

namespace syntax {
namespace {

struct Parsed {
  source::Files files;
  Tree tree;

  explicit Parsed(std::string text, std::string path = "main.tf.json")
      : tree(parse(files.add(std::move(path), std::move(text)), files)) {}

  std::string text(const source::Range& range) const { return std::string(files.text(range)); }
  std::string shape() const { return print(*tree.body, files); }
  const Expression& value(size_t attribute = 0) const {
    return *tree.body->attributes[attribute].value;
  }
  // Each problem with the text under it: "Expected a value: x".
  std::string problems() const {
    std::string lines;
    for (const diagnostics::Diagnostic& problem : tree.diagnostics.all()) {
      lines += problem.summary + ": " + text(problem.subject) + '\n';
    }
    return lines;
  }
};

std::string problems(std::string text) { return Parsed(std::move(text)).problems(); }

// The tree of one value, and what it is called in the text.
std::string shape_of(const std::string& value) {
  const Parsed parsed("{\"a\":" + value + "}");
  return parsed.problems() + print(parsed.value(), parsed.files);
}

TEST(Json, ReadsEveryKindOfValue) {
  const Parsed parsed(
      R"({"a": null, "b": true, "c": -1.50e2, "d": "x", "e": [1, []], "f": {"g": {}}})");
  EXPECT_EQ(parsed.problems(), "");
  EXPECT_EQ(parsed.shape(),
            "attribute a [1, 10)\n"
            "  null [6, 10)\n"
            "attribute b [12, 21)\n"
            "  true [17, 21)\n"
            "attribute c [23, 35)\n"
            "  number -1.50e2 [28, 35)\n"
            "attribute d [37, 45)\n"
            "  string \"x\" [42, 45)\n"
            "attribute e [47, 59)\n"
            "  tuple [52, 59)\n"
            "    number 1 [53, 54)\n"
            "    tuple [56, 58)\n"
            "attribute f [61, 75)\n"
            "  object [66, 75)\n"
            "    string \"g\" [67, 70)\n"
            "    object [72, 74)\n");
}

TEST(Json, KeepsExactRanges) {
  const Parsed parsed("{\n  \"name\" : [1, \"two\"],\n  \"b\": {\"k\": 12}\n}\n");
  EXPECT_EQ(parsed.problems(), "");
  EXPECT_TRUE(parsed.tree.body->json);
  const Attribute& first = parsed.tree.body->attributes[0];
  EXPECT_EQ(first.name, "name");
  EXPECT_EQ(parsed.text(first.name_range), "\"name\"");
  EXPECT_EQ(parsed.text(first.range), "\"name\" : [1, \"two\"]");
  EXPECT_EQ(parsed.text(first.value->range), "[1, \"two\"]");
  EXPECT_EQ(parsed.text(first.value->as<Tuple>().elements[1]->range), "\"two\"");
  const ObjectItem& item = parsed.value(1).as<Object>().items[0];
  EXPECT_EQ(parsed.text(parsed.value(1).range), "{\"k\": 12}");
  EXPECT_EQ(parsed.text(item.key->range), "\"k\"");
  EXPECT_EQ(parsed.text(item.value->range), "12");
}

TEST(Json, StringsAreTemplates) {
  EXPECT_EQ(shape_of(R"("${var.a}")"),
            "template wraps one [5, 15)\n"
            "  traversal var.a [8, 13)\n");
  EXPECT_EQ(shape_of(R"("x-${upper(\"a\")}%{ if b }c%{ endif }")"),
            "template [5, 44)\n"
            "  string \"x-\" [6, 8)\n"
            "  call upper [10, 22)\n"
            "    string \"a\" [16, 21)\n"
            "  conditional [23, 43)\n"
            "    traversal b [29, 30)\n"
            "    template [32, 33)\n"
            "      string \"c\" [32, 33)\n"
            "    template [33, 33)\n"
            "      string \"\" [33, 33)\n");
  EXPECT_EQ(shape_of(R"({"${var.k}": 1})"),
            "object [5, 20)\n"
            "  template wraps one [6, 16)\n"
            "    traversal var.k [9, 14)\n"
            "  number 1 [18, 19)\n");
  EXPECT_EQ(shape_of(R"("$${a} $b")"),
            "template [5, 15)\n"
            "  string \"${a} $b\" [6, 14)\n");
}

TEST(Json, ExpressionsInStringsKnowTheirPlace) {
  const Parsed parsed(R"({"a": "\n\"é${var.net.id}\u00e9${upper(\"b\")}\t"})");
  EXPECT_EQ(parsed.problems(), "");
  const Template& whole = parsed.value().as<Template>();
  EXPECT_EQ(parsed.text(whole.range), R"("\n\"é${var.net.id}\u00e9${upper(\"b\")}\t")");
  ASSERT_EQ(whole.parts.size(), 5u);
  EXPECT_EQ(whole.parts[0]->as<Literal>().text, "\n\"é");
  EXPECT_EQ(parsed.text(whole.parts[0]->range), R"(\n\"é)");
  const Traversal& traversal = whole.parts[1]->as<Traversal>();
  EXPECT_EQ(parsed.text(traversal.range), "var.net.id");
  EXPECT_EQ(parsed.text(traversal.root_range), "var");
  EXPECT_EQ(parsed.text(traversal.steps[1].range), ".id");
  EXPECT_EQ(whole.parts[2]->as<Literal>().text, "é");
  const Call& call = whole.parts[3]->as<Call>();
  EXPECT_EQ(parsed.text(call.range), R"(upper(\"b\"))");
  EXPECT_EQ(parsed.text(call.arguments[0]->range), R"(\"b\")");
}

TEST(Json, DecodesEscapes) {
  const Parsed parsed(R"({"\u0061\/": "\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00\ud83d!"})");
  EXPECT_EQ(parsed.problems(), "");
  EXPECT_EQ(parsed.tree.body->attributes[0].name, "a/");
  EXPECT_EQ(parsed.value().as<Literal>().text, "\"\\/\b\f\n\r\té😀\uFFFD!");
}

TEST(Json, BringsStringsIntoNormalForm) {
  EXPECT_EQ(Parsed(R"({"a": "e\u0301"})").value().as<Literal>().text, "\u00e9");
}

TEST(Json, ValuesOfVariablesAreLiteral) {
  const std::string text = R"({"a": "${not.read", "b": {"${k}": "%{ if"}})";
  for (const std::string path : {"terraform.tfvars.json", "more.json"}) {
    const Parsed parsed(text, path);
    EXPECT_EQ(parsed.problems(), "");
    EXPECT_EQ(parsed.value().as<Literal>().text, "${not.read");
  }
}

TEST(Json, WhatVariablesDeclareIsLiteralButForTheirValidations) {
  const Parsed parsed(R"({"variable": {"v": {
    "default": "${not.read", "description": "%{",
    "validation": {"condition": "${var.v != 1}"}}}})");
  EXPECT_EQ(parsed.problems(), "");
  const std::string shape = parsed.shape();
  EXPECT_NE(shape.find("template wraps one"), std::string::npos) << shape;
  EXPECT_EQ(problems(R"({"output": {"default": {"value": "${not.read"}}})"),
            "This template sequence is not closed: ${\n");
}

TEST(Json, RemarksNeedNotBeTemplates) {
  EXPECT_EQ(problems(R"({"//": "a ${ b", "c": {"//": ["%{ d"]}})"), "");
}

TEST(Json, AnArrayOfObjectsIsOneBody) {
  const Parsed parsed(R"([{"a": 1}, {}, {"b": 2, "a": 3}])");
  EXPECT_EQ(parsed.problems(), "");
  ASSERT_EQ(parsed.tree.body->attributes.size(), 3u);
  EXPECT_EQ(parsed.tree.body->attributes[2].name, "a");
  EXPECT_EQ(Parsed("[]").problems(), "");
}

TEST(Json, BlocksAreToldApartByContent) {
  const Parsed parsed(R"({"resource": [{"t": {"x": {"a": 1}, "y": [{"b": 2}, {"c": 3}]}}],
                          "//": "remark", "other": "${z}"})");
  constexpr BlockSpec kSpecs[] = {{"resource", 2}};
  source::Arena arena;
  diagnostics::Diagnostics diagnostics;
  const Body& body = content(*parsed.tree.body, kSpecs, arena, diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  ASSERT_EQ(body.attributes.size(), 1u);
  EXPECT_EQ(body.attributes[0].name, "other");
  ASSERT_EQ(body.blocks.size(), 3u);
  EXPECT_EQ(body.blocks[2].labels[1].text, "y");
  EXPECT_EQ(parsed.text(body.blocks[2].labels[1].range), "\"y\"");
  EXPECT_EQ(parsed.text(body.blocks[2].range), R"({"c": 3})");
  EXPECT_EQ(body.blocks[2].body->attributes[0].name, "c");
}

struct Broken {
  std::string_view text;
  std::string_view problem;
};

// flat table: texts, and what is said about them
constexpr Broken kBroken[] = {
    {"", "Expected a JSON object: "},
    {"1", "Expected a JSON object: 1"},
    {"[1]", "Expected a JSON object: 1"},
    {"{} {}", "Expected the end of the file: {"},
    {"{\n \"a\": {\"b\": {}\n}", "This object is not closed: {"},
    {"{\"a\": [1, 2", "This array is not closed: ["},
    {R"({"a": 1,})", "Expected no comma behind the last member: ,"},
    {R"({"a": [1,]})", "Expected no comma behind the last element: ,"},
    {R"({,})", "Expected the name of a member: ,"},
    {R"({"a": 1 "b": 2})", "Expected a comma or the end of the object: \"b\""},
    {R"({"a": [1 2]})", "Expected a comma or the end of the array: 2"},
    {R"({"a": [1}})", "Expected a comma or the end of the array: }"},
    {R"({"a": {"b": 1]})", "Expected a comma or the end of the object: ]"},
    {R"({"a" = 1})", "Expected a colon behind the name: ="},
    {R"({"a"})", "Expected a colon behind the name: }"},
    {R"({a: 1})", "Expected the name of a member: a"},
    {R"({"a": })", "Expected a value: }"},
    {R"({"a": 'b'})", "This character has no meaning here: '"},
    {R"({'a': 1})", "This character has no meaning here: '"},
    {R"({"a": “b”})", "This character has no meaning here: “"},
    {"{\"a\": \"b\n\"}", "This string is not closed on its line: \"b"},
    {R"({"a": "b)", "This string is not closed on its line: \"b"},
    {R"({"a": "b\")", "This string is not closed on its line: \"b\\\""},
    {"{\"a\": \"b\\", "This string is not closed on its line: \"b\\"},
    {R"({"a": "\x41"})", "This escape is not one of JSON's: \\x"},
    {R"({"a": "\u00g1"})", "This escape is not one of JSON's: \\u00"},
    {"{ // remark\n}", "JSON has no comments: // remark"},
    {"{\"a\": 1 /* b */}", "JSON has no comments: /* b */"},
    {"# b\n{}", "JSON has no comments: # b"},
    {R"({"a": NaN})", "Expected a value: NaN"},
    {R"({"a": True})", "Expected a value: True"},
    {R"({"a": var.x})", "Expected a value: var"},
    {R"({"a": 012})", "This is no number of JSON: 012"},
    {R"({"a": +1})", "This is no number of JSON: +1"},
    {R"({"a": .5})", "This is no number of JSON: .5"},
    {R"({"a": 1.})", "This is no number of JSON: 1."},
    {R"({"a": 1e})", "This is no number of JSON: 1e"},
    {R"({"a": 1-2})", "This is no number of JSON: 1-2"},
    {R"({"a": 1e99999999999})", "This is no number of JSON: 1e99999999999"},
    {"\xEF\xBB\xBF{}", "Expected no byte order mark: \xEF\xBB\xBF"},
};

TEST(Json, ExplainsWhatIsWrong) {
  for (const Broken& broken : kBroken) {
    const Parsed parsed{std::string(broken.text)};
    EXPECT_EQ(parsed.problems(), std::string(broken.problem) + '\n') << broken.text;
    EXPECT_NE(parsed.tree.body, nullptr);
    for (const auto& problem : parsed.tree.diagnostics.all()) {
      EXPECT_EQ(problem.id, diagnostics::kSyntaxError);
      EXPECT_FALSE(problem.detail.empty());
    }
  }
}

// The first problem's detail and remedy.
std::string advice(std::string text) {
  const Parsed parsed(std::move(text));
  if (parsed.tree.diagnostics.empty()) return "";
  const diagnostics::Diagnostic& problem = parsed.tree.diagnostics.all()[0];
  return problem.detail + '|' + problem.remedy;
}

TEST(Json, SaysHowToMendIt) {
  EXPECT_EQ(advice(R"({"a": True})"), "Found \"True\" instead.|Did you mean true?");
  EXPECT_EQ(advice(R"({"a": None})"),
            "Found \"None\" instead.|Write null for a value that is not set.");
  EXPECT_EQ(advice(R"({"a": 'b'})"), "Found \"'\".|Strings are written between double quotes.");
  EXPECT_EQ(advice(R"({"a": [1}})"), "Found \"}\" instead.|Close the array with \"]\".");
  EXPECT_EQ(advice(R"({"a": 1 "b": 2})"),
            "Found a string instead.|Put a comma between the members of the object.");
  EXPECT_EQ(advice(R"({"a": 1,})"),
            "JSON has commas only between the members of an object.|Remove the comma.");
  EXPECT_EQ(advice(R"({"a": 012})"), "JSON's numbers have no leading zeros.|");
  EXPECT_EQ(advice(R"({"a": 1e})"), "A digit must stand in the exponent.|");
}

TEST(Json, KeepsTheMembersBeforeAFault) {
  const Parsed parsed(R"({"a": 1, "b": {"c": 2,}, "d": 3})");
  ASSERT_EQ(parsed.tree.body->attributes.size(), 1u);
  EXPECT_EQ(parsed.tree.body->attributes[0].name, "a");
}

TEST(Json, FaultsInTemplatesAreReportedAtTheirPlace) {
  const Parsed parsed(R"({"a": "\t${var.}", "b": "%{ if \"x\" }", "c": 1, "d": "${x"})");
  EXPECT_EQ(parsed.problems(),
            "Expected the name of an attribute behind the dot: }\n"
            "Expected %{ endif } before the end of the template: \n"
            "This template sequence is not closed: ${\n");
  EXPECT_EQ(parsed.tree.diagnostics.all()[2].detail,
            "It runs to the end of the string without its \"}\".");
  EXPECT_EQ(parsed.tree.body->attributes.size(), 4u);
}

TEST(Json, WarnsOfWhatIsNoUtf8) {
  const Parsed parsed("{\"a\": \"b\xFF\xFE\", \"c\": \"\xFF${1}\"}");
  EXPECT_EQ(parsed.problems(), "The file is not UTF-8 here: \xFF\n");
  EXPECT_EQ(parsed.tree.diagnostics.all()[0].severity, diagnostics::Severity::warning);
  EXPECT_EQ(parsed.value().as<Literal>().text, "b\uFFFD\uFFFD");
}

TEST(Json, NestsUpToALimit) {
  const auto nested = [](size_t depth) {
    return "{\"a\":" + std::string(depth, '[') + std::string(depth, ']') + ",\"b\":1}";
  };
  EXPECT_EQ(problems(nested(kMaxDepth - 1)), "");
  const Parsed deep(nested(100'000));
  ASSERT_EQ(deep.tree.diagnostics.all().size(), 1u);
  EXPECT_EQ(deep.tree.diagnostics.all()[0].id, diagnostics::kLimitReached);
  EXPECT_EQ(deep.tree.body->attributes.size(), 2u);
  EXPECT_EQ(Parsed("{\"a\":" + std::string(100'000, '[')).tree.diagnostics.all().size(), 2u);
}

TEST(Json, EveryBeginningOfAFileIsReadWithoutHarm) {
  const std::string text =
      R"({"a": ["\u00e9${upper("b")}", -1.5e3, true], "//": "x", "b": {"${k}": null}} )";
  for (size_t size = 0; size < text.size(); ++size) {
    const Parsed parsed(text.substr(0, size));
    EXPECT_NE(parsed.tree.body, nullptr);
    for (const auto& problem : parsed.tree.diagnostics.all()) {
      EXPECT_LE(problem.subject.end, size);
    }
  }
}

}  // namespace
}  // namespace syntax
