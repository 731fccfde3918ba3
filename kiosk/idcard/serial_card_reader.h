#pragma once

#include "kiosk/idcard/sdt_card_reader.h"
#include "shared/serial/port.h"

#include <filesystem>

namespace kiosk {

/// A card reader on a serial port: 115200 baud, 8N1, raw. A port that cannot be opened, fails, or whose
/// reader fell silent is opened again by and by, so that an adapter may be pulled out and put back.
class SerialCardReader final : public SdtCardReader {
  public:
    static constexpr base::Duration kRetry = serial::Port::kRetry;

    /// Opens `port` with the first tick(). Throws std::system_error when the system has no descriptor left.
    SerialCardReader(std::filesystem::path port, const wire::PersonKey& key, const base::Clock& clock,
                     CardListener& listener);

    int descriptor() const override { return port_.descriptor(); }
    void dispatch() override { port_.dispatch(); }

  private:
    void send(std::vector<std::byte> bytes) override { port_.write(bytes); }
    void reopen() override { port_.reopen(); }
    void tick_cable(base::SteadyTime now) override { port_.tick(now); }
    std::optional<base::SteadyTime> cable_deadline() const override { return port_.next_deadline(); }
    void port_changed(bool there);

    serial::Port port_;
};

} // namespace kiosk
