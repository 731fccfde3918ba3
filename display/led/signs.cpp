#include "display/led/signs.h"

#include "display/led/emulator.h"
#include "display/led/modbus.h"
#include "display/led/onbon.h"
#include "display/led/udp_wall.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace display {

namespace {

/// A sender's id that is the same at every start: made of the sign's name (FNV-1a twice), in a UUID's form.
std::array<std::byte, 16> id_of(const std::string& name) {
    std::array<std::byte, 16> id{};
    for (std::size_t half = 0; half < 2; ++half) {
        std::uint64_t hash = 0xCBF29CE484222325U + half;
        for (const char c : "jiaohao " + name)
            hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
        for (std::size_t i = 0; i < 8; ++i)
            id.at(half * 8 + i) = static_cast<std::byte>(hash >> (8 * i) & 0xFFU);
    }
    constexpr std::byte kNibble{0x0F}, kVersion{0x80}, kRest{0x3F};
    id[6] = (id[6] & kNibble) | kVersion;
    id[8] = (id[8] & kRest) | kVersion;
    return id;
}

std::unique_ptr<Encoder> encoder_of(const SignOptions& options) {
    switch (options.driver) {
    case SignDriver::FlaschenTaschen:
        return std::make_unique<FlaschenTaschen>(options.layer);
    case SignDriver::E131:
        return std::make_unique<E131>(options.universe,
                                      E131::Source{id_of(options.name), "Jiaohao " + options.name,
                                                   options.address.kind == Address::Kind::Multicast});
    case SignDriver::ArtNet:
        return std::make_unique<ArtNet>(options.universe);
    default:
        return std::make_unique<Ddp>();
    }
}

std::unique_ptr<PixelDriver> wall_of(const SignOptions& options) {
    if (options.driver != SignDriver::Emulator)
        return std::make_unique<UdpWall>(options.name, options.address, encoder_of(options));
    if (options.address.kind == Address::Kind::File)
        return std::make_unique<PictureWall>(options.address.text, options.pitch);
    screen::WindowOptions window;
    window.title = "Jiaohao LED " + options.name;
    window.size = {options.size.width * options.pitch, options.size.height * options.pitch};
    return std::make_unique<WindowWall>(screen::open_window(window), options.pitch);
}

std::unique_ptr<TextProtocol> protocol_of(const SignOptions& options) {
    if (options.driver == SignDriver::Modbus)
        return std::make_unique<ModbusText>(options.station, options.places);
    // The card clears what nobody renews three times over.
    const auto keeps = std::chrono::duration_cast<std::chrono::seconds>(options.resend * 3);
    return std::make_unique<Onbon>(Onbon::Options{options.station, options.size, keeps});
}

} // namespace

Signs::Signs(loop::Loop& loop, const base::Clock& clock, const std::vector<SignOptions>& options, bool test)
    : loop_(loop), clock_(clock) {
    for (const SignOptions& one : options)
        add(one);
    if (test)
        for (Sign& sign : signs_)
            sign.test();
    for (const auto& bus : buses_)
        loop_.add_descriptor(bus->descriptor(), [&bus = *bus] { bus.dispatch(); });
    loop_.add(*this);
}

Signs::~Signs() {
    loop_.remove(*this);
    for (const auto& bus : buses_)
        loop_.remove_descriptor(bus->descriptor());
    for (Sign& sign : signs_)
        sign.go_dark();
    // Stations of one line are told one after the other: as long as they answer, a second at most.
    constexpr int kMostLooks = 200;
    for (int look = 0; look < kMostLooks; ++look) {
        for (const auto& bus : buses_)
            bus->dispatch();
        if (std::ranges::all_of(buses_, [](const auto& bus) { return bus->settled(); }))
            break;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

void Signs::add(const SignOptions& options) {
    if (options.driver == SignDriver::Onbon || options.driver == SignDriver::Modbus) {
        signs_.emplace_back(options, bus(options).add(options.name, protocol_of(options), options.resend));
        return;
    }
    if (!fonts_)
        fonts_ = std::make_unique<screen::DotFonts>();
    signs_.emplace_back(options, *fonts_, wall_of(options));
}

TextBus& Signs::bus(const SignOptions& options) {
    const auto known = std::ranges::find(buses_, options.address.text, &TextBus::address);
    if (known != buses_.end())
        return **known;
    return *buses_.emplace_back(std::make_unique<TextBus>(options.address, options.speed, clock_));
}

void Signs::tick(base::SteadyTime now) {
    stale_ = false;
    const bool calls = contents_.has_new_call();
    for (Sign& sign : signs_)
        sign.show(contents_, alarm_ && !(alarm_->makes_way && calls) ? &*alarm_ : nullptr, now);
    for (const auto& bus : buses_)
        bus->tick(now);
}

std::optional<base::SteadyTime> Signs::next_deadline() const {
    if (signs_.empty())
        return std::nullopt;
    if (stale_)
        return base::SteadyTime{};
    std::optional<base::SteadyTime> next;
    const auto earlier = [&](std::optional<base::SteadyTime> other) {
        if (other)
            next = std::min(*other, next.value_or(*other));
    };
    for (const Sign& sign : signs_)
        earlier(sign.next_deadline());
    for (const auto& bus : buses_)
        earlier(bus->next_deadline());
    return next;
}

} // namespace display
