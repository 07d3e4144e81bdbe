// SPDX-License-Identifier: Apache-2.0
// Paths and globs as text.
// Exported: paths.h. Tested by tests/expressions/functions/file.txt.
#include "expressions/functions/paths.h"

#include <algorithm>
#include <vector>

#include "expressions/functions/runes.h"

namespace expressions::paths {

namespace {

// Of alternatives in one glob: each is tried.
constexpr size_t kMaxCombinations = 256;

using Parts = std::vector<std::string_view>;

Parts parts_of(std::string_view path) {
  Parts parts;
  while (!path.empty()) {
    const size_t slash = std::min(path.find('/'), path.size());
    if (slash > 0) parts.push_back(path.substr(0, slash));
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return parts;
}

std::string joined(const Parts& parts, bool rooted) {
  std::string path = rooted ? "/" : "";
  for (const std::string_view part : parts) {
    if (!path.empty() && !path.ends_with('/')) path += '/';
    path += part;
  }
  return path.empty() ? "." : path;
}

// The place behind the bracket that closes a class; npos if none does.
size_t class_end(std::string_view pattern) {
  size_t at = pattern.starts_with("[^") || pattern.starts_with("[!") ? 2 : 1;
  for (bool first = true; at < pattern.size(); ++at, first = false) {
    if (pattern[at] == '\\') {
      ++at;
    } else if (pattern[at] == ']' && !first) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

// Whether a code point is one of a class "[...]".
bool in_class(std::string_view members, int32_t code) {
  members = members.substr(1, members.size() - 2);
  const bool negated = members.starts_with('^') || members.starts_with('!');
  if (negated) members.remove_prefix(1);
  bool found = false;
  const auto take = [&members] {
    if (members.starts_with('\\')) members.remove_prefix(1);
    const runes::Rune rune = runes::first(members);
    members.remove_prefix(rune.size);
    return rune.code;
  };
  while (!members.empty()) {
    const int32_t low = take();
    int32_t high = low;
    if (members.size() > 1 && members[0] == '-') {
      members.remove_prefix(1);
      high = take();
    }
    found = found || (code >= low && code <= high);
  }
  return found != negated;
}

bool matches_part(std::string_view pattern, std::string_view part);

// Whether one of the alternatives "{a,b}" and what follows them matches.
bool matches_alternative(std::string_view pattern, std::string_view part) {
  const size_t close = pattern.find('}');
  if (close == std::string_view::npos) return false;
  std::string_view alternatives = pattern.substr(1, close - 1);
  while (true) {
    const size_t comma = std::min(alternatives.find(','), alternatives.size());
    std::string candidate(alternatives.substr(0, comma));
    candidate += pattern.substr(close + 1);
    if (matches_part(candidate, part)) return true;
    if (comma == alternatives.size()) return false;
    alternatives.remove_prefix(comma + 1);
  }
}

// One part of a path against one of a pattern. Backtracks to the last star only.
bool matches_part(std::string_view pattern, std::string_view part) {
  std::string_view star_pattern;
  std::string_view star_part;
  bool starred = false;
  while (true) {
    if (pattern.starts_with('*')) {
      starred = true;
      pattern.remove_prefix(1);
      star_pattern = pattern;
      star_part = part;
      continue;
    }
    if (pattern.starts_with('{')) {
      if (matches_alternative(pattern, part)) return true;
    } else if (pattern.empty() && part.empty()) {
      return true;
    } else if (!pattern.empty() && !part.empty()) {
      const runes::Rune rune = runes::first(part);
      size_t taken = 0;
      if (pattern[0] == '?') {
        taken = 1;
      } else if (pattern[0] == '[') {
        const size_t end = class_end(pattern);
        const bool whole = end != std::string_view::npos;
        if (whole && in_class(pattern.substr(0, end), rune.code)) taken = end;
      } else {
        const size_t escape = pattern[0] == '\\' ? 1 : 0;
        const runes::Rune wanted = runes::first(pattern.substr(escape));
        if (wanted.size > 0 && wanted.code == rune.code) taken = escape + wanted.size;
      }
      if (taken > 0) {
        pattern.remove_prefix(taken);
        part.remove_prefix(rune.size);
        continue;
      }
    }
    if (!starred || star_part.empty()) return false;
    star_part.remove_prefix(runes::first(star_part).size);
    pattern = star_pattern;
    part = star_part;
  }
}

bool matches_parts(const Parts& pattern, const Parts& path) {
  // reached[i]: the first i parts of the path are matched by the pattern's parts so far.
  std::vector<bool> reached(path.size() + 1, false);
  reached[0] = true;
  for (const std::string_view part : pattern) {
    std::vector<bool> next(path.size() + 1, false);
    for (size_t i = 0; i <= path.size(); ++i) {
      if (part == "**") {
        next[i] = reached[i] || (i > 0 && next[i - 1]);
      } else if (i > 0) {
        next[i] = reached[i - 1] && matches_part(part, path[i - 1]);
      }
    }
    reached = next;
  }
  return reached.back();
}

}  // namespace

std::string clean(std::string_view path) {
  const bool rooted = path.starts_with('/');
  Parts kept;
  for (const std::string_view part : parts_of(path)) {
    if (part == ".") continue;
    const bool up = part == "..";
    if (up && !kept.empty() && kept.back() != "..") {
      kept.pop_back();
    } else if (!up || !rooted) {
      kept.push_back(part);
    }
  }
  return joined(kept, rooted);
}

std::string join(std::string_view directory, std::string_view path) {
  if (directory.empty()) return clean(path);
  return clean(std::string(directory) + "/" + std::string(path));
}

std::string base(std::string_view path) {
  if (path.empty()) return ".";
  const Parts parts = parts_of(path);
  return parts.empty() ? "/" : std::string(parts.back());
}

std::string directory(std::string_view path) {
  const size_t slash = path.rfind('/');
  return clean(slash == std::string_view::npos ? std::string_view() : path.substr(0, slash + 1));
}

std::string relative(std::string_view from, std::string_view to) {
  const Parts start = from == "." ? Parts() : parts_of(from);
  const Parts end = to == "." ? Parts() : parts_of(to);
  size_t common = 0;
  while (common < start.size() && common < end.size() && start[common] == end[common]) ++common;
  Parts way(start.size() - common, "..");
  way.insert(way.end(), end.begin() + static_cast<std::ptrdiff_t>(common), end.end());
  return joined(way, false);
}

bool matches(std::string_view pattern, std::string_view path) {
  return matches_parts(parts_of(pattern), parts_of(path));
}

bool is_glob(std::string_view pattern) {
  size_t combinations = 1;
  for (size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] == '\\') {
      ++at;
    } else if (pattern[at] == '[') {
      const size_t end = class_end(pattern.substr(at));
      if (end == std::string_view::npos) return false;
      at += end - 1;
    } else if (pattern[at] == '{') {
      const size_t end = pattern.find('}', at);
      if (end == std::string_view::npos) return false;
      const std::string_view inner = pattern.substr(at, end - at);
      combinations *= 1 + static_cast<size_t>(std::ranges::count(inner, ','));
      if (combinations > kMaxCombinations) return false;
      at = end;
    }
  }
  return true;
}

}  // namespace expressions::paths
