#pragma once

#include "shared/usb/keys_down.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace usb {

/// What a HID interface's report descriptor says of its keys and lamps (HID 1.11, section 6.2.2): where in a
/// report each key is, and where in an output report each lamp. Everything else in it is skipped by its size.
///
/// Keys are usages of the pages keyboard, button and consumer: variables of one bit, or arrays of numbers.
/// Lamps are usages of the LED page that are one bit wide.
///
/// Bounded, since a descriptor is made by whoever made the box: kLongest bytes, kDeepest nested collections
/// and pushed states, reports of kMostBits, kMostFields fields, kMostUsages usages named in front of one
/// item. A descriptor that goes beyond, contradicts itself, is cut off, or names no key is unusable: the boot
/// protocol is the way out then.
///
/// Pure.
class ReportLayout {
  public:
    static constexpr std::size_t kLongest = 4096, kDeepest = 16, kMostFields = 256, kMostUsages = 512;
    static constexpr std::uint32_t kMostBits = 8 * 1024;

    /// Empty when it is unusable.
    static std::optional<ReportLayout> parse(std::span<const std::byte> descriptor);

    /// What this report says is down. Empty, as if it never came, for one that is shorter than the descriptor
    /// says, has an unknown id, or an error code of a keyboard (more keys than it can tell).
    std::optional<KeysDown> keys_down(std::span<const std::byte> report) const;

    /// How many bytes a report has that begins so, its id included; 0: there is no such one. A report longer
    /// than its endpoint's packets comes in several.
    std::size_t size_of(std::span<const std::byte> beginning) const;

    /// The lamps in the order of the descriptor: usages of the LED page, 1 Num Lock, 2 Caps Lock, 3 Scroll
    /// Lock, 0x4B a generic indicator …
    std::vector<std::uint16_t> lamps() const;

    /// An output report that lights the lamps of lamps() which are true, and nothing else in that report.
    struct Output {
        std::uint8_t report = 0;
        std::vector<std::byte> bytes; ///< with the id in front where there is one, as SET_REPORT takes it
        bool operator==(const Output&) const = default;
    };
    std::vector<Output> light(const std::vector<bool>& on) const;

  private:
    /// So many equal items in a row. A variable has one usage for each, the last one for those beyond; an
    /// array's item holds the place, from `least`, of one of the usages.
    struct Field {
        std::uint8_t report = 0;
        bool is_array = false;
        std::uint32_t at = 0; ///< its first bit
        std::uint32_t size = 0, count = 0;
        std::int64_t least = 0, most = 0;
        struct Range {
            std::uint16_t page = 0;
            std::uint16_t first = 0, last = 0;
        };
        std::vector<Range> usages;

        std::optional<HidUsage> usage(std::uint32_t place) const;
    };
    struct Lamp {
        std::uint16_t usage = 0;
        std::uint8_t report = 0;
        std::uint32_t at = 0;
    };
    class Parser;

    ReportLayout() = default;
    bool add_keys(const Field& field, std::span<const std::byte> report, std::vector<HidUsage>& down) const;

    bool has_ids_ = false;
    std::vector<Field> keys_;
    std::vector<Lamp> lamps_;
    std::map<std::uint8_t, std::uint32_t> input_bits_, output_bits_; ///< without the id
};

} // namespace usb
