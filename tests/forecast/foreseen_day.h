#pragma once

#include "shared/forecast/forecast.h"
#include "tests/queue/day.h"

namespace support {

/// A day whose hall learns from it: the events so far are told to the experience.
class ForeseenDay : public Day {
  public:
    explicit ForeseenDay(model::Hall hall = small_hall(),
                         std::map<model::CounterId, forecast::Lunch> lunches = {})
        : Day(hall), experience_(std::make_shared<const forecast::Premises>(hall, std::move(lunches))),
          told_(std::move(hall)) {}

    const forecast::Experience& experience() {
        for (; learned_ < events().size(); ++learned_) {
            const model::Event& event = events()[learned_];
            experience_.observe(told_, event, now().midnight);
            apply(told_, event);
        }
        return experience_;
    }

    forecast::Scene scene() {
        const forecast::Experience& experience = this->experience();
        return forecast::scene_of(state(), experience, now().time, now().midnight);
    }
    forecast::Prospect prospect(model::TicketId ticket) {
        return forecast::foresee(scene(), experience(), ticket);
    }
    forecast::Everybody everybody() { return forecast::foresee_all(scene(), experience()); }

  private:
    forecast::Experience experience_;
    queue::State told_; ///< as far as the experience has come
    std::size_t learned_ = 0;
};

} // namespace support
