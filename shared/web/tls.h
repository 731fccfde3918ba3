#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>

#include <sys/types.h>

struct ssl_ctx_st;
struct ssl_st;

namespace web {

/// The certificate with which the gateway proves who it is. Safe from every thread.
class Tls {
  public:
    /// Throws std::runtime_error with a sentence when the files do not hold a certificate and its key.
    Tls(const std::filesystem::path& certificate, const std::filesystem::path& private_key);

    enum class Want { Nothing, Read, Write, Closed };

    /// One connection's encryption over a socket that does not block; or, made without a Tls, none at all.
    class Session {
      public:
        Session(const Tls* tls, int socket);

        bool is_encrypted() const { return ssl_ != nullptr; }

        /// Nothing: done. Else try again when the socket is ready, or give up.
        Want accept();

        /// What has come or was taken, and in `want` why it was nothing.
        std::size_t read(char* to, std::size_t size, Want& want);
        std::size_t write(const char* from, std::size_t size, Want& want);

        void end();

      private:
        struct Free {
            void operator()(ssl_st* ssl) const;
        };
        Want want_of(int result);

        int socket_;
        std::unique_ptr<ssl_st, Free> ssl_;
    };

  private:
    struct Free {
        void operator()(ssl_ctx_st* context) const;
    };
    std::unique_ptr<ssl_ctx_st, Free> context_;
};

} // namespace web
