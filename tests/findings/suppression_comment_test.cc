// SPDX-License-Identifier: Apache-2.0
//
// What a comment that suppresses rules says, and what is wrong with it.
#include "findings/suppression_comment.h"

#include <gtest/gtest.h>

#include "findings/date.h"

namespace findings {
namespace {

// "a b | until=… owner=… reason=… | what is wrong; …"; "no suppression".
std::string read(const std::string& text) {
  source::Files files;
  const source::FileId file = files.add("main.tf", text);
  diagnostics::Diagnostics said;
  const auto comment =
      read_suppression_comment({file, 0, static_cast<uint32_t>(text.size())}, files, said);
  std::string result = comment ? "" : "no suppression";
  if (comment) {
    for (const CommentWord& rule : comment->rules) result += rule.text + " ";
    const std::pair<const char*, const std::optional<CommentWord>*> words[] = {
        {"until", &comment->until}, {"owner", &comment->owner}, {"reason", &comment->reason}};
    for (const auto& [name, word] : words) {
      if (*word) result += std::string(name) + "=" + (*word)->text + " ";
    }
  }
  for (const auto& diagnostic : said.all()) {
    EXPECT_EQ(diagnostic.id, "suppression-malformed");
    result += "| " + diagnostic.summary + " at " + std::string(files.text(diagnostic.subject));
    if (!diagnostic.remedy.empty()) result += " (" + diagnostic.remedy + ")";
  }
  return result;
}

TEST(SuppressionComment, NamesRulesAndTerms) {
  const std::pair<const char*, const char*> rows[] = {
      {"# plumbline:ignore too-small", "too-small "},
      {"#plumbline:ignore too-small", "too-small "},
      {"// plumbline:ignore a, b,c until=2027-01-31", "a b c until=2027-01-31 "},
      {"/* plumbline:ignore a owner=ops */", "a owner=ops "},
      {"# plumbline:ignore log-* owner=ops until=2027-01-31 reason=\"kept, for audit = law\"",
       "log-* until=2027-01-31 owner=ops reason=kept, for audit = law "},
      {R"(# plumbline:ignore a reason="say \"no\"")", "a reason=say \"no\" "},
      {"#\tplumbline:ignore\ta\treason=short", "a reason=short "},
      {"# see plumbline:ignore in the docs", "no suppression"},
      {"# Sizes.", "no suppression"},
      {"#", "no suppression"},
      {"/**/", "no suppression"},
      {"//", "no suppression"},
  };
  for (const auto& [text, expected] : rows) EXPECT_EQ(read(text), expected) << text;
}

TEST(SuppressionComment, SaysWhatIsWrongAtItsPlace) {
  const std::pair<const char*, const char*> rows[] = {
      {"# plumbline:ignroe a",
       "no suppression| Unknown word \"plumbline:ignroe\" in a comment at ignroe (Did you mean "
       "\"plumbline:ignore\"?)"},
      {"# plumbline:ignore", "| A suppression names no rule at plumbline:ignore"},
      {"# plumbline:ignore until=2027-01-31",
       "until=2027-01-31 | A suppression names no rule at plumbline:ignore until=2027-01-31"},
      {"# plumbline:ignore a untli=2027-01-31",
       "a | Unknown word \"untli\" in a suppression at untli (Did you mean \"until\"?)"},
      {"# plumbline:ignore a because",
       "a | Unknown word \"because\" in a suppression at because (Separate rules by commas, and "
       "write other text as reason=\"…\".)"},
      {"# plumbline:ignore a reason=",
       "a reason= | \"reason\" of a suppression is empty at reason"},
      {"# plumbline:ignore a reason=\"open",
       "a reason=open | A text in a suppression has no closing quote at \"open"},
      {"# plumbline:ignore a owner=x owner=y",
       "a owner=y | A suppression has \"owner\" twice at owner"},
      {"# plumbline:ignore a,", "a | A suppression ends in a comma at plumbline:ignore a,"},
      {"# plumbline:ignore , a", "a | A suppression is not well formed at ,"},
      {"# plumbline:ignore \"a\"",
       "a | A suppression is not well formed at \"| A suppression is not well formed at \""},
  };
  for (const auto& [text, expected] : rows) EXPECT_EQ(read(text), expected) << text;
}

TEST(Date, IsADayOfTheCalendar) {
  const std::pair<const char*, bool> rows[] = {
      {"2026-01-31", true},   {"2024-02-29", true},  {"2026-02-29", false}, {"2026-13-01", false},
      {"2026-1-31", false},   {"26-01-31", false},   {"2026/01/31", false}, {"tomorrow", false},
      {"2026-01-311", false}, {"+026-01-31", false}, {"", false},
  };
  for (const auto& [text, is_date] : rows) {
    EXPECT_EQ(parse_date(text).has_value(), is_date) << text;
    if (is_date) {
      EXPECT_EQ(date_text(*parse_date(text)), text);
    }
  }
}

}  // namespace
}  // namespace findings
