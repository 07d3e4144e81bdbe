// SPDX-License-Identifier: Apache-2.0

// Text that nests without end, closed again or not: reading it ends, without a stack overflow and
// in time that is linear in its length, and says what bound it reached.
#include <gtest/gtest.h>

#include "syntax/parsing.h"

namespace syntax_test {
namespace {

constexpr size_t kTimes = 50'000;

std::string repeated(std::string_view text) {
  std::string result;
  for (size_t i = 0; i < kTimes; ++i) result += text;
  return result;
}

struct Shape {
  const char* name;
  std::string_view open, middle, close;
};

constexpr Shape kShapes[] = {
    {"Brackets", "[", "", "]"},
    {"Parentheses", "(", "1", ")"},
    {"Objects", "{a=", "1", "}"},
    {"Calls", "upper(", "1", ")"},
    {"Interpolations", "\"${", "1", "}\""},
    {"Directives", "%{ if true }", "x", "%{ endif }"},
    {"LoopDirectives", "%{ for x in [] }", "x", "%{ endfor }"},
    {"Minuses", "-", "1", ""},
    {"Negations", "!", "true", ""},
    {"Conditions", "true ? ", "1", " : 1"},
    {"OtherwiseConditions", "true ? 1 : ", "1", ""},
    {"Sums", "1 + ", "1", ""},
    {"Disjunctions", "true || ", "true", ""},
    {"Loops", "[for x in ", "[]", " : x]"},
    {"LoopBodies", "[for x in [] : ", "x", "]"},
    {"Indices", "a[", "1", "]"},
};

class Nesting : public testing::TestWithParam<Shape> {
 protected:
  // The expression as an argument; directives stand in quotes.
  static std::string argument(const std::string& expression) {
    const bool quoted = GetParam().open.starts_with('%');
    return "a = " + (quoted ? "\"" + expression + "\"" : expression) + "\nb = 1\n";
  }
};

TEST_P(Nesting, TooDeepIsADiagnosticThatNamesTheLimit) {
  const Shape& shape = GetParam();
  const Parsed parsed(
      argument(repeated(shape.open) + std::string(shape.middle) + repeated(shape.close)));
  ASSERT_TRUE(parsed.tree.diagnostics.has_errors());
  EXPECT_EQ(parsed.tree.diagnostics.all()[0].id, diagnostics::kLimitReached)
      << parsed.tree.diagnostics.all()[0].summary;
}

TEST_P(Nesting, WithoutItsEndIsAnError) {
  const Parsed parsed(argument(repeated(GetParam().open)));
  EXPECT_TRUE(parsed.tree.diagnostics.has_errors());
}

INSTANTIATE_TEST_SUITE_P(Shapes, Nesting, testing::ValuesIn(kShapes),
                         [](const auto& shape) { return std::string(shape.param.name); });

TEST(Chains, OfStepsThatAreTooLongAreDiagnosticsThatNameTheLimit) {
  for (const char* step : {"[*]", "[b]", "[0][b]"}) {
    const Parsed parsed("a = x" + repeated(step) + "\n");
    ASSERT_TRUE(parsed.tree.diagnostics.has_errors()) << step;
    EXPECT_EQ(parsed.tree.diagnostics.all()[0].id, diagnostics::kLimitReached) << step;
  }
}

TEST(Heredocs, InEachOtherWithoutAnEndAreErrors) {
  std::string text = "a = ";
  for (int i = 0; i < 2000; ++i) text += "<<E" + std::to_string(i) + "\n${";
  const Parsed parsed(text);
  EXPECT_TRUE(parsed.tree.diagnostics.has_errors());
}

}  // namespace
}  // namespace syntax_test
