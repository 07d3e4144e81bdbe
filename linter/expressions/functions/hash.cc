// SPDX-License-Identifier: Apache-2.0
// Functions of digests and keys: base64sha256, base64sha512, md5, rsadecrypt, sha1, sha256, sha512,
// uuidv5.
// Exported: hash_functions. Tested by tests/expressions/functions/hash.txt.
#include "expressions/functions/base64.h"
#include "expressions/functions/digests.h"
#include "expressions/functions/families.h"
#include "expressions/functions/rsa.h"

namespace expressions {

namespace {

constexpr Parameter kString[] = {{.name = "str", .type = ParameterType::string}};
constexpr Parameter kUuid[] = {{.name = "namespace", .type = ParameterType::string},
                               {.name = "name", .type = ParameterType::string}};

constexpr Parameter kDecrypt[] = {{.name = "ciphertext", .type = ParameterType::string},
                                  {.name = "privatekey", .type = ParameterType::string}};

using Digest = std::string (*)(std::string_view);

template <Digest digest>
Value in_hex(FunctionCall& call) {
  return string_result(call, digests::hex(digest(text(call, 0))));
}

template <Digest digest>
Value in_base64(FunctionCall& call) {
  return string_result(call, base64::encode(digest(text(call, 0))));
}

// The well-known namespaces of RFC 4122, appendix C, in hexadecimal digits.
std::string_view known_namespace(std::string_view name) {
  if (name == "dns") return "6ba7b8109dad11d180b400c04fd430c8";
  if (name == "url") return "6ba7b8119dad11d180b400c04fd430c8";
  if (name == "oid") return "6ba7b8129dad11d180b400c04fd430c8";
  if (name == "x500") return "6ba7b8149dad11d180b400c04fd430c8";
  return {};
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The digits of a UUID as it may be written: with dashes, in braces, after "urn:uuid:", or bare.
std::optional<std::string> uuid_digits(std::string_view text) {
  constexpr size_t kBare = 32;
  constexpr size_t kDashed = 36;
  constexpr std::string_view kUrn = "urn:uuid:";
  if (text.size() == kBare) return std::string(text);
  if (text.size() == kDashed + kUrn.size() && text.starts_with(kUrn)) {
    text.remove_prefix(kUrn.size());
  }
  if (text.size() == kDashed + 2) text = text.substr(1, kDashed);
  if (text.size() != kDashed) return std::nullopt;
  std::string digits;
  for (size_t i = 0; i < kDashed; ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash != (text[i] == '-')) return std::nullopt;
    if (!dash) digits += text[i];
  }
  return digits;
}

// The bytes of 32 hexadecimal digits; nothing for other text.
std::optional<std::string> bytes_of(std::string_view digits) {
  std::string bytes;
  for (size_t i = 0; i < digits.size(); i += 2) {
    const int high = hex_value(digits[i]);
    const int low = hex_value(digits[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high << 4 | low);
  }
  return bytes;
}

std::string with_dashes(std::string digits) {
  for (const size_t place : {8U, 13U, 18U, 23U}) digits.insert(place, 1, '-');
  return digits;
}

Value uuidv5(FunctionCall& call) {
  const std::string_view known = known_namespace(text(call, 0));
  const auto digits = known.empty() ? uuid_digits(text(call, 0)) : std::string(known);
  const std::optional<std::string> space = digits ? bytes_of(*digits) : std::nullopt;
  if (!space) return call.fail(0, "a UUID, or dns, url, oid or x500, is required");
  std::string hash = digests::sha1(*space + std::string(text(call, 1))).substr(0, 16);
  hash[6] = static_cast<char>((hash[6] & 0x0F) | 0x50);  // version 5
  hash[8] = static_cast<char>((hash[8] & 0x3F) | 0x80);  // RFC 4122's variant
  return string_result(call, with_dashes(digests::hex(hash)));
}

Value rsadecrypt(FunctionCall& call) {
  const std::optional<std::string> bytes = base64::decode(text(call, 0));
  if (!bytes) return call.fail(0, "a base64 string is required");
  const rsa::Decrypted decrypted = rsa::decrypt(*bytes, text(call, 1));
  switch (decrypted.outcome) {
    case rsa::Outcome::wrong_key:
      return call.fail(1, "an RSA private key in PEM form, without a password, is required");
    case rsa::Outcome::wrong_text:
      return call.fail("the text cannot be decrypted with this key");
    case rsa::Outcome::decrypted:
      break;
  }
  return string_result(call, decrypted.text);
}

// flat table: one entry a function.
constexpr Function kFunctions[] = {
    {.name = "base64sha256",
     .summary = "The SHA-256 digest of a string, in base64.",
     .parameters = kString,
     .result_type = returns_string,
     .evaluate = in_base64<digests::sha256>},
    {.name = "base64sha512",
     .summary = "The SHA-512 digest of a string, in base64.",
     .parameters = kString,
     .result_type = returns_string,
     .evaluate = in_base64<digests::sha512>},
    {.name = "md5",
     .summary = "The MD5 digest of a string, in hexadecimal digits.",
     .parameters = kString,
     .result_type = returns_string,
     .evaluate = in_hex<digests::md5>},
    {.name = "rsadecrypt",
     .summary = "The text that was encrypted for an RSA private key.",
     .parameters = kDecrypt,
     .result_type = returns_string,
     .evaluate = rsadecrypt},
    {.name = "sha1",
     .summary = "The SHA-1 digest of a string, in hexadecimal digits.",
     .parameters = kString,
     .result_type = returns_string,
     .evaluate = in_hex<digests::sha1>},
    {.name = "sha256",
     .summary = "The SHA-256 digest of a string, in hexadecimal digits.",
     .parameters = kString,
     .result_type = returns_string,
     .evaluate = in_hex<digests::sha256>},
    {.name = "sha512",
     .summary = "The SHA-512 digest of a string, in hexadecimal digits.",
     .parameters = kString,
     .result_type = returns_string,
     .evaluate = in_hex<digests::sha512>},
    {.name = "uuidv5",
     .summary = "The UUID of a name within a namespace, version 5.",
     .parameters = kUuid,
     .result_type = returns_string,
     .evaluate = uuidv5},
};

}  // namespace

std::span<const Function> hash_functions() { return kFunctions; }

}  // namespace expressions
