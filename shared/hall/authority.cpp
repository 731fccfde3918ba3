#include "shared/hall/authority.h"

#include "shared/base/day.h"
#include "shared/base/log.h"
#include "shared/base/random.h"
#include "shared/base/text.h"
#include "shared/model/words.h"
#include "shared/queue/bookings.h"
#include "shared/queue/bounds.h"
#include "shared/queue/update.h"

#include <algorithm>
#include <array>
#include <set>

namespace hall {

using model::Refusal;

namespace {

constexpr std::size_t kUsualUpdates = 3; ///< of a command
constexpr auto kForgetClientsAfter = std::chrono::hours(48);

/// Whose the appointments are leaves the hall on no way.
std::string without_persons(std::string_view bookings) {
    auto known = queue::read_bookings(bookings).value_or(queue::Bookings());
    for (model::Appointment& one : known)
        one.person.clear();
    return queue::write_bookings(known);
}

model::Answer refused(Refusal refusal, std::string detail = {}) {
    model::Answer answer;
    answer.refusal = refusal;
    answer.detail = std::move(detail);
    return answer;
}

/// 80 random bits in 20 hexadecimal digits: nobody guesses another visitor's.
std::string new_token() {
    std::array<std::byte, 10> bytes{};
    base::fill_random(bytes);
    return base::to_hex(bytes);
}

model::Command with_token(model::Command command) {
    if (auto* take = std::get_if<model::TakeTicket>(&command))
        take->token = new_token();
    if (auto* over = std::get_if<model::HandOver>(&command))
        over->token = new_token();
    return command;
}

/// A ticket as an answer holds it.
model::Ticket told(model::Ticket ticket, bool staff) {
    ticket.person.clear();
    ticket.token.clear();
    ticket.score = 0;
    if (!staff)
        ticket.note.clear();
    return ticket;
}

std::string issued_token(const std::vector<model::Event>& events) {
    for (const model::Event& event : events)
        if (event.kind == model::EventKind::TicketIssued)
            return event.token;
    return {};
}

std::optional<model::CounterId> counter_of(const model::Command& command) {
    return std::visit(
        [](const auto& kind) -> std::optional<model::CounterId> {
            if constexpr (requires { kind.counter; })
                return kind.counter;
            else
                return std::nullopt;
        },
        command);
}

} // namespace

Authority::Authority(model::Hall hall, store::Journal& journal, const base::Clock& clock,
                     Failpoint& failpoint)
    : hall_(std::move(hall)), zone_(hall_.zone), journal_(journal), clock_(clock), failpoint_(failpoint),
      foresight_(hall_), state_(rebuilt()) {}

queue::State Authority::rebuilt() {
    queue::State state(hall_);
    foresight_.begin_anew();
    const auto end = journal_.last_seq() + 1;
    if (end == 1)
        return state;
    const int last_day = journal_.read(end - 1, end, 1).front().day;
    const std::uint64_t from = journal_.first_of_day(base::add_days(last_day, -kDaysOfMemory));
    if (const auto notices = journal_.last_notices_before(from))
        queue::apply(state, journal_.read(notices, notices + 1, 1).front());
    for (const model::Event& event : journal_.follow_ups_before(from))
        queue::apply(state, event);
    // A hall may be without visitors for longer than that, and no ticket may be issued a second time.
    if (const auto issue = journal_.last_issue(); issue != 0 && issue < from)
        queue::apply(state, journal_.read(issue, issue + 1, 1).front());
    journal_.read_all(from, end, [&](std::span<const model::Event> page) {
        for (const model::Event& event : page) {
            foresight_.observe(state, event);
            queue::apply(state, event);
        }
        failpoint_.pass("replay");
    });
    return state;
}

queue::Now Authority::present() const {
    queue::Now now = queue::now_in(zone_, std::max(clock_.wall(), state_.now()), hall_.roll_over_hour);
    now.day = std::max(now.day, state_.day()); // the roll-over hour may have been configured anew
    return now;
}

/// Does the work and makes it durable; false when the disk failed and nothing of it has happened.
template <typename Work>
bool Authority::transaction(const Work& work) {
    try {
        journal_.begin();
        work();
        failpoint_.pass("before-commit");
        journal_.commit();
        failpoint_.pass("after-commit");
        return true;
    } catch (const store::DatabaseError& error) {
        journal_.roll_back();
        failpoint_.pass("roll-back");
        base::log_error("hall", "{}; nobody is served until the disk takes a write again", error.what());
        state_ = rebuilt();
        board_.reset();
        healthy_ = false;
        return false;
    }
}

Outcome Authority::carry_out(std::span<const Request> requests) {
    Outcome outcome;
    while (!requests.empty()) {
        // A client that repeats itself within the batch gets its answer from the journal, like any other.
        std::set<std::pair<wire::Session, model::DeviceId>> seen;
        const auto again = std::ranges::find_if(requests, [&](const Request& request) {
            return !seen.emplace(request.client.session, request.client.device).second;
        });
        const auto count = static_cast<std::size_t>(again - requests.begin());
        carry_out_once(requests.first(count), outcome);
        requests = requests.subspan(count);
    }
    return outcome;
}

void Authority::carry_out_once(std::span<const Request> requests, Outcome& outcome) {
    std::vector<std::string> answers;
    answers.reserve(requests.size());
    std::vector<model::Update> updates;
    updates.reserve(requests.size() * kUsualUpdates);
    const bool done = healthy_ && transaction([&] {
                          const queue::Now now = present();
                          begin_day_when_due(now, updates);
                          for (const Request& request : requests) {
                              answers.push_back(answer(request, now, updates));
                              failpoint_.pass("batch");
                          }
                      });
    if (!done) {
        answers.assign(requests.size(),
                       wire::encode(refused(Refusal::Overloaded, "the disk does not take a write")));
        updates.clear();
    }
    const auto add = [](auto& all, auto& more) {
        all.insert(all.end(), std::move_iterator(more.begin()), std::move_iterator(more.end()));
    };
    add(outcome.answers, answers);
    add(outcome.updates, updates);
}

bool Authority::has_answered(const Request& request) {
    try {
        const auto last = journal_.recall(request.client);
        return last && last->request >= request.number;
    } catch (const store::DatabaseError&) {
        return false; // carrying it out tells of the disk's trouble
    }
}

std::string Authority::answer(const Request& request, const queue::Now& now,
                              std::vector<model::Update>& updates) {
    const auto last = journal_.recall(request.client);
    if (last && last->request == request.number)
        return last->answer;
    if (last && last->request > request.number)
        return wire::encode(refused(Refusal::OldRequest));
    // Not kept: the same request may come again, in time, from a device that was started anew meanwhile.
    if (request.valid_until && *request.valid_until <= now.time)
        return wire::encode(refused(Refusal::OldRequest, "it came too late"));
    const model::Answer decided = decide(request, now, updates);
    store::Remembered remembered{request.number, wire::encode(decided)};
    // A refusal is kept as well: a late copy of the request must not be carried out after its refusal.
    journal_.remember(request.client, remembered, now.time);
    return std::move(remembered.answer);
}

model::Answer Authority::decide(const Request& request, const queue::Now& now,
                                std::vector<model::Update>& updates) {
    const model::Command command = with_token(request.command);
    const queue::Decision decision = request.order.by.value.empty()
                                         ? queue::decide(state_, command, now)
                                         : queue::decide_ordered(state_, command, request.order, now);
    if (!decision) {
        check_refusal(request.command, decision.error().refusal, now.time);
        for (const model::Event& event : decision.error().events)
            enact(event, updates);
        return refused(decision.error().refusal, decision.error().detail);
    }
    model::Answer answer;
    model::TicketId ticket;
    issued_.reset();
    if (const auto* open = std::get_if<model::OpenCounter>(&request.command))
        if (const queue::Desk* desk = state_.desk(open->counter))
            answer.handover = desk->handover;
    for (const model::Event& event : *decision) {
        enact(event, updates);
        answer.seq = event.seq;
        if (event.ticket != model::TicketId{})
            ticket = event.ticket;
    }
    if (const model::Ticket* touched = state_.ticket(ticket))
        answer.ticket = told(*touched, request.staff);
    answer.token = issued_token(*decision);
    if (const auto* lease = std::get_if<model::LeaseNumbers>(&request.command))
        if (const auto blocks = state_.blocks().find(lease->device); blocks != state_.blocks().end())
            answer.blocks = blocks->second;
    if (const auto counter = counter_of(request.command))
        if (const queue::Desk* desk = state_.desk(*counter))
            answer.counter = desk->status;
    if (const auto* close = std::get_if<model::CloseCounter>(&request.command))
        if (const queue::Desk* desk = state_.desk(close->counter))
            answer.shift = desk->shift;
    if (answer.ticket && answer.ticket->state == model::TicketState::Waiting)
        tell_wait(*answer.ticket, answer);
    return answer;
}

std::optional<forecast::Prospect> Authority::foresee(model::TicketId ticket) {
    constexpr base::Duration kEach = std::chrono::milliseconds(1000 / kForeseenASecond);
    const base::SteadyTime now = clock_.steady();
    foreseen_until_ = std::max(foreseen_until_, now - kEach * kForeseenAtOnce) + kEach;
    if (foreseen_until_ > now) {
        foreseen_until_ -= kEach;
        return std::nullopt;
    }
    return foresight_.of(state_, ticket, present().time);
}

void Authority::tell_wait(const model::Ticket& ticket, model::Answer& answer) {
    if (const auto prospect = issued_ ? issued_ : foresee(ticket.id)) {
        answer.ahead = prospect->ahead;
        answer.forecast = prospect->told();
    } else if (const auto outlook = foresight_.outlook(ticket.service)) {
        answer.ahead = outlook->waiting;
        answer.forecast = outlook->forecast;
    }
}

/// What the journal need not know any more. The day that begins has seen none of it, so its state is the same
/// with or without.
void Authority::forget(int ended, int today) {
    for (const model::TicketId ticket : journal_.erased_on(ended))
        journal_.forget_visitor(ticket);
    journal_.forget_persons(ended, today);
    journal_.forget_texts(base::add_days(today, -hall_.retention.texts));
    if (hall_.retention.events > 0)
        journal_.forget_days(base::add_days(today, -hall_.retention.events));
}

void Authority::begin_day_when_due(const queue::Now& now, std::vector<model::Update>& updates) {
    if (now.day == state_.day())
        return;
    const int ended = state_.day();
    for (const model::Event& event : queue::roll_over(state_, now))
        enact(event, updates);
    failpoint_.pass("roll-over");
    journal_.forget_clients(now.time - kForgetClientsAfter);
    forget(ended, now.day);
    failpoint_.pass("forgetting");
    base::log_info("hall", "the day {} begins", now.day);
}

/// The rule's promises are checked while it runs; a broken one is a bug, and visitors are served all the
/// same.
void Authority::check_refusal(const model::Command& command, Refusal refusal, base::WallTime now) const {
    const auto* call = std::get_if<model::CallTicket>(&command);
    if (call == nullptr || refusal != Refusal::NobodyWaiting)
        return;
    if (const auto violation = queue::check_idle(state_, call->counter, now))
        base::log_error("queue", "{}", queue::describe(state_, *violation));
}

void Authority::enact(model::Event event, std::vector<model::Update>& updates) {
    if (event.kind == model::EventKind::TicketCalled)
        if (const auto violation = queue::check_call(state_, event))
            base::log_error("queue", "{}", queue::describe(state_, *violation));
    if (event.kind == model::EventKind::TicketIssued) {
        queue::apply(state_, event);
        // Kept with the ticket: what calibrates the forecast is learned again from the journal.
        issued_ = foresee(event.ticket);
        if (issued_)
            event.foreseen = issued_->raw;
        foresight_.observe(state_, event);
    } else {
        foresight_.observe(state_, event);
        queue::apply(state_, event);
    }
    journal_.append(event);
    updates.push_back(queue::after(state_, event));
    board_.reset();
}

std::vector<model::Update> Authority::tick() {
    if (const auto sentence = clock_watch_.look(clock_.steady(), clock_.wall(), state_.now()))
        base::log_warning("hall", "{}", *sentence);
    if (!healthy_ && journal_.writable()) {
        base::log_info("hall", "the disk takes writes again; everybody is served");
        healthy_ = true;
    }
    std::vector<model::Update> updates;
    const queue::Now now = present();
    if (healthy_ && now.day != state_.day() && !transaction([&] { begin_day_when_due(now, updates); }))
        updates.clear();
    if (healthy_ && now.day == state_.day())
        watch(now, updates);
    foresight_.look_ahead(state_, present().time);
    return updates;
}

void Authority::watch(const queue::Now& now, std::vector<model::Update>& updates) {
    const auto events = queue::watch(state_, now);
    if (events.empty())
        return;
    std::vector<model::Update> made;
    if (transaction([&] {
            for (const model::Event& event : events)
                enact(event, made);
        }))
        std::ranges::move(made, std::back_inserter(updates));
}

const model::Board& Authority::board() {
    if (!board_) {
        board_ = queue::board(state_);
        board_->store = journal_.store();
        board_->boot = journal_.boot();
    }
    const queue::Now now = present();
    board_->now = now.time;
    board_->accepting = queue::accepting(state_, now);
    board_->outlooks = foresight_.outlooks();
    return *board_;
}

wire::Alive Authority::alive() {
    const queue::Now now = present();
    return {journal_.store(),     journal_.boot(), state_.seq(), now.time, queue::accepting(state_, now),
            foresight_.outlooks()};
}

model::Answer Authority::find(const std::string& token) {
    const model::Ticket* ticket = state_.by_token(token);
    if (ticket == nullptr)
        return refused(Refusal::UnknownTicket);
    model::Answer answer;
    answer.seq = state_.seq();
    answer.ticket = told(*ticket, false);
    issued_.reset();
    if (ticket->state == model::TicketState::Waiting)
        tell_wait(*ticket, answer);
    return answer;
}

std::optional<Case> Authority::case_of(model::TicketId ticket) {
    const int day = journal_.day_of(ticket);
    if (day == 0)
        return std::nullopt;
    Case one{ticket, journal_.first_of_day(day), journal_.first_of_day(day + 1), present().time, {}};
    const model::Ticket* known = state_.ticket(ticket);
    if (known != nullptr && known->state == model::TicketState::Waiting)
        one.ahead = foresight_.of(state_, ticket, one.now).ahead;
    return one;
}

wire::ExportPage Authority::export_page(const wire::ExportRequest& request) {
    const auto first = std::max(request.from_seq, journal_.first_of_day(request.from_day));
    const auto end = journal_.first_of_day(request.to_day + 1);
    wire::ExportPage page;
    page.events = journal_.read(first, end, kExportPage);
    for (model::Event& event : page.events)
        if (event.kind == model::EventKind::AppointmentsImported)
            event.note = without_persons(event.note);
    if (!page.events.empty() && page.events.back().seq + 1 < end)
        page.next = page.events.back().seq + 1;
    return page;
}

} // namespace hall
