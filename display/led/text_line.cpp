#include "display/led/text_line.h"

#include <algorithm>
#include <utility>

namespace display {

std::size_t TextLine::add(std::string name, std::unique_ptr<TextProtocol> protocol, base::Duration resend) {
    Station station;
    station.name = std::move(name);
    station.protocol = std::move(protocol);
    station.resend = resend;
    stations_.push_back(std::move(station));
    return stations_.size() - 1;
}

void TextLine::show(std::size_t station, TextJob job, base::SteadyTime now) {
    Station& one = stations_.at(station);
    if (one.job == job)
        return;
    one.job = std::move(job);
    one.due = now; // when it is asked just now: as soon as it has answered
    one.tries = 0;
}

void TextLine::opened(base::SteadyTime now) {
    open_ = true;
    asked_.reset();
    quiet_until_ = now;
    for (Station& one : stations_) {
        one.due = now;
        one.tries = 0;
    }
}

void TextLine::closed() {
    open_ = false;
    asked_.reset();
    to_send_.clear();
}

void TextLine::received(std::span<const std::byte> bytes, base::SteadyTime now) {
    if (!asked_)
        return; // nobody was asked: noise, or too late
    const std::size_t room = TextProtocol::kMostReply - std::min(TextProtocol::kMostReply, received_.size());
    const auto taken = bytes.first(std::min(room, bytes.size()));
    received_.insert(received_.end(), taken.begin(), taken.end());
    switch (stations_[*asked_].protocol->reply(received_)) {
    case TextProtocol::Reply::Taken:
        return answered(true, now);
    case TextProtocol::Reply::Refused:
        return answered(false, now);
    case TextProtocol::Reply::None:
        break;
    }
}

void TextLine::answered(bool taken, base::SteadyTime now) {
    if (!taken)
        return failed(true, now);
    Station& one = stations_[*asked_];
    tell(one, true, false);
    one.tries = 0;
    one.due = one.job == one.asked ? now + one.resend : now;
    asked_.reset();
    quiet_until_ = now + kPause;
}

void TextLine::failed(bool refused, base::SteadyTime now) {
    Station& one = stations_[*asked_];
    asked_.reset();
    quiet_until_ = now + kPause;
    one.due = now + kPause;
    if (++one.tries < kTries)
        return;
    tell(one, false, refused);
    one.tries = 0;
    one.due = now + kLater;
}

void TextLine::tell(Station& station, bool well, bool refused) {
    if (std::exchange(station.well, well) != well)
        news_.push_back({station.name, well, refused});
}

bool TextLine::settled() const {
    return !open_ || (!asked_ && std::ranges::all_of(
                                     stations_, [](const Station& one) { return one.job == one.asked; }));
}

void TextLine::tick(base::SteadyTime now) {
    if (!open_)
        return;
    if (asked_ && now >= until_)
        failed(false, now);
    if (asked_ || now < quiet_until_)
        return;
    for (std::size_t i = 1; i <= stations_.size(); ++i) { // in turns: none is always before another
        const std::size_t station = (last_ + i) % stations_.size();
        if (stations_[station].job && stations_[station].due <= now)
            return ask(station, now);
    }
}

void TextLine::ask(std::size_t station, base::SteadyTime now) {
    Station& one = stations_[station];
    one.asked = one.job;
    const auto request = one.protocol->request(*one.job);
    to_send_.insert(to_send_.end(), request.begin(), request.end());
    received_.clear();
    asked_ = last_ = station;
    // At 9600 baud a byte takes a millisecond, and patience begins when the last is out.
    until_ = now + kPatience + base::Duration(static_cast<long>(request.size()));
}

std::optional<base::SteadyTime> TextLine::next_deadline() const {
    if (!open_)
        return std::nullopt;
    if (asked_)
        return until_;
    std::optional<base::SteadyTime> next;
    for (const Station& one : stations_)
        if (one.job)
            next = std::min(next.value_or(base::SteadyTime::max()), std::max(one.due, quiet_until_));
    return next;
}

} // namespace display
