#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace printer {

/// What a printer says of itself (IEEE 1284 device id): "MFG:EPSON;MDL:TM-T20II;CMD:ESC/POS;SN:J2JK001;".
struct DeviceId {
    std::string maker;
    std::string model;
    std::string serial;
    std::string languages;
    bool operator==(const DeviceId&) const = default;
};

/// Reads the answer to GET_DEVICE_ID. Its first two bytes are the length, as the standard says big-endian;
/// some printers send it little-endian, or none: all are accepted. What is not there stays empty. Never
/// fails.
DeviceId parse_device_id(std::span<const std::byte> answer);

} // namespace printer
