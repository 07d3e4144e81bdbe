// SPDX-License-Identifier: Apache-2.0
// Functions of regular expressions and replacement: regex, regexall, replace.
// Exported: regex_functions. Tested by tests/expressions/functions/regex.txt.
#include <algorithm>
#include <optional>

#include "expressions/functions/families.h"
#include "expressions/functions/patterns.h"
#include "expressions/functions/runes.h"
#include "expressions/pattern_cache.h"

namespace expressions {

namespace {

constexpr Parameter kRegex[] = {{.name = "pattern", .type = ParameterType::string},
                                {.name = "string", .type = ParameterType::string}};
constexpr Parameter kReplace[] = {{.name = "str", .type = ParameterType::string},
                                  {.name = "substr", .type = ParameterType::string},
                                  {.name = "replace", .type = ParameterType::string}};

// The work of finding one match.
constexpr size_t kMatchWork = 10;

// A pattern at work in one call.
class CompiledPattern {
 public:
  CompiledPattern(FunctionCall& call, std::string_view text) {
    PatternCache* cache = call.context.patterns;
    if (cache != nullptr) {
      const PatternCache::Found found = cache->find(text);
      pattern_ = &found.pattern;
      fresh_ = found.fresh;
    } else {
      pattern_ = &own_.emplace(text);
    }
  }

  const Pattern& operator*() const { return *pattern_; }
  const Pattern* operator->() const { return pattern_; }
  // Takes the work of compiling it from the budget, if it has been done for this call.
  [[nodiscard]] bool spend_on_it(const FunctionCall& call) const {
    return !fresh_ || spend(call.context, call.call.range, pattern_->work());
  }

 private:
  std::optional<Pattern> own_;
  const Pattern* pattern_ = nullptr;
  bool fresh_ = true;
};

// The type of one match: a string, or one for each group, in a tuple or under its name. Dynamic,
// and the call fails, if the pattern is wrong.
Type match_type(FunctionCall& call) {
  const CompiledPattern pattern(call, text(call, 0));
  if (!pattern.spend_on_it(call)) return Type::dynamic();
  if (!pattern->error().empty()) {
    call.fail(0, pattern->error());
    return Type::dynamic();
  }
  const std::span<const std::string> names = pattern->names();
  if (names.empty()) return Type::string();
  const auto unnamed = std::ranges::count(names, std::string());
  if (static_cast<size_t>(unnamed) == names.size()) {
    return Type::tuple(std::vector<Type>(names.size(), Type::string()), call.arena());
  }
  if (unnamed > 0) {
    call.fail(0, "a pattern cannot have both named and unnamed groups");
    return Type::dynamic();
  }
  std::vector<values::ObjectAttribute> attributes;
  for (const std::string& name : names) {
    attributes.push_back(
        {.name = call.arena().copy(std::string_view(name)), .type = Type::string()});
  }
  return Type::object(attributes, call.arena());
}

// A group that took no part in the match is null.
Value part(FunctionCall& call, std::string_view string, Span span) {
  if (!span.took_part()) return Value::null(Type::string());
  return string_result(call, string.substr(span.begin, span.end - span.begin));
}

Value match_value(FunctionCall& call, Type type, const Pattern& pattern, const Match& match) {
  const std::string_view string = text(call, 1);
  if (type.kind() == Kind::string) return part(call, string, match[0]);
  std::vector<Value> groups;
  std::vector<std::string_view> names;
  for (size_t i = 1; i < match.size(); ++i) {
    groups.push_back(part(call, string, match[i]));
    names.push_back(call.arena().copy(std::string_view(pattern.names()[i - 1])));
  }
  return type.kind() == Kind::tuple ? Value::tuple(groups, call.arena())
                                    : Value::object(names, groups, call.arena());
}

Type regex_type(FunctionCall& call) {
  return call.arguments[0].is_known() ? match_type(call) : Type::dynamic();
}

Type regexall_type(FunctionCall& call) { return Type::list(regex_type(call), call.arena()); }

Value regex(FunctionCall& call) {
  const CompiledPattern pattern(call, text(call, 0));
  const std::optional<Match> match = pattern->find(text(call, 1));
  if (!match) return call.fail("the pattern matches nothing in the string");
  return match_value(call, call.result, *pattern, *match);
}

Value regexall(FunctionCall& call) {
  const CompiledPattern pattern(call, text(call, 0));
  std::vector<Value> matches;
  pattern->each_match(text(call, 1), [&](const Match& match) {
    matches.push_back(match_value(call, call.result.element(), *pattern, match));
    return spend(call.context, call.call.range, kMatchWork) && matches.size() <= kMaxElements;
  });
  if (matches.size() > kMaxElements) return call.fail("there are more than a million matches");
  return Value::list(call.result.element(), matches, call.arena());
}

Value replace_matches(FunctionCall& call, std::string_view pattern_text) {
  const CompiledPattern pattern(call, pattern_text);
  if (!pattern.spend_on_it(call)) return Value();
  if (!pattern->error().empty()) return call.fail(1, pattern->error());
  const std::string_view string = text(call, 0);
  std::string result;
  size_t done = 0;
  pattern->each_match(string, [&](const Match& match) {
    result += string.substr(done, match[0].begin - done);
    const std::string replacement = pattern->expand(text(call, 2), string, match);
    result += replacement;
    done = match[0].end;
    const size_t work = kMatchWork + text(call, 2).size() / 4 + replacement.size() / 16;
    return spend(call.context, call.call.range, work) && result.size() <= kMaxStringBytes;
  });
  result += string.substr(done);
  return string_result(call, result);
}

Value replace(FunctionCall& call) {
  const std::string_view wanted = text(call, 1);
  if (wanted.size() > 1 && wanted.starts_with('/') && wanted.ends_with('/')) {
    return replace_matches(call, wanted.substr(1, wanted.size() - 2));
  }
  return string_result(call, runes::replaced(text(call, 0), wanted, text(call, 2)));
}

// flat table: one entry a function.
constexpr Function kFunctions[] = {
    {.name = "regex",
     .summary = "The first match of a regular expression, or the parts that its groups take.",
     .parameters = kRegex,
     .result_type = regex_type,
     .evaluate = regex},
    {.name = "regexall",
     .summary = "All matches of a regular expression, one after the other.",
     .parameters = kRegex,
     .result_type = regexall_type,
     .evaluate = regexall},
    {.name = "replace",
     .summary = "The string with every occurrence of another, or of a /pattern/, replaced.",
     .parameters = kReplace,
     .result_type = returns_string,
     .evaluate = replace},
};

}  // namespace

std::span<const Function> regex_functions() { return kFunctions; }

}  // namespace expressions
