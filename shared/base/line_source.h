#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace base {

/// Where a virtual device hears what happens to it: the lines of a FIFO, or of standard input.
class LineSource {
  public:
    /// A FIFO is made when it is missing; "-" is standard input. `device` names the device in the error.
    /// Throws FileError.
    LineSource(const std::filesystem::path& path, std::string_view device);
    LineSource(const LineSource&) = delete;
    LineSource& operator=(const LineSource&) = delete;
    ~LineSource();

    /// Readable when read() has work; -1 once standard input has ended.
    int descriptor() const { return fd_; }

    /// Gives away the lines that have come, without blanks at their ends; never waits.
    void read(const std::function<void(std::string_view)>& line);

  private:
    int fd_ = -1;
    std::string unread_;
};

} // namespace base
