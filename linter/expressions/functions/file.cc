// SPDX-License-Identifier: Apache-2.0
// Functions of files and paths. What may be read is FileAccess's business: files outside of the
// repository and the home directory stay unknown.
// Exported: file_functions. Tested by tests/expressions/functions/file.txt.
#include <algorithm>

#include "expressions/functions/base64.h"
#include "expressions/functions/digests.h"
#include "expressions/functions/families.h"
#include "expressions/functions/files.h"
#include "expressions/functions/paths.h"
#include "expressions/functions/runes.h"

namespace expressions {

namespace {

constexpr Parameter kPath[] = {{.name = "path", .type = ParameterType::string}};
constexpr Parameter kFileset[] = {{.name = "path", .type = ParameterType::string},
                                  {.name = "pattern", .type = ParameterType::string}};

// What a function makes of a file's bytes, or why it cannot.
using Transform = source::Result<std::string> (*)(std::string_view);

template <Transform transform>
Value of_file(FunctionCall& call) {
  const FileBytes file = read_file(call, text(call, 0));
  if (!file.bytes) return file.otherwise;
  const source::Result<std::string> result = transform(*file.bytes);
  return result.ok() ? string_result(call, result.value()) : call.fail(0, result.error());
}

using Result = source::Result<std::string>;

Result as_text(std::string_view bytes) {
  if (runes::is_utf8(bytes)) return std::string(bytes);
  return Result::failure("the file is no UTF-8 text; filebase64() reads any file");
}
Result as_base64(std::string_view bytes) { return base64::encode(bytes); }
Result as_base64sha256(std::string_view bytes) { return base64::encode(digests::sha256(bytes)); }
Result as_base64sha512(std::string_view bytes) { return base64::encode(digests::sha512(bytes)); }
Result as_md5(std::string_view bytes) { return digests::hex(digests::md5(bytes)); }
Result as_sha1(std::string_view bytes) { return digests::hex(digests::sha1(bytes)); }
Result as_sha256(std::string_view bytes) { return digests::hex(digests::sha256(bytes)); }
Result as_sha512(std::string_view bytes) { return digests::hex(digests::sha512(bytes)); }

// Whether the first name in a path is longer than file systems have them. Of one behind a directory
// that is not there nobody asks.
bool begins_with_name_too_long(std::string_view path) {
  constexpr size_t kLongestName = 255;
  return std::min(path.find('/'), path.size()) > kLongestName;
}

Value fileexists(FunctionCall& call) {
  const std::string_view path = text(call, 0);
  if (path.find('\0') != std::string_view::npos) return call.fail(0, "no path holds a NUL");
  if (begins_with_name_too_long(path)) return call.fail(0, "a name in this path is too long");
  if (const std::optional<Value> refused = refused_path(call, path)) return *refused;
  switch (call.context.files->read(path).status) {
    case FileAccess::Status::found:
      return Value::boolean(true);
    case FileAccess::Status::absent:
      return Value::boolean(false);
    case FileAccess::Status::refused:
      return outside_of_repository(call, path);
    case FileAccess::Status::unreadable:
      break;
  }
  return call.fail(0, "there is something at this path that is no file");
}

// The part of a glob before the first that is no plain name: where matching files can be.
std::string plain_beginning(std::string_view pattern) {
  const size_t special = pattern.find_first_of("*?[{\\");
  if (special == std::string_view::npos) return paths::directory(pattern);
  const size_t slash = pattern.substr(0, special).rfind('/');
  return slash == std::string_view::npos ? "." : paths::clean(pattern.substr(0, slash + 1));
}

Value fileset(FunctionCall& call) {
  if (const std::optional<Value> refused = refused_path(call, text(call, 0))) return *refused;
  const std::string directory = paths::clean(text(call, 0));
  const std::string pattern = paths::join(text(call, 0), text(call, 1));
  if (!paths::is_glob(pattern)) return call.fail(1, "the pattern is wrong");
  const std::string beginning = plain_beginning(pattern);
  std::vector<Value> found;
  for (const std::string& file : call.context.files->walk(beginning)) {
    const std::string path = paths::join(beginning, file);
    if (paths::matches(pattern, path)) {
      found.push_back(string_result(call, paths::relative(directory, path)));
    }
  }
  return Value::set(Type::string(), found, call.arena());
}

Type returns_set_of_string(FunctionCall& call) { return Type::set(Type::string(), call.arena()); }

Value basename(FunctionCall& call) { return string_result(call, paths::base(text(call, 0))); }
Value dirname(FunctionCall& call) { return string_result(call, paths::directory(text(call, 0))); }

Value abspath(FunctionCall& call) {
  const std::string_view path = text(call, 0);
  if (path.starts_with('/')) return string_result(call, paths::clean(path));
  if (call.context.files == nullptr) return not_readable(call, "files");
  return string_result(call, call.context.files->absolute(path));
}

// Only what does not lead home: the machine that plans is not the one that checks.
Value pathexpand(FunctionCall& call) {
  const std::string_view path = text(call, 0);
  if (!path.starts_with('~')) return string_result(call, path);
  return leads_home(call, path);
}

// flat table: one entry a function.
constexpr Function kFunctions[] = {
    {.name = "abspath",
     .summary = "The path as an absolute one.",
     .parameters = kPath,
     .result_type = returns_string,
     .evaluate = abspath},
    {.name = "basename",
     .summary = "The last part of a path.",
     .parameters = kPath,
     .result_type = returns_string,
     .evaluate = basename},
    {.name = "dirname",
     .summary = "All but the last part of a path.",
     .parameters = kPath,
     .result_type = returns_string,
     .evaluate = dirname},
    {.name = "file",
     .summary = "The text of a file.",
     .parameters = kPath,
     .result_type = returns_string,
     .evaluate = of_file<as_text>,
     .reads_files = true},
    {.name = "filebase64",
     .summary = "The bytes of a file, in base64.",
     .parameters = kPath,
     .result_type = returns_string,
     .evaluate = of_file<as_base64>,
     .reads_files = true},
    {.name = "filebase64sha256",
     .summary = "The SHA-256 digest of a file, in base64.",
     .parameters = kPath,
     .result_type = returns_string,
     .evaluate = of_file<as_base64sha256>,
     .reads_files = true},
    {.name = "filebase64sha512",
     .summary = "The SHA-512 digest of a file, in base64.",
     .parameters = kPath,
     .result_type = returns_string,
     .evaluate = of_file<as_base64sha512>,
     .reads_files = true},
    {.name = "fileexists",
     .summary = "Whether there is a file at a path.",
     .parameters = kPath,
     .result_type = returns_boolean,
     .evaluate = fileexists,
     .reads_files = true},
    {.name = "filemd5",
     .summary = "The MD5 digest of a file, in hexadecimal digits.",
     .parameters = kPath,
     .result_type = returns_string,
     .evaluate = of_file<as_md5>,
     .reads_files = true},
    {.name = "fileset",
     .summary = "The files below a directory whose paths match a pattern.",
     .parameters = kFileset,
     .result_type = returns_set_of_string,
     .evaluate = fileset,
     .reads_files = true},
    {.name = "filesha1",
     .summary = "The SHA-1 digest of a file, in hexadecimal digits.",
     .parameters = kPath,
     .result_type = returns_string,
     .evaluate = of_file<as_sha1>,
     .reads_files = true},
    {.name = "filesha256",
     .summary = "The SHA-256 digest of a file, in hexadecimal digits.",
     .parameters = kPath,
     .result_type = returns_string,
     .evaluate = of_file<as_sha256>,
     .reads_files = true},
    {.name = "filesha512",
     .summary = "The SHA-512 digest of a file, in hexadecimal digits.",
     .parameters = kPath,
     .result_type = returns_string,
     .evaluate = of_file<as_sha512>,
     .reads_files = true},
    {.name = "pathexpand",
     .summary = "The path with a leading ~ replaced by the home directory.",
     .parameters = kPath,
     .result_type = returns_string,
     .evaluate = pathexpand},
};

}  // namespace

std::span<const Function> file_functions() { return kFunctions; }

}  // namespace expressions
