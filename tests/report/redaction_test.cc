// SPDX-License-Identifier: Apache-2.0
//
// No writer shows a secret: neither in a message nor in a line of the source.
#include <gtest/gtest.h>

#include <functional>

#include "findings/testing.h"
#include "report/audit/audit.h"
#include "report/formats.h"
#include "report/ledger.h"
#include "report/report.h"
#include "report/sarif.h"

namespace report {
namespace {

using findings::testing::Repository;

constexpr const char* kRules = R"(
rule "named" {
  severity      = "high"
  target        = "nobody_thing"
  condition     = self.name == null
  error_message = "Of ${address(self)}, password=${self.name} is bad."
}
rule "open" {
  target        = "nobody_thing"
  condition     = self.other == null
  error_message = "x"
}
rule "written" {
  severity      = "high"
  target        = "aws_db_instance"
  condition     = !known(self.password)
  error_message = "Of ${address(self)}, the password is ${self.password}."
  at            = argument(self, "password")
}
rule "hidden" {
  severity      = "high"
  target        = "hidden_thing"
  condition     = self.text == null
  error_message = "The text of ${address(self)} is none to be read."
  secret        = self.text
}
rule "all-hidden" {
  severity      = "high"
  target        = "hidden_thing"
  condition     = self.code == null
  error_message = "The code of ${address(self)} is none to be read."
  secret        = true
}
)";

constexpr const char* kMain = R"(
variable "pin" {
  default = "hunter3"
}
variable "key" {
  sensitive = true
  default   = "hunter4"
}
locals {
  key = "hunter5"
}
resource "nobody_thing" "a" {
  name = "sk_live_hunter1hunter1hu" # password = "hunter2"
  other = var.nothing["password=hunter6"]
}
resource "nobody_thing" "b" {
  # plumbline:ignore named reason="password=hunter7"
  name = "b"
}
resource "aws_db_instance" "pin" {
  password = var.pin
}
resource "aws_db_instance" "key" {
  password = local.key
}
resource "nobody_thing" "c" {
  name = var.key
}
locals {
  text = "open: hunter8"
}
resource "hidden_thing" "a" {
  text = "hunter9 ${substr(local.text, 6, 7)}"
  code = base64encode("hunter0")
}
resource "hidden_thing" "b" {
  text = local.plain
}
locals {
  plain = format("%s-%s", "hunterA", local.owner)
  owner = "shop"
}
resource "hidden_thing" "c" {
  text = upper(local.shared)
}
resource "hidden_thing" "d" {
  text = local.tags.Secret
}
locals {
  tags   = { Name = "plainly shown", Secret = "hunterB" }
  shared = "hunterC"
}
)";

struct Writer {
  const char* name;
  std::function<std::string(const Repository&, const Result&)> write;
};

std::string ledger_of(const Repository& repository, const Result& result) {
  std::string text;
  write_ledger({.result = result, .judged = repository.judged(), .rules = {}},
               [&text](std::string_view piece) { text += piece; });
  return text;
}

const Writer kWriters[] = {
    {"text",
     [](const Repository&, const Result& result) { return to_text(result, {.verbose = true}); }},
    {"json", [](const Repository&, const Result& result) { return to_json(result); }},
    {"ledger", ledger_of},
    {"sarif", [](const Repository&,
                 const Result& result) { return to_sarif(result, {.open = true, .notes = true}); }},
    {"junit", [](const Repository&, const Result& result) { return to_junit(result); }},
    {"checkstyle", [](const Repository&, const Result& result) { return to_checkstyle(result); }},
    {"gitlab", [](const Repository&, const Result& result) { return to_gitlab(result); }},
    {"github", [](const Repository&, const Result& result) { return to_github(result); }},
    {"rdjson", [](const Repository&, const Result& result) { return to_rdjson(result); }},
    {"csv", [](const Repository&, const Result& result) { return to_csv(result); }},
    {"markdown", [](const Repository&, const Result& result) { return to_markdown(result); }},
    {"audit", [](const Repository&, const Result& result) { return audit::to_html(result); }},
    {"audit's CSV", [](const Repository&, const Result& result) { return audit::to_csv(result); }},
};

TEST(Redaction, NoWriterShowsASecret) {
  Repository repository({{"main.tf", kMain}}, kRules);
  repository.judge();
  Result result;
  result.report = repository.gather(Repository::Comments());
  result.files = &repository.files();
  ASSERT_EQ(result.report.findings.size(), 10u);
  ASSERT_EQ(result.report.suppressed.size(), 1u);
  for (const Writer& writer : kWriters) {
    const std::string text = writer.write(repository, result);
    for (size_t at = 0; (at = text.find("hunter", at)) != std::string::npos; ++at) {
      ADD_FAILURE() << writer.name << ": " << text.substr(at > 60 ? at - 60 : 0, 100);
    }
    // In Markdown, a * is escaped.
    const bool hidden = text.find("password=*******") != std::string::npos ||
                        text.find("password=\\*\\*") != std::string::npos;
    EXPECT_TRUE(hidden) << writer.name << "\n" << text;
  }
}

// That nothing is shown proves something only if it stands there.
TEST(Redaction, ExcerptsShowTheLinesThatHoldSecrets) {
  Repository repository({{"main.tf", kMain}}, kRules);
  repository.judge();
  Result result;
  result.report = repository.gather(Repository::Comments());
  result.files = &repository.files();
  const std::string text = to_text(result, {.verbose = true});
  for (const char* line :
       {"name = \"sk_live_****************\" # password = \"*******\"", "  default = \"*******\"",
        "  key = \"*******\"", "  text = \"********${substr(local.text, 6, 7)}\"",
        "  text = \"*************\"", "  code = base64encode(\"*******\")",
        "format(\"*****\", \"*******\", local.owner)", "  shared = \"*******\"",
        "{ Name = \"plainly shown\", Secret = \"*******\" }", "reason=\"password=*******\""}) {
    EXPECT_NE(text.find(line), std::string::npos) << line << "\n" << text;
  }
}

}  // namespace
}  // namespace report
