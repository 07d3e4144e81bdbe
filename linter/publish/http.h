// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "publish/publish.h"
#include "source/source.h"

// Requests over HTTP, and over TLS, whose certificates are checked.
namespace publish {

struct Url {
  bool tls = false;
  std::string host;  // name or address; of IPv6 without brackets
  std::string port;
  std::string path;  // without a slash at its end; may be empty
};

// http:// or https://, without user, query and fragment.
source::Result<Url> parse_url(std::string_view text);

// The address again, without the port that goes without saying.
std::string text_of(const Url& url);

struct Credentials {
  std::string token = {};  // empty: none are sent
  std::string user = {};   // empty: the token is sent as "Bearer", else both as "Basic"
};

struct HttpOptions {
  Url api;
  // Is asked, without TLS, instead of `api`, which it is told whole; empty host: none.
  Url proxy = {};
  Credentials credentials = {};
  std::string ca_file = {};  // PEM; empty: what the system trusts
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds timeout{30'000};  // of a whole request
};

// One connection for each request. What it says of errors has no credentials in it, even if the
// server repeats them.
std::unique_ptr<Transport> http_transport(HttpOptions options);

}  // namespace publish
