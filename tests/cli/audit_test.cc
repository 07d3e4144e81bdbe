// SPDX-License-Identifier: Apache-2.0
//
// The audit, as a user asks for it.
#include <gtest/gtest.h>

#include <algorithm>

#include "end_to_end/program.h"
#include "report/audit/markup.h"

namespace {

using audit::testing::problems_of;
using audit::testing::read_markup;
using end_to_end::ProgramResult;
using end_to_end::run_program;
using end_to_end::ScratchDirectory;
using end_to_end::text_of;

class AuditCommand : public testing::Test {
 protected:
  AuditCommand() : scratch_("audit") {
    scratch_.write("shop/.git/HEAD", "");
    scratch_.write("shop/main.tf",
                   "terraform {\n  backend \"s3\" {}\n}\n"
                   "resource \"aws_rds_cluster\" \"orders\" {\n  engine = \"aurora-mysql\"\n"
                   "  storage_encrypted = false\n  backup_retention_period = 7\n}\n");
  }

  ProgramResult audit(const std::string& arguments) const {
    return run_program("audit --date 2026-05-01 " + arguments, scratch_.path() + "/shop");
  }
  [[nodiscard]] std::string file(const std::string& name) const {
    return text_of(scratch_.path() + "/shop/" + name);
  }

  ScratchDirectory scratch_;
};

TEST_F(AuditCommand, PrintsAPageAndEndsAsCheckDoes) {
  const ProgramResult result = audit("");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.errors, "");
  EXPECT_TRUE(result.output.starts_with("<!DOCTYPE html><html lang=\"en\">") ||
              result.output.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"))
      << result.output.substr(0, 100);
  EXPECT_EQ(problems_of(result.output), std::vector<std::string>{});
  EXPECT_EQ(audit("").output, result.output);
  EXPECT_EQ(audit("--jobs 7").output, result.output);
  EXPECT_EQ(audit("--fail-on critical --profile lq3-production").exit_code, 1);
  scratch_.write("shop/main.tf", "terraform {\n}\n");
  EXPECT_EQ(audit("").exit_code, 0);
}

TEST_F(AuditCommand, WritesFilesAndThenNothingToStandardOutput) {
  const ProgramResult result =
      audit("--output html=a.html --output csv=a.csv --output sarif=a.sarif");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.output, "");
  EXPECT_EQ(file("a.html"), audit("").output);
  EXPECT_EQ(file("a.csv"), audit("--format csv").output);
  EXPECT_TRUE(file("a.csv").starts_with("clause,statement,section,clause_verdict,rule,"));
  for (const char* part : {"\"ruleId\": \"aurora-storage-unencrypted\"", "\"kind\": \"pass\""}) {
    EXPECT_NE(file("a.sarif").find(part), std::string::npos) << part;
  }
  EXPECT_EQ(audit("--format csv --output html=b.html").output, file("a.csv"));
}

TEST_F(AuditCommand, RefusesWhatItCannotDo) {
  const ProgramResult format = audit("--format text");
  EXPECT_EQ(format.exit_code, 2);
  EXPECT_EQ(format.errors,
            "plumbline: there is no format \"text\"; formats are html, csv and sarif\n");
  const ProgramResult part = audit("main.tf");
  EXPECT_EQ(part.exit_code, 2);
  EXPECT_EQ(part.errors,
            "plumbline: an audit is of whole roots: name the directory instead of main.tf\n");
  EXPECT_EQ(audit("--output html").exit_code, 2);
}

TEST_F(AuditCommand, SaysOfARepositoryWithoutAnythingThatThereWasNothing) {
  scratch_.write("shop/main.tf", "");
  std::filesystem::remove(scratch_.path() + "/shop/main.tf");
  const ProgramResult result = audit("");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(problems_of(result.output), std::vector<std::string>{});
  EXPECT_NE(result.output.find("There was nothing to judge"), std::string::npos);
}

TEST_F(AuditCommand, SaysOfEachClauseHowItIsKept) {
  const auto page = read_markup(audit("").output);
  const auto verdict = [&page](const std::string& clause) {
    const auto found = std::ranges::find_if(page.elements, [&clause](const auto& element) {
      const auto id = element.attributes.find("id");
      return id != element.attributes.end() && id->second == clause;
    });
    return found == page.elements.end() ? "none" : found->attributes.at("data-verdict");
  };
  EXPECT_EQ(verdict("A3.4.3"), "violated");
  EXPECT_EQ(verdict("A4.1.5"), "absent");
  EXPECT_EQ(verdict("A0.1"), "not checkable");
  const std::string text = audit::testing::text_of(page, "id", "A3.4.3");
  for (const char* part : {"Data at rest is encrypted with AES-256.", "aurora-storage-unencrypted",
                           "main.tf:6", "storage_encrypted = false"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
}

// Whole repositories: nothing in them makes a page that is not well-formed, and the architecture's
// own has no violated clause.
TEST(AuditFixtures, GiveWholePages) {
  for (const auto& [fixture, exit_code] :
       {std::pair("lq3-production", 0), std::pair("lq3-broken", 1), std::pair("remote-state", 1)}) {
    const ProgramResult result =
        run_program(std::string("audit --date 2026-01-01 fixtures/") + fixture);
    EXPECT_EQ(result.exit_code, exit_code) << fixture << result.errors;
    EXPECT_EQ(problems_of(result.output), std::vector<std::string>{}) << fixture;
    const auto page = read_markup(result.output);
    const auto violated = std::ranges::count_if(page.elements, [](const auto& element) {
      const auto found = element.attributes.find("data-verdict");
      return element.tag == "article" && found != element.attributes.end() &&
             found->second == "violated";
    });
    EXPECT_EQ(violated > 0, exit_code == 1) << fixture;
    const auto clauses = std::ranges::count(page.elements, "article",
                                            [](const auto& element) { return element.tag; });
    EXPECT_EQ(clauses, 330) << fixture;
  }
}

}  // namespace
