#include "caller/buttons/box_frame.h"

#include "shared/serial/crc.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace caller {

namespace {

constexpr std::size_t kFixed = 9; // ":", address, letter, "*", check

std::uint16_t check_of(std::string_view text) {
    return serial::crc16(std::as_bytes(std::span(text)), serial::kModbusStart);
}

bool is_body(char each) {
    return (each >= '0' && each <= '9') || (each >= 'A' && each <= 'Z') || each == '-' || each == ',';
}

std::optional<unsigned> digit(char each) {
    if (each >= '0' && each <= '9')
        return static_cast<unsigned>(each - '0');
    if (each >= 'A' && each <= 'F')
        return static_cast<unsigned>(each - 'A' + 10);
    return std::nullopt;
}

} // namespace

std::string two_hex(std::uint8_t number) {
    return fmt::format("{:02X}", number);
}

std::optional<std::uint8_t> parse_two_hex(std::string_view digits) {
    if (digits.size() != 2)
        return std::nullopt;
    const auto high = digit(digits[0]), low = digit(digits[1]);
    if (!high || !low)
        return std::nullopt;
    return static_cast<std::uint8_t>(*high << 4U | *low);
}

std::string BoxFrame::text() const {
    const auto checked = two_hex(address) + letter + body;
    return fmt::format(":{}*{:04X}\r\n", checked, check_of(checked));
}

std::optional<BoxFrame> BoxFrame::parse(std::string_view line) {
    if (line.size() < kFixed || line.size() > kFixed + kLongestBody || line.front() != ':' ||
        line[line.size() - 5] != '*')
        return std::nullopt;
    const auto checked = line.substr(1, line.size() - 6);
    if (line.substr(line.size() - 4) != fmt::format("{:04X}", check_of(checked)))
        return std::nullopt;
    const auto address = parse_two_hex(checked.substr(0, 2));
    BoxFrame frame{address.value_or(0), checked[2], std::string(checked.substr(3))};
    if (frame.address == 0 || frame.address > kLastAddress || frame.letter < 'A' || frame.letter > 'Z' ||
        !std::ranges::all_of(frame.body, is_body))
        return std::nullopt;
    return frame;
}

std::optional<BoxFrame> BoxFrameReader::take(char next) {
    if (next == ':') {
        line_ = next;
        return std::nullopt;
    }
    if (line_.empty())
        return std::nullopt;
    if (next == '\n') {
        if (line_.ends_with('\r'))
            line_.pop_back();
        const auto frame = BoxFrame::parse(line_);
        line_.clear();
        return frame;
    }
    line_ += next;
    if (line_.size() > BoxFrame::kLongest)
        line_.clear();
    return std::nullopt;
}

} // namespace caller
