#include "display/led/packets.h"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

using namespace display;

namespace {

screen::Pixels ramp(screen::Size size) {
    screen::Pixels frame(size, screen::Color::rgb(0));
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x)
            frame.row(y)[x] = 0xFF000000U | static_cast<std::uint32_t>(x * 7 % 256) << 16U |
                              static_cast<std::uint32_t>(y * 13 % 256) << 8U |
                              static_cast<std::uint32_t>((x + y * 5) % 256);
    return frame;
}

int at(const Packet& packet, std::size_t index) {
    return std::to_integer<int>(packet.bytes.at(index));
}

int at16(const Packet& packet, std::size_t index) {
    return at(packet, index) << 8 | at(packet, index + 1);
}

std::string text(const Packet& packet, std::size_t from, std::size_t length) {
    std::string out;
    for (std::size_t i = from; i < from + length; ++i)
        out += static_cast<char>(at(packet, i));
    return out;
}

/// What stands behind the headers, one packet after the other.
std::vector<int> joined(const std::vector<Packet>& packets, std::size_t header, std::size_t most = 1 << 20) {
    std::vector<int> out;
    for (const Packet& one : packets)
        for (std::size_t i = header; i < one.bytes.size() && i - header < most; ++i)
            out.push_back(at(one, i));
    return out;
}

std::vector<int> rgb(const screen::Pixels& frame) {
    std::vector<int> out;
    for (int y = 0; y < frame.height(); ++y)
        for (int x = 0; x < frame.width(); ++x) {
            const screen::Color c = frame.at({x, y});
            out.insert(out.end(), {c.red, c.green, c.blue});
        }
    return out;
}

} // namespace

TEST_CASE("FlaschenTaschen: a PPM with its place, and tiles of whole rows for a large wall",
          "[display][led]") {
    FlaschenTaschen encoder(5);
    const auto small = encoder.packets(ramp({128, 16}));
    REQUIRE(small.size() == 1);
    const std::string header = "P6\n128 16\n#FT: 0 0 5\n255\n";
    CHECK(text(small[0], 0, header.size()) == header);
    CHECK(joined(small, header.size()) == rgb(ramp({128, 16})));

    const auto large = encoder.packets(ramp({512, 128}));
    REQUIRE(large.size() == 4); // 39 rows each
    CHECK(text(large[1], 0, 26) == "P6\n512 39\n#FT: 0 39 5\n255\n");
    CHECK(text(large[3], 0, 27) == "P6\n512 11\n#FT: 0 117 5\n255\n");
    for (const Packet& one : large)
        CHECK(one.bytes.size() < 65507); // the largest datagram
}

TEST_CASE("DDP: ten bytes of header, the last one pushes, and the sequence is not used", "[display][led]") {
    const auto frame = ramp({257, 32});
    const auto packets = Ddp().packets(frame);
    REQUIRE(packets.size() == 18); // 24672 bytes, 1440 each
    std::size_t offset = 0;
    for (std::size_t i = 0; i < packets.size(); ++i) {
        const Packet& one = packets[i];
        CHECK(at(one, 0) == (i + 1 == packets.size() ? 0x41 : 0x40));
        CHECK(at(one, 1) == 0);
        CHECK(at(one, 2) == 0x0B);
        CHECK(at(one, 3) == 1);
        CHECK((at16(one, 4) << 16 | at16(one, 6)) == static_cast<int>(offset));
        CHECK(at16(one, 8) == static_cast<int>(one.bytes.size() - 10));
        CHECK(one.bytes.size() - 10 <= 1440);
        offset += one.bytes.size() - 10;
    }
    CHECK(joined(packets, 10) == rgb(frame));
}

TEST_CASE("E1.31: every field where the standard has it", "[display][led]") {
    E131::Source source{{}, "Jiaohao window 3", true};
    source.id[0] = std::byte{0xC1};
    source.id[15] = std::byte{0xD2};
    E131 encoder(7, source);
    const auto frame = ramp({122, 16});
    const auto packets = encoder.packets(frame);
    REQUIRE(packets.size() == 12);
    CHECK(universes_of({122, 16}) == 12);

    const Packet& first = packets[0];
    REQUIRE(first.bytes.size() == 126 + 510);
    CHECK(at16(first, 0) == 0x0010);
    CHECK(at16(first, 2) == 0);
    CHECK(text(first, 4, 12) == std::string("ASC-E1.17\0\0\0", 12));
    CHECK(at16(first, 16) == (0x7000 | 620)); // from here to the end
    CHECK(at16(first, 18) == 0);
    CHECK(at16(first, 20) == 4);
    CHECK(at(first, 22) == 0xC1);
    CHECK(at(first, 37) == 0xD2);
    CHECK(at16(first, 38) == (0x7000 | 598));
    CHECK(at16(first, 42) == 2);
    CHECK(text(first, 44, 17) == std::string("Jiaohao window 3\0", 17));
    CHECK(at(first, 107) == 0);
    CHECK(at(first, 108) == 100); // priority
    CHECK(at16(first, 109) == 0); // synchronization
    CHECK(at(first, 111) == 0);   // sequence
    CHECK(at(first, 112) == 0);   // options
    CHECK(at16(first, 113) == 7);
    CHECK(at16(first, 115) == (0x7000 | 521));
    CHECK(at(first, 117) == 2);
    CHECK(at(first, 118) == 0xA1);
    CHECK(at16(first, 119) == 0);
    CHECK(at16(first, 121) == 1);
    CHECK(at16(first, 123) == 511);
    CHECK(at(first, 125) == 0);
    CHECK(first.group == 0xEFFF0007U);

    CHECK(at16(packets[11], 113) == 18);
    CHECK(joined(packets, 126) == rgb(frame));
    CHECK(at(encoder.packets(frame)[3], 111) == 1); // each universe counts its own
}

TEST_CASE("Art-Net: even lengths, low byte first, and a sequence that is never 0", "[display][led]") {
    ArtNet encoder(255);
    const auto frame = ramp({57, 9}); // 513 pixels: the last universe has three
    const auto packets = encoder.packets(frame);
    REQUIRE(packets.size() == 4);
    const Packet& first = packets[0];
    CHECK(text(first, 0, 8) == std::string("Art-Net\0", 8));
    CHECK(at(first, 8) == 0x00);
    CHECK(at(first, 9) == 0x50);
    CHECK(at16(first, 10) == 14);
    CHECK(at(first, 12) == 1);
    CHECK(at(first, 13) == 0);
    CHECK(at(first, 14) == 255);
    CHECK(at(first, 15) == 0);
    CHECK(at16(first, 16) == 510);
    CHECK(first.bytes.size() == 18 + 510);
    CHECK(at(packets[1], 14) == 0); // port-address 256
    CHECK(at(packets[1], 15) == 1);
    CHECK(at16(packets[3], 16) == 10); // nine bytes, and one to make them even
    CHECK(packets[3].bytes.size() == 18 + 10);
    CHECK(joined(packets, 18, 510).size() == rgb(frame).size() + 1);

    for (int i = 2; i <= 255; ++i)
        CHECK(at(encoder.packets(frame)[0], 12) == i);
    CHECK(at(encoder.packets(frame)[0], 12) == 1);
}
