#include "shared/base/file.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace base {

namespace {

[[noreturn]] void fail(std::string_view deed, const std::filesystem::path& path) {
    throw FileError(fmt::format("cannot {} {}: {}", deed, path.string(), std::strerror(errno)));
}

/// Owns a descriptor for the length of a scope.
class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0)
            ::close(fd_);
    }
    int fd() const { return fd_; }

  private:
    int fd_;
};

void write_all(int fd, std::string_view content, const std::filesystem::path& path) {
    while (!content.empty()) {
        const auto count = ::write(fd, content.data(), content.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            fail("write", path);
        content.remove_prefix(static_cast<std::size_t>(count));
    }
}

} // namespace

std::string read_file(const std::filesystem::path& path, std::size_t limit) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.fd() < 0)
        fail("read", path);
    std::string content;
    std::string piece(64U << 10U, '\0');
    while (true) {
        const auto count = ::read(file.fd(), piece.data(), piece.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            fail("read", path);
        if (count == 0)
            return content;
        content.append(piece, 0, static_cast<std::size_t>(count));
        if (content.size() > limit)
            throw FileError(fmt::format("{} is larger than the {} bytes allowed", path.string(), limit));
    }
}

void write_file(const std::filesystem::path& path, std::string_view content, unsigned mode) {
    const std::filesystem::path draft = path.string() + ".new";
    {
        ::unlink(draft.c_str());
        const Descriptor file(
            ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
        if (file.fd() < 0)
            fail("write", draft);
        write_all(file.fd(), content, draft);
        if (::fsync(file.fd()) != 0)
            fail("write", draft);
    }
    if (::rename(draft.c_str(), path.c_str()) != 0)
        fail("replace", path);
    const auto folder = path.parent_path().empty() ? std::filesystem::path(".") : path.parent_path();
    const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.fd() < 0 || ::fsync(directory.fd()) != 0)
        fail("write", folder);
}

std::filesystem::path assets_folder() {
    if (const char* named = std::getenv("JIAOHAO_ASSETS"); named != nullptr && *named != '\0')
        return named;
    std::error_code ignored;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored);
    const auto beside_build = program.parent_path().parent_path().parent_path() / "assets";
    if (std::filesystem::is_directory(beside_build, ignored))
        return beside_build;
    return "/usr/share/jiaohao";
}

} // namespace base
