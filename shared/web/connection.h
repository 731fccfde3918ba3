#pragma once

#include "shared/base/clock.h"
#include "shared/web/tls.h"

#include <array>
#include <cstddef>
#include <string>

#include <httplib.h>

namespace web {

/// One browser's connection as the HTTP library reads and writes it: with an end to every wait and a bound to
/// every head, which the library's own streams have not. It owns the socket.
///
///     phase       begins with        may take         may send
///     handshake   (TLS)              kHeadTime        -
///     waiting     wait_for_request   kKeepAlive       -
///     head        its first byte     kHeadTime        kMostHead
///     body        head_is_read()     kBodyTime        kMostBody
///
/// Each write may take kWriteTime. What takes or sends more is cut off, and so is everybody when `closing`, a
/// descriptor, becomes readable. Belongs to one thread.
class Connection final : public httplib::Stream {
  public:
    static constexpr base::Duration kKeepAlive = std::chrono::seconds(5);
    static constexpr base::Duration kHeadTime = std::chrono::seconds(8);
    static constexpr base::Duration kBodyTime = std::chrono::seconds(10);
    static constexpr base::Duration kWriteTime = std::chrono::seconds(15);
    static constexpr std::size_t kMostHead = 16U << 10U;
    static constexpr std::size_t kMostBody = 16U << 10U;

    /// `tls` may be null: then the bytes travel as they are.
    Connection(int socket, const Tls* tls, int closing, const base::Clock& clock);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection() override;

    /// False when it failed.
    [[nodiscard]] bool shake_hands();
    /// False when nobody asks anything any more.
    [[nodiscard]] bool wait_for_request();
    void head_is_read();

    bool is_readable() const override { return begin_ < end_ || wait(true, clock_.steady()); }
    /// False once the browser has hung up, too.
    bool is_writable() const override;
    ssize_t read(char* to, std::size_t size) override;
    ssize_t write(const char* from, std::size_t size) override;
    void get_remote_ip_and_port(std::string& ip, int& port) const override;
    void get_local_ip_and_port(std::string& ip, int& port) const override;
    socket_t socket() const override { return socket_; }

  private:
    ssize_t fill();
    bool wait(bool to_read, base::SteadyTime until) const;

    int socket_;
    int closing_;
    const base::Clock& clock_;
    Tls::Session session_;
    bool broken_ = false;
    base::SteadyTime deadline_;
    std::size_t allowed_ = kMostHead; ///< bytes that the browser may still send in this phase
    std::array<char, 4096> buffer_{};
    std::size_t begin_ = 0, end_ = 0; ///< what of the buffer is not read yet
};

} // namespace web
