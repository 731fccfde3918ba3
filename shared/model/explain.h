#pragma once

#include "shared/base/clock.h"
#include "shared/model/ids.h"
#include "shared/model/refusal.h"

#include <optional>
#include <string>
#include <vector>

namespace model {

/// Why a later ticket was called before an earlier one.
enum class PassedBy { Credit, Emergency, Picked, OtherSkill };

/// One ticket that came later and was called earlier.
struct Passed {
    std::string number;
    PassedBy why = PassedBy::Credit;
    base::Duration credit{}; ///< its credit when it was called

    bool operator==(const Passed&) const = default;
};

/// Why a ticket was called when it was, or what it is still waiting for.
struct Explanation {
    Refusal refusal = Refusal::None; ///< UnknownTicket, NotAllowed
    TicketId ticket;
    std::string number;
    std::optional<base::WallTime> called_at;
    base::Duration credit{}; ///< when it was called, or now
    std::vector<Passed> passed;
    std::optional<base::Duration> guarantee; ///< after this wait no newly issued ticket can pass it
    std::vector<std::string> sentences;      ///< the same in plain English

    bool operator==(const Explanation&) const = default;
};

} // namespace model
