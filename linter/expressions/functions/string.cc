// SPDX-License-Identifier: Apache-2.0
// Functions of strings. They count grapheme clusters, as Terraform does; trim and title work on
// code points, as Go does.
// Exported: string_functions. Tested by tests/expressions/functions/string.txt and
// sketches_test.cc.
#include <algorithm>
#include <set>

#include "expressions/functions/families.h"
#include "expressions/functions/members.h"
#include "expressions/functions/runes.h"

namespace expressions {

namespace {

constexpr Parameter kString[] = {{.name = "str", .type = ParameterType::string}};
constexpr Parameter kStringDynamic[] = {
    {.name = "str", .type = ParameterType::string, .allow_dynamic = true}};
constexpr Parameter kTrim[] = {{.name = "str", .type = ParameterType::string},
                               {.name = "cutset", .type = ParameterType::string}};
constexpr Parameter kSubstring[] = {
    {.name = "str", .type = ParameterType::string, .allow_dynamic = true},
    {.name = "offset", .type = ParameterType::number, .allow_dynamic = true},
    {.name = "length", .type = ParameterType::number, .allow_dynamic = true}};
constexpr Parameter kIndent[] = {{.name = "spaces", .type = ParameterType::number},
                                 {.name = "str", .type = ParameterType::string}};
constexpr Parameter kSplit[] = {{.name = "separator", .type = ParameterType::string},
                                {.name = "str", .type = ParameterType::string}};
constexpr Parameter kSeparator[] = {{.name = "separator", .type = ParameterType::string}};
constexpr Parameter kLists = {.name = "lists", .type = ParameterType::list_of_string};

Value upper(FunctionCall& call) { return string_result(call, runes::to_upper(text(call, 0))); }
Value lower(FunctionCall& call) { return string_result(call, runes::to_lower(text(call, 0))); }
Value title(FunctionCall& call) { return string_result(call, runes::to_title(text(call, 0))); }

Value strrev(FunctionCall& call) {
  std::vector<std::string_view> clusters = values::graphemes(text(call, 0));
  std::string reversed;
  for (auto cluster = clusters.rbegin(); cluster != clusters.rend(); ++cluster) {
    reversed += *cluster;
  }
  return string_result(call, reversed);
}

// An offset before the beginning is the beginning; a length of 0 is "all of it" there, as in
// Terraform.
Value substr(FunctionCall& call) {
  std::optional<int64_t> offset = whole_number(call, 1);
  if (!offset) return {};
  const std::optional<int64_t> length = whole_number(call, 2);
  if (!length) return {};
  const std::vector<std::string_view> clusters = values::graphemes(text(call, 0));
  const auto count = static_cast<int64_t>(clusters.size());
  if (*offset >= 0 && *length == 0) return string_result(call, "");
  if (*offset < 0) *offset += count;
  const int64_t begin = std::clamp<int64_t>(*offset, 0, count);
  const bool all = *length <= 0 || *length > count - begin;
  std::string result;
  for (int64_t i = begin; i < (all ? count : begin + *length); ++i) {
    result += clusters[static_cast<size_t>(i)];
  }
  return string_result(call, result);
}

std::string_view trim_left(std::string_view text, auto in_cutset) {
  while (!text.empty() && in_cutset(runes::first(text).code)) {
    text.remove_prefix(runes::first(text).size);
  }
  return text;
}

std::string_view trim_right(std::string_view text, auto in_cutset) {
  while (!text.empty() && in_cutset(runes::last(text).code)) {
    text.remove_suffix(runes::last(text).size);
  }
  return text;
}

Value trim(FunctionCall& call) {
  std::set<int32_t> cutset;
  for (std::string_view rest = text(call, 1); !rest.empty();) {
    const runes::Rune rune = runes::first(rest);
    cutset.insert(rune.code);
    rest.remove_prefix(rune.size);
  }
  const auto in_cutset = [&](int32_t code) { return cutset.contains(code); };
  return string_result(call, trim_right(trim_left(text(call, 0), in_cutset), in_cutset));
}

Value trimspace(FunctionCall& call) {
  return string_result(call,
                       trim_right(trim_left(text(call, 0), runes::is_space), runes::is_space));
}

// Line ends: "\n", "\r\n", and "\r".
Value chomp(FunctionCall& call) {
  return string_result(
      call, trim_right(text(call, 0), [](int32_t code) { return code == '\n' || code == '\r'; }));
}

Value indent(FunctionCall& call) {
  const std::optional<int64_t> spaces = whole_number(call, 0);
  if (!spaces) return {};
  if (*spaces < 0) return call.fail(0, "the number of spaces must not be negative");
  const std::string_view lines = text(call, 1);
  const auto breaks = static_cast<uint64_t>(std::count(lines.begin(), lines.end(), '\n'));
  if (static_cast<uint64_t>(*spaces) > kMaxStringBytes / std::max<uint64_t>(breaks, 1)) {
    return call.fail("the result would be longer than 16 MiB");
  }
  const std::string pad = "\n" + std::string(static_cast<size_t>(*spaces), ' ');
  return string_result(call, runes::replaced(lines, "\n", pad));
}

Value split(FunctionCall& call) {
  const std::string_view separator = text(call, 0);
  std::string_view rest = text(call, 1);
  std::vector<std::string_view> parts;
  if (separator.empty()) {
    while (!rest.empty()) {
      const size_t size = runes::first(rest).size;
      parts.push_back(rest.substr(0, size));
      rest.remove_prefix(size);
    }
    return string_list_result(call, parts);
  }
  for (size_t at = rest.find(separator); at != std::string_view::npos; at = rest.find(separator)) {
    parts.push_back(rest.substr(0, at));
    rest.remove_prefix(at + separator.size());
  }
  parts.push_back(rest);
  return string_list_result(call, parts);
}

// Any number of unknown strings, which mention what is split.
Value split_unknown(FunctionCall& call) {
  const Value part =
      values::unknown_from(Type::string(), call.arguments, call.context.origins, call.arena());
  return sketched_result(call, {{.key = {}, .value = part, .optional = true, .many = true}});
}

// A list that has one string or none, joined: that string or an empty one. Nothing of other lists.
std::optional<Value> join_of_one(FunctionCall& call, const Value& list) {
  if (list.is_known() || call.arguments.size() != 2) return std::nullopt;
  const std::optional<Members> found = members(list, call);
  if (!found || found->size() != 1 || found->front().many) return std::nullopt;
  const Value& only = found->front().value;
  if (only.is_null()) return std::nullopt;
  if (!found->front().optional) return behind_unknown(call, only);
  const Value either[] = {only, Value::string("", call.arena())};
  return one_of(call, either);
}

// Strings and unknown values with the separator between them, as pieces of an unknown string.
Value join_unknown(FunctionCall& call) {
  if (const auto one = join_of_one(call, call.arguments[1])) return *one;
  std::vector<Value> pieces;
  for (const Value& list : call.arguments.subspan(1)) {
    if (!list.is_known() || !call.arguments[0].is_known()) return unknown_result(call);
    for (const Value& element : list.elements()) {
      if (element.is_null()) return unknown_result(call);
      if (!pieces.empty()) pieces.push_back(call.arguments[0]);
      pieces.push_back(element);
    }
  }
  return pieces_result(call, pieces);
}

Value join(FunctionCall& call) {
  const std::span<const Value> lists = call.arguments.subspan(1);
  if (lists.empty()) return call.fail("at least one list is required");
  for (const Value& list : lists) {
    if (!list.is_wholly_known()) return join_unknown(call);
  }
  std::string joined;
  bool first = true;
  for (size_t i = 0; i < lists.size(); ++i) {
    for (const Value& element : lists[i].elements()) {
      if (element.is_null()) return call.fail(static_cast<int>(i + 1), "an element is null");
      if (!first) joined += text(call, 0);
      first = false;
      joined += element.as_string();
      if (joined.size() > kMaxStringBytes) return string_result(call, joined);
    }
  }
  return string_result(call, joined);
}

// flat table: one entry a function.
constexpr Function kFunctions[] = {
    {.name = "chomp",
     .summary = "The string without the line ends at its end.",
     .parameters = kString,
     .result_type = returns_string,
     .evaluate = chomp},
    {.name = "indent",
     .summary = "The string with spaces before every line but the first.",
     .parameters = kIndent,
     .result_type = returns_string,
     .evaluate = indent},
    {.name = "join",
     .summary = "The strings of one or more lists, with a separator between them.",
     .parameters = kSeparator,
     .variadic = &kLists,
     .result_type = returns_string,
     .evaluate = join,
     .evaluate_unknown = join_unknown},
    {.name = "lower",
     .summary = "The string in small letters.",
     .parameters = kStringDynamic,
     .result_type = returns_string,
     .evaluate = lower},
    {.name = "split",
     .summary = "The parts of a string between the places where a separator stands.",
     .parameters = kSplit,
     .result_type = returns_list_of_string,
     .evaluate = split,
     .evaluate_unknown = split_unknown},
    {.name = "strrev",
     .summary = "The characters of a string in reverse order.",
     .parameters = kStringDynamic,
     .result_type = returns_string,
     .evaluate = strrev},
    {.name = "substr",
     .summary = "A number of characters of a string, from an offset on.",
     .parameters = kSubstring,
     .result_type = returns_string,
     .evaluate = substr},
    {.name = "title",
     .summary = "The string with the first letter of every word in title case.",
     .parameters = kString,
     .result_type = returns_string,
     .evaluate = title},
    {.name = "trim",
     .summary = "The string without the given characters at its beginning and end.",
     .parameters = kTrim,
     .result_type = returns_string,
     .evaluate = trim},
    {.name = "trimspace",
     .summary = "The string without white space at its beginning and end.",
     .parameters = kString,
     .result_type = returns_string,
     .evaluate = trimspace},
    {.name = "upper",
     .summary = "The string in capital letters.",
     .parameters = kStringDynamic,
     .result_type = returns_string,
     .evaluate = upper},
};

}  // namespace

std::span<const Function> string_functions() { return kFunctions; }

}  // namespace expressions
