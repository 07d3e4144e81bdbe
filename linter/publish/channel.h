// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "publish/socket.h"

// Bytes to and from a server until a deadline, plain or encrypted.
namespace publish {

class Channel {
 public:
  Channel() = default;
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;
  virtual ~Channel() = default;
  // As Socket's.
  virtual long read(void* bytes, size_t size) = 0;
  virtual long write(const void* bytes, size_t size) = 0;
};

// A channel, or why there is none.
struct Opened {
  std::unique_ptr<Channel> channel;
  std::string error;
  bool may_pass = false;  // trying again may help
};

Opened plain_channel(Socket socket, Deadline deadline);

// TLS 1.2. The certificate must be `host`'s, and signed by an authority of `ca_file` (PEM); if that
// is empty, of those that the system trusts.
Opened tls_channel(Socket socket, const std::string& host, const std::string& ca_file,
                   Deadline deadline);

}  // namespace publish
