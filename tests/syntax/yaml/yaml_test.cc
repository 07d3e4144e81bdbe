// SPDX-License-Identifier: Apache-2.0
#include "syntax/yaml/yaml.h"

#include <gtest/gtest.h>

#include <string>

namespace {

using syntax::YamlKind;
using syntax::YamlNode;

struct ParsedYaml {
  source::Files files;
  source::FileId file;
  syntax::YamlTree tree;

  explicit ParsedYaml(std::string text)
      : file(files.add("x.yml", std::move(text))),
        tree(syntax::parse_yaml(files[file].text(), file)) {}

  [[nodiscard]] std::string written(const YamlNode& node) const {
    return std::string(files.text(node.range));
  }

  // What is written of every node, a line each; "&" before what has an anchor.
  [[nodiscard]] std::string outline() const {
    std::string out;
    if (tree.root != nullptr) add(*tree.root, 0, out);
    return out;
  }

  [[nodiscard]] std::string problems() const { return said(tree.diagnostics); }
  [[nodiscard]] std::string said(const diagnostics::Diagnostics& diagnostics) const {
    std::string out;
    for (const diagnostics::Diagnostic& diagnostic : diagnostics.all()) {
      const source::Position at = files[file].position(diagnostic.subject.begin);
      out += std::to_string(at.line) + ":" + std::to_string(at.column) + " " + diagnostic.summary +
             "\n";
    }
    return out;
  }

 private:
  void add(const YamlNode& node, size_t depth, std::string& out) const {
    out += std::string(2 * depth, ' ');
    if (!node.anchor.empty() && node.kind != YamlKind::alias) out += "&" + std::string(node.anchor);
    if (node.kind == YamlKind::sequence) out += "-" + std::to_string(node.items.size());
    if (node.kind == YamlKind::mapping) out += ":" + std::to_string(node.entries.size());
    const bool whole = node.entries.empty() && node.items.empty();
    if (whole) out += "[" + written(node) + "]";
    if (node.kind == YamlKind::scalar && node.text != written(node)) {
      out += "=" + std::string(node.text);
    }
    out += "\n";
    for (const YamlNode* item : node.items) add(*item, depth + 1, out);
    for (const syntax::YamlEntry& entry : node.entries) {
      add(*entry.key, depth + 1, out);
      add(*entry.value, depth + 2, out);
    }
  }
};

TEST(Yaml, KnowsWhereTextsEnd) {
  const ParsedYaml parsed(
      "plain: a b  # c\n"
      "long: one\n"
      "  two\n"
      "\n"
      "  three # c\n"
      "single: 'it''s'\n"
      "double: \"a \\\" b\"\n"
      "block: |\n"
      "  x\n"
      "    y\n"
      "\n"
      "folded: >-  # c\n"
      "  z\n"
      "  z\n"
      "empty:\n"
      "tilde: ~\n");
  EXPECT_EQ(parsed.problems(), "");
  EXPECT_EQ(parsed.outline(),
            ":8\n"
            "  [plain]\n    [a b]\n"
            "  [long]\n    [one\n  two\n\n  three]=one two\nthree\n"
            "  [single]\n    ['it''s']=it's\n"
            "  [double]\n    [\"a \\\" b\"]=a \" b\n"
            "  [block]\n    [|\n  x\n    y]=x\n  y\n\n"
            "  [folded]\n    [>-  # c\n  z\n  z]=z z\n"
            "  [empty]\n    []\n"
            "  [tilde]\n    [~]\n");
}

TEST(Yaml, KnowsWhereCollectionsBeginAndEnd) {
  const ParsedYaml parsed(
      "steps: &s  # c\n"
      "  - step: &one !!map\n"
      "      name: x\n"
      "  - [a, {b: c} , ]\n"
      "  - *one\n"
      "  - {}\n"
      "# behind\n");
  EXPECT_EQ(parsed.problems(), "");
  const YamlNode& steps = *parsed.tree.root->entries[0].value;
  EXPECT_EQ(parsed.written(steps),
            "- step: &one !!map\n      name: x\n  - [a, {b: c} , ]\n  - *one\n  - {}");
  EXPECT_EQ(parsed.files.text(steps.anchor_range), "&s");
  EXPECT_EQ(parsed.written(*steps.items[0]->entries[0].value), "name: x");
  EXPECT_EQ(parsed.written(*steps.items[1]), "[a, {b: c} , ]");
  EXPECT_EQ(parsed.written(*steps.items[1]->items[1]), "{b: c}");
  EXPECT_EQ(parsed.written(*steps.items[2]), "*one");
  EXPECT_EQ(steps.items[2]->target, steps.items[0]->entries[0].value);
  EXPECT_EQ(parsed.written(*steps.items[3]), "{}");
}

TEST(Yaml, CountsBytesOfMarksCarriageReturnsAndOtherAlphabets) {
  const ParsedYaml parsed("\uFEFFa: 'é'\r\nb:\r\n  - |\r\n    x\r\n    ü\r\n  - y\r\n");
  EXPECT_EQ(parsed.problems(), "");
  const YamlNode& root = *parsed.tree.root;
  EXPECT_EQ(parsed.written(*root.entries[0].value), "'é'");
  const YamlNode& items = *root.entries[1].value;
  EXPECT_EQ(parsed.written(*items.items[0]), "|\r\n    x\r\n    ü");
  EXPECT_EQ(items.items[0]->text, "x\nü\n");
  EXPECT_EQ(parsed.written(*items.items[1]), "y");
}

TEST(Yaml, ReadsBlockTextsOfListsWithAnAnchor) {
  const ParsedYaml parsed(
      "s:\r\n"
      "  - &login |-\r\n"
      "    a\r\n"
      "      b\r\n"
      "\r\n"
      "    c\r\n"
      "  - - !!str >\r\n"
      "      d\r\n"
      "    - *login\r\n"
      "t: &t |\r\n"
      " e\r\n");
  EXPECT_EQ(parsed.problems(), "");
  EXPECT_EQ(parsed.outline(),
            ":2\n"
            "  [s]\n    -2\n"
            "      &login[|-\r\n    a\r\n      b\r\n\r\n    c]=a\n  b\n\nc\n"
            "      -2\n"
            "        [>\r\n      d]=d\n\n"
            "        [*login]\n"
            "  [t]\n    &t[|\r\n e]=e\n\n");
}

TEST(Yaml, SaysWhatIsWrongWhereItIs) {
  const std::pair<const char*, const char*> kCases[] = {
      {"a: 1\n\tb: 2\n", "2:1 A tab stands where the indentation is\n"},
      {"a: *b\n", "1:4 An alias of an anchor that is not there\n"},
      {"a: 1\n---\nb: 1\n", "2:1 There is more than one document\n"},
      {"a: &x [*x]\n", "1:8 An alias stands within what it refers to\n"},
      {"- a\nb: 1\n", "2:1 This does not belong to what stands above it\n"},
      {"a: b: c\n", "1:5 A colon is not expected here\n"},
      {"a: [1\nb: 2\n", "2:2 A bracket is not closed\n"},
      {"a: 'x\n", "1:4 A quotation mark is not closed\n"},
      {"- *****\n", "1:3 An alias of an anchor that is not there\n"},
  };
  for (const auto& [text, expected] : kCases) {
    EXPECT_EQ(ParsedYaml(text).problems(), expected) << text;
  }
  EXPECT_EQ(ParsedYaml(std::string("a: \0", 4)).problems(), "1:4 This is no UTF-8 text\n");
  EXPECT_EQ(ParsedYaml("").tree.root, nullptr);
  EXPECT_EQ(ParsedYaml("# nothing\n").problems(), "");
}

TEST(Yaml, BoundsDepthAndWhatAliasesStandFor) {
  EXPECT_EQ(ParsedYaml(std::string(2000, '[')).problems(),
            "1:2001 Lists and mappings are nested too deep\n");
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 9; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int j = 0; j < 10; ++j) bomb += before + ", ";
    bomb += "]\n";
  }
  const ParsedYaml parsed(bomb);
  ASSERT_FALSE(parsed.tree.diagnostics.empty());
  EXPECT_EQ(parsed.tree.diagnostics.all()[0].id, diagnostics::kLimitReached);
}

// "key=value" of each member, with the aliases that it came by.
std::string members(ParsedYaml& parsed, const char* of) {
  std::string out;
  diagnostics::Diagnostics diagnostics;
  for (const syntax::YamlEntry& entry : parsed.tree.root->entries) {
    if (entry.key->text != of) continue;
    for (const syntax::YamlMember& member :
         syntax::yaml_members(*entry.value, parsed.tree.arena, diagnostics)) {
      out += std::string(member.key->text) + "=" + std::string(member.value->text);
      for (const YamlNode* alias : member.merged) out += " by " + parsed.written(*alias);
      out += "\n";
    }
  }
  return out + parsed.said(diagnostics);
}

TEST(Yaml, MergesAsYaml11Says) {
  ParsedYaml parsed(
      "a: &a {x: 1, y: 2}\n"
      "b: &b {<<: *a, y: 3, z: 4}\n"
      "c: {y: 5, <<: [*a, *b, {w: 6}]}\n"
      "d: {<<: 7}\n"
      "e: {<<: }\n");
  EXPECT_EQ(members(parsed, "b"), "y=3\nz=4\nx=1 by *a\n");
  EXPECT_EQ(members(parsed, "c"), "y=5\nx=1 by *a\nz=4 by *b\nw=6\n");
  EXPECT_EQ(members(parsed, "d"), "4:9 Only mappings can be merged\n");
  EXPECT_EQ(members(parsed, "e"), "");
}

TEST(Yaml, BoundsMerging) {
  std::string chain = "a0: &a0 {k0: 1}\n";
  for (int i = 1; i < 200; ++i) {
    const std::string number = std::to_string(i);
    chain += "a" + number + ": &a" + number + " {k" + number + ": 1, <<: *a" +
             std::to_string(i - 1) + "}\n";
  }
  ParsedYaml parsed(chain);
  EXPECT_NE(members(parsed, "a199").find("Mappings are merged too deep"), std::string::npos);
}

TEST(Yaml, FindsKeysThatAreGivenTwice) {
  const ParsedYaml parsed("a:\n  b: 1\n  c: 2\n  b: 3\na: 4\n<<: {}\n<<: {}\n");
  diagnostics::Diagnostics diagnostics;
  syntax::check_yaml_keys(parsed.tree, diagnostics);
  EXPECT_EQ(parsed.said(diagnostics),
            "5:1 The key \"a\" is given twice\n4:3 The key \"b\" is given twice\n");
}

}  // namespace
