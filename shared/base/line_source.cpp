#include "shared/base/line_source.h"

#include "shared/base/file.h"
#include "shared/base/text.h"

#include <fmt/core.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <utility>

namespace base {

namespace {

constexpr std::size_t kLongestLine = 256;

} // namespace

LineSource::LineSource(const std::filesystem::path& path, std::string_view device) {
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
        throw FileError(fmt::format("the {} {} cannot be read", device, path.string()));
}

LineSource::~LineSource() {
    if (fd_ >= 0)
        ::close(fd_);
}

void LineSource::read(const std::function<void(std::string_view)>& line) {
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
        line(trim(std::string_view(unread_).substr(0, end)));
        unread_.erase(0, end + 1);
    }
    if (unread_.size() > kLongestLine)
        unread_.clear();
}

} // namespace base
