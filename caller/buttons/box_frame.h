#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace caller {

/// A frame of the line protocol of serial boxes, see PROTOCOL.md.
struct BoxFrame {
    static constexpr std::size_t kLongestBody = 24, kLongest = 40;
    static constexpr std::uint8_t kLastAddress = 0xF7;

    std::uint8_t address = 0;
    char letter = 'N';
    std::string body;

    bool operator==(const BoxFrame&) const = default;

    /// With its ":", check and CR LF.
    std::string text() const;
    /// Without CR LF; empty when it is none.
    static std::optional<BoxFrame> parse(std::string_view line);
};

/// Two upper-case hexadecimal digits.
std::string two_hex(std::uint8_t number);
std::optional<std::uint8_t> parse_two_hex(std::string_view digits);

/// Finds frames in what comes from a line. Keeps at most one frame's length. Pure.
class BoxFrameReader {
  public:
    std::optional<BoxFrame> take(char next);
    void forget() { line_.clear(); }

  private:
    std::string line_; ///< from its ":"; empty: none has begun
};

} // namespace caller
