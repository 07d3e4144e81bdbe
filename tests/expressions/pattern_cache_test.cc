// SPDX-License-Identifier: Apache-2.0
// Patterns that an evaluation keeps, and what is not said where nobody reads it.
#include "expressions/pattern_cache.h"

#include <gtest/gtest.h>

#include "expressions/evaluated.h"
#include "expressions/functions/patterns.h"

namespace expressions {
namespace {

TEST(PatternCache, CompilesAPatternOnce) {
  PatternCache cache;
  EXPECT_TRUE(cache.find("a+").fresh);
  const PatternCache::Found again = cache.find("a+");
  EXPECT_FALSE(again.fresh);
  EXPECT_EQ(again.pattern.find("baa")->front().begin, 1U);
}

TEST(PatternCache, KeepsWrongPatternsWithWhatIsWrong) {
  PatternCache cache;
  EXPECT_FALSE(cache.find("(").pattern.error().empty());
  EXPECT_FALSE(cache.find("(").fresh);
}

// Whether a pattern is still kept when so many of a kind have come after it.
bool is_kept_beside(int count, const std::string& kind) {
  PatternCache cache;
  cache.find("first");
  for (int i = 0; i < count; ++i) cache.find(kind + std::to_string(i));
  return !cache.find("first").fresh;
}

TEST(PatternCache, KeepsAllThatARunUsesAndNoMoreThanItHasMemoryFor) {
  EXPECT_TRUE(is_kept_beside(200, "x"));
  EXPECT_FALSE(is_kept_beside(300, "x"));
  const std::string large = "(\\pL{100}){9}";
  EXPECT_TRUE(is_kept_beside(20, large));
  EXPECT_FALSE(is_kept_beside(40, large));
}

TEST(PatternCache, APatternInALoopCostsItsWorkOnce) {
  Workbench bench;
  const std::string loop = "[for i in range(1000) : can(regex(\"(\\\\pL{100}){9}\", \"a\"))]";
  bench.answer(loop);
  const size_t first = kMaxWork - bench.context.budget;
  bench.answer(loop);
  const size_t second = kMaxWork - bench.context.budget - first;
  EXPECT_GT(first, second + 10'000);
  EXPECT_LT(second, 20'000U);
}

TEST(Silence, TryThatFailsSaysWhatIsWrongWithEachOfItsExpressions) {
  Workbench bench;
  bench.evaluate("try({a = 1}.b, tolist([])[0], try(null.x))");
  ASSERT_EQ(bench.diagnostics.all().size(), 1U);
  EXPECT_EQ(bench.diagnostics.all()[0].detail,
            "Each of its expressions fails: Unsupported attribute; Invalid index; No argument of "
            "try() succeeds.");
}

}  // namespace
}  // namespace expressions
