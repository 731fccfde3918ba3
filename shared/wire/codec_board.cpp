#include "shared/wire/codec.h"
#include "shared/wire/convert.h"

namespace wire {

namespace {

constexpr int kMostTimes = 1'000'000;

void fill_pause(pb::ServicePause& to, const model::ServiceId& service, const model::ServicePause& from) {
    to.set_service(service.value);
    to.set_reason(from.reason);
    to.set_since(milliseconds(from.since));
    if (from.until)
        to.set_until(milliseconds(*from.until));
}

model::ServicePause read(const pb::ServicePause& from, Bounds& bounds) {
    model::ServicePause pause{bounds.text(from.reason(), "reason"), bounds.moment(from.since(), "since"), {}};
    if (from.has_until())
        pause.until = bounds.moment(from.until(), "until");
    return pause;
}

pb::Snapshot message(const model::Board& board) {
    pb::Snapshot to;
    to.set_store(board.store);
    to.set_boot(board.boot);
    to.set_seq(board.seq);
    to.set_day(static_cast<std::uint32_t>(board.day));
    to.set_now(milliseconds(board.now));
    to.set_accepting(board.accepting);
    fill(*to.mutable_hall(), board.hall);
    for (const auto& [id, ticket] : board.tickets)
        fill(*to.add_tickets(), ticket);
    for (const auto& [id, counter] : board.counters)
        fill(*to.add_counters(), counter);
    for (const auto& [id, device] : board.devices)
        fill(*to.add_devices(), device);
    fill_all(*to.mutable_outlooks(), board.outlooks);
    fill_all(*to.mutable_notices(), board.notices);
    if (board.alarm)
        fill(*to.mutable_alarm(), *board.alarm);
    for (const auto& [service, pause] : board.pauses)
        fill_pause(*to.add_pauses(), service, pause);
    return to;
}

model::Board read(const pb::Snapshot& from, Bounds& bounds) {
    model::Board board;
    board.store = from.store();
    board.boot = from.boot();
    board.seq = from.seq();
    board.day = bounds.day(from.day());
    board.now = bounds.moment(from.now(), "now");
    board.accepting = from.accepting();
    board.hall = read(from.hall(), bounds);
    for (model::Ticket& ticket : read_all(from.tickets(), "tickets", bounds, kMostTickets))
        board.tickets.emplace(ticket.id, std::move(ticket));
    for (model::CounterStatus& counter : read_all(from.counters(), "counters", bounds))
        board.counters.emplace(counter.id, std::move(counter));
    for (model::DeviceStatus& device : read_all(from.devices(), "devices", bounds))
        board.devices.emplace(device.id, std::move(device));
    board.outlooks = read_all(from.outlooks(), "outlooks", bounds);
    board.notices = read_all(from.notices(), "notices", bounds);
    if (from.has_alarm())
        board.alarm = read(from.alarm(), bounds);
    if (bounds.list(from.pauses_size(), "pauses"))
        for (const pb::ServicePause& pause : from.pauses())
            board.pauses.emplace(model::ServiceId{bounds.id(pause.service(), "service")},
                                 read(pause, bounds));
    return board;
}

pb::Update message(const model::Update& update) {
    pb::Update to;
    fill(*to.mutable_event(), update.event);
    fill_all(*to.mutable_tickets(), update.tickets);
    fill_all(*to.mutable_counters(), update.counters);
    if (update.device)
        fill(*to.mutable_device(), *update.device);
    if (update.notices)
        fill_all(*to.mutable_notices()->mutable_notices(), *update.notices);
    if (update.alarm)
        fill(*to.mutable_alarm(), *update.alarm);
    fill_all(*to.mutable_assigned(), update.assigned);
    return to;
}

model::Update read(const pb::Update& from, Bounds& bounds) {
    model::Update update;
    update.event = read(from.event(), bounds);
    update.tickets = read_all(from.tickets(), "tickets", bounds, kMostTickets);
    update.counters = read_all(from.counters(), "counters", bounds);
    if (from.has_device())
        update.device = read(from.device(), bounds);
    if (from.has_notices())
        update.notices = read_all(from.notices().notices(), "notices", bounds);
    if (from.has_alarm())
        update.alarm = read(from.alarm(), bounds);
    update.assigned = read_all(from.assigned(), "assigned", bounds);
    return update;
}

pb::Alive message(const Alive& alive) {
    pb::Alive to;
    to.set_store(alive.store);
    to.set_boot(alive.boot);
    to.set_seq(alive.seq);
    to.set_now(milliseconds(alive.now));
    to.set_accepting(alive.accepting);
    fill_all(*to.mutable_outlooks(), alive.outlooks);
    return to;
}

Alive read(const pb::Alive& from, Bounds& bounds) {
    Alive alive;
    alive.store = from.store();
    alive.boot = from.boot();
    alive.seq = from.seq();
    alive.now = bounds.moment(from.now(), "now");
    alive.accepting = from.accepting();
    alive.outlooks = read_all(from.outlooks(), "outlooks", bounds);
    return alive;
}

pb::Event message(const model::Event& event) {
    pb::Event to;
    fill(to, event);
    return to;
}

} // namespace

void fill(pb::Ticket& to, const model::Ticket& from) {
    to.set_id(from.id.value);
    to.set_number(from.number);
    to.set_service(from.service.value);
    to.set_channel(from.channel.value);
    to.set_approval(choice<pb::Approval>(from.approval));
    if (from.declared)
        to.set_declared(from.declared->value);
    to.set_state(choice<pb::TicketState>(from.state));
    to.set_language(from.language);
    to.set_issued_at(milliseconds(from.issued));
    to.set_entry_at(milliseconds(from.entry));
    to.set_waited_ms(milliseconds(from.waited));
    to.set_since(milliseconds(from.since));
    if (from.approved)
        to.set_approved_at(milliseconds(*from.approved));
    if (from.counter)
        to.set_counter(static_cast<std::uint32_t>(from.counter->value));
    to.set_calls(static_cast<std::uint32_t>(from.calls));
    to.set_returns(static_cast<std::uint32_t>(from.returns));
    to.set_yields(static_cast<std::uint32_t>(from.yields));
    to.set_reason(from.reason);
    to.set_note(from.note);
    to.set_outcome(from.outcome);
    to.set_claim(from.claim);
    to.set_rated(from.rated);
    to.set_parking(choice<pb::Parking>(from.parking));
    fill_documents(*to.mutable_missing(), from.missing);
    to.set_due(static_cast<std::uint32_t>(from.due));
}

model::Ticket read(const pb::Ticket& from, Bounds& bounds) {
    model::Ticket ticket;
    ticket.id = {from.id()};
    ticket.number = bounds.id(from.number(), "number");
    ticket.service = {bounds.id(from.service(), "service")};
    ticket.channel = {bounds.id(from.channel(), "channel")};
    ticket.approval = bounds.choice(from.approval(), "approval", model::Approval::Rejected);
    if (from.has_declared())
        ticket.declared = {bounds.id(from.declared(), "declared")};
    ticket.state = bounds.choice(from.state(), "state", model::TicketState::Expired);
    ticket.language = bounds.id(from.language(), "language");
    ticket.issued = bounds.moment(from.issued_at(), "issued_at");
    ticket.entry = bounds.moment(from.entry_at(), "entry_at");
    ticket.waited = base::Duration(from.waited_ms());
    ticket.since = bounds.moment(from.since(), "since");
    if (from.has_approved_at())
        ticket.approved = bounds.moment(from.approved_at(), "approved_at");
    if (from.has_counter())
        ticket.counter = {bounds.counter(from.counter())};
    ticket.calls = bounds.small(from.calls(), "calls", kMostTimes);
    ticket.returns = bounds.small(from.returns(), "returns", kMostTimes);
    ticket.yields = bounds.small(from.yields(), "yields", kMostTimes);
    ticket.reason = bounds.text(from.reason(), "reason");
    ticket.note = bounds.text(from.note(), "note");
    ticket.outcome = bounds.text(from.outcome(), "outcome");
    ticket.claim = bounds.id(from.claim(), "claim");
    ticket.rated = from.rated();
    ticket.parking = read_parking(from.parking(), bounds);
    ticket.missing = read_documents(from.missing(), bounds);
    ticket.due = bounds.day(from.due());
    return ticket;
}

void fill(pb::CounterStatus& to, const model::CounterStatus& from) {
    to.set_id(static_cast<std::uint32_t>(from.id.value));
    to.set_state(choice<pb::CounterState>(from.state));
    to.set_clerk(from.clerk.value);
    to.set_reason(from.reason);
    to.set_since(milliseconds(from.since));
    if (from.ticket)
        to.set_ticket(from.ticket->value);
    to.set_served(static_cast<std::uint32_t>(from.served));
    if (from.until)
        to.set_until(milliseconds(*from.until));
    if (from.help)
        to.set_help(choice<pb::Help>(*from.help));
    to.set_idle_alert(from.idle_alert);
    to.set_duty_alert(from.duty_alert);
}

model::CounterStatus read(const pb::CounterStatus& from, Bounds& bounds) {
    model::CounterStatus counter;
    counter.id = {bounds.counter(from.id())};
    counter.state = bounds.choice(from.state(), "state", model::CounterState::Paused);
    counter.clerk = {bounds.id(from.clerk(), "clerk")};
    counter.reason = bounds.text(from.reason(), "reason");
    counter.since = bounds.moment(from.since(), "since");
    if (from.has_ticket())
        counter.ticket = {from.ticket()};
    counter.served = bounds.small(from.served(), "served", kMostTimes);
    if (from.has_until())
        counter.until = bounds.moment(from.until(), "until");
    if (from.help() != pb::HELP_UNKNOWN)
        counter.help = bounds.choice(from.help(), "help", model::Help::Technician);
    counter.idle_alert = from.idle_alert();
    counter.duty_alert = from.duty_alert();
    return counter;
}

void fill(pb::DeviceStatus& to, const model::DeviceStatus& from) {
    to.set_id(from.id.value);
    to.set_state(choice<pb::DeviceState>(from.state));
    to.set_detail(from.detail);
    to.set_since(milliseconds(from.since));
}

model::DeviceStatus read(const pb::DeviceStatus& from, Bounds& bounds) {
    model::DeviceStatus device;
    device.id = {bounds.id(from.id(), "device")};
    device.state = bounds.choice(from.state(), "state", model::DeviceState::Gone);
    device.detail = bounds.text(from.detail(), "detail");
    device.since = bounds.moment(from.since(), "since");
    return device;
}

void fill(pb::Forecast& to, const model::Forecast& from) {
    to.set_known(from.known);
    to.set_low_ms(milliseconds(from.low));
    to.set_high_ms(milliseconds(from.high));
}

model::Forecast read(const pb::Forecast& from, Bounds&) {
    return {base::Duration(from.low_ms()), base::Duration(from.high_ms()), from.known()};
}

void fill(pb::Outlook& to, const model::Outlook& from) {
    to.set_service(from.service.value);
    to.set_waiting(static_cast<std::uint32_t>(from.waiting));
    fill(*to.mutable_forecast(), from.forecast);
}

model::Outlook read(const pb::Outlook& from, Bounds& bounds) {
    model::Outlook outlook;
    outlook.service = {bounds.id(from.service(), "service")};
    outlook.waiting = bounds.small(from.waiting(), "waiting", kMostTimes);
    outlook.forecast = read(from.forecast(), bounds);
    return outlook;
}

void fill(pb::Alarm& to, const model::Alarm& from) {
    to.set_kind(choice<pb::AlarmKind>(from.kind));
    fill(*to.mutable_text(), from.text);
    to.set_since(milliseconds(from.since));
}

model::Alarm read(const pb::Alarm& from, Bounds& bounds) {
    return {bounds.choice(from.kind(), "kind", model::AlarmKind::Evacuation), read(from.text(), bounds),
            bounds.moment(from.since(), "since")};
}

void fill(pb::Event& to, const model::Event& from) {
    to.set_seq(from.seq);
    to.set_at(milliseconds(from.at));
    to.set_kind(static_cast<pb::EventKind>(from.kind));
    to.set_day(static_cast<std::uint32_t>(from.day));
    to.set_ticket(from.ticket.value);
    to.set_counter(static_cast<std::uint32_t>(from.counter.value));
    to.set_target(static_cast<std::uint32_t>(from.target.value));
    to.set_service(from.service.value);
    to.set_channel(from.channel.value);
    to.set_declared(from.declared.value);
    to.set_clerk(from.clerk.value);
    to.set_device(from.device.value);
    to.set_number(from.number);
    to.set_language(from.language);
    to.set_reason(from.reason);
    to.set_note(from.note);
    to.set_entry_at(milliseconds(from.entry));
    to.set_value(from.value);
    to.set_count(from.count);
    if (from.foreseen) {
        to.mutable_foreseen()->set_low_ms(milliseconds(from.foreseen->low));
        to.mutable_foreseen()->set_point_ms(milliseconds(from.foreseen->point));
        to.mutable_foreseen()->set_high_ms(milliseconds(from.foreseen->high));
    }
}

model::Event read(const pb::Event& from, Bounds& bounds) {
    model::Event event;
    event.seq = from.seq();
    event.at = bounds.moment(from.at(), "at");
    event.kind = bounds.same(from.kind(), "kind", model::kLastEventKind);
    if (from.kind() == pb::EVENT_KIND_UNKNOWN)
        bounds.fail(Malformed::BadBody, "kind");
    event.day = bounds.day(from.day());
    event.ticket = {from.ticket()};
    event.counter = {bounds.counter(from.counter())};
    event.target = {bounds.counter(from.target())};
    event.service = {bounds.id(from.service(), "service")};
    event.channel = {bounds.id(from.channel(), "channel")};
    event.declared = {bounds.id(from.declared(), "declared")};
    event.clerk = {bounds.id(from.clerk(), "clerk")};
    event.device = {bounds.id(from.device(), "device")};
    event.number = bounds.id(from.number(), "number");
    event.language = bounds.id(from.language(), "language");
    event.reason = bounds.text(from.reason(), "reason");
    event.note = bounds.text(from.note(), "note", kLargestRequest); // notices are journalled here, as JSON
    event.entry = bounds.moment(from.entry_at(), "entry_at");
    event.value = from.value();
    event.count = from.count();
    if (from.has_foreseen())
        event.foreseen = model::Foreseen{base::Duration(from.foreseen().low_ms()),
                                         base::Duration(from.foreseen().point_ms()),
                                         base::Duration(from.foreseen().high_ms())};
    return event;
}

std::string encode(const model::Board& value) {
    return to_bytes(message(value));
}
std::string to_json(const model::Board& value) {
    return to_line(message(value));
}
std::expected<model::Board, Malformed> decode_snapshot(std::string_view body) {
    return decode_body<pb::Snapshot>(body,
                                     [](const auto& from, Bounds& bounds) { return read(from, bounds); });
}

std::string encode(const model::Update& value) {
    return to_bytes(message(value));
}
std::string to_json(const model::Update& value) {
    return to_line(message(value));
}
std::expected<model::Update, Malformed> decode_update(std::string_view body) {
    return decode_body<pb::Update>(body, [](const auto& from, Bounds& bounds) { return read(from, bounds); });
}

std::string encode(const model::Event& value) {
    return to_bytes(message(value));
}
std::string to_json(const model::Event& value) {
    return to_line(message(value));
}
std::expected<model::Event, Malformed> decode_event(std::string_view body) {
    return decode_body<pb::Event>(body, [](const auto& from, Bounds& bounds) { return read(from, bounds); });
}

std::string encode(const Alive& value) {
    return to_bytes(message(value));
}
std::string to_json(const Alive& value) {
    return to_line(message(value));
}
std::expected<Alive, Malformed> decode_alive(std::string_view body) {
    return decode_body<pb::Alive>(body, [](const auto& from, Bounds& bounds) { return read(from, bounds); });
}

} // namespace wire
