#pragma once

#include "tests/support/usb_emulation.h"

namespace support {

/// A button box: a HID boot keypad of 17 keys with a second, media-key interface, as the trade sells them.
class EmulatedKeypad final : public EmulatedUsb {
  public:
    explicit EmulatedKeypad(std::string serial = "", std::uint16_t vendor = 0x1c4f,
                            std::uint16_t product = 0x0002);

    /// A key goes down and up again: two boot reports. Usages of the keypad: 0x59–0x61 = 1–9, 0x62 = 0, 0x58
    /// Enter, 0x57 +, 0x56 -, 0x55 *, 0x54 /, 0x63 ., 0x53 NumLock.
    void press(std::uint8_t usage);

    /// Any bytes as one packet: rollover reports, rubbish, too short ones.
    void send_report(std::vector<std::byte> report);

    /// What the first interface answers to a request for its report descriptor, instead of a stall.
    void describe(std::vector<std::byte> descriptor);

    /// The driver has asked for boot protocol (SET_PROTOCOL 0) on the first interface.
    bool is_boot() const;
    /// The last output report, with its id where it has one; bit 0 of the last byte is NumLock.
    std::vector<std::byte> lamp_report() const;
    std::uint8_t lamps() const;
    /// Output reports so far.
    int lamp_reports() const;
    /// Answers SET_PROTOCOL and SET_IDLE with a stall, as some pads do.
    void refuse_requests();

    static constexpr std::uint8_t kIn = 0x81;
    static constexpr std::uint8_t kMediaIn = 0x82;

  private:
    std::optional<std::vector<std::byte>> on_control(const Control& request) override;
    std::size_t on_out(std::uint8_t endpoint, std::span<const std::byte> bytes) override;
    void on_plug() override;

    bool boot_ = false;
    bool refuses_ = false;
    std::vector<std::byte> descriptor_;
    std::vector<std::byte> lamps_;
    int lamp_reports_ = 0;
};

} // namespace support
