#include "printer/escpos/status.h"

#include <catch2/catch.hpp>

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

TEST_CASE("Status: each trouble is read from its own bit of the automatic status", "[printer][status]") {
    const auto condition = [](unsigned a, unsigned b, unsigned c) {
        StatusParser parser;
        return only<AutoStatus>(parser.feed(bytes_of({a, b, c, 0x0f}))).condition;
    };

    CHECK(condition(0x10, 0, 0).good());
    CHECK(condition(0x18, 0, 0) == Condition{.offline = true});
    CHECK(condition(0x30, 0, 0) == Condition{.cover_open = true});
    CHECK(condition(0x10, 0x04, 0) == Condition{.recoverable = true});
    CHECK(condition(0x10, 0x08, 0) == Condition{.cutter_jam = true});
    CHECK(condition(0x10, 0x20, 0) == Condition{.unrecoverable = true});
    CHECK(condition(0x10, 0x40, 0) == Condition{.overheated = true});
    CHECK(condition(0x10, 0, 0x03) == Condition{.paper_low = true});
    CHECK(condition(0x10, 0, 0x0c) == Condition{.paper_out = true});
}

TEST_CASE("Status: each trouble is read from the answer to its question", "[printer][status]") {
    const auto condition = [](int which, std::uint8_t bits) {
        Condition made;
        apply_state(made, which, bits);
        return made;
    };

    CHECK(condition(1, 0x12).good());
    CHECK(condition(1, 0x1a) == Condition{.offline = true});
    CHECK(condition(2, 0x16) == Condition{.cover_open = true});
    CHECK(condition(2, 0x32) == Condition{.paper_out = true});
    CHECK(condition(3, 0x1a) == Condition{.cutter_jam = true});
    CHECK(condition(3, 0x32) == Condition{.unrecoverable = true});
    CHECK(condition(3, 0x52) == Condition{.overheated = true});
    CHECK(condition(4, 0x1e) == Condition{.paper_low = true});
    CHECK(condition(4, 0x72) == Condition{.paper_out = true});
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

TEST_CASE("Status: flow control and rubbish are dropped", "[printer][status]") {
    StatusParser parser;

    CHECK(parser.feed(bytes_of({0x11, 0x13, 0xff, 0x80, 0xc3})).empty());
    CHECK(parser.feed(Bytes(10'000, std::byte{0x5f})).empty());
    parser.reset();
    CHECK(only<StateAnswer>(parser.feed(bytes_of({0x12}))).bits == 0x12);
}

} // namespace
} // namespace printer
