#include "shared/serial/port.h"

#include "shared/base/log.h"

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace serial {

namespace {

/// False when it is no serial port.
bool set_up_raw(int fd, speed_t speed) {
    termios port{};
    if (::tcgetattr(fd, &port) != 0)
        return false;
    ::cfmakeraw(&port);
    port.c_cflag |= static_cast<tcflag_t>(CLOCAL | CREAD);
    port.c_cflag &= ~static_cast<tcflag_t>(CSTOPB | CRTSCTS);
    port.c_cc[VMIN] = 1; // with 0, nothing there yet would read as the port's end
    port.c_cc[VTIME] = 0;
    ::cfsetispeed(&port, speed);
    ::cfsetospeed(&port, speed);
    return ::tcsetattr(fd, TCSANOW, &port) == 0 && ::tcflush(fd, TCIOFLUSH) == 0 &&
           ::ioctl(fd, TIOCEXCL) == 0;
}

} // namespace

std::optional<speed_t> speed_of(int baud) {
    constexpr std::array<std::pair<int, speed_t>, 8> kSpeeds{{{1200, B1200},
                                                              {2400, B2400},
                                                              {4800, B4800},
                                                              {9600, B9600},
                                                              {19200, B19200},
                                                              {38400, B38400},
                                                              {57600, B57600},
                                                              {115200, B115200}}};
    for (const auto& [known, speed] : kSpeeds)
        if (known == baud)
            return speed;
    return std::nullopt;
}

Port::Port(std::filesystem::path path, speed_t speed, Owner owner, const base::Clock& clock, Bytes bytes,
           Changed changed)
    : path_(std::move(path)), speed_(speed), owner_(std::move(owner)), clock_(clock),
      bytes_(std::move(bytes)), changed_(std::move(changed)), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    if (epoll_ < 0)
        throw std::system_error(errno, std::generic_category(), "the port of the " + owner_.device);
    open_at_ = clock_.steady();
}

Port::~Port() {
    close();
    ::close(epoll_);
}

void Port::tick(base::SteadyTime now) {
    if (!open_at_ || now < *open_at_)
        return;
    open_at_ = now + kRetry;
    if (!open()) {
        if (!std::exchange(told_, true))
            base::log_error(owner_.area, "the {}'s port {} cannot be opened: {}", owner_.device,
                            path_.string(), std::strerror(errno));
        return close();
    }
    told_ = false;
    open_at_.reset();
    base::log_info(owner_.area, "{} {}", owner_.device, path_.string());
    changed_(true);
}

bool Port::open() {
    fd_ = ::open(path_.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    epoll_event readable{};
    readable.events = EPOLLIN;
    return fd_ >= 0 && set_up_raw(fd_, speed_) && ::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd_, &readable) == 0;
}

void Port::dispatch() {
    std::array<std::byte, 4096> bytes{};
    if (fd_ < 0)
        return;
    const auto got = ::read(fd_, bytes.data(), bytes.size());
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (got <= 0)
        return end("ended");
    bytes_(std::span(bytes).first(static_cast<std::size_t>(got)));
    ::explicit_bzero(bytes.data(), bytes.size());
}

void Port::write(std::span<const std::byte> bytes) {
    if (fd_ >= 0 && ::write(fd_, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
        end("takes nothing");
}

void Port::reopen() {
    close();
    open_at_ = clock_.steady() + kRetry;
}

void Port::end(const char* deed) {
    base::log_warning(owner_.area, "the {}'s port {} {}", owner_.device, path_.string(), deed);
    reopen();
    changed_(false);
}

void Port::close() {
    if (fd_ >= 0)
        ::close(std::exchange(fd_, -1)); // which takes it out of the epoll set too
}

} // namespace serial
