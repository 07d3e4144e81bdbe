// SPDX-License-Identifier: Apache-2.0
#include "source/ignore.h"

#include <gtest/gtest.h>

#include "source/glob.h"

namespace source {
namespace {

struct Answer {
  std::string_view rules;
  std::string_view path;  // a directory if it ends in a slash
  bool ignored;
};

// As `git check-ignore` (2.39) answers, from a repository with these rules at its top.
constexpr Answer kAnswers[] = {
    {"build", "build/", true},
    {"build", "a/build", true},
    {"build", "builds", false},
    {"build/", "build/", true},
    {"build/", "build", false},
    {"/build", "build/", true},
    {"/build", "a/build", false},
    {"a/build", "a/build", true},
    {"a/build", "b/a/build", false},
    {"*.tf", "a/main.tf", true},
    {"*.tf", "main.tf.json", false},
    {"a/*.tf", "a/main.tf", true},
    {"a/*.tf", "a/b/main.tf", false},
    {"**/a", "a/", true},
    {"**/a", "b/c/a", true},
    {"a/**", "a/b/c", true},
    {"a/**", "a/", false},
    {"a/**/b", "a/b", true},
    {"a/**/b", "a/x/y/b", true},
    {"a/**/b", "a/x/y/c", false},
    {"a/**/b/**/c", "a/b/x/b/c", true},
    {"a**b", "axxb", true},
    {"**", "x", true},
    {"/**", "x", true},
    {"/*", "x", true},
    {"/", "x/", false},
    {"# comment", "# comment", false},
    {"\\# hash", "# hash", true},
    {"\\!bang", "!bang", true},
    {"space ", "space", true},
    {"space\\ ", "space ", true},
    {"crlf\r\n", "crlf", true},
    {"*\n!keep", "keep", false},
    {"!keep\n*", "keep", true},
    {"a?c", "abc", true},
    {"a?c", "a/c", false},
    {"a[bx]c", "abc", true},
    {"a[!bx]c", "abc", false},
    {"a[^bx]c", "ayc", true},
    {"a[a-c]c", "abc", true},
    {"a[]]c", "a]c", true},
    {"a[]-]c", "a-c", true},
    {"a[[:digit:]]c", "a7c", true},
    {"a[[:digit:]]c", "axc", false},
    {"a[\\]]c", "a]c", true},
    {"a[bc", "a[bc", false},
    {"a\\*c", "a*c", true},
    {"a\\*c", "abc", false},
    {"trailing\\", "trailing\\", false},
    {"Build", "build/", false},
};

TEST(Ignore, AnswersAsGitDoes) {
  for (const Answer& answer : kAnswers) {
    std::string path = "/repo/" + std::string(answer.path);
    const bool is_directory = path.ends_with('/');
    if (is_directory) path.pop_back();
    const IgnoreRules rules(nullptr, "/repo", answer.rules);
    EXPECT_EQ(rules.ignores(path, is_directory), answer.ignored)
        << answer.rules << " against " << answer.path;
  }
}

TEST(Ignore, LetsAnInnerFileOverruleAnOuterOne) {
  const IgnoreRules outer(nullptr, "/repo", "*.auto\n");
  const IgnoreRules inner(&outer, "/repo/a", "!x.auto\n/only-here\n");
  EXPECT_FALSE(inner.ignores("/repo/a/x.auto", false));
  EXPECT_TRUE(inner.ignores("/repo/a/y.auto", false));
  EXPECT_TRUE(inner.ignores("/repo/a/only-here", false));
  EXPECT_FALSE(inner.ignores("/repo/a/b/only-here", false));
  EXPECT_EQ(inner.pattern_count(), 3u);
}

// Patterns that take a matcher with backtracking longer than anyone would wait.
TEST(Glob, DoesNotExplodeOnManyStars) {
  std::string stars;
  for (int i = 0; i < 100; ++i) stars += "*a";
  EXPECT_FALSE(matches_glob(stars + "b", std::string(5000, 'a')));
  std::string segments;
  std::string path = "/r";
  for (int i = 0; i < 200; ++i) segments += "**/a/";
  for (int i = 0; i < 2000; ++i) path += "/a";
  const IgnoreRules rules(nullptr, "/r", segments + "b");
  EXPECT_FALSE(rules.ignores(path, false));
}

}  // namespace
}  // namespace source
