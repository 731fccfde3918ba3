#pragma once

#include "shared/model/board.h"

namespace caller {

/// A small hall: counter 3 serves housing loans (A) and withdrawals (B), counter 4 loans, counter 5 pensions
/// (C). Counter 3 is open with nobody at it.
struct SmallHall {
    model::Board board;
    const model::CounterId three{3}, four{4};

    SmallHall();
    /// Somebody comes; later calls came later, by a minute.
    model::Ticket& waits(const std::string& number, const std::string& channel = "ordinary");
    /// At counter 3, in this state.
    void is_here(const std::string& number, model::TicketState state);
    void set(model::CounterState state);
    base::WallTime now() const { return board.now; }
};

inline model::Names names(const std::string& hans, const std::string& hant, const std::string& english) {
    return model::Names({{"zh-Hans", hans}, {"zh-Hant", hant}, {"en", english}});
}

inline SmallHall::SmallHall() {
    using std::chrono::minutes;
    board.now =
        base::WallTime(std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + std::chrono::hours(2));
    board.hall.name = names("阳光市民服务中心", "陽光市民服務中心", "Sunshine Citizens' Centre");
    board.hall.services = {{model::ServiceId{"loan"},
                            {},
                            "A",
                            "home",
                            names("公积金贷款", "公積金貸款", "Housing loan"),
                            {},
                            {},
                            {},
                            {}},
                           {model::ServiceId{"withdrawal"},
                            {},
                            "B",
                            "cash",
                            names("公积金提取", "公積金提取", "Fund withdrawal"),
                            {},
                            {},
                            {},
                            {}},
                           {model::ServiceId{"pension"},
                            {},
                            "C",
                            "id",
                            names("养老保险", "養老保險", "Pension insurance"),
                            {},
                            {},
                            {},
                            {}}};
    model::Channel ordinary;
    ordinary.id = model::ChannelId{"ordinary"};
    ordinary.name = names("普通", "普通", "Ordinary");
    model::Channel elderly;
    elderly.id = model::ChannelId{"elderly"};
    elderly.name = names("老年人", "長者", "Elderly");
    elderly.verification = model::Verification::Declared;
    elderly.green = true;
    elderly.head_start = minutes(5);
    elderly.multiplier = 2000;
    elderly.cap = minutes(45);
    model::Channel urgent;
    urgent.id = model::ChannelId{"urgent"};
    urgent.name = names("急事", "急事", "Urgent");
    urgent.verification = model::Verification::Staff;
    urgent.emergency = true;
    board.hall.channels = {ordinary, elderly, urgent};
    board.hall.counters = {
        {three,
         names("一楼东厅", "一樓東廳", "1F, east hall"),
         {model::ServiceId{"loan"}, model::ServiceId{"withdrawal"}},
         {}},
        {four, names("一楼西厅", "一樓西廳", "1F, west hall"), {model::ServiceId{"loan"}}, {}},
        {model::CounterId{5}, names("二楼", "二樓", "2F"), {model::ServiceId{"pension"}}, {}}};
    for (const auto& counter : board.hall.counters) {
        auto& status = board.counters[counter.id];
        status.id = counter.id;
        status.state = model::CounterState::Open;
        status.clerk = model::ClerkId{"103"};
        status.since = board.now - minutes(95);
        status.served = 7;
    }
    board.seq = 100;
}

inline model::Ticket& SmallHall::waits(const std::string& number, const std::string& channel) {
    const auto id = board.tickets.size() + 1;
    model::Ticket ticket;
    ticket.id = model::TicketId{id};
    ticket.number = number;
    ticket.service = model::ServiceId{number[0] == 'A'   ? "loan"
                                      : number[0] == 'B' ? "withdrawal"
                                                         : "pension"};
    ticket.channel = model::ChannelId{channel};
    ticket.issued = ticket.entry = ticket.since = board.now - std::chrono::minutes(60 - id);
    ticket.language = "zh-Hans";
    return board.tickets[ticket.id] = ticket;
}

inline void SmallHall::is_here(const std::string& number, model::TicketState state) {
    auto& ticket = waits(number);
    ticket.state = state;
    ticket.counter = three;
    ticket.since = board.now - std::chrono::seconds(95);
    ticket.calls = 1;
    board.counters[three].ticket = ticket.id;
}

inline void SmallHall::set(model::CounterState state) {
    board.counters[three].state = state;
    board.counters[three].reason = state == model::CounterState::Paused ? "Back soon" : "";
}

} // namespace caller
