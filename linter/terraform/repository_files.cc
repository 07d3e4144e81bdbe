// SPDX-License-Identifier: Apache-2.0
// What file(), templatefile() and their kin may read: files below the file system that the run was
// given, seen from the root module's directory. Exports RepositoryFiles and relative_path. Tested
// in tests/terraform/references_test.cc.
#include "terraform/repository_files.h"

#include <algorithm>

namespace terraform {

namespace {

constexpr uint32_t kMaxWalkDepth = 100;  // of directories; a loop of links ends there

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const size_t end = std::min(path.find('/'), path.size());
    const std::string_view part = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    if (!part.empty() && part != ".") parts.push_back(part);
  }
  return parts;
}

}  // namespace

expressions::FileAccess::Text RepositoryFiles::read(std::string_view path) {
  const std::string full = source::join_path(root_, path);
  const auto known = texts_.find(full);
  if (known != texts_.end()) return {Status::found, known->second, full};
  const auto kind = loader_.file_system().kind(full);
  if (!kind) return {Status::absent, {}, full};
  auto text = loader_.file_system().read(full);
  if (!text.ok()) return {Status::unreadable, {}, full};
  const auto kept = texts_.emplace(full, std::move(text.value())).first;
  return {Status::found, kept->second, full};
}

bool RepositoryFiles::exists(std::string_view path) {
  return loader_.file_system().kind(source::join_path(root_, path)) == source::EntryKind::file;
}

std::vector<std::string> RepositoryFiles::walk(std::string_view directory) {
  struct Visit {
    std::string path;  // relative to `directory`; empty: itself
    uint32_t depth;
  };
  const std::string top = source::join_path(root_, directory);
  std::vector<std::string> found;
  std::vector<Visit> visits{{"", 0}};
  while (!visits.empty()) {
    const Visit visit = std::move(visits.back());
    visits.pop_back();
    const auto entries = loader_.file_system().list(source::join_path(top, visit.path));
    if (!entries.ok()) continue;
    for (const source::Entry& entry : entries.value()) {
      const std::string path = visit.path.empty() ? entry.name : visit.path + '/' + entry.name;
      if (entry.kind == source::EntryKind::file) {
        found.push_back(path);
      } else if (entry.kind == source::EntryKind::directory && visit.depth < kMaxWalkDepth) {
        visits.push_back({path, visit.depth + 1});
      }
    }
  }
  std::ranges::sort(found);
  return found;
}

const syntax::ExpressionTree* RepositoryFiles::parse_template(std::string_view path) {
  return loader_.parse_template(source::join_path(root_, path));
}

const syntax::ExpressionTree* RepositoryFiles::parse_template_text(std::string_view text) {
  return &loader_.parse_template_text(text);
}

std::string RepositoryFiles::absolute(std::string_view path) {
  return source::join_path(loader_.file_system().canonical(root_), path);
}

std::string relative_path(std::string_view base, std::string_view directory) {
  if (directory.starts_with('/') != base.starts_with('/')) return std::string(directory);
  const auto from = parts_of(base);
  const auto to = parts_of(directory);
  const auto [differs, rest] = std::ranges::mismatch(from, to);
  // What lies above the current directory has no name to go back into.
  if (std::find(differs, from.end(), "..") != from.end()) return std::string(directory);
  std::string path;
  const auto append = [&path](std::string_view part) {
    if (!path.empty()) path += '/';
    path += part;
  };
  for (auto part = differs; part != from.end(); ++part) append("..");
  for (auto part = rest; part != to.end(); ++part) append(*part);
  return path.empty() ? "." : path;
}

}  // namespace terraform
