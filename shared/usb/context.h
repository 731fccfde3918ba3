#pragma once

#include "shared/usb/device.h"
#include "shared/usb/device_info.h"
#include "shared/usb/fault.h"

#include <expected>
#include <functional>
#include <memory>
#include <vector>

namespace usb {

/// The USB of this machine: who is there, who comes and goes, and the engine that moves transfers.
///
/// Has no thread. The owner polls descriptor() for reading and then calls dispatch(). libusb's callbacks only
/// put what happened in one queue; every handler of this part runs from dispatch(), outside libusb, so a
/// handler may open, claim, submit, or close any device, its own too.
///
/// Belongs to one thread. Outlives the devices that it opened.
class Context {
  public:
    struct State;
    using PlugHandler = std::function<void(const DeviceInfo&, bool arrived)>;

    /// Throws Error when the machine has no usable USB.
    Context();
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    ~Context();

    /// Readable when dispatch() has work. One descriptor for all devices and time-outs (an epoll set).
    int descriptor() const;

    /// Moves transfers and calls the handlers of what has happened. Never blocks.
    void dispatch();

    /// From the next dispatch() on, tells of every device: first those already there, then each that comes or
    /// goes. A device that has just come may refuse to open for a moment (Denied, until udev has set its
    /// permissions): try again for two seconds.
    void on_plug(PlugHandler handler);

    std::vector<DeviceInfo> devices() const;

    /// Opens the device; the kernel's driver stays until claim(). Never resets it: some cheap printers drop
    /// their jobs then.
    std::expected<Device, Fault> open(const DeviceInfo& device);

  private:
    std::unique_ptr<State> state_;
};

} // namespace usb
