#include "printer/escpos/commands.h"

#include <algorithm>

namespace printer {
namespace {

constexpr unsigned kEsc = 0x1b, kFs = 0x1c, kGs = 0x1d, kDle = 0x10;

Bytes bytes_of(std::initializer_list<unsigned> values) {
    Bytes bytes;
    for (const auto value : values)
        bytes.push_back(static_cast<std::byte>(value));
    return bytes;
}

unsigned low(int value) {
    return static_cast<unsigned>(value) & 0xffU;
}
unsigned high(int value) {
    return static_cast<unsigned>(value) >> 8U;
}

// EOT asks, ENQ and DC4 act, also inside a picture on older printers and clones.
bool is_real_time(std::byte first, std::byte second) {
    const auto what = std::to_integer<unsigned>(second);
    return first == std::byte{kDle} && (what == 0x04 || what == 0x05 || what == 0x14);
}

Bytes band_of(const Bitmap& page, int top, int rows) {
    auto bytes = bytes_of({kGs, 'v', '0', 0, low(page.stride()), high(page.stride()), low(rows), high(rows)});
    const auto head = bytes.size();
    for (int y = top; y < top + rows; ++y)
        std::ranges::transform(page.row(y), std::back_inserter(bytes),
                               [](auto dots) { return std::byte{dots}; });
    for (auto i = head; i + 1 < bytes.size(); ++i)
        if (is_real_time(bytes[i], bytes[i + 1]))
            bytes[i] |= std::byte{0x08};
    // The last byte of a band meets the first of the next command, never EOT, ENQ or DC4.
    return bytes;
}

} // namespace

namespace escpos {

Bytes initialise() {
    return bytes_of({kEsc, '@'});
}
Bytes kanji_off() {
    return bytes_of({kFs, '.'});
}
Bytes report_changes() {
    return bytes_of({kGs, 'a', 0x0e});
}
Bytes feed_and_cut() {
    return bytes_of({kGs, 'V', 66, 0});
}
Bytes feed(int dots) {
    return bytes_of({kEsc, 'J', low(std::clamp(dots, 0, 255))});
}
Bytes ask_state(int which) {
    return bytes_of({kDle, 0x04, low(which)});
}
Bytes ask_paper() {
    return bytes_of({kGs, 'r', 1});
}
Bytes ask_maker() {
    return bytes_of({kGs, 'I', 66});
}
Bytes drop_after_error() {
    return bytes_of({kDle, 0x05, 2});
}

Bytes ask_done(ProcessId id) {
    auto bytes = bytes_of({kGs, '(', 'H', 6, 0, 48, 48});
    std::ranges::transform(id, std::back_inserter(bytes),
                           [](char each) { return static_cast<std::byte>(each); });
    return bytes;
}

Bytes raster(const Bitmap& page, int band) {
    Bytes all;
    for (int top = 0; top < page.height(); top += band) {
        const auto bytes = band_of(page, top, std::min(band, page.height() - top));
        all.insert(all.end(), bytes.begin(), bytes.end());
    }
    return all;
}

} // namespace escpos

Sheet::Sheet(const Bitmap& page) {
    constexpr int kBand = 256;
    append(escpos::initialise());
    append(escpos::kanji_off());
    append(escpos::report_changes()); // some printers lose it at ESC @
    for (int top = 0; top < page.height(); top += kBand)
        append(band_of(page, top, std::min(kBand, page.height() - top)));
    append(escpos::feed_and_cut());
}

void Sheet::append(const Bytes& command) {
    commands_.push_back({bytes_.size(), bytes_.size() + command.size()});
    bytes_.insert(bytes_.end(), command.begin(), command.end());
}

std::size_t Sheet::missing_after(std::size_t sent) const {
    const auto cut_apart = std::ranges::find_if(
        commands_, [&](const Command& each) { return each.begin < sent && sent < each.end; });
    return cut_apart == commands_.end() ? 0 : cut_apart->end - sent;
}

} // namespace printer
