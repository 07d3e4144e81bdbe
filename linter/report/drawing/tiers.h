// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.h"

namespace drawing {

// The part that types play in an architecture, as schema/data/tiers.tsv says.
class Tiers {
 public:
  // The schemas must outlive this.
  explicit Tiers(const schema::Schemas& schemas);

  // From the top.
  [[nodiscard]] const std::vector<std::string>& titles() const { return titles_; }
  // Of a type, counted from 1; 0 if the table says nothing of it.
  size_t of(std::string_view type);

 private:
  const schema::Schemas& schemas_;
  std::vector<std::string> titles_;
  std::map<std::string, size_t, std::less<>> numbers_, known_;
};

}  // namespace drawing
