// SPDX-License-Identifier: Apache-2.0
//
// The SARIF log: what it holds, where it points, and that it stays within what its readers take.
#include "report/sarif.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/sample.h"
#include "report/sarif_shapes.h"

namespace report {
namespace {

using testing::expect_expected;
using testing::range_of;
using testing::Sample;
using testing::Shapes;
using Json = nlohmann::json;

constexpr SarifOptions kAll = {.open = true, .pass = true, .not_applicable = true, .notes = true};

// The sample with what only details tell.
struct Detailed : Sample {
  Detailed() {
    result.report.findings[0].derived = true;
    result.has_baseline = true;
    result.current = "/r/infra";
    result.repository = "/r";
    Details& details = result.details;
    RuleText& rule = details.rules.emplace_back();
    rule.name = "too-small";
    rule.area = "network";
    rule.severity = config::Severity::high;
    rule.summary = "The thing is too *small*";
    rule.why = "It holds nothing.";
    rule.remedy = "Give it a size of 3.";
    rule.clauses = {"A3.1.1", "A0.0.0"};
    rule.standards = {{"nist-800-53-r5", {"SC-7", "AC-4"}}, {"cis-aws-3", {"5.1"}}};
    const source::Range range = range_of(files, source::FileId{0}, "resource");
    details.verdicts = {{.passed = true,
                         .rule = "too-small",
                         .address = "thing.p",
                         .root = "net",
                         .environment = "prod",
                         .note = "",
                         .range = range},
                        {.passed = false,
                         .rule = "too-small",
                         .address = "thing.q",
                         .root = "net",
                         .environment = "",
                         .note = "",
                         .range = range}};
    details.revision = {.commit = "4ec03d8aabbccddeeff00112233445566778899a",
                        .branch = "main",
                        .repository = "https://example.com/team/infra.git"};
    details.docs_url = "https://example.com/docs/";
  }
  Json run(const SarifOptions& options) const {
    return Json::parse(to_sarif(result, options))["runs"][0];
  }
  Json run() const { return run(SarifOptions()); }
};

TEST(Sarif, HoldsEveryMember) {
  const Detailed detailed;
  expect_expected("sample.sarif", to_sarif(detailed.result, kAll));
}

TEST(Sarif, HasTheShapeThatTheStandardSays) {
  const Detailed detailed;
  EXPECT_EQ(Shapes().wrong(Json::parse(to_sarif(detailed.result, kAll)), "log", ""), "");
  const source::Files files;
  Result nothing;
  nothing.files = &files;
  EXPECT_EQ(Shapes().wrong(Json::parse(to_sarif(nothing, {})), "log", ""), "");
  EXPECT_EQ(Shapes().wrong({{"runs", {{{"x", 1}}}}, {"version", 2}}, "log", ""),
            "/runs/0 has x\n/runs/0 lacks tool\n/version is no string\n");
}

// "fail too-small thing.a[0]": of each result its kind, what sets it aside, its rule and address.
std::string lines_of(const Json& run) {
  std::string lines;
  for (const Json& result : run["results"]) {
    lines += result.value("kind", "fail");
    if (result.contains("suppressions")) lines += " suppressed";
    if (result.contains("baselineState")) lines += " " + result["baselineState"].get<std::string>();
    lines +=
        " " + result["ruleId"].get<std::string>() + " " +
        result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"].get<std::string>() +
        "\n";
  }
  return lines;
}

TEST(Sarif, HoldsBesideFindingsWhatIsAskedFor) {
  Detailed detailed;
  EXPECT_EQ(lines_of(detailed.run()),
            "fail new nothing-logs .\n"
            "fail new too-small thing.a[0]\n"
            "fail unchanged too-small thing.c\n"
            "fail suppressed new too-small thing.c\n");
  detailed.result.has_baseline = false;
  EXPECT_EQ(lines_of(detailed.run({.suppressed = false, .accepted = false})),
            "fail nothing-logs .\nfail too-small thing.a[0]\n");
  EXPECT_EQ(lines_of(detailed.run(kAll)),
            "fail nothing-logs .\n"
            "open too-small thing.b\n"
            "pass too-small thing.p\n"
            "notApplicable too-small thing.q\n"
            "fail too-small thing.a[0]\n"
            "fail too-small thing.c\n"
            "fail suppressed too-small thing.c\n");
}

// Every index leads to what the reference names.
TEST(Sarif, ReferencesLeadToWhatTheyName) {
  const Detailed detailed;
  const Json run = detailed.run(kAll);
  const Json& driver = run["tool"]["driver"];
  for (const Json& result : run["results"]) {
    EXPECT_EQ(driver["rules"][result["ruleIndex"].get<size_t>()]["id"], result["ruleId"]);
  }
  size_t relationships = 0;
  for (const Json& rule : driver["rules"]) {
    for (const Json& relationship : rule.value("relationships", Json::array())) {
      const Json& target = relationship["target"];
      const Json& taxonomy = run["taxonomies"][target["toolComponent"]["index"].get<size_t>()];
      EXPECT_EQ(taxonomy["name"], target["toolComponent"]["name"]);
      EXPECT_EQ(taxonomy["taxa"][target["index"].get<size_t>()]["id"], target["id"]);
      ++relationships;
    }
  }
  EXPECT_EQ(relationships, 5u);
  for (size_t i = 0; i < driver["supportedTaxonomies"].size(); ++i) {
    EXPECT_EQ(driver["supportedTaxonomies"][i]["name"], run["taxonomies"][i]["name"]);
  }
  for (const Json& invocation : run["invocations"]) {
    for (const char* kind : {"toolExecutionNotifications", "toolConfigurationNotifications"}) {
      ASSERT_TRUE(invocation.contains(kind));
      for (const Json& notification : invocation[kind]) {
        const Json& descriptor = notification["descriptor"];
        EXPECT_EQ(driver["notifications"][descriptor["index"].get<size_t>()]["id"],
                  descriptor["id"]);
      }
    }
  }
}

TEST(Sarif, TellsHowAValueCameAboutFromItsSourceOn) {
  const Detailed detailed;
  const Json result = detailed.run()["results"][1];
  const Json& steps = result["codeFlows"][0]["threadFlows"][0]["locations"];
  ASSERT_EQ(steps.size(), 2u);
  EXPECT_EQ(steps[0]["location"]["message"]["text"], "var.size of terraform.tfvars.");
  EXPECT_EQ(steps[0]["location"]["physicalLocation"]["artifactLocation"]["uri"],
            "infra/net/terraform.tfvars");
  EXPECT_EQ(steps[0]["importance"], "essential");
  EXPECT_EQ(steps[1]["location"]["physicalLocation"]["region"],
            result["locations"][0]["physicalLocation"]["region"]);
  EXPECT_EQ(result["relatedLocations"][0]["id"], 1);
  // What is beside a finding without being a step of a value is no flow.
  Detailed other;
  other.result.report.findings[0].derived = false;
  EXPECT_FALSE(other.run()["results"][1].contains("codeFlows"));
  EXPECT_TRUE(other.run()["results"][1].contains("relatedLocations"));
}

TEST(Sarif, SaysWhoSuppressedWhatAndWhy) {
  const Detailed detailed;
  const Json suppression = detailed.run()["results"][3]["suppressions"][0];
  EXPECT_EQ(suppression["kind"], "inSource");
  EXPECT_EQ(suppression["justification"], "small on purpose, by ops, until 2026-06-30");
  EXPECT_EQ(suppression["location"]["physicalLocation"]["region"]["startLine"], 2);
  EXPECT_FALSE(suppression.contains("status"));  // absent: accepted
}

TEST(Sarif, WhatHasNoPlaceIsShownAtTheBeginningOfItsRoot) {
  const Detailed detailed;
  const Json place = detailed.run()["results"][0]["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "infra/net/main.tf");
  EXPECT_EQ(place["region"]["startLine"], 1);
}

TEST(Sarif, WhatCouldNotBeJudgedIsANotification) {
  Detailed detailed;
  detailed.result.report.findings[0].rule = "syntax-error";
  detailed.result.report.findings[0].message = "Expected a brace";
  detailed.result.report.findings[0].detail = "Found the end.";
  const Json run = detailed.run({.complete = false});
  const Json& invocation = run["invocations"][0];
  EXPECT_EQ(invocation["executionSuccessful"], false);
  const Json& broken = invocation["toolExecutionNotifications"][0];
  EXPECT_EQ(broken["descriptor"]["id"], "syntax-error");
  EXPECT_EQ(broken["level"], "error");
  EXPECT_EQ(broken["message"]["text"], "Expected a brace. Found the end.");
  EXPECT_EQ(broken["associatedRule"]["id"], "syntax-error");
  EXPECT_EQ(broken["locations"][0]["physicalLocation"]["region"]["startLine"], 2);
  const Json& missing = invocation["toolExecutionNotifications"][1];
  EXPECT_EQ(missing["message"]["text"], "var.v has no value. 1 verdict is undecided.");
  const Json& config = invocation["toolConfigurationNotifications"][0];
  EXPECT_EQ(config["message"]["text"], "There is no rule \"x\". Rules are named in docs.");
  EXPECT_EQ(detailed.run()["invocations"][0]["toolExecutionNotifications"].size(), 2u);
  EXPECT_EQ(detailed.run(kAll)["invocations"][0]["toolExecutionNotifications"].size(), 3u);
}

// A finding in a text, as SARIF has its place.
Json place_in(const std::string& path, const std::string& text, std::string_view part,
              const std::string& current = "", const std::string& repository = "") {
  source::Files files;
  const source::FileId file = files.add(path, text);
  Result result;
  result.files = &files;
  result.current = current;
  result.repository = repository;
  findings::Finding& finding = result.report.findings.emplace_back();
  finding.rule = "x";
  finding.message = "x";
  finding.range = range_of(files, file, part);
  return Json::parse(
      to_sarif(result, {}))["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
}

TEST(Sarif, ColumnsCountUtf16CodeUnits) {
  const Json place = place_in("a.tf", "\xEF\xBB\xBF# 😀é日 here\n", "here");
  EXPECT_EQ(place["region"]["startColumn"], 8);
  EXPECT_EQ(place["region"]["endColumn"], 12);
  EXPECT_EQ(place["region"]["snippet"]["text"], "here");
  EXPECT_EQ(place["contextRegion"]["snippet"]["text"], "# 😀é日 here");
  const Json lines =
      place_in("a.tf", "a\r\n  b = [\r\n    1,\r\n  ]\r\nc\r\n", "b = [\r\n    1,\r\n  ]");
  EXPECT_EQ(lines["region"]["startLine"], 2);
  EXPECT_EQ(lines["region"]["startColumn"], 3);
  EXPECT_EQ(lines["region"]["endLine"], 4);
  EXPECT_EQ(lines["region"]["endColumn"], 4);
  EXPECT_EQ(lines["contextRegion"]["startLine"], 1);
  EXPECT_EQ(lines["contextRegion"]["endLine"], 5);
}

TEST(Sarif, TheContextHoldsMoreThanTheRegionOrIsNotGiven) {
  EXPECT_FALSE(place_in("a.tf", "abc\n", "abc").contains("contextRegion"));
  EXPECT_EQ(place_in("a.tf", "abc\n", "b")["contextRegion"]["snippet"]["text"], "abc");
  EXPECT_EQ(place_in("a.tf", "abc\nd\n", "abc")["contextRegion"]["endLine"], 2);
  EXPECT_FALSE(place_in("a.tf", std::string(3000, 'a'), "aaa").contains("contextRegion"));
  EXPECT_FALSE(place_in("a.tf", std::string(3000, 'a'), std::string(2500, 'a'))["region"].contains(
      "snippet"));
}

TEST(Sarif, PathsAreUrisFromTheTopOfTheRepository) {
  const auto uri = [](const std::string& path, const std::string& current) {
    return place_in(path, "x", "x", current, "/r")["artifactLocation"]["uri"].get<std::string>();
  };
  EXPECT_EQ(uri("net/main.tf", "/r"), "net/main.tf");
  EXPECT_EQ(uri("net/main.tf", "/r/infra"), "infra/net/main.tf");
  EXPECT_EQ(uri("../net/main.tf", "/r/infra"), "net/main.tf");
  EXPECT_EQ(uri("a b+(c)/é#?.tf", "/r"), "a%20b%2B%28c%29/%C3%A9%23%3F.tf");
  // Where other files are differs from machine to machine.
  EXPECT_EQ(uri("/home/somebody/prod.tfvars", "/r"), "prod.tfvars");
  EXPECT_EQ(uri("../../somebody/prod.tfvars", "/r/infra"), "prod.tfvars");
}

TEST(Sarif, MessagesHoldNoLinkByChanceAndEndWithAFullStop) {
  Detailed detailed;
  detailed.result.report.findings[0].message = "thing.a[0](x) has \"]\"";
  EXPECT_EQ(detailed.run()["results"][1]["message"]["text"], "thing.a[0] (x) has \"]\".");
}

TEST(Sarif, RulesSayWhatTheyAreAbout) {
  const Detailed detailed;
  const Json rule = detailed.run()["tool"]["driver"]["rules"][0];
  EXPECT_EQ(rule["name"], "TooSmall");
  EXPECT_EQ(rule["helpUri"], "https://example.com/docs/rules/network/too-small.md");
  EXPECT_EQ(rule["defaultConfiguration"]["level"], "error");
  EXPECT_EQ(rule["properties"]["security-severity"], "8.0");
  EXPECT_EQ(rule["properties"]["tags"],
            Json({"security", "terraform", "network", "nist-800-53-r5/SC-7", "nist-800-53-r5/AC-4",
                  "cis-aws-3/5.1", "architecture/A3.1.1", "architecture/A0.0.0"}));
  EXPECT_TRUE(
      rule["help"]["markdown"].get<std::string>().starts_with("## The thing is too \\*small\\*\n"));
  EXPECT_NE(rule["help"]["text"].get<std::string>().find("NIST SP 800-53 Rev. 5 SC-7"),
            std::string::npos);
}

TEST(Sarif, StaysWithinTheBoundsOfGitHub) {
  Detailed detailed;
  findings::Report& report = detailed.result.report;
  const findings::Finding low = report.findings[1];
  const findings::Finding high = report.findings[0];
  report.findings.assign(24'990, low);
  report.findings.insert(report.findings.begin() + 100, 20, high);
  RuleText& rule = detailed.result.details.rules[0];
  rule.why = std::string(1020, 'a') + "ééééé";
  rule.clauses.assign(30, "A3.1.1");
  const Json run = detailed.run();
  EXPECT_EQ(run["results"].size(), 25'000u);
  const auto highs = std::ranges::count_if(
      run["results"], [](const Json& result) { return result["level"] == "error"; });
  EXPECT_EQ(highs, 20);  // those that are accepted or suppressed matter less
  bool said = false;
  for (const Json& one : run["invocations"][0]["toolExecutionNotifications"]) {
    said = said ||
           one["message"]["text"] == "12 results are left out. Those of the least severity are.";
  }
  EXPECT_TRUE(said);
  const Json& text = run["tool"]["driver"]["rules"][0];
  EXPECT_EQ(text["fullDescription"]["text"], std::string(1020, 'a') + "...");
  EXPECT_EQ(text["properties"]["tags"].size(), 10u);
}

}  // namespace
}  // namespace report
