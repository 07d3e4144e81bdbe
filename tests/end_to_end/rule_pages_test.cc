// SPDX-License-Identifier: Apache-2.0
//
// docs/rules/ holds exactly the pages that `plumbline rules docs` writes.
// `PLUMBLINE_UPDATE=1` writes them, and removes what is no page any more.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include "end_to_end/program.h"

namespace end_to_end {
namespace {

namespace fs = std::filesystem;

const fs::path kPages = fs::path(PLUMBLINE_SOURCE_DIR) / "docs/rules";

std::map<std::string, std::string> pages_in(const fs::path& directory) {
  std::map<std::string, std::string> pages;
  if (!fs::exists(directory)) return pages;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (!entry.is_regular_file()) continue;
    pages[fs::relative(entry.path(), directory)] = text_of(entry.path());
  }
  return pages;
}

TEST(RulePages, AreThoseThatTheRulesMake) {
  const ScratchDirectory scratch("pages");
  const ProgramResult result = run_program("rules docs '" + scratch.path() + "'");
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  const std::map<std::string, std::string> made = pages_in(scratch.path());
  if (std::getenv("PLUMBLINE_UPDATE") != nullptr) {
    for (const auto& [path, text] : pages_in(kPages)) {
      if (!made.contains(path)) fs::remove(kPages / path);
    }
    run_program("rules docs docs/rules");
  }
  const std::map<std::string, std::string> kept = pages_in(kPages);
  for (const auto& [path, text] : made) {
    const auto found = kept.find(path);
    EXPECT_TRUE(found != kept.end() && found->second == text)
        << "docs/rules/" << path << " is not what `plumbline rules docs docs/rules` writes";
  }
  for (const auto& [path, text] : kept) {
    EXPECT_TRUE(made.contains(path)) << "docs/rules/" << path << " is the page of no rule";
  }
}

// "](target)" of a page.
std::vector<std::string> links_of(const std::string& page) {
  std::vector<std::string> links;
  for (size_t at = page.find("]("); at != std::string::npos; at = page.find("](", at + 1)) {
    links.push_back(page.substr(at + 2, page.find(')', at) - at - 2));
  }
  return links;
}

TEST(RulePages, LinkToWhatThereIs) {
  for (const auto& [path, text] : pages_in(kPages)) {
    for (const std::string& link : links_of(text)) {
      const std::string target = link.substr(0, link.find('#'));
      if (target.empty()) continue;
      EXPECT_TRUE(fs::exists((kPages / path).parent_path() / target)) << path << ": " << link;
    }
  }
}

}  // namespace
}  // namespace end_to_end
