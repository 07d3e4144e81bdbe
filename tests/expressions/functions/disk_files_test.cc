// SPDX-License-Identifier: Apache-2.0
// The files of these tests (disk_files.h).
#include "expressions/functions/disk_files.h"

namespace expressions {

FileAccess::Text DiskFiles::read(std::string_view path) {
  const std::string whole = source::join_path(root_, path);
  if (!whole.starts_with(root_)) return {.status = Status::refused, .text = {}, .path = whole};
  const auto kind = disk_.kind(whole);
  if (!kind) return {.status = Status::absent, .text = {}, .path = whole};
  if (*kind != source::EntryKind::file) {
    return {.status = Status::unreadable, .text = {}, .path = whole};
  }
  std::string& text = texts_[whole];
  text = disk_.read(whole).value();
  return {.status = Status::found, .text = text, .path = whole};
}

bool DiskFiles::exists(std::string_view path) { return read(path).status == Status::found; }

void DiskFiles::walk_into(std::vector<std::string>& found, const std::string& directory,
                          const std::string& prefix) {
  const auto entries = disk_.list(directory);
  if (!entries.ok()) return;
  for (const source::Entry& entry : entries.value()) {
    const std::string path = directory + "/" + entry.name;
    if (entry.kind == source::EntryKind::file) found.push_back(prefix + entry.name);
    if (entry.kind == source::EntryKind::directory) {
      walk_into(found, path, prefix + entry.name + "/");
    }
  }
}

std::vector<std::string> DiskFiles::walk(std::string_view directory) {
  std::vector<std::string> found;
  walk_into(found, source::join_path(root_, directory), "");
  return found;
}

const syntax::ExpressionTree* DiskFiles::parse_template(std::string_view path) {
  return parse_template_text(read(path).text);
}

const syntax::ExpressionTree* DiskFiles::parse_template_text(std::string_view text) {
  const source::FileId file = files_.add("template", std::string(text));
  trees_.push_back(std::make_unique<syntax::ExpressionTree>(syntax::parse_template(file, files_)));
  return trees_.back().get();
}

std::string DiskFiles::absolute(std::string_view path) { return source::join_path(root_, path); }

}  // namespace expressions
