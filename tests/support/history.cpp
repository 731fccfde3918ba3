#include "tests/support/history.h"

#include "shared/base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>

namespace support {

namespace {

using model::Event;
using model::EventKind;

/// The moments between which an event must have happened, as far as clients know.
struct Span {
    base::SteadyTime from = base::SteadyTime::min();
    base::SteadyTime to = base::SteadyTime::max();
};

class Judge {
  public:
    Judge(const std::vector<Operation>& history, const std::vector<Event>& journal)
        : history_(history), journal_(journal) {}

    std::vector<std::string> verdict() {
        read_journal();
        check_numbers();
        match(Operation::Kind::Take, issued_, "issued");
        match(Operation::Kind::Call, called_, "called");
        check_order("issued", issued_order_);
        check_order("called", called_order_);
        check_first_come_first_served();
        check_nobody_waits();
        return complaints_;
    }

  private:
    template <typename... Args>
    void complain(fmt::format_string<Args...> text, Args&&... args) {
        complaints_.push_back(fmt::format(text, std::forward<Args>(args)...));
    }

    void read_journal() {
        std::uint64_t expected = 1;
        for (const Event& event : journal_) {
            if (event.seq != expected++)
                complain("the journal jumps to {}", event.seq);
            if (event.kind == EventKind::TicketIssued && !issued_.emplace(event.ticket, event).second)
                complain("ticket {} was issued twice", event.ticket.value);
            if (event.kind == EventKind::TicketCalled && !called_.emplace(event.ticket, event).second)
                complain("ticket {} was called twice", event.ticket.value);
        }
    }

    void check_numbers() {
        std::map<std::string, int> last;
        for (const auto& [id, event] : issued_) {
            const std::string letter = event.number.substr(0, 1);
            const auto number = base::parse_number<int>(std::string_view(event.number).substr(1));
            if (number != ++last[letter])
                complain("after {}{:03} came {}", letter, last[letter] - 1, event.number);
        }
    }

    /// Every acknowledged operation against its event; events without one against unanswered requests.
    void match(Operation::Kind kind, const std::map<model::TicketId, Event>& events, const char* deed) {
        auto& order = kind == Operation::Kind::Take ? issued_order_ : called_order_;
        std::map<std::uint64_t, Span> spans;
        for (const auto& [id, event] : events)
            spans[event.seq] = {};
        std::set<model::TicketId> acknowledged;
        std::size_t unanswered = 0;
        for (const Operation& operation : history_) {
            if (operation.kind != kind)
                continue;
            if (!operation.returned) {
                ++unanswered;
                continue;
            }
            if (!operation.answer.ok() || !operation.answer.ticket)
                continue;
            const model::Ticket& ticket = *operation.answer.ticket;
            const auto event = events.find(ticket.id);
            if (event == events.end()) {
                complain("{} was acknowledged as {} and is not in the journal", ticket.number, deed);
                continue;
            }
            if (!acknowledged.insert(ticket.id).second)
                complain("{} was acknowledged as {} to two clients", ticket.number, deed);
            if (const Event& issue = issued_[ticket.id]; issue.number != ticket.number)
                complain("ticket {} was acknowledged as {} and is {}", ticket.id.value, ticket.number,
                         issue.number);
            spans[event->second.seq] = {operation.invoked, *operation.returned};
        }
        if (events.size() > acknowledged.size() + unanswered)
            complain("{} tickets were {} that nobody asked for",
                     events.size() - acknowledged.size() - unanswered, deed);
        for (const auto& [seq, span] : spans)
            order.push_back(span);
    }

    /// In the journal's order, nothing may have ended before something earlier in the journal began.
    void check_order(const char* deed, const std::vector<Span>& order) {
        auto earliest_end = base::SteadyTime::max();
        for (std::size_t i = order.size(); i-- > 0;) {
            if (earliest_end < order[i].from)
                complain("number {} of those {} began after a later one had ended", i + 1, deed);
            earliest_end = std::min(earliest_end, order[i].to);
        }
    }

    void check_first_come_first_served() {
        std::map<model::ServiceId, model::TicketId> last;
        for (const Event& event : journal_) {
            if (event.kind != EventKind::TicketCalled)
                continue;
            const auto issue = issued_.find(event.ticket);
            if (issue == issued_.end()) {
                complain("ticket {} was called and never issued", event.ticket.value);
                continue;
            }
            model::TicketId& before = last[issue->second.service];
            if (event.ticket < before)
                complain("ticket {} was called after {}", event.ticket.value, before.value);
            before = event.ticket;
        }
    }

    /// Surely waiting: those whose take had been answered, less all calls that may have begun before.
    void check_nobody_waits() {
        std::vector<base::SteadyTime> taken;
        std::vector<base::SteadyTime> calls;
        for (const Operation& operation : history_) {
            const bool took = operation.kind == Operation::Kind::Take;
            if (took && operation.returned && operation.answer.ok())
                taken.push_back(*operation.returned);
            if (!took && (!operation.returned || operation.answer.ok()))
                calls.push_back(operation.invoked);
        }
        std::ranges::sort(taken);
        std::ranges::sort(calls);
        for (const Operation& operation : history_) {
            if (operation.kind != Operation::Kind::Call || !operation.returned ||
                operation.answer.refusal != model::Refusal::NobodyWaiting)
                continue;
            const auto surely_taken = std::ranges::lower_bound(taken, operation.invoked) - taken.begin();
            const auto maybe_called = std::ranges::upper_bound(calls, *operation.returned) - calls.begin();
            if (surely_taken > maybe_called)
                complain("a counter was told that nobody waits while {} did", surely_taken - maybe_called);
        }
    }

    const std::vector<Operation>& history_;
    const std::vector<Event>& journal_;
    std::map<model::TicketId, Event> issued_;
    std::map<model::TicketId, Event> called_;
    std::vector<Span> issued_order_; ///< in the journal's order
    std::vector<Span> called_order_;
    std::vector<std::string> complaints_;
};

} // namespace

std::vector<std::string> judge(const std::vector<Operation>& history,
                               const std::vector<model::Event>& journal) {
    return Judge(history, journal).verdict();
}

} // namespace support
