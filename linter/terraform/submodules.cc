// SPDX-License-Identifier: Apache-2.0
// Reads .gitmodules, a file of git's settings: of the sections `submodule` the paths. Exports
// read_submodules. Tested in tests/terraform/module_places_test.cc.
#include "terraform/submodules.h"

#include <algorithm>

namespace terraform {

namespace {

// Each is looked at for every call of what is not there.
constexpr size_t kMaxSubmodules = 1'000;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r";
  const size_t begin = std::min(text.find_first_not_of(kSpace), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(kSpace) + 1);
}

// The value of a line `path = modules`; empty if it is another one.
std::string_view path_in(std::string_view line) {
  const size_t equals = line.find('=');
  if (equals == std::string_view::npos || trimmed(line.substr(0, equals)) != "path") return {};
  std::string_view path = trimmed(line.substr(equals + 1));
  if (path.size() > 1 && path.starts_with('"') && path.ends_with('"')) {
    path = path.substr(1, path.size() - 2);
  }
  return path;
}

}  // namespace

std::vector<std::string> read_submodules(const source::FileSystem& files,
                                         std::string_view repository) {
  std::vector<std::string> places;
  const auto text = files.read(source::join_path(repository, ".gitmodules"));
  if (!text.ok()) return places;
  for (std::string_view rest = text.value(); !rest.empty() && places.size() < kMaxSubmodules;) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view path = path_in(rest.substr(0, end));
    if (!path.empty()) places.push_back(files.canonical(source::join_path(repository, path)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return places;
}

}  // namespace terraform
