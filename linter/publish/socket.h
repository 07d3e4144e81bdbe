// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "source/source.h"

namespace publish {

using Deadline = std::chrono::steady_clock::time_point;

// A TCP connection of which no call lasts beyond the deadline that it is given.
class Socket {
 public:
  Socket() = default;
  Socket(Socket&& other) noexcept;
  Socket& operator=(Socket&& other) noexcept;
  ~Socket();

  // Tries the addresses of a host one after the other.
  static source::Result<Socket> connect(const std::string& host, const std::string& port,
                                        Deadline deadline);
  // Bytes read or written, 0 when the other side has closed, or what errno would be: negative,
  // ETIMEDOUT for the deadline.
  long read(void* bytes, size_t size, Deadline deadline) const;
  long write(const void* bytes, size_t size, Deadline deadline) const;

 private:
  explicit Socket(int descriptor) : descriptor_(descriptor) {}
  // 0, or a negative error.
  [[nodiscard]] int wait(short events, Deadline deadline) const;
  [[nodiscard]] int finish_connecting(Deadline deadline) const;

  int descriptor_ = -1;
};

}  // namespace publish
