#include "kiosk/idcard/serial_card_reader.h"

#include "shared/base/log.h"

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <sodium/utils.h>

namespace kiosk {

namespace {

/// 115200 8N1, raw, no handshake; false when it is no serial port.
bool set_up_port(int fd) {
    termios port{};
    if (::tcgetattr(fd, &port) != 0)
        return false;
    ::cfmakeraw(&port);
    port.c_cflag |= static_cast<tcflag_t>(CLOCAL | CREAD);
    port.c_cflag &= ~static_cast<tcflag_t>(CSTOPB | CRTSCTS);
    port.c_cc[VMIN] = 0;
    port.c_cc[VTIME] = 0;
    ::cfsetispeed(&port, B115200);
    ::cfsetospeed(&port, B115200);
    return ::tcsetattr(fd, TCSANOW, &port) == 0 && ::tcflush(fd, TCIOFLUSH) == 0 &&
           ::ioctl(fd, TIOCEXCL) == 0;
}

} // namespace

SerialCardReader::SerialCardReader(std::filesystem::path port, const wire::PersonKey& key,
                                   const base::Clock& clock, CardListener& listener)
    : SdtCardReader(key, clock, listener), port_(std::move(port)), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    if (epoll_ < 0)
        throw std::system_error(errno, std::generic_category(), "the card reader's port");
    open_at_ = now();
}

SerialCardReader::~SerialCardReader() {
    close();
    ::close(epoll_);
}

void SerialCardReader::tick_cable(base::SteadyTime now) {
    if (open_at_ && now >= *open_at_)
        open();
}

void SerialCardReader::open() {
    open_at_ = now() + kRetry;
    fd_ = ::open(port_.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    epoll_event readable{};
    readable.events = EPOLLIN;
    if (fd_ < 0 || !set_up_port(fd_) || ::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd_, &readable) != 0) {
        if (!std::exchange(told_, true))
            base::log_error("kiosk", "the card reader's port {} cannot be opened: {}", port_.string(),
                            std::strerror(errno));
        return close();
    }
    told_ = false;
    open_at_.reset();
    cable_up(port_.string());
}

void SerialCardReader::dispatch() {
    std::array<std::byte, 4096> bytes{};
    if (fd_ < 0)
        return;
    const auto got = ::read(fd_, bytes.data(), bytes.size());
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (got <= 0)
        return fail("ended");
    received(std::span(bytes).first(static_cast<std::size_t>(got)));
    ::sodium_memzero(bytes.data(), bytes.size());
}

// A request is a few bytes: a port that does not take it at once is not well.
void SerialCardReader::send(std::vector<std::byte> bytes) {
    if (fd_ >= 0 && ::write(fd_, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
        fail("takes nothing");
}

void SerialCardReader::fail(const char* deed) {
    base::log_warning("kiosk", "the card reader's port {} {}", port_.string(), deed);
    reopen();
    cable_down();
}

void SerialCardReader::reopen() {
    close();
    open_at_ = now() + kRetry;
}

void SerialCardReader::close() {
    if (fd_ >= 0)
        ::close(std::exchange(fd_, -1)); // which takes it out of the epoll set too
}

} // namespace kiosk
