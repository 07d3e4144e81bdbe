// SPDX-License-Identifier: Apache-2.0
//
// What is said of clauses, and how a page and a table say it.
#include "report/audit/audit.h"

#include <gtest/gtest.h>

#include "report/audit/markup.h"
#include "report/sample.h"

namespace audit {
namespace {

using findings::Standing;
using report::RuleState;
using testing::problems_of;
using testing::read_markup;

// The rules of a run and how often they said what.
struct Judged : report::testing::Sample {
  Judged() {
    result.report = {};
    result.repository = "/repositories/lq3";
    result.current = "/repositories/lq3";
  }

  report::RuleAccount& add_rule(std::string rule, std::vector<std::string> clauses,
                                std::vector<std::pair<Standing, uint32_t>> verdicts,
                                RuleState state = RuleState::on) {
    report::RuleAccount& account = result.details.account.rules.emplace_back();
    account.text.name = std::move(rule);
    account.text.summary = "Something is wrong";
    account.text.clauses = std::move(clauses);
    account.state = state;
    for (const auto& [standing, count] : verdicts) {
      account.verdicts[static_cast<size_t>(standing)] = count;
    }
    return account;
  }

  findings::Finding finding(const std::string& rule, std::vector<std::string> clauses) const {
    findings::Finding finding;
    finding.rule = rule;
    finding.severity = config::Severity::high;
    finding.message = "thing.a is too small.";
    finding.address = "thing.a";
    finding.instances = {"thing.a"};
    finding.root = "net";
    finding.range = report::testing::range_of(files, source::FileId{0}, "var.size");
    finding.clauses = std::move(clauses);
    finding.remedy = "Give it a size of 3.";
    finding.fingerprint = "0123456789abcdef0123456789abcdef";
    return finding;
  }

  void add_passed(const std::string& rule, const std::string& address) {
    result.details.verdicts.push_back(
        {.passed = true,
         .rule = rule,
         .address = address,
         .root = "net",
         .environment = {},
         .note = {},
         .range = report::testing::range_of(files, source::FileId{0}, "resource")});
  }

  // "violated" and why, of one clause.
  [[nodiscard]] std::string said(std::string_view name) const {
    const Audit audit = make_audit(result);
    for (const Section& section : audit.sections) {
      for (const Part& part : section.parts) {
        for (const Clause& clause : part.clauses) {
          if (clause.name != name) continue;
          std::string text(audit::name(clause.outcome));
          if (!clause.why.empty()) text += ": " + clause.why;
          return text;
        }
      }
    }
    return "no such clause";
  }
};

TEST(AuditOutcome, IsTheWorstThatTheRulesOfAClauseSay) {
  Judged judged;
  judged.add_rule("a", {"A1.2.1", "A1.2.2", "A1.2.3", "A1.2.4"}, {{Standing::passed, 2}});
  judged.add_rule("b", {"A1.2.2"}, {{Standing::suppressed, 1}, {Standing::not_applicable, 4}});
  judged.add_rule("c", {"A1.2.3"}, {{Standing::undecided, 1}, {Standing::accepted, 1}});
  judged.add_rule("d", {"A1.2.4"}, {{Standing::failed, 1}, {Standing::undecided, 1}});
  EXPECT_EQ(judged.said("A1.2.1"), "proved");
  EXPECT_EQ(judged.said("A1.2.2"), "excepted");
  EXPECT_EQ(judged.said("A1.2.3"), "undecided");
  EXPECT_EQ(judged.said("A1.2.4"), "violated");
}

TEST(AuditOutcome, IsAbsentOnlyWhereARuleHadNothingToSay) {
  Judged judged;
  judged.add_rule("a", {"A1.2.1"}, {{Standing::not_applicable, 3}});
  judged.add_rule("b", {"A1.2.2"}, {});
  EXPECT_EQ(judged.said("A1.2.1"), "absent: Nothing that it speaks of is here.");
  EXPECT_EQ(judged.said("A1.2.2"), "absent: Nothing that it speaks of is here.");
  judged.result.details.account.subjects.emplace_back().missing_modules = {"module.net"};
  judged.result.report.unparsed = {"net/a.tf", "net/b.tf"};
  EXPECT_EQ(judged.said("A1.2.2"),
            "absent: Nothing that it speaks of is here. 1 module is not installed and may hold "
            "some. 2 files do not parse and may hold some.");
}

TEST(AuditOutcome, SaysWhyNoRuleChecks) {
  Judged judged;
  judged.result.rules_version = "0.1";
  judged.add_rule("a", {"A1.2.1"}, {}, RuleState::off);
  judged.add_rule("b", {"A1.2.2"}, {}, RuleState::newer);
  judged.add_rule("c", {"A1.2.3"}, {}, RuleState::off);
  judged.add_rule("d", {"A1.2.3"}, {{Standing::passed, 1}});
  EXPECT_EQ(judged.said("A1.2.1"),
            "not checked: The rule that checks it is off: the profile is aws-web.");
  EXPECT_EQ(judged.said("A1.2.2"),
            "not checked: The rule that checks it is newer than rules_version 0.1, which the "
            "config pins.");
  EXPECT_EQ(judged.said("A1.2.3"),
            "proved in part: Of the 2 rules that check it, 1 is off: the profile is aws-web.");
  EXPECT_EQ(judged.said("A1.2.4"), "not checked: No rule checks it yet.");
  // A drawing; files cannot tell.
  EXPECT_EQ(judged.said("A0.1"), "not checkable");
}

TEST(AuditOutcome, SaysWhereOnlyLibrariesAreOpen) {
  Judged judged;
  judged.add_rule("a", {"A1.2.1"}, {{Standing::undecided, 2}}).library_undecided = 2;
  judged.add_rule("b", {"A1.2.2"}, {{Standing::undecided, 2}}).library_undecided = 1;
  EXPECT_EQ(judged.said("A1.2.1"),
            "undecided: Undecided only in libraries, whose variables have no values.");
  EXPECT_EQ(judged.said("A1.2.2"), "undecided");
}

TEST(AuditModel, HoldsEveryClauseOnceAndThoseThatOnlyRulesName) {
  Judged judged;
  judged.add_rule("own", {"B7"}, {{Standing::failed, 1}});
  const Audit audit = make_audit(judged.result);
  std::vector<std::string_view> names;
  for (const Section& section : audit.sections) {
    EXPECT_FALSE(section.title.empty()) << section.name;
    for (const Part& part : section.parts) {
      for (const Clause& clause : part.clauses) names.push_back(clause.name);
    }
  }
  ASSERT_EQ(names.size(), rules::clauses().size() + 1);
  for (size_t i = 0; i + 1 < names.size(); ++i) EXPECT_EQ(names[i], rules::clauses()[i].name);
  EXPECT_EQ(names.back(), "B7");
  EXPECT_EQ(judged.said("B7"), "violated");
}

TEST(AuditModel, PutsInstancesOfOneBlockTogether) {
  Judged judged;
  judged.add_rule("a", {"A1.2.1"}, {{Standing::passed, 3}});
  judged.add_passed("a", "thing.a[0]");
  judged.add_passed("a", "thing.a[1]");
  judged.add_passed("a", "thing.b[0]");
  const Audit audit = make_audit(judged.result);
  std::string passed;
  for (const Passed& one : audit.rules[0].passed) {
    passed += one.address + " " + std::to_string(one.instances) + "\n";
  }
  EXPECT_EQ(passed, "thing.a 2\nthing.b[0] 1\n");
}

// One of everything, with names that would be markup if they were not escaped.
Judged with_everything() {
  Judged judged;
  const std::string evil = "thing[\"<script>alert('x')</script>\"]";
  judged.add_rule("small", {"A1.2.1", "A1.2.2"},
                  {{Standing::failed, 2}, {Standing::suppressed, 1}, {Standing::passed, 1}});
  judged.add_rule("wide", {"A1.2.3"}, {{Standing::undecided, 1}});
  judged.add_passed("small", evil);
  findings::Report& report = judged.result.report;
  report.findings = {judged.finding("small", {"A1.2.1", "A1.2.2"}), judged.finding("other", {})};
  report.findings[0].message = "</p><script>alert(1)</script> & \"more\"";
  report.findings[0].address = evil;
  report.findings[0].instances = {evil, "thing.b"};
  report.findings[0].related = {
      {report::testing::range_of(judged.files, source::FileId{1}, "size = 1"), "<b>step</b>"}};
  report.suppressed = {{judged.finding("small", {"A1.2.1"}),
                        report::testing::range_of(judged.files, source::FileId{0}, "size"),
                        "2026-06-30", "<i>ops</i>", "=1+1"}};
  report.accepted = {judged.finding("small", {"A1.2.2"})};
  report.undecided = {{.rule = "wide",
                       .severity = config::Severity::low,
                       .address = evil,
                       .root = "net",
                       .environment = "<u>prod</u>",
                       .range = {},
                       .reasons = {"var.\"><script> has no value"}}};
  report.missing = {{values::ReasonKind::variable, "var.<script> has no value", {"net"}, 41}};
  report.unparsed = {"net/<script>.tf"};
  report::Account& account = judged.result.details.account;
  account.subjects = {{.root = "net/<script>",
                       .environment = "'\"><script>",
                       .kind = terraform::DirectoryKind::root,
                       .inputs = {"<script>.tfvars"},
                       .resources = 3,
                       .unseen = {{evil, {}}},
                       .missing_modules = {"module.a[\"<script>\"]"}}};
  judged.result.details.revision.branch = "<script>";
  judged.result.has_baseline = true;
  return judged;
}

TEST(AuditPage, IsWellFormedAndLeadsSomewhereWithAllOfItsLinks) {
  EXPECT_EQ(problems_of(to_html(with_everything().result)), std::vector<std::string>{});
  EXPECT_EQ(problems_of(to_html(Judged().result)), std::vector<std::string>{});
}

TEST(AuditPage, EscapesWhatComesFromInputs) {
  const testing::Markup markup = read_markup(to_html(with_everything().result));
  size_t scripts = 0;
  for (const testing::Element& element : markup.elements) {
    scripts += element.tag == "script" ? 1u : 0u;
    EXPECT_TRUE(element.tag != "i" && element.tag != "u") << element.text;
    EXPECT_EQ(element.text.find("<step"), std::string::npos);
  }
  EXPECT_EQ(scripts, 1u);
  EXPECT_NE(text_of(markup, "id", "finding-1").find("&lt;/p&gt;&lt;script&gt;alert(1)"),
            std::string::npos);
}

TEST(AuditPage, AllowsOnlyTheTextsThatStandInIt) {
  const testing::Markup markup = read_markup(to_html(with_everything().result));
  const auto policy = std::ranges::find_if(markup.elements, [](const testing::Element& element) {
    return element.attributes.contains("http-equiv");
  });
  ASSERT_NE(policy, markup.elements.end());
  const std::string& content = policy->attributes.at("content");
  EXPECT_TRUE(content.starts_with("default-src &#39;none&#39;; style-src &#39;sha256-")) << content;
  EXPECT_NE(content.find("script-src &#39;sha256-"), std::string::npos);
  EXPECT_EQ(content.find("unsafe"), std::string::npos);
}

TEST(AuditPage, ShowsAFindingInFullOnceAndNamesItElsewhere) {
  const testing::Markup markup = read_markup(to_html(with_everything().result));
  const std::string first = text_of(markup, "id", "A1.2.1");
  const std::string second = text_of(markup, "id", "A1.2.2");
  EXPECT_NE(first.find("Give it a size of 3."), std::string::npos) << first;
  EXPECT_NE(first.find("var.size"), std::string::npos) << first;
  EXPECT_EQ(second.find("Give it a size of 3."), std::string::npos) << second;
  EXPECT_NE(second.find("Shown in full at A1.2.1"), std::string::npos) << second;
}

TEST(AuditPage, SaysWhoDecidedAndWhatWouldDecide) {
  const testing::Markup markup = read_markup(to_html(with_everything().result));
  const std::string excused = text_of(markup, "id", "suppressed-1");
  for (const char* part : {"2026-06-30", "&lt;i&gt;ops&lt;/i&gt;", "=1+1", "net/main.tf:2"}) {
    EXPECT_NE(excused.find(part), std::string::npos) << part << excused;
  }
  const std::string open = text_of(markup, "id", "open");
  EXPECT_NE(open.find("var.&lt;script&gt; has no value"), std::string::npos) << open;
  EXPECT_NE(open.find("41"), std::string::npos) << open;
  EXPECT_NE(open.find("terraform init -backend=false"), std::string::npos) << open;
  EXPECT_NE(text_of(markup, "id", "unseen").find("net/&lt;script&gt;.tf"), std::string::npos);
}

TEST(AuditPage, CutsLongListsAndSaysHowMuchIsLeftOut) {
  Judged judged;
  judged.add_rule("a", {"A1.2.1"}, {{Standing::passed, 1000}});
  for (int i = 0; i < 1000; ++i) {
    judged.add_passed("a", "thing.x" + std::to_string(i));
  }
  const std::string page = to_html(judged.result);
  EXPECT_NE(page.find("980 more are not shown here: the CSV of this audit holds all."),
            std::string::npos);
  EXPECT_EQ(page.find("thing.x999"), std::string::npos);
  EXPECT_NE(to_csv(judged.result).find("thing.x999"), std::string::npos);
}

TEST(AuditPage, ShowsNoSecret) {
  Judged judged = with_everything();
  const source::FileId file =
      judged.files.add("net/db.tf", "  password = \"hunter2hunter2\"\n  other = \"zzzz\"\n");
  judged.result.report.findings[0].range =
      report::testing::range_of(judged.files, file, "password = \"hunter2hunter2\"");
  judged.result.report.findings[0].related = {
      {report::testing::range_of(judged.files, file, "\"zzzz\""), "here"}};
  judged.result.report.secret_places = {report::testing::range_of(judged.files, file, "\"zzzz\"")};
  const std::string page = to_html(judged.result);
  EXPECT_EQ(page.find("hunter2"), std::string::npos);
  EXPECT_EQ(page.find("zzzz"), std::string::npos);
  EXPECT_NE(page.find("password = &quot;**************&quot;"), std::string::npos);
}

TEST(AuditPage, IsTheSameForTheSameInput) {
  EXPECT_EQ(to_html(with_everything().result), to_html(with_everything().result));
  EXPECT_EQ(to_csv(with_everything().result), to_csv(with_everything().result));
}

TEST(AuditCsv, HasARowForEachThingThatARuleOfAClauseFound) {
  const std::string csv = to_csv(with_everything().result);
  const auto rows = [&csv](std::string_view begin) {
    size_t count = 0;
    for (size_t at = 0; (at = csv.find("\r\n" + std::string(begin), at)) != std::string::npos;
         ++at) {
      ++count;
    }
    return count;
  };
  // A finding, a suppressed one, an accepted one, and what passes.
  EXPECT_EQ(rows("A1.2.1,"), 4u) << csv;
  EXPECT_EQ(rows("A1.2.3,"), 1u);
  EXPECT_EQ(rows("A1.2.4,"), 1u);
  EXPECT_EQ(rows(",,,violated,other,"), 1u) << csv;
  EXPECT_NE(csv.find("\r\nA1.2.4,Path / is routed to the frontend target group.,Traffic Ingress & "
                     "Load Balancing Layer,not checked,,,,,,,,,,,,No rule checks it yet.,,,\r\n"),
            std::string::npos)
      << csv;
}

TEST(AuditCsv, HoldsNothingThatASpreadsheetWouldWorkOut) {
  const std::string csv = to_csv(with_everything().result);
  EXPECT_NE(csv.find(",'=1+1,"), std::string::npos) << csv;
  EXPECT_EQ(csv.find(",=1+1"), std::string::npos);
}

}  // namespace
}  // namespace audit
