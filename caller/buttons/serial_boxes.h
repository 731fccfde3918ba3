#pragma once

#include "caller/buttons/box_keys.h"
#include "caller/buttons/box_line.h"
#include "shared/serial/port.h"

#include <map>
#include <set>

namespace caller {

/// A box on a serial line, and whose it is.
struct SerialBinding {
    std::string port; ///< "/dev/serial/by-path/…"
    std::uint8_t address = 0;
    int baud = 9600;
    model::CounterId counter;
    KeyMap keys;
};

/// The boxes of one serial line, see PROTOCOL.md. Its keys are "button-1", "button-2" … of the key maps.
class SerialBoxes final : public Boxes {
  public:
    /// `bindings`: of one port, at least one, with different addresses. Throws std::system_error when the
    /// system has no descriptor left.
    SerialBoxes(const std::vector<SerialBinding>& bindings, const base::Clock& clock, BoxListener& listener);

    int descriptor() const override { return port_.descriptor(); }
    void dispatch() override { port_.dispatch(); }
    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override;
    void show(const model::CounterId& counter, const Sign& sign) override;

  private:
    struct Box {
        BoxKeys keys;
        std::set<Usage> down{};
    };

    void received(std::span<const std::byte> bytes);
    void port_changed(bool there);
    void carry_out(const std::vector<BoxEvent>& events);
    void pressed(const BoxKey& key);
    void send();

    const base::Clock& clock_;
    std::map<std::uint8_t, Box> boxes_;
    BoxLine line_;
    serial::Port port_;
};

} // namespace caller
