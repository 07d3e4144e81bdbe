// SPDX-License-Identifier: Apache-2.0
// Blocks told apart from attributes in a body from JSON.
#include <gtest/gtest.h>

#include <string>

#include "syntax/syntax.h"

namespace syntax {
namespace {

// A body as JSON yields it, written in HCL: everything is an attribute.
std::string content_of(std::string text) {
  source::Files files;
  const Tree tree = parse(files.add("main.tf", std::move(text)), files);
  Body body = *tree.body;
  body.json = true;
  constexpr BlockSpec kSpecs[] = {{"resource", 2}, {"locals", 0}};
  source::Arena arena;
  diagnostics::Diagnostics diagnostics;
  const Body& result = content(body, kSpecs, arena, diagnostics);
  std::string lines;
  for (const Attribute& attribute : result.attributes) {
    lines += std::string(attribute.name) + " =\n";
  }
  for (const Block& block : result.blocks) {
    lines += std::string(block.type);
    for (const Label& label : block.labels) lines += " " + std::string(label.text);
    for (const Attribute& attribute : block.body->attributes) {
      lines += " " + std::string(attribute.name);
    }
    lines += '\n';
  }
  for (const auto& problem : diagnostics.all()) lines += problem.summary + '\n';
  return lines;
}

TEST(Content, KeysOfObjectsBecomeLabels) {
  EXPECT_EQ(content_of("resource = { t = { a = { x = 1 }, b = { y = 1, z = 2 } } }\nother = {}\n"),
            "other =\nresource t a x\nresource t b y z\n");
}

TEST(Content, ArraysBecomeSeveralBlocks) {
  EXPECT_EQ(content_of("locals = [{ a = 1 }, { b = 2 }]\n"), "locals a\nlocals b\n");
  EXPECT_EQ(content_of("resource = [{ t = { a = [{ x = 1 }, { y = 1 }] } }]\n"),
            "resource t a x\nresource t a y\n");
}

TEST(Content, CommentsAndNullAreNothing) {
  EXPECT_EQ(content_of("locals = { \"//\" = \"a remark\", a = 1 }\nresource = null\n"),
            "locals a\n");
}

TEST(Content, AnythingElseIsReported) {
  EXPECT_EQ(content_of("locals = 1\n"), "Incorrect JSON value type\n");
}

}  // namespace
}  // namespace syntax
