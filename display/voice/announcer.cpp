#include "display/voice/announcer.h"

#include "shared/base/log.h"

#include <fmt/format.h>

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

void Announcer::updated(const model::Update& update, const model::Board& board, base::SteadyTime now) {
    const model::Event& event = update.event;
    hall_.counters = board.hall.counters;
    alarm_.follow(board);
    if (event.kind == model::EventKind::TicketCalled) {
        announcements_.called(call_of(event, board));
    } else if (event.kind == model::EventKind::TicketRecalled) {
        if (announcements_.recalled(call_of(event, board), now) == Recalled::TooSoon)
            base::log_info("voice", "recall at counter {} is not said: too soon after the last one",
                           event.counter.value);
    } else if (ends_call(event.kind)) {
        if (announcements_.ended(event.ticket))
            base::log_info("voice", "ticket {} is not called any more: left unsaid", event.ticket.value);
    } else if (event.kind == model::EventKind::DayBegan) {
        announcements_.clear();
    }
}

void Announcer::replaced(const model::Board& board) {
    hall_.counters = board.hall.counters;
    alarm_.follow(board);
    const auto still_called = [&](const Call& call) {
        const auto ticket = board.tickets.find(call.ticket);
        return ticket != board.tickets.end() && ticket->second.state == model::TicketState::Called &&
               ticket->second.counter == call.counter;
    };
    if (const auto left = announcements_.keep(still_called); left > 0)
        base::log_info("voice", "{} calls were over when the hall came back: left unsaid", left);
}

voice::Script Announcer::script_of(const Utterance& utterance) const {
    voice::Script script{utterance.chime, options_.volume, {}};
    const auto* counter = model::find(hall_.counters, utterance.call.counter);
    for (const std::string& language : options_.languages) {
        const std::string_view location = counter != nullptr ? counter->location.in(language) : "";
        // A phrase that is English for want of a grammar is read by an English voice.
        script.lines.push_back({voice::is_chinese(language) ? language : "en",
                                say_call(utterance.call.number, utterance.call.counter, location, language,
                                         utterance.length, options_.manner)});
    }
    return script;
}

void Announcer::sound_ready(base::SteadyTime now) {
    const auto pcm = studio_.take();
    if (!pcm)
        return;
    if (unwanted_ > 0) {
        --unwanted_;
        return;
    }
    if (phase_ != Phase::Recording)
        return;
    speaker_.play(*pcm, title_, now);
    phase_ = Phase::Playing;
    look_again_ = now + voice::duration(*pcm);
}

/// In the middle of a word, if need be.
void Announcer::fall_silent(base::SteadyTime now) {
    if (phase_ == Phase::Recording)
        ++unwanted_; // the studio ends what it has begun
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
    if (alarm_.cuts())
        fall_silent(now);
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
        script->volume = options_.volume;
        return say(std::move(*script));
    }
    if (alarm_.silences_calls())
        return;
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
