#include "shared/model/words.h"

#include <array>

namespace model {

namespace {

constexpr int grid(int minutes) {
    return minutes < 30 ? 5 : minutes < 90 ? 10 : 15;
}

int whole_minutes(base::Duration duration) {
    return static_cast<int>(std::chrono::floor<std::chrono::minutes>(duration).count());
}

} // namespace

std::string_view word(TicketState state) {
    constexpr std::array<std::string_view, 8> kWords{"waiting", "called",   "serving",   "parked",
                                                     "no-show", "finished", "cancelled", "expired"};
    return kWords.at(static_cast<std::size_t>(state));
}

std::string_view word(CounterState state) {
    constexpr std::array<std::string_view, 3> kWords{"closed", "open", "paused"};
    return kWords.at(static_cast<std::size_t>(state));
}

std::string_view word(DeviceState state) {
    constexpr std::array<std::string_view, 4> kWords{"well", "warning", "fault", "gone"};
    return kWords.at(static_cast<std::size_t>(state));
}

std::string_view word(Approval approval) {
    constexpr std::array<std::string_view, 4> kWords{"not-needed", "pending", "approved", "rejected"};
    return kWords.at(static_cast<std::size_t>(approval));
}

std::string_view word(EventKind kind) {
    constexpr std::array<std::string_view, 47> kWords{"",
                                                      "day-began",
                                                      "issued",
                                                      "called",
                                                      "recalled",
                                                      "started",
                                                      "finished",
                                                      "no-show",
                                                      "parked",
                                                      "returned",
                                                      "transferred",
                                                      "approved",
                                                      "rejected",
                                                      "cancelled",
                                                      "expired",
                                                      "rated",
                                                      "counter-opened",
                                                      "counter-closed",
                                                      "counter-paused",
                                                      "counter-resumed",
                                                      "notices-posted",
                                                      "device-reported",
                                                      "reclassed",
                                                      "numbers-leased",
                                                      "appointments-imported",
                                                      "help-called",
                                                      "help-ended",
                                                      "undone",
                                                      "log-in-failed",
                                                      "counter-alerted",
                                                      "alarm-raised",
                                                      "alarm-withdrawn",
                                                      "place-yielded",
                                                      "word-left",
                                                      "follow-up-opened",
                                                      "follow-up-stepped",
                                                      "signed-in",
                                                      "signed-out",
                                                      "ordered",
                                                      "services-assigned",
                                                      "service-paused",
                                                      "service-resumed",
                                                      "day-ended",
                                                      "day-reopened",
                                                      "alert-acknowledged",
                                                      "access-recorded",
                                                      "visitor-erased"};
    return kWords.at(static_cast<std::size_t>(kind));
}

std::string_view word(Refusal refusal) {
    constexpr std::array<std::string_view, 48> kWords{"none",
                                                      "unknown-service",
                                                      "unknown-channel",
                                                      "unknown-counter",
                                                      "unknown-ticket",
                                                      "unknown-appointment",
                                                      "hall-closed",
                                                      "counter-not-open",
                                                      "counter-already-open",
                                                      "counter-paused",
                                                      "counter-not-paused",
                                                      "nobody-waiting",
                                                      "nobody-at-counter",
                                                      "not-served-here",
                                                      "ticket-not-waiting",
                                                      "ticket-not-parked",
                                                      "already-started",
                                                      "no-show-too-early",
                                                      "too-many-returns",
                                                      "approval-not-pending",
                                                      "too-many-emergencies",
                                                      "already-rated",
                                                      "not-finished",
                                                      "visitors-still-waiting",
                                                      "bad-request",
                                                      "not-allowed",
                                                      "old-request",
                                                      "appointment-used",
                                                      "appointment-elsewhere",
                                                      "counter-busy",
                                                      "overloaded",
                                                      "clerk-elsewhere",
                                                      "service-closed",
                                                      "already-holding",
                                                      "too-many-tickets",
                                                      "unknown-number",
                                                      "number-used",
                                                      "unknown-clerk",
                                                      "wrong-pass",
                                                      "clerk-locked",
                                                      "nothing-to-undo",
                                                      "not-supervisor",
                                                      "hall-evacuated",
                                                      "not-signed-in",
                                                      "nobody-behind",
                                                      "too-many-yields",
                                                      "unknown-follow-up",
                                                      "visit-still-open"};
    return kWords.at(static_cast<std::size_t>(refusal));
}

std::string_view word(Verification verification) {
    constexpr std::array<std::string_view, 5> kWords{"none", "declared", "staff", "booking", "age"};
    return kWords.at(static_cast<std::size_t>(verification));
}

std::string_view word(Parking parking) {
    constexpr std::array<std::string_view, 3> kWords{"without-papers", "with-papers", "waiting"};
    return kWords.at(static_cast<std::size_t>(parking));
}

std::string_view word(Help help) {
    constexpr std::array<std::string_view, 3> kWords{"colleague", "supervisor", "technician"};
    return kWords.at(static_cast<std::size_t>(help));
}

std::string_view word(AlarmKind kind) {
    constexpr std::array<std::string_view, 2> kWords{"notice", "evacuation"};
    return kWords.at(static_cast<std::size_t>(kind));
}

std::string_view word(const Command& command) {
    constexpr std::array<std::string_view, 41> kWords{"take",          "open",
                                                      "close",         "pause",
                                                      "resume",        "call",
                                                      "recall",        "start",
                                                      "finish",        "no-show",
                                                      "park",          "return",
                                                      "transfer",      "approve",
                                                      "reject",        "rate",
                                                      "cancel",        "notices",
                                                      "report-device", "reclass",
                                                      "lease",         "hand-over",
                                                      "appointments",  "help",
                                                      "end-help",      "undo",
                                                      "alarm",         "all-clear",
                                                      "yield",         "word",
                                                      "follow-up",     "sign-in",
                                                      "sign-out",      "assign-services",
                                                      "pause-service", "resume-service",
                                                      "end-day",       "reopen-day",
                                                      "acknowledge",   "record-access",
                                                      "erase"};
    static_assert(std::variant_size_v<Command> == kWords.size());
    return kWords.at(command.index());
}

RoundedWait rounded(const Forecast& forecast) {
    if (!forecast.known)
        return {};
    const int low = whole_minutes(forecast.low);
    int high = whole_minutes(forecast.high + std::chrono::minutes(1) - base::Duration(1));
    if (high <= 3)
        return {RoundedWait::Kind::RightAway, 0, 3};
    const int low_step = grid(low);
    const int rounded_low = low / low_step * low_step;
    if (high > 120)
        return {RoundedWait::Kind::MoreThan, rounded_low, 0};
    const int high_step = grid(high);
    high = (high + high_step - 1) / high_step * high_step;
    return {RoundedWait::Kind::Between, rounded_low, high};
}

} // namespace model
