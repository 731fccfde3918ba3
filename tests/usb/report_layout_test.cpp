#include "shared/usb/report_layout.h"

#include "tests/support/hid_descriptors.h"

#include <catch2/catch.hpp>

#include <fmt/format.h>

using namespace usb;
using support::hid_bytes;

namespace {

ReportLayout layout(std::string_view descriptor) {
    const auto parsed = ReportLayout::parse(hid_bytes(descriptor));
    REQUIRE(parsed);
    return *parsed;
}

std::optional<std::vector<HidUsage>> down(const ReportLayout& layout, std::string_view report) {
    const auto keys = layout.keys_down(hid_bytes(report));
    return keys ? std::optional(keys->usages) : std::nullopt;
}

using Usages = std::vector<HidUsage>;

bool usable(std::string_view descriptor) {
    return ReportLayout::parse(hid_bytes(descriptor)).has_value();
}

} // namespace

TEST_CASE("ReportLayout: a keyboard's reports name the keys that are down", "[usb][hid]") {
    const auto keyboard = layout(support::kKeyboardDescriptor);

    CHECK(down(keyboard, "00 00 00 00 00 00 00 00") == Usages{});
    CHECK(down(keyboard, "00 00 04 1e 00 00 00 00") == Usages{0x04, 0x1E});
    CHECK(down(keyboard, "22 00 05 00 00 00 00 00") == Usages{0x05, 0xE1, 0xE5});
    CHECK(down(keyboard, "00 00 05 05 05 00 00 00") == Usages{0x05}); // each once
    CHECK(down(keyboard, "00 00 66 00 00 00 00 00") == Usages{});     // beyond the logical maximum: no key
    CHECK(down(keyboard, "00 ff 04 00 00 00 00 00") == Usages{0x04}); // the reserved byte says nothing
}

TEST_CASE("ReportLayout: a report that is short, or tells of too many keys, says nothing", "[usb][hid]") {
    const auto keyboard = layout(support::kKeyboardDescriptor);

    CHECK_FALSE(down(keyboard, "00 00 04"));
    CHECK_FALSE(down(keyboard, ""));
    CHECK_FALSE(down(keyboard, "00 00 01 01 01 01 01 01"));
    CHECK(down(keyboard, "00 00 04 00 00 00 00 00 ff ff") == Usages{0x04}); // longer: padding
}

TEST_CASE("ReportLayout: a maximum of 255 in two bytes is no negative number", "[usb][hid]") {
    const auto pad = layout(support::kNumberPadDescriptor);

    CHECK(down(pad, "00 00 57 63 00 00 00 00") == Usages{0x57, 0x63});
    CHECK(down(pad, "00 00 f0 00 00 00 00 00") == Usages{}); // no key of the page
}

TEST_CASE("ReportLayout: every report of a macro pad speaks of its own keys", "[usb][hid]") {
    const auto pad = layout(support::kMacroPadDescriptor);

    const auto keys = pad.keys_down(hid_bytes("01 00 01 00 80"));
    REQUIRE(keys);
    CHECK(keys->report == 1);
    CHECK(keys->usages == Usages{0x04, 0x1B});
    const auto media = pad.keys_down(hid_bytes("02 e9 00"));
    REQUIRE(media);
    CHECK(media->report == 2);
    CHECK(media->usages == Usages{hid_usage(kConsumerPage, 0xE9)});
    CHECK(down(pad, "02 00 00") == Usages{});
    CHECK(down(pad, "02 ff ff") == Usages{});
    CHECK(down(pad, "03 01") == Usages{}); // sleep is no key of ours
    CHECK_FALSE(down(pad, "04 01 00"));
    CHECK_FALSE(down(pad, "01"));
    CHECK(pad.size_of(hid_bytes("01")) == 5);
    CHECK(pad.size_of(hid_bytes("02 00")) == 3);
    CHECK(pad.size_of(hid_bytes("09")) == 0);
}

TEST_CASE("ReportLayout: buttons are keys, axes are none", "[usb][hid]") {
    const auto box = layout(support::kButtonBoxDescriptor);

    CHECK(down(box, "01 08 7f 81") == Usages{hid_usage(kButtonPage, 1), hid_usage(kButtonPage, 12)});
    CHECK(down(box, "00 f0 00 00") == Usages{}); // padding
}

TEST_CASE("ReportLayout: lamps are lit by output reports", "[usb][hid]") {
    using Output = ReportLayout::Output;

    const auto keyboard = layout(support::kKeyboardDescriptor);
    CHECK(keyboard.lamps() == std::vector<std::uint16_t>{1, 2, 3, 4, 5});
    CHECK(keyboard.light({true, false, true}) == std::vector<Output>{{0, hid_bytes("05")}});
    CHECK(keyboard.light({}) == std::vector<Output>{{0, hid_bytes("00")}});

    const auto pad = layout(support::kMacroPadDescriptor);
    CHECK(pad.lamps() == std::vector<std::uint16_t>{1, 2, 3});
    CHECK(pad.light({false, true}) == std::vector<Output>{{1, hid_bytes("01 02")}});

    const auto box = layout(support::kButtonBoxDescriptor);
    CHECK(box.lamps() == std::vector<std::uint16_t>{0x4B});
}

TEST_CASE("ReportLayout: usages in a row, with their own page, and pushed states", "[usb][hid]") {
    // Three usages in any order; then four bytes that bring page 9 along while 0xff00 is in force.
    const auto odd = layout("05 07 15 00 25 01 75 01 95 03 09 3c 09 3a 09 3b 81 02"
                            "a4 06 00 ff 0b 02 00 09 00 95 01 81 02 b4"
                            "95 01 09 04 81 02 95 03 81 01");

    CHECK(down(odd, "01") == Usages{0x3C});
    CHECK(down(odd, "06") == Usages{0x3A, 0x3B});
    CHECK(down(odd, "08") == Usages{hid_usage(kButtonPage, 2)});
    CHECK(down(odd, "10") == Usages{0x04}); // page 7 again
}

TEST_CASE("ReportLayout: what no box may say is refused", "[usb][hid]") {
    CHECK_FALSE(usable(""));
    CHECK_FALSE(usable("05"));                                                    // cut off
    CHECK_FALSE(usable("05 07 75 01 95 08"));                                     // no report
    CHECK_FALSE(usable("05 07 19 04 29 0b 15 00 25 01 75 01 95 08 81 02 c0"));    // nothing to close
    CHECK_FALSE(usable("a1 01 05 07 19 04 29 0b 15 00 25 01 75 01 95 08 81 02")); // never closed
    CHECK_FALSE(usable("b4"));                                                    // nothing pushed
    CHECK_FALSE(usable("85 00"));                                                 // id 0 is reserved
    CHECK_FALSE(usable("05 07 19 0b 29 04 75 01 95 08 81 02"));                   // upside down
    CHECK_FALSE(usable("05 07 19 04 29 0b 75 20 97 ff ff ff ff 81 02"));          // four thousand million
    CHECK_FALSE(usable("05 07 19 04 29 0b 75 20 96 00 20 81 02"));                // a report of 32 KiB
    // Reports with an id and without one.
    CHECK_FALSE(usable("05 07 19 04 29 0b 15 00 25 01 75 01 95 08 81 02 85 01 81 02"));
    CHECK_FALSE(usable("05 01 15 00 26 ff 00 75 08 95 02 09 30 09 31 81 02")); // axes only
    std::string deep, pushes;
    for (int i = 0; i < 17; ++i) {
        deep += "a1 01 ";
        pushes += "a4 ";
    }
    CHECK_FALSE(usable(deep));
    CHECK_FALSE(usable(pushes));
    CHECK_FALSE(ReportLayout::parse(std::vector<std::byte>(4097)));
}

TEST_CASE("ReportLayout: a long item is skipped, one without end is refused", "[usb][hid]") {
    CHECK(usable("fe 02 f0 aa bb 05 07 19 04 29 0b 15 00 25 01 75 01 95 08 81 02"));
    CHECK_FALSE(usable("05 07 19 04 29 0b 15 00 25 01 75 01 95 08 81 02 fe 09 f0 aa"));
}

TEST_CASE("ReportLayout: a descriptor cut off anywhere within its collection is refused", "[usb][hid]") {
    for (const auto text : {support::kKeyboardDescriptor, support::kNumberPadDescriptor,
                            support::kButtonBoxDescriptor, support::kMouseDescriptor}) {
        const auto whole = hid_bytes(text);
        for (std::size_t length = 0; length < whole.size(); ++length) {
            INFO(length);
            CHECK_FALSE(ReportLayout::parse(std::span(whole).first(length)));
        }
        CHECK(ReportLayout::parse(whole));
    }
}
