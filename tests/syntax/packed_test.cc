// SPDX-License-Identifier: Apache-2.0

#include "syntax/packed.h"

#include <gtest/gtest.h>

#include <string>

#include "syntax/parsing.h"

namespace {

using syntax_test::Parsed;

constexpr std::string_view kEveryKind = R"~(resource "aws_x" "y" {
  literals   = [null, true, 1.50, "plain", "tab\tand \u00e9", "e\u0301"]
  template   = "a${var.b}c%{if true}d%{else}e%{endif}%{for x in y}${x}%{endfor}"
  wrapped    = "${var.b}"
  heredoc    = <<-EOT
    one ${two}
    three
  EOT
  traversal  = var.a[0]["k"].b
  relative   = (f()).a.0
  index      = a[b]
  splats     = [a.*.b, a[*].b.c]
  call       = provider::p::f(a, b...)
  operators  = !a && -b + 2 * (c - 1) / 3 % 4 > 5 || c <= 6 && d != e || f >= 1 && g < 2
  either     = a ? b : c
  object     = { a = 1, (b) = 2, "c" = 3 }
  list_for   = [for v in l : v if v != null]
  object_for = { for k, v in m : k => v... }
  empty      = []
  nested "label" second {
    dynamic {}
  }
}
)~";

// What unpack() makes of the packed body, the text now standing after `lines` line breaks.
struct Again {
  source::Files files;
  source::Arena arena;
  std::string bytes;
  const syntax::Body* body = nullptr;

  Again(const Parsed& parsed, uint32_t lines) {
    const std::string_view text = parsed.files[parsed.tree.file].text();
    bytes = syntax::pack(*parsed.tree.body, text);
    const source::FileId id = files.add("again.tf", std::string(lines, '\n') + std::string(text));
    body = &syntax::unpack(bytes, files[id].text().substr(lines), id, lines, arena);
  }
};

TEST(Packed, ATreeComesBackAsItWas) {
  const Parsed parsed{std::string(kEveryKind)};
  ASSERT_EQ(parsed.problems(), "");
  const Again again(parsed, 0);
  EXPECT_EQ(syntax::print(*again.body, again.files), parsed.print());
}

TEST(Packed, ATreeIsMovedToWhereItsTextStands) {
  const Parsed parsed{std::string(kEveryKind)};
  const Parsed moved("\n\n\n" + std::string(kEveryKind));
  EXPECT_EQ(syntax::print(*Again(parsed, 3).body, moved.files),
            syntax::print(*Again(moved, 0).body, moved.files));
}

TEST(Packed, ATreePackedAgainIsTheSameBytes) {
  const Parsed parsed{std::string(kEveryKind)};
  const Again again(parsed, 0);
  EXPECT_EQ(syntax::pack(*again.body, again.files[source::FileId{0}].text()), again.bytes);
}

TEST(Packed, PlacesWithinNodesComeBack) {
  const Parsed parsed("a = f(b.c[d]).e\nblk \"l\" {\n  s = x[*].y\n}\n");
  const Again again(parsed, 0);
  const auto text_of = [&](const source::Range& range) { return again.files.text(range); };
  const syntax::Attribute& attribute = again.body->attributes[0];
  EXPECT_EQ(text_of(attribute.name_range), "a");
  EXPECT_EQ(text_of(attribute.range), "a = f(b.c[d]).e");
  const auto& relative = attribute.value->as<syntax::RelativeTraversal>();
  EXPECT_EQ(text_of(relative.steps[0].range), ".e");
  const auto& call = relative.source->as<syntax::Call>();
  EXPECT_EQ(text_of(call.name_range), "f");
  const auto& index = call.arguments[0]->as<syntax::Index>();
  EXPECT_EQ(text_of(index.brackets), "[d]");
  EXPECT_EQ(text_of(index.collection->as<syntax::Traversal>().root_range), "b");
  const syntax::Block& block = again.body->blocks[0];
  EXPECT_EQ(text_of(block.type_range), "blk");
  EXPECT_EQ(text_of(block.header), "blk \"l\"");
  EXPECT_EQ(text_of(block.labels[0].range), "\"l\"");
  EXPECT_EQ(text_of(block.body->attributes[0].value->as<syntax::Splat>().marker), "[*]");
}

TEST(Packed, ABodyFromJsonStaysOne) {
  source::Files files;
  const source::FileId id = files.add("a.tf.json", R"({"locals": {"a": "${b}"}})");
  const syntax::Tree tree = syntax::parse(id, files);
  const std::string bytes = syntax::pack(*tree.body, files[id].text());
  source::Arena arena;
  const syntax::Body& body = syntax::unpack(bytes, files[id].text(), id, 0, arena);
  EXPECT_TRUE(body.json);
  EXPECT_EQ(syntax::print(body, files), syntax::print(*tree.body, files));
}

TEST(Packed, AnEmptyBodyComesBack) {
  const Parsed parsed("");
  const Again again(parsed, 0);
  EXPECT_TRUE(again.body->attributes.empty());
  EXPECT_TRUE(again.body->blocks.empty());
}

}  // namespace
