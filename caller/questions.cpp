#include "caller/questions.h"

#include "shared/base/day.h"
#include "shared/base/text.h"
#include "shared/base/zone.h"
#include "shared/screen/translations.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace caller {

namespace {

using model::Parking;
using screen::msgid;

// Reasons and notes are stored as they stand here, in English; screens translate them.
constexpr const char* kPapersMissing = msgid("Papers are missing: the visitor fetches them");
constexpr std::array kKeptReasons{msgid("Filling in a form"), msgid("Asking a colleague"),
                                  msgid("Making a payment")};
constexpr std::array kWakeReasons{msgid("A seal is being cut"), msgid("Waiting for a stamp or a signature"),
                                  msgid("Waiting for another department")};
constexpr std::array kFetchPlaces{msgid("At home"), msgid("At the employer's"),
                                  msgid("At the copy desk of this hall"), msgid("At the bank")};
constexpr std::array kTransferNotes{msgid("The papers have been checked"),
                                    msgid("One paper is still missing"),
                                    msgid("The visitor needs patience and help")};
constexpr std::array kPauseReasons{msgid("Back soon"), msgid("Meal break"), msgid("Handover of the shift"),
                                   msgid("A machine is being repaired")};
constexpr std::array kPickReasons{msgid("The visitor needs help"), msgid("The papers are already here"),
                                  msgid("The call was missed through no fault of the visitor"),
                                  msgid("A supervisor asked for it")};
constexpr std::array kPauseMinutes{5, 10, 15, 30, 60};
constexpr std::array kDueDays{1, 3, 5, 7, 10, 15, 20, 30};
constexpr const char* kOverridden = "override: a supervisor answers for it";

int today(const Scene& scene) {
    return base::Zone(scene.board.hall.zone).service_day(scene.now, scene.board.hall.roll_over_hour);
}

/// Monday to Friday; the calendar of public holidays is not known here, a date can be typed.
int working_days_on(int day, int count) {
    while (count > 0) {
        day = base::add_days(day, 1);
        if (base::weekday(day) < 5)
            --count;
    }
    return day;
}

std::string written(int day) {
    return fmt::format("{:04}-{:02}-{:02}", day / 10000, day / 100 % 100, day % 100);
}

bool is_day(int day) {
    using namespace std::chrono;
    return year_month_day(year(day / 10000), month(static_cast<unsigned>(day / 100 % 100)),
                          std::chrono::day(static_cast<unsigned>(day % 100)))
        .ok();
}

/// "0315", the next 15 March, or "20260315".
std::optional<int> day_of(const std::string& typed, int today) {
    const auto number = base::parse_number<int>(typed);
    if (!number || (typed.size() != 4 && typed.size() != 8))
        return std::nullopt;
    int day = typed.size() == 8 ? *number : today / 10000 * 10000 + *number;
    if (typed.size() == 4 && day < today)
        day += 10000;
    if (!is_day(day) || day < today || day / 10000 > today / 10000 + 2)
        return std::nullopt;
    return day;
}

template <typename Kind, typename Change>
Option with(std::string_view text, const model::Command& draft, std::optional<Topic> then, Change change) {
    Kind command = std::get<Kind>(draft);
    change(command);
    return {text, {}, {}, std::move(command), then, {}};
}

const model::Service* service_of(const Scene& scene) {
    return find(scene.board.hall.services, scene.ticket->service);
}

bool has_documents(const Scene& scene) {
    const auto* service = service_of(scene);
    return service != nullptr && !service->documents.empty();
}

/// Other counters of the same matter first, then the other services.
void add_places(Question& question, const Scene& scene) {
    const model::Ticket& leaving = *scene.ticket;
    const auto add = [&](Option option, model::TransferTicket command) {
        option.command = std::move(command);
        option.then = Topic::TransferNote;
        question.options.push_back(std::move(option));
    };
    for (const model::Counter& other : scene.board.hall.counters) {
        const auto status = scene.board.counters.find(other.id);
        const bool open =
            status != scene.board.counters.end() && status->second.state != model::CounterState::Closed;
        const auto serves = std::ranges::find(other.services, leaving.service) != other.services.end();
        if (other.id != scene.counter && open && serves)
            add({msgid("Counter {1}"), other.location, std::to_string(other.id.value), {}, {}, {}},
                {scene.counter, std::nullopt, other.id, {}});
    }
    for (const model::Service& service : scene.board.hall.services)
        if (service.id != leaving.service)
            add({{}, service.name, service.letter, {}, {}, {}},
                {scene.counter, service.id, std::nullopt, {}});
}

void add_parkings(Question& question, const Scene& scene, const model::Command& draft) {
    const auto add = [&](const char* text, Parking parking, Topic then) {
        question.options.push_back(
            with<model::ParkTicket>(text, draft, then, [&](auto& park) { park.parking = parking; }));
    };
    add(msgid("Without papers: fetches what is missing, comes back to any counter"), Parking::WithoutPapers,
        has_documents(scene) ? Topic::Missing : Topic::FetchWhere);
    add(msgid("With papers: they stay here, comes back to this counter"), Parking::WithPapers,
        Topic::ParkReason);
    add(msgid("Waiting: something is being done, you call again"), Parking::Waiting, Topic::ParkReason);
    std::get<model::ParkTicket>(*question.options.front().command).reason = kPapersMissing;
}

void add_outcomes(Question& question, const Scene& scene, const model::Command& draft) {
    const auto add = [&](const char* text, std::string_view outcome, std::optional<Topic> then) {
        question.options.push_back(
            with<model::FinishService>(text, draft, then, [&](auto& finish) { finish.outcome = outcome; }));
    };
    add(msgid("Done on the spot"), model::kDone, std::nullopt);
    add(msgid("Accepted, ready by a date"), model::kAccepted, Topic::DueDay);
    add(msgid("Returned, papers were missing"), model::kReturned,
        has_documents(scene) ? Topic::Missing : Topic::MissingNote);
    add(msgid("Referred to another place"), model::kReferred, Topic::ReferNote);
}

void add_days(Question& question, const Scene& scene, const model::Command& draft) {
    const int from = today(scene);
    for (const int days : kDueDays) {
        const int due = working_days_on(from, days);
        Option option = with<model::FinishService>(msgid("{1} · working days: {2}"), draft, std::nullopt,
                                                   [&](auto& finish) { finish.due = due; });
        option.detail = written(due);
        option.count = days;
        question.options.push_back(std::move(option));
    }
    question.options.push_back({msgid("Another date"), {}, {}, draft, Topic::DueDate, {}});
}

void add_documents(Question& question, const Scene& scene, const model::Command& draft) {
    if (const auto* service = service_of(scene))
        for (const model::Names& document : service->documents)
            question.options.push_back({{}, document, {}, {}, {}, false});
    const bool parks = std::holds_alternative<model::ParkTicket>(draft);
    question.options.push_back(
        {msgid("These are missing"), {}, {}, draft, parks ? Topic::FetchWhere : Topic::MissingNote, {}});
}

void add_returns(Question& question, const Scene& scene, const model::Command& draft) {
    for (const int minutes : kPauseMinutes) {
        Option option = with<model::PauseCounter>(msgid("In {1} minutes"), draft, std::nullopt, [&](auto& p) {
            p.until = scene.now + std::chrono::minutes(minutes);
        });
        option.detail = std::to_string(minutes);
        question.options.push_back(std::move(option));
    }
    question.options.push_back({msgid("Not known yet"), {}, {}, draft, {}, {}});
}

template <typename Kind, typename Texts, typename Field>
void add_texts(Question& question, const Texts& texts, const model::Command& draft, Field Kind::* field,
               std::optional<Topic> then = {}) {
    for (const char* text : texts)
        question.options.push_back(
            with<Kind>(text, draft, then, [&](Kind& command) { command.*field = text; }));
}

} // namespace

Question question_of(Topic topic, const Scene& scene, const model::Command& draft) {
    Question question{topic, scene.ticket != nullptr ? scene.ticket->number : std::string(), {}, {}, {}, {},
                      {}};
    switch (topic) {
    case Topic::TransferTo:
        add_places(question, scene);
        break;
    case Topic::TransferNote:
        question.typing = Typing::Text;
        add_texts(question, kTransferNotes, draft, &model::TransferTicket::note);
        break;
    case Topic::ParkKind:
        add_parkings(question, scene, draft);
        break;
    case Topic::ParkReason:
        if (std::get<model::ParkTicket>(draft).parking == Parking::Waiting)
            add_texts(question, kWakeReasons, draft, &model::ParkTicket::reason);
        else
            add_texts(question, kKeptReasons, draft, &model::ParkTicket::reason);
        question.typing = Typing::Text;
        break;
    case Topic::FetchWhere:
        question.typing = Typing::Text;
        add_texts(question, kFetchPlaces, draft, &model::ParkTicket::note);
        break;
    case Topic::Outcome:
        add_outcomes(question, scene, draft);
        break;
    case Topic::DueDay:
        add_days(question, scene, draft);
        break;
    case Topic::Missing:
        add_documents(question, scene, draft);
        break;
    case Topic::PauseReason:
        add_texts(question, kPauseReasons, draft, &model::PauseCounter::reason, Topic::PauseUntil);
        break;
    case Topic::PauseUntil:
        add_returns(question, scene, draft);
        break;
    case Topic::PickOutOfTurn:
        add_texts(question, kPickReasons, draft, &model::CallTicket::reason);
        question.options.push_back({msgid("Keep the order"), {}, {}, {}, {}, {}});
        break;
    case Topic::WhichHelp:
        question.options = {
            {msgid("A colleague"), {}, {}, model::CallHelp{scene.counter, model::Help::Colleague}, {}, {}},
            {msgid("A supervisor"), {}, {}, model::CallHelp{scene.counter, model::Help::Supervisor}, {}, {}},
            {msgid("The technician"),
             {},
             {},
             model::CallHelp{scene.counter, model::Help::Technician},
             {},
             {}}};
        break;
    case Topic::CloseAnyway:
        question.number = std::to_string(model::waiting_for(scene.board, scene.counter));
        question.options = {{msgid("Close the counter"), {}, {}, draft, Topic::LeaveNote, {}},
                            {msgid("Keep it open"), {}, {}, {}, {}, {}}};
        break;
    case Topic::LeaveNote:
    case Topic::MissingNote:
    case Topic::ReferNote:
        question.typing = Typing::Text;
        break;
    case Topic::DueDate:
    case Topic::StaffNumber:
    case Topic::SupervisorNumber:
        question.typing = Typing::Digits;
        break;
    case Topic::Pin:
    case Topic::SupervisorPin:
        question.typing = Typing::Secret;
        break;
    case Topic::WhichTicket:
    case Topic::WakeHow:
    case Topic::ReadNote:
    case Topic::Shift:
        break;
    }
    return question;
}

bool fill_in(Topic topic, const Scene& scene, const std::string& text, model::Command& draft) {
    switch (topic) {
    case Topic::TransferNote:
        std::get<model::TransferTicket>(draft).note = text;
        return true;
    case Topic::FetchWhere:
        std::get<model::ParkTicket>(draft).note = text;
        return true;
    case Topic::ParkReason:
        std::get<model::ParkTicket>(draft).reason = text;
        return !text.empty();
    case Topic::MissingNote:
    case Topic::ReferNote:
        std::get<model::FinishService>(draft).note = text;
        return true;
    case Topic::DueDate:
        if (const auto day = day_of(text, today(scene))) {
            std::get<model::FinishService>(draft).due = *day;
            return true;
        }
        return false;
    case Topic::LeaveNote:
        std::get<model::CloseCounter>(draft).note = text;
        return true;
    case Topic::StaffNumber:
        std::get<model::OpenCounter>(draft).clerk = model::ClerkId{text};
        return !text.empty();
    case Topic::Pin:
        std::get<model::OpenCounter>(draft).pass.pin = text;
        return !text.empty();
    case Topic::SupervisorNumber: {
        auto& close = std::get<model::CloseCounter>(draft);
        close.reason = kOverridden;
        close.supervisor = model::ClerkId{text};
        return !text.empty();
    }
    case Topic::SupervisorPin:
        std::get<model::CloseCounter>(draft).pass.pin = text;
        return !text.empty();
    default:
        return false;
    }
}

std::string bounded(std::string_view typed) {
    std::string text;
    std::size_t count = 0;
    const std::string line = base::one_line(typed);
    for (const char32_t c : base::code_points(base::trim(line))) {
        std::string one;
        base::append_utf8(one, c);
        if (++count > kMostCharacters || text.size() + one.size() > kMostBytes)
            break;
        text += one;
    }
    return text;
}

} // namespace caller
