#include "tests/queue/life.h"

#include "shared/model/words.h"

#include <algorithm>
#include <array>

namespace support {

using model::EventKind;
using model::Ticket;
using model::TicketState;

namespace {

enum Kind {
    kOpen,
    kClose,
    kPause,
    kResume,
    kAppointment,
    kRecall,
    kStart,
    kFinish,
    kNoShow,
    kPark,
    kReturn,
    kToService,
    kToCounter,
    kApprove,
    kReject,
    kRate,
    kCancel,
    kPick,
    kReport,
    kNotices,
    kReclass,
    kUndo,
    kHelp,
    kAlarm,
    kYield,
    kWord,
    kCall,
    kTake = kCall + 6,
    kKinds = kTake + 10
};

constexpr std::array<const char*, kCall + 1> kNames{
    "open",      "close",   "pause",      "resume",     "appointment", "recall", "start", "finish", "missed",
    "set aside", "return",  "to service", "to counter", "approve",     "reject", "rate",  "cancel", "pick",
    "report",    "notices", "reclass",    "undo",       "help",        "alarm",  "yield", "word",   "call"};

template <typename Entry>
const Entry& one_of(const std::vector<Entry>& entries, int whom) {
    return entries[static_cast<std::size_t>(whom) % entries.size()];
}

/// Favoured channels half of the time.
model::ChannelId some_channel(const model::Hall& hall, int whom) {
    return whom % 2 == 0 ? model::ChannelId() : one_of(hall.channels, whom / 2).id;
}

model::Command command_at(const Deed& deed, const model::Hall& hall, model::TicketId ticket) {
    const model::CounterId counter = one_of(hall.counters, deed.counter).id;
    switch (deed.what) {
    case kOpen:
        return model::OpenCounter{counter, {"clerk-" + std::to_string(counter.value)}};
    case kClose:
        return model::CloseCounter{counter, deed.whom % 2 == 0 ? "" : "override: because"};
    case kPause:
        return model::PauseCounter{counter, "pause"};
    case kResume:
        return model::ResumeCounter{counter};
    case kRecall:
        return model::RecallTicket{counter};
    case kStart:
        return model::StartService{counter};
    case kFinish:
        return model::FinishService{counter, "done"};
    case kNoShow:
        return model::MarkNoShow{counter};
    case kPark:
        return model::ParkTicket{counter, "form", static_cast<model::Parking>(deed.whom % 3)};
    case kUndo:
        return model::UndoStep{counter};
    case kHelp:
        return deed.whom % 2 == 0 ? model::Command(model::CallHelp{counter, model::Help::Supervisor})
                                  : model::Command(model::EndHelp{counter});
    case kToService:
        return model::TransferTicket{counter, one_of(hall.services, deed.whom).id, {}, "a note"};
    case kToCounter:
        return model::TransferTicket{counter, {}, one_of(hall.counters, deed.whom).id, ""};
    case kPick:
        return model::CallTicket{counter, ticket};
    default:
        return model::CallTicket{counter, {}};
    }
}

} // namespace

model::Command command(const Deed& deed, const queue::State& state) {
    const model::Hall& hall = state.hall();
    const auto whom = static_cast<std::uint64_t>(deed.whom);
    const std::uint64_t issued = std::max<std::uint64_t>(state.last_ticket().value, 1);
    // The last tickets are the ones that still wait.
    const model::TicketId ticket{issued - whom % std::min<std::uint64_t>(issued, 12)};
    switch (deed.what) {
    case kAppointment:
        return model::TakeTicket{{}, {}, "en", std::array{"MORNING", "NOON", "NOPE"}[whom % 3]};
    case kReturn:
        return model::ReturnTicket{ticket};
    case kApprove:
        return model::ApproveTicket{ticket, {"boss"}, deed.counter % 3 == 0 ? "override: reason" : "reason"};
    case kReject:
        return model::RejectTicket{ticket, {"boss"}, "reason"};
    case kRate:
        return model::RateTicket{ticket, deed.whom % 7, {"why"}};
    case kCancel:
        return model::CancelTicket{ticket};
    case kReport:
        return model::ReportDevice{{"printer"}, static_cast<model::DeviceState>(deed.whom % 4), ""};
    case kNotices:
        return model::PostNotices{std::vector<model::Names>(whom % 4)};
    case kAlarm: // mostly the all-clear, so that most of the day is an ordinary one
        if (whom % 6 < 2)
            return model::RaiseAlarm{
                whom % 6 == 0 ? model::AlarmKind::Evacuation : model::AlarmKind::Notice,
                model::Names(std::map<std::string, std::string>{{"en", "Please listen"}}),
                {},
                kAdministrator};
        return all_clear();
    case kYield:
        return model::YieldPlace{ticket};
    case kWord:
        return model::LeaveWord{ticket, {}, static_cast<model::WordKind>(deed.whom % 4), "words"};
    case kReclass:
        return model::ReclassTicket{ticket, one_of(hall.channels, deed.counter).id, {"boss"}, "reason"};
    default:
        break;
    }
    if (deed.what >= kTake)
        return model::TakeTicket{
            one_of(hall.services, deed.counter).id, some_channel(hall, deed.whom), "en", {}};
    return command_at(deed, hall, ticket);
}

void showValue(const Deed& deed, std::ostream& out) {
    const int kind = std::min<int>(deed.what, kCall);
    out << (deed.what >= kTake ? "take" : kNames.at(static_cast<std::size_t>(kind))) << '{' << deed.whom
        << ',' << deed.counter << "; " << deed.seconds << " s}";
}

rc::Gen<std::vector<Deed>> any_deeds() {
    const auto deed =
        rc::gen::build<Deed>(rc::gen::set(&Deed::what, rc::gen::inRange<int>(0, kKinds)),
                             rc::gen::set(&Deed::whom, rc::gen::inRange(0, 60)),
                             rc::gen::set(&Deed::counter, rc::gen::inRange(0, 60)),
                             rc::gen::set(&Deed::seconds, rc::gen::element(0, 0, 1, 20, 60, 240, 1200)));
    return rc::gen::scale(3.0, rc::gen::container<std::vector<Deed>>(deed));
}

const model::Event* call_by_the_rule(const std::vector<model::Event>& events) {
    const bool called = !events.empty() && events.back().kind == EventKind::TicketCalled;
    return called && !queue::is_out_of_turn(events.back().reason) ? &events.back() : nullptr;
}

Reach::Reach(const queue::State& state, model::CounterId counter, base::WallTime now)
    : counter_(counter), now_(now) {
    const model::Counter& self = *model::find(state.hall().counters, counter);
    services_ = all_ = self.services;
    for (const model::ServiceId& service : self.backup) {
        all_.push_back(service);
        const bool staffed = std::ranges::any_of(state.desks(), [&](const auto& entry) {
            const auto& own = model::find(state.hall().counters, entry.first)->services;
            return entry.second.status.state == model::CounterState::Open &&
                   std::ranges::find(own, service) != own.end();
        });
        const bool too_long = std::ranges::any_of(state.tickets(), [&](const auto& entry) {
            const Ticket& ticket = entry.second;
            return ticket.state == TicketState::Waiting && !ticket.counter && ticket.service == service &&
                   now - ticket.entry > state.hall().rules.backup_after;
        });
        if (!staffed || too_long)
            services_.push_back(service);
    }
}

bool Reach::covers(const Ticket& ticket) const {
    if (ticket.state != TicketState::Waiting || ticket.entry > now_)
        return false;
    const auto among = [&](const std::vector<model::ServiceId>& services) {
        return std::ranges::find(services, ticket.service) != services.end();
    };
    return ticket.counter ? *ticket.counter == counter_ && among(all_) : among(services_);
}

const model::Channel& class_of(const queue::State& state, const Ticket& ticket) {
    return *model::find(state.hall().channels, ticket.channel);
}

} // namespace support
