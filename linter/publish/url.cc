// SPDX-License-Identifier: Apache-2.0
// Addresses. Exported: parse_url, text_of. Tested in tests/publish/http_test.cc.

#include <fmt/format.h>

#include <algorithm>

#include "publish/http.h"

namespace publish {

namespace {

bool is_port(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return !text.empty() && text.size() <= 5 && std::ranges::all_of(text, is_digit) &&
         std::stoi(std::string(text)) <= 65535;
}

// Whether a text may stand in a request line as it is.
bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

}  // namespace

std::string text_of(const Url& url) {
  const std::string host =
      url.host.find(':') == std::string::npos ? url.host : "[" + url.host + "]";
  const bool usual = url.port == (url.tls ? "443" : "80");
  return fmt::format("{}://{}{}{}", url.tls ? "https" : "http", host, usual ? "" : ":" + url.port,
                     url.path);
}

source::Result<Url> parse_url(std::string_view text) {
  const auto failure = [text](std::string_view why) {
    return source::Result<Url>::failure(fmt::format("\"{}\" is no address here: {}", text, why));
  };
  Url url;
  std::string_view rest = text;
  if (!is_plain(text)) return source::Result<Url>::failure("an address has no such characters");
  if (rest.starts_with("https://")) {
    url.tls = true;
    rest.remove_prefix(8);
  } else if (rest.starts_with("http://")) {
    rest.remove_prefix(7);
  } else {
    return failure("it begins with http:// or https://");
  }
  const size_t slash = std::min(rest.find('/'), rest.size());
  std::string_view authority = rest.substr(0, slash);
  url.path = rest.substr(slash);
  while (url.path.ends_with('/')) url.path.pop_back();
  if (text.find_first_of("?#") != std::string_view::npos) return failure("it has a query");
  if (authority.find('@') != std::string_view::npos) {
    // Not repeated: it holds a password.
    return source::Result<Url>::failure("an address has no user here: credentials are given apart");
  }
  const size_t bracket = authority.starts_with('[') ? authority.find(']') : 0;
  if (bracket == std::string_view::npos) return failure("its [ has no ]");
  const size_t colon = authority.find(':', bracket);
  url.port = url.tls ? "443" : "80";
  if (colon != std::string_view::npos) {
    if (!is_port(authority.substr(colon + 1))) return failure("a port is a number up to 65535");
    url.port = authority.substr(colon + 1);
    authority = authority.substr(0, colon);
  }
  url.host = bracket > 0 ? authority.substr(1, bracket - 1) : authority;
  if (url.host.empty()) return failure("it names no host");
  return url;
}

}  // namespace publish
