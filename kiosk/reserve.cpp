#include "kiosk/reserve.h"

#include <algorithm>

#include <fmt/format.h>

namespace kiosk {

namespace {

/// From where on nobody was given a number of this block, as far as the hall has heard.
int after_used(const model::NumberBlock& block) {
    const int used = block.used.empty() ? block.first - 1 : block.used.back();
    return std::clamp(used + 1, block.first, block.last + 1);
}

bool is_sound(const model::NumberBlock& block) {
    return !block.service.value.empty() && block.first >= 1 && block.first <= block.last &&
           block.last <= Reserve::kHighestNumber;
}

/// The answer to the first lease of all on this day: it made blocks, one a service, and all are untouched.
bool is_first(const model::Answer& answer) {
    return answer.seq != 0 && std::ranges::all_of(answer.blocks, [&](const model::NumberBlock& block) {
               return block.used.empty() &&
                      std::ranges::count(answer.blocks, block.service, &model::NumberBlock::service) == 1;
           });
}

} // namespace

void Reserve::begin(std::uint64_t store, int day, const wire::Session& lease) {
    lost_.clear();
    for (const Given& given : given_)
        remember_lost(given);
    given_.clear();
    doubts_.clear(); // what came of them ended with the day
    stretches_.clear();
    store_ = store;
    day_ = day;
    first_lease_ = lease;
}

void Reserve::lease(const model::Answer& answer) {
    const bool distrusts = first_lease_ && !is_first(answer);
    std::vector<Stretch> leased;
    for (const model::NumberBlock& block : answer.blocks) {
        if (!is_sound(block) || leased.size() >= kMostStretches)
            continue;
        const auto known = std::ranges::find_if(stretches_, [&](const Stretch& stretch) {
            return stretch.service == block.service && stretch.last == block.last;
        });
        int next = after_used(block);
        if (known != stretches_.end())
            next = std::max(next, known->next);
        else if (distrusts)
            next = block.last + 1;
        leased.push_back({block.service, next, block.last});
    }
    stretches_ = std::move(leased);
    first_lease_.reset();
}

int Reserve::left(const model::ServiceId& service) const {
    if (given_.size() >= kMostGiven)
        return 0;
    int count = 0;
    for (const Stretch& stretch : stretches_)
        if (stretch.service == service)
            count += stretch.left();
    return count;
}

Stretch* Reserve::stretch_with(const model::ServiceId& service) {
    const auto found = std::ranges::find_if(
        stretches_, [&](const Stretch& stretch) { return stretch.service == service && stretch.left() > 0; });
    return found == stretches_.end() ? nullptr : &*found;
}

const Given* Reserve::give(const wire::Session& errand, const model::TakeTicket& take,
                           const std::string& letter, base::WallTime at, const wire::Session& session) {
    if (const Given* given = given_for(errand))
        return given;
    Stretch* stretch = stretch_with(take.service);
    if (stretch == nullptr || given_.size() >= kMostGiven)
        return nullptr;
    Given given{errand, session, {}};
    given.over.service = take.service;
    given.over.channel = take.channel;
    given.over.language = take.language;
    given.over.reason = take.reason;
    given.over.number = fmt::format("{}{:03}", letter, stretch->next++); // as the hall writes it
    given.over.at = at;
    return &given_.emplace_back(std::move(given));
}

const Given* Reserve::given_for(const wire::Session& errand) const {
    const auto found = std::ranges::find(given_, errand, &Given::errand);
    return found == given_.end() ? nullptr : &*found;
}

void Reserve::make_ordinary(const wire::Session& session) {
    Given& first = given_.front();
    first.session = session;
    first.over.channel = {};
    first.over.reason.clear();
}

void Reserve::lose() {
    remember_lost(given_.front());
    given_.pop_front();
}

void Reserve::remember_lost(const Given& given) {
    if (lost_.size() < kMostLost)
        lost_.push_back({given.over.number, given.over.at});
}

void Reserve::doubt(const wire::Session& session, std::uint64_t request) {
    const Doubt doubt{session, request};
    if (std::ranges::count(doubts_, doubt) > 0)
        return;
    if (doubts_.size() >= kMostDoubts)
        doubts_.erase(doubts_.begin());
    doubts_.push_back(doubt);
}

} // namespace kiosk
