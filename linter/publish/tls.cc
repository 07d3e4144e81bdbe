// SPDX-License-Identifier: Apache-2.0
// TLS by mbedtls, which is linked anyway. Exported: tls_channel. Tested in
// tests/publish/tls_test.cc.

#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>
#include <mbedtls/error.h>
#include <mbedtls/ssl.h>
#include <mbedtls/x509_crt.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "publish/channel.h"

namespace publish {

namespace {

// Where Debian and Alpine, Fedora, openSUSE, and RHEL keep them (each one's package
// ca-certificates, 2026).
constexpr const char* kSystemAuthorities[] = {
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"};

std::string described(int error) {
  char text[200];
  mbedtls_strerror(error, text, sizeof text);
  return text;
}

class TlsChannel : public Channel {
 public:
  TlsChannel(Socket socket, Deadline deadline) : socket_(std::move(socket)), deadline_(deadline) {
    mbedtls_ssl_init(&ssl_);
    mbedtls_ssl_config_init(&config_);
    mbedtls_x509_crt_init(&authorities_);
    mbedtls_entropy_init(&entropy_);
    mbedtls_ctr_drbg_init(&random_);
  }
  ~TlsChannel() override {
    mbedtls_ssl_free(&ssl_);
    mbedtls_ssl_config_free(&config_);
    mbedtls_x509_crt_free(&authorities_);
    mbedtls_ctr_drbg_free(&random_);
    mbedtls_entropy_free(&entropy_);
  }

  // Why the authorities cannot be read; empty if they can.
  std::string trust(const std::string& ca_file) {
    if (!ca_file.empty()) return parse(ca_file.c_str());
    for (const char* file : kSystemAuthorities) {
      if (access(file, R_OK) == 0) return parse(file);
    }
    return std::string("the system has no certificates of authorities (no ") +
           kSystemAuthorities[0] + "): install ca-certificates, or name a file in SSL_CERT_FILE";
  }

  // 0, or an error of mbedtls.
  int shake_hands(const std::string& host) {
    if (const int error =
            mbedtls_ctr_drbg_seed(&random_, mbedtls_entropy_func, &entropy_, nullptr, 0)) {
      return error;
    }
    if (const int error =
            mbedtls_ssl_config_defaults(&config_, MBEDTLS_SSL_IS_CLIENT,
                                        MBEDTLS_SSL_TRANSPORT_STREAM, MBEDTLS_SSL_PRESET_DEFAULT)) {
      return error;
    }
    mbedtls_ssl_conf_authmode(&config_, MBEDTLS_SSL_VERIFY_REQUIRED);
    mbedtls_ssl_conf_ca_chain(&config_, &authorities_, nullptr);
    mbedtls_ssl_conf_rng(&config_, mbedtls_ctr_drbg_random, &random_);
    mbedtls_ssl_conf_min_version(&config_, MBEDTLS_SSL_MAJOR_VERSION_3,
                                 MBEDTLS_SSL_MINOR_VERSION_3);
    if (const int error = mbedtls_ssl_setup(&ssl_, &config_)) return error;
    if (const int error = mbedtls_ssl_set_hostname(&ssl_, host.c_str())) return error;
    mbedtls_ssl_set_bio(&ssl_, this, &TlsChannel::send_bytes, &TlsChannel::receive_bytes, nullptr);
    return mbedtls_ssl_handshake(&ssl_);
  }

  // What is wrong with the server's certificate; empty if nothing is known to be.
  std::string certificate_error() {
    const uint32_t flags = mbedtls_ssl_get_verify_result(&ssl_);
    if (flags == 0 || flags == UINT32_MAX) return {};
    char text[1024];
    mbedtls_x509_crt_verify_info(text, sizeof text, "", flags);
    std::string lines = text;
    return lines.substr(0, lines.find('\n'));
  }

  std::string error_text(int error) const {
    return socket_error_ < 0 ? std::strerror(static_cast<int>(-socket_error_)) : described(error);
  }

  long read(void* bytes, size_t size) override {
    const int count = mbedtls_ssl_read(&ssl_, static_cast<unsigned char*>(bytes), size);
    if (count >= 0) return count;
    const bool ended =
        count == MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY || count == MBEDTLS_ERR_SSL_CONN_EOF;
    return ended ? 0 : failed();
  }
  long write(const void* bytes, size_t size) override {
    const int count = mbedtls_ssl_write(&ssl_, static_cast<const unsigned char*>(bytes), size);
    return count >= 0 ? count : failed();
  }

 private:
  std::string parse(const char* file) {
    const int error = mbedtls_x509_crt_parse_file(&authorities_, file);
    // Of many, some may be of kinds that mbedtls does not know.
    return error < 0
               ? std::string("cannot read the certificates in ") + file + ": " + described(error)
               : std::string();
  }
  [[nodiscard]] long failed() const { return socket_error_ < 0 ? socket_error_ : -EPROTO; }

  static int send_bytes(void* channel, const unsigned char* bytes, size_t size) {
    auto* self = static_cast<TlsChannel*>(channel);
    return self->moved(self->socket_.write(bytes, size, self->deadline_));
  }
  static int receive_bytes(void* channel, unsigned char* bytes, size_t size) {
    auto* self = static_cast<TlsChannel*>(channel);
    return self->moved(self->socket_.read(bytes, size, self->deadline_));
  }
  int moved(long count) {
    if (count >= 0) return static_cast<int>(count);
    socket_error_ = count;
    return count == -ETIMEDOUT ? MBEDTLS_ERR_SSL_TIMEOUT : MBEDTLS_ERR_SSL_INTERNAL_ERROR;
  }

  Socket socket_;
  Deadline deadline_;
  long socket_error_ = 0;
  mbedtls_ssl_context ssl_;
  mbedtls_ssl_config config_;
  mbedtls_x509_crt authorities_;
  mbedtls_entropy_context entropy_;
  mbedtls_ctr_drbg_context random_;
};

}  // namespace

Opened tls_channel(Socket socket, const std::string& host, const std::string& ca_file,
                   Deadline deadline) {
  auto channel = std::make_unique<TlsChannel>(std::move(socket), deadline);
  if (std::string error = channel->trust(ca_file); !error.empty()) {
    return {.channel = nullptr, .error = std::move(error)};
  }
  if (const int error = channel->shake_hands(host)) {
    const std::string certificate = channel->certificate_error();
    if (!certificate.empty()) {
      return {.channel = nullptr,
              .error = "the certificate of " + host + " is not to be trusted: " + certificate};
    }
    return {.channel = nullptr,
            .error = "TLS with " + host + " fails: " + channel->error_text(error),
            .may_pass = true};
  }
  return {.channel = std::move(channel), .error = {}};
}

}  // namespace publish
