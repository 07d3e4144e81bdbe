// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <utility>
#include <vector>

#include "values/nested.h"
#include "values/unknown.h"

namespace values {

// Visits a value and everything in it, also what sketches are made of, in order of appearance;
// what stands in several places with the same origins once. `wanted` answers whether a value is
// worth a visit, `visit` whether to look into it. With a stack of its own: neither depth nor
// sharing can exhaust anything.
class Walk {
 public:
  explicit Walk(const Value& start) : open_{start} {}

  template <class Wanted, class Visit>
  void run(Wanted wanted, Visit visit) {
    while (!open_.empty()) {
      const Value value = open_.back();
      open_.pop_back();
      if (!wanted(value) || !first_time(value)) continue;
      if (visit(value)) open_contents(value);
    }
  }

 private:
  bool first_time(const Value& value);
  void open_contents(const Value& value);

  std::vector<Value> open_;  // the next one is last
  std::set<std::pair<const void*, OriginSet>> seen_;
};

}  // namespace values
