#include "caller/buttons/box_line.h"

#include <fmt/format.h>

#include <algorithm>

namespace caller {

namespace {

constexpr std::size_t kLongestNumber = 8;
constexpr int kMostWaiting = 999;

std::string body_of(const Sign& sign) {
    std::string number;
    for (const char each : sign.number)
        if (((each >= '0' && each <= '9') || (each >= 'A' && each <= 'Z') || each == '-') &&
            number.size() < kLongestNumber)
            number += each;
    const bool flashes = sign.number.empty() && sign.waiting > 0;
    const int lamp = !sign.in_reach ? 2 : sign.called ? 1 : flashes ? 3 : 0;
    return fmt::format("{},{},{}", number, std::clamp(sign.waiting, 0, kMostWaiting), lamp);
}

} // namespace

BoxLine::BoxLine(const std::vector<std::uint8_t>& addresses) {
    for (const std::uint8_t address : addresses)
        boxes_.push_back({.address = address});
}

void BoxLine::opened(base::SteadyTime now) {
    open_ = true;
    asked_ = 0;
    free_at_ = now;
    reader_.forget();
    for (Box& box : boxes_) {
        box.due = now;
        box.misses = 0;
    }
}

std::vector<BoxEvent> BoxLine::closed() {
    std::vector<BoxEvent> events;
    open_ = false;
    unsent_.clear();
    for (Box& box : boxes_)
        if (std::exchange(box.state, State::Away) != State::Away)
            events.emplace_back(BoxWent{box.address});
    return events;
}

std::vector<BoxEvent> BoxLine::received(std::span<const std::byte> bytes, base::SteadyTime now) {
    std::vector<BoxEvent> events;
    for (const std::byte byte : bytes)
        if (const auto frame = reader_.take(static_cast<char>(byte)))
            if (Box* box = find(frame->address); box != nullptr && open_)
                heard(*box, *frame, now, events);
    return events;
}

void BoxLine::heard(Box& box, const BoxFrame& frame, base::SteadyTime now, std::vector<BoxEvent>& events) {
    constexpr std::string_view kFromBoxes = "NKURT";
    if (kFromBoxes.find(frame.letter) == std::string_view::npos)
        return; // what we sent ourselves, heard again
    const bool answers = asked_ == box.address;
    if (answers) {
        asked_ = 0;
        free_at_ = now + kPause;
        box.misses = 0;
        box.due = now + (box.state == State::Away ? kPause : kEach);
    }
    if (box.state != State::There) {
        if (!answers || asked_with_ != 'F' || frame.letter != 'N')
            return;
        if (std::exchange(box.state, State::There) == State::Away)
            events.emplace_back(BoxCame{box.address});
        box.seq = 0;
        box.shows = true;
        box.show_at = now;
        return;
    }
    if (frame.letter == 'R') {
        box.state = State::Meeting;
        box.due = now;
        events.emplace_back(BoxRestarted{box.address});
    } else if (frame.letter == 'K' || frame.letter == 'U') {
        heard_key(box, frame, now, events);
    } else if (answers && asked_with_ == 'D') {
        box.shows = frame.letter == 'T';
        box.show_at = now + kShow;
    }
}

void BoxLine::heard_key(Box& box, const BoxFrame& frame, base::SteadyTime now,
                        std::vector<BoxEvent>& events) {
    if (frame.body.size() != 4)
        return;
    const auto seq = parse_two_hex(std::string_view(frame.body).substr(0, 2));
    const auto key = parse_two_hex(std::string_view(frame.body).substr(2));
    if (!seq || *seq == 0 || !key || *key == 0 || *key > kMostKey)
        return;
    box.due = now;
    if (*seq != std::exchange(box.seq, *seq))
        events.emplace_back(BoxKey{box.address, *key, frame.letter == 'K'});
}

void BoxLine::missed(Box& box, base::SteadyTime now, std::vector<BoxEvent>& events) {
    if (box.state == State::Away) {
        box.due = now + kAway;
        return;
    }
    box.due = now;
    if (++box.misses < kMisses)
        return;
    box.state = State::Away;
    box.misses = 0;
    events.emplace_back(BoxWent{box.address});
}

std::vector<BoxEvent> BoxLine::tick(base::SteadyTime now) {
    std::vector<BoxEvent> events;
    if (!open_)
        return events;
    if (asked_ != 0 && now >= answer_by_) {
        if (Box* box = find(std::exchange(asked_, std::uint8_t{0})))
            missed(*box, now, events);
        free_at_ = now;
        reader_.forget(); // half an answer is none
    }
    Box* box = next();
    if (asked_ == 0 && box != nullptr && now >= std::max(box->due, free_at_))
        ask(*box, now);
    return events;
}

void BoxLine::ask(Box& box, base::SteadyTime now) {
    BoxFrame question{box.address, 'F', {}};
    if (box.state == State::There) {
        const bool shows = box.shows && !box.sign.empty() && now >= box.show_at;
        question.letter = shows ? 'D' : 'P';
        question.body = shows ? box.sign : two_hex(box.seq);
    }
    asked_ = box.address;
    asked_with_ = question.letter;
    answer_by_ = now + kAnswer;
    unsent_ += question.text();
}

std::optional<base::SteadyTime> BoxLine::next_deadline() const {
    if (!open_ || boxes_.empty())
        return std::nullopt;
    if (asked_ != 0)
        return answer_by_;
    return std::max(free_at_, std::ranges::min_element(boxes_, {}, &Box::due)->due);
}

void BoxLine::show(std::uint8_t address, const Sign& sign) {
    Box* box = find(address);
    if (box == nullptr)
        return;
    auto body = body_of(sign);
    if (box->sign == body)
        return;
    box->sign = std::move(body);
    box->show_at = {};
}

BoxLine::Box* BoxLine::find(std::uint8_t address) {
    const auto found = std::ranges::find(boxes_, address, &Box::address);
    return found == boxes_.end() ? nullptr : &*found;
}

BoxLine::Box* BoxLine::next() {
    const auto found = std::ranges::min_element(boxes_, {}, &Box::due);
    return found == boxes_.end() ? nullptr : &*found;
}

} // namespace caller
