#pragma once

#include "shared/base/strong.h"

#include <cstdint>
#include <string>

namespace model {

/// A ticket, unique in a hall's journal for ever: 1, 2, 3 … in order of issue. People see its number (A023).
using TicketId = base::Strong<std::uint64_t, struct TicketTag>;

/// A counter's number as written above it, 1–9999.
using CounterId = base::Strong<int, struct CounterTag>;
inline constexpr int kHighestCounter = 9999;

/// Ids of the configuration: lower-case letters, digits and '-', at most 32 bytes.
using ServiceId = base::Strong<std::string, struct ServiceTag>;
using GroupId = base::Strong<std::string, struct GroupTag>;
using ChannelId = base::Strong<std::string, struct ChannelTag>;

/// A clerk's staff number, at most 32 bytes.
using ClerkId = base::Strong<std::string, struct ClerkTag>;

/// A device that has a key: "kiosk-1", "caller-3".
using DeviceId = base::Strong<std::string, struct DeviceTag>;

} // namespace model
