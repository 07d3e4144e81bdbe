// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>

namespace expressions {

class Pattern;  // functions/patterns.h

// The regular expressions that an evaluation has compiled: a pattern in a loop is compiled once.
// No more are kept than memory is set aside for, since a pattern learns while it matches.
class PatternCache {
 public:
  PatternCache();
  ~PatternCache();
  PatternCache(const PatternCache&) = delete;
  PatternCache& operator=(const PatternCache&) = delete;

  struct Found {
    const Pattern& pattern;  // until the next call
    bool fresh = false;      // it has been compiled just now
  };
  Found find(std::string_view text);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace expressions
