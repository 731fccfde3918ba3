#pragma once

#include "shared/forecast/experience.h"
#include "shared/queue/rule.h"
#include "shared/queue/state.h"

#include <optional>
#include <vector>

namespace forecast {

/// Somebody who waits or may come to wait.
struct Person {
    queue::Place place;
    std::size_t service = 0;
    std::size_t line = 0; ///< of the service: see Premises::line_of_channel
    base::WallTime issued;
    base::WallTime since;          ///< when the present stay in a line began
    base::Duration waited{};       ///< the stays before it
    bool moved = false;            ///< was sent on before
    int returns = 0;               ///< from missed calls
    bool green = false;            ///< of a green channel
    std::size_t present = kAbsent; ///< of those who wait now: their number

    static constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);
};

/// A counter at the present moment.
struct SceneDesk {
    enum class State { Closed, Paused, Free, Busy } state = State::Closed;
    model::CounterId id;
    queue::Layout::Desk layout;
    const Speeds::Factors* factors = nullptr; ///< of its clerk; null: never seen
    base::WallTime since;                     ///< of the pause, of being free, or the present call
    Experience::Free why = Experience::Free::AfterOpening;
    Person visitor;     ///< of Busy
    bool stays = false; ///< as it is, whatever was learned of its openings, pauses and closings
};

/// Everything that a future begins with: the present state, without what no future depends on. Made on the
/// deciding thread in one pass over those who wait; then independent of the state.
///
/// It points into the experience that it is used with, which must stay as it is meanwhile.
struct Scene {
    base::WallTime now;
    base::WallTime midnight;
    std::uint64_t seed = 0; ///< the same moment has the same futures
    model::TicketId last_ticket;
    std::size_t present = 0;              ///< how many wait
    std::vector<Person> waiting;          ///< line by line: service-major, then (entry, id)
    std::vector<std::size_t> lines;       ///< where each line begins in `waiting`; one more for the end
    std::vector<std::vector<Person>> own; ///< by desk: those who may be called there alone
    struct Away {
        Person person;
        base::WallTime since;
        bool missed = false; ///< else set aside
    };
    std::vector<Away> away;
    std::vector<SceneDesk> desks;
    std::vector<int> staffed;
    std::vector<bool> served; ///< by service: somebody open can serve it now
};

Scene scene_of(const queue::State& state, const Experience& experience, base::WallTime now,
               base::WallTime midnight);

} // namespace forecast
