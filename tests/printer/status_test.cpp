#include "printer/escpos/status.h"

#include <catch2/catch.hpp>

#include <array>
#include <vector>

namespace printer {
namespace {

Bytes bytes_of(std::initializer_list<unsigned> values) {
    Bytes bytes;
    for (const auto value : values)
        bytes.push_back(static_cast<std::byte>(value));
    return bytes;
}

template <typename T>
T only(const std::vector<StatusEvent>& events) {
    REQUIRE(events.size() == 1);
    REQUIRE(std::holds_alternative<T>(events.front()));
    return std::get<T>(events.front());
}

/// What one bit says, and where it stands. Bits that are not named say nothing to us: drawer, feed button,
/// waiting for recovery, fixed ones.
struct Bit {
    int where; ///< a byte of the automatic status, or the question's number
    unsigned bit;
    Condition says;
};

const std::vector<Bit> kAutoBits{
    {0, 3, {.offline = true}},
    {0, 5, {.cover_open = true}},
    {1, 2, {.recoverable = true, .error = true}},
    {1, 3, {.cutter_jam = true, .error = true}},
    {1, 5, {.unrecoverable = true, .error = true}},
    {1, 6, {.overheated = true, .error = true}},
    {2, 0, {.paper_low = true}},
    {2, 1, {.paper_low = true}},
    {2, 2, {.paper_out = true}},
    {2, 3, {.paper_out = true}},
};

const std::vector<Bit> kAnswerBits{
    {1, 3, {.offline = true}},
    {2, 2, {.cover_open = true}},
    {2, 5, {.paper_out = true}},
    {2, 6, {.error = true}},
    {3, 2, {.recoverable = true, .error = true}},
    {3, 3, {.cutter_jam = true, .error = true}},
    {3, 5, {.unrecoverable = true, .error = true}},
    {3, 6, {.overheated = true, .error = true}},
    {4, 2, {.paper_low = true}},
    {4, 3, {.paper_low = true}},
    {4, 5, {.paper_out = true}},
    {4, 6, {.paper_out = true}},
};

Condition expected(const std::vector<Bit>& table, int where, unsigned bit) {
    for (const Bit& each : table)
        if (each.where == where && each.bit == bit)
            return each.says;
    return {};
}

TEST_CASE("Status: every bit of the four automatic bytes says what it stands for and nothing else",
          "[printer][status]") {
    const std::array<unsigned, 4> free{0x6c, 0x6f, 0x6f, 0x6f}; // the other bits tell the bytes apart
    for (std::size_t at = 0; at < free.size(); ++at)
        for (unsigned bit = 0; bit < 8; ++bit) {
            if ((free[at] & (1U << bit)) == 0)
                continue;
            std::array<unsigned, 4> bytes{0x10, 0, 0, 0};
            bytes[at] |= 1U << bit;
            INFO("byte " << at << " bit " << bit);
            StatusParser parser;

            const auto status =
                only<AutoStatus>(parser.feed(bytes_of({bytes[0], bytes[1], bytes[2], bytes[3]})));

            CHECK(status.condition == expected(kAutoBits, static_cast<int>(at), bit));
        }
}

TEST_CASE("Status: every bit of the answers to DLE EOT 1 to 4 says what it stands for and nothing else",
          "[printer][status]") {
    for (int which = 1; which <= 4; ++which)
        for (const unsigned bit : {2U, 3U, 5U, 6U}) {
            INFO("DLE EOT " << which << " bit " << bit);
            StatusParser parser;
            Condition condition;

            apply_state(condition, which, only<StateAnswer>(parser.feed(bytes_of({0x12U | 1U << bit}))).bits);

            CHECK(condition == expected(kAnswerBits, which, bit));
            for (const int each : {1, 2, 3, 4})
                apply_state(condition, each, 0x12);
            CHECK(condition.good());
            CHECK_FALSE(condition.paper_low);
        }
}

TEST_CASE("Status: answers come whole however they are split", "[printer][status]") {
    const auto stream = bytes_of({0x12,                                        // DLE EOT
                                  0x37, 0x22, 'J',  '0',  '0', '1', 0,         // GS ( H
                                  0x14, 0x00, 0x00, 0x0f,                      // GS a
                                  0x5f, 'E',  'P',  'S',  'O', 'N', 0, 0x00}); // GS I, GS r
    const std::vector<StatusEvent> expected{StateAnswer{0x12}, DoneAnswer{{'J', '0', '0', '1'}}, AutoStatus{},
                                            NameAnswer{"EPSON"}, PaperAnswer{0}};
    for (std::size_t piece = 1; piece <= stream.size(); ++piece) {
        StatusParser parser;
        std::vector<StatusEvent> got;

        for (std::size_t at = 0; at < stream.size(); at += piece) {
            const auto events =
                parser.feed(std::span(stream).subspan(at, std::min(piece, stream.size() - at)));
            got.insert(got.end(), events.begin(), events.end());
        }

        CHECK(got == expected);
    }
}

TEST_CASE("Status: an automatic status that lost its end does not swallow the next answer",
          "[printer][status]") {
    StatusParser parser;

    const auto events = parser.feed(bytes_of({0x10, 0x00, 0x16}));

    CHECK(only<StateAnswer>(events).bits == 0x16);
}

TEST_CASE("Status: a block that lost its end does not swallow the next answer", "[printer][status]") {
    StatusParser parser;

    const auto events = parser.feed(bytes_of({0x5f, 'E', 'P', 0x16, 0x37, 0x22, 'J', '0', '0', '1', 0}));

    REQUIRE(events.size() == 2);
    CHECK(std::get<StateAnswer>(events[0]).bits == 0x16);
    CHECK(std::get<DoneAnswer>(events[1]).id == ProcessId{'J', '0', '0', '1'});
}

TEST_CASE("Status: flow control and rubbish are dropped", "[printer][status]") {
    StatusParser parser;

    CHECK(parser.feed(bytes_of({0x11, 0x13, 0xff, 0x80, 0xc3})).empty());
    CHECK(parser.feed(Bytes(10'000, std::byte{0x5f})).empty());
    parser.reset();
    CHECK(only<StateAnswer>(parser.feed(bytes_of({0x12}))).bits == 0x12);
}

} // namespace
} // namespace printer
