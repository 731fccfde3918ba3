#include "kiosk/idcard/session.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kiosk {

namespace {

constexpr std::size_t kStatusSize = 3;
constexpr std::size_t kFoundSize = 4, kSelectedSize = 8, kLengthsSize = 4;

/// The third status byte; the first two are zero.
constexpr std::byte kDone{0x90}, kFound{0x9F}, kNoCard{0x80}, kNotSelected{0x81}, kNotRead{0x41};

std::vector<std::byte> sdt_request(unsigned command, unsigned parameter) {
    return sdt_frame(std::array{static_cast<std::byte>(command), static_cast<std::byte>(parameter)});
}

std::size_t number_at(std::span<const std::byte> bytes, std::size_t at) {
    return std::to_integer<std::size_t>(bytes[at]) << 8U | std::to_integer<std::size_t>(bytes[at + 1]);
}

} // namespace

CardSession::Effects CardSession::cable_up(base::SteadyTime now) {
    Effects effects;
    parser_.reset();
    silences_ = tries_ = 0;
    lies_ = false;
    request(State::Asking, now, effects);
    return effects;
}

CardSession::Effects CardSession::cable_down() {
    Effects effects;
    parser_.reset();
    state_ = State::Away;
    deadline_.reset();
    tell_there(false, effects);
    return effects;
}

CardSession::Effects CardSession::received(std::span<const std::byte> bytes, base::SteadyTime now) {
    Effects effects;
    if (state_ == State::Away)
        return effects;
    const auto broken = parser_.broken();
    // The reader cannot have answered what is not sent yet: one reply a turn, the rest of it is stale.
    bool answered = false;
    parser_.take(bytes, [&](Payload reply) {
        if (answered || !is_reply(reply))
            return;
        answered = true;
        silences_ = 0;
        tell_there(true, effects);
        handle(reply, now, effects);
    });
    if (!answered && parser_.broken() != broken && state_ == State::Reading)
        failed(now, effects);
    return effects;
}

CardSession::Effects CardSession::tick(base::SteadyTime now) {
    Effects effects;
    if (!deadline_ || now < *deadline_)
        return effects;
    if (state_ == State::Waiting)
        request(there_ && (wants_card() || lies_) ? State::Finding : State::Asking, now, effects);
    else
        silence(now, effects);
    return effects;
}

void CardSession::seek(bool wanted, base::SteadyTime now) {
    seeking_ = wanted;
    look_soon(now);
}

void CardSession::set_day(int day, base::SteadyTime now) {
    day_ = is_day(day) ? day : 0;
    look_soon(now);
}

void CardSession::look_soon(base::SteadyTime now) {
    if (state_ == State::Waiting && wants_card() && there_)
        deadline_ = std::min(*deadline_, std::max(now, asked_ + kBeat));
}

void CardSession::request(State state, base::SteadyTime now, Effects& effects) {
    state_ = state;
    deadline_ = now + (state == State::Reading ? kReadTime : kReplyTime);
    switch (state) {
    case State::Finding:
        effects.emplace_back(SendFrame{sdt_request(0x20, 0x01)});
        break;
    case State::Selecting:
        effects.emplace_back(SendFrame{sdt_request(0x20, 0x02)});
        break;
    case State::Reading:
        effects.emplace_back(SendFrame{sdt_request(0x30, 0x01)});
        break;
    default:
        effects.emplace_back(SendFrame{sdt_request(0x11, 0xFF)});
        break;
    }
    if (state == State::Asking || state == State::Finding)
        asked_ = now;
}

void CardSession::wait(base::SteadyTime now) {
    const bool beats = there_ && (wants_card() || lies_);
    state_ = State::Waiting;
    deadline_ = std::max(now, asked_ + (beats || !there_ ? kBeat : kHealth));
}

/// Whether these bytes can be the answer to what was asked last. Any other error is one to anything.
bool CardSession::is_reply(Payload reply) const {
    if (state_ == State::Waiting || reply.size() < kStatusSize || reply[0] != std::byte{0} ||
        reply[1] != std::byte{0})
        return false;
    const auto data = reply.subspan(kStatusSize);
    switch (reply[2]) {
    case kDone:
        return (state_ == State::Asking && data.empty()) ||
               (state_ == State::Selecting && data.size() == kSelectedSize) ||
               (state_ == State::Reading && data.size() > kLengthsSize);
    case kFound:
        return state_ == State::Finding && data.size() == kFoundSize;
    case kNoCard:
        return state_ == State::Finding && data.empty();
    case kNotSelected:
        return state_ == State::Selecting && data.empty();
    case kNotRead:
        return state_ == State::Reading && data.empty();
    default:
        return data.empty();
    }
}

void CardSession::handle(Payload reply, base::SteadyTime now, Effects& effects) {
    const auto status = reply[2];
    const bool good = status == kDone || status == kFound;
    switch (state_) {
    case State::Finding:
        if (good || status == kNoCard)
            return found(good, now, effects);
        return wait(now);
    case State::Selecting:
        return good ? request(State::Reading, now, effects) : failed(now, effects);
    case State::Reading:
        return good ? read(reply.subspan(kStatusSize), now, effects) : failed(now, effects);
    default:
        return wait(now);
    }
}

void CardSession::found(bool card, base::SteadyTime now, Effects& effects) {
    if (!card) {
        lies_ = false;
        tries_ = 0;
    } else if (!lies_ && wants_card())
        return request(State::Selecting, now, effects);
    wait(now);
}

/// The card was not selected, or not read: it lies badly, or is none of ours, or was lifted too early.
void CardSession::failed(base::SteadyTime now, Effects& effects) {
    if (++tries_ >= kTries)
        return finish(CardFailure::Unreadable, now, effects);
    if (state_ == State::Reading)
        return request(State::Reading, now, effects); // a selected card may not be found again
    wait(now);
}

void CardSession::read(Payload data, base::SteadyTime now, Effects& effects) {
    const auto text = number_at(data, 0), photo = number_at(data, 2);
    if (data.size() != kLengthsSize + text + photo)
        return failed(now, effects);
    if (day_ == 0)
        return finish(CardFailure::Unreadable, now, effects); // not wanted any more: nothing is told
    const auto card = read_card(data.subspan(kLengthsSize, text), day_, key_);
    if (!card)
        finish(card.error(), now, effects);
    else if (!card->valid)
        finish(CardFailure::Expired, now, effects);
    else
        finish(*card, now, effects);
}

void CardSession::finish(const CardEffect& outcome, base::SteadyTime now, Effects& effects) {
    tries_ = 0;
    lies_ = true;
    if (wants_card())
        effects.push_back(outcome);
    wait(now);
}

void CardSession::silence(base::SteadyTime now, Effects& effects) {
    parser_.reset();
    if (++silences_ >= kSilences) {
        tell_there(false, effects);
        state_ = State::Away;
        deadline_.reset();
        effects.emplace_back(ReopenCable{});
        return;
    }
    if (state_ == State::Reading)
        return finish(CardFailure::Unreadable, now, effects);
    if (state_ == State::Selecting)
        return failed(now, effects);
    state_ = State::Waiting;
    deadline_ = now;
}

void CardSession::tell_there(bool there, Effects& effects) {
    if (std::exchange(there_, there) != there)
        effects.emplace_back(ReaderThere{there});
}

} // namespace kiosk
