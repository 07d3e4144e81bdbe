// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace expressions::rsa {

enum class Outcome : uint8_t { decrypted, wrong_key, wrong_text };

struct Decrypted {
  Outcome outcome = Outcome::wrong_key;
  std::string text;
};

// Decrypts by PKCS #1 v1.5 with a private key in PEM form.
Decrypted decrypt(std::string_view bytes, std::string_view key);

}  // namespace expressions::rsa
