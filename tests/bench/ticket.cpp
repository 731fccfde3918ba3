#include "printer/port/virtual_port.h"
#include "printer/ticket/press.h"
#include "tests/bench/benchmarks.h"
#include "tests/printer/sample_jobs.h"

#include <fmt/format.h>

#include <cstring>

namespace bench {

namespace {

constexpr std::size_t kTickets = 200;
constexpr double kUsbBytesPerMillisecond = 19 * 64; // full speed: 19 bulk packets of 64 bytes a frame

printer::Press::Setup setup(printer::Profile::Mode mode) {
    const printer::Profiles profiles;
    printer::Press::Setup setup{profiles.named("epson-tm-t20iii-china"), {}, {}};
    setup.paper = setup.profile.paper(80);
    setup.profile.mode = mode;
    setup.look = printer::read_template(printer::house_template(false));
    return setup;
}

/// A job with every field; no two tickets have the same number.
model::PrintJob job(std::size_t number) {
    auto job = printer::full_job();
    job.number = fmt::format("A{:03}", number % 1000);
    job.link = fmt::format("https://fund.example.cn/q/7HK2-9QXM-{:04}", number);
    return job;
}

/// From the accepted job to the last byte that the port has taken, one way to print.
void measure(const std::string& way, printer::Profile::Mode mode, Figures& figures) {
    printer::Press press(setup(mode));
    printer::VirtualPort port(press.paper().dots); // takes bytes; what a printer does with them is not ours
    std::size_t bytes = 0, sent = 0;
    port.on_event([&](const printer::PortEvent& event) {
        if (const auto* const more = std::get_if<printer::PortSent>(&event))
            sent += more->bytes;
    });
    port.tick({});
    static_cast<void>(press.print(job(0), false)); // fonts are open, as in the second minute of a day
    const auto drawn =
        time_each(kTickets, [&](std::size_t number) { keep(press.print(job(number), false)); });
    const auto whole = time_each(kTickets, [&](std::size_t number) {
        const auto sheet = press.print(job(number), false);
        bytes += sheet.bytes().size();
        port.send(sheet.bytes(), {});
        do
            port.tick({});
        while (sent < bytes);
    });
    const double each = static_cast<double>(bytes) / kTickets;
    const double usb_ms = each / kUsbBytesPerMillisecond;
    printer::Bytes from(static_cast<std::size_t>(each)), to(from.size());
    const auto copied = time_rounds(200, 100, [&](std::size_t call) {
        from[call % from.size()] ^= std::byte{1};
        std::memcpy(to.data(), from.data(), from.size());
        keep(to);
    });
    figures[way + "_bytes"] = each;
    figures[way + "_made_p50_ms"] = drawn.quantile(0.5) / kMs;
    figures[way + "_made_p99_ms"] = drawn.quantile(0.99) / kMs;
    figures[way + "_last_byte_p50_ms"] = whole.quantile(0.5) / kMs;
    figures[way + "_last_byte_p99_ms"] = whole.quantile(0.99) / kMs;
    figures[way + "_raw_usb_full_speed_ms"] = usb_ms;
    figures[way + "_ratio_to_raw_usb"] = whole.quantile(0.5) / kMs / usb_ms;
    figures[way + "_raw_memory_copy_ms"] = copied.quantile(0.5) / kMs;
}

} // namespace

Figures ticket() {
    Figures figures{{"tickets", kTickets}, {"paper_mm", 80}, {"dpi", 203}};
    measure("raster", printer::Profile::Mode::Raster, figures);
    measure("text", printer::Profile::Mode::Text, figures);
    figures["bytes_raster_to_text"] =
        figures["raster_bytes"].get<double>() / figures["text_bytes"].get<double>();
    return figures;
}

} // namespace bench
