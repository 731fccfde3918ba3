#include "kiosk/idcard/serial_card_reader.h"

#include <utility>

namespace kiosk {

SerialCardReader::SerialCardReader(std::filesystem::path port, const wire::PersonKey& key,
                                   const base::Clock& clock, CardListener& listener)
    : SdtCardReader(key, clock, listener), port_(
                                               std::move(port), B115200, {"kiosk", "card reader"}, clock,
                                               [this](std::span<const std::byte> bytes) { received(bytes); },
                                               [this](bool there) { port_changed(there); }) {}

void SerialCardReader::port_changed(bool there) {
    if (there)
        cable_up(port_.path().string());
    else
        cable_down();
}

} // namespace kiosk
