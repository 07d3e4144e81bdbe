// SPDX-License-Identifier: Apache-2.0
//
// What holds of every expression, tried on random ones. compare_with_terraform tries more of them
// against the real Terraform.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>

#include "property/agreement.h"

namespace property {
namespace {

constexpr uint64_t kSeed = 20240229;
constexpr size_t kCount = 400;
const std::string kFolder = PLUMBLINE_SOURCE_DIR "/tests/property";

std::vector<Expression> grown(uint64_t seed, size_t count) {
  Grower grower(read_productions(kFolder + "/productions.txt"), seed);
  std::vector<Expression> expressions;
  for (size_t i = 0; i < count; ++i) expressions.push_back(grower.grow());
  return expressions;
}

std::vector<std::string> texts(uint64_t seed, size_t count) {
  std::vector<std::string> result;
  for (const Expression& expression : grown(seed, count)) result.push_back(text_of(expression));
  return result;
}

PlumblineAnswers plumbline() { return PlumblineAnswers(kFolder + "/prelude"); }

std::string shown(const Answer& answer) { return (answer.failed ? "error: " : "") + answer.text; }

// Whether what is printed can be read again: no heredoc, nothing hidden, no escape of Go's that HCL
// does not have.
bool is_readable(const std::string& printed) {
  constexpr std::array kUnreadable = {"<<", "(sensitive", "(ephemeral", "/*",  "Inf", "${",
                                      "%{", "\\x",        "\\a",        "\\b", "\\f", "\\v"};
  return std::ranges::none_of(kUnreadable, [&printed](const char* text) {
    return printed.find(text) != std::string::npos;
  });
}

TEST(RandomExpressions, AreTheSameForTheSameSeed) {
  EXPECT_EQ(texts(kSeed, 20), texts(kSeed, 20));
  EXPECT_NE(texts(kSeed, 20), texts(kSeed + 1, 20));
}

TEST(RandomExpressions, AreMostlyValidAndOfEveryKind) {
  PlumblineAnswers answers = plumbline();
  std::map<std::string_view, size_t> kinds;
  for (const std::string& text : texts(kSeed, kCount)) ++kinds[answers.answer(text).kind()];
  EXPECT_GT(kinds["known"], kCount / 4);
  EXPECT_GT(kinds["unknown"] + kinds["partly unknown"], kCount / 20);
  EXPECT_GT(kinds["error"], kCount / 20);
  EXPECT_LT(kinds["error"], kCount / 2);
}

TEST(RandomExpressions, AreAnsweredTheSameWayAgain) {
  PlumblineAnswers first = plumbline(), second = plumbline();
  std::vector<std::string> expressions = texts(kSeed, kCount);
  std::vector<Answer> answers;
  for (const std::string& text : expressions) answers.push_back(first.answer(text));
  for (size_t i = expressions.size(); i-- > 0;) {
    EXPECT_EQ(shown(second.answer(expressions[i])), shown(answers[i])) << expressions[i];
  }
}

TEST(RandomExpressions, AreWorthTheSameInWhateverOnlyPassesThemOn) {
  constexpr std::array<std::array<const char*, 2>, 6> kPassOn = {{{"(", ")"},
                                                                  {"[", "][0]"},
                                                                  {"{a = ", "}.a"},
                                                                  {"\"${", "}\""},
                                                                  {"[for x in [", "] : x][0]"},
                                                                  {"try([", "][0])"}}};
  PlumblineAnswers answers = plumbline();
  for (const std::string& text : texts(kSeed, kCount)) {
    const Answer plain = answers.answer(text);
    for (const auto& [before, behind] : kPassOn) {
      const std::string passed_on = before + text + behind;
      const bool tried = passed_on.starts_with("try");
      if (tried && plain.kind() == "partly unknown") continue;  // try() waits until all is known
      const Answer answer = answers.answer(passed_on);
      EXPECT_TRUE(answer.agrees(plain)) << passed_on << "\n"
                                        << shown(answer) << "\n"
                                        << shown(plain);
    }
  }
}

TEST(RandomExpressions, ThatFailAreFoundToFailByCan) {
  PlumblineAnswers answers = plumbline();
  for (const std::string& text : texts(kSeed, kCount)) {
    const bool is_syntax = !answers.answer("[for x in [] : " + text + "]").failed;
    if (!is_syntax) continue;
    const Answer plain = answers.answer(text);
    const std::string can = answers.answer("nonsensitive(can(" + text + "))").text;
    if (plain.failed) {
      EXPECT_EQ(can, "false") << text;
    } else if (plain.kind() == "known") {
      EXPECT_NE(can, "false") << text;
    }
  }
}

TEST(RandomExpressions, ReadBackAsWhatTheyPrint) {
  PlumblineAnswers answers = plumbline();
  size_t read_back = 0;
  for (const std::string& text : texts(kSeed, kCount)) {
    const Answer plain = answers.answer(text);
    if (plain.kind() != "known" || !is_readable(plain.text)) continue;
    EXPECT_EQ(shown(answers.answer(plain.text)), plain.text) << text;
    ++read_back;
  }
  EXPECT_GT(read_back, kCount / 5);
}

TEST(RandomExpressions, AreAnsweredAsTerraformDoes) {
  if (!has_terraform()) GTEST_SKIP() << "There is no terraform 1.11 on the PATH to compare with.";
  PlumblineAnswers answers = plumbline();
  const TerraformAnswers terraform(kFolder + "/prelude");
  const std::vector<Expression> expressions = grown(kSeed, kCount);
  for (const Disagreement& row : disagreements(expressions, answers, terraform)) {
    ADD_FAILURE() << text_of(row.expression) << "\n  plumbline: " << shown(row.plumbline)
                  << "\n  terraform: " << shown(row.terraform);
  }
}

TEST(Smaller, ReplacesAPartByItsPartsAndByTheSimplestOfItsType) {
  const Sort number = parse_sort("number");
  const auto digit = [&number](const char* text) { return Expression{number, text, {text}, {}}; };
  const Expression sum{number, "sum", {"", " + ", ""}, {digit("22"), digit("33")}};
  std::vector<std::string> found;
  for (const Expression& expression : smaller(sum)) found.push_back(text_of(expression));
  EXPECT_EQ(found, (std::vector<std::string>{"1", "22", "33", "1 + 33", "22 + 1"}));
}

TEST(Grammar, TellsHolesFromOperatorsAndHeredocs) {
  const auto productions = read_productions(kFolder + "/productions.txt");
  for (const Production& production : productions) {
    EXPECT_EQ(production.pieces.size(), production.holes.size() + 1) << production.text;
    for (const Hole& hole : production.holes) {
      const bool grows =
          is_type(hole.sort) || std::ranges::any_of(productions, [&hole](const Production& other) {
            return other.result == hole.sort;
          });
      EXPECT_TRUE(grows) << production.text;
    }
  }
}

}  // namespace
}  // namespace property
