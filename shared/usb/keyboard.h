#pragma once

#include "shared/usb/device.h"

namespace usb {

/// The interface by which the device is a HID boot keyboard; null when it is none.
const Interface* boot_keyboard_of(const DeviceInfo& info);

/// Takes an open boot keyboard from the system, with all its HID interfaces (a "sleep" key on its second one
/// must not reach the system either), asks for boot reports without repetition, and listens: `report` hears
/// those of the keyboard's interface, see boot_report.h; `ended` is called once, when no more can come. The
/// other interfaces are read and forgotten.
std::expected<void, Fault> take_keyboard(Device& device, Device::PacketHandler report,
                                         Device::FaultHandler ended);

} // namespace usb
