#include "display/led/sign_options.h"

#include "display/led/modbus.h"
#include "display/led/packets.h"
#include "shared/base/text.h"
#include "shared/serial/port.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace display {

namespace {

using Kind = Address::Kind;
using namespace std::chrono_literals;

constexpr std::size_t kMostSigns = 64, kMostSteps = 24;
constexpr int kLeastSide = 8, kMostWidth = 4096, kMostHeight = 1024, kMostLeds = 1 << 20;
constexpr int kMostShown = 8192; // pixels of an emulator's picture
constexpr int kMostUniverse = 63999, kMostPortAddress = 32767;

/// What a technician must know of a driver.
struct Kindred {
    std::string_view word;
    SignDriver driver;
    std::uint16_t tcp_port, udp_port; ///< usual
    base::Duration resend;
    std::vector<Kind> kinds;
    std::string_view example;
};

const std::array<Kindred, 7>& drivers() {
    // Pixels again within the time after which a receiver goes dark: E1.31 2.5 s, FlaschenTaschen 15 s.
    static const std::array<Kindred, 7> all{{
        {"flaschen-taschen", SignDriver::FlaschenTaschen, 0, 1337, 5s, {Kind::Udp}, "udp://192.168.1.50"},
        {"ddp", SignDriver::Ddp, 0, 4048, 1s, {Kind::Udp}, "udp://192.168.1.50"},
        {"e131", SignDriver::E131, 0, 5568, 1s, {Kind::Udp, Kind::Multicast}, "multicast"},
        {"art-net", SignDriver::ArtNet, 0, 6454, 1s, {Kind::Udp}, "udp://192.168.1.50"},
        {"onbon",
         SignDriver::Onbon,
         5005,
         5007,
         10s,
         {Kind::Tcp, Kind::Udp, Kind::Serial},
         "serial:/dev/ttyUSB0 or tcp://192.168.1.50"},
        {"modbus", SignDriver::Modbus, 0, 0, 5s, {Kind::Serial}, "serial:/dev/ttyUSB0"},
        {"emulator", SignDriver::Emulator, 0, 0, 5s, {Kind::Window, Kind::File}, "window"},
    }};
    return all;
}

bool is_text(SignDriver driver) {
    return driver == SignDriver::Onbon || driver == SignDriver::Modbus;
}

/// "128x16"
std::optional<screen::Size> size_of(std::string_view text) {
    const auto parts = base::split(text, 'x');
    if (parts.size() != 2)
        return std::nullopt;
    const auto width = base::parse_number<int>(parts[0]);
    const auto height = base::parse_number<int>(parts[1]);
    if (!width || !height || *width < kLeastSide || *width > kMostWidth || *height < kLeastSide ||
        *height > kMostHeight || *width * *height > kMostLeds)
        return std::nullopt;
    return screen::Size{*width, *height};
}

void read_address(const config::Table& table, const Kindred& kindred, SignOptions& sign) {
    const bool emulated = sign.driver == SignDriver::Emulator;
    const std::string text = emulated ? table.text("address", "window") : table.text("address");
    if (text.empty())
        return; // and that is noted already
    const auto address = parse_address(text, text.starts_with("tcp:") ? kindred.tcp_port : kindred.udp_port);
    if (address && std::ranges::find(kindred.kinds, address->kind) != kindred.kinds.end()) {
        sign.address = *address;
        return;
    }
    table.error("address",
                fmt::format("'{}' is no address that {} is reached at. Please write it like {}, with numbers "
                            "instead of a host's name.",
                            text, kindred.word, kindred.example));
}

void read_brightness(const config::Table& table, SignOptions& sign) {
    for (const config::Table& step : table.tables("brightness", kMostSteps))
        sign.brightness.push_back({step.time_of_day("from"), step.number("percent", 0, 100)});
    if (!std::ranges::is_sorted(sign.brightness, std::ranges::less_equal(), &Brightness::from))
        table.error("brightness", "The steps of 'brightness' must follow each other in the day. Please put "
                                  "the earliest first.");
    if (is_text(sign.driver) && !sign.brightness.empty())
        table.error("brightness",
                    "A card with its own fonts keeps its own brightness. Please set it with its maker's "
                    "program and remove 'brightness' here.");
}

/// It is part of a folder's name.
bool well_formed(const std::string& tag) {
    return tag.size() >= 2 && tag.size() <= 16 && std::ranges::all_of(tag, [](unsigned char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
           });
}

/// What the card's fonts can write, out of what is wanted.
std::vector<std::string> written_by(SignDriver driver, std::vector<std::string> languages) {
    if (driver == SignDriver::Onbon)
        std::erase_if(languages, [](const std::string& tag) { return tag != "zh-Hans" && tag != "en"; });
    return languages;
}

void read_text_card(const config::Table& table, SignOptions& sign) {
    constexpr int kMostUnit = 247, kMostScreen = 65534;
    const bool modbus = sign.driver == SignDriver::Modbus;
    sign.station = table.number("station", 1, modbus ? kMostUnit : kMostScreen, 1);
    if (modbus)
        sign.places = table.number("places", 1, ModbusText::kMostPlaces, sign.places);
    const int baud = table.number("baud", 1200, 115200, modbus ? 9600 : 57600);
    if (const auto speed = serial::speed_of(baud))
        sign.speed = *speed;
    else
        table.error("baud", "'baud' must be one of 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200. "
                            "Please correct it.");
}

void read_wall(const config::Table& table, SignOptions& sign) {
    const std::string colors = table.word("colors", {"full", "two", "red"}, "full");
    sign.colors = colors == "red" ? SignColors::Red : colors == "two" ? SignColors::Two : SignColors::Full;
    switch (sign.driver) {
    case SignDriver::FlaschenTaschen:
        sign.layer = table.number("layer", 0, 15, sign.layer);
        break;
    case SignDriver::E131:
    case SignDriver::ArtNet: {
        const bool e131 = sign.driver == SignDriver::E131;
        const int last = e131 ? kMostUniverse : kMostPortAddress;
        sign.universe = table.number("universe", e131 ? 1 : 0, last, e131 ? 1 : 0);
        if (sign.universe + universes_of(sign.size) - 1 > last)
            table.error(
                "universe",
                fmt::format("A sign of this size needs {} universes, and the last is {}. Please begin "
                            "with a lower one.",
                            universes_of(sign.size), last));
        break;
    }
    case SignDriver::Emulator:
        sign.pitch = table.number("pitch", 2, 20, sign.pitch);
        if (std::max(sign.size.width, sign.size.height) * sign.pitch > kMostShown)
            table.error("pitch",
                        fmt::format("The sign would be larger than {} pixels. Please choose a smaller pitch.",
                                    kMostShown));
        break;
    default:
        break;
    }
}

SignOptions read_sign(const config::Table& table, std::size_t number,
                      const std::vector<std::string>& languages) {
    SignOptions sign;
    sign.name = table.text("name", fmt::format("sign {}", number), 63);
    const std::string word =
        table.word("driver", {"flaschen-taschen", "ddp", "e131", "art-net", "onbon", "modbus", "emulator"});
    const Kindred& kindred = *std::ranges::find(drivers(), word, &Kindred::word);
    sign.driver = kindred.driver;
    read_address(table, kindred, sign);
    if (table.has("counter"))
        sign.counter = model::CounterId{table.number("counter", 1, 999)};
    sign.resend = table.duration("resend", 1s, 60s, kindred.resend);
    sign.alternate = table.duration("alternate", 2s, 60s, base::Duration(4s));
    read_brightness(table, sign);

    if (sign.driver != SignDriver::Modbus) {
        if (const auto size = size_of(table.text("size", "128x16")))
            sign.size = *size;
        else
            table.error("size", fmt::format("'size' must be LEDs across and down, such as \"128x16\", up to "
                                            "{}x{} and {} in all. Please correct it.",
                                            kMostWidth, kMostHeight, kMostLeds));
        const auto wanted = table.texts("languages", languages);
        sign.languages = written_by(sign.driver, wanted);
        if (sign.languages.empty() || sign.languages.size() > 4 ||
            !std::ranges::all_of(sign.languages, well_formed))
            table.error(
                "languages",
                sign.driver == SignDriver::Onbon
                    ? "This card's fonts write Chinese and English. Please name \"zh-Hans\" or \"en\"."
                    : "'languages' must be one to four tags, such as \"zh-Hans\". Please correct it.");
    }
    if (sign.driver == SignDriver::Onbon || sign.driver == SignDriver::Modbus) {
        read_text_card(table, sign);
    } else {
        sign.rows = table.number("font", 16, 32, 16);
        if (std::ranges::find(screen::DotFonts::kRows, sign.rows) == screen::DotFonts::kRows.end())
            table.error("font", "'font' must be 16, 24 or 32 rows. Please correct it.");
        else if (sign.rows > sign.size.height)
            table.error("font", "'font' has more rows than the sign. Please choose a smaller one.");
        read_wall(table, sign);
    }
    return sign;
}

} // namespace

std::vector<SignOptions> read_signs(const config::Table& root, const std::vector<std::string>& languages) {
    std::vector<SignOptions> signs;
    std::set<std::pair<std::string, int>> stations;
    for (const config::Table& table : root.tables("led", kMostSigns)) {
        SignOptions sign = read_sign(table, signs.size() + 1, languages);
        const auto same_line = [&](const SignOptions& other) {
            return is_text(other.driver) && other.address.text == sign.address.text;
        };
        if (is_text(sign.driver) && !sign.address.text.empty()) {
            if (!stations.insert({sign.address.text, sign.station}).second)
                table.error("station", "Another sign at this address has this station, too. Please give each "
                                       "card its own.");
            if (const auto other = std::ranges::find_if(signs, same_line);
                other != signs.end() && other->speed != sign.speed)
                table.error("baud", "Signs on one line must have the same 'baud'. Please correct it.");
        }
        signs.push_back(std::move(sign));
    }
    return signs;
}

int brightness_at(const std::vector<Brightness>& steps, int hour, int minute) {
    if (steps.empty())
        return 100;
    int percent = steps.back().percent; // of the evening before
    for (const Brightness& step : steps)
        if (step.from <= hour * 60 + minute)
            percent = step.percent;
    return percent;
}

} // namespace display
