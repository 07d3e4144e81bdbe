// SPDX-License-Identifier: Apache-2.0
//
// Reads the table of what secrets begin with, and tells what is none after all.
// Exports SecretForms and is_no_secret. Tested in tests/diagnostics/secrets_test.cc.
#include "diagnostics/secret_forms.h"

#include <algorithm>
#include <charconv>
#include <optional>

// The text of data/secret_forms.tsv.
extern "C" const char plumbline_secret_forms[];      // NOLINT(readability-identifier-naming)
extern "C" const char plumbline_secret_forms_end[];  // NOLINT(readability-identifier-naming)

namespace diagnostics {
namespace {

// Of a token without a greatest length, so much is looked at.
constexpr size_t kLongest = 1000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_word(char c) { return is_digit(c) || is_capital(c) || is_small(c); }
char lower(char c) { return is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c; }

// What stands before the first separator; `rest` is what stands behind it.
std::string_view take(std::string_view& rest, char separator) {
  const size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> result;
  while (!text.empty()) result.push_back(take(text, ' '));
  return result;
}

std::optional<CommandForm::Kind> command_kind(std::string_view kind) {
  using enum CommandForm::Kind;
  if (kind == "word") return word;
  if (kind == "glued") return glued;
  if (kind == "pair") return pair;
  return kind == "setting" ? std::optional(setting) : std::nullopt;
}

size_t number_or(std::string_view text, size_t otherwise) {
  size_t number = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    if (c != '-' && c != '_') plain += lower(c);
  }
  return plain;
}

// Whether `text` consists of characters for which `fits` holds.
template <class Fits>
bool consists_of(std::string_view text, const Fits& fits) {
  return std::ranges::all_of(text, fits);
}

// "ssm/db/password", "/prod/db", "file.pem": names of where a secret is kept have no case of both
// kinds together with digits, as keys do.
bool is_path(std::string_view value) {
  if (value.find('/') == std::string_view::npos) return false;
  const auto fits = [](char c) {
    return is_word(c) || std::string_view("_./-").find(c) != std::string_view::npos;
  };
  if (!consists_of(value, fits) || value.find("//") != std::string_view::npos) return false;
  return std::ranges::none_of(value, is_capital) || std::ranges::none_of(value, is_digit);
}

bool has_scheme(std::string_view value) {
  const size_t end = value.find("://");
  return end != std::string_view::npos && end > 0 && consists_of(value.substr(0, end), [](char c) {
           return is_word(c) || std::string_view("+.-").find(c) != std::string_view::npos;
         });
}

bool is_example(std::string_view value) {
  std::string small;
  for (const char c : value) small += lower(c);
  return value.find("EXAMPLE") != std::string_view::npos ||
         small.find("xxxxxx") != std::string::npos || consists_of(value, [](char c) {
           return c == '.' || c == '*' || c == 'x' || c == 'X' || c == ' ';
         });
}

}  // namespace

SecretForms::SecretForms() {
  std::string_view table(plumbline_secret_forms, plumbline_secret_forms_end);
  while (!table.empty()) {
    std::string_view line = take(table, '\n');
    if (line.empty() || line.starts_with('#')) continue;
    const std::string_view kind = take(line, '\t');
    std::string_view beginnings = take(line, '\t');
    if (const auto command = command_kind(kind)) {
      commands_.push_back({*command, words(beginnings), words(take(line, '\t'))});
      continue;
    }
    TokenForm form;
    form.further = take(line, '\t');
    form.capitals = form.further == "upper";
    if (form.capitals || form.further == "-") form.further = {};
    form.least = number_or(take(line, '\t'), 0);
    form.most = number_or(take(line, '\t'), SIZE_MAX);
    while (!beginnings.empty()) {
      form.prefix = take(beginnings, ' ');
      if (kind == "name") {
        names_.push_back(plain_name(form.prefix));
      } else if (kind == "scheme") {
        schemes_.push_back(plain_name(form.prefix));
      } else {
        tokens_[static_cast<unsigned char>(form.prefix[0])].push_back(form);
      }
    }
  }
}

const SecretForms& SecretForms::all() {
  static const SecretForms forms;
  return forms;
}

SecretForms::Token SecretForms::token_at(std::string_view text, size_t at) const {
  for (const TokenForm& form : tokens_[static_cast<unsigned char>(text[at])]) {
    if (!text.substr(at).starts_with(form.prefix)) continue;
    // A prefix that begins with a letter begins a word.
    if (at > 0 && is_word(text[at - 1]) && is_word(form.prefix[0])) continue;
    const std::string_view rest =
        text.substr(at + form.prefix.size(), form.most == SIZE_MAX ? kLongest : form.most + 1);
    const auto goes_on = [&form](char c) {
      return is_digit(c) || is_capital(c) ||
             (!form.capitals && (is_small(c) || form.further.find(c) != std::string_view::npos));
    };
    const auto length = static_cast<size_t>(std::ranges::find_if_not(rest, goes_on) - rest.begin());
    const bool ends = length == rest.size() || !is_word(rest[length]);
    if (length < form.least || length > form.most || !ends) continue;
    if (is_example(rest.substr(0, length))) continue;
    return {form.prefix.size(), length};
  }
  return {};
}

bool SecretForms::is_secret_name(std::string_view name) const {
  // A write-only argument is named as the one it stands for.
  if (name.ends_with("_wo")) name.remove_suffix(3);
  const std::string plain = plain_name(name);
  return std::ranges::any_of(names_,
                             [&plain](const std::string& end) { return plain.ends_with(end); });
}

bool SecretForms::is_command_word(std::string_view word) const {
  return std::ranges::any_of(commands_, [word](const CommandForm& form) {
    return std::ranges::find(form.commands, word) != form.commands.end() ||
           std::ranges::find(form.options, word) != form.options.end();
  });
}

bool SecretForms::is_scheme(std::string_view word) const {
  return std::ranges::find(schemes_, plain_name(word)) != schemes_.end();
}

bool is_no_secret(std::string_view value) {
  const auto is_filled_in = [](char c) {
    return std::string_view("$<{%(").find(c) != std::string_view::npos;
  };
  if (value.empty() || is_filled_in(value.front())) return true;
  for (const std::string_view word : {"true", "false", "null", "none"}) {
    if (value.size() == word.size() && plain_name(value) == word) return true;
  }
  // A number, a version, an address, the id of an account; six digits may be a password.
  constexpr size_t kAccountDigits = 12;
  const bool is_number = consists_of(value, [](char c) { return is_digit(c) || c == '.'; });
  if (is_number && (value.size() < 6 || value.size() == kAccountDigits ||
                    value.find('.') != std::string_view::npos)) {
    return true;
  }
  if (value.starts_with("arn:") || has_scheme(value) || is_path(value)) return true;
  // The name of a secret, not a secret.
  const bool is_name = consists_of(value, [](char c) {
    return is_small(c) || is_digit(c) || std::string_view("._-").find(c) != std::string_view::npos;
  });
  if (is_name && value.find("secret") != std::string_view::npos &&
      value.find_first_of("._-") != std::string_view::npos) {
    return true;
  }
  return is_example(value);
}

}  // namespace diagnostics
