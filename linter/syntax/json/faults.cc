// SPDX-License-Identifier: Apache-2.0
// The reader's words: what is no JSON, what was expected, and how to mend it. Tested in
// tests/syntax/json_test.cc.
#include "syntax/hcl/text.h"
#include "syntax/json/reader.h"
#include "syntax/json/string.h"

namespace syntax {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kWords[] = {"true", "false", "null"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// What is wrong with a number; nothing if it is one of JSON's.
std::string_view number_problem(std::string_view text) {
  const auto take = [&text](char c) {
    if (!text.starts_with(c)) return false;
    text.remove_prefix(1);
    return true;
  };
  const auto digits = [&text] {
    const bool any = !text.empty() && is_digit(text[0]);
    while (!text.empty() && is_digit(text[0])) text.remove_prefix(1);
    return any;
  };
  if (text.starts_with('+')) return "JSON's numbers have no plus sign.";
  take('-');
  const bool zero = take('0');
  if (zero && digits()) return "JSON's numbers have no leading zeros.";
  if (!zero && !digits()) return "A digit must stand at the beginning of a number.";
  if (take('.') && !digits()) return "A digit must follow the decimal point.";
  if (take('e') || take('E')) {
    if (!take('+')) take('-');
    if (!digits()) return "A digit must stand in the exponent.";
  }
  return text.empty() ? "" : "A number is digits, with a decimal point and an exponent at most.";
}

}  // namespace

bool JsonReader::fault(const source::Range& subject, std::string summary, std::string detail,
                       std::string remedy) {
  fault_.emplace();
  fault_->id = diagnostics::kSyntaxError;
  fault_->subject = subject;
  fault_->summary = std::move(summary);
  fault_->detail = std::move(detail);
  fault_->remedy = std::move(remedy);
  return false;
}

std::string JsonReader::found() const {
  if (at(JsonTokenKind::end)) return "the end of the file";
  if (at(JsonTokenKind::string)) return "a string";
  return "\"" + std::string(text(token_).substr(0, 40)) + "\"";
}

bool JsonReader::expected(std::string_view what, std::string remedy) {
  if (is_not_json()) return false;
  return fault(range(token_), "Expected " + std::string(what), "Found " + found() + " instead.",
               std::move(remedy));
}

// If the token is none of JSON's, says so.
bool JsonReader::is_not_json() {
  const source::Range here = range(token_);
  if (at(JsonTokenKind::unclosed_string)) {
    fault(here, "This string is not closed on its line",
          "A string ends on the line where it begins, and holds no control characters.",
          "Add the closing quote; write line breaks as \\n, and tabs as \\t.");
  } else if (at(JsonTokenKind::comment)) {
    fault(here, "JSON has no comments", "Found a comment.",
          "Remove it, or write it as a member named \"//\", which Terraform ignores in blocks.");
  } else if (at(JsonTokenKind::invalid) && text_.substr(token_.begin).starts_with(kByteOrderMark)) {
    fault(here, "Expected no byte order mark", "Terraform refuses one in JSON.",
          "Save the file as UTF-8 without a byte order mark.");
  } else if (at(JsonTokenKind::invalid)) {
    fault(here, "This character has no meaning here", "Found " + found() + ".",
          text(token_) == "'" ? "Strings are written between double quotes." : "");
  } else {
    return false;
  }
  return true;
}

bool JsonReader::no_name() {
  return expected("the name of a member", at(JsonTokenKind::word)
                                              ? "Names are written between double quotes: \"" +
                                                    std::string(text(token_)) + "\"."
                                              : "A name is a string between double quotes.");
}

bool JsonReader::no_colon() {
  return expected("a colon behind the name", at(JsonTokenKind::equals)
                                                 ? "JSON has a colon between name and value where "
                                                   "HCL's native syntax has an equals sign."
                                                 : "Write \"name\": value.");
}

// The last token is a comma, and a bracket follows.
bool JsonReader::trailing_comma() {
  const bool array = at(JsonTokenKind::close_bracket);
  return fault(range(last_),
               "Expected no comma behind the last " + std::string(array ? "element" : "member"),
               "JSON has commas only between the " +
                   std::string(array ? "elements of an array." : "members of an object."),
               "Remove the comma.");
}

// Something else than a comma or the closing bracket follows.
bool JsonReader::not_closed(const JsonToken& open) {
  if (is_not_json()) return false;
  const bool array = open.kind == JsonTokenKind::open_bracket;
  const std::string what = array ? "array" : "object";
  const std::string closer = array ? "\"]\"" : "\"}\"";
  if (at(JsonTokenKind::end)) {
    return fault(range(open), "This " + what + " is not closed",
                 "It runs to the end of the file without its " + closer + ".",
                 "Add the missing " + closer + ", or look for one too many opened inside.");
  }
  const bool mismatch = at(JsonTokenKind::close_brace) || at(JsonTokenKind::close_bracket);
  expected("a comma or the end of the " + what,
           mismatch ? "Close the " + what + " with " + closer + "."
                    : "Put a comma between the " +
                          std::string(array ? "elements of the array." : "members of the object."));
  fault_->related.push_back({range(open), "opened here"});
  return false;
}

bool JsonReader::bad_word(const JsonToken& word) {
  const std::string name(text(word));
  std::string remedy = "Text is written between double quotes: \"" + name + "\".";
  std::string lower = name;
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (name == "NaN" || name == "Infinity") {
    remedy = "JSON has no such number.";
  } else if (name == "undefined" || name == "None" || name == "nil") {
    remedy = "Write null for a value that is not set.";
  } else if (const auto meant = diagnostics::suggest(lower, kWords)) {
    remedy = "Did you mean " + std::string(*meant) + "?";
  }
  return fault(range(word), "Expected a value", "Found \"" + name + "\" instead.",
               std::move(remedy));
}

bool JsonReader::check_string(const JsonToken& string) {
  const std::string_view inner = inside(string);
  if (const std::optional<EscapeProblem> problem = find_bad_json_escape(inner)) {
    const uint32_t begin = string.begin + 1;
    return fault({tree_.file, begin + static_cast<uint32_t>(problem->begin),
                  begin + static_cast<uint32_t>(problem->end)},
                 "This escape is not one of JSON's", problem->detail,
                 "For a backslash itself write \\\\.");
  }
  const std::optional<size_t> bad = find_bad_utf8(inner);
  if (bad && !reported_encoding_) {
    reported_encoding_ = true;
    const uint32_t begin = string.begin + 1 + static_cast<uint32_t>(*bad);
    diagnostics::Diagnostic& warning = tree_.diagnostics.error(
        diagnostics::kSyntaxError, {tree_.file, begin, begin + 1}, "The file is not UTF-8 here",
        "Terraform reads the replacement character U+FFFD in the place of such bytes.");
    warning.severity = diagnostics::Severity::warning;
    warning.remedy = "Save the file as UTF-8.";
  }
  return true;
}

bool JsonReader::check_number(const JsonToken& number) {
  const std::string_view problem = number_problem(text(number));
  if (problem.empty() && is_number(text(number).substr(text(number).starts_with('-') ? 1 : 0))) {
    return true;
  }
  return fault(range(number), "This is no number of JSON",
               problem.empty() ? "Its exponent is too large." : std::string(problem));
}

}  // namespace syntax
