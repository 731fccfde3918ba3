#include "caller/desk.h"

#include "caller/waiting.h"
#include "shared/screen/translations.h"

#include "shared/base/text.h"

#include <algorithm>
#include <array>

namespace caller {

namespace {

using model::Refusal;
using model::sentence;
using screen::msgid;

constexpr std::string_view kNoAnswer =
    msgid("The hall did not answer. Please look at the number before you press again.");
constexpr std::string_view kOutOfReach =
    msgid("The hall is out of reach. This press was not sent; please try again.");
constexpr std::string_view kNotYet = msgid("One moment please, the hall is being joined.");
constexpr std::string_view kNoSuchCounter = msgid("The hall has no counter {1}. Please ask the technician.");
constexpr std::string_view kNotWaiting = msgid("No ticket with number {1} is waiting for this counter.");
constexpr std::string_view kNoSuchAnswer = msgid("There is no answer {1} to choose.");
constexpr std::string_view kApprovedByWhom =
    msgid("An emergency is approved in your name. Please open the counter with your staff number first.");

// Reasons are stored as they stand here, in English; screens translate them.
constexpr std::array kParkReasons{msgid("Papers are missing: the visitor fetches them"),
                                  msgid("Waiting for a stamp or a signature"), msgid("Filling in a form"),
                                  msgid("Asking a colleague")};
constexpr std::string_view kApproved = msgid("Declared urgent, approved at the counter");
constexpr std::array kPauseReasons{msgid("Back soon"), msgid("Meal break"), msgid("Handover of the shift"),
                                   msgid("A machine is being repaired")};

/// What a carried-out command is worth telling; the rest is seen on the pad itself.
std::string_view done(const model::Command& command) {
    if (std::holds_alternative<model::RecallTicket>(command))
        return msgid("Ticket {1} is called again.");
    if (std::holds_alternative<model::MarkNoShow>(command))
        return msgid("Ticket {1} is marked as a no-show.");
    if (std::holds_alternative<model::ParkTicket>(command))
        return msgid("Ticket {1} is set aside.");
    if (std::holds_alternative<model::TransferTicket>(command))
        return msgid("Ticket {1} is transferred and keeps its place.");
    if (std::holds_alternative<model::ReturnTicket>(command))
        return msgid("Ticket {1} is waiting again.");
    if (std::holds_alternative<model::ApproveTicket>(command))
        return msgid("Ticket {1} is approved.");
    if (std::holds_alternative<model::RejectTicket>(command))
        return msgid("Ticket {1} keeps its place in the ordinary line.");
    if (std::holds_alternative<model::FinishService>(command))
        return msgid("Ticket {1} is finished.");
    return {};
}

/// The running number of "A023": 23.
std::optional<int> running_number(std::string_view number) {
    number.remove_prefix(std::min(number.find_first_of("0123456789"), number.size()));
    return base::parse_number<int>(number);
}

} // namespace

void Desk::see(const model::Board* board, bool in_reach, base::SteadyTime now) {
    board_ = board;
    in_reach_ = in_reach;
    if (under_way_ && under_way_->settled && board_ != nullptr && board_->seq >= under_way_->seq)
        under_way_.reset();
    if (question_ && asked_at_ != place())
        question_.reset();
    tick(now);
}

std::optional<model::Command> Desk::press(const Press& press, base::SteadyTime now) {
    tick(now);
    if (std::holds_alternative<Dismiss>(press)) {
        question_.reset();
        return std::nullopt;
    }
    if (under_way_)
        return std::nullopt;
    const Place where = place();
    if (where == Place::Unknown || where == Place::OutOfReach || where == Place::NoSuchCounter) {
        question_.reset();
        tell(where == Place::Unknown      ? kNotYet
             : where == Place::OutOfReach ? kOutOfReach
                                          : kNoSuchCounter,
             std::to_string(counter_.value), true, now);
        return std::nullopt;
    }
    auto command = meaning(press, now);
    if (command) {
        message_.reset();
        question_.reset();
        under_way_ = UnderWay{*command, 0, std::nullopt};
    }
    return command;
}

Desk::Wanted Desk::meaning(const Press& press, base::SteadyTime now) {
    if (const auto* action = std::get_if<Action>(&press))
        return on_action(*action, now);
    if (const auto* entered = std::get_if<EnterNumber>(&press))
        return on_number(entered->number, now);
    if (const auto* choice = std::get_if<Choose>(&press))
        return on_choice(choice->option, now);
    if (const auto* pick = std::get_if<Pick>(&press))
        return on_pick(pick->ticket, now);
    if (const auto* key = std::get_if<Keyed>(&press))
        return on_key(*key, now);
    if (const auto* back = std::get_if<BringBack>(&press))
        return model::ReturnTicket{back->ticket};
    if (const auto* approve = std::get_if<Approve>(&press))
        return on_approve(approve->ticket, now);
    if (const auto* reject = std::get_if<Reject>(&press))
        return model::RejectTicket{reject->ticket, clerk(), {}};
    const auto* log_in = std::get_if<LogIn>(&press);
    if (log_in == nullptr || log_in->clerk.empty() || place() != Place::Closed)
        return std::nullopt;
    return model::OpenCounter{counter_, model::ClerkId{log_in->clerk}};
}

Desk::Wanted Desk::on_action(Action action, base::SteadyTime now) {
    question_.reset();
    question_until_.reset();
    if (const auto refusal = why_not(action); !refusal.empty()) {
        tell(refusal, {}, true, now);
        return std::nullopt;
    }
    switch (action) {
    case Action::Next:
        if (last_next_ && now - *last_next_ < kDeadTime)
            return std::nullopt;
        last_next_ = now;
        return model::CallTicket{counter_, std::nullopt};
    case Action::Recall:
        return model::RecallTicket{counter_};
    case Action::Start:
        return model::StartService{counter_};
    case Action::Finish:
        return model::FinishService{counter_, {}};
    case Action::NoShow:
        return model::MarkNoShow{counter_};
    case Action::Park: {
        std::vector<Option> reasons;
        reasons.reserve(std::size(kParkReasons));
        for (const char* reason : kParkReasons)
            reasons.push_back({reason, {}, {}, model::ParkTicket{counter_, reason}});
        ask(Topic::ParkReason, ticket()->number, std::move(reasons));
        return std::nullopt;
    }
    case Action::Transfer:
        question_ = where_to();
        asked_at_ = place();
        return std::nullopt;
    case Action::Pause:
        return on_pause();
    case Action::Open:
        return on_open();
    }
    return std::nullopt;
}

Desk::Wanted Desk::on_pause() {
    if (status()->state == model::CounterState::Paused)
        return model::ResumeCounter{counter_};
    std::vector<Option> reasons;
    reasons.reserve(std::size(kPauseReasons));
    for (const char* reason : kPauseReasons)
        reasons.push_back({reason, {}, {}, model::PauseCounter{counter_, reason}});
    ask(Topic::PauseReason, {}, std::move(reasons));
    return std::nullopt;
}

Desk::Wanted Desk::on_open() {
    if (place() == Place::Closed) {
        if (!clerk_.value.empty())
            return model::OpenCounter{counter_, clerk_};
        ask(Topic::StaffNumber, {}, {});
        return std::nullopt;
    }
    const int waiting = model::waiting_for(*board_, counter_);
    if (waiting == 0)
        return model::CloseCounter{counter_, {}};
    ask(Topic::CloseAnyway, std::to_string(waiting),
        {{msgid("Close the counter"), {}, {}, model::CloseCounter{counter_, {}}},
         {msgid("Keep it open"), {}, {}, std::nullopt}});
    return std::nullopt;
}

Desk::Wanted Desk::on_number(int number, base::SteadyTime now) {
    if (question_) {
        if (question_->topic == Topic::StaffNumber)
            return std::nullopt;
        return on_choice(static_cast<std::size_t>(std::max(number, 1)) - 1, now);
    }
    if (const auto refusal = why_not(Action::Next); !refusal.empty()) {
        tell(refusal, {}, true, now);
        return std::nullopt;
    }
    std::vector<Option> found;
    for (const model::Ticket* waiting : in_order(*board_, counter_, board_->now))
        if (running_number(waiting->number) == number) {
            const auto* service = find(board_->hall.services, waiting->service);
            found.push_back({{},
                             service != nullptr ? service->name : model::Names{},
                             waiting->number,
                             model::CallTicket{counter_, waiting->id}});
        }
    if (found.empty())
        tell(kNotWaiting, std::to_string(number), true, now);
    if (found.size() > 1)
        ask(Topic::WhichTicket, std::to_string(number), std::move(found));
    else if (found.size() == 1)
        return found.front().command;
    return std::nullopt;
}

Desk::Wanted Desk::on_choice(std::size_t option, base::SteadyTime now) {
    if (!question_)
        return std::nullopt;
    if (option >= question_->options.size()) {
        tell(kNoSuchAnswer, std::to_string(option + 1), true, now);
        return std::nullopt;
    }
    const auto command = question_->options[option].command;
    question_.reset();
    return command;
}

Desk::Wanted Desk::on_key(const Keyed& key, base::SteadyTime now) {
    if (question_ && !question_->options.empty()) {
        const bool is_answer = key.place < question_->options.size();
        const auto command = on_choice(key.place, now);
        if (!is_answer)
            question_.reset();
        return command;
    }
    const auto command = on_action(key.action, now);
    if (question_)
        question_until_ = now + kBoxWaits;
    return command;
}

Desk::Wanted Desk::on_pick(model::TicketId id, base::SteadyTime now) {
    if (const auto refusal = why_not(Action::Next); !refusal.empty()) {
        tell(refusal, {}, true, now);
        return std::nullopt;
    }
    const auto found = board_->tickets.find(id);
    if (found == board_->tickets.end() || found->second.state != model::TicketState::Waiting)
        return std::nullopt;
    ask(Topic::PickOutOfTurn, found->second.number,
        {{msgid("Call this ticket now"), {}, {}, model::CallTicket{counter_, id}},
         {msgid("Keep the order"), {}, {}, std::nullopt}});
    return std::nullopt;
}

Desk::Wanted Desk::on_approve(model::TicketId id, base::SteadyTime now) {
    const auto ticket = board_->tickets.find(id);
    const bool claims = ticket != board_->tickets.end() && ticket->second.declared;
    const model::Channel* channel = claims ? find(board_->hall.channels, *ticket->second.declared) : nullptr;
    if (channel != nullptr && channel->emergency && clerk().value.empty()) {
        tell(kApprovedByWhom, {}, true, now);
        return std::nullopt;
    }
    return model::ApproveTicket{id, clerk(), std::string(kApproved)};
}

/// Other counters of the same matter first, then the other services.
Question Desk::where_to() const {
    const model::Ticket& leaving = *ticket();
    Question question{Topic::TransferTo, leaving.number, {}};
    for (const model::Counter& other : board_->hall.counters) {
        const auto status = board_->counters.find(other.id);
        const bool open =
            status != board_->counters.end() && status->second.state != model::CounterState::Closed;
        const auto serves = std::ranges::find(other.services, leaving.service) != other.services.end();
        if (other.id == counter_ || !open || !serves)
            continue;
        question.options.push_back({msgid("Counter {1}"), other.location, std::to_string(other.id.value),
                                    model::TransferTicket{counter_, std::nullopt, other.id, {}}});
    }
    for (const model::Service& service : board_->hall.services)
        if (service.id != leaving.service)
            question.options.push_back({{},
                                        service.name,
                                        service.letter,
                                        model::TransferTicket{counter_, service.id, std::nullopt, {}}});
    return question;
}

void Desk::answered(const model::Answer& answer, base::SteadyTime now) {
    if (!under_way_)
        return;
    if (!answer.ok()) {
        under_way_.reset();
        if (answer.refusal == Refusal::NobodyWaiting)
            last_next_.reset(); // nobody was skipped: the next press may come at once
        tell(sentence(answer.refusal), {}, true, now);
        return;
    }
    const auto text = done(under_way_->command);
    if (!text.empty())
        tell(text, answer.ticket ? answer.ticket->number : std::string(), false, now);
    under_way_->seq = answer.seq;
    under_way_->settled = now + kSettleTime;
    if (board_ != nullptr && board_->seq >= answer.seq)
        under_way_.reset();
}

void Desk::unanswered(base::SteadyTime now) {
    if (!under_way_)
        return;
    under_way_.reset();
    tell(kNoAnswer, {}, true, now);
}

void Desk::tick(base::SteadyTime now) {
    if (!question_)
        question_until_.reset();
    if (question_until_ && now >= *question_until_)
        question_.reset();
    if (message_ && now >= message_until_)
        message_.reset();
    if (under_way_ && under_way_->settled && now >= *under_way_->settled)
        under_way_.reset();
}

std::optional<base::SteadyTime> Desk::next_deadline() const {
    std::optional<base::SteadyTime> next;
    if (message_)
        next = message_until_;
    if (question_ && question_until_)
        next = std::min(next.value_or(*question_until_), *question_until_);
    if (under_way_ && under_way_->settled)
        next = std::min(next.value_or(*under_way_->settled), *under_way_->settled);
    return next;
}

Place Desk::place() const {
    if (board_ == nullptr)
        return Place::Unknown;
    if (!in_reach_)
        return Place::OutOfReach;
    if (find(board_->hall.counters, counter_) == nullptr)
        return Place::NoSuchCounter;
    const auto* now = status();
    if (now == nullptr || now->state == model::CounterState::Closed)
        return Place::Closed;
    if (const auto* here = ticket())
        return here->state == model::TicketState::Serving ? Place::Serving : Place::Called;
    return now->state == model::CounterState::Paused ? Place::Paused : Place::Idle;
}

bool Desk::enabled(Action action) const {
    const Place where = place();
    if (where == Place::Unknown || where == Place::OutOfReach || where == Place::NoSuchCounter)
        return false;
    return why_not(action).empty();
}

/// Why the hall would refuse this now, in its own words; empty when it would not.
std::string_view Desk::why_not(Action action) const {
    const Place where = place();
    if (action == Action::Open)
        return ticket() != nullptr ? sentence(Refusal::CounterBusy) : std::string_view();
    if (where == Place::Closed)
        return sentence(Refusal::CounterNotOpen);
    if (action == Action::Pause)
        return ticket() != nullptr ? sentence(Refusal::CounterBusy) : std::string_view();
    if (action == Action::Next)
        return status()->state == model::CounterState::Paused ? sentence(Refusal::CounterPaused)
                                                              : std::string_view();
    if (where == Place::Paused || where == Place::Idle)
        return sentence(Refusal::NobodyAtCounter);
    const bool for_called = action == Action::Recall || action == Action::Start || action == Action::NoShow;
    if (for_called && where == Place::Serving)
        return sentence(Refusal::AlreadyStarted);
    return {};
}

const model::CounterStatus* Desk::status() const {
    if (board_ == nullptr)
        return nullptr;
    const auto found = board_->counters.find(counter_);
    return found == board_->counters.end() ? nullptr : &found->second;
}

/// Who works here: as the hall knows, or as this pad was told while the counter is closed.
const model::ClerkId& Desk::clerk() const {
    const auto* now = status();
    return now == nullptr || now->clerk.value.empty() ? clerk_ : now->clerk;
}

const model::Ticket* Desk::ticket() const {
    const auto* now = status();
    if (now == nullptr || !now->ticket)
        return nullptr;
    const auto found = board_->tickets.find(*now->ticket);
    return found == board_->tickets.end() ? nullptr : &found->second;
}

void Desk::ask(Topic topic, std::string number, std::vector<Option> options) {
    question_ = Question{topic, std::move(number), std::move(options)};
    asked_at_ = place();
}

void Desk::tell(std::string_view text, std::string about, bool trouble, base::SteadyTime now) {
    message_ = Message{text, std::move(about), trouble};
    message_until_ = now + kMessageTime;
}

} // namespace caller
