// SPDX-License-Identifier: Apache-2.0

// A run as a whole, in memory: what it does where there is too much to judge.
#include <gtest/gtest.h>

#include <algorithm>

#include "run/run.h"

namespace run {
namespace {

bool names(const Outcome& outcome, std::string_view summary) {
  const auto& problems = outcome.result.report.problems;
  return std::ranges::any_of(
      problems, [&](const diagnostics::Diagnostic& problem) { return problem.summary == summary; });
}

TEST(RunLimits, JudgesNoFurtherRootWhereTheValuesTakeTooMuchMemory) {
  source::MemoryFileSystem file_system;
  const std::string root = "terraform {\n  backend \"local\" {}\n}\n";
  for (const char* path : {"a/main.tf", "b/main.tf", "c/main.tf"}) {
    file_system.add(path, root + "resource \"terraform_data\" \"x\" {\n  input = [1, 2]\n}\n");
  }
  Options options;
  options.max_memory = 0;
  source::Files files;
  const Outcome cut = check(file_system, files, options);
  EXPECT_EQ(cut.result.report.summary.roots, 1U);
  EXPECT_FALSE(cut.complete);
  EXPECT_TRUE(names(cut, "Too many values in one run"));

  source::Files all_files;
  const Outcome whole = check(file_system, all_files, Options());
  EXPECT_EQ(whole.result.report.summary.roots, 3U);
  EXPECT_TRUE(whole.complete);
}

}  // namespace
}  // namespace run
