#pragma once

#include "shared/forecast/experience.h"
#include "shared/forecast/scene.h"

namespace hall {

/// The present moment for another thread: what has been learned and how the hall stands. The deciding thread
/// goes on learning with its own. Stays where it was made, for the scene points into the experience.
struct Moment {
    explicit Moment(forecast::Experience learned) : experience(std::move(learned)) {}
    Moment(const Moment&) = delete;
    Moment& operator=(const Moment&) = delete;
    ~Moment() = default;

    forecast::Experience experience;
    forecast::Scene scene;
};

} // namespace hall
