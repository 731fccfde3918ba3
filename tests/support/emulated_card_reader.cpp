#include "tests/support/emulated_card_reader.h"

#include <algorithm>

namespace support {
namespace {

constexpr std::size_t kCardPacket = 64;

UsbDescription card_reader(std::uint16_t vendor, std::uint16_t product) {
    UsbDescription made{vendor, product, "SDT", "ID Card Reader", "", {}};
    made.interfaces.push_back(
        {0, 0, 0xFF, 0, 0, {{EmulatedCardReader::kOut, 2}, {EmulatedCardReader::kIn, 2}}, ""});
    return made;
}

} // namespace

EmulatedCardReader::EmulatedCardReader(std::uint16_t vendor, std::uint16_t product)
    : EmulatedUsb(card_reader(vendor, product)) {}

void EmulatedCardReader::change(const std::function<void(kiosk::VirtualModule&)>& change) {
    const auto held = lock();
    change(module_);
}

int EmulatedCardReader::requests(unsigned command, unsigned parameter) const {
    const auto held = lock();
    return module_.requests(command, parameter);
}

void EmulatedCardReader::babble(std::vector<std::byte> bytes) {
    const auto held = lock();
    say(bytes);
    pump();
}

void EmulatedCardReader::stop_after(std::size_t bytes) {
    const auto held = lock();
    left_ = bytes;
}

bool EmulatedCardReader::is_stopped() const {
    const auto held = lock();
    return left_ == 0U;
}

std::optional<std::vector<std::byte>> EmulatedCardReader::on_control(const Control& /*request*/) {
    return std::nullopt;
}

std::size_t EmulatedCardReader::on_out(std::uint8_t /*endpoint*/, std::span<const std::byte> bytes) {
    say(module_.take(bytes));
    return bytes.size();
}

void EmulatedCardReader::on_plug() {
    module_.restart();
    left_.reset();
}

void EmulatedCardReader::say(std::span<const std::byte> bytes) {
    if (left_) {
        bytes = bytes.first(std::min(bytes.size(), *left_));
        *left_ -= bytes.size();
    }
    for (std::size_t at = 0; at < bytes.size(); at += kCardPacket) {
        const auto piece = bytes.subspan(at, std::min(kCardPacket, bytes.size() - at));
        send(kIn, {piece.begin(), piece.end()});
    }
}

} // namespace support
