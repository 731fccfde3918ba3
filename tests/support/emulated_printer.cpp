#include "tests/support/emulated_printer.h"

#include <algorithm>
#include <string_view>

namespace support {
namespace {

constexpr std::size_t kPacket = 64;

UsbDescription receipt_printer(std::string serial) {
    UsbDescription made{0x04b8, 0x0e15, "EPSON", "TM-T20II", std::move(serial), {}};
    made.interfaces.push_back(
        {0, 0, 7, 1, 2, {{EmulatedPrinter::kOut, 2}, {EmulatedPrinter::kIn, 2}}, "usblp"});
    return made;
}

} // namespace

EmulatedPrinter::EmulatedPrinter(std::string serial) : EmulatedUsb(receipt_printer(std::move(serial))) {}

void EmulatedPrinter::end_paper_after(int rows) {
    const auto held = lock();
    printer_.let_paper_end_after(rows);
}

// What is half printed when something happens to it is nobody's ticket, whatever becomes of the rest.
void EmulatedPrinter::change(const std::function<void(printer::VirtualPrinter&)>& change) {
    const auto held = lock();
    if (printer_.in_slot().height() > 0)
        torn_.insert(printer_.cuts());
    change(printer_);
    say();
    pump();
}

void EmulatedPrinter::load_paper() {
    change([](auto& printer) { printer.load_paper(); });
}

void EmulatedPrinter::set_cover_open(bool open) {
    change([&](auto& printer) { printer.set_cover_open(open); });
}

void EmulatedPrinter::set_cutter_jam(bool jam) {
    change([&](auto& printer) { printer.set_cutter_jam(jam); });
}

void EmulatedPrinter::set_overheated(bool hot) {
    const auto held = lock();
    printer_.set_overheated(hot); // it waits with the paper where it is
    say();
    pump();
}

void EmulatedPrinter::babble(std::vector<std::byte> bytes) {
    const auto held = lock();
    send(kIn, std::move(bytes));
}

void EmulatedPrinter::take_at_most(std::size_t bytes) {
    const auto held = lock();
    most_ = bytes;
}

void EmulatedPrinter::set_abilities(printer::VirtualPrinter::Abilities abilities) {
    const auto held = lock();
    printer_.set_abilities(abilities);
}

std::vector<std::byte> EmulatedPrinter::received() const {
    const auto held = lock();
    return received_;
}

std::vector<printer::Bitmap> EmulatedPrinter::tickets() const {
    const auto held = lock();
    return {printer_.tickets().begin(), printer_.tickets().end()};
}

std::vector<printer::Bitmap> EmulatedPrinter::whole_tickets() const {
    const auto held = lock();
    std::vector<printer::Bitmap> whole;
    const auto first = printer_.cuts() - printer_.tickets().size();
    for (std::size_t i = 0; i < printer_.tickets().size(); ++i)
        if (!torn_.contains(first + i))
            whole.push_back(printer_.tickets()[i]);
    return whole;
}

int EmulatedPrinter::rows_in_slot() const {
    const auto held = lock();
    return printer_.in_slot().height();
}

int EmulatedPrinter::stray_bytes() const {
    const auto held = lock();
    return printer_.stray_bytes();
}

std::optional<std::vector<std::byte>> EmulatedPrinter::on_control(const Control& request) {
    constexpr std::uint8_t kDeviceId = 0, kPortStatus = 1, kSoftReset = 2;
    if (request.request_type == 0xa1 && request.request == kDeviceId) {
        const std::string_view id("MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;");
        std::vector<std::byte> answer{std::byte{0}, static_cast<std::byte>(id.size() + 2)};
        for (const auto each : id)
            answer.push_back(static_cast<std::byte>(each));
        return answer;
    }
    if (request.request_type == 0xa1 && request.request == kPortStatus)
        return std::vector<std::byte>{printer_.condition().paper_out ? std::byte{0x30}
                                      : printer_.condition().offline ? std::byte{0x10}
                                                                     : std::byte{0x18}};
    if (request.request == kSoftReset) {
        printer_.reset();
        return std::vector<std::byte>{};
    }
    return std::nullopt;
}

std::size_t EmulatedPrinter::on_out(std::uint8_t /*endpoint*/, std::span<const std::byte> bytes) {
    const auto taken = printer_.take(bytes.first(std::min(bytes.size(), most_)));
    received_.insert(received_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(taken));
    say();
    return taken;
}

void EmulatedPrinter::say() {
    const auto answers = printer_.read();
    for (std::size_t at = 0; at < answers.size(); at += kPacket) {
        const auto piece = std::span(answers).subspan(at, std::min(kPacket, answers.size() - at));
        send(kIn, {piece.begin(), piece.end()});
    }
}

} // namespace support
