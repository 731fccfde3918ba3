#include "tests/support/history.h"

#include "shared/queue/decide.h"
#include "tests/support/told_day.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>

namespace support {

namespace {

using model::Event;
using model::EventKind;
using model::Refusal;
using Place = ToldDay::Place;

constexpr auto kBegin = base::SteadyTime::min();
constexpr auto kEnd = base::SteadyTime::max();

/// The event that a command is there for.
struct Purpose {
    EventKind operator()(const model::TakeTicket&) const { return EventKind::TicketIssued; }
    EventKind operator()(const model::CancelTicket&) const { return EventKind::TicketCancelled; }
    EventKind operator()(const model::ReturnTicket&) const { return EventKind::TicketReturned; }
    EventKind operator()(const model::RateTicket&) const { return EventKind::TicketRated; }
    EventKind operator()(const model::OpenCounter&) const { return EventKind::CounterOpened; }
    EventKind operator()(const model::CloseCounter&) const { return EventKind::CounterClosed; }
    EventKind operator()(const model::CallTicket&) const { return EventKind::TicketCalled; }
    EventKind operator()(const model::RecallTicket&) const { return EventKind::TicketRecalled; }
    EventKind operator()(const model::StartService&) const { return EventKind::ServiceStarted; }
    EventKind operator()(const model::FinishService&) const { return EventKind::ServiceFinished; }
    EventKind operator()(const model::MarkNoShow&) const { return EventKind::TicketNoShow; }
    EventKind operator()(const model::ParkTicket&) const { return EventKind::TicketParked; }
    /// Of a command that no history here has; nothing can match it.
    template <typename Other>
    EventKind operator()(const Other&) const {
        return EventKind::AccessRecorded;
    }
};
EventKind purpose(const model::Command& command) {
    return std::visit(Purpose(), command);
}

/// Of a counter's command; 0 of a visitor's.
model::CounterId counter_of(const model::Command& command) {
    return std::visit(
        [](const auto& kind) {
            if constexpr (requires { kind.counter; })
                return kind.counter;
            else
                return model::CounterId{};
        },
        command);
}

/// Time and the end of the day make these; all others somebody has to have asked for.
bool is_the_halls_own(const Event& event) {
    return event.kind == EventKind::DayBegan || event.kind == EventKind::TicketExpired ||
           event.kind == EventKind::CounterAlerted ||
           (event.kind == EventKind::CounterClosed && event.reason == queue::kDayEnded);
}

/// All copies of one request.
struct Request {
    const Operation* first = nullptr; ///< of the answered ones, else of all
    base::SteadyTime invoked = kEnd;
    base::SteadyTime returned = kEnd;
    bool answered() const { return returned != kEnd; }
};

class Judge {
  public:
    Judge(const std::vector<Operation>& history, const std::vector<Event>& journal)
        : journal_(journal), asked_(journal.size() + 1) {
        for (const Operation& operation : history)
            collect(operation);
    }

    Complaints verdict() {
        read_journal();
        if (!complaints_.empty())
            return complaints_; // the rest would say the same in more words
        for (const auto& [id, request] : requests_)
            if (request.answered() && request.first->answer.ok())
                match(request);
        find_bounds();
        explain_the_rest();
        check_order();
        check_refusals();
        return complaints_;
    }

  private:
    template <typename... Args>
    void complain(fmt::format_string<Args...> text, Args&&... args) {
        complaints_.push_back(fmt::format(text, std::forward<Args>(args)...));
    }

    void collect(const Operation& operation) {
        Request& request = requests_[{operation.client, operation.request}];
        request.invoked = std::min(request.invoked, operation.invoked);
        if (operation.returned) {
            if (request.answered() && request.first->answer != operation.answer)
                complain("request {} of {} was answered in two ways", operation.request, operation.client);
            if (!request.answered())
                request.first = &operation;
            request.returned = std::min(request.returned, *operation.returned);
        } else if (request.first == nullptr) {
            request.first = &operation;
        }
    }

    void read_journal() {
        ToldDay day;
        std::uint64_t expected = 1;
        for (const Event& event : journal_) {
            if (event.seq != expected++)
                return complain("the journal jumps to {}", event.seq);
            if (const std::string wrong = day.take(event); !wrong.empty())
                return complain("event {} {}", event.seq, wrong);
        }
    }

    /// An acknowledged command and its event.
    void match(const Request& request) {
        const model::Answer& answer = request.first->answer;
        if (answer.seq == 0 || answer.seq > journal_.size())
            return complain("what was acknowledged as event {} is lost", answer.seq);
        const Event& event = journal_[answer.seq - 1];
        const auto counter = counter_of(request.first->command);
        const bool fits = event.kind == purpose(request.first->command) &&
                          (counter == model::CounterId{} || event.counter == counter) &&
                          (!answer.ticket || answer.ticket->id == event.ticket);
        if (!fits)
            return complain("event {} is not what was acknowledged", answer.seq);
        if (event.kind == EventKind::TicketIssued &&
            (!answer.ticket || answer.ticket->number != event.number))
            return complain("event {} has another number than its visitor", answer.seq);
        if (asked_[answer.seq] != nullptr)
            return complain("event {} was acknowledged to two requests", answer.seq);
        claim(answer.seq, request);
    }

    /// With what comes before it in one breath: who is at the counter is finished first.
    void claim(std::uint64_t seq, const Request& request) {
        asked_[seq] = &request;
        const Event& event = journal_[seq - 1];
        const bool finishes =
            event.kind == EventKind::TicketCalled || event.kind == EventKind::ServiceFinished;
        for (std::uint64_t before = seq - 1; finishes && before > 0 && asked_[before] == nullptr; --before) {
            const Event& part = journal_[before - 1];
            const bool belongs = part.counter == event.counter && (part.kind == EventKind::ServiceStarted ||
                                                                   part.kind == EventKind::ServiceFinished);
            if (!belongs)
                break;
            parts_.insert(before);
        }
    }

    bool is_explained(std::uint64_t seq) const {
        return asked_[seq] != nullptr || parts_.contains(seq) || is_the_halls_own(journal_[seq - 1]);
    }

    /// What nobody got an answer for must be of a request that was never answered, and not from before it.
    void explain_the_rest() {
        std::map<std::pair<EventKind, model::CounterId>, std::vector<const Request*>> unanswered;
        for (const auto& [id, request] : requests_)
            if (!request.answered())
                unanswered[{purpose(request.first->command), counter_of(request.first->command)}].push_back(
                    &request);
        for (auto& [what, requests] : unanswered)
            std::ranges::sort(requests, {}, [](const Request* request) { return request->invoked; });
        std::map<std::pair<EventKind, model::CounterId>, std::size_t> used;
        const auto explain = [&](const auto& concerned) {
            for (std::uint64_t seq = 1; seq <= journal_.size(); ++seq) {
                const Event& event = journal_[seq - 1];
                if (!concerned(event.kind) || is_explained(seq))
                    continue;
                const std::pair what{event.kind, event.counter};
                // The first event by the first request: if any order can be right, this one is.
                if (used[what] < unanswered[what].size())
                    claim(seq, *unanswered[what][used[what]++]);
                else
                    complain("event {} was asked for by nobody", seq);
            }
        };
        // Calls, and ends, before what they bring along.
        explain([](EventKind kind) { return kind == EventKind::TicketCalled; });
        explain([](EventKind kind) { return kind == EventKind::ServiceFinished; });
        explain([](EventKind) { return true; });
    }

    /// In the journal's order, nothing may have ended before something earlier in the journal began.
    void check_order() {
        auto earliest_end = kEnd;
        for (std::uint64_t seq = journal_.size(); seq > 0; --seq) {
            if (asked_[seq] == nullptr)
                continue;
            if (earliest_end < asked_[seq]->invoked)
                complain("event {} was asked for after a later one had ended", seq);
            earliest_end = std::min(earliest_end, asked_[seq]->returned);
        }
    }

    /// For the moments that clients know: which events were over by then, which had not begun.
    void find_bounds() {
        for (std::uint64_t seq = 1; seq <= journal_.size(); ++seq) {
            if (asked_[seq] == nullptr)
                continue;
            ended_.emplace_back(asked_[seq]->returned, seq);
            begun_.emplace_back(asked_[seq]->invoked, seq);
        }
        std::ranges::sort(ended_);
        std::ranges::sort(begun_);
        for (std::size_t i = 1; i < ended_.size(); ++i)
            ended_[i].second = std::max(ended_[i].second, ended_[i - 1].second);
        for (std::size_t i = begun_.size(); i-- > 1;)
            begun_[i - 1].second = std::min(begun_[i - 1].second, begun_[i].second);
    }
    std::uint64_t surely_before(base::SteadyTime moment) const {
        const auto next = std::ranges::lower_bound(ended_, std::pair(moment, std::uint64_t{0}));
        return next == ended_.begin() ? 0 : std::prev(next)->second;
    }
    std::uint64_t surely_after(base::SteadyTime moment) const {
        const auto next = std::ranges::upper_bound(begun_, std::pair(moment, ~std::uint64_t{0}));
        return next == begun_.end() ? journal_.size() + 1 : next->second;
    }

    /// Each refusal against every state that the hall may have been in when it refused.
    void check_refusals() {
        struct Question {
            const Request* request;
            std::uint64_t until;
        };
        std::multimap<std::uint64_t, Question> questions;
        for (const auto& [id, request] : requests_)
            if (request.answered() && !request.first->answer.ok())
                questions.emplace(surely_before(request.invoked),
                                  Question{&request, surely_after(request.returned) - 1});
        ToldDay day;
        std::vector<Question> open;
        auto next = questions.begin();
        for (std::uint64_t seq = 0; seq <= journal_.size(); ++seq) {
            if (seq > 0)
                day.take(journal_[seq - 1]);
            for (; next != questions.end() && next->first == seq; ++next)
                open.push_back(next->second);
            std::erase_if(open, [&](const Question& question) { return was_true(*question.request, day); });
            std::erase_if(open, [&](const Question& question) {
                if (question.until > seq)
                    return false;
                refused_wrongly(*question.request);
                return true;
            });
        }
    }

    void refused_wrongly(const Request& request) {
        complain("request {} of {} was refused ({}) without reason", request.first->request,
                 request.first->client, model::sentence(request.first->answer.refusal));
    }

    /// Of a visitor's command.
    static const ToldDay::Visitor* visitor_of(const model::Command& command, const ToldDay& day) {
        const auto find = [&](const auto& kind) -> const ToldDay::Visitor* {
            if constexpr (requires { kind.ticket.value; })
                return day.visitor(kind.ticket);
            return nullptr;
        };
        return std::visit(find, command);
    }

    static bool was_true(const Request& request, const ToldDay& day) {
        const model::Command& command = request.first->command;
        const auto counter = counter_of(command);
        const auto present = day.at(counter);
        const auto* visitor = visitor_of(command, day);
        const auto is_at = [&](std::set<Place> places) {
            return visitor != nullptr && places.contains(visitor->place);
        };
        switch (request.first->answer.refusal) {
        case Refusal::NobodyWaiting:
            return !day.anybody_waits();
        case Refusal::CounterNotOpen:
            return !day.is_open(counter);
        case Refusal::CounterAlreadyOpen:
            return day.is_open(counter);
        case Refusal::NobodyAtCounter:
            return day.is_open(counter) && !present;
        case Refusal::AlreadyStarted:
            return present && day.visitor(*present)->place == Place::Serving;
        case Refusal::UnknownTicket:
            return visitor == nullptr;
        case Refusal::TicketNotWaiting:
            return is_at({Place::Called, Place::Serving, Place::Finished, Place::Gone});
        case Refusal::TicketNotParked:
            return is_at({Place::Waiting, Place::Called, Place::Serving, Place::Finished, Place::Gone});
        case Refusal::TooManyReturns:
            return is_at({Place::Missed});
        case Refusal::NotFinished:
            return visitor != nullptr && visitor->place != Place::Finished;
        case Refusal::AlreadyRated:
            return visitor != nullptr && visitor->rated;
        default:
            return false;
        }
    }

    const std::vector<Event>& journal_;
    std::map<std::pair<std::string, std::uint64_t>, Request> requests_;
    std::vector<const Request*> asked_; ///< by seq: who asked for it
    std::set<std::uint64_t> parts_;     ///< came along with another event
    std::vector<std::pair<base::SteadyTime, std::uint64_t>> ended_;
    std::vector<std::pair<base::SteadyTime, std::uint64_t>> begun_;
    Complaints complaints_;
};

/// As everybody may know it; scores and words are left out, which nobody hears.
Event public_part(Event event) {
    event.note.clear();
    event.person.clear();
    event.token.clear();
    event.foreseen.reset();
    if (event.kind == EventKind::TicketRated || event.kind == EventKind::WordLeft ||
        event.kind == EventKind::FollowUpOpened) {
        event.value = 0;
        event.count = 0;
        event.reason.clear();
    }
    return event;
}

/// Where a visitor stands on a board.
std::optional<Place> place_of(const model::Ticket& ticket) {
    switch (ticket.state) {
    case model::TicketState::Waiting:
        return Place::Waiting;
    case model::TicketState::Called:
        return Place::Called;
    case model::TicketState::Serving:
        return Place::Serving;
    case model::TicketState::Parked:
        return Place::Parked;
    case model::TicketState::NoShow:
        return Place::Missed;
    case model::TicketState::Finished:
        return Place::Finished;
    case model::TicketState::Cancelled:
    case model::TicketState::Expired:
        return Place::Gone;
    }
    return std::nullopt;
}

} // namespace

Complaints judge(const std::vector<Operation>& history, const std::vector<Event>& journal) {
    return Judge(history, journal).verdict();
}

Complaints judge_published(const std::vector<Heard>& heard, const std::vector<Event>& journal,
                           std::uint64_t store) {
    Complaints complaints;
    std::map<std::uint64_t, std::uint64_t> first_of_boot;
    std::map<std::uint64_t, std::uint64_t> last_update;
    for (const Heard& one : heard) {
        const auto [store_heard, boot, seq] = one.position;
        first_of_boot.try_emplace(boot, one.event ? seq - 1 : seq);
        if (store_heard != store)
            complaints.push_back(fmt::format("{} was told of another journal", seq));
        else if (seq > journal.size())
            complaints.push_back(fmt::format("{} was told and is not in the journal", seq));
        else if (one.event && public_part(*one.event) != public_part(journal[seq - 1]))
            complaints.push_back(fmt::format("{} was told otherwise than it is in the journal", seq));
        if (one.event && std::exchange(last_update[boot], seq) >= seq)
            complaints.push_back(fmt::format("{} was told twice, or too late", seq));
    }
    for (const Heard& one : heard)
        if (const auto next = first_of_boot.upper_bound(one.position.boot);
            next != first_of_boot.end() && next->second < one.position.seq)
            complaints.push_back(
                fmt::format("{} was told, and the next start found {} only", one.position.seq, next->second));
    return complaints;
}

Complaints judge_board(const model::Board& board, const std::vector<Event>& journal) {
    Complaints complaints;
    ToldDay day;
    for (const Event& event : journal)
        day.take(event);
    if (board.seq != journal.size() || board.day != day.day())
        complaints.push_back(fmt::format("the board is of event {}", board.seq));
    for (const auto& [id, ticket] : board.tickets)
        if (const auto* visitor = day.visitor(id);
            visitor != nullptr && (place_of(ticket) != visitor->place || ticket.number != visitor->number))
            complaints.push_back(fmt::format("the board is wrong about {}", ticket.number));
    for (const auto& [id, visitor] : day.visitors())
        if (visitor.place != Place::Finished && visitor.place != Place::Gone && !board.tickets.contains(id))
            complaints.push_back(fmt::format("{} is not on the board", visitor.number));
    for (const auto& [id, counter] : board.counters)
        if (counter.ticket != day.at(id) || (counter.state != model::CounterState::Closed) != day.is_open(id))
            complaints.push_back(fmt::format("the board is wrong about counter {}", id.value));
    return complaints;
}

} // namespace support
