// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <boost/beast/http.hpp>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "publish/bitbucket.h"

// Bitbucket on a port of this machine, one connection after the other.
namespace publish_test {

// A listening socket on 127.0.0.1.
class Listener {
 public:
  Listener() : descriptor_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bind(descriptor_, reinterpret_cast<sockaddr*>(&address), size);
    listen(descriptor_, 16);
    getsockname(descriptor_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
  }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  ~Listener() { close(descriptor_); }

  [[nodiscard]] std::string port() const { return std::to_string(port_); }
  // A connection's descriptor; negative once it is stopped.
  [[nodiscard]] int next() const { return accept4(descriptor_, nullptr, nullptr, SOCK_CLOEXEC); }
  void stop() const { shutdown(descriptor_, SHUT_RDWR); }

 private:
  int descriptor_;
  uint16_t port_ = 0;
};

struct SeenRequest {
  std::string method;
  std::string target;  // of the request line
  std::string host;
  std::string authorization;
  std::string body;
};

class Server {
 public:
  // What is answered before Bitbucket's own answers, one each.
  struct Scripted {
    Response response = {};
    std::string raw = {};  // instead of a response
    bool never = false;    // nothing, until the client goes away
    bool by_echo = false;  // the body repeats the Authorization header
  };

  Server() : thread_([this] { serve(); }) {}
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server() {
    listener_.stop();
    thread_.join();
  }

  [[nodiscard]] std::string port() const { return listener_.port(); }
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + port() + "/2.0"; }
  void answer_next(Scripted scripted) {
    const std::lock_guard lock(mutex_);
    scripted_.push_back(std::move(scripted));
  }
  std::vector<SeenRequest> seen() {
    const std::lock_guard lock(mutex_);
    return seen_;
  }
  // Only while no request is under way.
  Bitbucket& bitbucket() { return bitbucket_; }

 private:
  void serve() {
    for (int connection = 0; (connection = listener_.next()) >= 0;) {
      answer(connection);
      close(connection);
    }
  }

  void answer(int connection) {
    boost::beast::http::request_parser<boost::beast::http::string_body> parser;
    parser.body_limit(16 * 1024 * 1024);
    std::string unread;
    std::array<char, 65536> bytes{};
    parser.eager(true);
    while (!parser.is_done()) {
      const ssize_t count = recv(connection, bytes.data(), bytes.size(), 0);
      if (count <= 0) return;
      unread.append(bytes.data(), static_cast<size_t>(count));
      boost::system::error_code error;
      unread.erase(0, parser.put(boost::asio::buffer(unread), error));
      if (error && error != boost::beast::http::error::need_more) return;
    }
    const auto& request = parser.get();
    SeenRequest seen{
        .method = std::string(request.method_string()),
        .target = std::string(request.target()),
        .host = std::string(request[boost::beast::http::field::host]),
        .authorization = std::string(request[boost::beast::http::field::authorization]),
        .body = request.body()};
    const std::string text = answer_to(seen, connection);
    for (size_t at = 0; at < text.size();) {
      const ssize_t count = send(connection, text.data() + at, text.size() - at, MSG_NOSIGNAL);
      if (count <= 0) return;
      at += static_cast<size_t>(count);
    }
  }

  std::string answer_to(const SeenRequest& request, int connection) {
    const std::lock_guard lock(mutex_);
    seen_.push_back(request);
    if (!scripted_.empty()) {
      const Scripted scripted = scripted_.front();
      scripted_.pop_front();
      char byte = 0;
      if (scripted.never) static_cast<void>(recv(connection, &byte, 1, 0));
      if (scripted.never || !scripted.raw.empty()) return scripted.raw;
      Response response = scripted.response;
      if (scripted.by_echo) response.body = "what is " + request.authorization + "?";
      return text_of(response);
    }
    std::string path = request.target;
    constexpr std::string_view kApi = "http://api.bitbucket.org";
    if (path.starts_with(kApi)) path.erase(0, kApi.size());
    return text_of(bitbucket_.handle(request.method, path, request.body));
  }

  static std::string text_of(const Response& response) {
    return "HTTP/1.1 " + std::to_string(response.status) + " Status\r\n" + response.headers +
           (response.status == 204
                ? "\r\n"
                : "Content-Length: " + std::to_string(response.body.size()) + "\r\n\r\n") +
           response.body;
  }

  Listener listener_;
  std::mutex mutex_;
  std::deque<Scripted> scripted_;
  std::vector<SeenRequest> seen_;
  Bitbucket bitbucket_;
  std::thread thread_;  // last: it uses the others
};

}  // namespace publish_test
