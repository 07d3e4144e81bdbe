// SPDX-License-Identifier: Apache-2.0
//
// Finds secrets in a text in one pass: by what they begin with, and by the name that they are
// given to in Terraform, JSON, YAML, a shell or a connection string.
// Exports found_secrets. Tested in tests/diagnostics/secrets_test.cc.
#include <algorithm>
#include <optional>

#include "diagnostics/secret_forms.h"
#include "diagnostics/secrets.h"

namespace diagnostics {
namespace {

constexpr auto kNowhere = std::string_view::npos;
// No line, name or token that matters is longer: what is looked at for each is bounded.
constexpr size_t kLongest = 1000;
// In larger texts, what stands beside a value is not looked at.
constexpr size_t kLargeText = 1u << 20;
// A bare word is taken for a secret from this length on.
constexpr size_t kLeastBareLength = 6;
// How far around a value is looked for the name that stands beside it.
constexpr size_t kReach = 400;

bool has(std::string_view text, char c) { return text.find(c) != kNowhere; }
bool has(std::string_view text, std::string_view part) { return text.find(part) != kNowhere; }
bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_name_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
         c == '-' || c == '.';
}

// A name and the literal text that it is given: `name = "text"`, `"name": "text"`, `name=text`.
struct Assignment {
  std::string_view name;
  size_t begin = 0;  // of what is given, without its quotes
  size_t end = 0;
  bool quoted = false;
};

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::vector<Span> scan() {
    for (at_ = 0; at_ < text_.size(); ++at_) {
      const auto token = forms_.token_at(text_, at_);
      if (token.length > 0) {
        add(at_ + token.prefix, at_ + token.prefix + token.length);
        at_ += token.prefix + token.length - 1;
        continue;
      }
      const std::string_view rest = text_.substr(at_);
      if (rest[0] == '=') assignment(at_);
      if (rest[0] == ':') rest.starts_with("://") ? password_in_url(at_ + 3) : assignment(at_);
      if (rest[0] == 'e') web_token(at_);
      if (at_ == 0 || has(" \t\n\"'", text_[at_ - 1])) {
        const Span secret = secret_of_option(text_, at_);
        add(secret.begin, secret.end);
        if (rest.starts_with("--")) option(at_ + 2);
      }
      if (rest.starts_with("-----BEGIN ")) private_key(at_);
    }
    return std::move(spans_);
  }

 private:
  void add(size_t begin, size_t end) {
    if (begin < end) spans_.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
  }
  [[nodiscard]] size_t skip_blanks(size_t at) const {
    while (at < text_.size() && is_blank(text_[at])) ++at;
    return at;
  }
  [[nodiscard]] size_t end_of_line(size_t at) const {
    return std::min(text_.find('\n', at), text_.size());
  }
  // From `begin`, of which `length` bytes are looked at.
  [[nodiscard]] std::string_view part(size_t begin, size_t length) const {
    return text_.substr(std::min(begin, text_.size()), length);
  }
  [[nodiscard]] std::string_view name_before(size_t separator) const;
  [[nodiscard]] std::optional<Assignment> assignment_at(size_t separator) const;
  [[nodiscard]] std::optional<Assignment> bare(size_t separator, size_t at) const;
  [[nodiscard]] bool is_plain_scalar(std::string_view name, size_t at) const;
  void assignment(size_t separator);
  void heredoc(size_t at);
  [[nodiscard]] bool is_member(std::string_view name, size_t end) const;
  [[nodiscard]] bool is_header(std::string_view name, size_t separator, size_t end) const;
  void authorization(size_t at);
  [[nodiscard]] bool holds_secret_beside(const Assignment& assignment) const;
  [[nodiscard]] bool is_default_of_secret(size_t at) const;
  void password_in_url(size_t at);
  void private_key(size_t at);
  void option(size_t at);
  void web_token(size_t at);

  std::string_view text_;
  size_t at_ = 0;
  const SecretForms& forms_ = SecretForms::all();
  std::vector<Span> spans_;
};

// The name before a separator, without its quotes; empty if none is there.
std::string_view Scanner::name_before(size_t separator) const {
  size_t end = separator;
  while (end > 0 && is_blank(text_[end - 1])) --end;
  if (end > 0 && (text_[end - 1] == '"' || text_[end - 1] == '\'')) --end;
  if (end > 0 && text_[end - 1] == '\\') --end;
  size_t begin = end;
  while (begin > 0 && is_name_character(text_[begin - 1])) --begin;
  return text_.substr(begin, end - begin);
}

// What stands behind `=`, `=>` or `:`, if it is a literal text that is given to a name.
std::optional<Assignment> Scanner::assignment_at(size_t separator) const {
  const std::string_view name = name_before(separator);
  if (name.empty()) return std::nullopt;
  size_t at = separator + 1;
  if (at < text_.size() && text_[at] == '>') ++at;
  at = skip_blanks(at);
  if (at == text_.size()) return std::nullopt;
  // Within a text that is quoted itself, quotes have a backslash.
  const bool escaped = text_[at] == '\\' && at + 1 < text_.size();
  const char quote = text_[at + (escaped ? 1 : 0)];
  if (quote != '"' && quote != '\'') return bare(separator, at);
  at += escaped ? 2 : 1;
  size_t end = at;
  for (; end < text_.size() && text_[end] != '\n'; ++end) {
    if (escaped && text_[end] == '\\' && text_.substr(end + 1).starts_with(quote)) break;
    if (!escaped && text_[end] == quote) break;
    if (!escaped && text_[end] == '\\' && quote == '"') ++end;
  }
  return Assignment{name, at, std::min(end, text_.size()), true};
}

// A word without quotes: in a shell and in connection strings nothing stands around `=`; in YAML
// it is all that stands behind `: `.
std::optional<Assignment> Scanner::bare(size_t separator, size_t at) const {
  const std::string_view name = name_before(separator);
  const bool tight = at == separator + 1 && name.data() + name.size() == text_.data() + separator;
  const bool colon = text_[separator] == ':';
  const bool yaml = colon && is_plain_scalar(name, at);
  const std::string_view stops = yaml    ? " \t\n\r\"'`#"
                                 : colon ? " \t\n\r\"'`#,}]\\"
                                         : " \t\n\r\"'`,;&|)<>\\";
  std::string_view value = part(at, kLongest);
  value = value.substr(0, value.find_first_of(stops));
  if (value.size() < kLeastBareLength || value.front() == '=') return std::nullopt;
  const bool flows = colon && (is_member(name, at + value.size()) ||
                               is_header(name, separator, at + value.size()));
  // Of what HCL may refer to, a word with a digit is seldom.
  const bool spaced = !colon && value.find_first_of("0123456789") != kNowhere && !has(value, '[');
  if (!yaml && !flows && !spaced && (colon || !tight)) return std::nullopt;
  // What HCL writes without quotes is a reference or a call.
  const bool refers = std::ranges::all_of(
      value, [](char c) { return is_name_character(c) || c == '[' || c == ']' || c == '*'; });
  const bool call = value.find('(') != kNowhere && value.find('(') > 0;
  if ((refers && has(value, '.')) || call) return std::nullopt;
  return Assignment{name, at, at + value.size(), false};
}

// Whether a line holds only `name: word`, perhaps as an item of a list, with a comment behind.
bool Scanner::is_plain_scalar(std::string_view name, size_t at) const {
  const auto start = static_cast<size_t>(name.data() - text_.data());
  const size_t from = start > kReach ? start - kReach : 0;
  std::string_view before = part(from, start - from);
  before = before.substr(before.rfind('\n') + 1);
  if (before.find_first_not_of(" \t-\"'") != kNowhere) return false;
  std::string_view line = part(at, kLongest);
  line = line.substr(0, line.find('\n'));
  if (line.empty() || has("&*|>{[!", line.front())) return false;
  const size_t behind = line.find_first_not_of(" \t\r", line.find_first_of(" \t\r"));
  return line.find_first_of(" \t\r") == kNowhere || behind == kNowhere || line[behind] == '#';
}

// Whether a name begins a member of a flow mapping, `{NAME: word, …}`, whose value ends at `end`.
bool Scanner::is_member(std::string_view name, size_t end) const {
  const auto start = static_cast<size_t>(name.data() - text_.data());
  const size_t from = start > kReach ? start - kReach : 0;
  std::string_view before = part(from, start - from);
  before = before.substr(0, before.find_last_not_of("\"'") + 1);
  const size_t open = before.find_last_not_of(" \t\r\n");
  const std::string_view behind = part(skip_blanks(end), 1);
  return open != kNowhere && has("{,", before[open]) && !behind.empty() && has(",}", behind[0]);
}

// Whether `"NAME: word"` stands between quotes, the word up to `end`.
bool Scanner::is_header(std::string_view name, size_t separator, size_t end) const {
  const auto start = static_cast<size_t>(name.data() - text_.data());
  if (start == 0 || start + name.size() != separator) return false;
  const char quote = text_[start - 1];
  std::string_view behind = part(end, 2);
  if (behind.starts_with('\\')) behind.remove_prefix(1);
  return has("\"'", quote) && behind.starts_with(quote);
}

void Scanner::assignment(size_t separator) {
  const bool compares = text_.substr(separator + 1).starts_with('=') ||
                        (separator > 0 && has("=!<>", text_[separator - 1]));
  if (compares) return;
  const std::string_view name = name_before(separator);
  const bool secret = forms_.is_secret_name(name);
  const bool beside = name == "value" || name == "Value" || name == "default";
  if (!secret && !beside && !name.ends_with("uthorization")) return;
  const size_t value = skip_blanks(separator + 1);
  if (secret && text_.substr(value).starts_with("<<")) return heredoc(value);
  if (name.ends_with("uthorization")) return authorization(value);
  const std::optional<Assignment> given = assignment_at(separator);
  if (!given) return;
  const std::string_view text = text_.substr(given->begin, given->end - given->begin);
  if (is_no_secret(text)) return;
  if (secret || (given->quoted && holds_secret_beside(*given))) add(given->begin, given->end);
}

// All lines of a heredoc that begins at `at`, unless they only refer to something.
void Scanner::heredoc(size_t at) {
  size_t word = at + 2;
  if (word < text_.size() && text_[word] == '-') ++word;
  size_t word_end = word;
  while (word_end < text_.size() && is_name_character(text_[word_end])) ++word_end;
  const std::string_view end_word = text_.substr(word, word_end - word);
  if (end_word.empty()) return;
  for (size_t line = end_of_line(at) + 1; line < text_.size(); line = end_of_line(line) + 1) {
    const size_t end = end_of_line(line);
    const size_t begin = std::min(skip_blanks(line), end);
    const std::string_view content = text_.substr(begin, end - begin);
    at_ = end;
    if (content.starts_with(end_word) && !has(content.substr(end_word.size()), ' ')) return;
    if (!content.starts_with("${") && !content.starts_with("-----")) add(begin, end);
  }
}

// `Authorization: Bearer TOKEN`, with quotes around all of it, around what is given, or none.
void Scanner::authorization(size_t at) {
  while (at < text_.size() && has("\\\"'", text_[at])) ++at;
  std::string_view scheme = part(at, kLongest);
  scheme = scheme.substr(0, scheme.find_first_of(" \t\n\r\"'`,}\\"));
  size_t begin = at + scheme.size();
  const bool alone = begin == text_.size() || !is_blank(text_[begin]);
  if (alone) begin = at;
  if (!alone && !forms_.is_scheme(scheme) && !(at > 0 && has("\"'", text_[at - 1]))) return;
  begin = skip_blanks(begin);
  std::string_view word = part(begin, kLongest);
  word = word.substr(0, word.find_first_of(" \t\n\r\"'`,}\\"));
  // Alone, a word may name a kind of authorization.
  const bool names = alone && (word.size() < 16 || word.find_first_of("0123456789") == kNowhere);
  if (!names && !is_no_secret(word)) add(begin, begin + word.size());
}

// Whether a `value` has a `name` beside it that names a secret, or is said to be secure; or whether
// a `default` is that of a variable which does.
bool Scanner::holds_secret_beside(const Assignment& assignment) const {
  const std::string_view name = assignment.name;
  if (text_.size() > kLargeText) return false;
  if (name == "default") return is_default_of_secret(assignment.begin);
  if (name != "value" && name != "Value") return false;
  const size_t from = assignment.begin > kReach ? assignment.begin - kReach : 0;
  const size_t open = part(from, assignment.begin - from).rfind('{');
  if (open == kNowhere) return false;
  const std::string_view behind = part(assignment.end, kReach);
  const size_t end = assignment.end + std::min(behind.find('}'), behind.size());
  for (size_t at = from + open + 1; at < end; ++at) {
    if (text_[at] != '=' && text_[at] != ':') continue;
    const std::optional<Assignment> other = assignment_at(at);
    if (!other || !other->quoted) continue;
    const std::string_view text = text_.substr(other->begin, other->end - other->begin);
    const bool names = other->name == "name" || other->name == "Name" || other->name == "key";
    if (names && forms_.is_secret_name(text)) return true;
    if (other->name == "type" && text == "SecureString") return true;
    at = other->end;
  }
  return false;
}

// Whether a `default` stands in the block of a variable that is named as a secret, or sensitive.
bool Scanner::is_default_of_secret(size_t at) const {
  constexpr std::string_view kVariable = "variable \"";
  const size_t from = at > kReach ? at - kReach : 0;
  const std::string_view before = part(from, at - from);
  const size_t found = before.rfind(kVariable);
  if (found == kNowhere || has(before.substr(found), "\n}")) return false;
  std::string_view block = part(from + found + kVariable.size(), 2 * kReach);
  const size_t name_end = std::min(block.find('"'), block.size());
  if (forms_.is_secret_name(block.substr(0, name_end))) return true;
  block = block.substr(0, block.find("\n}"));
  for (size_t word = 0; (word = block.find("sensitive", word)) != kNowhere; word += 9) {
    std::string_view rest = block.substr(word + 9);
    rest = rest.substr(std::min(rest.find_first_not_of(" \t="), rest.size()));
    if (rest.starts_with("true")) return true;
  }
  return false;
}

// `scheme://user:password@host`.
void Scanner::password_in_url(size_t at) {
  const size_t end = std::min(text_.find_first_of(" \t\n\r/?#\"'<>", at), text_.size());
  const std::string_view authority = text_.substr(at, end - at);
  const size_t colon = authority.find(':');
  const size_t sign = authority.rfind('@');
  if (colon == kNowhere || sign == kNowhere || sign < colon + 2) return;
  const std::string_view password = authority.substr(colon + 1, sign - colon - 1);
  if (has("$<{%*", password.front())) return;
  add(at + colon + 1, at + sign);
}

// What stands between the armour's lines, or up to the end where there is no last one.
void Scanner::private_key(size_t at) {
  constexpr std::string_view kDashes = "-----";
  const std::string_view head = part(at + kDashes.size(), 80);
  const size_t dashes = head.find(kDashes);
  if (dashes == kNowhere || !has(head.substr(0, dashes), "PRIVATE KEY")) return;
  const size_t begin = at + dashes + 2 * kDashes.size();
  const size_t end = std::min(text_.find("-----END", begin), text_.size());
  // By lines, so that none of them is longer for it.
  for (size_t line = begin; line < end; line = end_of_line(line) + 1) {
    const size_t first = std::min(skip_blanks(line), end);
    const size_t last = std::min(end_of_line(line), end);
    const std::string_view key = text_.substr(first, last - std::min(first, last));
    if (!key.starts_with("${") && !is_no_secret(key)) add(first, last);
  }
  at_ = end - 1;
}

// `--password WORD`.
void Scanner::option(size_t at) {
  size_t end = at;
  while (end < text_.size() && is_name_character(text_[end])) ++end;
  if (end == text_.size() || !is_blank(text_[end])) return;
  if (!forms_.is_secret_name(text_.substr(at, end - at))) return;
  size_t begin = skip_blanks(end);
  if (begin < text_.size() && (text_[begin] == '"' || text_[begin] == '\'')) ++begin;
  std::string_view word = part(begin, kLongest);
  word = word.substr(0, word.find_first_of(" \t\n\r\"'`|;&)"));
  if (word.size() < 4 || word.front() == '-' || is_no_secret(word)) return;
  add(begin, begin + word.size());
}

// Three parts in base64, of which the first two are JSON.
void Scanner::web_token(size_t at) {
  const auto is_base64 = [](char c) { return is_name_character(c) && c != '.'; };
  if (!text_.substr(at).starts_with("eyJ") || (at > 0 && is_base64(text_[at - 1]))) return;
  size_t parts[3];
  size_t end = at;
  for (size_t& part : parts) {
    part = end;
    while (end < text_.size() && is_base64(text_[end])) ++end;
    if (end - part < 10) return;
    if (&part != &parts[2] && !text_.substr(end++).starts_with('.')) return;
  }
  if (text_.substr(parts[1]).starts_with("eyJ")) add(parts[1], end);
}

}  // namespace

std::vector<Span> found_secrets(std::string_view text) { return Scanner(text).scan(); }

}  // namespace diagnostics
