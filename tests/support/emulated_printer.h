#pragma once

#include "printer/escpos/virtual_printer.h"
#include "tests/support/usb_emulation.h"

namespace support {

/// A receipt printer on the emulated bus: class 7/1/2, taken by usblp until somebody claims it; the product's
/// own virtual printer inside. What it cannot take it leaves on the cable (NAK). Pulling the plug leaves its
/// buffer as it is, for it has its own power supply.
class EmulatedPrinter final : public EmulatedUsb {
  public:
    static constexpr std::uint8_t kOut = 0x01;
    static constexpr std::uint8_t kIn = 0x82;

    explicit EmulatedPrinter(std::string serial = "J2JK001");

    void end_paper_after(int rows);
    void load_paper();
    void set_cover_open(bool open);
    void set_abilities(printer::VirtualPrinter::Abilities abilities);

    /// Copies, taken under the lock.
    std::vector<std::byte> received() const;
    std::vector<printer::Bitmap> tickets() const;
    int rows_in_slot() const;
    int stray_bytes() const;

  private:
    std::optional<std::vector<std::byte>> on_control(const Control& request) override;
    std::size_t on_out(std::uint8_t endpoint, std::span<const std::byte> bytes) override;
    void say();

    printer::VirtualPrinter printer_;
    std::vector<std::byte> received_;
};

} // namespace support
