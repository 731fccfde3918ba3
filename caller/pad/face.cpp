#include "caller/pad/face.h"

#include "caller/waiting.h"

#include <fmt/core.h>

#include <algorithm>

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

CardFace ticket_card(const model::Board& board, const model::Ticket& ticket, Place place, base::WallTime now,
                     const Catalogue& catalogue) {
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
    const auto waited = std::chrono::duration_cast<std::chrono::minutes>(ticket.waited).count();
    card.detail = serving ? catalogue.tr_n("waited {1} minute", "waited {1} minutes", waited)
                          : catalogue.tr_n("called once", "called {1} times", ticket.calls);
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

std::string fault_text(const model::DeviceStatus& device, const Catalogue& catalogue) {
    const auto& name = device.id.value;
    if (device.state == model::DeviceState::Gone || device.detail.empty())
        return catalogue.tr("{1} does not answer. Please tell the technician.", name);
    return catalogue.tr("{1}: {2}. Please help, or tell the technician.", name, catalogue.tr(device.detail));
}

/// What the clerk should know most urgently.
BarFace bar_of(const Desk& desk, const Around& around, const Catalogue& catalogue) {
    using Tone = BarFace::Tone;
    const bool told = desk.message() && desk.message()->trouble;
    if (desk.place() == Place::OutOfReach && !told)
        return {Tone::Trouble, "offline",
                catalogue.tr("The hall is out of reach. Presses are not kept; it is tried again by itself.")};
    if (const auto& message = desk.message())
        return {message->trouble ? Tone::Warning : Tone::Good, message->trouble ? "info" : "check",
                catalogue.tr(message->text, message->about)};
    if (!around.no_slip_for.empty())
        return {Tone::Warning, "printer",
                catalogue.tr("Ticket {1} got no slip. {2}", around.no_slip_for,
                             catalogue.tr(around.no_slip_why))};
    if (!around.typed.empty())
        return {Tone::Quiet, "ticket", catalogue.tr("Number {1} – ENTER calls it", around.typed)};
    if (!around.boxes_gone.empty())
        return {Tone::Warning, "warning", catalogue.tr("The button box is unplugged. Please use this pad.")};
    if (!around.boxes_stuck.empty())
        return {Tone::Warning, "warning",
                catalogue.tr("A key of the button box is stuck. Please free it, or use this pad.")};
    if (desk.board() != nullptr)
        for (const auto& [id, device] : desk.board()->devices)
            if (device.state == model::DeviceState::Fault || device.state == model::DeviceState::Gone)
                return {Tone::Warning, "printer", fault_text(device, catalogue)};
    if (desk.status() != nullptr && desk.place() != Place::Closed)
        return {
            Tone::Quiet, "check",
            catalogue.tr_n("{1} visitor served today", "{1} visitors served today", desk.status()->served)};
    return {};
}

LineFace line(const model::Board& board, const model::Ticket& ticket, LineFace::Kind kind, base::WallTime now,
              const Catalogue& catalogue) {
    const auto language = tag_of(catalogue);
    const bool asked = kind == LineFace::Kind::Approval && ticket.declared;
    const auto* channel = special_channel(board, asked ? *ticket.declared : ticket.channel);
    const auto since = kind == LineFace::Kind::Aside ? ticket.since : ticket.entry;
    const auto minutes =
        std::max<long>(0, std::chrono::duration_cast<std::chrono::minutes>(now - since).count());
    LineFace face{kind, ticket.id, ticket.number, service_name(board, ticket, language), {}, false, {}};
    face.since = catalogue.tr_n("{1} min", "{1} min", minutes);
    if (channel != nullptr) {
        face.channel = channel->name.in(language);
        face.green = channel->green;
    }
    if (kind == LineFace::Kind::Aside)
        face.channel =
            ticket.state == model::TicketState::NoShow ? catalogue.tr("no-show") : catalogue.tr("set aside");
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
        const auto local = base::Zone(board->hall.zone).local(around.now);
        face.clock = fmt::format("{:02}:{:02}", local.hour, local.minute);
        const int waiting = model::waiting_for(*board, desk.counter());
        face.next_badge = catalogue.tr_n("{1} waiting", "{1} waiting", waiting);
    }
    if (const auto* status = desk.status()) {
        face.closed = status->state == model::CounterState::Closed;
        face.paused = status->state == model::CounterState::Paused;
        if (!face.closed && !status->clerk.value.empty())
            face.clerk = catalogue.tr("Staff {1}", status->clerk.value);
    }
    const auto* here = desk.ticket();
    face.card = here != nullptr ? ticket_card(*board, *here, place, around.now, catalogue)
                                : empty_card(desk, place == Place::OutOfReach ? Place::Unknown : place,
                                             around.now, catalogue);
    face.bar = bar_of(desk, around, catalogue);
    face.lines = lines_of(desk, around, catalogue, most_lines);
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

std::string tag_of(const Catalogue& catalogue) {
    std::string tag = catalogue.language();
    std::ranges::replace(tag, '_', '-');
    return tag;
}

} // namespace caller
