#include "shared/web/tls.h"

#include <fmt/core.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <sys/socket.h>

#include <cerrno>
#include <stdexcept>

namespace web {

void Tls::Free::operator()(ssl_ctx_st* context) const {
    SSL_CTX_free(context);
}

void Tls::Session::Free::operator()(ssl_st* ssl) const {
    SSL_free(ssl);
}

Tls::Tls(const std::filesystem::path& certificate, const std::filesystem::path& private_key)
    : context_(SSL_CTX_new(TLS_server_method())) {
    SSL_CTX* context = context_.get();
    if (context == nullptr || SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) != 1)
        throw std::runtime_error("TLS cannot be used on this machine");
    if (SSL_CTX_use_certificate_chain_file(context, certificate.c_str()) != 1)
        throw std::runtime_error(fmt::format("{} is no certificate (PEM)", certificate.string()));
    if (SSL_CTX_use_PrivateKey_file(context, private_key.c_str(), SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(context) != 1)
        throw std::runtime_error(
            fmt::format("{} is not the private key (PEM) of {}", private_key.string(), certificate.string()));
    // A buffer that moved is the same bytes; half a write is progress.
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                  SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
}

Tls::Session::Session(const Tls* tls, int socket) : socket_(socket) {
    if (tls == nullptr)
        return;
    ssl_.reset(SSL_new(tls->context_.get()));
    if (!ssl_ || SSL_set_fd(ssl_.get(), socket) != 1)
        throw std::runtime_error("no memory for a TLS connection");
}

Tls::Want Tls::Session::want_of(int result) {
    switch (SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_WANT_READ:
        return Want::Read;
    case SSL_ERROR_WANT_WRITE:
        return Want::Write;
    default:
        ERR_clear_error();
        return Want::Closed;
    }
}

Tls::Want Tls::Session::accept() {
    if (!ssl_)
        return Want::Nothing;
    const int done = SSL_accept(ssl_.get());
    return done == 1 ? Want::Nothing : want_of(done);
}

std::size_t Tls::Session::read(char* to, std::size_t size, Want& want) {
    want = Want::Nothing;
    if (ssl_) {
        std::size_t count = 0;
        const int done = SSL_read_ex(ssl_.get(), to, size, &count);
        if (done == 1)
            return count;
        want = want_of(done);
        return 0;
    }
    const ssize_t count = ::recv(socket_, to, size, 0);
    if (count > 0)
        return static_cast<std::size_t>(count);
    want = count < 0 && (errno == EAGAIN || errno == EINTR) ? Want::Read : Want::Closed;
    return 0;
}

std::size_t Tls::Session::write(const char* from, std::size_t size, Want& want) {
    want = Want::Nothing;
    if (ssl_) {
        std::size_t count = 0;
        const int done = SSL_write_ex(ssl_.get(), from, size, &count);
        if (done == 1)
            return count;
        want = want_of(done);
        return 0;
    }
    const ssize_t count = ::send(socket_, from, size, MSG_NOSIGNAL);
    if (count >= 0)
        return static_cast<std::size_t>(count);
    want = errno == EAGAIN || errno == EINTR ? Want::Write : Want::Closed;
    return 0;
}

void Tls::Session::end() {
    if (ssl_ && SSL_is_init_finished(ssl_.get()) == 1)
        SSL_shutdown(ssl_.get()); // our half; nobody waits for the other one
    ERR_clear_error();
}

} // namespace web
