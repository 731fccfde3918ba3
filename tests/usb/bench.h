#pragma once

#include "shared/usb/context.h"
#include "tests/support/usb_emulation.h"

#include <poll.h>

#include <algorithm>
#include <chrono>

namespace usb {

/// Turns the context as an owner's loop would, until the condition holds; false after five seconds.
template <typename Condition>
bool turn_until(Context& context, Condition condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        pollfd ready{context.descriptor(), POLLIN, 0};
        ::poll(&ready, 1, 10);
        context.dispatch();
    }
    return true;
}

/// The device with this vendor; the hubs are on the bus too.
inline DeviceInfo find(const Context& context, std::uint16_t vendor) {
    const auto devices = context.devices();
    const auto found = std::ranges::find(devices, vendor, &DeviceInfo::vendor);
    return found == devices.end() ? DeviceInfo{} : *found;
}

/// A device that keeps what it gets, takes at most `room` bytes of it, and answers control requests with
/// their own setup bytes.
class Sink final : public support::EmulatedUsb {
  public:
    static constexpr std::uint8_t kOut = 0x01;
    static constexpr std::uint8_t kIn = 0x82;

    explicit Sink(std::string serial = "S1", std::uint16_t product = 0x0e15)
        : EmulatedUsb({0x04b8,
                       product,
                       "EPSON",
                       "TM-T20II",
                       std::move(serial),
                       {{0, 0, 7, 1, 2, {{kOut, 2}, {kIn, 2}}, "usblp"}}}) {}

    void set_room(std::size_t room) {
        const auto held = lock();
        room_ = room;
        pump();
    }
    void answer(std::vector<std::byte> packet) {
        const auto held = lock();
        send(kIn, std::move(packet));
        pump();
    }
    std::vector<std::byte> got() const {
        const auto held = lock();
        return got_;
    }

  private:
    std::optional<std::vector<std::byte>> on_control(const Control& request) override {
        if (request.request == 0xee)
            return std::nullopt;
        return std::vector<std::byte>{std::byte{request.request_type}, std::byte{request.request}};
    }
    std::size_t on_out(std::uint8_t, std::span<const std::byte> bytes) override {
        const auto taken = std::min(bytes.size(), room_);
        got_.insert(got_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(taken));
        room_ -= taken;
        return taken;
    }

    std::vector<std::byte> got_;
    std::size_t room_ = std::size_t(-1);
};

inline std::vector<std::byte> counting_bytes(std::size_t count) {
    std::vector<std::byte> bytes(count);
    for (std::size_t i = 0; i < count; ++i)
        bytes[i] = static_cast<std::byte>(i * 7 + i / 256);
    return bytes;
}

} // namespace usb
