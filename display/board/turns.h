#pragma once

#include "shared/base/clock.h"

#include <cstddef>
#include <optional>

namespace display {

/// Pages that take turns when more is to be shown than fits. Pure: the time comes from outside.
class Turns {
  public:
    /// How long a page stands.
    explicit Turns(base::Duration stands) : stands_(stands) {}

    /// Which of `entries` is the first to be shown, where `room` fit at once.
    std::size_t first(std::size_t entries, std::size_t room) const {
        return page_ % pages(entries, room) * room;
    }

    /// True when another page is to be shown.
    bool tick(base::SteadyTime now, std::size_t entries, std::size_t room) {
        if (pages(entries, room) < 2) {
            turn_.reset();
            return false;
        }
        if (!turn_)
            turn_ = now + stands_;
        if (now < *turn_)
            return false;
        page_ = (page_ + 1) % pages(entries, room);
        turn_ = now + stands_;
        return true;
    }
    std::optional<base::SteadyTime> next() const { return turn_; }

  private:
    static std::size_t pages(std::size_t entries, std::size_t room) {
        return entries == 0 || room == 0 ? 1 : (entries + room - 1) / room;
    }

    base::Duration stands_;
    std::size_t page_ = 0;
    std::optional<base::SteadyTime> turn_;
};

} // namespace display
