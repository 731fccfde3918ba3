#include "display/voice/announcer.h"

#include "shared/base/log.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace display {

namespace {

constexpr base::Duration kLookAgain{25}; // a loudspeaker near its end is asked so often

Call call_of(const model::Event& event, const model::Board& board) {
    Call call{event.seq, event.ticket, event.number, event.counter, false};
    const auto ticket = board.tickets.find(event.ticket);
    if (ticket == board.tickets.end())
        return call;
    call.number = ticket->second.number;
    const auto* channel = model::find(board.hall.channels, ticket->second.channel);
    call.emergency = channel != nullptr && channel->emergency && ticket->second.approved.has_value();
    return call;
}

/// True for the events after which nobody has to come to a counter any more.
bool ends_call(model::EventKind kind) {
    using enum model::EventKind;
    switch (kind) {
    case ServiceStarted:
    case ServiceFinished:
    case TicketNoShow:
    case TicketParked:
    case TicketReturned:
    case TicketTransferred:
    case TicketCancelled:
    case TicketExpired:
        return true;
    default:
        return false;
    }
}

} // namespace

bool QuietHours::contains(model::MinuteOfDay minute) const {
    if (from <= until)
        return minute >= from && minute < until;
    return minute >= from || minute < until;
}

bool AnnouncerOptions::covers(model::CounterId counter) const {
    return counters.empty() || std::ranges::find(counters, counter) != counters.end();
}

void Announcer::updated(const model::Update& update, base::SteadyTime now) {
    const model::Event& event = update.event;
    const model::Board* board = source_.board();
    const bool called = event.kind == model::EventKind::TicketCalled;
    if (board == nullptr)
        return;
    alarm_.follow(*board);
    if ((called || event.kind == model::EventKind::TicketRecalled) && !options_.covers(event.counter)) {
        announcements_.ended(event.ticket); // it is called elsewhere now
    } else if (called) {
        announcements_.called(call_of(event, *board));
    } else if (event.kind == model::EventKind::TicketRecalled) {
        if (announcements_.recalled(call_of(event, *board), now) == Recalled::TooSoon)
            base::log_info("voice", "recall at counter {} is not said: too soon after the last one",
                           event.counter.value);
    } else if (ends_call(event.kind)) {
        if (announcements_.ended(event.ticket))
            base::log_info("voice", "ticket {} is not called any more: left unsaid", event.ticket.value);
    } else if (event.kind == model::EventKind::DayBegan) {
        announcements_.clear();
    }
}

void Announcer::replaced() {
    const model::Board* board = source_.board();
    if (board != nullptr)
        alarm_.follow(*board);
    const auto still_called = [&](const Call& call) {
        if (board == nullptr)
            return false;
        const auto ticket = board->tickets.find(call.ticket);
        return ticket != board->tickets.end() && ticket->second.state == model::TicketState::Called &&
               ticket->second.counter == call.counter;
    };
    if (const auto left = announcements_.keep(still_called); left > 0)
        base::log_info("voice", "{} calls were over when the hall came back: left unsaid", left);
}

void Announcer::asked(base::SteadyTime now) {
    if (announcements_.asked(now))
        base::log_info("voice", "somebody asks for the current numbers{}{}",
                       options_.zone.empty() ? "" : " of ", options_.zone);
}

int Announcer::volume() const {
    if (options_.quiet.empty())
        return options_.volume;
    const model::Board* board = source_.board();
    try {
        if (board != nullptr && (!zone_ || zone_->name() != board->hall.zone))
            zone_.emplace(board->hall.zone);
    } catch (const std::runtime_error&) {
        zone_.emplace("UTC"); // the hall checked its zone; this machine may not know it
    }
    if (!zone_)
        return options_.volume;
    const base::LocalTime time = zone_->local(source_.hall_time());
    const auto quiet = std::ranges::find_if(options_.quiet, [&](const QuietHours& hours) {
        return hours.contains(time.hour * 60 + time.minute);
    });
    return quiet != options_.quiet.end() ? std::min(quiet->volume, options_.volume) : options_.volume;
}

/// The numbers at the zone's counters: who is still to come first, then who came; the latest first.
std::vector<Shown> Announcer::current() const {
    const model::Board* board = source_.board();
    std::vector<const model::Ticket*> tickets;
    if (board != nullptr)
        for (const auto& [id, counter] : board->counters) {
            const auto ticket = counter.ticket ? board->tickets.find(*counter.ticket) : board->tickets.end();
            if (options_.covers(id) && ticket != board->tickets.end())
                tickets.push_back(&ticket->second);
        }
    std::ranges::sort(tickets, [](const model::Ticket* a, const model::Ticket* b) {
        const auto place = [](const model::Ticket& ticket) {
            return std::pair(ticket.state != model::TicketState::Called, -ticket.since.time_since_epoch());
        };
        return place(*a) < place(*b);
    });
    std::vector<Shown> shown;
    for (const model::Ticket* ticket : tickets)
        if (shown.size() < kMostCurrent && ticket->counter)
            shown.push_back({ticket->number, *ticket->counter});
    return shown;
}

voice::Script Announcer::script_of(const Utterance& utterance) const {
    voice::Script script{utterance.chime && options_.chime, volume(), {}, index_};
    if (utterance.current)
        script.volume = std::max(script.volume, std::min(options_.volume, kLeastAnswer));
    const model::Board* board = source_.board();
    const auto* counter =
        board != nullptr ? model::find(board->hall.counters, utterance.call.counter) : nullptr;
    const std::vector<Shown> shown = utterance.current ? current() : std::vector<Shown>{};
    for (const std::string& language : options_.languages) {
        const std::string_view location = counter != nullptr ? counter->location.in(language) : "";
        script.lines.push_back({spoken_language(language),
                                utterance.current
                                    ? say_current(shown, language, options_.manner)
                                    : say_call(utterance.call.number, utterance.call.counter, location,
                                               language, utterance.length, options_.manner)});
    }
    return script;
}

void Announcer::sound_ready(base::SteadyTime now) {
    const auto pcm = studio_.take(index_);
    if (!pcm)
        return;
    speaker_.play(*pcm, title_, now);
    phase_ = Phase::Playing;
    look_again_ = now + voice::duration(*pcm);
}

/// In the middle of a word, if need be.
void Announcer::fall_silent(base::SteadyTime now) {
    if (phase_ == Phase::Recording)
        studio_.forget(index_);
    if (phase_ == Phase::Playing)
        speaker_.stop(now);
    if (phase_ != Phase::Quiet && !says_alarm_)
        announcements_.spoken(now);
    if (alarm_.silences_calls())
        announcements_.clear();
    phase_ = Phase::Quiet;
    alarm_.has_cut();
}

void Announcer::say(voice::Script script) {
    title_ = script.chime ? "(chime)" : "";
    for (const voice::Line& line : script.lines)
        title_ += fmt::format("{}{}: {}", title_.empty() ? "" : " ", line.language,
                              voice::as_text(line.phrase, line.language));
    studio_.record(std::move(script));
    phase_ = Phase::Recording;
}

void Announcer::tick(base::SteadyTime now) {
    // A notice can wait for the end of a call, which would never be heard otherwise.
    if (alarm_.cuts() && (alarm_.silences_calls() || says_alarm_))
        fall_silent(now);
    alarm_.has_cut();
    if (phase_ == Phase::Playing) {
        if (speaker_.busy(now)) {
            look_again_ = std::max(look_again_, now + kLookAgain);
            return;
        }
        phase_ = Phase::Quiet;
        if (says_alarm_)
            alarm_.spoken(now);
        else
            announcements_.spoken(now);
    }
    if (phase_ != Phase::Quiet)
        return;
    if (auto script = alarm_.next(now)) {
        says_alarm_ = true;
        script->volume = options_.volume; // in quiet hours too
        script->zone = index_;
        return say(std::move(*script));
    }
    if (alarm_.silences_calls())
        return;
    if (volume() == 0)
        announcements_.clear(); // not when the quiet hours end: by then everybody has come
    const auto utterance = announcements_.next(now);
    if (!utterance)
        return;
    says_alarm_ = false;
    say(script_of(*utterance));
}

std::optional<base::SteadyTime> Announcer::next_deadline() const {
    if (alarm_.cuts())
        return base::SteadyTime{};
    switch (phase_) {
    case Phase::Quiet: {
        const auto alarm = alarm_.next_deadline();
        const auto call = alarm_.silences_calls() ? std::nullopt : announcements_.next_deadline();
        return alarm && call ? std::min(alarm, call) : alarm ? alarm : call;
    }
    case Phase::Recording:
        return std::nullopt;
    case Phase::Playing:
        return look_again_;
    }
    return std::nullopt;
}

} // namespace display
