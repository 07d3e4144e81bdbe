// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>

#include "report/report.h"

// A result written by hand, with one of everything that a report says.
namespace report::testing {

// A report must be to the letter what stands in the file of that name beside the tests;
// `PLUMBLINE_UPDATE=1` writes what it is now, for review as a diff.
inline void expect_expected(const std::string& name, const std::string& text) {
  const std::string path = PLUMBLINE_SOURCE_DIR "/tests/report/" + name;
  if (std::getenv("PLUMBLINE_UPDATE") != nullptr) std::ofstream(path, std::ios::binary) << text;
  std::ostringstream expected;
  expected << std::ifstream(path, std::ios::binary).rdbuf();
  EXPECT_EQ(text, expected.str());
}

// The first place in a file's text where `part` stands.
inline source::Range range_of(const source::Files& files, source::FileId file,
                              std::string_view part) {
  const auto begin = static_cast<uint32_t>(files[file].text().find(part));
  return {file, begin, begin + static_cast<uint32_t>(part.size())};
}

struct Sample {
  Sample() {
    const source::FileId main =
        files.add("net/main.tf", "resource \"thing\" \"a\" {\n  size = var.size\n}\n");
    const source::FileId inputs = files.add("net/terraform.tfvars", "size = 1\n");
    add_finding(main, inputs);
    add_known(main);
    add_others(main);
    result.files = &files;
    result.version = "1.2.3";
    result.date = "2026-01-31";
    result.profile = "aws-web";
  }

  source::Files files;
  Result result;

 private:
  void add_finding(source::FileId main, source::FileId inputs) {
    findings::Finding finding;
    finding.rule = "too-small";
    finding.severity = config::Severity::high;
    finding.message = "thing.a[0] is too small.";
    finding.address = "thing.a[0]";
    finding.instances = {"thing.a[0]", "thing.a[1]", "thing.a[2]", "thing.a[3]", "thing.a[4]"};
    finding.environments = {"prod", "staging"};
    finding.root = "net";
    finding.attribute = "size";
    finding.range = range_of(files, main, "size = var.size");
    finding.related = {{range_of(files, inputs, "size = 1"), "var.size of terraform.tfvars"}};
    finding.clauses = {"A1.2", "A1.3"};
    finding.remedy = "Give it a size of 3.";
    finding.fingerprint = "0123456789abcdef0123456789abcdef";
    result.report.findings.push_back(std::move(finding));
  }

  void add_known(source::FileId main) {
    findings::Finding known;
    known.rule = "too-small";
    known.severity = config::Severity::high;
    known.message = "thing.c is too small.";
    known.address = "thing.c";
    known.instances = {"thing.c"};
    known.root = "net";
    known.range = range_of(files, main, "size");
    known.fingerprint = "00112233445566778899aabbccddeeff";
    findings::Finding accepted = known;
    accepted.message = "thing.d is too small.";
    accepted.known = findings::KnownBy::baseline;
    result.report.accepted = {accepted};
    result.report.unneeded = {{.fingerprint = "ffeeddccbbaa99887766554433221100",
                               .rule = "too-small",
                               .root = "net",
                               .address = "thing.e",
                               .attribute = "size",
                               .message = "thing.e is too small."}};
    result.report.suppressed = {
        {known, range_of(files, main, "var"), "2026-06-30", "ops", "small on purpose"}};
  }

  void add_others(source::FileId main) {
    findings::Finding nowhere;
    nowhere.rule = "nothing-logs";
    nowhere.severity = config::Severity::low;
    nowhere.message = "Nothing logs.";
    nowhere.address = ".";
    nowhere.instances = {"."};
    nowhere.root = "net";
    nowhere.fingerprint = "fedcba9876543210fedcba9876543210";
    result.report.findings.push_back(std::move(nowhere));
    result.report.undecided = {{.rule = "too-small",
                                .severity = config::Severity::high,
                                .address = "thing.b",
                                .root = "net",
                                .environment = "prod",
                                .range = range_of(files, main, "resource"),
                                .reasons = {"var.v has no value"}}};
    result.report.missing = {
        {values::ReasonKind::variable, "var.v has no value", {"net", "web"}, 1}};
    result.report.problems = {{.severity = diagnostics::Severity::warning,
                               .id = diagnostics::kInvalidConfig,
                               .summary = "There is no rule \"x\"",
                               .detail = "Rules are named in docs.",
                               .remedy = "Did you mean \"y\"?",
                               .subject = {},
                               .related = {}},
                              {.severity = diagnostics::Severity::note,
                               .id = diagnostics::kInvalidConfiguration,
                               .summary = "Unsupported argument",
                               .detail = {},
                               .remedy = {},
                               .subject = range_of(files, main, "size"),
                               .related = {}}};
    result.report.summary = {.roots = 2,
                             .environments = 3,
                             .libraries = 1,
                             .files = 4,
                             .resources = 7,
                             .unseen_resources = 1,
                             .rules = 2,
                             .passed = 3,
                             .failed = 6,
                             .suppressed = 1,
                             .accepted = 1,
                             .undecided = 1,
                             .not_applicable = 5,
                             .library_undecided = 8,
                             .not_supported = 1};
  }
};

}  // namespace report::testing
