// SPDX-License-Identifier: Apache-2.0

// Which names expressions refer to, and where their errors point.
#include <gtest/gtest.h>

#include "expressions/evaluated.h"

namespace expressions {

namespace {

std::string references_of(std::string_view text) {
  source::Files files;
  const syntax::ExpressionTree tree =
      syntax::parse_expression(files.add("test.tf", std::string(text)), files);
  std::string result;
  for (const syntax::Traversal* traversal : references(*tree.root)) {
    result += (result.empty() ? "" : " ") + std::string(files.text(traversal->range));
  }
  return result;
}

TEST(References, StandInTheOrderOfTheText) {
  EXPECT_EQ(references_of("var.a + local.b[var.c]"), "var.a local.b var.c");
  EXPECT_EQ(references_of("\"x${var.a}%{ if var.b }${var.c}%{ endif }\""), "var.a var.b var.c");
  EXPECT_EQ(references_of("upper(var.a) == var.b ? var.c : var.d[*].e"), "var.a var.b var.c var.d");
}

TEST(References, LeaveOutTheNamesOfLoops) {
  EXPECT_EQ(references_of("[for k, v in var.a : \"${k}${v}${x.y}\" if v != local.z]"),
            "var.a x.y local.z");
  EXPECT_EQ(references_of("[for v in v : v.a]"), "v");
}

TEST(Diagnostics, SuggestTheNameThatWasMeant) {
  Workbench bench;
  bench.evaluate("uper(\"a\")");
  ASSERT_TRUE(bench.diagnostics.has_errors());
  EXPECT_EQ(bench.diagnostics.all().front().remedy, "Did you mean \"upper\"?");
}

TEST(Diagnostics, PointAtTheTightPlace) {
  Workbench bench;
  bench.evaluate("[1, \"a\" + 2, 3]");
  ASSERT_TRUE(bench.diagnostics.has_errors());
  EXPECT_EQ(bench.files.text(bench.diagnostics.all().front().subject), "\"a\"");
}

}  // namespace

}  // namespace expressions
