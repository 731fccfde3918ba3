#pragma once

#include "shared/forecast/scene.h"
#include "shared/model/board.h"
#include "shared/model/foreseen.h"

#include <map>
#include <vector>

namespace forecast {

/// How a waiting ticket's future looks.
struct Prospect {
    int ahead = 0;            ///< people present who are called before it by counters that can serve the same
    model::Foreseen raw;      ///< as rolled: what calibration learns from
    model::Foreseen foreseen; ///< as it is told
    bool known = false;       ///< false: nobody open can serve it now

    model::Forecast told() const;
};

/// The present state rolled forward with the real calling rule, fourteen times; the middle and the outer
/// eighty per cent of what came out, corrected by how such forecasts turned out before. Below a millisecond
/// for one ticket. The same moment gives the same answer.
///
/// Who is not waiting has the empty prospect.
Prospect foresee(const Scene& scene, const Experience& experience, model::TicketId ticket);

/// Of everybody who waits, and of an ordinary ticket of each service taken now.
struct Everybody {
    std::map<model::TicketId, Prospect> tickets;
    std::vector<model::Outlook> outlooks; ///< in the order of the services
};
Everybody foresee_all(const Scene& scene, const Experience& experience);

inline constexpr std::size_t kFutures = 14;

} // namespace forecast
