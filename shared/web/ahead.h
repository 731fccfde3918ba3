#pragma once

#include "shared/language/catalogue.h"
#include "shared/model/ahead.h"
#include "shared/model/hall.h"
#include "shared/web/courier.h"

#include <mutex>
#include <optional>
#include <string>

namespace web {

/// The hours ahead as the supervisor's page shows them, as JSON.
std::string hours_ahead_view(const model::HoursAhead& ahead, const model::Hall& hall,
                             const language::Catalogue& words);

/// Asks the hall for the hours ahead. As things are it is asked every kFresh at most, however many pages want
/// to know. Blocks its thread for a second or two; safe from the server's threads.
class AheadDesk {
  public:
    AheadDesk(Courier& courier, const base::Clock& clock) : courier_(courier), clock_(clock) {}

    hall_link::Result<hall_link::LookedAhead> as_it_is();
    hall_link::Result<hall_link::LookedAhead> if_done(const model::WhatIf& what_if) {
        return courier_.look_ahead(what_if);
    }

    static constexpr base::Duration kFresh = std::chrono::seconds(30);

  private:
    Courier& courier_;
    const base::Clock& clock_;
    std::mutex mutex_; ///< held while the hall is asked: who comes meanwhile gets the same answer
    std::optional<model::HoursAhead> last_;
    base::SteadyTime at_;
};

} // namespace web
