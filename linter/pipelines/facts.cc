// SPDX-License-Identifier: Apache-2.0
// Reads the table of what pipeline files may hold. Exported: facts.h. Tested in
// tests/pipelines/.
#include "pipelines/facts.h"

#include <algorithm>

// The text of data/keys.tsv.
extern "C" const char plumbline_pipeline_keys[];
extern "C" const char plumbline_pipeline_keys_end[];

namespace pipelines {

namespace {

std::string_view take(std::string_view& rest, char end) {
  const std::string_view taken = rest.substr(0, rest.find(end));
  rest.remove_prefix(std::min(taken.size() + 1, rest.size()));
  return taken;
}

std::vector<KnownKey> read_table() {
  std::vector<KnownKey> keys;
  std::string_view text(plumbline_pipeline_keys,
                        static_cast<size_t>(plumbline_pipeline_keys_end - plumbline_pipeline_keys));
  while (!text.empty()) {
    std::string_view line = take(text, '\n');
    if (line.starts_with('#')) continue;
    KnownKey& key = keys.emplace_back();
    key.object = take(line, '\t');
    key.key = take(line, '\t');
    key.shape = take(line, '\t');
    key.limits = line;
  }
  return keys;
}

}  // namespace

std::vector<KnownKey> known_keys(std::string_view object) {
  static const std::vector<KnownKey> kKeys = read_table();
  const auto [first, last] = std::ranges::equal_range(kKeys, object, {}, &KnownKey::object);
  return {first, last};
}

std::vector<std::string_view> split_at_commas(std::string_view text) {
  std::vector<std::string_view> parts;
  while (!text.empty()) parts.push_back(take(text, ','));
  return parts;
}

std::optional<uint32_t> whole_number(std::string_view text) {
  if (text.empty() || text.size() > 9) return std::nullopt;
  uint32_t number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<uint32_t>(c - '0');
  }
  return number;
}

}  // namespace pipelines
