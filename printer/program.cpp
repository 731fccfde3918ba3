#include "printer/program.h"

#include "printer/app.h"
#include "printer/entrance.h"
#include "printer/gate.h"
#include "printer/hall_report.h"
#include "printer/list.h"
#include "printer/port/network_port.h"
#include "printer/port/usb_port.h"
#include "printer/port/virtual_port.h"
#include "printer/ticket/page.h"
#include "shared/base/file.h"
#include "shared/base/log.h"
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

PrinterSettings settings_of(const Options& options) {
    PrinterSettings settings;
    settings.paper = options.paper;
    settings.roll = options.roll.value_or(has_roll(options) ? kUsualRoll : 0) * 1000;
    settings.warn_below = options.warn_below;
    settings.name = options.key.stem().string();
    return settings;
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
    const auto cable = connect(options, clock);
    auto settings = settings_of(options);
    std::optional<HallReport> report;
    if (!options.hall.empty()) {
        report.emplace(loop, context, clock, wire::Line{options.hall, {}, options.hall_key, options.key});
        settings.tell_hall = [&report](const model::PrinterStatus& status) { report->set(status); };
    }
    App app(loop, clock, *cable.port, spool, *front.entrance, std::move(settings));
    if (front.gate)
        front.gate->on_revoked([&app] { app.renew(); });
    base::log_info("printer", "listens at {}, prints on {}", options.listen, options.device);
    return loop.run();
}

} // namespace printer
