// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace source {

// One line of a .gitignore file.
struct IgnorePattern {
  std::vector<std::string> segments;  // between slashes; "**" stands for any number of them
  bool anchored = false;              // matches from the file's directory on, else any base name
  bool directories_only = false;
  bool negated = false;
};

// The patterns of one .gitignore file, and those of the directories above it.
class IgnoreRules {
 public:
  IgnoreRules() = default;
  // `above` outlives this. `directory` is where the file stands, canonical.
  IgnoreRules(const IgnoreRules* above, std::string directory, std::string_view text);

  // Whether git would ignore what stands at `path` (canonical, inside the rules' directory),
  // provided that it ignores none of the directories in between.
  [[nodiscard]] bool ignores(std::string_view path, bool is_directory) const;
  // The patterns in force, those from above included.
  [[nodiscard]] size_t pattern_count() const;

 private:
  const IgnoreRules* above_ = nullptr;
  std::string directory_;
  std::vector<IgnorePattern> patterns_;
};

// Whether a pattern matches a path relative to its .gitignore file.
bool matches(const IgnorePattern& pattern, std::string_view path, bool is_directory);

}  // namespace source
