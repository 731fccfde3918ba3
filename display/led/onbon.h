#pragma once

#include "display/led/text_protocol.h"
#include "shared/screen/geometry.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace display {

/// Onbon (仰邦) BX-5K and 6K: text cards (字库卡) of window strips, on RS-485, TCP 5005 or UDP 5007. The card
/// holds the fonts; we update its dynamic area 0 (A3 06), which clears itself when nobody renews it.
///
///     A5 ×8 | escaped { header 14: screen LE16, 00 80, 0 0 0, 0 (no bar code), 0 (with CRC), 0, FE, 02,
///     length LE16
///                       data, CRC-16/ARC LE of header and data } | 5A
///     escapes: A5 → A6 02, A6 → A6 01, 5A → 5B 02, 5B → 5B 01
///     reply: the same frame with nine starts, its data A0 00 status 00 00 (ACK) or A0 01 status 00 00
///     (NACK); status 0 is no error, 3 busy, 5 a wrong CRC, 12 a font that the card lacks, and so on to 16
///
/// All of this stands in the maker's protocol for users 1.4 (doc.onbonbx.com/zh/k/potocol; its source is
/// onbonlab/onbonlab.github.io), whose sample frames are in the tests; the escapes and the area's fields also
/// in the analyser of one of its authors (strongercjd/Onbon-Protocol-Analysis). Nothing was tried on a card.
/// Not documented: what a card does with a text that is wider than its area when it is not to wrap.
class Onbon final : public TextProtocol {
  public:
    struct Options {
        int screen = 1; ///< the card's address (屏号), 1 to 65534
        screen::Size size;
        std::chrono::seconds keeps{30}; ///< so long does the card show it without being told again
    };
    explicit Onbon(const Options& options) : options_(options) {}

    std::vector<std::byte> request(const TextJob& job) override;
    Reply reply(std::span<const std::byte> bytes) override;

  private:
    Options options_;
};

/// What the card's fonts have, GB2312; what they lack becomes '?'.
std::string to_gb2312(std::string_view utf8);

/// One frame around header and data, escaped, with its CRC; and back: empty when it is none or the CRC is
/// wrong.
std::vector<std::byte> onbon_frame(std::span<const std::byte> inside);
std::vector<std::byte> onbon_inside(std::span<const std::byte> bytes);

} // namespace display
