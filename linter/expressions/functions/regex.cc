// SPDX-License-Identifier: Apache-2.0
// Functions of regular expressions and replacement: regex, regexall, replace. RE2 reads patterns
// as Go's regexp does, whose ancestor it is.
// Exported: regex_functions. Tested by tests/expressions/functions/regex.txt.
#include <re2/re2.h>

#include <algorithm>
#include <memory>

#include "expressions/functions/families.h"
#include "expressions/functions/runes.h"

namespace expressions {

namespace {

constexpr Parameter kRegex[] = {{.name = "pattern", .type = ParameterType::string},
                                {.name = "string", .type = ParameterType::string}};
constexpr Parameter kReplace[] = {{.name = "str", .type = ParameterType::string},
                                  {.name = "substr", .type = ParameterType::string},
                                  {.name = "replace", .type = ParameterType::string}};

// The pattern with named groups as RE2 writes them: (?P<name>...) for (?<name>...).
std::string with_re2_names(std::string_view pattern) {
  std::string result;
  bool in_class = false;
  for (size_t i = 0; i < pattern.size(); ++i) {
    const std::string_view rest = pattern.substr(i);
    if (rest.starts_with("\\Q")) {
      const size_t end = std::min(rest.find("\\E"), rest.size());
      result += rest.substr(0, end);
      i += end - 1;
    } else if (rest[0] == '\\') {
      result += rest.substr(0, 2);
      ++i;
    } else if (!in_class && rest.starts_with("(?<") && !rest.starts_with("(?<=") &&
               !rest.starts_with("(?<!")) {
      result += "(?P<";
      i += 2;
    } else {
      if (rest[0] == '[' && !in_class) {
        in_class = true;
        // A bracket right after the opening one is a member of the class.
        const size_t members = rest.starts_with("[^") ? 2 : 1;
        const bool bracket = rest.substr(members).starts_with(']');
        result += rest.substr(0, members + (bracket ? 1 : 0));
        i += members + (bracket ? 1 : 0) - 1;
        continue;
      }
      if (rest[0] == ']') in_class = false;
      result += rest[0];
    }
  }
  return result;
}

std::unique_ptr<RE2> compile(std::string_view pattern) {
  RE2::Options options;
  options.set_log_errors(false);
  return std::make_unique<RE2>(with_re2_names(pattern), options);
}

std::string problem_of(const RE2& pattern) {
  return pattern.ok() ? std::string() : "the pattern is wrong: " + pattern.error();
}

// The type of one match: a string, or one for each group, in a tuple or under its name.
std::optional<Type> match_type(const RE2& pattern, FunctionCall& call) {
  if (!pattern.ok()) {
    call.fail(0, problem_of(pattern));
    return std::nullopt;
  }
  const auto groups = static_cast<size_t>(pattern.NumberOfCapturingGroups());
  const std::map<std::string, int>& named = pattern.NamedCapturingGroups();
  if (groups == 0) return Type::string();
  if (named.empty()) {
    return Type::tuple(std::vector<Type>(groups, Type::string()), call.arena());
  }
  if (named.size() != groups) {
    call.fail(0, "a pattern cannot have both named and unnamed groups");
    return std::nullopt;
  }
  std::vector<values::ObjectAttribute> attributes;
  for (const auto& [name, number] : named) {
    attributes.push_back({.name = call.arena().copy(name), .type = Type::string()});
  }
  return Type::object(attributes, call.arena());
}

// The string that is searched. Its data is never null: a group without data took no part.
std::string_view subject(const FunctionCall& call, size_t index) {
  const std::string_view string = text(call, index);
  return string.empty() ? std::string_view("") : string;
}

// What one match found: the whole, then its groups.
using Match = std::vector<re2::StringPiece>;

bool find_match(const RE2& pattern, std::string_view text, size_t from, Match& match) {
  match.assign(static_cast<size_t>(pattern.NumberOfCapturingGroups()) + 1, {});
  return pattern.Match(re2::StringPiece(text.data(), text.size()), from, text.size(),
                       RE2::UNANCHORED, match.data(), static_cast<int>(match.size()));
}

// All matches from left to right, as Go finds them: an empty one right behind another is none.
template <class Visit>
void each_match(const RE2& pattern, std::string_view text, Visit visit) {
  Match match;
  size_t from = 0;
  size_t previous_end = std::string_view::npos;
  while (from <= text.size() && find_match(pattern, text, from, match)) {
    const auto begin = static_cast<size_t>(match[0].data() - text.data());
    const size_t end = begin + match[0].size();
    const bool empty = begin == end;
    if (!empty || begin != previous_end) {
      if (!visit(match)) return;
    }
    previous_end = end;
    const size_t step = empty ? std::max<size_t>(runes::first(text.substr(end)).size, 1) : 0;
    from = end + step;
  }
}

// A group that took no part in the match is null.
Value group_value(const re2::StringPiece& group, FunctionCall& call) {
  if (group.data() == nullptr) return Value::null(Type::string());
  return string_result(call, {group.data(), group.size()});
}

Value match_value(const RE2& pattern, const Match& match, Type type, FunctionCall& call) {
  if (type.kind() == Kind::string) return group_value(match[0], call);
  std::vector<Value> groups;
  if (type.kind() == Kind::tuple) {
    for (size_t i = 1; i < match.size(); ++i) groups.push_back(group_value(match[i], call));
    return Value::tuple(groups, call.arena());
  }
  std::vector<std::string_view> names;
  for (const auto& [name, number] : pattern.NamedCapturingGroups()) {
    names.push_back(call.arena().copy(name));
    groups.push_back(group_value(match[static_cast<size_t>(number)], call));
  }
  return Value::object(names, groups, call.arena());
}

Type regex_type(FunctionCall& call) {
  if (!call.arguments[0].is_known()) return Type::dynamic();
  return match_type(*compile(text(call, 0)), call).value_or(Type::dynamic());
}

Type regexall_type(FunctionCall& call) {
  Type match = Type::dynamic();
  if (call.arguments[0].is_known()) {
    match = match_type(*compile(text(call, 0)), call).value_or(match);
  }
  return Type::list(match, call.arena());
}

Value regex(FunctionCall& call) {
  const std::unique_ptr<RE2> pattern = compile(text(call, 0));
  Match match;
  if (!find_match(*pattern, subject(call, 1), 0, match)) {
    return call.fail("the pattern matches nothing in the string");
  }
  return match_value(*pattern, match, call.result, call);
}

Value regexall(FunctionCall& call) {
  const std::unique_ptr<RE2> pattern = compile(text(call, 0));
  std::vector<Value> matches;
  each_match(*pattern, subject(call, 1), [&](const Match& match) {
    matches.push_back(match_value(*pattern, match, call.result.element(), call));
    return matches.size() <= kMaxElements;
  });
  if (matches.size() > kMaxElements) return call.fail("there are more than a million matches");
  return Value::list(call.result.element(), matches, call.arena());
}

// The name after a '$' of a replacement, "name" or "{name}", and its length in the text; empty if
// it is malformed.
struct Reference {
  std::string_view name;
  size_t size = 0;
};

Reference read_reference(std::string_view text) {
  const bool braces = text.starts_with('{');
  const std::string_view inner = text.substr(braces ? 1 : 0);
  size_t size = 0;
  while (size < inner.size() && runes::is_word(runes::first(inner.substr(size)).code)) {
    size += runes::first(inner.substr(size)).size;
  }
  if (size == 0 || (braces && (size == inner.size() || inner[size] != '}'))) return {};
  return {inner.substr(0, size), size + (braces ? 2 : 0)};
}

re2::StringPiece group_named(const RE2& pattern, const Match& match, std::string_view name) {
  const bool number = std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
  if (number) {
    const size_t group = name.size() < 9 ? std::stoul(std::string(name)) : match.size();
    // A number with zeros before it is a name, and no group has such a name.
    const bool plain = name.size() == 1 || name[0] != '0';
    return plain && group < match.size() ? match[group] : re2::StringPiece();
  }
  const auto& named = pattern.NamedCapturingGroups();
  const auto found = named.find(std::string(name));
  return found != named.end() ? match[static_cast<size_t>(found->second)] : re2::StringPiece();
}

// The replacement for a match: $1, ${1}, $name are groups, $$ is a dollar sign.
void expand_into(std::string& result, std::string_view replacement, const RE2& pattern,
                 const Match& match) {
  for (size_t at = replacement.find('$'); at != std::string_view::npos;
       at = replacement.find('$')) {
    result += replacement.substr(0, at);
    replacement.remove_prefix(at + 1);
    if (replacement.starts_with('$')) {
      result += '$';
      replacement.remove_prefix(1);
      continue;
    }
    const Reference reference = read_reference(replacement);
    if (reference.size == 0) {
      result += '$';
      continue;
    }
    const re2::StringPiece group = group_named(pattern, match, reference.name);
    if (group.data() != nullptr) result.append(group.data(), group.size());
    replacement.remove_prefix(reference.size);
  }
  result += replacement;
}

Value replace_matches(FunctionCall& call, std::string_view pattern_text) {
  const std::unique_ptr<RE2> pattern = compile(pattern_text);
  if (!pattern->ok()) return call.fail(1, problem_of(*pattern));
  const std::string_view string = subject(call, 0);
  std::string result;
  size_t done = 0;
  each_match(*pattern, string, [&](const Match& match) {
    const auto begin = static_cast<size_t>(match[0].data() - string.data());
    result += string.substr(done, begin - done);
    expand_into(result, text(call, 2), *pattern, match);
    done = begin + match[0].size();
    return result.size() <= kMaxStringBytes;
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
