#include "shared/admin/print.h"

#include "shared/base/zone.h"
#include "shared/model/words.h"

#include <fmt/core.h>

namespace admin {

namespace {

constexpr const char* kLanguage = "en";

std::string ticket_text(const model::Ticket& ticket) {
    std::string text = fmt::format("{}, ticket {}: {}", ticket.number, ticket.id.value, word(ticket.state));
    if (ticket.counter)
        text += fmt::format(" at counter {}", ticket.counter->value);
    if (ticket.approval == model::Approval::Pending)
        text += ", approval pending";
    return text;
}

std::string counter_text(const model::CounterStatus& counter) {
    std::string text = fmt::format("counter {}: {}", counter.id.value, word(counter.state));
    if (!counter.clerk.value.empty())
        text += fmt::format(", clerk {}", counter.clerk.value);
    if (!counter.reason.empty())
        text += fmt::format(" ({})", counter.reason);
    return text;
}

std::string clock_text(const base::Zone& zone, base::WallTime time) {
    const auto local = zone.local(time);
    return fmt::format("{:02}:{:02}:{:02}", local.hour, local.minute, local.second);
}

} // namespace

std::string text_of(const model::Forecast& forecast) {
    using Kind = model::RoundedWait::Kind;
    const auto wait = model::rounded(forecast);
    switch (wait.kind) {
    case Kind::Unknown:
        return "wait unknown";
    case Kind::RightAway:
        return "right away";
    case Kind::Between:
        return fmt::format("{} to {} minutes", wait.low, wait.high);
    case Kind::MoreThan:
        return fmt::format("more than {} minutes", wait.low);
    }
    return {};
}

std::string text_of(const model::Answer& answer) {
    if (!answer.ticket)
        return answer.counter ? counter_text(*answer.counter) : "done";
    std::string text = ticket_text(*answer.ticket);
    if (answer.ticket->state == model::TicketState::Waiting)
        text += fmt::format("; {} ahead, {}", answer.ahead, text_of(answer.forecast));
    return text;
}

std::string refusal_text(const model::Answer& answer) {
    std::string text(model::sentence(answer.refusal));
    if (!answer.detail.empty())
        text += fmt::format(" ({})", answer.detail);
    return text;
}

std::string text_of(const model::Board& board) {
    const base::Zone zone(board.hall.zone);
    std::string text =
        fmt::format("{}, {}, {}{}\n", board.hall.name.in(kLanguage), board.day, clock_text(zone, board.now),
                    board.accepting ? "" : ", closed for new visitors");
    if (board.alarm)
        text += fmt::format("  {} since {}, until the all-clear\n", word(board.alarm->kind),
                            clock_text(zone, board.alarm->since));
    for (const auto& [id, counter] : board.counters) {
        text += "  " + counter_text(counter);
        if (counter.ticket)
            if (const auto ticket = board.tickets.find(*counter.ticket); ticket != board.tickets.end())
                text += fmt::format(", {} {}", ticket->second.number, word(ticket->second.state));
        text += fmt::format("; {} served\n", counter.served);
    }
    for (const model::Outlook& outlook : board.outlooks)
        text += fmt::format("  {:<24} {:>3} waiting, {}\n", outlook.service.value, outlook.waiting,
                            text_of(outlook.forecast));
    for (const auto& [id, device] : board.devices)
        if (device.state != model::DeviceState::Well)
            text += fmt::format("  {}: {} {}\n", id.value, word(device.state), device.detail);
    text.pop_back();
    return text;
}

std::string text_of(const model::Event& event, const model::Board& board) {
    std::string text = fmt::format("{} {:>6} {}", clock_text(base::Zone(board.hall.zone), event.at),
                                   event.seq, word(event.kind));
    std::string number = event.number;
    if (const auto ticket = board.tickets.find(event.ticket); number.empty() && ticket != board.tickets.end())
        number = ticket->second.number;
    if (!number.empty())
        text += " " + number;
    if (event.counter.value != 0)
        text += fmt::format(" counter {}", event.counter.value);
    if (!event.service.value.empty())
        text += " " + event.service.value;
    if (!event.device.value.empty())
        text += " " + event.device.value;
    if (!event.reason.empty())
        text += fmt::format(" ({})", event.reason);
    return text;
}

} // namespace admin
