// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/secrets.h"

// How secrets are told by what stands before them: data/secret_forms.tsv.
namespace diagnostics {

// What begins with `prefix` and goes on with `least` to `most` characters of an alphabet.
struct TokenForm {
  std::string_view prefix;
  std::string_view further;  // characters beside letters and digits
  bool capitals = false;     // capitals and digits alone
  size_t least = 0;
  size_t most = SIZE_MAX;
};

// What the options of commands are given: `mysql -pSECRET`, `curl -u user:SECRET`.
struct CommandForm {
  enum class Kind : uint8_t { word, glued, pair, setting };
  Kind kind{};
  std::vector<std::string_view> commands;  // words, of which one stands before
  std::vector<std::string_view> options;
};

class SecretForms {
 public:
  // Read once, from data/.
  static const SecretForms& all();

  // How many characters the secret has that follows a prefix that ends at `at`, and the prefix's
  // length; 0 if no prefix begins there or what follows is none.
  struct Token {
    size_t prefix = 0;
    size_t length = 0;
  };
  [[nodiscard]] Token token_at(std::string_view text, size_t at) const;
  // Whether a name's end says that it names a secret.
  [[nodiscard]] bool is_secret_name(std::string_view name) const;
  // Whether a word, in any case, says how an Authorization header goes on: "Bearer".
  [[nodiscard]] bool is_scheme(std::string_view word) const;
  // Whether a word is a command by which secrets are told, or stands between one and its secret.
  [[nodiscard]] bool is_command_word(std::string_view word) const;
  [[nodiscard]] std::span<const CommandForm> commands() const { return commands_; }

 private:
  SecretForms();
  std::array<std::vector<TokenForm>, 256> tokens_;  // by the first byte of the prefix
  std::vector<std::string> names_;                  // lower case, freed of "-" and "_"
  std::vector<std::string> schemes_;                // likewise
  std::vector<CommandForm> commands_;
};

// Whether a text that is given to such a name is none: a number, a reference, an address, an ARN, a
// path, a secret's name, an example, what is filled in later.
bool is_no_secret(std::string_view value);

// The secret that a command is given by the option at `at`, where a word begins; empty if by none.
Span secret_of_option(std::string_view text, size_t at);

// What secrets_in (secrets.h) puts in order.
std::vector<Span> found_secrets(std::string_view text);

}  // namespace diagnostics
