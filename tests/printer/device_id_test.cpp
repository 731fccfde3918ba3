#include "printer/port/device_id.h"

#include <catch2/catch.hpp>

#include <string>

namespace printer {
namespace {

DeviceId parse(const std::string& text) {
    return parse_device_id(std::as_bytes(std::span(text)));
}

const std::string kEpsonId = "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;SN:J2JK001;";

TEST_CASE("DeviceId: read with its length in either byte order, a wrong one, or none", "[printer][port]") {
    const auto length = static_cast<char>(kEpsonId.size() + 2);
    const DeviceId expected{"EPSON", "TM-T20II", "J2JK001", "ESC/POS"};

    CHECK(parse(std::string{'\0', length} + kEpsonId) == expected);
    CHECK(parse(std::string{length, '\0'} + kEpsonId) == expected);
    CHECK(parse(std::string{'\0', '\0'} + kEpsonId) == expected);
    CHECK(parse(kEpsonId) == expected);
}

TEST_CASE("DeviceId: long names of the keys, spaces and missing fields", "[printer][port]") {
    CHECK(parse("MANUFACTURER: XPrinter ;MODEL:XP-80;") == DeviceId{"XPrinter", "XP-80", "", ""});
    CHECK(parse("no colon; at all") == DeviceId{});
    CHECK(parse("") == DeviceId{});
    CHECK(parse("M") == DeviceId{});
    CHECK(parse(std::string("MDL:a\x01\xff"
                            "b;"))
              .model == "ab");
}

} // namespace
} // namespace printer
