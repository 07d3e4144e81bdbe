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

constexpr size_t kMaxPatterns = 32;

}  // namespace

struct PatternCache::State {
  std::map<std::string, Pattern, std::less<>> patterns;
};

PatternCache::PatternCache() : state_(std::make_unique<State>()) {}
PatternCache::~PatternCache() = default;

PatternCache::Found PatternCache::find(std::string_view text) {
  const auto known = state_->patterns.find(text);
  if (known != state_->patterns.end()) return {known->second, false};
  if (state_->patterns.size() == kMaxPatterns) state_->patterns.clear();
  return {state_->patterns.try_emplace(std::string(text), text).first->second, true};
}

}  // namespace expressions
