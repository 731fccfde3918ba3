#include "tests/support/emulated_keypad.h"

namespace support {
namespace {

UsbDescription keypad(std::string serial, std::uint16_t vendor, std::uint16_t product) {
    UsbDescription made{vendor, product, "SIGMACHIP", "USB Keypad", std::move(serial), {}};
    made.interfaces.push_back({0, 0, 3, 1, 1, {{EmulatedKeypad::kIn, 3, 8, 10}}, "usbhid"});
    made.interfaces.push_back({1, 0, 3, 0, 0, {{EmulatedKeypad::kMediaIn, 3, 4, 10}}, "usbhid"});
    return made;
}

} // namespace

EmulatedKeypad::EmulatedKeypad(std::string serial, std::uint16_t vendor, std::uint16_t product)
    : EmulatedUsb(keypad(std::move(serial), vendor, product)) {}

void EmulatedKeypad::press(std::uint8_t usage) {
    std::vector<std::byte> down(8);
    down[2] = std::byte{usage};
    const auto held = lock();
    send(kIn, down);
    send(kIn, std::vector<std::byte>(8));
    pump();
}

void EmulatedKeypad::send_report(std::vector<std::byte> report) {
    const auto held = lock();
    send(kIn, std::move(report));
    pump();
}

bool EmulatedKeypad::is_boot() const {
    const auto held = lock();
    return boot_;
}

std::uint8_t EmulatedKeypad::lamps() const {
    const auto held = lock();
    return lamps_;
}

void EmulatedKeypad::refuse_requests() {
    const auto held = lock();
    refuses_ = true;
}

std::optional<std::vector<std::byte>> EmulatedKeypad::on_control(const Control& request) {
    constexpr std::uint8_t kSetReport = 0x09, kSetIdle = 0x0a, kSetProtocol = 0x0b;
    if (refuses_ || request.request_type != 0x21)
        return std::nullopt;
    switch (request.request) {
    case kSetProtocol:
        if (request.index == 0)
            boot_ = request.value == 0;
        return std::vector<std::byte>{};
    case kSetIdle:
        return std::vector<std::byte>{};
    case kSetReport:
        if (request.value == 0x0200 && request.data.size() == 1)
            lamps_ = std::to_integer<std::uint8_t>(request.data.front());
        return std::vector<std::byte>{};
    default:
        return std::nullopt;
    }
}

std::size_t EmulatedKeypad::on_out(std::uint8_t /*endpoint*/, std::span<const std::byte> /*bytes*/) {
    return 0;
}

void EmulatedKeypad::on_plug() {
    boot_ = false;
}

} // namespace support
