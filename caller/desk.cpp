#include "caller/desk.h"

#include "caller/waiting.h"
#include "shared/screen/translations.h"

#include "shared/base/text.h"

#include <algorithm>
#include <utility>

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

constexpr std::string_view kNoSuchDay = msgid("This is no day to come. Please type month and day: 0315.");
constexpr std::string_view kApproved = msgid("Declared urgent, approved at the counter");

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
    if (std::holds_alternative<model::UndoStep>(command))
        return msgid("The last step is taken back.");
    if (std::holds_alternative<model::CallHelp>(command))
        return msgid("Help has been called.");
    return {};
}

bool can_be_undone(const model::Command& command) {
    return std::holds_alternative<model::StartService>(command) ||
           std::holds_alternative<model::FinishService>(command) ||
           std::holds_alternative<model::MarkNoShow>(command) ||
           std::holds_alternative<model::ParkTicket>(command) ||
           std::holds_alternative<model::TransferTicket>(command);
}

/// What a check-list's ticks say of the command.
void tick_off(const Question& question, model::Command& command) {
    std::vector<int> missing;
    for (std::size_t i = 0; i < question.options.size(); ++i)
        if (question.options[i].ticked.value_or(false))
            missing.push_back(static_cast<int>(i));
    if (auto* finish = std::get_if<model::FinishService>(&command))
        finish->missing = std::move(missing);
    else if (auto* park = std::get_if<model::ParkTicket>(&command))
        park->missing = std::move(missing);
}

/// The running number of "A023": 23.
std::optional<int> running_number(std::string_view number) {
    number.remove_prefix(std::min(number.find_first_of("0123456789"), number.size()));
    return base::parse_number<int>(number);
}

} // namespace

void Desk::see(const model::Board* board, bool in_reach, base::SteadyTime now,
               std::optional<base::WallTime> hall_time) {
    board_ = board;
    in_reach_ = in_reach;
    if (board_ != nullptr)
        seen_ = hall_time.value_or(board_->now);
    seen_at_ = now;
    if (under_way_ && under_way_->settled && board_ != nullptr && board_->seq >= under_way_->seq)
        under_way_.reset();
    if (question_ && asked_at_ && *asked_at_ != place())
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
        undo_until_.reset();
        under_way_ = UnderWay{*command, now, 0, std::nullopt};
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
        return on_bring_back(back->ticket);
    if (const auto* approve = std::get_if<Approve>(&press))
        return on_approve(approve->ticket, now);
    if (const auto* reject = std::get_if<Reject>(&press))
        return model::RejectTicket{reject->ticket, clerk(), {}};
    if (const auto* log_in = std::get_if<LogIn>(&press))
        return on_log_in(*log_in);
    if (const auto* write = std::get_if<Write>(&press))
        return on_write(write->text, now);
    if (const auto* come = std::get_if<Come>(&press))
        return model::EndHelp{come->counter};
    return std::nullopt;
}

Desk::Wanted Desk::on_action(Action action, base::SteadyTime now) {
    question_.reset();
    question_until_.reset();
    if (const auto refusal = why_not(action); !refusal.empty()) {
        tell(refusal, {}, true, now);
        return std::nullopt;
    }
    switch (action) {
    case Action::Pause:
        if (status()->state == model::CounterState::Paused)
            return model::ResumeCounter{counter_};
        ask(Topic::PauseReason, model::PauseCounter{counter_, {}});
        return std::nullopt;
    case Action::Open:
        if (place() != Place::Closed)
            on_open();
        else if (!clerk_.value.empty() && !asks_for_pass(clerk_))
            return model::OpenCounter{counter_, clerk_};
        else
            ask(clerk_.value.empty() ? Topic::StaffNumber : Topic::Pin, model::OpenCounter{counter_, clerk_});
        return std::nullopt;
    case Action::TakeOver:
        ask(Topic::StaffNumber, model::OpenCounter{counter_, {}, {}, true});
        return std::nullopt;
    case Action::Undo:
        return model::UndoStep{counter_};
    case Action::Help:
        if (status()->help)
            return model::EndHelp{counter_};
        ask(Topic::WhichHelp, model::CallHelp{counter_});
        return std::nullopt;
    default:
        return on_visitor(action, now);
    }
}

Desk::Wanted Desk::on_visitor(Action action, base::SteadyTime now) {
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
    case Action::Outcome:
        ask(Topic::Outcome, model::FinishService{counter_, {}});
        return std::nullopt;
    case Action::Park:
        ask(Topic::ParkKind, model::ParkTicket{counter_, {}});
        return std::nullopt;
    case Action::Transfer:
        ask(Topic::TransferTo, model::TransferTicket{counter_, {}, {}, {}});
        return std::nullopt;
    default:
        return std::nullopt;
    }
}

void Desk::on_open() {
    const bool waits = model::waiting_for(*board_, counter_) > 0;
    ask(waits ? Topic::CloseAnyway : Topic::LeaveNote, model::CloseCounter{counter_, {}});
}

Desk::Wanted Desk::on_number(int number, base::SteadyTime now) {
    if (question_ && question_->typing == Typing::Text &&
        number > static_cast<int>(question_->options.size()))
        return on_write({}, now);
    if (question_) {
        if (question_->options.empty())
            return on_write(std::to_string(number), now);
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
                             model::CallTicket{counter_, waiting->id},
                             {},
                             {}});
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
    Option& chosen = question_->options[option];
    if (chosen.ticked) {
        chosen.ticked = !*chosen.ticked;
        return std::nullopt;
    }
    auto command = chosen.command;
    const auto then = chosen.then;
    if (question_->several() && command)
        tick_off(*question_, *command);
    question_.reset();
    if (!then)
        return command;
    ask(*then, *command);
    return std::nullopt;
}

Desk::Wanted Desk::on_write(const std::string& typed, base::SteadyTime now) {
    if (!question_ || question_->typing == Typing::Nothing)
        return std::nullopt;
    const Topic topic = question_->topic;
    if (!fill_in(topic, scene(), bounded(typed), draft_)) {
        if (topic == Topic::DueDate)
            tell(kNoSuchDay, {}, true, now);
        return std::nullopt;
    }
    if (topic == Topic::StaffNumber && asks_for_pass(std::get<model::OpenCounter>(draft_).clerk))
        ask(Topic::Pin, draft_);
    else if (topic == Topic::SupervisorNumber)
        ask(Topic::SupervisorPin, draft_);
    else
        return draft_;
    return std::nullopt;
}

/// A card, or a staff number that was typed somewhere else than into a question.
Desk::Wanted Desk::on_log_in(const LogIn& who) {
    const bool asked =
        question_ && (question_->topic == Topic::StaffNumber || question_->topic == Topic::Pin);
    if (question_ && !who.card.empty() &&
        (question_->topic == Topic::SupervisorNumber || question_->topic == Topic::SupervisorPin)) {
        fill_in(Topic::SupervisorNumber, scene(), "", draft_);
        std::get<model::CloseCounter>(draft_).pass = {{}, bounded(who.card)};
        return draft_;
    }
    if (place() != Place::Closed && !asked)
        return std::nullopt;
    auto open = asked ? std::get<model::OpenCounter>(draft_) : model::OpenCounter{counter_, {}};
    open.clerk = model::ClerkId{who.clerk};
    open.pass = {{}, bounded(who.card)};
    if (who.card.empty() && who.clerk.empty())
        return std::nullopt;
    if (who.card.empty() && asks_for_pass(open.clerk)) {
        ask(Topic::Pin, open);
        return std::nullopt;
    }
    return open;
}

Desk::Wanted Desk::on_bring_back(model::TicketId id) {
    question_.reset();
    const auto found = board_->tickets.find(id);
    if (found == board_->tickets.end() || found->second.state != model::TicketState::Parked ||
        !why_not(Action::Next).empty())
        return model::ReturnTicket{id};
    ask(Topic::WakeHow, found->second.number,
        {{msgid("Call this ticket now"), {}, {}, model::CallTicket{counter_, id}, {}, {}},
         {msgid("Back into the line"), {}, {}, model::ReturnTicket{id}, {}, {}}});
    return std::nullopt;
}

Desk::Wanted Desk::on_key(const Keyed& key, base::SteadyTime now) {
    if (question_ && !question_->options.empty()) {
        const bool is_answer = key.place < question_->options.size();
        const auto command = on_choice(key.place, now);
        if (!is_answer)
            question_.reset();
        if (question_ && question_->topic == Topic::PauseUntil)
            return draft_;
        if (question_ && question_->typing == Typing::Text)
            return on_write({}, now);
        return command;
    }
    const auto command = on_action(key.action, now);
    if (question_ && question_->topic == Topic::LeaveNote)
        return on_write({}, now);
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
    ask(Topic::PickOutOfTurn, model::CallTicket{counter_, id});
    question_->number = found->second.number;
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

bool Desk::asks_for_pass(const model::ClerkId& clerk) const {
    const auto* staff = find(board_->hall.staff, clerk);
    return staff != nullptr && staff->has_pass;
}

void Desk::answered(const model::Answer& answer, base::SteadyTime now) {
    if (!under_way_)
        return;
    if (!answer.ok()) {
        refused(answer, now);
        return;
    }
    const auto& command = under_way_->command;
    const auto text = done(command);
    if (!text.empty())
        tell(text, answer.ticket ? answer.ticket->number : std::string(), false, now);
    if (can_be_undone(command))
        undo_until_ = under_way_->sent + model::kUndoTime;
    if (answer.ticket)
        note_ = {answer.ticket->id, answer.ticket->note};
    show_what_came(answer);
    under_way_->seq = answer.seq;
    under_way_->settled = now + kSettleTime;
    if (board_ != nullptr && board_->seq >= answer.seq)
        under_way_.reset();
}

/// The hall's sentence; and where only a pass is wrong or missing, the question for it.
void Desk::refused(const model::Answer& answer, base::SteadyTime now) {
    const auto command = std::exchange(under_way_, std::nullopt)->command;
    if (answer.refusal == Refusal::NobodyWaiting)
        last_next_.reset(); // nobody was skipped: the next press may come at once
    tell(sentence(answer.refusal), {}, true, now);
    if (board_ == nullptr)
        return;
    const bool wrong = answer.refusal == Refusal::WrongPass;
    const bool unknown = answer.refusal == Refusal::UnknownClerk || answer.refusal == Refusal::NotSupervisor;
    if (const auto* open = std::get_if<model::OpenCounter>(&command)) {
        const model::OpenCounter again{counter_, wrong ? open->clerk : model::ClerkId{}, {}, open->take_over};
        if (wrong || unknown)
            ask(wrong && !again.clerk.value.empty() ? Topic::Pin : Topic::StaffNumber, again);
    }
    if (const auto* close = std::get_if<model::CloseCounter>(&command)) {
        model::CloseCounter again = *close;
        again.pass = {};
        if (wrong && !again.supervisor.value.empty())
            ask(Topic::SupervisorPin, again);
        else if (wrong || unknown || answer.refusal == Refusal::VisitorsStillWaiting)
            ask(Topic::SupervisorNumber, again);
    }
}

/// What the last clerk left, with the devices that are in trouble; or how the shift was. Both stay until they
/// are put away.
void Desk::show_what_came(const model::Answer& answer) {
    Question question;
    question.options = {{msgid("Understood"), {}, {}, {}, {}, {}}};
    if (std::holds_alternative<model::OpenCounter>(under_way_->command)) {
        question.topic = Topic::ReadNote;
        question.handover = answer.handover;
        if (board_ != nullptr)
            for (const auto& [id, device] : board_->devices)
                if (device.state != model::DeviceState::Well)
                    question.faults.push_back(device);
        if (!question.handover && question.faults.empty())
            return;
    } else if (answer.shift) {
        question.topic = Topic::Shift;
        question.shift = answer.shift;
    } else {
        return;
    }
    question_ = std::move(question);
    asked_at_.reset();
}

void Desk::unanswered(base::SteadyTime now) {
    if (!under_way_)
        return;
    under_way_.reset();
    tell(kNoAnswer, {}, true, now);
}

void Desk::tick(base::SteadyTime now) {
    now_ = now;
    if (!question_)
        question_until_.reset();
    if (question_until_ && now >= *question_until_)
        question_.reset();
    if (undo_until_ && now >= *undo_until_)
        undo_until_.reset();
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
    if (undo_until_)
        next = std::min(next.value_or(*undo_until_), *undo_until_);
    return next;
}

std::optional<base::Duration> Desk::undo_left() const {
    if (!undo_until_)
        return std::nullopt;
    return *undo_until_ - now_;
}

std::string_view Desk::note() const {
    const auto* here = ticket();
    return here != nullptr && here->id == note_.first ? std::string_view(note_.second) : std::string_view();
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
    if (action == Action::Help || action == Action::TakeOver)
        return {};
    if (action == Action::Undo)
        return undo_until_ ? std::string_view() : sentence(Refusal::NothingToUndo);
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

Scene Desk::scene() const {
    return {*board_, counter_, ticket(), seen_ + (now_ - seen_at_)};
}

void Desk::ask(Topic topic, model::Command draft) {
    draft_ = std::move(draft);
    question_ = question_of(topic, scene(), draft_);
    asked_at_ = place();
}

void Desk::ask(Topic topic, std::string number, std::vector<Option> options) {
    question_ = Question{topic, std::move(number), std::move(options), {}, {}, {}, {}};
    asked_at_ = place();
}

void Desk::tell(std::string_view text, std::string about, bool trouble, base::SteadyTime now) {
    message_ = Message{text, std::move(about), trouble};
    message_until_ = now + kMessageTime;
}

} // namespace caller
