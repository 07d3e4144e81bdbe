// SPDX-License-Identifier: Apache-2.0
// RSA decryption, by mbed TLS. The key stands in the configuration, so timing gives nothing away
// and no blinding is needed.
// Exported: rsa.h. Tested by tests/expressions/functions/hash.txt.
#include "expressions/functions/rsa.h"

#include <mbedtls/pk.h>
#include <mbedtls/rsa.h>

#include <array>

namespace expressions::rsa {

namespace {

// A key of mbed TLS, freed at the end.
class Key {
 public:
  Key() { mbedtls_pk_init(&context_); }
  ~Key() { mbedtls_pk_free(&context_); }
  Key(const Key&) = delete;
  Key& operator=(const Key&) = delete;

  bool parse(std::string_view text) {
    const std::string terminated(text);
    const auto* bytes = reinterpret_cast<const unsigned char*>(terminated.c_str());
    return mbedtls_pk_parse_key(&context_, bytes, terminated.size() + 1, nullptr, 0) == 0 &&
           mbedtls_pk_get_type(&context_) == MBEDTLS_PK_RSA;
  }
  [[nodiscard]] mbedtls_rsa_context* rsa() const { return mbedtls_pk_rsa(context_); }

 private:
  mbedtls_pk_context context_;
};

}  // namespace

Decrypted decrypt(std::string_view bytes, std::string_view key_text) {
  Key key;
  if (!key.parse(key_text)) return {Outcome::wrong_key, {}};
  if (bytes.size() != mbedtls_rsa_get_len(key.rsa())) return {Outcome::wrong_text, {}};
  std::array<unsigned char, MBEDTLS_MPI_MAX_SIZE> output{};
  size_t size = 0;
  const int failed = mbedtls_rsa_rsaes_pkcs1_v15_decrypt(
      key.rsa(), nullptr, nullptr, MBEDTLS_RSA_PRIVATE, &size,
      reinterpret_cast<const unsigned char*>(bytes.data()), output.data(), output.size());
  if (failed != 0) return {Outcome::wrong_text, {}};
  return {Outcome::decrypted, {reinterpret_cast<const char*>(output.data()), size}};
}

}  // namespace expressions::rsa
