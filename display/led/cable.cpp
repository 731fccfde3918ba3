#include "display/led/cable.h"

#include "shared/base/log.h"
#include "shared/serial/port.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace display {

namespace {

class SerialCable final : public Cable {
  public:
    SerialCable(const Address& address, speed_t speed, const base::Clock& clock, Handlers handlers)
        : port_(address.text, speed, {"led", "LED signs"}, clock, std::move(handlers.bytes),
                std::move(handlers.changed)) {}

    int descriptor() const override { return port_.descriptor(); }
    void dispatch() override { port_.dispatch(); }
    void tick(base::SteadyTime now) override { port_.tick(now); }
    std::optional<base::SteadyTime> next_deadline() const override { return port_.next_deadline(); }
    void write(std::span<const std::byte> bytes) override { port_.write(bytes); }

  private:
    serial::Port port_;
};

/// TCP or UDP. UDP is there at once; a card that refuses ends it, as a lost connection does.
class SocketCable final : public Cable {
  public:
    SocketCable(Address address, const base::Clock& clock, Handlers handlers)
        : address_(std::move(address)), clock_(clock), handlers_(std::move(handlers)),
          epoll_(::epoll_create1(EPOLL_CLOEXEC)), due_(clock.steady()) {
        if (epoll_ < 0)
            throw std::system_error(errno, std::generic_category(), "the cable to " + address_.text);
    }
    SocketCable(const SocketCable&) = delete;
    SocketCable& operator=(const SocketCable&) = delete;
    ~SocketCable() override {
        close();
        ::close(epoll_);
    }

    int descriptor() const override { return epoll_; }
    void dispatch() override;
    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override { return due_; }
    void write(std::span<const std::byte> bytes) override;

  private:
    static constexpr base::Duration kRetry{2000}, kPatience{5000};

    bool open();
    bool watch(std::uint32_t events, int operation) const;
    void connected();
    void end(int error);
    void close();

    Address address_;
    const base::Clock& clock_;
    Handlers handlers_;
    int epoll_;
    int fd_ = -1;
    bool there_ = false;
    int told_ = 0;                        ///< the errno that the log has
    std::optional<base::SteadyTime> due_; ///< when to try, or until when a connection may take
};

bool SocketCable::watch(std::uint32_t events, int operation) const {
    epoll_event wanted{};
    wanted.events = events;
    return ::epoll_ctl(epoll_, operation, fd_, &wanted) == 0;
}

/// False, with errno: not now.
bool SocketCable::open() {
    const int type = address_.kind == Address::Kind::Tcp ? SOCK_STREAM : SOCK_DGRAM;
    fd_ = ::socket(address_.socket.ss_family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd_ < 0)
        return false;
    const auto* const to = reinterpret_cast<const sockaddr*>(&address_.socket);
    if (::connect(fd_, to, address_.length) == 0)
        return watch(EPOLLIN, EPOLL_CTL_ADD);
    return errno == EINPROGRESS && watch(EPOLLOUT, EPOLL_CTL_ADD);
}

void SocketCable::tick(base::SteadyTime now) {
    if (!due_ || now < *due_)
        return;
    if (fd_ >= 0)
        return end(ETIMEDOUT);
    due_ = now + kPatience;
    if (!open())
        return end(errno);
    if (address_.kind == Address::Kind::Udp)
        connected();
}

void SocketCable::connected() {
    due_.reset();
    there_ = true;
    if (std::exchange(told_, 0) != 0 || address_.kind == Address::Kind::Tcp)
        base::log_info("led", "signs at {} are reached", address_.text);
    handlers_.changed(true);
}

void SocketCable::dispatch() {
    if (fd_ < 0)
        return;
    if (!there_) {
        int error = 0;
        socklen_t length = sizeof error;
        ::getsockopt(fd_, SOL_SOCKET, SO_ERROR, &error, &length);
        if (error != 0)
            return end(error);
        watch(EPOLLIN, EPOLL_CTL_MOD);
        return connected();
    }
    std::array<std::byte, 2048> bytes{};
    const auto got = ::recv(fd_, bytes.data(), bytes.size(), 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (got < 0)
        return end(errno);
    if (got > 0)
        return handlers_.bytes(std::span(bytes).first(static_cast<std::size_t>(got)));
    if (address_.kind == Address::Kind::Tcp) // an empty datagram is no end
        end(ECONNRESET);
}

void SocketCable::write(std::span<const std::byte> bytes) {
    if (!there_)
        return;
    const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent != static_cast<ssize_t>(bytes.size()))
        end(sent < 0 ? errno : ETIMEDOUT); // a card that does not take a few bytes is gone
}

void SocketCable::end(int error) {
    if (std::exchange(told_, error) != error)
        base::log_warning("led", "signs at {} are not reached: {}", address_.text, std::strerror(error));
    close();
    due_ = clock_.steady() + kRetry;
    if (std::exchange(there_, false))
        handlers_.changed(false);
}

void SocketCable::close() {
    if (fd_ >= 0)
        ::close(std::exchange(fd_, -1)); // which takes it out of the epoll set too
}

} // namespace

std::unique_ptr<Cable> open_cable(const Address& address, speed_t speed, const base::Clock& clock,
                                  Cable::Handlers handlers) {
    if (address.kind == Address::Kind::Serial)
        return std::make_unique<SerialCable>(address, speed, clock, std::move(handlers));
    return std::make_unique<SocketCable>(address, clock, std::move(handlers));
}

} // namespace display
