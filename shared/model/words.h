#pragma once

#include "shared/model/board.h"
#include "shared/model/command.h"

#include <optional>
#include <string>
#include <string_view>

namespace model {

// The words of the enumerations as scripts, logs, CSV and the wire's JSON spell them.
std::string_view word(TicketState state);
std::string_view word(CounterState state);
std::string_view word(DeviceState state);
std::string_view word(Approval approval);
std::string_view word(EventKind kind);
std::string_view word(Refusal refusal);
std::string_view word(Verification verification);
std::string_view word(Parking parking);
std::string_view word(Help help);
std::string_view word(AlarmKind kind);

/// The name of a command as `jiaohao` and logs spell it: "take", "call" …
std::string_view word(const Command& command);

/// A forecast as people see it, in whole minutes, rounded outward: a grid of 5 min below 30, 10 below 90, 15
/// beyond. Below three minutes it is "right away"; above two hours only the lower end is said.
struct RoundedWait {
    enum class Kind { Unknown, RightAway, Between, MoreThan } kind = Kind::Unknown;
    int low = 0;
    int high = 0;

    bool operator==(const RoundedWait&) const = default;
};
RoundedWait rounded(const Forecast& forecast);

} // namespace model
