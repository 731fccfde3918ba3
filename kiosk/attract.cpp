#include "kiosk/attract.h"

#include <array>

namespace kiosk {

void Attract::sign(base::SteadyTime now) {
    last_sign_ = now;
    began_.reset();
    turn_ = 0;
}

void Attract::tick(base::SteadyTime now, bool at_beginning) {
    if (!at_beginning || !last_sign_ || !at_beginning_)
        sign(now);
    at_beginning_ = at_beginning;
    if (after_ <= base::Duration(0) || !at_beginning)
        return;
    if (!began_ && now - *last_sign_ >= after_)
        began_ = now;
    if (began_)
        turn_ = static_cast<int>((now - *began_) / kTurn);
}

std::optional<base::SteadyTime> Attract::next_deadline() const {
    if (began_)
        return turned_at() + kTurn;
    if (after_ <= base::Duration(0) || !at_beginning_ || !last_sign_)
        return std::nullopt;
    return *last_sign_ + after_;
}

base::SteadyTime Attract::turned_at() const {
    return began_.value_or(base::SteadyTime{}) + turn_ * kTurn;
}

bool Attract::dimmed() const {
    return began_ && turn_ * kTurn >= kDim;
}

screen::Point Attract::drift() const {
    constexpr std::array<screen::Point, 9> kWay{
        {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}, {0, -1}, {1, -1}}};
    return kWay.at(static_cast<std::size_t>(minute()) % kWay.size());
}

} // namespace kiosk
