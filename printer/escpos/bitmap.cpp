#include "printer/escpos/bitmap.h"

namespace printer {

Bitmap::Bitmap(int width, int height)
    : stride_((width + 7) / 8), height_(height),
      bytes_(static_cast<std::size_t>(stride_) * static_cast<std::size_t>(height)) {}

bool Bitmap::at(int x, int y) const {
    return (row(y)[static_cast<std::size_t>(x / 8)] & (0x80U >> static_cast<unsigned>(x % 8))) != 0;
}

void Bitmap::set(int x, int y) {
    row(y)[static_cast<std::size_t>(x / 8)] |=
        static_cast<std::uint8_t>(0x80U >> static_cast<unsigned>(x % 8));
}

void Bitmap::append_row(std::span<const std::uint8_t> bytes) {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    bytes_.resize(offset(++height_));
}

void Bitmap::append_blank(int rows) {
    height_ += rows;
    bytes_.resize(offset(height_));
}

} // namespace printer
