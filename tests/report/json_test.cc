// SPDX-License-Identifier: Apache-2.0
//
// The report for programs, as docs/json.md describes it.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "report/sample.h"

namespace report {
namespace {

using testing::expect_expected;
using testing::Sample;

TEST(Json, HoldsEveryMember) {
  const Sample sample;
  expect_expected("sample.json", to_json(sample.result));
}

// Every member that the sample shows has its name in the document that describes them.
TEST(Json, IsDescribed) {
  std::ostringstream docs;
  docs << std::ifstream(PLUMBLINE_SOURCE_DIR "/docs/json.md").rdbuf();
  const Sample sample;
  const auto describes = [text = docs.str()](const std::string& name) {
    return text.find("`" + name + "`") != std::string::npos ||
           text.find("`" + name + "[]`") != std::string::npos;
  };
  std::vector<nlohmann::json> open = {nlohmann::json::parse(to_json(sample.result))};
  while (!open.empty()) {
    const nlohmann::json at = open.back();
    open.pop_back();
    for (const auto& item : at.items()) {
      EXPECT_TRUE(at.is_array() || describes(item.key())) << item.key();
      if (item.value().is_structured()) open.push_back(item.value());
    }
  }
}

TEST(Json, EscapesWhatMustBeEscaped) {
  Sample sample;
  sample.result.report.findings[0].message = "a \"quote\", a \\, a\nline, \x01 and \x1b";
  const nlohmann::json json = nlohmann::json::parse(to_json(sample.result));
  EXPECT_EQ(json["findings"][0]["message"], sample.result.report.findings[0].message);
  EXPECT_EQ(to_json(sample.result).find('\x1b'), std::string::npos);
}

TEST(Json, ShowsWhatIsNotUtf8WithReplacementCharacters) {
  Sample sample;
  sample.result.report.findings[0].message = "a \xff\xfe b, \xc3\xa9 stays";
  const nlohmann::json json = nlohmann::json::parse(to_json(sample.result));
  EXPECT_EQ(json["findings"][0]["message"], "a \xef\xbf\xbd\xef\xbf\xbd b, \xc3\xa9 stays");
}

TEST(Json, OfNothingIsWholeToo) {
  const source::Files files;
  Result result;
  result.files = &files;
  const nlohmann::json json = nlohmann::json::parse(to_json(result));
  EXPECT_EQ(json["findings"], nlohmann::json::array());
  EXPECT_EQ(json["undecided"], nlohmann::json::array());
  EXPECT_EQ(json["problems"], nlohmann::json::array());
  EXPECT_EQ(json["summary"]["missing_inputs"], nlohmann::json::array());
}

}  // namespace
}  // namespace report
