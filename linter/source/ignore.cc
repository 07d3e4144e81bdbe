// SPDX-License-Identifier: Apache-2.0
//
// What git ignores (gitignore(5)): patterns of segments, matched segment by segment. Both kinds of
// star remember only the last one seen, so that no pattern costs more than its length times the
// path's.
// Exports IgnoreRules and matches. Tested in tests/source/ignore_test.cc.
#include "source/ignore.h"

#include <optional>
#include <span>

#include "source/glob.h"
#include "source/source.h"

namespace source {
namespace {

std::vector<std::string> split_path(std::string_view path) {
  std::vector<std::string> parts;
  while (true) {
    const size_t slash = path.find('/');
    parts.emplace_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return parts;
    path.remove_prefix(slash + 1);
  }
}

// Trailing spaces do not count unless a backslash stands before them.
std::string_view without_trailing_spaces(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  while (line.ends_with(' ') && !line.ends_with("\\ ")) line.remove_suffix(1);
  return line;
}

std::optional<IgnorePattern> parse_pattern(std::string_view line) {
  line = without_trailing_spaces(line);
  if (line.empty() || line.starts_with('#')) return std::nullopt;
  IgnorePattern pattern;
  if (line.starts_with('!')) {
    pattern.negated = true;
    line.remove_prefix(1);
  }
  if (line.ends_with('/')) {
    pattern.directories_only = true;
    line.remove_suffix(1);
  }
  pattern.anchored = line.find('/') != std::string_view::npos;
  if (line.starts_with('/')) line.remove_prefix(1);
  if (line.empty()) return std::nullopt;
  pattern.segments = split_path(line);
  return pattern;
}

bool matches_segments(std::span<const std::string> pattern, std::span<const std::string> path) {
  size_t p = 0;
  size_t s = 0;
  std::optional<size_t> after_stars;  // the segment of the pattern after the last "**"
  size_t retry = 0;                   // where in the path that "**" gives way next
  while (s < path.size()) {
    if (p < pattern.size() && pattern[p] == "**") {
      if (p + 1 == pattern.size()) return true;
      after_stars = ++p;
      retry = s;
    } else if (p < pattern.size() && matches_glob(pattern[p], path[s])) {
      ++p;
      ++s;
    } else if (after_stars) {
      p = *after_stars;
      s = ++retry;
    } else {
      return false;
    }
  }
  return p == pattern.size();
}

}  // namespace

bool matches(const IgnorePattern& pattern, std::string_view path, bool is_directory) {
  if (pattern.directories_only && !is_directory) return false;
  if (!pattern.anchored) return matches_glob(pattern.segments.front(), base_name(path));
  return matches_segments(pattern.segments, split_path(path));
}

IgnoreRules::IgnoreRules(const IgnoreRules* above, std::string directory, std::string_view text)
    : above_(above), directory_(std::move(directory)) {
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    if (auto pattern = parse_pattern(text.substr(0, end))) patterns_.push_back(std::move(*pattern));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

bool IgnoreRules::ignores(std::string_view path, bool is_directory) const {
  for (const IgnoreRules* rules = this; rules != nullptr; rules = rules->above_) {
    const std::string relative = relative_path(rules->directory_, path);
    for (auto pattern = rules->patterns_.rbegin(); pattern != rules->patterns_.rend(); ++pattern) {
      if (matches(*pattern, relative, is_directory)) return !pattern->negated;
    }
  }
  return false;
}

size_t IgnoreRules::pattern_count() const {
  return patterns_.size() + (above_ == nullptr ? 0 : above_->pattern_count());
}

}  // namespace source
