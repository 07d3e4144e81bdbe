// SPDX-License-Identifier: Apache-2.0
// format and formatlist. Of unknown arguments that %s or %v takes, the text around them is kept.
// Exported: format_functions. Tested by tests/expressions/functions/format.txt and
// sketches_test.cc.
#include "expressions/functions/families.h"
#include "expressions/functions/members.h"
#include "expressions/functions/verbs.h"

namespace expressions {

namespace {

constexpr Parameter kFormat[] = {{.name = "format", .type = ParameterType::string}};
constexpr Parameter kArguments = {.name = "args", .allow_null = true, .allow_unknown = true};

// The text of one verb, or why there is none.
using Text = source::Result<std::string>;

Text wrong_value(const Verb& verb, std::string_view why) {
  return Text::failure("the verb %" + std::string(1, verb.mode) + " " + std::string(why));
}

Text as_is(const Verb& verb, const Value& value) {
  const bool plain = !verb.sharp && !value.is_null();
  if (plain && value.kind() == Kind::string) return padded(verb, std::string(value.as_string()));
  if (plain && value.kind() == Kind::number) return padded(verb, shortest_text(value.as_number()));
  if (value.kind() == Kind::number && value.is_known() && value.as_number().is_infinite()) {
    return wrong_value(verb, "cannot write an infinity as JSON");
  }
  return padded(verb, values::to_json(value));
}

Text as_number(const Verb& verb, const Value& value, Arena& arena) {
  const values::Conversion converted = convert(value, Type::number(), arena);
  if (!converted.ok) return wrong_value(verb, "takes a number");
  const Number number = converted.value.as_number();
  if (verb.mode == 'b' || verb.mode == 'd' || verb.mode == 'o' || verb.mode == 'x' ||
      verb.mode == 'X') {
    if (!number.is_integer()) return wrong_value(verb, "takes a whole number");
    return format_integer(verb, number);
  }
  return format_float(verb, number);
}

Text as_string(const Verb& verb, const Value& value, Arena& arena) {
  const values::Conversion converted = convert(value, Type::string(), arena);
  if (!converted.ok) return wrong_value(verb, "takes a string");
  std::string text(converted.value.as_string());
  if (verb.precision.value_or(0) > 0) {
    const std::vector<std::string_view> clusters = values::graphemes(converted.value.as_string());
    if (static_cast<size_t>(*verb.precision) < clusters.size()) {
      text.resize(static_cast<size_t>(clusters[static_cast<size_t>(*verb.precision)].data() -
                                      clusters.front().data()));
    }
  }
  return padded(verb, verb.mode == 'q' ? values::json_string(text, true) : text);
}

Text formatted(const Verb& verb, const Value& value, Arena& arena) {
  if (verb.width.value_or(0) > kMaxFormatWidth || verb.precision.value_or(0) > kMaxFormatWidth) {
    return wrong_value(verb, "has too large a width or precision");
  }
  if (value.is_null() && verb.mode != 'v') return wrong_value(verb, "cannot write null");
  switch (verb.mode) {
    case 'v':
      return as_is(verb, value);
    case 't': {
      const values::Conversion converted = convert(value, Type::boolean(), arena);
      if (!converted.ok) return wrong_value(verb, "takes a bool");
      return std::string(converted.value.as_boolean() ? "true" : "false");
    }
    case 's':
    case 'q':
      return as_string(verb, value, arena);
    case 'b':
    case 'd':
    case 'o':
    case 'x':
    case 'X':
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G':
      return as_number(verb, value, arena);
    default:
      return Text::failure("there is no verb %" + std::string(1, verb.mode));
  }
}

// All verbs with their arguments, or why that is impossible.
Text format_all(const Format& format, std::span<const Value> arguments, Arena& arena) {
  std::string text;
  for (const Verb& verb : format.verbs) {
    if (verb.mode == 0) {
      text += verb.literal;
      continue;
    }
    if (verb.argument >= arguments.size()) {
      return Text::failure("the format needs " + std::to_string(verb.argument + 1) +
                           " arguments, but there are " + std::to_string(arguments.size()));
    }
    const Text part = formatted(verb, arguments[verb.argument], arena);
    if (!part.ok()) return part;
    text += part.value();
    if (text.size() > kMaxStringBytes) return Text::failure("the result is longer than 16 MiB");
  }
  if (!format.error.empty()) return Text::failure(format.error);
  if (format.used < arguments.size()) return Text::failure("there are more arguments than verbs");
  return text;
}

// Pieces for the sketch of an unknown result: nothing where a verb shapes what is unknown.
std::optional<std::vector<Value>> pieces_of_format(const Format& format,
                                                   std::span<const Value> arguments, Arena& arena) {
  std::vector<Value> pieces;
  if (!format.error.empty() || format.used > arguments.size()) return std::nullopt;
  for (const Verb& verb : format.verbs) {
    if (verb.mode == 0) {
      pieces.push_back(Value::string(verb.literal, arena));
      continue;
    }
    const Value& argument = arguments[verb.argument];
    if (argument.is_wholly_known()) {
      const Text text = formatted(verb, argument, arena);
      if (!text.ok()) return std::nullopt;
      pieces.push_back(Value::string(values::normalized(text.value(), arena), arena));
      continue;
    }
    const bool verbatim = (verb.mode == 's' || verb.mode == 'v') && !verb.width &&
                          !verb.precision && !verb.sharp && argument.is_unknown() &&
                          argument.kind() <= Kind::string;
    if (!verbatim) return std::nullopt;
    pieces.push_back(argument);
  }
  return pieces;
}

// Terraform knows the text before the first verb, and no more.
Value format_unknown(FunctionCall& call) {
  const Value& format = call.arguments[0];
  if (!format.is_known()) return unknown_result(call);
  const std::string_view written = format.as_string();
  const auto pieces =
      pieces_of_format(parse_format(written), call.arguments.subspan(1), call.arena());
  Value result = pieces ? pieces_result(call, *pieces) : unknown_result(call);
  const size_t percent = written.find('%');
  if (percent != 0 && percent != std::string_view::npos) {
    values::Refinement refinement;
    refinement.prefix = call.arena().copy(values::safe_prefix(written.substr(0, percent)));
    result = values::refined(result, refinement, call.arena());
  }
  return result;
}

Value format(FunctionCall& call) {
  const std::span<const Value> arguments = call.arguments.subspan(1);
  for (const Value& argument : arguments) {
    if (!argument.is_wholly_known()) return format_unknown(call);
  }
  const Text result = format_all(parse_format(text(call, 0)), arguments, call.arena());
  return result.ok() ? string_result(call, result.value()) : call.fail(result.error());
}

// How formatlist() walks its arguments: sequences by element, of one length, the rest as it is.
struct Rounds {
  std::optional<size_t> count;  // of the sequences
  bool known = true;            // whether all of them can be walked
};

Rounds rounds_of(FunctionCall& call) {
  Rounds rounds;
  for (size_t i = 1; i < call.arguments.size(); ++i) {
    const Value& argument = call.arguments[i];
    if (argument.is_unknown() && argument.kind() == Kind::dynamic) rounds.known = false;
    if (!is_sequence(argument.kind()) || argument.is_null()) continue;
    const bool coalesces = argument.is_known() && argument.kind() == Kind::set &&
                           argument.elements().size() > 1 && !argument.is_wholly_known();
    if ((argument.is_unknown() && argument.kind() != Kind::tuple) || coalesces) {
      rounds.known = false;
      continue;
    }
    const size_t length = argument.is_known() ? argument.elements().size()
                                              : argument.type(call.arena()).elements().size();
    if (rounds.count && *rounds.count != length) {
      call.fail(static_cast<int>(i), "all lists must have one length");
      return rounds;
    }
    rounds.count = length;
    if (argument.is_unknown()) rounds.known = false;
  }
  return rounds;
}

// The arguments of one round.
std::vector<Value> arguments_of_round(const FunctionCall& call, size_t round) {
  std::vector<Value> arguments;
  for (const Value& argument : call.arguments.subspan(1)) {
    arguments.push_back(is_known_sequence(argument) ? argument.elements()[round] : argument);
  }
  return arguments;
}

// An element of the result in which something is unknown.
Value unknown_element(FunctionCall& call, const Format& format, std::span<const Value> arguments) {
  const auto pieces = pieces_of_format(format, arguments, call.arena());
  FunctionCall one = call;
  one.arguments = arguments;
  one.result = Type::string();
  const Value result = pieces ? pieces_result(one, *pieces) : unknown_result(one);
  values::Refinement not_null;
  not_null.not_null = true;
  return values::refined(result, not_null, call.arena());
}

Value formatlist(FunctionCall& call) {
  const Rounds rounds = rounds_of(call);
  if (!call.error.empty()) return {};
  if (!rounds.known) return unknown_result(call);
  const Format format = parse_format(text(call, 0));
  std::vector<Value> results;
  for (size_t round = 0; round < rounds.count.value_or(1); ++round) {
    const std::vector<Value> arguments = arguments_of_round(call, round);
    bool known = true;
    for (const Value& argument : arguments) known = known && argument.is_wholly_known();
    if (!known) {
      results.push_back(unknown_element(call, format, arguments));
      continue;
    }
    const Text result = format_all(format, arguments, call.arena());
    if (!result.ok()) return call.fail(result.error());
    results.push_back(string_result(call, result.value()));
  }
  return Value::list(Type::string(), results, call.arena());
}

// flat table: one entry a function.
constexpr Function kFunctions[] = {
    {.name = "format",
     .summary = "A string made from a format with verbs such as %s and the values for them.",
     .parameters = kFormat,
     .variadic = &kArguments,
     .result_type = returns_string,
     .evaluate = format,
     .evaluate_unknown = format_unknown},
    {.name = "formatlist",
     .summary = "A list of strings made from a format and lists of values for its verbs.",
     .parameters = kFormat,
     .variadic = &kArguments,
     .result_type = returns_list_of_string,
     .evaluate = formatlist},
};

}  // namespace

std::span<const Function> format_functions() { return kFunctions; }

}  // namespace expressions
