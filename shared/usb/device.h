#pragma once

#include "shared/base/clock.h"
#include "shared/usb/device_info.h"
#include "shared/usb/fault.h"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace usb {

/// How a transfer ended. `transferred` counts also when it failed: what went over is over, and is never sent
/// again on the same connection.
struct Written {
    std::size_t transferred = 0;
    std::optional<Fault> fault;
};

/// The eight bytes of a control transfer, without its data.
struct Setup {
    std::uint8_t request_type = 0; ///< bit 7 set: an answer is expected
    std::uint8_t request = 0;
    std::uint16_t value = 0;
    std::uint16_t index = 0;
    std::uint16_t length =
        0; ///< the most that the answer may have; for the other direction the data's length
};

/// An open device. Closing takes pending transfers back, without a call to their handlers, and gives the
/// interfaces back to the kernel's driver.
///
/// All handlers are called from Context::dispatch().
class Device {
  public:
    struct State;
    using WriteHandler = std::function<void(const Written&)>;
    using ControlHandler = std::function<void(std::expected<std::vector<std::byte>, Fault>)>;
    using PacketHandler = std::function<void(std::span<const std::byte>)>;
    using FaultHandler = std::function<void(Fault)>;

    explicit Device(std::shared_ptr<State> state);
    Device(Device&&) noexcept;
    Device& operator=(Device&&) noexcept;
    ~Device();

    const DeviceInfo& info() const;

    /// Takes the interface from the kernel's driver (usblp, usbhid) and selects the alternate setting.
    std::expected<void, Fault> claim(std::uint8_t interface_number, std::uint8_t alternate = 0);

    /// Sends to a bulk or interrupt endpoint; `done` is called once. A time-out of zero waits for ever.
    /// Writes to one endpoint go out in order; after one that failed the owner must not have another pending.
    void write(std::uint8_t endpoint, std::vector<std::byte> bytes, base::Duration timeout,
               WriteHandler done);

    /// Takes all pending writes back: their handlers hear Cancelled and how much had gone over.
    void cancel_writes();

    /// A control transfer; `data` is what goes out when the request has that direction. It does not queue
    /// behind a printer's full buffer.
    void control(const Setup& setup, std::vector<std::byte> data, base::Duration timeout,
                 ControlHandler done);

    /// Keeps one read pending on a bulk or interrupt endpoint for as long as the device is open. Packets come
    /// in order. Empty packets are swallowed, and a device that sends nothing else is asked only every 50 ms.
    /// A stall is cleared up to three times in a row; `ended` is called once, when no more packets can come.
    void listen(const Endpoint& endpoint, PacketHandler packet, FaultHandler ended);

    /// After Fault::Stall of a write.
    std::expected<void, Fault> clear_halt(std::uint8_t endpoint);

  private:
    std::shared_ptr<State> state_;
};

} // namespace usb
