#include "kiosk/idcard/frame.h"

#include "shared/base/text.h"

#include <catch2/catch.hpp>

#include <random>

using namespace kiosk;

namespace {

using FrameBytes = std::vector<std::byte>;

FrameBytes of_hex(std::string_view digits) {
    return *base::from_hex(digits);
}

FrameBytes joined(std::initializer_list<FrameBytes> parts) {
    FrameBytes all;
    for (const auto& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

/// The payloads, in hexadecimal digits.
std::vector<std::string> take(FrameParser& parser, std::span<const std::byte> bytes) {
    std::vector<std::string> payloads;
    parser.take(bytes,
                [&](std::span<const std::byte> payload) { payloads.push_back(base::to_hex(payload)); });
    return payloads;
}

std::vector<std::string> take_all(std::span<const std::byte> bytes) {
    FrameParser parser;
    return take(parser, bytes);
}

const FrameBytes kFind = of_hex("aaaaaa96690003200122");
const FrameBytes kFoundReply = of_hex("aaaaaa9669000800009f0000000097");

} // namespace

TEST_CASE("Frame: a request is framed as the protocol's example", "[idcard][frame]") {
    CHECK(sdt_frame(of_hex("2001")) == kFind);
    CHECK(sdt_frame(of_hex("00009f00000000")) == kFoundReply);
}

TEST_CASE("Frame: the length has two bytes, big-endian, and counts in the checksum", "[idcard][frame]") {
    const auto frame = sdt_frame(FrameBytes(0x1234, std::byte{0}));
    CHECK(base::to_hex(std::span(frame).first(7)) == "aaaaaa96691235");
    CHECK(frame.back() == (std::byte{0x12} ^ std::byte{0x35}));
}

TEST_CASE("Frame parser: finds the frames of both directions", "[idcard][frame]") {
    CHECK(take_all(joined({kFind, kFoundReply})) == std::vector<std::string>{"2001", "00009f00000000"});
}

TEST_CASE("Frame parser: a frame comes when its last byte does, and not before", "[idcard][frame]") {
    FrameParser parser;
    for (std::size_t i = 0; i + 1 < kFoundReply.size(); ++i)
        CHECK(take(parser, std::span(kFoundReply).subspan(i, 1)).empty());
    CHECK(take(parser, std::span(kFoundReply).last(1)).size() == 1);
}

TEST_CASE("Frame parser: noise before a frame is skipped, also one that begins like it", "[idcard][frame]") {
    for (const auto* noise :
         {"00", "aa", "aaaa", "aaaaaa", "aaaaaa96", "aaaa9669", "ffaa96aa", "69", "aaaaaa96aaaaaa96"}) {
        INFO(noise);
        CHECK(take_all(joined({of_hex(noise), kFoundReply})).size() == 1);
    }
}

TEST_CASE("Frame parser: a frame with one wrong bit is none, and hides no other", "[idcard][frame]") {
    for (std::size_t at = 0; at < kFoundReply.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            auto damaged = kFoundReply;
            damaged[at] ^= static_cast<std::byte>(1U << static_cast<unsigned>(bit));
            // Behind it more than a damaged length can claim.
            auto bytes = damaged;
            for (int i = 0; i < 240; ++i)
                bytes.insert(bytes.end(), kFind.begin(), kFind.end());
            const auto payloads = take_all(bytes);
            INFO("byte " << at << " bit " << bit);
            CHECK(std::ranges::count(payloads, "2001") == 240);
            CHECK(payloads.size() == 240);
        }
    }
}

TEST_CASE("Frame parser: a wrong checksum is counted", "[idcard][frame]") {
    FrameParser parser;
    auto damaged = kFoundReply;
    damaged.back() ^= std::byte{1};
    CHECK(take(parser, damaged).empty());
    CHECK(parser.broken() == 1);
    CHECK(take(parser, kFoundReply).size() == 1);
    CHECK(parser.broken() == 1);
}

TEST_CASE("Frame parser: impossible lengths are no frames", "[idcard][frame]") {
    for (const auto* head :
         {"aaaaaa96690000", "aaaaaa96690001", "aaaaaa96690002", "aaaaaa9669ffff", "aaaaaa96690a00"}) {
        INFO(head);
        CHECK(take_all(joined({of_hex(head), kFind})) == std::vector<std::string>{"2001"});
    }
}

TEST_CASE("Frame parser: the longest frame passes, one byte more does not", "[idcard][frame]") {
    const FrameBytes longest(FrameParser::kLongest - 1, std::byte{0xAA}), longer(FrameParser::kLongest);
    FrameParser parser;
    CHECK(take(parser, joined({sdt_frame(longest), kFind})).size() == 2);
    CHECK(take(parser, joined({sdt_frame(longer), kFind})) == std::vector<std::string>{"2001"});
}

TEST_CASE("Frame parser: after reset() the rest of a frame is noise", "[idcard][frame]") {
    FrameParser parser;
    CHECK(take(parser, std::span(kFoundReply).first(9)).empty());
    parser.reset();
    CHECK(take(parser, joined({FrameBytes(kFoundReply.begin() + 9, kFoundReply.end()), kFind})) ==
          std::vector<std::string>{"2001"});
}

TEST_CASE("Frame parser: however the bytes are cut, the frames are the same", "[idcard][frame]") {
    std::mt19937 random(20260302);
    const auto below = [&](std::size_t limit) {
        return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
    };
    std::size_t frames = 0;
    for (int round = 0; round < 200; ++round) {
        FrameBytes bytes;
        for (int i = 0; i < 12; ++i) {
            FrameBytes payload(2 + below(below(4) == 0 ? 2000 : 40));
            for (auto& each : payload)
                each = static_cast<std::byte>(below(3) == 0 ? 0xAA : below(256));
            auto frame = sdt_frame(payload);
            if (below(4) == 0)
                frame[below(frame.size())] = static_cast<std::byte>(below(256));
            if (below(4) == 0)
                frame.resize(below(frame.size()));
            bytes.insert(bytes.end(), frame.begin(), frame.end());
        }
        const auto at_once = take_all(bytes);

        FrameParser parser;
        std::vector<std::string> in_pieces;
        for (std::span<const std::byte> left(bytes); !left.empty();) {
            const auto count = std::min(left.size(), 1 + below(below(2) == 0 ? 8 : 700));
            std::ranges::copy(take(parser, left.first(count)), std::back_inserter(in_pieces));
            left = left.subspan(count);
        }

        CHECK(in_pieces == at_once);
        frames += at_once.size();
    }
    CHECK(frames > 500);
}

TEST_CASE("Frame parser: what was in a frame is wiped when it is over", "[idcard][frame]") {
    FrameParser parser;
    const FrameBytes secret = of_hex("31313031303531393439");
    const auto holds_secret = [&] {
        const auto memory = std::as_bytes(std::span(&parser, 1));
        return !std::ranges::search(memory, secret).empty();
    };
    bool held = false;
    parser.take(sdt_frame(secret), [&](std::span<const std::byte>) { held = holds_secret(); });
    CHECK(held);
    CHECK_FALSE(holds_secret());

    const auto frame = sdt_frame(secret);
    CHECK(take(parser, std::span(frame).first(frame.size() - 1)).empty());
    CHECK(holds_secret());
    parser.reset();
    CHECK_FALSE(holds_secret());
}
