// SPDX-License-Identifier: Apache-2.0
// HCL's JSON profile (hcl v2.23, package json): a file is a body all of whose members are
// attributes; a string is a template, in Terraform's own files. Exports read_json. Tested in
// tests/syntax/json_test.cc.
#include "syntax/json/reader.h"

#include <utility>

#include "syntax/hcl/read_hcl.h"
#include "syntax/hcl/text.h"
#include "syntax/json/read_json.h"
#include "syntax/json/string.h"

namespace syntax {

namespace {

constexpr std::string_view kConfigurationEnding = ".tf.json";
constexpr std::string_view kRemark = "//";

bool may_be_template(std::string_view text) {
  return text.find("${") != std::string_view::npos || text.find("%{") != std::string_view::npos;
}

}  // namespace

JsonReader::JsonReader(Tree& tree, std::string_view text, JsonStrings strings)
    : tree_(tree), text_(text), strings_(strings), scanner_(text) {
  token_ = scanner_.next();
}

const Body* JsonReader::body() {
  Members members;
  if (root(members) && !at(JsonTokenKind::end)) expected("the end of the file");
  if (fault_) tree_.diagnostics.add(std::move(*fault_));
  std::vector<Attribute> attributes;
  for (const Member& member : members) {
    const source::Range name = range(member.name);
    attributes.push_back({decode_json(inside(member.name), tree_.arena), name, member.value,
                          source::join(name, member.value->range)});
  }
  const source::Range whole{tree_.file, 0, static_cast<uint32_t>(text_.size())};
  return tree_.arena.make<Body>(Body{tree_.arena.copy(attributes), {}, whole, /*json=*/true});
}

bool JsonReader::root(Members& members) {
  if (at(JsonTokenKind::open_bracket)) return root_array(members);
  if (at(JsonTokenKind::open_brace)) return object_members(take(), members, 0, strings_);
  return expected("a JSON object", "Such a file is one object: { ... }.");
}

// An array of objects is one body with the members of them all.
bool JsonReader::root_array(Members& members) {
  const JsonToken open = take();
  if (accept(JsonTokenKind::close_bracket)) return true;
  do {
    if (at(JsonTokenKind::close_bracket)) return trailing_comma();
    if (!at(JsonTokenKind::open_brace)) return expected("a JSON object");
    if (!object_members(take(), members, 0, strings_)) return false;
  } while (accept(JsonTokenKind::comma));
  return accept(JsonTokenKind::close_bracket) || not_closed(open);
}

bool JsonReader::object_members(const JsonToken& open, Members& members, uint32_t depth,
                                JsonStrings strings) {
  if (accept(JsonTokenKind::close_brace)) return true;
  do {
    if (at(JsonTokenKind::close_brace)) return trailing_comma();
    const std::optional<Member> next = member(depth, strings);
    if (!next) return false;
    members.push_back(*next);
  } while (accept(JsonTokenKind::comma));
  return accept(JsonTokenKind::close_brace) || not_closed(open);
}

std::optional<JsonReader::Member> JsonReader::member(uint32_t depth, JsonStrings strings) {
  if (!at(JsonTokenKind::string)) {
    no_name();
    return std::nullopt;
  }
  Member result{take()};
  if (!check_string(result.name)) return std::nullopt;
  if (!accept(JsonTokenKind::colon)) {
    no_colon();
    return std::nullopt;
  }
  result.value = value(depth + 1, strings_of(inside(result.name), depth, strings));
  if (!result.value) return std::nullopt;
  return result;
}

// What the strings in the member of that name are. Terraform takes what a variable declares as it
// is written: nothing is in scope there but in its validations.
JsonStrings JsonReader::strings_of(std::string_view name, uint32_t depth,
                                   JsonStrings around) const {
  if (around == JsonStrings::variable) {
    return name == "validation" ? JsonStrings::templates : around;
  }
  if (around != JsonStrings::templates) return around;
  if (name == kRemark) return JsonStrings::remarks;
  return depth == 0 && name == "variable" ? JsonStrings::variable : around;
}

const Expression* JsonReader::value(uint32_t depth, JsonStrings strings) {
  const bool nests = at(JsonTokenKind::open_brace) || at(JsonTokenKind::open_bracket);
  if (nests && depth >= kMaxDepth) return left_out();
  switch (token_.kind) {
    case JsonTokenKind::open_brace:
      return object(depth, strings);
    case JsonTokenKind::open_bracket:
      return array(depth, strings);
    case JsonTokenKind::number:
      return number();
    case JsonTokenKind::word:
      return word();
    case JsonTokenKind::string: {
      const JsonToken token = take();
      return check_string(token) ? string(token, strings) : nullptr;
    }
    default:
      expected("a value",
               "A value is an object, an array, a string, a number, true, false or null.");
      return nullptr;
  }
}

const Expression* JsonReader::object(uint32_t depth, JsonStrings strings) {
  const JsonToken open = take();
  Members members;
  if (!object_members(open, members, depth, strings)) return nullptr;
  std::vector<ObjectItem> items;
  for (const Member& member : members)
    items.push_back({string(member.name, strings), member.value});
  Object* result = tree_.arena.make<Object>();
  result->kind = ExpressionKind::object;
  result->range = range_from(open);
  result->items = tree_.arena.copy(items);
  return result;
}

const Expression* JsonReader::array(uint32_t depth, JsonStrings strings) {
  const JsonToken open = take();
  std::vector<const Expression*> elements;
  if (!accept(JsonTokenKind::close_bracket)) {
    do {
      if (at(JsonTokenKind::close_bracket)) {
        trailing_comma();
        return nullptr;
      }
      elements.push_back(value(depth + 1, strings));
      if (!elements.back()) return nullptr;
    } while (accept(JsonTokenKind::comma));
    if (!accept(JsonTokenKind::close_bracket)) {
      not_closed(open);
      return nullptr;
    }
  }
  Tuple* result = tree_.arena.make<Tuple>();
  result->kind = ExpressionKind::tuple;
  result->range = range_from(open);
  result->elements = tree_.arena.copy(elements);
  return result;
}

// Null in the place of an object or array that nests too deeply.
const Expression* JsonReader::left_out() {
  const JsonToken open = token_;
  if (!std::exchange(reported_depth_, true)) report_too_deep(range(open), tree_.diagnostics);
  size_t brackets = 0;
  do {
    const JsonTokenKind kind = take().kind;
    if (kind == JsonTokenKind::open_brace || kind == JsonTokenKind::open_bracket) ++brackets;
    if (kind == JsonTokenKind::close_brace || kind == JsonTokenKind::close_bracket) --brackets;
  } while (brackets > 0 && !at(JsonTokenKind::end));
  Literal* result = literal(open, LiteralKind::null, {});
  result->range = range_from(open);
  return result;
}

const Expression* JsonReader::number() {
  const JsonToken token = take();
  return check_number(token) ? literal(token, LiteralKind::number, text(token)) : nullptr;
}

const Expression* JsonReader::word() {
  const JsonToken token = take();
  const std::string_view word = text(token);
  if (word == "null") return literal(token, LiteralKind::null, word);
  if (word != "true" && word != "false") {
    bad_word(token);
    return nullptr;
  }
  Literal* result = literal(token, LiteralKind::boolean, word);
  result->boolean = word == "true";
  return result;
}

const Expression* JsonReader::string(const JsonToken& token, JsonStrings strings) {
  const std::string_view text = decode_json(inside(token), tree_.arena);
  const bool literal_only = strings == JsonStrings::literal || strings == JsonStrings::variable;
  if (!literal_only && may_be_template(text)) {
    if (const Expression* result = template_of(token, text, strings)) return result;
  }
  return literal(token, LiteralKind::string, normalised(text, tree_.arena));
}

// The template in a string, over the whole of which it extends. Null if it is none.
const Expression* JsonReader::template_of(const JsonToken& token, std::string_view text,
                                          JsonStrings strings) {
  const std::vector<uint32_t> origins = json_origins(inside(token), token.begin + 1);
  diagnostics::Diagnostics problems;
  const Expression* inner =
      read_hcl_template({tree_.file, text, 0, origins}, tree_.arena, problems);
  if (strings != JsonStrings::remarks) tree_.diagnostics.append(std::move(problems));
  if (!inner || inner->kind != ExpressionKind::template_) return nullptr;
  Template* result = tree_.arena.make<Template>(inner->as<Template>());
  result->range = range(token);
  return result;
}

Literal* JsonReader::literal(const JsonToken& token, LiteralKind kind, std::string_view text) {
  Literal* result = tree_.arena.make<Literal>();
  result->kind = ExpressionKind::literal;
  result->range = range(token);
  result->literal = kind;
  result->text = text;
  return result;
}

// --- tokens -----------------------------------------------------------------------------------

JsonToken JsonReader::take() {
  const JsonToken taken = token_;
  last_ = taken;
  token_ = scanner_.next();
  return taken;
}

bool JsonReader::accept(JsonTokenKind kind) {
  if (!at(kind)) return false;
  take();
  return true;
}

source::Range JsonReader::range(const JsonToken& token) const {
  return {tree_.file, token.begin, token.end};
}

// From a token to the last one taken.
source::Range JsonReader::range_from(const JsonToken& first) const {
  return {tree_.file, first.begin, last_.end};
}

std::string_view JsonReader::text(const JsonToken& token) const {
  return text_.substr(token.begin, token.end - token.begin);
}

// Between the quotes.
std::string_view JsonReader::inside(const JsonToken& string) const {
  return text_.substr(string.begin + 1, string.end - string.begin - 2);
}

void read_json(const source::Files& files, Tree& tree) {
  const source::File& file = files[tree.file];
  const bool configures = file.path().ends_with(kConfigurationEnding);
  JsonReader reader(tree, file.text(), configures ? JsonStrings::templates : JsonStrings::literal);
  tree.body = reader.body();
}

}  // namespace syntax
