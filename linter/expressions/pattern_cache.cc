// SPDX-License-Identifier: Apache-2.0
// Keeps compiled regular expressions by their text. Exports PatternCache. Tested in
// tests/expressions/pattern_cache_test.cc.
#include "expressions/pattern_cache.h"

#include <functional>
#include <map>
#include <string>

#include "expressions/functions/patterns.h"

namespace expressions {

namespace {

// What all patterns that are kept may take together: some hundreds of usual ones.
constexpr size_t kMaxMemory = 256 << 20;

}  // namespace

struct PatternCache::State {
  std::map<std::string, Pattern, std::less<>> patterns;
  size_t memory = 0;  // that they may take
};

PatternCache::PatternCache() : state_(std::make_unique<State>()) {}
PatternCache::~PatternCache() = default;

PatternCache::Found PatternCache::find(std::string_view text) {
  const auto known = state_->patterns.find(text);
  if (known != state_->patterns.end()) return {known->second, false};
  if (state_->memory >= kMaxMemory) {
    state_->patterns.clear();
    state_->memory = 0;
  }
  const Pattern& fresh = state_->patterns.try_emplace(std::string(text), text).first->second;
  state_->memory += fresh.memory();
  return {fresh, true};
}

}  // namespace expressions
