// SPDX-License-Identifier: Apache-2.0
// HTTP/1.1 by Boost.Beast, over channels of our own: its sockets have deadlines only where they are
// asynchronous. Exported: http_transport, plain_channel. Tested in tests/publish/http_test.cc.

#include "publish/http.h"

#include <fmt/format.h>
#include <mbedtls/base64.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <cerrno>
#include <limits>
#include <utility>

#include "publish/channel.h"

namespace publish {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using ErrorCode = boost::system::error_code;

constexpr uint32_t kMaxHeader = 64 * 1024;  // bytes
constexpr uint64_t kMaxBody = 1024 * 1024;

// A channel as Beast wants it (its concepts SyncReadStream and SyncWriteStream).
class Stream {
 public:
  explicit Stream(Channel& channel) : channel_(channel) {}

  template <class Buffers>
  size_t read_some(const Buffers& buffers, ErrorCode& error) {
    const asio::mutable_buffer buffer = first<asio::mutable_buffer>(buffers);
    return moved(channel_.read(buffer.data(), buffer.size()), buffer.size(), error);
  }
  template <class Buffers>
  size_t write_some(const Buffers& buffers, ErrorCode& error) {
    const asio::const_buffer buffer = first<asio::const_buffer>(buffers);
    return moved(channel_.write(buffer.data(), buffer.size()), buffer.size(), error);
  }
  // The concepts have them; nobody calls them.
  template <class Buffers>
  size_t read_some(const Buffers& buffers);
  template <class Buffers>
  size_t write_some(const Buffers& buffers);

 private:
  template <class Buffer, class Buffers>
  static Buffer first(const Buffers& buffers) {
    for (auto one = asio::buffer_sequence_begin(buffers); one != asio::buffer_sequence_end(buffers);
         ++one) {
      if (Buffer(*one).size() > 0) return *one;
    }
    return {};
  }
  static size_t moved(long count, size_t asked, ErrorCode& error) {
    error = {};
    if (count < 0) {
      error.assign(static_cast<int>(-count), boost::system::system_category());
    } else if (count == 0 && asked > 0) {
      error = asio::error::eof;
    }
    return static_cast<size_t>(std::max(count, 0L));
  }

  Channel& channel_;
};

// Host and port.
std::string authority_of(const Url& url) {
  const std::string text =
      text_of({.tls = url.tls, .host = url.host, .port = url.port, .path = {}});
  return text.substr(text.find("//") + 2);
}

std::string base64(std::string_view text) {
  std::string encoded(text.size() * 4 / 3 + 5, '\0');
  size_t size = 0;
  mbedtls_base64_encode(reinterpret_cast<unsigned char*>(encoded.data()), encoded.size(), &size,
                        reinterpret_cast<const unsigned char*>(text.data()), text.size());
  encoded.resize(size);
  return encoded;
}

class HttpTransport : public Transport {
 public:
  explicit HttpTransport(HttpOptions options) : options_(std::move(options)) {
    const Credentials& given = options_.credentials;
    if (given.token.empty()) return;
    secrets_.push_back(given.user.empty() ? given.token : base64(given.user + ":" + given.token));
    authorization_ = (given.user.empty() ? "Bearer " : "Basic ") + secrets_.front();
    if (!given.user.empty()) secrets_.push_back(given.token);
  }

  Answer exchange(const Request& request) override {
    const auto now = std::chrono::steady_clock::now();
    const Deadline deadline = now + options_.timeout;
    const Url& server = by_proxy() ? options_.proxy : options_.api;
    source::Result<Socket> socket =
        Socket::connect(server.host, server.port, now + options_.connect_timeout);
    if (!socket.ok()) {
      return {.error = fmt::format("cannot connect to {}:{}: {}", server.host, server.port,
                                   socket.error()),
              .may_pass = true};
    }
    const Opened opened =
        server.tls ? tls_channel(std::move(socket.value()), server.host, options_.ca_file, deadline)
                   : plain_channel(std::move(socket.value()), deadline);
    if (opened.channel == nullptr) return {.error = opened.error, .may_pass = opened.may_pass};
    return without_credentials(talk(message_of(request), *opened.channel));
  }

 private:
  using Message = http::request<http::string_body>;

  [[nodiscard]] bool by_proxy() const { return !options_.proxy.host.empty(); }

  [[nodiscard]] Message message_of(const Request& request) const {
    // A proxy is told the whole address.
    const std::string target =
        (by_proxy() ? text_of(options_.api) : options_.api.path) + request.path;
    const auto method = http::string_to_verb({request.method.data(), request.method.size()});
    Message message(method, target, 11);
    message.set(http::field::host, authority_of(options_.api));
    message.set(http::field::user_agent, "plumbline");
    message.set(http::field::accept, "application/json");
    message.set(http::field::connection, "close");
    if (!authorization_.empty()) message.set(http::field::authorization, authorization_);
    if (!request.body.empty()) message.set(http::field::content_type, "application/json");
    message.body() = request.body;
    message.prepare_payload();
    return message;
  }

  [[nodiscard]] Answer failure(const ErrorCode& error) const {
    const Url& server = by_proxy() ? options_.proxy : options_.api;
    const std::string name = fmt::format("{}:{}", server.host, server.port);
    if (error == boost::system::errc::timed_out) {
      return {.error = fmt::format("{} does not answer within {} s", name,
                                   static_cast<double>(options_.timeout.count()) / 1000),
              .may_pass = true};
    }
    const bool ended = error == http::error::end_of_stream ||
                       error == http::error::partial_message ||
                       error.category() == boost::system::system_category();
    const std::string why = error.message();
    return {.error = ended ? fmt::format("the connection to {} breaks: {}", name, why)
                           : fmt::format("what {} answers is not HTTP: {}", name, why),
            .may_pass = ended};
  }

  [[nodiscard]] Answer talk(const Message& message, Channel& channel) const {
    Stream stream(channel);
    ErrorCode error;
    http::write(stream, message, error);
    // A server that has answered already may take no more; so the answer is read all the same.
    beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.header_limit(kMaxHeader);
    // kMaxBody is heeded below: a text that is longer must not hide the status.
    parser.body_limit(std::numeric_limits<uint64_t>::max());
    const ErrorCode write_error = error;
    http::read_header(stream, buffer, parser, error);
    if (error) return failure(write_error ? write_error : error);
    // The status is known: what is missing of the text changes nothing.
    while (!error && !parser.is_done() && parser.get().body().size() < kMaxBody) {
      http::read_some(stream, buffer, parser, error);
    }
    const auto& response = parser.get();
    Answer answer{.status = static_cast<int>(response.result_int()), .body = response.body()};
    answer.location = std::string(response[http::field::location]);
    const std::string_view wait(response[http::field::retry_after].data(),
                                response[http::field::retry_after].size());
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    // A date, which it may be as well, is not looked at.
    if (!wait.empty() && wait.size() < 9 && std::ranges::all_of(wait, is_digit)) {
      answer.retry_after = std::chrono::seconds(std::stoi(std::string(wait)));
    }
    return answer;
  }

  [[nodiscard]] Answer without_credentials(Answer answer) const {
    for (const std::string& secret : secrets_) {
      for (std::string* text : {&answer.body, &answer.location, &answer.error}) {
        for (size_t at = 0; (at = text->find(secret, at)) != std::string::npos;) {
          text->replace(at, secret.size(), "***");
        }
      }
    }
    return answer;
  }

  HttpOptions options_;
  std::string authorization_;
  std::vector<std::string> secrets_;  // as the server may repeat them
};

class PlainChannel : public Channel {
 public:
  PlainChannel(Socket socket, Deadline deadline)
      : socket_(std::move(socket)), deadline_(deadline) {}
  long read(void* bytes, size_t size) override { return socket_.read(bytes, size, deadline_); }
  long write(const void* bytes, size_t size) override {
    return socket_.write(bytes, size, deadline_);
  }

 private:
  Socket socket_;
  Deadline deadline_;
};

}  // namespace

Opened plain_channel(Socket socket, Deadline deadline) {
  return {.channel = std::make_unique<PlainChannel>(std::move(socket), deadline), .error = {}};
}

std::unique_ptr<Transport> http_transport(HttpOptions options) {
  return std::make_unique<HttpTransport>(std::move(options));
}

}  // namespace publish
