#pragma once

#include "shared/wire/person_key.h"

#include <cstddef>
#include <expected>
#include <span>
#include <string>

namespace kiosk {

/// All that the kiosk ever knows of a card.
struct CardRead {
    int age = 0;        ///< full years on the service day
    bool valid = false; ///< on the service day
    std::string person; ///< wire::person_token(): the same all day long, another one tomorrow

    bool operator==(const CardRead&) const = default;
};

enum class CardFailure {
    Unreadable, ///< please lay it on again
    Expired,    ///< not valid on this day
    Unknown,    ///< not a resident's identity card, or one whose entries contradict each other
};

/// What stands where in a card's text block: UTF-16LE, padded with spaces; offsets and sizes in bytes.
struct CardField {
    std::size_t offset;
    std::size_t size;
};
inline constexpr std::size_t kCardTextSize = 256, kCardPhotoSize = 1024;
inline constexpr CardField kBirthDate{36, 16}, kCitizenNumber{122, 36}, kValidFrom{188, 16},
    kValidUntil{204, 16};

/// True for a YYYYMMDD that the calendar has.
bool is_day(int day);

/// The one place where a card's text is looked at. Name, sex, address and the rest are not; the characters of
/// the number and the dates are wiped before it returns, and its caller wipes `text`.
///
/// `day` is the service day as YYYYMMDD, one that the calendar has.
std::expected<CardRead, CardFailure> read_card(std::span<const std::byte> text, int day,
                                               const wire::PersonKey& key);

} // namespace kiosk
