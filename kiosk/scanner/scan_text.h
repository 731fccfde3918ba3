#pragma once

#include "shared/base/clock.h"

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk {

/// Why nothing came of a scan.
enum class ScanFault {
    TooLong,     ///< more than ScanText::kLongest characters
    NotPlainText ///< a character outside of printable ASCII, or one that was lost on the way
};

/// "longer than 512 characters" …: for logs, which never hold what was scanned.
std::string_view to_string(ScanFault fault);

/// What one scan was, as a whole or not at all.
using Scan = std::expected<std::string, ScanFault>;

/// The characters of a scanner, one after another, become scans.
///
///                  character           end()               spoil()      100 ms of silence
///     nothing      begun               -                   spoilt       -
///     begun        begun, or spoilt¹   the scan: nothing   spoilt       4 characters: the scan; nothing
///     spoilt       spoilt              fault: nothing      spoilt       fault; nothing
///
/// ¹ by a character that is not plain, or one too many.
///
/// Silence is judged by tick() alone: an owner that was busy for a while first gives what has waited for it.
/// Pure: the time comes in.
class ScanText {
  public:
    static constexpr base::Duration kSilence{100};
    static constexpr std::size_t kLongest = 512, kShortestWithoutEnd = 4;

    void take(char character, base::SteadyTime now);
    /// Part of the scan was lost or cannot be read.
    void spoil(base::SteadyTime now);
    /// The scanner is still at it, though no character came.
    void stir(base::SteadyTime now);
    /// The scanner said that the scan is whole. Empty when there was none.
    std::optional<Scan> end();

    std::optional<Scan> tick(base::SteadyTime now);
    std::optional<base::SteadyTime> next_deadline() const { return silent_at_; }

  private:
    std::string text_;
    std::optional<ScanFault> fault_;
    std::optional<base::SteadyTime> silent_at_; ///< there while a scan has begun
};

} // namespace kiosk
