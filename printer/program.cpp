#include "printer/program.h"

#include "printer/app.h"
#include "printer/gate.h"
#include "printer/port/network_port.h"
#include "printer/port/usb_port.h"
#include "printer/port/virtual_port.h"
#include "printer/ticket/page.h"
#include "shared/base/file.h"
#include "shared/base/log.h"
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

Cable connect(const Options& options, const base::Clock& clock) {
    const auto& device = options.device;
    Cable cable;
    if (device == "virtual")
        cable.port = std::make_unique<VirtualPort>(options.paper.dots);
    else if (device.starts_with("file:") && device.size() > 5)
        cable.port = std::make_unique<FilePort>(device.substr(5), options.paper.dots);
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

} // namespace

int render(const Options& options) {
    const auto job = wire::print_job_from_json(base::read_file(options.render, kLargestJob));
    const auto fault = job ? fault_of(*job) : std::optional(job.error());
    if (fault) {
        std::cerr << options.render.string() << ": " << *fault << '\n';
        return kBadJob;
    }
    screen::Fonts fonts;
    screen::Icons icons;
    const auto page = draw_ticket(*job, options.paper, false, fonts, icons);
    const Sheet sheet(page);
    if (!options.out.empty())
        base::write_file(options.out,
                         {reinterpret_cast<const char*>(sheet.bytes().data()), sheet.bytes().size()});
    if (!options.png.empty())
        screen::save_png(to_pixels(page), options.png);
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
    const auto cable = connect(options, clock);
    App app(loop, clock, *cable.port, spool, listen(options, context), options.paper);
    base::log_info("printer", "listens at {}, prints on {}", options.listen, options.device);
    return loop.run();
}

} // namespace printer
