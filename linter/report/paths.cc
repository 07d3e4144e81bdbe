// SPDX-License-Identifier: Apache-2.0
// Paths of reports. Exported: everything in paths.h. Tested in tests/report/sarif_test.cc.

#include "report/paths.h"

namespace report {

namespace {

// From the repository's top; above it, or absolute, if the path lies outside.
std::string relative_path(const Result& result, std::string_view path) {
  findings::Terms terms;
  terms.current = result.current;
  terms.repository = result.repository;
  return source::join_path(".", findings::in_repository(path, terms));
}

bool is_outside(std::string_view relative) {
  return relative.starts_with('/') || relative == ".." || relative.starts_with("../");
}

}  // namespace

std::string repository_path(const Result& result, std::string_view path) {
  std::string relative = relative_path(result, path);
  return is_outside(relative) ? std::string(source::base_name(path)) : relative;
}

bool in_repository(const Result& result, std::string_view path) {
  return !is_outside(relative_path(result, path));
}

std::string first_file(const Result& result, std::string_view root) {
  std::string first;
  for (uint32_t i = 0; i < result.files->size(); ++i) {
    const std::string& path = (*result.files)[source::FileId{i}].path();
    const std::string_view name = source::base_name(path);
    if (!name.ends_with(".tf") && !name.ends_with(".tf.json")) continue;
    if (source::parent_path(path) != root) continue;
    if (name == "main.tf") return path;
    if (first.empty() || path < first) first = path;
  }
  return first;
}

}  // namespace report
