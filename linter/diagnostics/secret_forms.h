// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
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

 private:
  SecretForms();
  std::array<std::vector<TokenForm>, 256> tokens_;  // by the first byte of the prefix
  std::vector<std::string> names_;                  // lower case, freed of "-" and "_"
};

// Whether a text that is given to such a name is none: a number, a reference, an address, an ARN, a
// path, a secret's name, an example, what is filled in later.
bool is_no_secret(std::string_view value);

// What secrets_in (secrets.h) puts in order.
std::vector<Span> found_secrets(std::string_view text);

}  // namespace diagnostics
