// SPDX-License-Identifier: Apache-2.0
// The forms in which providers plan what is given. Exports GivenForm. Tested in
// tests/terraform/given_form_test.cc.
#include "terraform/given_form.h"

#include <algorithm>
#include <array>

#include "expressions/functions/base64.h"
#include "expressions/functions/digests.h"
#include "terraform/record_form.h"
#include "values/inspect.h"

namespace terraform {

namespace {

using values::Kind;
using values::Type;

std::string_view next(std::string_view& rest, char separator) {
  const std::string_view first = rest.substr(0, rest.find(separator));
  rest.remove_prefix(std::min(rest.size(), first.size() + 1));
  return first;
}

std::string mapped(std::string text, int (*map)(int)) {
  std::ranges::transform(text, text.begin(), [map](unsigned char c) {
    return c < 0x80 ? static_cast<char>(map(c)) : static_cast<char>(c);
  });
  return text;
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\n\v\f\r";
  const size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kSpace) - first + 1));
}

std::string without_final_dot(std::string text) {
  if (text.size() > 1 && text.ends_with('.')) text.pop_back();
  return text;
}

// Compact, its keys in order; what is no JSON stays as it is.
std::string compact(const std::string& text, bool escape_html, values::Arena& arena) {
  const auto parsed = values::from_json(text, arena);
  if (!parsed.ok()) return text;
  return values::to_json(parsed.value(), {.escape_html = escape_html});
}

// A policy: compact, its version first.
std::string policy(const std::string& text, values::Arena& arena) {
  constexpr std::string_view kVersion = "\"Version\":\"2012-10-17\"";
  const std::string json = compact(text, true, arena);
  const size_t at = json.find(kVersion);
  if (!json.starts_with('{') || at == std::string::npos || at == 1) return json;
  if (json[at - 1] != ',') return text;  // it stands inside of something: the provider gives up
  return '{' + std::string(kVersion) + ',' + json.substr(1, at - 2) +
         json.substr(at + kVersion.size());
}

// Of what a text is in base64, else of the text itself.
std::string digest(const std::string& text) {
  const auto decoded = expressions::base64::decode(text);
  return expressions::digests::hex(
      expressions::digests::sha1(decoded ? std::string_view(*decoded) : text));
}

constexpr std::string_view kRecords = "records:";
constexpr std::string_view kMembers = "members:";

// "from>to" in place of a text as a whole.
std::string replaced(const std::string& text, std::string_view word) {
  const size_t arrow = word.find('>');
  if (arrow == std::string_view::npos || word.substr(0, arrow) != text) return text;
  return std::string(word.substr(arrow + 1));
}

std::string with_word(const std::string& text, std::string_view word, values::Arena& arena) {
  if (word == "lower") return mapped(text, [](int c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  if (word == "upper") return mapped(text, [](int c) { return c >= 'a' && c <= 'z' ? c - 32 : c; });
  if (word == "trimmed") return trimmed(text);
  if (word == "without_final_dot") return without_final_dot(text);
  if (word == "json") return compact(text, true, arena);
  if (word == "plain_json") return compact(text, false, arena);
  if (word == "policy") return policy(text, arena);
  if (word == "sha1") return digest(text);
  return replaced(text, word);
}

// Whether a value is one of these texts, separated by |; an empty one stands for nothing.
bool is_one_of(const Value& value, std::string_view texts, values::Arena& arena) {
  const auto text = values::convert(value, Type::string(), arena);
  const bool empty = value.is_null() || (value.kind() >= Kind::list &&
                                         std::ranges::all_of(value.elements(), &Value::is_null));
  if (!empty && (!text.ok || !text.value.is_known())) return false;
  const std::string_view wanted = empty ? std::string_view() : text.value.as_string();
  for (;;) {
    const size_t bar = texts.find('|');
    if (texts.substr(0, bar) == wanted) return true;
    if (bar == std::string_view::npos) return false;
    texts.remove_prefix(bar + 1);
  }
}

}  // namespace

bool GivenForm::keeps_empty() const {
  for (std::string_view words = words_; !words.empty();) {
    if (next(words, ' ') == "keeps_empty") return true;
  }
  return false;
}

Answer GivenForm::is_dropped(std::string_view name, const Value& given, const Siblings& siblings,
                             const DefaultOf& default_of) const {
  constexpr std::string_view kDrop = "drop:";
  // What is as good as nothing differs in nothing: there is nothing to leave out.
  if (values::is_text(given) && given.as_string().empty()) return Answer::no;
  // Conditions on a block as a whole speak of what is in it.
  const Value* element = only_block(given);
  const auto holds = [&](std::string_view condition) {
    const size_t equals = condition.find('=');
    const bool negated = condition[equals - 1] == '!';
    const std::string_view argument = condition.substr(0, negated ? equals - 1 : equals);
    Value value = argument == name ? given : siblings.given(argument);
    if (argument.starts_with('/')) {
      value = given_at(evaluator_, node_, argument.substr(1));
    } else if (element) {
      value = values::member_of(*element, argument);
    } else if (value.is_null()) {
      value = default_of(argument);
    }
    if (value.is_unknown()) {
      // What only an apply can tell is something, and no text that one can name.
      const bool other = !negated && waits_for_apply(value, evaluator_.arena);
      return other ? Answer::no : Answer::unknown;
    }
    const bool found = is_one_of(value, condition.substr(equals + 1), evaluator_.arena);
    return found != negated ? Answer::yes : Answer::no;
  };
  Answer any = Answer::no;
  for (std::string_view words = words_; !words.empty() && any != Answer::yes;) {
    std::string_view word = next(words, ' ');
    if (!word.starts_with(kDrop)) continue;
    word.remove_prefix(kDrop.size());
    Answer all = Answer::yes;
    while (!word.empty() && all != Answer::no) {
      const Answer one = holds(next(word, '&'));
      if (one != Answer::yes) all = one;
    }
    if (all != Answer::no) any = all;
  }
  return any;
}

std::optional<Value> GivenForm::written(const Value& given) const {
  if (!values::is_text(given)) return std::nullopt;
  std::string text(given.as_string());
  std::string_view sorted_arrays;
  bool any = false;
  if (text.empty()) return keeps_empty() ? std::optional(given) : std::nullopt;
  for (std::string_view words = words_; !words.empty();) {
    const std::string_view word = next(words, ' ');
    if (word.starts_with("drop:") || word == "keeps_empty") continue;
    if (word.starts_with(kRecords)) {
      sorted_arrays = word.substr(kRecords.size());
    } else if (word.starts_with(kMembers)) {
      text = records(text, sorted_arrays, word.substr(kMembers.size()), evaluator_.arena);
    } else {
      text = with_word(text, word, evaluator_.arena);
    }
    any = true;
  }
  if (!any) return std::nullopt;
  return Value::string(std::string_view(text), evaluator_.arena)
      .with_marks(given.marks())
      .with_origins(given.origins());
}

}  // namespace terraform
