#include "caller/pad/face.h"

#include "caller/waiting.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

namespace caller {

namespace {

using screen::Catalogue;

std::string service_name(const model::Board& board, const model::Ticket& ticket,
                         const std::string& language) {
    const auto* service = find(board.hall.services, ticket.service);
    return service == nullptr ? std::string() : std::string(service->name.in(language));
}

/// Nothing for the ordinary channel, which is the hall's first.
const model::Channel* special_channel(const model::Board& board, const model::ChannelId& id) {
    const auto* channel = find(board.hall.channels, id);
    const bool ordinary = channel != nullptr && channel == &board.hall.channels.front();
    return ordinary ? nullptr : channel;
}

std::string state_word(Place place, const Catalogue& catalogue) {
    switch (place) {
    case Place::Idle:
        return catalogue.tr_c("counter", "Open");
    case Place::Called:
        return catalogue.tr_c("counter", "Calling");
    case Place::Serving:
        return catalogue.tr_c("counter", "Serving");
    case Place::Paused:
        return catalogue.tr_c("counter", "Paused");
    case Place::Closed:
        return catalogue.tr_c("counter", "Closed");
    default:
        return catalogue.tr_c("counter", "Out of reach");
    }
}

long minutes_of(base::Duration duration) {
    return std::max<long>(0, std::chrono::duration_cast<std::chrono::minutes>(duration).count());
}

std::string clock_of(const model::Board& board, base::WallTime time) {
    return base::Zone(board.hall.zone).clock(time);
}

/// The time at the counter against what the hall promised, or, where it did not, against what is usual.
void set_limit(CardFace& card, const model::Service* service, base::Duration serving,
               const Catalogue& catalogue) {
    if (service == nullptr)
        return;
    const bool promised = service->serve_target > base::Duration{};
    const auto limit = promised ? service->serve_target : service->typical;
    if (limit <= base::Duration{})
        return;
    card.timer = catalogue.tr("{1} of {2} min", card.timer, minutes_of(limit));
    card.over = serving >= limit;
    card.share = static_cast<int>(std::clamp<std::int64_t>(serving * 1000 / limit, 0, 1000));
    if (card.over)
        card.detail = promised ? catalogue.tr("longer than promised") : catalogue.tr("longer than usual");
}

CardFace ticket_card(const Desk& desk, const model::Ticket& ticket, Place place, base::WallTime now,
                     const Catalogue& catalogue) {
    const auto& board = *desk.board();
    const auto language = tag_of(catalogue);
    CardFace card;
    card.mood = place == Place::Called    ? CardFace::Mood::Called
                : place == Place::Serving ? CardFace::Mood::Serving
                                          : CardFace::Mood::Quiet;
    card.number = ticket.number;
    card.title = service_name(board, ticket, language);
    const bool serving = ticket.state == model::TicketState::Serving;
    card.state = serving ? catalogue.tr("Being served") : catalogue.tr("Called");
    card.timer = lasted(now - ticket.since);
    if (const auto* channel = special_channel(board, ticket.channel)) {
        card.channel = channel->name.in(language);
        card.green = channel->green;
    }
    card.detail = serving
                      ? catalogue.tr_n("waited {1} minute", "waited {1} minutes", minutes_of(ticket.waited))
                      : catalogue.tr_n("called once", "called {1} times", ticket.calls);
    if (serving)
        set_limit(card, find(board.hall.services, ticket.service), now - ticket.since, catalogue);
    if (!desk.note().empty())
        card.note = catalogue.tr(desk.note());
    return card;
}

CardFace empty_card(const Desk& desk, Place place, base::WallTime now, const Catalogue& catalogue) {
    CardFace card;
    switch (place) {
    case Place::Idle:
        card.icon = "person";
        card.title = catalogue.tr("Nobody is at the counter");
        card.detail = catalogue.tr("Next calls the visitor whose turn it is.");
        break;
    case Place::Paused:
        card.mood = CardFace::Mood::Paused;
        card.icon = "pause";
        card.title = catalogue.tr("Paused");
        card.detail = desk.status()->reason.empty() ? std::string() : catalogue.tr(desk.status()->reason);
        card.timer = lasted(now - desk.status()->since);
        if (const auto until = desk.status()->until)
            card.timer = catalogue.tr("{1}, back at {2}", card.timer, clock_of(*desk.board(), *until));
        break;
    case Place::Closed:
        card.icon = "counter";
        card.title = catalogue.tr("The counter is closed");
        card.detail = catalogue.tr("Open it to begin.");
        break;
    case Place::NoSuchCounter:
        card.icon = "question";
        card.title = catalogue.tr("The hall does not know counter {1}", desk.counter().value);
        card.detail = catalogue.tr("Please ask the technician.");
        break;
    default:
        card.mood = CardFace::Mood::Quiet;
        card.icon = "offline";
        card.title = catalogue.tr("Joining the hall …");
        card.detail = catalogue.tr("This goes on by itself as soon as the hall answers.");
        break;
    }
    return card;
}

/// Another counter that asks for help, if any.
const model::CounterStatus* asks_for_help(const Desk& desk) {
    for (const auto& [id, status] : desk.board()->counters)
        if (id != desk.counter() && status.help && status.state != model::CounterState::Closed)
            return &status;
    return nullptr;
}

/// Of people and counters: somebody asks for help, or the clerk is reminded of something.
std::optional<BarFace> reminder(const Desk& desk, base::WallTime now, const Catalogue& catalogue) {
    using Tone = BarFace::Tone;
    const auto* own = desk.status();
    if (own == nullptr || own->state == model::CounterState::Closed)
        return std::nullopt;
    if (const auto* other = asks_for_help(desk))
        return BarFace{
            Tone::Warning,
            "people",
            catalogue.tr("Counter {1} asks for help: {2}", other->id.value, whom(*other->help, catalogue)),
            BarFace::Key::Come,
            catalogue.tr("I am coming"),
            other->id};
    if (own->help)
        return BarFace{Tone::Good,
                       "people",
                       catalogue.tr("Help has been called: {1}. F10 ends it.", whom(*own->help, catalogue)),
                       {},
                       {},
                       {}};
    if (own->idle_alert)
        return BarFace{
            Tone::Warning,
            "clock",
            catalogue.tr("Visitors are waiting for this counter. Please call the next one, or pause."),
            {},
            {},
            {}};
    if (own->duty_alert)
        return BarFace{Tone::Warning,
                       "clock",
                       catalogue.tr("You have been on duty for a long time. Please take a break soon."),
                       {},
                       {},
                       {}};
    for (const auto* ticket : set_aside(*desk.board(), desk.counter()))
        if (is_overdue(*desk.board(), *ticket, now))
            return BarFace{Tone::Warning,
                           "park",
                           catalogue.tr("{1} was set aside {2} min ago and is still waiting.", ticket->number,
                                        minutes_of(now - ticket->since)),
                           {},
                           {},
                           {}};
    return std::nullopt;
}

/// What the clerk should know most urgently.
BarFace news_of(const Desk& desk, const Around& around, const Catalogue& catalogue) {
    using Tone = BarFace::Tone;
    const auto plain = [](Tone tone, const char* icon, std::string text) {
        return BarFace{tone, icon, std::move(text), {}, {}, {}};
    };
    const bool told = desk.message() && desk.message()->trouble;
    if (desk.place() == Place::OutOfReach && !told)
        return plain(
            Tone::Trouble, "offline",
            catalogue.tr("The hall is out of reach. Presses are not kept; it is tried again by itself."));
    if (const auto& message = desk.message())
        return plain(message->trouble ? Tone::Warning : Tone::Good, message->trouble ? "info" : "check",
                     catalogue.tr(message->text, message->about));
    if (!around.no_slip_for.empty())
        return plain(Tone::Warning, "printer",
                     catalogue.tr("Ticket {1} got no slip. {2}", around.no_slip_for,
                                  catalogue.tr(around.no_slip_why)));
    if (!around.typed.empty())
        return plain(Tone::Quiet, "ticket", catalogue.tr("Number {1} – ENTER calls it", around.typed));
    if (!around.boxes_gone.empty())
        return plain(Tone::Warning, "warning",
                     catalogue.tr("The button box is unplugged. Please use this pad."));
    if (!around.boxes_stuck.empty())
        return plain(Tone::Warning, "warning",
                     catalogue.tr("A key of the button box is stuck. Please free it, or use this pad."));
    if (desk.board() == nullptr)
        return {};
    if (auto reminded = reminder(desk, around.now, catalogue))
        return *reminded;
    for (const auto& [id, device] : desk.board()->devices)
        if (device.state == model::DeviceState::Fault || device.state == model::DeviceState::Gone)
            return plain(Tone::Warning, "printer", fault_text(device, catalogue));
    if (desk.status() != nullptr && desk.place() != Place::Closed)
        return plain(
            Tone::Quiet, "check",
            catalogue.tr_n("{1} visitor served today", "{1} visitors served today", desk.status()->served));
    return {};
}

BarFace bar_of(const Desk& desk, const Around& around, const Catalogue& catalogue) {
    BarFace bar = news_of(desk, around, catalogue);
    if (const auto left = desk.undo_left(); left && desk.enabled(Action::Undo)) {
        bar.key = BarFace::Key::Undo;
        bar.key_text = catalogue.tr("Undo · {1} s", std::chrono::ceil<std::chrono::seconds>(*left).count());
    }
    return bar;
}

/// Who is next, and why.
std::string next_text(const model::Board& board, const model::Ticket& ticket, base::WallTime now,
                      const Catalogue& catalogue) {
    const Credit credit = credit_of(board, ticket, now);
    const long wait = minutes_of(credit.wait);
    const auto* channel = special_channel(board, ticket.channel);
    const std::string name(channel != nullptr ? channel->name.in(tag_of(catalogue)) : std::string_view());
    if (credit.emergency)
        return catalogue.tr("Next: {1}, approved as urgent", ticket.number);
    if (channel == nullptr || credit.credit == credit.wait)
        return catalogue.tr("Next: {1}, waits {2} min", ticket.number, wait);
    if (credit.capped)
        return catalogue.tr("Next: {1}, {2}: waits {3} min + {4} min, the most there is", ticket.number, name,
                            wait, minutes_of(credit.credit - credit.wait));
    return catalogue.tr("Next: {1}, {2}: {3} min start + {4} × {5} min", ticket.number, name,
                        minutes_of(credit.head_start), fmt::format("{:g}", credit.multiplier / 1000.0), wait);
}

std::string aside_text(const model::Ticket& ticket, const Catalogue& catalogue) {
    if (ticket.state == model::TicketState::NoShow)
        return catalogue.tr("no-show");
    switch (ticket.parking) {
    case model::Parking::WithoutPapers:
        return catalogue.tr("fetches papers");
    case model::Parking::WithPapers:
        return catalogue.tr("papers are here");
    case model::Parking::Waiting:
        break;
    }
    return ticket.reason.empty() ? catalogue.tr("set aside") : catalogue.tr(ticket.reason);
}

LineFace line(const model::Board& board, const model::Ticket& ticket, LineFace::Kind kind, base::WallTime now,
              const Catalogue& catalogue) {
    const auto language = tag_of(catalogue);
    const bool asked = kind == LineFace::Kind::Approval && ticket.declared;
    const auto* channel = special_channel(board, asked ? *ticket.declared : ticket.channel);
    const auto since = kind == LineFace::Kind::Aside ? ticket.since : ticket.entry;
    LineFace face{kind, ticket.id, ticket.number, service_name(board, ticket, language), {}, false,
                  {},   {},        false};
    face.since = catalogue.tr_n("{1} min", "{1} min", minutes_of(now - since));
    if (kind == LineFace::Kind::Waiting) {
        const Credit credit = credit_of(board, ticket, now);
        if (!credit.emergency && minutes_of(credit.credit) != minutes_of(credit.wait))
            face.credit = catalogue.tr("credit {1}", minutes_of(credit.credit));
    }
    if (channel != nullptr) {
        face.channel = channel->name.in(language);
        face.green = channel->green;
    }
    if (kind == LineFace::Kind::Aside) {
        face.channel = aside_text(ticket, catalogue);
        face.overdue = is_overdue(board, ticket, now);
        face.green = false;
    }
    return face;
}

std::vector<LineFace> lines_of(const Desk& desk, const Around& around, const Catalogue& catalogue,
                               std::size_t most) {
    std::vector<LineFace> lines;
    if (desk.board() == nullptr)
        return lines;
    const auto& board = *desk.board();
    const auto add = [&](const std::vector<const model::Ticket*>& tickets, LineFace::Kind kind,
                         std::size_t until) {
        for (const auto* ticket : tickets)
            if (lines.size() < until)
                lines.push_back(line(board, *ticket, kind, around.now, catalogue));
    };
    const auto aside = set_aside(board, desk.counter());
    const std::size_t kept = std::min<std::size_t>(aside.size(), 2);
    add(to_approve(board, desk.counter()), LineFace::Kind::Approval, 2);
    add(in_order(board, desk.counter(), around.now), LineFace::Kind::Waiting, most - kept);
    add(aside, LineFace::Kind::Aside, most);
    return lines;
}

} // namespace

PadFace face_of(const Desk& desk, const Around& around, const Catalogue& catalogue, std::size_t most_lines) {
    const auto language = tag_of(catalogue);
    const Place place = desk.place();
    PadFace face;
    face.counter = catalogue.tr("Counter {1}", desk.counter().value);
    face.state = state_word(place, catalogue);
    const auto* board = desk.board();
    if (board != nullptr) {
        if (const auto* counter = find(board->hall.counters, desk.counter()))
            face.location = counter->location.in(language);
        face.clock = clock_of(*board, around.now);
        const int waiting = model::waiting_for(*board, desk.counter());
        face.next_badge = catalogue.tr_n("{1} waiting", "{1} waiting", waiting);
    }
    if (const auto* status = desk.status()) {
        face.closed = status->state == model::CounterState::Closed;
        face.paused = status->state == model::CounterState::Paused;
        face.help_called = status->help.has_value();
        if (!face.closed && !status->clerk.value.empty())
            face.clerk = catalogue.tr("Staff {1}", status->clerk.value);
    }
    const auto* here = desk.ticket();
    face.card = here != nullptr ? ticket_card(desk, *here, place, around.now, catalogue)
                                : empty_card(desk, place == Place::OutOfReach ? Place::Unknown : place,
                                             around.now, catalogue);
    face.bar = bar_of(desk, around, catalogue);
    face.lines = lines_of(desk, around, catalogue, most_lines);
    const auto first = std::ranges::find(face.lines, LineFace::Kind::Waiting, &LineFace::kind);
    if (first != face.lines.end())
        face.list_title = next_text(*board, board->tickets.at(first->ticket), around.now, catalogue);
    else
        face.list_title = face.lines.empty() ? catalogue.tr("Nobody is waiting for this counter")
                                             : catalogue.tr("Next for this counter");
    return face;
}

std::string lasted(base::Duration duration) {
    const auto seconds =
        std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::seconds>(duration).count());
    if (seconds >= 3600)
        return fmt::format("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

std::string whom(model::Help help, const Catalogue& catalogue) {
    switch (help) {
    case model::Help::Colleague:
        return catalogue.tr("A colleague");
    case model::Help::Supervisor:
        return catalogue.tr("A supervisor");
    case model::Help::Technician:
        break;
    }
    return catalogue.tr("The technician");
}

std::string fault_text(const model::DeviceStatus& device, const Catalogue& catalogue) {
    const auto& name = device.id.value;
    if (device.state == model::DeviceState::Gone || device.detail.empty())
        return catalogue.tr("{1} does not answer. Please tell the technician.", name);
    std::string detail = catalogue.tr(device.detail); // most are whole sentences
    for (const std::string_view end : {".", "。"})
        if (detail.ends_with(end))
            detail.erase(detail.size() - end.size());
    return catalogue.tr("{1}: {2}. Please help, or tell the technician.", name, detail);
}

std::string tag_of(const Catalogue& catalogue) {
    std::string tag = catalogue.language();
    std::ranges::replace(tag, '_', '-');
    return tag;
}

} // namespace caller
