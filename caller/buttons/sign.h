#pragma once

#include "shared/base/clock.h"

#include <cstddef>
#include <optional>
#include <string>

namespace caller {

/// What a box shows of its counter, by lamps or a display.
///
///     hall            at the counter   waiting   first lamp                second lamp
///     out of reach    -                -         half a second on and off  dark
///     in reach        called           -         on                        on while people wait
///     in reach        nobody           some      a flash every 2 s         on
///     in reach        else             -         dark                      on while people wait
///
/// Nothing blinks faster than twice a second (WCAG 2.3.1 leaves three; some people do not bear even that).
struct Sign {
    bool in_reach = false;
    bool called = false;  ///< and not yet being served
    std::string number{}; ///< of the ticket at the counter; empty: nobody is there
    int waiting = 0;      ///< for this counter

    bool operator==(const Sign&) const = default;

    bool lamp(std::size_t which, base::SteadyTime now) const;
    /// When lamp() says something else without the sign having changed.
    std::optional<base::SteadyTime> next_change(base::SteadyTime now) const;

  private:
    bool flashes() const { return in_reach && number.empty() && waiting > 0; }
};

} // namespace caller
