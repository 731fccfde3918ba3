#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace screen {

/// A file of fonts as memory: only what is used of it is read, its pages are the system's, and the faces of a
/// collection share them. Internal to Faces.
class FontFile {
  public:
    /// Holds nothing when there is no such file.
    explicit FontFile(const std::string& path);
    FontFile(const FontFile&) = delete;
    FontFile& operator=(const FontFile&) = delete;
    ~FontFile();

    std::span<const std::byte> bytes() const { return bytes_; }

    /// Gives the pages back that were read so far; what is used again is read again.
    void forget() const;

  private:
    std::span<const std::byte> bytes_;
};

} // namespace screen
