#pragma once

#include "shared/usb/device.h"

#include <set>

namespace usb {

inline constexpr std::uint8_t kHidClass = 3;
inline constexpr std::uint8_t kToInterface = 0x21; ///< a request of that class to an interface

/// Takes all HID interfaces from the system: a "sleep" key on a second one must not reach it either. Which
/// ones were got; a fault when `wanted` was not. Others that stay with the system are logged.
std::expected<std::set<std::uint8_t>, Fault> claim_hid(Device& device, std::uint8_t wanted);

/// SET_PROTOCOL to boot or report, and SET_IDLE to "tell changes only". Some stall both and work all the
/// same.
void set_up_keyboard(Device& device, std::uint8_t interface_number, bool boot);

/// The interface by which the device is a HID boot keyboard; null when it is none.
const Interface* boot_keyboard_of(const DeviceInfo& info);

/// Takes an open boot keyboard from the system, asks for boot reports without repetition, and listens:
/// `report` hears those of the keyboard's interface, see boot_report.h; `ended` is called once, when no more
/// can come. The other interfaces are read and forgotten.
std::expected<void, Fault> take_keyboard(Device& device, Device::PacketHandler report,
                                         Device::FaultHandler ended);

} // namespace usb
