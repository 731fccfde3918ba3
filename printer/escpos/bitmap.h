#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace printer {

/// A page of black and white dots, as a thermal head burns them: rows of whole bytes, the leftmost dot in the
/// highest bit, 1 is black.
class Bitmap {
  public:
    Bitmap() = default;
    /// White; `width` is rounded up to whole bytes.
    Bitmap(int width, int height);

    int width() const { return stride_ * 8; }
    int height() const { return height_; }
    int stride() const { return stride_; }

    bool at(int x, int y) const;
    void set(int x, int y);

    std::span<std::uint8_t> row(int y) { return std::span(bytes_).subspan(offset(y), width_bytes()); }
    std::span<const std::uint8_t> row(int y) const {
        return std::span(bytes_).subspan(offset(y), width_bytes());
    }

    /// One more row below; it must have stride() bytes.
    void append_row(std::span<const std::uint8_t> bytes);
    void append_blank(int rows);

    bool operator==(const Bitmap&) const = default;

  private:
    std::size_t width_bytes() const { return static_cast<std::size_t>(stride_); }
    std::size_t offset(int y) const { return static_cast<std::size_t>(y) * width_bytes(); }

    int stride_ = 0;
    int height_ = 0;
    std::vector<std::uint8_t> bytes_;
};

} // namespace printer
