#pragma once

#include "display/voice/announcer.h"

#include <map>
#include <string>

/// A hall in which counters call tickets, as a follower would tell it.
class CallingHall {
  public:
    CallingHall() {
        for (int id = 1; id <= 9; ++id)
            board_.hall.counters.push_back(
                {model::CounterId{id}, model::Names({{"en", "east hall"}, {"zh-Hans", "东大厅"}}), {}, {}});
    }
    model::Update happens(model::EventKind kind, std::uint64_t ticket, int counter) {
        model::Update update;
        update.event.seq = ++board_.seq;
        update.event.kind = kind;
        update.event.ticket = {ticket};
        update.event.counter = {counter};
        update.event.number = "A00" + std::to_string(ticket);
        model::Ticket& t = board_.tickets[{ticket}];
        t.id = {ticket};
        t.number = "A00" + std::to_string(ticket);
        t.counter = model::CounterId{counter};
        t.state = kind == model::EventKind::ServiceStarted ? model::TicketState::Serving
                                                           : model::TicketState::Called;
        t.since = board_.now + std::chrono::seconds(board_.seq);
        board_.counters[*t.counter].ticket = t.id;
        update.tickets.push_back(t);
        return update;
    }
    void raise(model::AlarmKind kind) {
        board_.alarm = model::Alarm{
            kind, model::Names(std::map<std::string, std::string>{{"en", "Lift 1 stands."}}), {}};
    }
    display::Announcer::Source source() const {
        return {[this] { return &board_; }, [this] { return hall_time; }};
    }

    base::WallTime hall_time{};

  private:
    model::Board board_;
};
