// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include "run/run.h"

// A repository in memory that is checked as a whole.
namespace run {

// One rule, and a profile that judges by it alone.
inline constexpr const char* kRules = R"(
rule "too-small" {
  target        = "nobody_thing"
  condition     = self.size > 2
  error_message = "${address(self)} is too small."
}
profile "mine" {
  summary = "Sizes"
  rule "*" {
    enabled = false
  }
  rule "too-small" {
    enabled  = true
    severity = "high"
  }
}
)";

class RunTest : public ::testing::Test {
 protected:
  RunTest() {
    file_system_.add(".git/HEAD", "");
    file_system_.add("rules/rules.hcl", kRules);
    options_.rule_paths = {"rules"};
    options_.profile = "mine";
    options_.date = "2026-01-31";
  }

  void add(std::string_view path, std::string text) { file_system_.add(path, std::move(text)); }
  void add_root(const std::string& directory, const std::string& size) {
    add(directory + "/main.tf",
        "terraform {\n  backend \"s3\" {}\n}\nvariable \"size\" {}\n"
        "resource \"nobody_thing\" \"a\" {\n  size = " +
            size + "\n}\n");
  }

  const report::Result& run() {
    files_ = std::make_unique<source::Files>();
    outcome_ = check(file_system_, *files_, options_);
    return outcome_.result;
  }

  // "net: too-small high (prod)", one a line.
  std::string findings() {
    std::string text;
    for (const findings::Finding& finding : run().report.findings) {
      text +=
          finding.root + ": " + finding.rule + " " + std::string(config::name(finding.severity));
      for (const std::string& environment : finding.environments) text += " " + environment;
      text += "\n";
    }
    return text;
  }

  // "invalid-config: There is no … | detail | remedy", one a line.
  std::string problems() {
    std::string text;
    for (const diagnostics::Diagnostic& problem : run().report.problems) {
      text += std::string(problem.id) + ": " + problem.summary;
      for (const std::string& more : {problem.detail, problem.remedy}) {
        if (!more.empty()) text += " | " + more;
      }
      text += "\n";
    }
    return text;
  }

  source::MemoryFileSystem file_system_;
  Options options_;
  std::unique_ptr<source::Files> files_;
  Outcome outcome_;
};

}  // namespace run
