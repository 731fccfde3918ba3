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

void EmulatedKeypad::describe(std::vector<std::byte> descriptor) {
    const auto held = lock();
    descriptor_ = std::move(descriptor);
}

std::vector<std::byte> EmulatedKeypad::lamp_report() const {
    const auto held = lock();
    return lamps_;
}

std::uint8_t EmulatedKeypad::lamps() const {
    const auto held = lock();
    return lamps_.empty() ? std::uint8_t{0} : std::to_integer<std::uint8_t>(lamps_.back());
}

int EmulatedKeypad::lamp_reports() const {
    const auto held = lock();
    return lamp_reports_;
}

void EmulatedKeypad::refuse_requests() {
    const auto held = lock();
    refuses_ = true;
}

std::optional<std::vector<std::byte>> EmulatedKeypad::on_control(const Control& request) {
    constexpr std::uint8_t kSetReport = 0x09, kSetIdle = 0x0a, kSetProtocol = 0x0b;
    constexpr std::uint8_t kGetDescriptor = 0x06, kOutput = 0x02;
    if (request.request_type == 0x81 && request.request == kGetDescriptor && request.value == 0x2200 &&
        request.index == 0 && !descriptor_.empty())
        return descriptor_;
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
        if (request.value >> 8U != kOutput)
            return std::nullopt;
        lamps_ = request.data;
        ++lamp_reports_;
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
    lamps_.clear();
}

} // namespace support
