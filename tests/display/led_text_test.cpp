#include "display/led/modbus.h"
#include "display/led/onbon.h"
#include "display/led/text_line.h"
#include "shared/base/text.h"
#include "shared/serial/crc.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

#include <map>

using namespace display;
using namespace std::chrono_literals;
using Reply = TextProtocol::Reply;
using Bytes = std::vector<std::byte>;

namespace {

Bytes hex(std::string_view digits) {
    std::string packed;
    for (const char c : digits)
        if (c != ' ')
            packed += c;
    return base::from_hex(packed).value();
}

Bytes join(const std::vector<Bytes>& pieces) {
    Bytes all;
    for (const Bytes& one : pieces)
        all.insert(all.end(), one.begin(), one.end());
    return all;
}

Bytes part(const Bytes& bytes, std::ptrdiff_t from, std::ptrdiff_t length) {
    return {bytes.begin() + from, bytes.begin() + from + length};
}

/// A card's answer: header as the card writes it, then the data.
Bytes onbon_answer(int screen, std::string_view data) {
    const Bytes body = hex(data);
    Bytes inside = hex("0080 0000 000000 00 00 00 fe 02"); // to us, from the card
    inside[2] = static_cast<std::byte>(screen);
    inside.push_back(static_cast<std::byte>(body.size()));
    inside.push_back(std::byte{0});
    return onbon_frame(join({inside, body}));
}

} // namespace

TEST_CASE("Onbon: a request byte by byte", "[display][led]") {
    Onbon card({1, {128, 16}, 30s});
    const Bytes inside = onbon_inside(card.request({"请A023到3号窗口", "A023"}));

    CHECK(base::to_hex(inside) == "0100"
                                  "0080"
                                  "000000"
                                  "00"
                                  "00"
                                  "00"
                                  "fe"
                                  "02"
                                  "3300"
                                  "a306"
                                  "01"
                                  "0000"
                                  "00"
                                  "01"
                                  "2a00" // its length, from here on
                                  "00"
                                  "0080"
                                  "0000"
                                  "8080"
                                  "1000"
                                  "00"
                                  "00"
                                  "02"
                                  "1e00"
                                  "00"
                                  "00"
                                  "00"
                                  "01"
                                  "01"
                                  "01"
                                  "00"
                                  "04"
                                  "0a"
                                  "0f000000"
                                  "c7eb"
                                  "41303233"
                                  "b5bd"
                                  "33"
                                  "bac5"
                                  "b4b0bfda"); // 请 A023 到 3 号 窗口 … in GB2312
}

TEST_CASE("Onbon: the sample frames of the maker's protocol are read as it explains them", "[display][led]") {
    const Bytes update =
        hex("a5a5a5a5a5a5a5a5 feff0080000000000000fe022c00 a306010000000123000000800000808020000000"
            "000a000000000201010002 0a08000000bbb6d3adb9e2c1d9 3c49 5a");
    const Bytes taken = hex("a5a5a5a5a5a5a5a5a5 0080feff000000000000fe020500 a000000000 14ac 5a");
    const Bytes refused =
        hex("a5a5a5a5a5a5a5a5a5 0080feff000000000000fe020500 a001050000 0551 5a"); // its CRC
    Onbon card({0xFFFE, {128, 32}, 10s});

    const Bytes inside = onbon_inside(update);
    REQUIRE(inside.size() == 14 + 0x2C);
    CHECK(onbon_frame(inside) == update);
    CHECK(card.reply(taken) == Reply::Taken);
    CHECK(card.reply(refused) == Reply::Refused);

    // Ours differs from the sample where it is meant to: cleared when it is old, one line, another speed.
    const Bytes ours = onbon_inside(card.request({"欢迎光临", ""}));
    REQUIRE(ours.size() == inside.size());
    CHECK(part(ours, 0, 34) == part(inside, 0, 34));
    CHECK(part(ours, 35, 5) == part(inside, 35, 5));
    CHECK(part(ours, 41, 3) == part(inside, 41, 3));
    CHECK(part(ours, 45, 13) == part(inside, 45, 13));
}

TEST_CASE("Onbon: delimiters inside are escaped, and come back", "[display][led]") {
    const Bytes inside = hex("a5a65a5b 00000000 00000000 0200 a5 5a");
    const Bytes frame = onbon_frame(inside);

    CHECK(base::to_hex(frame).starts_with("a5a5a5a5a5a5a5a5"
                                          "a602"
                                          "a601"
                                          "5b02"
                                          "5b01"));
    CHECK(std::ranges::count(frame, std::byte{0x5A}) == 1);
    CHECK(std::ranges::count(frame, std::byte{0xA5}) == 8);
    CHECK(onbon_inside(frame) == inside);
}

TEST_CASE("Onbon: one flipped bit anywhere in a frame is noticed", "[display][led]") {
    const Bytes frame = onbon_answer(1, "a000000000");
    REQUIRE_FALSE(onbon_inside(frame).empty());
    for (std::size_t i = 8; i + 1 < frame.size(); ++i)
        for (int bit = 0; bit < 8; ++bit) {
            Bytes broken = frame;
            broken[i] ^= static_cast<std::byte>(1 << bit);
            INFO(i << " " << bit);
            CHECK(onbon_inside(broken) != onbon_inside(frame));
            CHECK(Onbon({1, {128, 16}, 30s}).reply(broken) == Reply::None);
        }
}

TEST_CASE("Onbon: an answer is taken out of noise, in pieces, and from its own card only", "[display][led]") {
    Onbon card({3, {128, 16}, 30s});
    const Bytes taken = onbon_answer(3, "a000000000");
    for (std::size_t i = 0; i + 1 < taken.size(); ++i)
        CHECK(card.reply(std::span(taken).first(i)) == Reply::None);
    CHECK(card.reply(taken) == Reply::Taken);
    CHECK(card.reply(join({hex("00ff5aa55a"), taken})) == Reply::Taken);
    CHECK(card.reply(join({std::vector(taken.begin(), taken.begin() + 15), taken})) == Reply::Taken);
    CHECK(card.reply(onbon_answer(4, "a000000000")) == Reply::None);
    CHECK(card.reply(join({onbon_answer(4, "a000000000"), taken})) == Reply::Taken);
    CHECK(card.reply(onbon_answer(3, "a000030000")) == Reply::Refused);
    CHECK(card.reply(onbon_answer(3, "a001010000")) == Reply::Refused);
}

TEST_CASE("Onbon: what GB2312 lacks becomes a question mark", "[display][led]") {
    CHECK(to_gb2312("A→3") == "A\xA1\xFA"
                              "3");
    CHECK(to_gb2312("شA\xF0\x9F\x98\x80") == "?A?");
    CHECK(to_gb2312("\xE8\xAF") == "?"); // cut off in the middle
    CHECK(to_gb2312("").empty());
}

TEST_CASE("Modbus: writes its registers as the standard has it, and reads the answer", "[display][led]") {
    ModbusText display(1, 6);
    const Bytes request = display.request({"", "A023-3"});
    CHECK(base::to_hex(std::span(request).first(13)) == "01"
                                                        "10"
                                                        "0070"
                                                        "0003"
                                                        "06"
                                                        "413032332d33");
    CHECK(serial::crc16(request, 0xFFFF) == 0); // a frame with its CRC has none left

    CHECK(base::to_hex(part(display.request({"", "5"}), 7, 6)) == "352020202020");
    CHECK(base::to_hex(part(display.request({"", "A0231-12"}), 7, 6)) == "3233312d3132");
    CHECK(base::to_hex(part(ModbusText(9, 5).request({"", "A023"}), 0, 7)) == "09100070000306");

    const Bytes taken = hex("011000700003 81d3");
    CHECK(display.reply(taken) == Reply::Taken);
    CHECK(display.reply(join({hex("ff00"), taken})) == Reply::Taken);
    CHECK(display.reply(std::span(taken).first(7)) == Reply::None);
    CHECK(display.reply(hex("0190 02 cdc1")) == Reply::Refused);
    CHECK(display.reply(hex("0290 02 cdc1")) == Reply::None);
    CHECK(display.reply(hex("011000700003 0000")) == Reply::None);
}

namespace {

/// A card that answers what it is asked; "x" refuses.
class Echo final : public TextProtocol {
  public:
    explicit Echo(char name) : name_(name) {}
    Bytes request(const TextJob& job) override {
        Bytes out{static_cast<std::byte>(name_)};
        for (const char c : job.text)
            out.push_back(static_cast<std::byte>(c));
        return out;
    }
    Reply reply(std::span<const std::byte> bytes) override {
        if (bytes.empty() || bytes.back() == std::byte{'?'})
            return Reply::None;
        return bytes.back() == std::byte{'x'} ? Reply::Refused : Reply::Taken;
    }

  private:
    char name_;
};

std::string as_text(const Bytes& bytes) {
    std::string out;
    for (const std::byte b : bytes)
        out += static_cast<char>(b);
    return out;
}

struct Line {
    Line() {
        line.add("one", std::make_unique<Echo>('1'), 10s);
        line.add("two", std::make_unique<Echo>('2'), 10s);
        line.opened(clock.steady());
    }
    std::string sent() {
        line.tick(clock.steady());
        return as_text(line.to_send());
    }
    /// Until the line's next moment, and what is then sent.
    std::string next() {
        clock.advance(*line.next_deadline() - clock.steady());
        return sent();
    }
    void answer(std::string_view text) { line.received(std::as_bytes(std::span(text)), clock.steady()); }

    support::ManualClock clock;
    TextLine line;
};

} // namespace

TEST_CASE("TextLine: one card is asked at a time, and each is told the newest", "[display][led]") {
    Line bus;
    CHECK(bus.sent().empty());
    CHECK_FALSE(bus.line.next_deadline());
    bus.line.show(0, {"A", ""}, bus.clock.steady());

    CHECK(bus.sent() == "1A");
    CHECK(bus.sent().empty());
    bus.line.show(1, {"B", ""}, bus.clock.steady());
    bus.line.show(0, {"C", ""}, bus.clock.steady());
    bus.line.show(0, {"D", ""}, bus.clock.steady());
    bus.answer("k");
    CHECK(bus.next() == "2B");
    bus.answer("k");
    CHECK(bus.next() == "1D");
    bus.answer("k");
    CHECK(*bus.line.next_deadline() > bus.clock.steady() + 9s); // … then again by the watchdog
    CHECK(bus.next() == "2B");
    bus.answer("k");
    CHECK(bus.next() == "1D");
}

TEST_CASE("TextLine: a silent card is tried three times, told of once, and does not stop the others",
          "[display][led]") {
    Line bus;
    bus.line.show(0, {"A", ""}, bus.clock.steady());
    CHECK(bus.sent() == "1A");
    bus.line.show(1, {"B", ""}, bus.clock.steady());
    int silent = 1;
    std::string other;
    const auto start = bus.clock.steady();
    while (bus.clock.steady() < start + 60s) {
        const std::string sent = bus.next();
        silent += sent == "1A" ? 1 : 0;
        if (sent == "2B") {
            bus.answer("k");
            other += 'k';
        }
    }
    CHECK(other.size() >= 6);
    CHECK(silent >= 24);
    CHECK(silent <= 32); // three tries each six and a half seconds
    const auto news = bus.line.news();
    REQUIRE(news.size() == 2);
    const auto& bad = news[0].well ? news[1] : news[0];
    CHECK(bad.name == "one");
    CHECK_FALSE(bad.well);
    CHECK_FALSE(bad.refused);

    for (std::string sent; (sent = bus.next()) != "1A";)
        if (sent == "2B")
            bus.answer("k");
    bus.answer("k");
    CHECK(bus.line.news().at(0).well);
}

TEST_CASE("TextLine: bytes are bounded, noise answers nothing, and a closed line is silent",
          "[display][led]") {
    Line bus;
    bus.answer("noise before anybody was asked");
    bus.line.show(0, {"A", ""}, bus.clock.steady());
    CHECK(bus.sent() == "1A");
    const std::string much(100000, '?');
    bus.answer(much);
    bus.answer("k"); // no room for it any more: the card has talked too much
    CHECK(bus.next().empty());
    CHECK(bus.next() == "1A");
    bus.line.closed();
    CHECK_FALSE(bus.line.next_deadline());
    bus.clock.advance(1min);
    CHECK(bus.sent().empty());
    bus.line.opened(bus.clock.steady());
    CHECK(bus.sent() == "1A");
}

TEST_CASE("TextLine: who refuses is told apart from who is silent", "[display][led]") {
    Line bus;
    bus.line.show(0, {"A", ""}, bus.clock.steady());
    CHECK(bus.sent() == "1A");
    bus.answer("x");
    CHECK(bus.next() == "1A");
    bus.answer("x");
    CHECK(bus.next() == "1A");
    bus.answer("x");
    const auto news = bus.line.news();
    REQUIRE(news.size() == 1);
    CHECK(news[0].refused);
}
