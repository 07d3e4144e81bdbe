// SPDX-License-Identifier: Apache-2.0
// Looks tiers of types up, by the longest beginning that the table has. Exported: Tiers. Tested in
// tests/report/.

#include "report/drawing/tiers.h"

#include "graph/graph.h"

namespace drawing {

Tiers::Tiers(const schema::Schemas& schemas) : schemas_(schemas) {
  while (true) {
    const std::string number = std::to_string(titles_.size() + 1);
    const std::string_view title = schemas.fact("tiers", number, "title");
    if (title.empty()) return;
    titles_.emplace_back(title);
    numbers_.emplace(schemas.fact("tiers", number, "name"), titles_.size());
  }
}

size_t Tiers::of(std::string_view type) {
  constexpr std::string_view kData = "data.";
  if (type.starts_with(kData)) type.remove_prefix(kData.size());
  const auto [found, is_new] = known_.emplace(type, 0);
  if (!is_new) return found->second;
  for (std::string_view part = type; !part.empty();) {
    const auto number = numbers_.find(schemas_.fact("tier", part, "name"));
    if (number != numbers_.end()) return found->second = number->second;
    const size_t end = part.rfind('_');
    part = part.substr(0, end == std::string_view::npos ? 0 : end);
  }
  return 0;
}

}  // namespace drawing
