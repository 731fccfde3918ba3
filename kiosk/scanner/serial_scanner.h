#pragma once

#include "kiosk/scanner/scan_desk.h"
#include "shared/serial/port.h"

namespace kiosk {

/// A scanner on a serial port, or one that shows itself as one on USB (CDC): 9600 baud, each scan ended by
/// CR, LF or silence.
class SerialScanner final : public Scanner {
  public:
    /// Opens `port` with the first tick(). Throws std::system_error when the system has no descriptor left.
    SerialScanner(std::filesystem::path port, const base::Clock& clock, ScanListener& listener);

    int descriptor() const override { return port_.descriptor(); }
    void dispatch() override { port_.dispatch(); }
    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override;

  private:
    void received(std::span<const std::byte> bytes);
    void port_changed(bool there);

    const base::Clock& clock_;
    ScanDesk desk_;
    ScanText text_;
    serial::Port port_;
};

} // namespace kiosk
