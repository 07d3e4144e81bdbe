// SPDX-License-Identifier: Apache-2.0
// Paths of reports. Exported: everything in paths.h. Tested in tests/report/sarif_test.cc.

#include "report/paths.h"

namespace report {

std::string repository_path(const Result& result, std::string_view path) {
  if (!in_repository(result, path)) return std::string(source::base_name(path));
  findings::Terms terms;
  terms.current = result.current;
  terms.repository = result.repository;
  return source::join_path(".", findings::in_repository(path, terms));
}

bool in_repository(const Result& result, std::string_view path) {
  if (!result.repository.empty()) {
    return source::is_inside(result.repository, source::join_path(result.current, path));
  }
  const std::string whole = source::join_path(".", path);
  return !whole.starts_with('/') && whole != ".." && !whole.starts_with("../");
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
