// SPDX-License-Identifier: Apache-2.0
// TCP with deadlines. Exported: Socket. Tested in tests/publish/http_test.cc.

#include "publish/socket.h"

#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>
#ifdef __GLIBC__
#include <nss.h>
#endif

namespace publish {

namespace {

using Addresses = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

// A static program must not load what the host's /etc/nsswitch.conf names: it was built for
// another C library. Files and DNS are built in.
void keep_to_built_in_lookups() {
#ifdef __GLIBC__
  __nss_configure_lookup("hosts", "files dns");
#endif
}

source::Result<Addresses> addresses_of(const std::string& host, const std::string& port) {
  keep_to_built_in_lookups();
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int error = getaddrinfo(host.c_str(), port.c_str(), &hints, &found);
  if (error != 0) return source::Result<Addresses>::failure(gai_strerror(error));
  return Addresses(found, &freeaddrinfo);
}

}  // namespace

Socket::Socket(Socket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

Socket& Socket::operator=(Socket&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

Socket::~Socket() {
  if (descriptor_ >= 0) close(descriptor_);
}

int Socket::wait(short events, Deadline deadline) const {
  for (;;) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return -ETIMEDOUT;
    pollfd poll_for{.fd = descriptor_, .events = events, .revents = 0};
    const int ready = poll(&poll_for, 1, static_cast<int>(left.count()));
    if (ready > 0) return 0;
    if (ready < 0 && errno != EINTR) return -errno;
  }
}

int Socket::finish_connecting(Deadline deadline) const {
  if (const int error = wait(POLLOUT, deadline)) return error;
  int error = 0;
  socklen_t size = sizeof error;
  if (getsockopt(descriptor_, SOL_SOCKET, SO_ERROR, &error, &size) != 0) return -errno;
  return -error;
}

source::Result<Socket> Socket::connect(const std::string& host, const std::string& port,
                                       Deadline deadline) {
  const source::Result<Addresses> addresses = addresses_of(host, port);
  if (!addresses.ok()) return source::Result<Socket>::failure(addresses.error());
  int error = -ENOENT;
  for (const addrinfo* one = addresses.value().get(); one != nullptr; one = one->ai_next) {
    Socket connection(socket(one->ai_family, one->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (connection.descriptor_ < 0) {
      error = -errno;
      continue;
    }
    error = ::connect(connection.descriptor_, one->ai_addr, one->ai_addrlen) == 0 ? 0 : -errno;
    if (error == -EINPROGRESS) error = connection.finish_connecting(deadline);
    if (error == 0) return connection;
  }
  return source::Result<Socket>::failure(std::strerror(-error));
}

long Socket::read(void* bytes, size_t size, Deadline deadline) const {
  for (;;) {
    const ssize_t count = recv(descriptor_, bytes, size, 0);
    if (count >= 0) return count;
    if (errno != EAGAIN && errno != EINTR) return -errno;
    if (const int error = wait(POLLIN, deadline)) return error;
  }
}

long Socket::write(const void* bytes, size_t size, Deadline deadline) const {
  for (;;) {
    const ssize_t count = send(descriptor_, bytes, size, MSG_NOSIGNAL);
    if (count >= 0) return count;
    if (errno != EAGAIN && errno != EINTR) return -errno;
    if (const int error = wait(POLLOUT, deadline)) return error;
  }
}

}  // namespace publish
