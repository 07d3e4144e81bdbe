// SPDX-License-Identifier: Apache-2.0
// Reading files for functions.
// Exported: files.h. Tested by tests/expressions/functions/disk_files_test.cc.
#include "expressions/functions/files.h"

#include "expressions/functions/families.h"

namespace expressions {

namespace {

Value unknown_for(FunctionCall& call, values::ReasonKind kind, std::string_view subject) {
  const values::Reason reason{kind, call.arena().copy(subject), call.call.range};
  return values::unknown_because(call.result, reason, call.arena());
}

}  // namespace

Value not_readable(FunctionCall& call, std::string_view what) {
  return unknown_for(call, values::ReasonKind::not_supported, what);
}

Value leads_home(FunctionCall& call, std::string_view path) {
  if (path.size() > 1 && path[1] != '/') return call.fail(0, "the home of a user is not known");
  return not_readable(call, "home directory");
}

Value outside_of_repository(FunctionCall& call, std::string_view path) {
  return unknown_for(call, values::ReasonKind::file, path);
}

Value absent_file(FunctionCall& call, std::string_view path) {
  if (call.context.absent_file_is_unknown) {
    return unknown_for(call, values::ReasonKind::file, path);
  }
  return call.fail(0,
                   "there is no such file; only files that are part of the configuration can "
                   "be read");
}

std::optional<Value> refused_path(FunctionCall& call, std::string_view path) {
  if (path.starts_with('~')) return leads_home(call, path);
  if (call.context.files == nullptr) return not_readable(call, "files");
  return std::nullopt;
}

FileBytes read_file(FunctionCall& call, std::string_view path) {
  if (const std::optional<Value> refused = refused_path(call, path)) return {{}, *refused};
  const FileAccess::Text file = call.context.files->read(path);
  switch (file.status) {
    case FileAccess::Status::found:
      return {file.text, {}};
    case FileAccess::Status::absent:
      return {{}, absent_file(call, path)};
    case FileAccess::Status::refused:
      return {{}, outside_of_repository(call, path)};
    case FileAccess::Status::unreadable:
      break;
  }
  return {{}, call.fail(0, "the file cannot be read")};
}

}  // namespace expressions
