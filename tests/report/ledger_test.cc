// SPDX-License-Identifier: Apache-2.0
//
// The ledger leaves nothing out, and its totals are those of the report.
#include "report/ledger.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "findings/testing.h"

namespace report {
namespace {

using findings::testing::kRule;
using findings::testing::Repository;
using findings::testing::Texts;
using Json = nlohmann::json;

constexpr const char* kIdleRule =
    "rule \"never\" {\n  clauses = [\"A9\"]\n  target = \"nobody_at_all\"\n  condition = true\n"
    "  error_message = \"x\"\n}\n"
    "rule \"named\" {\n  clauses = [\"A1.2\", \"A2\"]\n  target = \"nobody_thing\"\n"
    "  when = self.name != null\n  condition = self.name != \"\"\n  error_message = \"x\"\n}\n";

constexpr const char* kMain = R"(
variable "size" {}
resource "nobody_thing" "small" {
  size = 1
}
resource "nobody_thing" "known" {
  size = 1 # plumbline:ignore too-small
}
resource "nobody_thing" "large" {
  size = 3
  name = "x"
}
resource "nobody_thing" "open" {
  size = var.size
}
resource "nobody_else" "unseen" {}
resource "nobody_thing" "none" {
  count = 0
}
module "none" {
  source   = "./m"
  for_each = {}
}
module "missing" {
  source = "x/m/y"
}
)";

struct Ledger {
  explicit Ledger(const Texts& texts) : repository(texts, std::string(kRule) + kIdleRule) {
    repository.judge();
    result.report = repository.gather(Repository::Comments());
    result.files = &repository.files();
    const std::vector<std::string> one = {"A1.2"}, two = {"A1.2", "A2"}, nine = {"A9"};
    const LedgerRule rules[] = {{"named", config::Severity::medium, two},
                                {"never", config::Severity::medium, nine},
                                {"too-small", config::Severity::high, one}};
    write_ledger({.result = result, .judged = repository.judged(), .rules = rules},
                 [this](std::string_view piece) { text += piece; });
    json = Json::parse(text, nullptr, false);
  }

  Repository repository;
  Result result;
  std::string text;
  Json json;
};

// "nobody_thing.small: named not_applicable, too-small failed", a node a line.
std::string nodes(const Json& environment) {
  std::string lines;
  for (const Json& node : environment["nodes"]) {
    lines += node["address"].get<std::string>() + ":";
    for (const Json& verdict : node["verdicts"]) {
      lines += (&verdict == &node["verdicts"][0] ? " " : ", ") +
               verdict["rule"].get<std::string>() + " " + verdict["outcome"].get<std::string>();
    }
    lines += "\n";
  }
  return lines;
}

TEST(Ledger, HoldsEveryNodeWithEveryVerdict) {
  const Ledger ledger({{"main.tf", kMain}, {"m/main.tf", "locals {\n}\n"}});
  ASSERT_FALSE(ledger.json.is_discarded()) << ledger.text;
  EXPECT_EQ(nodes(ledger.json["environments"][0]),
            "nobody_else.unseen:\n"
            "nobody_thing.known: named not_applicable, too-small suppressed\n"
            "nobody_thing.large: named passed, too-small passed\n"
            "nobody_thing.open: named not_applicable, too-small undecided\n"
            "nobody_thing.small: named not_applicable, too-small failed\n"
            ".:\n"
            "module.missing:\n"
            "var.size:\n");
  EXPECT_EQ(ledger.json["environments"][0]["without_instances"],
            Json({"module.none", "nobody_thing.none"}));
  EXPECT_EQ(ledger.json["environments"][0]["missing_modules"], Json({"module.missing"}));
  EXPECT_EQ(ledger.json["environments"][0]["kind"], "root");
}

TEST(Ledger, CountsAsTheSummaryDoes) {
  const Ledger ledger({{"main.tf", kMain}, {"m/main.tf", "locals {\n}\n"}});
  std::map<std::string, uint32_t> sums;
  for (const Json& rule : ledger.json["rules"]) {
    for (const auto& item : rule["verdicts"].items()) {
      sums[item.key()] += item.value().get<uint32_t>();
    }
  }
  for (const auto& [outcome, count] : sums) {
    EXPECT_EQ(ledger.json["summary"]["verdicts"][outcome], count) << outcome;
  }
  EXPECT_EQ(sums["not_applicable"], 3u);
  EXPECT_EQ(ledger.json["rules"][1]["rule"], "never");
  EXPECT_EQ(ledger.json["rules"][1]["verdicts"]["passed"], 0u);
}

TEST(Ledger, GivesEachClauseTheWorstThatItsRulesSay) {
  const Ledger ledger({{"main.tf", kMain}, {"m/main.tf", "locals {\n}\n"}});
  std::string clauses;
  for (const Json& clause : ledger.json["clauses"]) {
    clauses += clause["clause"].get<std::string>() + " " + clause["outcome"].get<std::string>() +
               " " + clause["rules"].dump() + "\n";
  }
  EXPECT_EQ(clauses,
            "A1.2 failed [\"named\",\"too-small\"]\n"
            "A2 passed [\"named\"]\n"
            "A9 nothing_to_judge [\"never\"]\n");
}

TEST(Ledger, NamesFilesThatDoNotParse) {
  const Ledger ledger({{"main.tf", "locals {\n}\n"}, {"broken.tf", "locals {\n  a = \n}\n"}});
  EXPECT_EQ(ledger.json["unparsed_files"], Json({"broken.tf"}));
}

TEST(Ledger, IsALineForEachNode) {
  const Ledger ledger({{"main.tf", kMain}, {"m/main.tf", "locals {\n}\n"}});
  EXPECT_NE(ledger.text.find("\n{\"address\":\"nobody_else.unseen\",\"type\":\"nobody_else\","
                             "\"file\":\"main.tf\",\"line\":16,"),
            std::string::npos)
      << ledger.text;
}

// Every member has its name in the document that describes them.
TEST(Ledger, IsDescribed) {
  std::ostringstream docs;
  for (const char* page : {"/docs/ledger.md", "/docs/json.md"}) {
    docs << std::ifstream(std::string(PLUMBLINE_SOURCE_DIR) + page, std::ios::binary).rdbuf();
  }
  const Ledger ledger({{"main.tf", kMain}, {"m/main.tf", "locals {\n}\n"}});
  std::vector<Json> open = {ledger.json};
  while (!open.empty()) {
    const Json at = open.back();
    open.pop_back();
    for (const auto& item : at.items()) {
      const bool described = at.is_array() ||
                             docs.str().find("`" + item.key() + "`") != std::string::npos ||
                             docs.str().find("`" + item.key() + "[]`") != std::string::npos;
      EXPECT_TRUE(described) << item.key();
      if (item.value().is_structured()) open.push_back(item.value());
    }
  }
}

}  // namespace
}  // namespace report
