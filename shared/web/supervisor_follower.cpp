#include "shared/web/supervisor_follower.h"

#include "shared/base/day.h"

namespace web {

std::shared_ptr<const SupervisorRecord> SupervisorFollower::at(const State& state, Hurry hurry) {
    std::unique_lock asking(asking_, std::defer_lock);
    if (hurry == Hurry::Yes)
        asking.lock();
    else
        static_cast<void>(asking.try_lock());
    if (asking.owns_lock() && is_behind(state, hurry))
        read_on(state);
    const std::lock_guard lock(mutex_);
    return published_;
}

bool SupervisorFollower::is_behind(const State& state, Hurry hurry) const {
    if (!state.fresh)
        return false;
    if (state.board.store != store_ || state.board.day != day_ || !complete_ || hurry == Hurry::Yes)
        return true;
    return next_ <= state.board.seq && clock_.steady() - asked_ >= kPace;
}

/// A new day begins anew: what its end has taken out of the journal leaves this memory, too.
void SupervisorFollower::read_on(const State& state) {
    asked_ = clock_.steady();
    if (state.board.store != store_ || state.board.day != day_) {
        record_ = SupervisorRecord();
        store_ = state.board.store;
        day_ = state.board.day;
        next_ = 0;
        complete_ = false;
    }
    const int first = base::add_days(day_, -kDaysBack);
    for (int pages = 0; pages < kPagesAtOnce; ++pages) {
        const auto page = courier_.export_page({first, day_, next_});
        if (!page || page->refusal != model::Refusal::None)
            break;
        for (const model::Event& event : page->events)
            if (event.seq >= next_)
                record_.apply(event);
        if (!page->events.empty())
            next_ = page->events.back().seq + 1;
        complete_ = complete_ || page->next == 0;
        if (page->next == 0)
            break;
    }
    publish();
}

void SupervisorFollower::publish() {
    auto record = std::make_shared<const SupervisorRecord>(record_);
    const std::lock_guard lock(mutex_);
    published_ = std::move(record);
}

} // namespace web
