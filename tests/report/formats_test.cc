// SPDX-License-Identifier: Apache-2.0
//
// Formats that other tools read, to the letter, and what must be escaped in each.
#include "report/formats.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/sample.h"
#include "report/xml.h"

namespace report {
namespace {

using testing::expect_expected;
using testing::Sample;
using Json = nlohmann::json;

struct Detailed : Sample {
  Detailed() {
    for (const char* name : {"too-small", "wide-open"}) {
      result.details.rules.emplace_back().name = name;
    }
  }
};

TEST(Formats, AreToTheLetter) {
  const Detailed sample;
  expect_expected("sample.junit.xml", to_junit(sample.result));
  expect_expected("sample.checkstyle.xml", to_checkstyle(sample.result));
  expect_expected("sample.gitlab.json", to_gitlab(sample.result));
  expect_expected("sample.github.txt", to_github(sample.result));
  expect_expected("sample.rdjson", to_rdjson(sample.result));
  expect_expected("sample.csv", to_csv(sample.result));
  expect_expected("sample.md", to_markdown(sample.result));
}

TEST(Formats, OfNothingAreWholeToo) {
  const source::Files files;
  Result nothing;
  nothing.files = &files;
  EXPECT_EQ(to_checkstyle(nothing),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"8.0\">\n"
            "</checkstyle>\n");
  EXPECT_EQ(to_gitlab(nothing), "[]\n");
  EXPECT_EQ(to_github(nothing), "");
  EXPECT_EQ(Json::parse(to_rdjson(nothing))["diagnostics"], Json::array());
  EXPECT_EQ(to_markdown(nothing), "### Plumbline\n\nNo findings.\n");
  EXPECT_NE(to_junit(nothing).find("tests=\"0\""), std::string::npos);
}

// The sample with a message for its first finding.
Sample saying(std::string message) {
  Sample sample;
  sample.result.report.findings[0].message = std::move(message);
  return sample;
}

TEST(Xml, EscapesWhatWouldBeMarkupAndReplacesWhatHasNoPlaceInIt) {
  EXPECT_EQ(xml("<a b=\"c\">&]]></a>\n\t"),
            "&lt;a b=&quot;c&quot;&gt;&amp;]]&gt;&lt;/a&gt;&#10;&#9;");
  EXPECT_EQ(xml(std::string("a\x00\x01\x1b[31m\xff é \xef\xbf\xbf", 16)),
            "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD[31m\xEF\xBF\xBD é \xEF\xBF\xBD");
  const Sample sample = saying("a <b> & \x1b \"c\"");
  for (const std::string& text : {to_junit(sample.result), to_checkstyle(sample.result)}) {
    EXPECT_NE(text.find("a &lt;b&gt; &amp; \xEF\xBF\xBD &quot;c&quot;"), std::string::npos) << text;
  }
}

TEST(GitHub, EscapesWhatWouldEndACommandOrAProperty) {
  Sample sample = saying("100%\r\n::error::b, c: d");
  sample.result.report.findings[0].rule = "a,b:c";
  const std::string text = to_github(sample.result);
  EXPECT_NE(text.find("title=a%2Cb%3Ac::100%25%0D ::error::b, c: d\n"), std::string::npos) << text;
}

TEST(Csv, QuotesWhatMustBeAndDefusesFormulas) {
  const Sample quoted = saying("a \"b\", c");
  EXPECT_NE(to_csv(quoted.result).find(",\"a \"\"b\"\", c\","), std::string::npos);
  for (const char* formula : {"=1+1", "+1", "-1", "@SUM(A1)"}) {
    const Sample sample = saying(formula);
    EXPECT_NE(to_csv(sample.result).find(std::string(",'") + formula + ","), std::string::npos);
  }
}

TEST(Markdown, EscapesWhatWouldBeMarkup) {
  const Sample sample = saying("a | b `c` <d> [e](f)\n# g");
  EXPECT_NE(to_markdown(sample.result).find("| a \\| b \\`c\\` \\<d\\> \\[e\\](f) \\# g |\n"),
            std::string::npos)
      << to_markdown(sample.result);
}

TEST(Markdown, ShowsNoMoreThanACommentMayHold) {
  Sample sample;
  sample.result.report.findings.assign(102, sample.result.report.findings[0]);
  const std::string text = to_markdown(sample.result);
  EXPECT_TRUE(text.ends_with(" |\n\nand 2 more.\n"));
  size_t rows = 0;
  for (size_t at = 0; (at = text.find("\n| high", at)) != std::string::npos; ++at) ++rows;
  EXPECT_EQ(rows, 100u);
}

TEST(GitLab, NoTwoFingerprintsAreTheSame) {
  Sample sample;
  sample.result.report.findings.assign(3, sample.result.report.findings[0]);
  const Json json = Json::parse(to_gitlab(sample.result));
  const std::string first = json[0]["fingerprint"];
  EXPECT_EQ(json[1]["fingerprint"], first + "-2");
  EXPECT_EQ(json[2]["fingerprint"], first + "-3");
}

TEST(Rdjson, ColumnsCountBytes) {
  source::Files files;
  const source::FileId file = files.add("a.tf", "é = 1\n");
  Result result;
  result.files = &files;
  findings::Finding& finding = result.report.findings.emplace_back();
  finding.range = {file, 5, 6};
  const Json range = Json::parse(to_rdjson(result))["diagnostics"][0]["location"]["range"];
  EXPECT_EQ(range["start"], Json({{"line", 1}, {"column", 6}}));
  EXPECT_EQ(range["end"], Json({{"line", 1}, {"column", 7}}));
}

}  // namespace
}  // namespace report
