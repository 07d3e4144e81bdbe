// SPDX-License-Identifier: Apache-2.0
//
// TLS against a server whose authority is made here: only a certificate of the right name, signed
// by an authority that is trusted, is taken.
#include <gtest/gtest.h>
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/ssl.h>
#include <mbedtls/x509_crt.h>

#include <array>
#include <thread>

#include "end_to_end/program.h"
#include "publish/http.h"
#include "publish/server.h"

namespace publish {
namespace {

using end_to_end::ScratchDirectory;

class Random {
 public:
  Random() {
    mbedtls_entropy_init(&entropy_);
    mbedtls_ctr_drbg_init(&state_);
    mbedtls_ctr_drbg_seed(&state_, mbedtls_entropy_func, &entropy_, nullptr, 0);
  }
  Random(const Random&) = delete;
  Random& operator=(const Random&) = delete;
  ~Random() {
    mbedtls_ctr_drbg_free(&state_);
    mbedtls_entropy_free(&entropy_);
  }
  mbedtls_ctr_drbg_context* state() { return &state_; }

 private:
  mbedtls_entropy_context entropy_;
  mbedtls_ctr_drbg_context state_;
};

class Key {
 public:
  explicit Key(Random& random) {
    mbedtls_pk_init(&key_);
    mbedtls_pk_setup(&key_, mbedtls_pk_info_from_type(MBEDTLS_PK_ECKEY));
    mbedtls_ecp_gen_key(MBEDTLS_ECP_DP_SECP256R1, mbedtls_pk_ec(key_), mbedtls_ctr_drbg_random,
                        random.state());
  }
  Key(const Key&) = delete;
  Key& operator=(const Key&) = delete;
  ~Key() { mbedtls_pk_free(&key_); }
  mbedtls_pk_context* get() { return &key_; }

 private:
  mbedtls_pk_context key_;
};

struct Certificate {
  std::string subject;  // "CN=localhost"
  std::string issuer;
  bool is_authority = false;
  const char* until = "20991231235959";
};

// As PEM.
std::string signed_by(const Certificate& certificate, Key& subject, Key& issuer, Random& random) {
  mbedtls_x509write_cert writer;
  mbedtls_x509write_crt_init(&writer);
  mbedtls_x509write_crt_set_version(&writer, MBEDTLS_X509_CRT_VERSION_3);
  mbedtls_x509write_crt_set_md_alg(&writer, MBEDTLS_MD_SHA256);
  mbedtls_x509write_crt_set_subject_name(&writer, certificate.subject.c_str());
  mbedtls_x509write_crt_set_issuer_name(&writer, certificate.issuer.c_str());
  mbedtls_x509write_crt_set_subject_key(&writer, subject.get());
  mbedtls_x509write_crt_set_issuer_key(&writer, issuer.get());
  mbedtls_mpi serial;
  mbedtls_mpi_init(&serial);
  mbedtls_mpi_lset(&serial, certificate.is_authority ? 1 : 2);
  mbedtls_x509write_crt_set_serial(&writer, &serial);
  mbedtls_x509write_crt_set_validity(&writer, "20200101000000", certificate.until);
  mbedtls_x509write_crt_set_basic_constraints(&writer, certificate.is_authority ? 1 : 0, -1);
  std::array<unsigned char, 4096> pem{};
  mbedtls_x509write_crt_pem(&writer, pem.data(), pem.size(), mbedtls_ctr_drbg_random,
                            random.state());
  mbedtls_mpi_free(&serial);
  mbedtls_x509write_crt_free(&writer);
  return reinterpret_cast<const char*>(pem.data());
}

// Answers one request with 200, and keeps what it was asked.
class TlsServer {
 public:
  TlsServer(const std::string& certificate, Key& key)
      : certificate_(certificate), key_(key), thread_([this] { serve(); }) {}
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;
  ~TlsServer() { join(); }
  [[nodiscard]] std::string port() const { return listener_.port(); }
  void join() {
    listener_.stop();
    if (thread_.joinable()) thread_.join();
  }
  // After join().
  std::string asked;

 private:
  void serve() {
    mbedtls_net_context connection;
    mbedtls_net_init(&connection);
    connection.fd = listener_.next();
    if (connection.fd < 0) return;
    Random random;
    mbedtls_x509_crt chain;
    mbedtls_ssl_config config;
    mbedtls_ssl_context ssl;
    mbedtls_x509_crt_init(&chain);
    mbedtls_ssl_config_init(&config);
    mbedtls_ssl_init(&ssl);
    mbedtls_x509_crt_parse(&chain, reinterpret_cast<const unsigned char*>(certificate_.c_str()),
                           certificate_.size() + 1);
    mbedtls_ssl_config_defaults(&config, MBEDTLS_SSL_IS_SERVER, MBEDTLS_SSL_TRANSPORT_STREAM,
                                MBEDTLS_SSL_PRESET_DEFAULT);
    mbedtls_ssl_conf_rng(&config, mbedtls_ctr_drbg_random, random.state());
    mbedtls_ssl_conf_own_cert(&config, &chain, key_.get());
    mbedtls_ssl_setup(&ssl, &config);
    mbedtls_ssl_set_bio(&ssl, &connection, send_bytes, mbedtls_net_recv, nullptr);
    if (mbedtls_ssl_handshake(&ssl) == 0) talk(ssl);
    mbedtls_ssl_free(&ssl);
    mbedtls_ssl_config_free(&config);
    mbedtls_x509_crt_free(&chain);
    mbedtls_net_free(&connection);
  }
  // Without the signal that mbedtls_net_send raises when the client has gone.
  static int send_bytes(void* connection, const unsigned char* bytes, size_t size) {
    const int descriptor = static_cast<mbedtls_net_context*>(connection)->fd;
    const ssize_t count = ::send(descriptor, bytes, size, MSG_NOSIGNAL);
    return count < 0 ? MBEDTLS_ERR_NET_SEND_FAILED : static_cast<int>(count);
  }
  void talk(mbedtls_ssl_context& ssl) {
    std::array<unsigned char, 4096> bytes{};
    while (!asked.ends_with("{}")) {
      const int count = mbedtls_ssl_read(&ssl, bytes.data(), bytes.size());
      if (count <= 0) return;
      asked.append(reinterpret_cast<const char*>(bytes.data()), static_cast<size_t>(count));
    }
    constexpr std::string_view kAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    mbedtls_ssl_write(&ssl, reinterpret_cast<const unsigned char*>(kAnswer.data()), kAnswer.size());
    mbedtls_ssl_close_notify(&ssl);
  }

  publish_test::Listener listener_;
  std::string certificate_;
  Key& key_;
  std::thread thread_;
};

class Tls : public testing::Test {
 protected:
  Tls() : scratch_("tls"), authority_key_(random_), server_key_(random_) {
    const Certificate authority{
        .subject = "CN=Test Authority", .issuer = "CN=Test Authority", .is_authority = true};
    scratch_.write("authority.pem", signed_by(authority, authority_key_, authority_key_, random_));
    Key other(random_);
    scratch_.write("other.pem", signed_by(authority, other, other, random_));
  }

  // What comes of asking a server that shows this certificate.
  Answer ask(const Certificate& certificate, const std::string& ca_file) {
    TlsServer server(signed_by(certificate, server_key_, authority_key_, random_), server_key_);
    HttpOptions options{.api = parse_url("https://localhost:" + server.port()).value(),
                        .credentials = {.token = "t0ken"},
                        .ca_file = scratch_.path() + "/" + ca_file};
    Answer answer = http_transport(options)->exchange(
        {.kind = RequestKind::open_report, .method = "PUT", .path = "/a", .body = "{}"});
    server.join();
    asked_ = server.asked;
    return answer;
  }

  ScratchDirectory scratch_;
  Random random_;
  Key authority_key_;
  Key server_key_;
  std::string asked_;
};

const Certificate kGood{.subject = "CN=localhost", .issuer = "CN=Test Authority"};

TEST_F(Tls, ServerThatIsWhoItSaysIsAsked) {
  const Answer answer = ask(kGood, "authority.pem");
  EXPECT_EQ(answer.status, 200) << answer.error;
  EXPECT_EQ(answer.body, "ok");
  EXPECT_TRUE(asked_.starts_with("PUT /a HTTP/1.1\r\n")) << asked_;
  EXPECT_NE(asked_.find("Authorization: Bearer t0ken\r\n"), std::string::npos) << asked_;
}

TEST_F(Tls, ServerOfAnUnknownAuthorityIsToldNothing) {
  const Answer answer = ask(kGood, "other.pem");
  EXPECT_EQ(answer.status, 0);
  EXPECT_NE(answer.error.find("the certificate of localhost is not to be trusted: "),
            std::string::npos)
      << answer.error;
  EXPECT_FALSE(answer.may_pass);
  EXPECT_EQ(asked_, "");
}

TEST_F(Tls, ServerOfAnotherNameIsToldNothing) {
  Certificate certificate = kGood;
  certificate.subject = "CN=elsewhere";
  const Answer answer = ask(certificate, "authority.pem");
  EXPECT_EQ(answer.status, 0);
  EXPECT_NE(answer.error.find("does not match with the expected CN"), std::string::npos)
      << answer.error;
  EXPECT_EQ(asked_, "");
}

TEST_F(Tls, CertificateThatHasExpiredIsNotTrusted) {
  Certificate certificate = kGood;
  certificate.until = "20210101000000";
  const Answer answer = ask(certificate, "authority.pem");
  EXPECT_EQ(answer.status, 0);
  EXPECT_NE(answer.error.find("has expired"), std::string::npos) << answer.error;
  EXPECT_EQ(asked_, "");
}

TEST_F(Tls, FileWithoutCertificatesIsSaidToBeWrong) {
  const Answer answer = ask(kGood, "nosuch.pem");
  EXPECT_EQ(answer.status, 0);
  EXPECT_NE(answer.error.find("cannot read the certificates in"), std::string::npos)
      << answer.error;
}

TEST_F(Tls, ServerThatSpeaksNoTlsIsSaidNotTo) {
  publish_test::Server plain;
  HttpOptions options{.api = parse_url("https://localhost:" + plain.port()).value(),
                      .ca_file = scratch_.path() + "/authority.pem",
                      .timeout = std::chrono::milliseconds(200)};
  const Answer answer = http_transport(options)->exchange(
      {.kind = RequestKind::open_report, .method = "PUT", .path = "/a", .body = "{}"});
  EXPECT_EQ(answer.status, 0);
  EXPECT_TRUE(answer.error.starts_with("TLS with localhost fails: ")) << answer.error;
}

}  // namespace
}  // namespace publish
