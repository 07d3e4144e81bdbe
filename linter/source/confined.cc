// SPDX-License-Identifier: Apache-2.0
//
// A file system that cannot be left: each path is resolved, links included, before it is read.
// Exports ConfinedFileSystem. Tested in tests/source/disk_test.cc and memory_test.cc.
#include "source/source.h"

namespace source {
namespace {

std::string outside(std::string_view path) {
  return std::string(path) + " cannot be read: it lies outside the repository";
}

}  // namespace

ConfinedFileSystem::ConfinedFileSystem(const FileSystem& base, std::string_view root)
    : base_(base), root_(base.canonical(root)) {}

Result<std::string> ConfinedFileSystem::read(std::string_view path) const {
  if (!is_inside(root_, base_.canonical(path))) return Result<std::string>::failure(outside(path));
  return base_.read(path);
}

Result<std::vector<Entry>> ConfinedFileSystem::list(std::string_view directory) const {
  if (!is_inside(root_, base_.canonical(directory)))
    return Result<std::vector<Entry>>::failure(outside(directory));
  return base_.list(directory);
}

std::optional<EntryKind> ConfinedFileSystem::kind(std::string_view path) const {
  if (!is_inside(root_, base_.canonical(path))) return std::nullopt;
  return base_.kind(path);
}

}  // namespace source
