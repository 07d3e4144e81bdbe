// SPDX-License-Identifier: Apache-2.0
// Which reports are asked for. Exported: outputs.h. Tested end to end in tests/cli/.

#include "cli/outputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <set>

#include "source/source.h"

namespace cli {

namespace {

// False, with a message on stderr, if there is none of that name.
bool is_format(const std::string& name, std::span<const std::string_view> formats) {
  if (std::ranges::find(formats, name) != formats.end()) return true;
  std::fprintf(stderr, "plumbline: there is no format \"%s\"; formats are %s\n", name.c_str(),
               listed(formats).c_str());
  return false;
}

// Whether two reports would be written to one place, which is said on stderr.
bool has_shared_file(const std::vector<Output>& outputs) {
  const source::DiskFileSystem file_system;
  std::set<std::string> places;
  for (const Output& output : outputs) {
    const bool is_new =
        places.insert(output.path == "-" ? "-" : file_system.canonical(output.path)).second;
    if (is_new) continue;
    std::fprintf(stderr, "plumbline: two reports cannot be written to %s\n",
                 output.path == "-" ? "standard output" : output.path.c_str());
    return true;
  }
  return false;
}

}  // namespace

std::string listed(std::span<const std::string_view> names) {
  std::string text;
  for (const std::string_view& name : names) {
    const bool last = &name == &names.back();
    text += fmt::format("{}{}", text.empty() ? "" : last ? " and " : ", ", name);
  }
  return text;
}

std::optional<std::vector<Output>> outputs_of(const std::string& format,
                                              std::span<const std::string> files,
                                              std::span<const std::string_view> formats) {
  std::vector<Output> outputs;
  if (!format.empty()) outputs.push_back({format, "-"});
  for (const std::string& text : files) {
    const size_t equals = text.find('=');
    if (equals == std::string::npos) {
      std::fprintf(stderr, "plumbline: --output takes FORMAT=FILE, not \"%s\"\n", text.c_str());
      return std::nullopt;
    }
    outputs.push_back({text.substr(0, equals), text.substr(equals + 1)});
  }
  bool all = true;
  for (const Output& output : outputs) all = is_format(output.format, formats) && all;
  if (!all || has_shared_file(outputs)) return std::nullopt;
  return outputs;
}

}  // namespace cli
