#include "printer/program.h"

#include "printer/app.h"
#include "printer/entrance.h"
#include "printer/gate.h"
#include "printer/hall_report.h"
#include "printer/list.h"
#include "printer/port/network_port.h"
#include "printer/port/usb_port.h"
#include "printer/port/virtual_port.h"
#include "printer/ticket/layout.h"
#include "printer/ticket/page.h"
#include "printer/ticket/press.h"
#include "shared/base/file.h"
#include "shared/base/log.h"
#include "shared/config/error.h"
#include "shared/config/table.h"
#include "shared/wire/codec.h"
#include "shared/wire/keys.h"

#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <optional>
#include <utility>

namespace printer {
namespace {

constexpr std::size_t kLargestJob = 64U << 10U;
constexpr int kBadJob = 2;
constexpr std::chrono::seconds kSelfTestPatience{30};
constexpr int kUsualRoll = 50; // metres

/// The bus, when the printer hangs on it, and the port.
struct Cable {
    std::unique_ptr<usb::Context> usb;
    std::unique_ptr<Port> port;
};

usb::Match match_of(std::string_view device) {
    usb::Match match;
    if (device == "usb")
        return match;
    if (const auto read = usb::Match::parse(device.substr(4)))
        return *read;
    throw std::runtime_error(fmt::format(
        "a USB printer is usb, usb:VID:PID, usb:VID:PID:SERIAL or usb:@PLACE, not \"{}\"", device));
}

/// The model; the paper; the template.
Press::Setup setup_of(const Options& options, const Profile& profile) {
    Press::Setup setup;
    setup.profile = profile;
    setup.paper = profile.paper(options.width);
    setup.profile.mode = options.mode.value_or(profile.mode);
    const bool is_narrow = options.width == 58 || profile.papers.rbegin()->first == 58;
    const auto house = house_template(is_narrow);
    setup.look = read_template(options.look.empty() ? house : options.look);
    if (setup.look.sheet.empty())
        complete(setup.look, read_template(house));
    return setup;
}

/// By the model's name, or for a printer of which nothing is known, on this paper.
Press::Setup setup_of(const Options& options) try {
    const auto generic = options.width == 58 ? "generic-58" : "generic-80";
    return setup_of(options, Profiles().named(options.profile.empty() ? generic : options.profile));
} catch (const std::runtime_error& error) {
    throw BadSetup(error.what());
}

/// For the printer that is plugged in, unless its model was named; nothing when it is not known what it is,
/// or when what is known does not fit the paper.
std::optional<Press::Setup> setup_for(const Options& options, const PlugIdentity& plug) try {
    if (!options.profile.empty() || (plug.vendor == 0 && plug.says == DeviceId()))
        return std::nullopt;
    const Profiles profiles;
    auto profile = profiles.match(plug.says, plug.vendor, plug.product);
    const auto& by_model = profiles.match(plug.says);
    if (by_model.id != profile.id) // the ids stand for many models: whether this one confirms, it is asked
        profile.confirms = Profile::Confirms::Ask;
    const bool is_generic = profile.id == profiles.match({}).id;
    auto setup = is_generic ? setup_of(options) : setup_of(options, profile);
    base::log_info("printer", "tickets are made for a {}", setup.profile.name);
    return setup;
} catch (const std::runtime_error& error) {
    base::log_warning("printer", "the printer's profile is not used: {}", error.what());
    return std::nullopt;
}

Cable connect_cable(const Options& options, Press& press, const base::Clock& clock) {
    const auto& device = options.device;
    const auto equipped = [&](std::unique_ptr<VirtualPort> port) {
        port->printer().equip(press.profile(), press.letters());
        return port;
    };
    Cable cable;
    if (device == "virtual")
        cable.port = equipped(std::make_unique<VirtualPort>(press.paper().dots));
    else if (device.starts_with("file:") && device.size() > 5)
        cable.port = equipped(std::make_unique<FilePort>(device.substr(5), press.paper().dots));
    else if (device.starts_with("tcp://"))
        cable.port = std::make_unique<NetworkPort>(device.substr(6), clock);
    else if (device == "usb" || device.starts_with("usb:")) {
        const auto match = match_of(device);
        cable.usb = std::make_unique<usb::Context>();
        cable.port = std::make_unique<UsbPort>(*cable.usb, match, clock);
    } else
        throw std::runtime_error(
            fmt::format("a printer is usb, usb:VID:PID, tcp://HOST:PORT or file:FOLDER, not \"{}\"", device));
    return cable;
}

/// Where kiosks come in; the gate guards it where there are keys.
struct Front {
    std::unique_ptr<Gate> gate;
    std::unique_ptr<Entrance> entrance;
};

Front open_front(const Options& options, loop::Loop& loop, zmq::context_t& context,
                 const base::Clock& clock) {
    Front front;
    if (options.key.empty()) { // whoever may enter the folder may print
        front.entrance = std::make_unique<Entrance>(context, options.listen);
        return front;
    }
    const auto own = wire::load_key_pair(options.key);
    front.gate = std::make_unique<Gate>(loop, context, clock, options.devices, own.public_key);
    front.entrance = std::make_unique<Entrance>(context, options.listen, own, *front.gate);
    return front;
}

// Files and memory do not run out of paper.
bool has_roll(const Options& options) {
    return options.device != "virtual" && !options.device.starts_with("file:");
}

/// The options outlive them.
PrinterSettings settings_of(const Options& options) {
    PrinterSettings settings;
    settings.roll = options.roll.value_or(has_roll(options) ? kUsualRoll : 0) * 1000;
    settings.warn_below = options.warn_below;
    settings.name = options.key.stem().string();
    settings.choose = [&options](const PlugIdentity& plug) { return setup_for(options, plug); };
    return settings;
}

void write(const Options& options, const Sheet& sheet, Press& press) {
    if (!options.out.empty())
        base::write_file(options.out,
                         {reinterpret_cast<const char*>(sheet.bytes().data()), sheet.bytes().size()});
    if (!options.png.empty()) // what the printer makes of the bytes, not what we meant
        screen::save_png(to_pixels(press.proof(sheet)), options.png);
}

// A template has parts; a profile has none.
bool is_template(const std::filesystem::path& file) {
    return config::Document::read(file).root().has("part") || file.filename().string().starts_with("ticket");
}

} // namespace

int check(const Options& options) {
    try {
        if (is_template(options.check))
            static_cast<void>(read_template(options.check));
        else
            static_cast<void>(read_profile(options.check));
    } catch (const config::Errors& errors) {
        std::cerr << errors.what() << '\n';
        return kBadJob;
    }
    std::cout << options.check.string() << " is fine.\n";
    return 0;
}

int render(const Options& options) {
    const auto job = wire::print_job_from_json(base::read_file(options.render, kLargestJob));
    const auto fault = job ? fault_of(*job) : std::optional(job.error());
    if (fault) {
        std::cerr << options.render.string() << ": " << *fault << '\n';
        return kBadJob;
    }
    Press press(setup_of(options));
    write(options, press.print(*job, false), press);
    return 0;
}

int self_test(const Options& options) {
    Press press(setup_of(options));
    auto sheet = press.test_page();
    if (!options.out.empty() || !options.png.empty()) {
        write(options, sheet, press);
        return 0;
    }
    const base::SystemClock clock;
    loop::Loop loop(clock);
    const auto cable = connect_cable(options, press, clock);
    std::size_t sent = 0;
    cable.port->on_event([&](const PortEvent& event) {
        if (const auto* const up = std::get_if<PortUp>(&event)) {
            if (auto setup = setup_for(options, up->plug)) {
                press.change(std::move(*setup));
                sheet = press.test_page();
            }
            sent = 0;
            cable.port->send(sheet.bytes(), "self-test");
        }
        if (const auto* const more = std::get_if<PortSent>(&event))
            sent += more->bytes;
        if (const auto* const down = std::get_if<PortDown>(&event))
            base::log_warning("printer", "cannot print now: {}", to_string(down->fault));
    });
    loop.add(*cable.port);
    if (cable.port->descriptor() >= 0)
        loop.add_descriptor(cable.port->descriptor(), [&] { cable.port->dispatch(); });
    const auto end = clock.steady() + kSelfTestPatience;
    while (sent < sheet.bytes().size() && clock.steady() < end && !loop.stopped())
        loop.turn(std::chrono::milliseconds(100));
    if (cable.port->descriptor() >= 0)
        loop.remove_descriptor(cable.port->descriptor());
    loop.remove(*cable.port);
    if (sent < sheet.bytes().size())
        throw std::runtime_error(fmt::format("{} took {} of {} bytes; please look at paper and cover",
                                             options.device, sent, sheet.bytes().size()));
    base::log_info("printer", "{} has the test page", options.device);
    return 0;
}

int list(const Options& options) {
    const base::SystemClock clock;
    usb::Context usb;
    const auto found = survey(usb, clock);
    std::cout << (options.json ? json_of(found) : text_of(found));
    return 0;
}

int serve(const Options& options) {
    const base::SystemClock clock;
    loop::Loop loop(clock);
    zmq::context_t context;
    Spool spool(options.spool); // first: it says when another process has this printer
    const auto front = open_front(options, loop, context, clock);
    Press press(setup_of(options));
    const auto cable = connect_cable(options, press, clock);
    auto settings = settings_of(options);
    std::optional<HallReport> report;
    if (!options.hall.empty()) {
        report.emplace(loop, context, clock, wire::Line{options.hall, {}, options.hall_key, options.key});
        settings.tell_hall = [&report](const model::PrinterStatus& status) { report->set(status); };
    }
    App app(loop, clock, *cable.port, spool, *front.entrance, press, std::move(settings));
    if (front.gate)
        front.gate->on_revoked([&app] { app.renew(); });
    base::log_info("printer", "listens at {}, prints on {}", options.listen, options.device);
    return loop.run();
}

} // namespace printer
