#include "printer/escpos/typewriter.h"

#include "printer/escpos/cell.h"
#include "printer/escpos/control.h"

#include <algorithm>
#include <string>
#include <utility>

namespace printer {
namespace {

constexpr char32_t kUnknown = 0xfffd;

bool is_lead(std::uint8_t byte) {
    return byte >= 0x81 && byte <= 0xfe;
}

/// Calls `each` for the black dots; most of a letter is white.
void for_each_dot(const Bitmap& from, int width, const auto& each) {
    for (int y = 0; y < from.height(); ++y)
        for (int x = 0; x < width; ++x)
            if (x % 8 == 0 && from.row(y)[static_cast<std::size_t>(x / 8)] == 0)
                x += 7;
            else if (from.at(x, y))
                each(x, y);
}

Bitmap scaled(const Bitmap& cell, int width, int wide, int high) {
    Bitmap out(width * wide, cell.height() * high);
    for_each_dot(cell, width, [&](int x, int y) {
        for (int row = y * high; row < (y + 1) * high; ++row)
            for (int column = x * wide; column < (x + 1) * wide; ++column)
                out.set(column, row);
    });
    return out;
}

// As printers do it: the same once more, a dot to the right.
void embolden(Bitmap& cell, int width, int by) {
    for (int y = 0; y < cell.height(); ++y)
        for (int x = width - 1; x >= by; --x)
            if (cell.at(x - by, y))
                cell.set(x, y);
}

void copy(const Bitmap& from, int width, Bitmap& to, int left, int top) {
    for_each_dot(from, width, [&](int x, int y) {
        if (left + x < to.width())
            to.set(left + x, top + y);
    });
}

Bitmap black_box(int width) {
    Bitmap box(width, kCellRows);
    for (int y = 2; y < kCellRows - 2; ++y)
        for (int x = 1; x < width - 1; ++x)
            box.set(x, y);
    return box;
}

} // namespace

Typewriter::Typewriter(const Profile& profile, LetterCase& letters, int dots)
    : profile_(profile), letters_(letters), dots_(dots) {
    for (const auto& [number, name] : profile.code_pages)
        pages_.emplace(number, Charset(name));
    if (!profile.double_byte.empty())
        double_byte_.emplace(profile.double_byte);
    initialise();
}

// What was typed and not printed is forgotten.
void Typewriter::initialise() {
    place_ = 0;
    bold_ = false;
    two_bytes_ = double_byte_.has_value(); // Chinese models begin so
    page_ = 0;
    wide_ = high_ = hanzi_times_ = 1;
    spacing_ = kLineSpacing;
    line_.clear();
    used_ = 0;
}

bool Typewriter::obey(std::span<const std::uint8_t> command) {
    const int argument = command.size() > 2 ? command[2] : 0;
    const auto is = [&](std::uint8_t first, char second) {
        return command[0] == first && command[1] == static_cast<std::uint8_t>(second);
    };
    if (is(kEsc, '@'))
        initialise();
    else if (is(kEsc, 'a'))
        place_ = line_.empty() ? argument % 48 % 3 : place_; // 0 to 2, or '0' to '2'; at a line's beginning
    else if (is(kEsc, 'E'))
        bold_ = argument % 2 == 1;
    else if (is(kEsc, 't'))
        page_ = argument;
    else if (is(kEsc, '2'))
        spacing_ = kLineSpacing;
    else if (is(kEsc, '3'))
        spacing_ = argument;
    else if (is(kGs, '!')) {
        wide_ = std::min(argument / 16 % 8 + 1, profile_.largest);
        high_ = std::min(argument % 8 + 1, profile_.largest);
    } else if (is(kFs, '!'))
        hanzi_times_ = (argument & 0x0c) == 0x0c ? 2 : 1;
    else if (is(kFs, '&') || is(kFs, '.'))
        two_bytes_ = command[1] == '&' && double_byte_;
    else
        return false;
    return true;
}

std::size_t Typewriter::length(std::uint8_t first, std::optional<std::uint8_t> second) const {
    if (!two_bytes_ || !is_lead(first))
        return 1;
    const std::uint8_t then = second.value_or(0); // g++ 12 believes *second is read when there is none
    const bool has_four = profile_.double_byte == "GB18030" && then >= 0x30 && then <= 0x39;
    return has_four ? 4 : 2;
}

char32_t Typewriter::read(std::span<const std::uint8_t> character) {
    if (character.size() == 1 && character[0] < 0x80)
        return character[0];
    const std::string_view bytes(reinterpret_cast<const char*>(character.data()), character.size());
    std::optional<char32_t> found;
    if (character.size() > 1)
        found = double_byte_->decode(bytes);
    else if (const auto page = pages_.find(page_); page != pages_.end())
        found = page->second.decode(bytes);
    if (!found)
        ++unknown_;
    return found.value_or(kUnknown);
}

std::optional<Bitmap> Typewriter::put(std::span<const std::uint8_t> character) {
    const int columns = character.size() > 1 ? 2 * kCellColumns : kCellColumns;
    const auto what = read(character);
    auto cell = what == kUnknown ? black_box(columns) : letters_.letter(what, columns);
    if (bold_)
        embolden(cell, columns, 1);
    const bool of_its_own = character.size() > 1 && profile_.hanzi_size == Profile::HanziSize::OfItsOwn;
    auto large =
        of_its_own ? scaled(cell, columns, hanzi_times_, hanzi_times_) : scaled(cell, columns, wide_, high_);
    const int width = columns * (of_its_own ? hanzi_times_ : wide_);
    std::optional<Bitmap> before;
    if (used_ + width > dots_ && used_ > 0)
        before = end_line();
    line_.push_back({std::move(large), width});
    used_ += width;
    return before;
}

std::optional<Bitmap> Typewriter::put(const Bitmap& picture) {
    std::optional<Bitmap> before;
    if (used_ + picture.width() > dots_ && used_ > 0)
        before = end_line();
    line_.push_back({picture, picture.width()});
    used_ += picture.width();
    return before;
}

// Small letters stand on the line of large ones.
Bitmap Typewriter::end_line() {
    int tallest = 0;
    for (const auto& piece : line_)
        tallest = std::max(tallest, piece.dots.height());
    Bitmap rows(dots_, std::max(tallest, spacing_));
    int left = left_of(used_);
    for (const auto& piece : std::exchange(line_, {})) {
        copy(piece.dots, piece.width, rows, left, tallest - piece.dots.height());
        left += piece.width;
    }
    used_ = 0;
    return rows;
}

int Typewriter::left_of(int width) const {
    const int spare = std::max(0, dots_ - width);
    return place_ == 0 ? 0 : place_ == 1 ? spare / 2 : spare;
}

} // namespace printer
