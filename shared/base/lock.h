#pragma once

#include <filesystem>

namespace base {

/// A file that one process at a time holds; the system lets go of it however the process ends.
class FileLock {
  public:
    enum class IfHeld { GiveUp, Wait };

    /// Makes the file (mode 0600) when there is none. `then`: what to do when another process has it.
    /// Throws FileError when it cannot be opened.
    explicit FileLock(const std::filesystem::path& file, IfHeld then = IfHeld::GiveUp);
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    ~FileLock();

    /// False: another process has it, and it was not waited for.
    bool held() const { return held_; }

  private:
    int file_;
    bool held_ = false;
};

} // namespace base
