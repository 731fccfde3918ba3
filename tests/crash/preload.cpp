// Loaded into a real hall before all libraries (LD_PRELOAD): records what the hall does to its state folder
// and sends to the network, and lets a test set its clock and break its disk. The hall does not know.
//
// Goes to the system directly, so that it works from the first moment on, and under the sanitizers.

#include "tests/crash/preload.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstdlib>
#include <ctime>
#include <string_view>

using crash::Control;
using crash::Deed;
using crash::Record;

namespace {

constexpr int kMostFiles = 1024;
constexpr std::int64_t kNanoseconds = 1'000'000'000;

std::string_view folder;
int record_file = -1;
Control* control = nullptr;
std::array<std::atomic<bool>, kMostFiles> watched{};

void note(Deed deed, int file, std::int64_t number, std::string_view bytes, std::string_view more = {}) {
    if (record_file < 0)
        return;
    Record record{deed, file, static_cast<std::int32_t>(::syscall(SYS_gettid)),
                  static_cast<std::uint32_t>(bytes.size() + more.size()), number};
    const std::array<iovec, 3> pieces{{{&record, sizeof record},
                                       {const_cast<char*>(bytes.data()), bytes.size()},
                                       {const_cast<char*>(more.data()), more.size()}}};
    // Appended by one call, so that the records of all threads and processes have one order.
    const auto whole = static_cast<long>(sizeof record + bytes.size() + more.size());
    if (::syscall(SYS_writev, record_file, pieces.data(), pieces.size()) != whole)
        std::abort();
}

const char* variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

__attribute__((constructor)) void begin() {
    folder = variable(crash::kFolderVariable);
    const int shared = static_cast<int>(
        ::syscall(SYS_openat, AT_FDCWD, variable(crash::kControlVariable), O_RDWR | O_CLOEXEC, 0));
    if (shared >= 0) {
        void* const page = ::mmap(nullptr, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, shared, 0);
        ::syscall(SYS_close, shared);
        if (page != MAP_FAILED)
            control = static_cast<Control*>(page);
    }
    if (const char* const file = variable(crash::kRecordVariable); *file != '\0')
        record_file =
            static_cast<int>(::syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_APPEND | O_CLOEXEC, 0));
    note(Deed::Started, -1, 0, {});
}

/// The index of the write-ahead log is made anew after a power cut; the lock says nothing.
bool is_watched(std::string_view path) {
    return !folder.empty() && path.starts_with(folder) && !path.ends_with("-shm") && !path.ends_with("/lock");
}

bool is_watched(int file) {
    return file >= 0 && file < kMostFiles && watched[static_cast<std::size_t>(file)];
}

/// True when the disk is broken just now in this way; errno is set.
bool fails(std::atomic<std::int32_t> Control::* way, bool concerned) {
    const int error = control == nullptr || !concerned ? 0 : (control->*way).load();
    if (error != 0)
        errno = error;
    return error != 0;
}

int open_and_note(const char* path, int flags, mode_t mode) {
    const bool ours = is_watched(path);
    if ((flags & (O_CREAT | O_TRUNC)) != 0 && fails(&Control::no_write, ours))
        return -1;
    const int file = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags | O_LARGEFILE, mode));
    if (file < 0 || file >= kMostFiles)
        return file;
    watched[static_cast<std::size_t>(file)] = ours;
    if (ours)
        note(Deed::Opened, file, flags, path);
    return file;
}

std::string_view bytes_of(const void* bytes, long count) {
    return {static_cast<const char*>(bytes), static_cast<std::size_t>(std::max(count, 0L))};
}

ssize_t write_and_note(int file, const void* bytes, std::size_t count, off_t offset) {
    if (fails(&Control::no_write, is_watched(file)))
        return -1;
    const auto written = ::syscall(SYS_pwrite64, file, bytes, count, offset);
    if (is_watched(file))
        note(Deed::Wrote, file, offset, bytes_of(bytes, written));
    return written;
}

int truncate_and_note(int file, off_t length) {
    if (fails(&Control::no_write, is_watched(file)))
        return -1;
    const int result = static_cast<int>(::syscall(SYS_ftruncate, file, length));
    if (result == 0 && is_watched(file))
        note(Deed::Truncated, file, length, {});
    return result;
}

int sync_and_note(long call, int file) {
    if (fails(&Control::no_sync, is_watched(file)))
        return -1;
    const int result = static_cast<int>(::syscall(call, file));
    if (result == 0 && is_watched(file))
        note(Deed::Synced, file, 0, {});
    return result;
}

mode_t mode_of(int flags, va_list more) {
    return (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
}

} // namespace

extern "C" {

// As the C library declares them.
int open(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = mode_of(flags, more);
    va_end(more);
    return open_and_note(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = mode_of(flags, more);
    va_end(more);
    return open_and_note(path, flags, mode);
}

int close(int file) {
    if (is_watched(file)) {
        watched[static_cast<std::size_t>(file)] = false;
        note(Deed::Closed, file, 0, {});
    }
    return static_cast<int>(::syscall(SYS_close, file));
}

ssize_t pread64(int file, void* bytes, size_t count, off_t offset) {
    return fails(&Control::no_read, is_watched(file)) ? -1
                                                      : ::syscall(SYS_pread64, file, bytes, count, offset);
}

ssize_t write(int file, const void* bytes, size_t count) {
    if (!is_watched(file))
        return ::syscall(SYS_write, file, bytes, count);
    const auto at = ::syscall(SYS_lseek, file, 0, SEEK_CUR);
    const auto written = write_and_note(file, bytes, count, at);
    ::syscall(SYS_lseek, file, at + std::max<ssize_t>(written, 0), SEEK_SET);
    return written;
}

ssize_t pwrite64(int file, const void* bytes, size_t count, off_t offset) {
    return write_and_note(file, bytes, count, offset);
}

int ftruncate64(int file, off_t length) noexcept {
    return truncate_and_note(file, length);
}

int fsync(int file) {
    return sync_and_note(SYS_fsync, file);
}

int fdatasync(int file) {
    return sync_and_note(SYS_fdatasync, file);
}

int unlink(const char* path) noexcept {
    const bool ours = is_watched(path);
    const int result = static_cast<int>(::syscall(SYS_unlink, path));
    if (result == 0 && ours)
        note(Deed::Unlinked, -1, 0, path);
    return result;
}

int rename(const char* old_path, const char* new_path) noexcept {
    const bool ours = is_watched(new_path);
    if (fails(&Control::no_write, ours))
        return -1;
    const int result = static_cast<int>(::syscall(SYS_rename, old_path, new_path));
    if (result == 0 && ours)
        note(Deed::Renamed, -1, 0, {old_path, std::string_view(old_path).size() + 1}, new_path);
    return result;
}

int mkdir(const char* path, mode_t mode) noexcept {
    const bool ours = is_watched(path);
    const int result = static_cast<int>(::syscall(SYS_mkdir, path, mode));
    if (result == 0 && ours)
        note(Deed::MadeFolder, -1, 0, path);
    return result;
}

int clock_gettime(clockid_t clock, timespec* time) noexcept {
    const int result = static_cast<int>(::syscall(SYS_clock_gettime, clock, time));
    if (result != 0 || clock != CLOCK_REALTIME || control == nullptr)
        return result;
    const std::int64_t now = time->tv_sec * kNanoseconds + time->tv_nsec + control->clock_ahead.load();
    time->tv_sec = now / kNanoseconds;
    time->tv_nsec = now % kNanoseconds;
    return 0;
}

int zmq_send(void* socket, const void* bytes, size_t count, int flags) {
    static const auto next =
        reinterpret_cast<int (*)(void*, const void*, size_t, int)>(::dlsym(RTLD_NEXT, "zmq_send"));
    constexpr int kMore = 2; // ZMQ_SNDMORE
    note(Deed::Sent, -1, (flags & kMore) != 0 ? 1 : 0, bytes_of(bytes, static_cast<long>(count)));
    return next(socket, bytes, count, flags);
}

} // extern "C"
