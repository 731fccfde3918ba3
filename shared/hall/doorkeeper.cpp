#include "shared/hall/doorkeeper.h"

#include "shared/wire/pin.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <stdexcept>

namespace hall {

using model::Proof;

Doorkeeper::Doorkeeper(loop::Loop& loop, const model::Hall& hall)
    : loop_(loop), hall_(hall), ready_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (ready_ < 0)
        throw std::runtime_error("The hall cannot check PINs: too many files are open.");
    loop_.add_descriptor(ready_, [this] { deliver(); });
    thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
}

Doorkeeper::~Doorkeeper() {
    thread_.request_stop();
    thread_.join();
    loop_.remove_descriptor(ready_);
    close(ready_);
}

model::ClerkId Doorkeeper::bearer(const model::ClerkId& given, const model::Pass& pass) const {
    if (pass.card.empty())
        return given;
    const std::string mark = wire::card_mark(pass.card);
    const auto found = std::ranges::find(hall_.staff, mark, &model::Staff::card);
    return found == hall_.staff.end() ? given : found->id;
}

std::optional<Proof> Doorkeeper::known(const model::ClerkId& clerk, const model::Pass& pass) const {
    const model::Staff* staff = model::find(hall_.staff, clerk);
    if (staff == nullptr)
        return Proof::None; // the decision says that nobody has this number
    if (!staff->has_pass)
        return Proof::Trusted;
    if (!pass.card.empty())
        return wire::card_mark(pass.card) == staff->card ? Proof::Shown : Proof::Failed;
    if (pass.pin.empty())
        return Proof::None;
    return staff->pin.empty() ? std::optional(Proof::Failed) : std::nullopt;
}

bool Doorkeeper::check(const model::ClerkId& clerk, const model::Pass& pass, Done done) {
    const model::Staff* staff = model::find(hall_.staff, clerk);
    {
        const std::lock_guard lock(mutex_);
        if (checks_.size() >= kMostChecks)
            return false;
        checks_.push_back({staff == nullptr ? std::string() : staff->pin, pass.pin, std::move(done)});
    }
    wake_.notify_one();
    return true;
}

void Doorkeeper::work(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (wake_.wait(lock, stop, [this] { return !checks_.empty(); })) {
        Check check = std::move(checks_.front());
        checks_.pop_front();
        lock.unlock();
        const bool right = wire::pin_matches(check.hash, check.pin);
        wire::wipe(check.pin);
        lock.lock();
        verdicts_.push_back({right ? Proof::Shown : Proof::Failed, std::move(check.done)});
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = write(ready_, &one, sizeof one);
    }
}

void Doorkeeper::deliver() {
    std::uint64_t count = 0;
    if (read(ready_, &count, sizeof count) != sizeof count)
        return;
    std::deque<Verdict> verdicts;
    {
        const std::lock_guard lock(mutex_);
        verdicts.swap(verdicts_);
    }
    for (const Verdict& verdict : verdicts)
        verdict.done(verdict.proof);
}

} // namespace hall
