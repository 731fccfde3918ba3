#pragma once

#include "printer/escpos/virtual_printer.h"
#include "tests/support/usb_emulation.h"

#include <functional>
#include <set>

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
    void set_cutter_jam(bool jam);
    void set_overheated(bool hot);
    /// Sends what is no answer at all, or looks like one.
    void babble(std::vector<std::byte> bytes);
    /// Takes at most so many bytes of a transfer, and the rest only when it is offered again.
    void take_at_most(std::size_t bytes);
    void set_abilities(printer::VirtualPrinter::Abilities abilities);

    /// Copies, taken under the lock.
    std::vector<std::byte> received() const;
    std::vector<printer::Bitmap> tickets() const;
    /// Those that were printed in one go, without a trouble in between.
    std::vector<printer::Bitmap> whole_tickets() const;
    int rows_in_slot() const;
    int stray_bytes() const;

  private:
    std::optional<std::vector<std::byte>> on_control(const Control& request) override;
    std::size_t on_out(std::uint8_t endpoint, std::span<const std::byte> bytes) override;
    void say();
    void change(const std::function<void(printer::VirtualPrinter&)>& change);

    printer::VirtualPrinter printer_;
    std::vector<std::byte> received_;
    std::size_t most_ = SIZE_MAX;
    std::set<std::size_t> torn_; ///< tickets, by number, in which there was trouble
};

} // namespace support
