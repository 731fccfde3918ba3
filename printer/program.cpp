#include "printer/program.h"

#include "printer/app.h"
#include "printer/gate.h"
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
#include <sys/stat.h>

#include <iostream>
#include <memory>

namespace printer {
namespace {

constexpr std::size_t kLargestJob = 64U << 10U;
constexpr int kBadJob = 2;
constexpr std::chrono::seconds kSelfTestPatience{30};

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

/// The model by its name, or a generic one for this paper; the paper; the template.
Press::Setup setup_of(const Options& options) try {
    const Profiles profiles;
    const auto generic = options.roll == 58 ? "generic-58" : "generic-80";
    Press::Setup setup;
    setup.profile = profiles.named(options.profile.empty() ? generic : options.profile);
    setup.paper = setup.profile.paper(options.roll);
    setup.profile.mode = options.mode.value_or(setup.profile.mode);
    const bool is_narrow = options.roll == 58 || setup.profile.papers.rbegin()->first == 58;
    setup.look = read_template(options.look.empty() ? house_template(is_narrow) : options.look);
    return setup;
} catch (const std::runtime_error& error) {
    throw BadSetup(error.what());
}

Cable connect(const Options& options, Press& press, const base::Clock& clock) {
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

void prepare_plain(zmq::socket_t& socket) {
    socket.set(zmq::sockopt::linger, 0);
    socket.set(zmq::sockopt::router_mandatory, true);
    socket.set(zmq::sockopt::maxmsgsize, static_cast<std::int64_t>(wire::kLargestRequest));
}

zmq::socket_t listen(const Options& options, zmq::context_t& context) {
    zmq::socket_t socket(context, zmq::socket_type::router);
    if (options.key.empty())
        prepare_plain(socket); // whoever may enter the folder may print
    else
        wire::prepare_server(socket, wire::load_key_pair(options.key), "printer");
    if (options.listen.starts_with("ipc://")) {
        const auto folder = std::filesystem::path(options.listen.substr(6)).parent_path();
        if (!folder.empty() && std::filesystem::create_directories(folder))
            std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    }
    try {
        socket.bind(options.listen);
    } catch (const zmq::error_t& error) {
        throw std::runtime_error(fmt::format("cannot listen at {}: {}", options.listen, error.what()));
    }
    return socket;
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
    const auto sheet = press.test_page();
    if (!options.out.empty() || !options.png.empty()) {
        write(options, sheet, press);
        return 0;
    }
    const base::SystemClock clock;
    loop::Loop loop(clock);
    const auto cable = connect(options, press, clock);
    std::size_t sent = 0;
    cable.port->on_event([&](const PortEvent& event) {
        if (std::holds_alternative<PortUp>(event))
            cable.port->send(sheet.bytes(), "self-test");
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

int serve(const Options& options) {
    const base::SystemClock clock;
    loop::Loop loop(clock);
    zmq::context_t context;
    Spool spool(options.spool); // first: it says when another process has this printer
    std::unique_ptr<Gate> gate;
    if (!options.key.empty())
        gate = std::make_unique<Gate>(loop, context, options.devices);
    Press press(setup_of(options));
    const auto cable = connect(options, press, clock);
    App app(loop, clock, *cable.port, spool, listen(options, context), press);
    base::log_info("printer", "listens at {}, prints on {}", options.listen, options.device);
    return loop.run();
}

} // namespace printer
