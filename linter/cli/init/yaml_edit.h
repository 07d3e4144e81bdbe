// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "syntax/yaml/yaml.h"

namespace cli::init {

// Where the dashes and keys of a list of mappings stand, in columns from 0.
struct ListStyle {
  size_t dash = 2;
  size_t key = 4;
};

// How a pre-commit config is written: its repositories, and the hooks of one.
struct HookStyle {
  ListStyle repositories;
  ListStyle hooks = {.dash = 6, .key = 8};
};

// The hook as an item of `repos`.
std::string hook_lines(const HookStyle& style, std::string_view version);

// The step as an item of a list whose dashes stand in that column.
std::string step_item(size_t column, std::string_view version);

// The step under `pull-requests`, whose key stands in that column.
std::string step_lines(size_t column, std::string_view version);

// Whether `after` is `before` with one more item or member behind the others of what stands at
// `path`, and the same everywhere else, aliases included.
bool is_extended(const syntax::YamlNode& before, const syntax::YamlNode& after,
                 std::span<const std::string_view> path);

}  // namespace cli::init
