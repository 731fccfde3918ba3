#pragma once

#include "display/led/text_protocol.h"

namespace display {

/// Displays of characters on RS-485 that speak Modbus-RTU (LED-485): the text goes to registers from 0x70,
/// two ASCII characters each, by function 16; it is filled up with blanks. 9600 8N1 as delivered.
class ModbusText final : public TextProtocol {
  public:
    /// `unit` 1 to 247; `places`: how many characters it has, 1 to 32.
    ModbusText(int unit, int places) : unit_(unit), places_(places) {}

    std::vector<std::byte> request(const TextJob& job) override;
    Reply reply(std::span<const std::byte> bytes) override;

    static constexpr int kFirstRegister = 0x70;
    static constexpr int kMostPlaces = 32;

  private:
    int registers() const { return (places_ + 1) / 2; }

    int unit_, places_;
};

} // namespace display
