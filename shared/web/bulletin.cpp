#include "shared/web/bulletin.h"

#include <utility>

namespace web {

void Bulletin::publish(State state) {
    {
        const std::lock_guard lock(mutex_);
        state.version = state_->version + 1;
        state_ = std::make_shared<const State>(std::move(state));
    }
    changed_.notify_all();
}

std::shared_ptr<const State> Bulletin::state() const {
    const std::lock_guard lock(mutex_);
    return state_;
}

std::shared_ptr<const State> Bulletin::wait(std::uint64_t version, base::Duration longest) const {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, longest, [&] { return closed_ || state_->version != version; });
    return state_;
}

void Bulletin::close() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    changed_.notify_all();
}

bool Bulletin::closed() const {
    const std::lock_guard lock(mutex_);
    return closed_;
}

} // namespace web
