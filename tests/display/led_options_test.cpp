#include "display/led/sign_options.h"
#include "shared/config/error.h"

#include <catch2/catch.hpp>

#include <netinet/in.h>

using namespace display;
using namespace std::chrono_literals;

namespace {

std::vector<SignOptions> read(const std::string& text,
                              const std::vector<std::string>& languages = {"zh-Hans", "en"}) {
    auto document = config::Document::parse(text, "display.toml");
    auto signs = read_signs(document.root(), languages);
    document.finish();
    return signs;
}

std::string faults(const std::string& text) {
    try {
        read(text);
    } catch (const config::Errors& errors) {
        return errors.what();
    }
    return {};
}

} // namespace

TEST_CASE("LED options: a wall and a strip, and what is usual for them", "[display][led][options]") {
    const auto signs = read(R"(
[[led]]
driver = "flaschen-taschen"
address = "udp://192.168.1.50"
size = "192x64"
brightness = [{ from = "07:00", percent = 80 }, { from = "20:00", percent = 30 }]

[[led]]
name = "window 3"
driver = "onbon"
address = "serial:/dev/ttyUSB0"
counter = 3
station = 2
resend = "30 s"
)",
                            {"zh-Hans", "ar"});

    REQUIRE(signs.size() == 2);
    CHECK(signs[0].name == "sign 1");
    CHECK_FALSE(signs[0].counter);
    CHECK(signs[0].size == screen::Size{192, 64});
    CHECK(signs[0].resend == 5s);
    CHECK(signs[0].languages == std::vector<std::string>{"zh-Hans", "ar"});
    CHECK(signs[1].counter == model::CounterId{3});
    CHECK(signs[1].languages == std::vector<std::string>{"zh-Hans"}); // its fonts have no Arabic
    CHECK(signs[1].speed == B57600);
    CHECK(signs[1].resend == 30s);
    CHECK(signs[1].address.text == "/dev/ttyUSB0");
}

TEST_CASE("LED options: brightness follows the hour, over midnight too", "[display][led][options]") {
    const std::vector<Brightness> steps{{7 * 60, 80}, {20 * 60 + 30, 30}};
    CHECK(brightness_at({}, 12, 0) == 100);
    CHECK(brightness_at(steps, 6, 59) == 30);
    CHECK(brightness_at(steps, 7, 0) == 80);
    CHECK(brightness_at(steps, 20, 29) == 80);
    CHECK(brightness_at(steps, 20, 30) == 30);
    CHECK(brightness_at(steps, 0, 0) == 30);
}

TEST_CASE("LED options: every fault is told with its line and what to do", "[display][led][options]") {
    const auto all = faults("[[led]]\n"
                            "driver = \"ddp\"\n"
                            "address = \"udp://wall.example\"\n"
                            "size = \"9999x1\"\n"
                            "font = 20\n"
                            "layer = 3\n"
                            "languages = [\"../..\"]\n");
    CHECK_THAT(all, Catch::Contains("display.toml:3:") && Catch::Contains("udp://192.168.1.50"));
    CHECK_THAT(all, Catch::Contains("display.toml:4:") && Catch::Contains("128x16"));
    CHECK_THAT(all, Catch::Contains("display.toml:5:") && Catch::Contains("16, 24 or 32"));
    CHECK_THAT(all, Catch::Contains("display.toml:6:"));
    CHECK_THAT(all, Catch::Contains("display.toml:7:"));

    CHECK_THAT(faults("[[led]]\ndriver = \"onbon\"\naddress = \"tcp://10.0.0.1\"\nlanguages = [\"ar\"]\n"),
               Catch::Contains(":4:") && Catch::Contains("Chinese and English"));
    CHECK_THAT(faults("[[led]]\ndriver = \"onbon\"\naddress = \"tcp://10.0.0.1\"\n"
                      "brightness = [{ from = \"07:00\", percent = 50 }]\n"),
               Catch::Contains(":4:") && Catch::Contains("maker's program"));
    CHECK_THAT(faults("[[led]]\ndriver = \"modbus\"\naddress = \"serial:/dev/ttyUSB0\"\n"
                      "[[led]]\ndriver = \"modbus\"\naddress = \"serial:/dev/ttyUSB0\"\n"),
               Catch::Contains("station"));
    CHECK_THAT(faults("[[led]]\ndriver = \"modbus\"\naddress = \"serial:/dev/ttyUSB0\"\n"
                      "[[led]]\ndriver = \"onbon\"\naddress = \"serial:/dev/ttyUSB0\"\nstation = 2\n"),
               Catch::Contains("baud"));
    CHECK_THAT(faults("[[led]]\ndriver = \"art-net\"\naddress = \"udp://10.0.0.1\"\nuniverse = 32767\n"),
               Catch::Contains(":4:") && Catch::Contains("universes"));
    CHECK_THAT(
        faults("[[led]]\ndriver = \"ddp\"\naddress = \"udp://10.0.0.1\"\n"
               "brightness = [{ from = \"20:00\", percent = 50 }, { from = \"07:00\", percent = 90 }]\n"),
        Catch::Contains("earliest"));
}

TEST_CASE("Led: an Onbon card has the ports of its maker where none is written", "[display][led][options]") {
    const auto port = [](const std::string& address) {
        const auto signs = read("[[led]]\ndriver = \"onbon\"\naddress = \"" + address + "\"\n", {"zh-Hans"});
        const auto& socket = signs.at(0).address.socket;
        return ntohs(reinterpret_cast<const sockaddr_in&>(socket).sin_port);
    };

    CHECK(port("tcp://10.0.0.1") == 5005);
    CHECK(port("udp://10.0.0.1") == 5007);
    CHECK(port("udp://10.0.0.1:6000") == 6000);
}

TEST_CASE("Address: hosts are numbers, ports have their bounds", "[display][led][options]") {
    using Kind = Address::Kind;
    CHECK(parse_address("udp://10.0.0.9:1337", 0)->kind == Kind::Udp);
    CHECK(parse_address("udp://10.0.0.9", 4048)->socket.ss_family == AF_INET);
    CHECK(parse_address("tcp://[fd00::9]:5005", 0)->socket.ss_family == AF_INET6);
    CHECK(parse_address("tcp://[fd00::9]", 5005)->kind == Kind::Tcp);
    CHECK(parse_address("serial:/dev/ttyS0", 0)->text == "/dev/ttyS0");
    for (const char* wrong :
         {"", "udp://", "udp://10.0.0.9", "udp://10.0.0.9:", "udp://10.0.0.9:0", "udp://10.0.0.9:65536",
          "udp://10.0.0.9:13x", "udp://[fd00::9", "udp://[]:1", "udp://10.0.0.9;1", "udp://host:1",
          "serial:", "file:", "http://10.0.0.9:1", "udp://[fd00::9]1"}) {
        INFO(wrong);
        CHECK_FALSE(parse_address(wrong, 0));
    }
}
