// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The reports that a command is asked for: one on standard output, others in files.
namespace cli {

struct Output {
  std::string format;
  std::string path;  // "-": standard output
};

// "text, json and sarif".
std::string listed(std::span<const std::string_view> names);

// `format` is for standard output (empty: nothing is), `files` are FORMAT=FILE, `formats` those
// that there are. Nothing, with a message on stderr, if one is malformed or not there.
std::optional<std::vector<Output>> outputs_of(const std::string& format,
                                              std::span<const std::string> files,
                                              std::span<const std::string_view> formats);

}  // namespace cli
