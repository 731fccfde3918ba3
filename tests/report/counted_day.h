#pragma once

#include "shared/report/ledger.h"
#include "tests/queue/day.h"

namespace support {

/// The day on which a Day begins.
inline constexpr report::Period kCountedDay{report::Period::Kind::Day, 20260302, 20260302};

/// What the ledger makes of all that happened.
inline report::Facts facts_of(const Day& day, const report::Period& period = kCountedDay) {
    report::Ledger ledger(day.state().hall(), period);
    for (const model::Event& event : day.events())
        ledger.put(event);
    return ledger.facts();
}

} // namespace support
