#include "caller/buttons/virtual_box.h"

#include "shared/base/file.h"
#include "shared/base/log.h"
#include "shared/base/text.h"

#include <fmt/core.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <utility>

namespace caller {

namespace {

constexpr std::size_t kLongestLine = 256;

} // namespace

VirtualBox::VirtualBox(const std::filesystem::path& path, model::CounterId counter, KeyMap keys,
                       const base::Clock& clock, BoxListener& listener)
    : counter_(counter), clock_(clock), listener_(listener), keys_(std::move(keys)) {
    if (path == "-") {
        fd_ = ::dup(STDIN_FILENO);
        if (fd_ >= 0)
            ::fcntl(fd_, F_SETFL, ::fcntl(fd_, F_GETFL) | O_NONBLOCK);
    } else {
        if (!std::filesystem::exists(path))
            ::mkfifo(path.c_str(), 0600);
        // Held for writing too, so that it does not end when a writer goes.
        fd_ = ::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
    }
    if (fd_ < 0)
        throw base::FileError(fmt::format("the virtual box {} cannot be read", path.string()));
}

VirtualBox::~VirtualBox() {
    if (fd_ >= 0)
        ::close(fd_);
}

void VirtualBox::dispatch() {
    std::array<char, 512> bytes{};
    const auto got = ::read(fd_, bytes.data(), bytes.size());
    if (got < 0)
        return;
    if (got == 0) {
        ::close(std::exchange(fd_, -1));
        return;
    }
    unread_.append(bytes.data(), static_cast<std::size_t>(got));
    for (auto end = unread_.find('\n'); end != std::string::npos; end = unread_.find('\n')) {
        line(base::trim(std::string_view(unread_).substr(0, end)));
        unread_.erase(0, end + 1);
    }
    if (unread_.size() > kLongestLine)
        unread_.clear();
}

void VirtualBox::line(std::string_view text) {
    constexpr std::string_view kReport = "report ";
    if (text.starts_with(kReport)) {
        if (const auto bytes = base::from_hex(text.substr(kReport.size())))
            report(*bytes);
        return;
    }
    const auto usage = parse_usage(text);
    if (!usage) {
        if (!text.empty())
            base::log_warning("caller", "the virtual box has no key '{}'", text.substr(0, 32));
        return;
    }
    const std::array<std::byte, 8> down{std::byte{0}, std::byte{0}, std::byte{*usage}}, up{};
    report(down);
    report(up);
}

void VirtualBox::report(std::span<const std::byte> bytes) {
    const auto usage = keyboard_.take(bytes);
    if (!usage)
        return;
    const auto press = keys_.take(*usage, clock_.steady());
    listener_.typed(counter_, keys_.typed());
    if (press)
        listener_.pressed(counter_, *press);
}

} // namespace caller
