#include "caller/visitor/plate.h"

#include "shared/base/zone.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace caller {

namespace {

using screen::msgid;
using Mood = PlateFace::Mood;

/// The pause reasons that the pad offers, for visitors of every language.
[[maybe_unused]] constexpr std::array kPauseReasons{msgid("Back soon"), msgid("Meal break"),
                                                    msgid("Handover of the shift"),
                                                    msgid("A machine is being repaired")};

const model::Ticket* ticket_at(const model::Board& board, const model::CounterStatus& status) {
    if (!status.ticket)
        return nullptr;
    const auto found = board.tickets.find(*status.ticket);
    return found == board.tickets.end() ? nullptr : &found->second;
}

Mood mood_of(const model::CounterStatus& status, const model::Ticket* ticket) {
    if (status.state == model::CounterState::Closed)
        return Mood::Closed;
    if (ticket != nullptr)
        return ticket->state == model::TicketState::Serving ? Mood::Serving : Mood::Called;
    return status.state == model::CounterState::Paused ? Mood::Paused : Mood::Free;
}

/// "14:30" in the hall's zone; empty when that is past, or the zone is none.
std::string clock_time(const std::optional<base::WallTime>& when, base::WallTime now,
                       const std::string& zone) {
    if (!when || *when <= now)
        return {};
    try {
        return base::Zone(zone).clock(*when);
    } catch (const std::runtime_error&) {
        return {};
    }
}

void say_paused(PlateFace& face, const model::CounterStatus& status, const std::string& back,
                const screen::Catalogue& catalogue) {
    face.headline = catalogue.tr("Service paused");
    if (status.reason != kPauseReasons.front()) // said below anyway
        face.detail = status.reason.empty() ? "" : catalogue.tr(status.reason);
    face.again = back.empty() ? catalogue.tr("We will be back soon. Thank you for your patience.")
                              : catalogue.tr("Back at about {1}. Thank you for your patience.", back);
}

void say(PlateFace& face, const screen::Catalogue& catalogue) {
    switch (face.mood) {
    case Mood::Closed:
        face.headline = catalogue.tr("Not open now");
        face.detail = catalogue.tr("Please watch the screens for your number. Thank you.");
        return;
    case Mood::Free:
        face.headline = catalogue.tr("Welcome");
        face.detail = catalogue.tr("Please wait until your number is called here.");
        return;
    case Mood::Called:
        face.headline = catalogue.tr("Please come to this counter");
        return;
    case Mood::Serving:
        face.headline = catalogue.tr("Now being served");
        return;
    case Mood::Paused:
    case Mood::Wait:
        return;
    }
}

void name_clerk(PlateFace& face, const model::Hall& hall, const model::ClerkId& clerk,
                const screen::Catalogue& catalogue) {
    if (clerk.value.empty())
        return;
    face.clerk = clerk.value;
    face.staff_number = catalogue.tr("Staff number {1}", clerk.value);
    const auto* staff = find(hall.staff, clerk);
    if (staff == nullptr)
        return;
    const auto language = tag(catalogue);
    face.name = staff->name.in(language);
    face.title = staff->title.in(language);
    face.department = staff->department.in(language);
}

} // namespace

std::string tag(const screen::Catalogue& catalogue) {
    std::string language = catalogue.language();
    std::ranges::replace(language, '_', '-');
    return language;
}

std::string plate_language(const model::Board* board, model::CounterId counter) {
    if (board == nullptr)
        return {};
    const auto status = board->counters.find(counter);
    if (status == board->counters.end() || status->second.state == model::CounterState::Closed)
        return {};
    const auto* ticket = ticket_at(*board, status->second);
    return ticket == nullptr ? std::string() : ticket->language;
}

PlateFace plate_of(const model::Board* board, bool in_reach, model::CounterId counter, base::WallTime now,
                   const screen::Catalogue& catalogue) {
    PlateFace face;
    const auto language = tag(catalogue);
    face.counter = std::to_string(counter.value);
    face.headline = catalogue.tr("One moment, please");
    face.detail = catalogue.tr("We are sorry, the numbers cannot be shown just now. Please ask the staff.");
    if (board == nullptr)
        return face;
    face.hall = board->hall.name.in(language);
    if (const auto* known = find(board->hall.counters, counter))
        face.location = known->location.in(language);
    const auto status = board->counters.find(counter);
    if (!in_reach || status == board->counters.end())
        return face;
    const auto* ticket = ticket_at(*board, status->second);
    face.mood = mood_of(status->second, ticket);
    face.detail.clear();
    if (face.mood == Mood::Paused)
        say_paused(face, status->second, clock_time(status->second.until, now, board->hall.zone), catalogue);
    else
        say(face, catalogue);
    if (face.mood == Mood::Closed)
        return face;
    name_clerk(face, board->hall, status->second.clerk, catalogue);
    if (ticket != nullptr) {
        face.number = ticket->number;
        if (const auto* service = find(board->hall.services, ticket->service))
            face.detail = service->name.in(language);
    }
    return face;
}

} // namespace caller
