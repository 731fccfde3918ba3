#include "printer/escpos/commands.h"

#include "printer/escpos/control.h"

#include <algorithm>

namespace printer {
namespace {

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

void append(Bytes& bytes, const Bytes& more) {
    bytes.insert(bytes.end(), more.begin(), more.end());
}

Bytes with_dots(Bytes bytes, const Bitmap& page, int top, int rows) {
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

Bytes band_of(const Bitmap& page, int top, int rows) {
    return with_dots(
        bytes_of({kGs, 'v', '0', 0, low(page.stride()), high(page.stride()), low(rows), high(rows)}), page,
        top, rows);
}

// Function 112: store; its length is of what follows it, its width in dots.
Bytes stored_band_of(const Bitmap& page, int top, int rows, bool is_long) {
    const int length = 10 + page.stride() * rows;
    auto head = is_long ? bytes_of({kGs, '8', 'L', low(length), low(length >> 8), low(length >> 16), 0})
                        : bytes_of({kGs, '(', 'L', low(length), high(length)});
    append(head,
           bytes_of({48, 112, 48, 1, 1, 49, low(page.width()), high(page.width()), low(rows), high(rows)}));
    return with_dots(std::move(head), page, top, rows);
}

} // namespace

namespace escpos {

Bytes initialise() {
    return bytes_of({kEsc, '@'});
}
Bytes kanji_off() {
    return bytes_of({kFs, '.'});
}
Bytes kanji_on() {
    return bytes_of({kFs, '&'});
}
Bytes place(Place place) {
    return bytes_of({kEsc, 'a', place == Place::Left ? 0U : place == Place::Centre ? 1U : 2U});
}
Bytes bold(bool on) {
    return bytes_of({kEsc, 'E', on ? 1U : 0U});
}
Bytes size(int times) {
    return bytes_of({kGs, '!', low(std::clamp(times, 1, 8) - 1) * 0x11U});
}
Bytes hanzi_size(int times) {
    return bytes_of({kFs, '!', times > 1 ? 0x0cU : 0U});
}
Bytes code_page(int number) {
    return bytes_of({kEsc, 't', low(number)});
}
Bytes cut(Profile::Cut kind) {
    return bytes_of({kGs, 'V', kind == Profile::Cut::Full ? 65U : 66U, 0});
}
Bytes beep(Profile::Beeper beeper) {
    switch (beeper) {
    case Profile::Beeper::EscB:
        return bytes_of({kEsc, 'B', 2, 2});
    case Profile::Beeper::EscA:
        return bytes_of({kEsc, '(', 'A', 4, 0, 48, 55, 1, 1});
    case Profile::Beeper::None:
        break;
    }
    return {};
}

Bytes column_picture(const Bitmap& row) {
    auto bytes = bytes_of({kEsc, '*', 33, low(row.width()), high(row.width())});
    for (int x = 0; x < row.width(); ++x)
        for (int top = 0; top < 24; top += 8) {
            unsigned column = 0;
            for (int y = top; y < top + 8; ++y)
                column = column << 1U | (y < row.height() && row.at(x, y) ? 1U : 0U);
            bytes.push_back(static_cast<std::byte>(column));
        }
    for (auto i = std::size_t{5}; i + 1 < bytes.size(); ++i)
        if (is_real_time(bytes[i], bytes[i + 1]))
            bytes[i] |= std::byte{0x08};
    return bytes;
}

std::vector<Bytes> qr(std::string_view data, int module) {
    const auto length = static_cast<int>(data.size()) + 3;
    auto store = bytes_of({kGs, '(', 'k', low(length), high(length), 49, 80, 48});
    std::ranges::transform(data, std::back_inserter(store),
                           [](char each) { return static_cast<std::byte>(each); });
    return {bytes_of({kGs, '(', 'k', 4, 0, 49, 65, 50, 0}),
            bytes_of({kGs, '(', 'k', 3, 0, 49, 67, low(std::clamp(module, 1, 16))}),
            bytes_of({kGs, '(', 'k', 3, 0, 49, 69, 49}), store, bytes_of({kGs, '(', 'k', 3, 0, 49, 81, 48})};
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
    for (int top = 0; top < page.height(); top += band)
        append(all, band_of(page, top, std::min(band, page.height() - top)));
    return all;
}

std::vector<Bytes> picture(const Bitmap& page, const Profile& profile) {
    const bool is_long = profile.graphics == Profile::Graphics::LongStored;
    const bool is_stored = is_long || profile.graphics == Profile::Graphics::Stored;
    const int most = is_long ? page.height() : (0xffff - 10) / std::max(1, page.stride());
    const int band = is_stored ? std::min(profile.band, std::max(1, most)) : profile.band;
    std::vector<Bytes> commands;
    for (int top = 0; top < page.height(); top += band) {
        const int rows = std::min(band, page.height() - top);
        commands.push_back(is_stored ? stored_band_of(page, top, rows, is_long) : band_of(page, top, rows));
        if (is_stored)
            commands.push_back(bytes_of({kGs, '(', 'L', 2, 0, 48, 50}));
    }
    return commands;
}

} // namespace escpos

Sheet::Sheet(const Bitmap& page, const Profile& profile) {
    begin();
    for (const auto& command : escpos::picture(page, profile))
        append(command);
    advance(page.height());
    append(escpos::cut(profile.cut));
}

void Sheet::begin() {
    append(escpos::initialise());
    append(escpos::kanji_off());
    append(escpos::report_changes()); // some printers lose it at ESC @
}

void Sheet::append(const Bytes& command) {
    if (command.size() > 1) // less cannot be broken off
        commands_.push_back({bytes_.size(), bytes_.size() + command.size()});
    bytes_.insert(bytes_.end(), command.begin(), command.end());
}

std::size_t Sheet::missing_after(std::size_t sent) const {
    const auto cut_apart = std::ranges::find_if(
        commands_, [&](const Command& each) { return each.begin < sent && sent < each.end; });
    return cut_apart == commands_.end() ? 0 : cut_apart->end - sent;
}

} // namespace printer
