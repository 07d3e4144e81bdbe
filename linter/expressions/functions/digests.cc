// SPDX-License-Identifier: Apache-2.0
// Message digests, by mbed TLS.
// Exported: digests.h. Tested by tests/expressions/functions/hash.txt.
#include "expressions/functions/digests.h"

#include <mbedtls/md.h>

#include <array>

namespace expressions::digests {

namespace {

std::string digest(mbedtls_md_type_t type, std::string_view bytes) {
  const mbedtls_md_info_t* info = mbedtls_md_info_from_type(type);
  std::array<unsigned char, MBEDTLS_MD_MAX_SIZE> result{};
  mbedtls_md(info, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
             result.data());
  return {reinterpret_cast<const char*>(result.data()), mbedtls_md_get_size(info)};
}

}  // namespace

std::string md5(std::string_view bytes) { return digest(MBEDTLS_MD_MD5, bytes); }
std::string sha1(std::string_view bytes) { return digest(MBEDTLS_MD_SHA1, bytes); }
std::string sha256(std::string_view bytes) { return digest(MBEDTLS_MD_SHA256, bytes); }
std::string sha512(std::string_view bytes) { return digest(MBEDTLS_MD_SHA512, bytes); }

std::string hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

}  // namespace expressions::digests
