// SPDX-License-Identifier: Apache-2.0
// Functions that look for one string in another: endswith, startswith, strcontains, trimprefix,
// trimsuffix. Of an unknown string its literal pieces answer.
// Exported: affix_functions. Tested by tests/expressions/functions/string.txt and
// sketches_test.cc.
#include "expressions/functions/families.h"
#include "expressions/functions/members.h"

namespace expressions {

namespace {

constexpr Parameter kTrimPrefix[] = {{.name = "str", .type = ParameterType::string},
                                     {.name = "prefix", .type = ParameterType::string}};
constexpr Parameter kTrimSuffix[] = {{.name = "str", .type = ParameterType::string},
                                     {.name = "suffix", .type = ParameterType::string}};
constexpr Parameter kStartsWith[] = {
    {.name = "str", .type = ParameterType::string, .allow_unknown = true},
    {.name = "prefix", .type = ParameterType::string}};
constexpr Parameter kContains[] = {{.name = "str", .type = ParameterType::string},
                                   {.name = "substr", .type = ParameterType::string}};

Value trimprefix(FunctionCall& call) {
  std::string_view rest = text(call, 0);
  if (rest.starts_with(text(call, 1))) rest.remove_prefix(text(call, 1).size());
  return string_result(call, rest);
}

Value trimsuffix(FunctionCall& call) {
  std::string_view rest = text(call, 0);
  if (rest.ends_with(text(call, 1))) rest.remove_suffix(text(call, 1).size());
  return string_result(call, rest);
}

enum class Affix : uint8_t { yes, no, undecided };

// Whether a string of which only the beginning (or end) is known starts (ends) with a text.
Affix has_affix(std::string_view known, std::string_view affix, bool at_end) {
  if (known.size() >= affix.size()) {
    const bool has = at_end ? known.ends_with(affix) : known.starts_with(affix);
    return has ? Affix::yes : Affix::no;
  }
  const bool possible = at_end ? affix.ends_with(known) : affix.starts_with(known);
  return possible ? Affix::undecided : Affix::no;
}

// The literal text at the beginning (end) of an unknown string, as its sketch has it.
std::string_view literal_end(const Value& string, bool at_end) {
  const std::vector<Value> pieces = pieces_of(string);
  const Value& outer = at_end ? pieces.back() : pieces.front();
  return outer.is_known() ? outer.as_string() : std::string_view();
}

// An unknown string whose first (last) literal piece decides keeps its other pieces.
Value trim_affix_of_unknown(FunctionCall& call, bool at_end) {
  const Value& affix = call.arguments[1];
  if (!affix.is_known()) return unknown_result(call);
  std::vector<Value> pieces = pieces_of(call.arguments[0]);
  Value& outer = at_end ? pieces.back() : pieces.front();
  if (!outer.is_known()) return unknown_result(call);
  std::string_view literal = outer.as_string();
  switch (has_affix(literal, affix.as_string(), at_end)) {
    case Affix::undecided:
      return unknown_result(call);
    case Affix::yes: {
      const size_t size = affix.as_string().size();
      literal = literal.substr(at_end ? 0 : size, literal.size() - size);
      outer = Value::string(literal, call.arena());
      if (literal.empty()) pieces.erase(at_end ? pieces.end() - 1 : pieces.begin());
      break;
    }
    case Affix::no:
      break;
  }
  return pieces_result(call, pieces);
}

Value trimprefix_unknown(FunctionCall& call) { return trim_affix_of_unknown(call, false); }
Value trimsuffix_unknown(FunctionCall& call) { return trim_affix_of_unknown(call, true); }

// For rules: what the literal end of an unknown string decides.
Value affix_of_sketch(FunctionCall& call, bool at_end) {
  if (call.context.semantics != Semantics::rules || !call.arguments[1].is_known()) {
    return unknown_result(call);
  }
  const std::string_view known = literal_end(call.arguments[0], at_end);
  const Affix affix = has_affix(known, text(call, 1), at_end);
  if (affix == Affix::undecided) return unknown_result(call);
  return Value::boolean(affix == Affix::yes);
}

Value startswith(FunctionCall& call) {
  const Value& string = call.arguments[0];
  const std::string_view prefix = text(call, 1);
  if (string.is_known()) return Value::boolean(string.as_string().starts_with(prefix));
  if (prefix.empty()) return Value::boolean(true);
  const values::Refinement* refinement = string.unknown_data().refinement;
  const std::string_view known = refinement != nullptr ? refinement->prefix : std::string_view();
  if (known.starts_with(prefix)) return Value::boolean(true);
  if (!known.empty() && known.size() >= prefix.size()) return Value::boolean(false);
  return affix_of_sketch(call, false);
}

Value endswith(FunctionCall& call) {
  return Value::boolean(text(call, 0).ends_with(text(call, 1)));
}

Value endswith_unknown(FunctionCall& call) { return affix_of_sketch(call, true); }

Value strcontains(FunctionCall& call) {
  return Value::boolean(text(call, 0).find(text(call, 1)) != std::string_view::npos);
}

// A literal piece that contains the text decides; what a symbol contains nobody knows.
Value strcontains_unknown(FunctionCall& call) {
  if (call.context.semantics != Semantics::rules || !call.arguments[1].is_known()) {
    return unknown_result(call);
  }
  for (const Value& piece : pieces_of(call.arguments[0])) {
    const bool found =
        piece.is_known() && piece.as_string().find(text(call, 1)) != std::string_view::npos;
    if (found) return Value::boolean(true);
  }
  return unknown_result(call);
}

// flat table: one entry a function.
constexpr Function kFunctions[] = {
    {.name = "endswith",
     .summary = "Whether a string ends with another.",
     .parameters = kTrimSuffix,
     .result_type = returns_boolean,
     .evaluate = endswith,
     .evaluate_unknown = endswith_unknown},
    {.name = "startswith",
     .summary = "Whether a string begins with another.",
     .parameters = kStartsWith,
     .result_type = returns_boolean,
     .evaluate = startswith},
    {.name = "strcontains",
     .summary = "Whether a string stands within another.",
     .parameters = kContains,
     .result_type = returns_boolean,
     .evaluate = strcontains,
     .evaluate_unknown = strcontains_unknown,
     .not_null = false},
    {.name = "trimprefix",
     .summary = "The string without a prefix.",
     .parameters = kTrimPrefix,
     .result_type = returns_string,
     .evaluate = trimprefix,
     .evaluate_unknown = trimprefix_unknown},
    {.name = "trimsuffix",
     .summary = "The string without a suffix.",
     .parameters = kTrimSuffix,
     .result_type = returns_string,
     .evaluate = trimsuffix,
     .evaluate_unknown = trimsuffix_unknown},
};

}  // namespace

std::span<const Function> affix_functions() { return kFunctions; }

}  // namespace expressions
