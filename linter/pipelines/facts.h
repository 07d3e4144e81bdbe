// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

// What Bitbucket knows: the table of data/, read once. Not for other rooms.
namespace pipelines {

struct KnownKey {
  std::string_view object;  // "step"
  std::string_view key;
  std::string_view shape;   // "text", "list", "choice", ...
  std::string_view limits;  // a least number, a least and a largest length, or the choices
};

// The keys of an object, sorted; empty if it may hold anything.
std::vector<KnownKey> known_keys(std::string_view object);

// The parts of a text between commas.
std::vector<std::string_view> split_at_commas(std::string_view text);

// The number that a text is, if it is a whole one of at most nine digits.
std::optional<uint32_t> whole_number(std::string_view text);

}  // namespace pipelines
