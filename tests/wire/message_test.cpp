#include "shared/wire/message.h"

#include "shared/base/text.h"

#include <catch2/catch.hpp>

#include <set>

using wire::Malformed;
using wire::MessageType;

TEST_CASE("Header: stands as PROTOCOL.md draws it", "[wire][header]") {
    wire::Header header{MessageType::PrintJob, {}, 0x1122334455667788};
    header.session.fill(std::byte{0xcc});

    const std::string frame = wire::encode(header);

    CHECK(frame.substr(0, 8) == std::string_view("JH\x01\x00\x14\x00\x00\x00", 8));
    CHECK(frame.substr(8, 16) == std::string(16, '\xcc'));
    CHECK(frame.substr(24) == "\x88\x77\x66\x55\x44\x33\x22\x11");
    CHECK(wire::decode_header(frame) == header);
}

TEST_CASE("Header: whatever is not exactly ours is refused with its reason", "[wire][header]") {
    const std::string good = wire::encode(wire::Header{MessageType::Command, {}, 1});
    const auto changed = [&](std::size_t at, char byte) {
        std::string frame = good;
        frame[at] = byte;
        return wire::decode_header(frame).error();
    };

    CHECK(wire::decode_header("").error() == Malformed::NotOurs);
    CHECK(wire::decode_header(good.substr(1)).error() == Malformed::NotOurs);
    CHECK(wire::decode_header(good + "x").error() == Malformed::NotOurs);
    CHECK(changed(0, 'X') == Malformed::NotOurs);
    CHECK(changed(2, 2) == Malformed::OtherVersion);
    CHECK(changed(4, 0) == Malformed::UnknownType);
    CHECK(changed(4, 15) == Malformed::UnknownType);
    CHECK(changed(4, 26) == Malformed::UnknownType);
    CHECK(changed(6, 1) == Malformed::OtherVersion);
}

TEST_CASE("Header: of what is published says store, boot and number", "[wire][header]") {
    const wire::StreamPosition position{0x0102030405060708, 0x1112131415161718, 0x2122232425262728};

    const auto header = wire::decode_header(wire::encode(wire::stream_header(MessageType::Alive, position)));

    REQUIRE(header);
    CHECK(header->type == MessageType::Alive);
    CHECK(wire::stream_position(*header) == position);
}

TEST_CASE("Session: random ones differ, those of a request id are the same for ever", "[wire][session]") {
    std::set<wire::Session> sessions;
    for (int i = 0; i < 100; ++i)
        sessions.insert(wire::random_session());

    CHECK(sessions.size() == 100);
    CHECK(wire::session_of("a") == wire::session_of("a"));
    CHECK(wire::session_of("a") != wire::session_of("b"));
    CHECK(base::to_hex(wire::session_of("a")) == "0e702247861a45d5d00e46c217f31637"); // BLAKE2b-128, keyed
}

TEST_CASE("Malformed: every reason has its sentence", "[wire][header]") {
    std::set<std::string_view> sentences;
    for (const auto why : {Malformed::NotOurs, Malformed::OtherVersion, Malformed::UnknownType,
                           Malformed::BadBody, Malformed::OutOfBounds})
        sentences.insert(wire::sentence(why));

    CHECK(sentences.size() == 5);
}
