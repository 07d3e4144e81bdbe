// SPDX-License-Identifier: Apache-2.0
//
// Paths as text, '/'-separated: nothing here looks at a file system.
// Exports join_path, parent_path, base_name, is_inside and relative_path.
// Tested in tests/source/path_test.cc.
#include "source/source.h"

namespace source {
namespace {

std::string_view without_trailing_slashes(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return path;
}

// Takes the first part off `path`.
std::string_view take_part(std::string_view& path) {
  const size_t end = std::min(path.find('/'), path.size());
  const std::string_view part = path.substr(0, end);
  path.remove_prefix(std::min(end + 1, path.size()));
  return part;
}

// Appends a part to a path that is already clean; ".." takes one off where there is one.
void append_part(std::string& clean, std::string_view part) {
  if (part.empty() || part == ".") return;
  const bool at_root = clean == "/";
  if (part == "..") {
    if (at_root) return;
    if (!clean.empty() && base_name(clean) != "..") {
      const std::string parent = parent_path(clean);
      clean = parent == "." ? "" : parent;
      return;
    }
  }
  if (!clean.empty() && !at_root) clean += '/';
  clean += part;
}

}  // namespace

std::string join_path(std::string_view base, std::string_view path) {
  std::string result;
  if (path.starts_with('/') || base.starts_with('/')) result = "/";
  if (!path.starts_with('/')) {
    while (!base.empty()) append_part(result, take_part(base));
  }
  while (!path.empty()) append_part(result, take_part(path));
  return result.empty() ? "." : result;
}

std::string parent_path(std::string_view path) {
  path = without_trailing_slashes(path);
  const size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return ".";
  return std::string(without_trailing_slashes(path.substr(0, slash == 0 ? 1 : slash)));
}

std::string_view base_name(std::string_view path) {
  path = without_trailing_slashes(path);
  const size_t slash = path.rfind('/');
  return slash == std::string_view::npos || path.size() == 1 ? path : path.substr(slash + 1);
}

bool is_inside(std::string_view directory, std::string_view path) {
  if (!path.starts_with(directory)) return false;
  return path.size() == directory.size() || directory.ends_with('/') ||
         path[directory.size()] == '/';
}

std::string relative_path(std::string_view base, std::string_view path) {
  if (!is_inside(base, path)) return std::string(path);
  path.remove_prefix(base.size());
  if (path.starts_with('/')) path.remove_prefix(1);
  return path.empty() ? "." : std::string(path);
}

}  // namespace source
