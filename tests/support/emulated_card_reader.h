#pragma once

#include "kiosk/idcard/virtual_module.h"
#include "tests/support/usb_emulation.h"

#include <functional>

namespace support {

/// A card reader on the emulated bus: bulk both ways, the product's own virtual module inside. Whatever lies
/// on it stays there while it is unplugged, but is selected no more.
class EmulatedCardReader final : public EmulatedUsb {
  public:
    static constexpr std::uint8_t kOut = 0x02;
    static constexpr std::uint8_t kIn = 0x81;

    explicit EmulatedCardReader(std::uint16_t vendor = 0x0400, std::uint16_t product = 0xc35a);

    /// Changes the module under the lock: lays a card on, makes it fail.
    void change(const std::function<void(kiosk::VirtualModule&)>& change);
    int requests(unsigned command, unsigned parameter) const;

    /// Sends what is no answer.
    void babble(std::vector<std::byte> bytes);
    /// Answers no more after so many bytes of an answer, in packets as always: the moment for a fault.
    void stop_after(std::size_t bytes);
    bool is_stopped() const;

  private:
    std::optional<std::vector<std::byte>> on_control(const Control& request) override;
    std::size_t on_out(std::uint8_t endpoint, std::span<const std::byte> bytes) override;
    void on_plug() override;
    void say(std::span<const std::byte> bytes);

    kiosk::VirtualModule module_;
    std::optional<std::size_t> left_;
};

} // namespace support
