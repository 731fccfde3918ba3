#include "shared/base/file.h"

#include "shared/base/remedy.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>

namespace base {

namespace {

[[noreturn]] void fail(std::string_view deed, const std::filesystem::path& path) {
    throw FileError(fmt::format("cannot {} {}: {}", deed, path.string(), with_remedy(errno)));
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

std::filesystem::path folder_of(const std::filesystem::path& path) {
    const auto folder = path.parent_path();
    return folder.empty() ? std::filesystem::path(".") : folder;
}

/// A new folder is on the disk when the one that it is in is.
void keep_entry(const std::filesystem::path& folder) {
    const Descriptor parent(
        ::open(std::filesystem::absolute(folder).parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (parent.fd() >= 0) // else it is not ours to read: whoever owns it made the rest of the path
        ::fsync(parent.fd());
}

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : std::string(value);
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
        give_to_owner_of_folder(file.fd(), draft);
        write_all(file.fd(), content, draft);
        if (::fsync(file.fd()) != 0)
            fail("write", draft);
    }
    if (::rename(draft.c_str(), path.c_str()) != 0)
        fail("replace", path);
    flush(folder_of(path));
}

void make_private_folder(const std::filesystem::path& folder) {
    if (std::filesystem::is_directory(folder))
        return;
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (!error)
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    if (error)
        throw FileError(
            fmt::format("cannot make the folder {}: {}", folder.string(), with_remedy(error.value())));
    const Descriptor made(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (made.fd() < 0)
        fail("open", folder);
    give_to_owner_of_folder(made.fd(), folder);
    keep_entry(folder);
}

void give_to_owner_of_folder(int made, const std::filesystem::path& path) {
    struct stat owner{};
    if (::geteuid() != 0)
        return;
    if (::stat(folder_of(path).c_str(), &owner) != 0 || ::fchown(made, owner.st_uid, owner.st_gid) != 0)
        fail("write", path);
}

void flush(const std::filesystem::path& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.fd() < 0 || ::fsync(file.fd()) != 0)
        fail("write", path);
}

std::filesystem::path usual_state_folder() {
    const std::string state_home = variable("XDG_STATE_HOME");
    const std::filesystem::path home = variable("HOME");
    return (state_home.empty() ? home / ".local" / "state" : std::filesystem::path(state_home)) / "jiaohao";
}

std::filesystem::path assets_folder() {
    if (const std::string named = variable("JIAOHAO_ASSETS"); !named.empty())
        return named;
    std::error_code ignored;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored);
    // First of all: /usr/bin/… must not take an /assets that anybody made.
    const auto installed = program.parent_path().parent_path() / "share" / "jiaohao";
    if (std::filesystem::is_directory(installed, ignored))
        return installed;
    const auto beside_build = program.parent_path().parent_path().parent_path() / "assets";
    return std::filesystem::is_directory(beside_build, ignored) ? beside_build : "/usr/share/jiaohao";
}

} // namespace base
