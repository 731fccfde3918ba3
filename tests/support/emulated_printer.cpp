#include "tests/support/emulated_printer.h"

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

void EmulatedPrinter::load_paper() {
    const auto held = lock();
    printer_.load_paper();
    say();
    pump();
}

void EmulatedPrinter::set_cover_open(bool open) {
    const auto held = lock();
    printer_.set_cover_open(open);
    say();
    pump();
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
    const auto taken = printer_.take(bytes);
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
