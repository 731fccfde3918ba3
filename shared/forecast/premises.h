#pragma once

#include "shared/model/hall.h"
#include "shared/queue/lines.h"

#include <map>
#include <memory>
#include <vector>

namespace forecast {

/// How far ahead is looked.
inline constexpr base::Duration kHorizon = std::chrono::hours(4);

/// A lunch as the roster plans it, after local midnight.
struct Lunch {
    base::Duration from{};
    base::Duration to{};
};

/// What does not change while the program runs. Shared by what is learned on the deciding thread and what is
/// foreseen beside it.
struct Premises {
    explicit Premises(model::Hall its_hall, std::map<model::CounterId, Lunch> planned = {});

    model::Hall hall;
    queue::Layout layout;
    /// By channel: which line of a service its visitors wait in while the future is rolled. Channels of equal
    /// weight share one, for the rule does not tell them apart; `rolled` has a weight for each.
    std::vector<std::size_t> line_of_channel;
    queue::Layout rolled;
    std::map<model::CounterId, Lunch> lunches; ///< empty where no roster is known
};

using SharedPremises = std::shared_ptr<const Premises>;

} // namespace forecast
