// SPDX-License-Identifier: Apache-2.0
// Functions of encodings: base64decode, base64encode, jsondecode, jsonencode, urlencode. The JSON
// of a value with unknowns in it remembers the value, and decoding gives it back. Exported:
// encoding_functions. Tested by tests/expressions/functions/encoding.txt and sketches_test.cc.
#include "expressions/evaluation.h"
#include "expressions/functions/base64.h"
#include "expressions/functions/charsets.h"
#include "expressions/functions/documents.h"
#include "expressions/functions/families.h"
#include "expressions/functions/gzip.h"
#include "expressions/functions/members.h"
#include "expressions/functions/runes.h"
#include "expressions/functions/yaml.h"
#include "expressions/sketches.h"
#include "values/inspect.h"

namespace expressions {

namespace {

constexpr Parameter kString[] = {{.name = "str", .type = ParameterType::string}};
constexpr Parameter kValue[] = {
    {.name = "val", .allow_null = true, .allow_unknown = true, .allow_dynamic = true}};

constexpr Parameter kYaml[] = {{.name = "value", .allow_null = true, .allow_dynamic = true}};
constexpr Parameter kSource[] = {{.name = "src", .type = ParameterType::string}};
constexpr Parameter kTextEncode[] = {{.name = "string", .type = ParameterType::string},
                                     {.name = "encoding", .type = ParameterType::string}};
constexpr Parameter kTextDecode[] = {{.name = "source", .type = ParameterType::string},
                                     {.name = "encoding", .type = ParameterType::string}};

Value base64encode(FunctionCall& call) {
  return string_result(call, base64::encode(text(call, 0)));
}

Value base64decode(FunctionCall& call) {
  const std::optional<std::string> bytes = base64::decode(text(call, 0));
  if (!bytes) return call.fail(0, "a base64 string is required");
  if (!runes::is_utf8(*bytes)) return call.fail(0, "what is encoded is no UTF-8 text");
  return string_result(call, *bytes);
}

// Looking for repetitions costs more than a look at each byte.
Value base64gzip(FunctionCall& call) {
  constexpr size_t kCost = 16;
  const std::string_view given = text(call, 0);
  if (!spend(call.context, call.call.range, kCost * given.size())) return {};
  return string_result(call, base64::encode(gzip::compress(given)));
}

Value textencodebase64(FunctionCall& call) {
  const charsets::Charset* charset = charsets::find(text(call, 1));
  if (charset == nullptr) return call.fail(1, "no supported encoding has this name");
  const std::optional<std::string> bytes = charsets::encode(text(call, 0), *charset);
  if (!bytes) return call.fail(0, "the string has characters that the encoding lacks");
  return string_result(call, base64::encode(*bytes));
}

Value textdecodebase64(FunctionCall& call) {
  const charsets::Charset* charset = charsets::find(text(call, 1));
  if (charset == nullptr) return call.fail(1, "no supported encoding has this name");
  const std::optional<std::string> bytes = base64::decode(text(call, 0));
  if (!bytes) return call.fail(0, "a base64 string is required");
  const std::optional<std::string> decoded = charsets::decode(*bytes, *charset);
  if (!decoded) return call.fail(0, "what is encoded is no text of this encoding");
  return string_result(call, *decoded);
}

// Percent signs and two hexadecimal digits for all but letters, digits and "-_.~"; + for spaces.
Value urlencode(FunctionCall& call) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr std::string_view kKept = "-_.~";
  std::string encoded;
  for (const char c : text(call, 0)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter || (c >= '0' && c <= '9') || kKept.find(c) != std::string_view::npos) {
      encoded += c;
    } else if (c == ' ') {
      encoded += '+';
    } else {
      encoded += '%';
      encoded += kDigits[byte >> 4];
      encoded += kDigits[byte & 15];
    }
  }
  return string_result(call, encoded);
}

// The character that the JSON of a type begins with; none if it may be another.
std::string_view first_character(Kind kind) {
  if (kind == Kind::string) return "\"";
  if (is_mapping(kind)) return "{";
  return is_sequence(kind) ? "[" : "";
}

Value jsonencode_unknown(FunctionCall& call) {
  const Value& value = call.arguments[0];
  const Value result = unknown_result(call, document_of(value, call.arena()));
  if (!values::definitely_not_null(value)) return result;
  values::Refinement refinement;
  refinement.prefix = first_character(value.kind());
  return values::refined(result, refinement, call.arena());
}

Value jsonencode(FunctionCall& call) {
  const Value value = call.arguments[0].materialized(call.arena());
  if (!value.is_wholly_known()) return jsonencode_unknown(call);
  if (values::has_infinity(value)) return call.fail(0, "JSON has no infinity");
  return string_result(call, values::to_json(value));
}

// What the beginning of an unknown text tells of the type that it decodes to.
Type jsondecode_type(FunctionCall& call) {
  const Value& string = call.arguments[0];
  if (string.is_known() || string.unknown_data().refinement == nullptr) return Type::dynamic();
  std::string_view prefix = string.unknown_data().refinement->prefix;
  while (!prefix.empty() && runes::is_space(runes::first(prefix).code)) {
    prefix.remove_prefix(runes::first(prefix).size);
  }
  if (prefix.empty()) return Type::dynamic();
  switch (prefix.front()) {
    case '"':
      return Type::string();
    case 't':
    case 'f':
      return Type::boolean();
    case '{':
    case '[':
    case 'n':
      return Type::dynamic();
    default:
      if (prefix.front() == '-' || prefix.front() == '.' || runes::is_digit(prefix.front())) {
        return Type::number();
      }
      call.fail(0, "no JSON document begins like this text");
      return Type::dynamic();
  }
}

// What one of several texts decodes to, if it decodes at all: of those that do not, the call fails.
// An empty one, which is how absence is often written, is kept apart as null.
std::optional<std::vector<Value>> decoded_choices(const values::Choices& texts, Arena& arena) {
  std::vector<Value> decoded;
  for (const Value& text : texts.values) {
    if (text.is_unknown()) {
      const std::optional<Value> content = content_of_document(text, arena);
      if (!content) return std::nullopt;
      decoded.push_back(*content);
    } else if (values::is_text(text)) {
      const source::Result<Value> content = values::from_json(text.as_string(), arena);
      if (content.ok()) decoded.push_back(content.value());
      if (text.as_string().empty()) decoded.emplace_back();
    }
  }
  return decoded;
}

Value jsondecode_unknown(FunctionCall& call) {
  if (const values::Choices* texts = choices_of(call.arguments[0])) {
    const auto decoded = decoded_choices(*texts, call.arena());
    if (!decoded || decoded->empty()) return unknown_result(call);
    return decoded->size() == 1 ? behind_unknown(call, decoded->front()) : one_of(call, *decoded);
  }
  const std::optional<Value> content = content_of_document(call.arguments[0], call.arena());
  return content ? behind_unknown(call, *content) : unknown_result(call);
}

Value jsondecode(FunctionCall& call) {
  const source::Result<Value> decoded = values::from_json(text(call, 0), call.arena());
  return decoded.ok() ? decoded.value() : call.fail(0, decoded.error());
}

Value yamldecode(FunctionCall& call) {
  const source::Result<Value> decoded = yaml::decode(text(call, 0), call.arena());
  return decoded.ok() ? decoded.value() : call.fail(0, decoded.error());
}

Value yamlencode(FunctionCall& call) {
  const Value value = call.arguments[0].materialized(call.arena());
  if (!value.is_wholly_known()) return unknown_result(call);
  return string_result(call, yaml::encode(value));
}

// flat table: one entry a function.
constexpr Function kFunctions[] = {
    {.name = "base64decode",
     .summary = "The UTF-8 text that is encoded in base64.",
     .parameters = kString,
     .result_type = returns_string,
     .evaluate = base64decode},
    {.name = "base64encode",
     .summary = "The string's UTF-8 bytes in base64.",
     .parameters = kString,
     .result_type = returns_string,
     .evaluate = base64encode},
    {.name = "base64gzip",
     .summary = "The string compressed by gzip, in base64.",
     .parameters = kString,
     .result_type = returns_string,
     .evaluate = base64gzip},
    {.name = "jsondecode",
     .summary = "The value that a JSON text stands for.",
     .parameters = kString,
     .result_type = jsondecode_type,
     .evaluate = jsondecode,
     .evaluate_unknown = jsondecode_unknown,
     .not_null = false},
    {.name = "jsonencode",
     .summary = "The value as JSON text.",
     .parameters = kValue,
     .result_type = returns_string,
     .evaluate = jsonencode},
    {.name = "textdecodebase64",
     .summary = "The text that is encoded in a character encoding and then in base64.",
     .parameters = kTextDecode,
     .result_type = returns_string,
     .evaluate = textdecodebase64},
    {.name = "textencodebase64",
     .summary = "The string in a character encoding, in base64.",
     .parameters = kTextEncode,
     .result_type = returns_string,
     .evaluate = textencodebase64},
    {.name = "urlencode",
     .summary = "The string as it stands in the query of a URL.",
     .parameters = kString,
     .result_type = returns_string,
     .evaluate = urlencode},
    {.name = "yamldecode",
     .summary = "The value that a YAML document stands for.",
     .parameters = kSource,
     .result_type = returns_dynamic,
     .evaluate = yamldecode,
     .not_null = false},
    {.name = "yamlencode",
     .summary = "The value as a YAML document.",
     .parameters = kYaml,
     .result_type = returns_string,
     .evaluate = yamlencode,
     .not_null = false},
};

}  // namespace

std::span<const Function> encoding_functions() { return kFunctions; }

}  // namespace expressions
