#include "caller/slip/slip.h"

#include "shared/screen/translations.h"

#include <fmt/format.h>

#include <map>
#include <string_view>
#include <vector>

namespace caller {

namespace {

using model::Slip;
using screen::Catalogue;

/// What a command tells the visitor to do.
struct Errand {
    Slip slip = Slip::None;
    model::CounterId counter;             ///< the one that sends the visitor away
    std::vector<int> missing{};           ///< documents
    std::string note{};                   ///< where to get them
    std::optional<model::CounterId> to{}; ///< none, of GoElsewhere: wherever the ticket's service is
};

Errand errand_of(const model::Command& command) {
    if (const auto* park = std::get_if<model::ParkTicket>(&command))
        if (park->parking == model::Parking::WithoutPapers)
            return {Slip::Bring, park->counter, park->missing, park->note, {}};
    if (const auto* finish = std::get_if<model::FinishService>(&command))
        if (finish->outcome == model::kReturned)
            return {Slip::BringAnew, finish->counter, finish->missing, finish->note, {}};
    if (const auto* transfer = std::get_if<model::TransferTicket>(&command))
        return {Slip::GoElsewhere, transfer->counter, {}, {}, transfer->to_counter};
    return {};
}

/// "Counter 12, 2F west hall" in one language.
std::string counter_in(const model::Hall& hall, const model::CounterId& id, const std::string& language) {
    const Catalogue catalogue{language::catalogue_name(language)};
    const auto name = language::without_isolates(catalogue.tr("Counter {1}", id.value));
    const auto* counter = find(hall.counters, id);
    const auto place = counter == nullptr ? std::string_view() : counter->location.in(language);
    const bool hanzi = language.starts_with("zh") || language.starts_with("ja");
    const std::string_view comma = hanzi ? " " : language.starts_with("ar") ? "، " : ", ";
    return place.empty() ? name : fmt::format("{}{}{}", name, comma, place);
}

model::Names place_of(const model::Board& board, const Errand& errand, const model::Ticket& ticket,
                      const std::string& visitor, const std::string& local) {
    const bool elsewhere = errand.slip == Slip::GoElsewhere;
    if (elsewhere && !errand.to)
        return model::location(board.hall, ticket.service);
    const auto counter = elsewhere ? *errand.to : errand.counter;
    return model::Names({{visitor, counter_in(board.hall, counter, visitor)},
                         {local, counter_in(board.hall, counter, local)}});
}

/// Those that the service has; others are a slip of the hand.
std::vector<model::Names> documents_of(const model::Service* service, const std::vector<int>& missing) {
    std::vector<model::Names> documents;
    for (const int which : missing)
        if (service != nullptr && which >= 0 && static_cast<std::size_t>(which) < service->documents.size())
            documents.push_back(service->documents[static_cast<std::size_t>(which)]);
    return documents;
}

std::string local_language(const model::Hall& hall) {
    return hall.languages.empty() ? "zh-Hans" : hall.languages.front();
}

} // namespace

std::optional<model::PrintJob> slip_for(const model::Board& board, const model::Command& command,
                                        const model::Answer& answer) {
    const Errand errand = errand_of(command);
    if (errand.slip == Slip::None || !answer.ok() || !answer.ticket)
        return std::nullopt;
    const model::Ticket& ticket = *answer.ticket;
    model::PrintJob job;
    job.job = fmt::format("slip-{:016x}-{}-{}", board.store, ticket.id.value, answer.seq);
    job.number = ticket.number;
    job.slip = errand.slip;
    job.local_language = local_language(board.hall);
    job.language = ticket.language.empty() ? job.local_language : ticket.language;
    const model::Excerpt excerpt(job.language, job.local_language);
    job.hall = excerpt(board.hall.name);
    const auto* service = find(board.hall.services, ticket.service);
    if (service != nullptr)
        job.service = excerpt(service->name);
    job.documents = excerpt(documents_of(service, errand.missing));
    if (!errand.note.empty()) // as the clerk wrote it
        job.notice =
            excerpt(model::Names(std::map<std::string, std::string>{{job.local_language, errand.note}}));
    job.location = excerpt(place_of(board, errand, ticket, job.language, job.local_language));
    job.issued = board.now;
    job.zone = board.hall.zone;
    return job;
}

std::optional<Saying> saying_for(const model::Board& board, const model::Command& command,
                                 const model::Answer& answer) {
    const auto slip = slip_for(board, command, answer);
    if (!slip)
        return std::nullopt;
    const Catalogue catalogue{language::catalogue_name(slip->language)};
    const std::string place(slip->location.in(slip->language));
    std::string text;
    if (slip->slip == Slip::GoElsewhere) {
        text = place.empty()
                   ? catalogue.tr("Ticket {1}, please wait until you are called again.", slip->number)
                   : catalogue.tr("Ticket {1}, please go to: {2}.", slip->number, place);
    } else if (!slip->documents.empty()) {
        std::string all;
        for (const auto& each : slip->documents)
            all += fmt::format("{}{}", all.empty() ? "" : ", ", each.in(slip->language));
        text = catalogue.tr("Ticket {1}, please bring: {2}.", slip->number, all);
    } else {
        text = catalogue.tr("Ticket {1}, please come back when you have all documents.", slip->number);
    }
    return Saying{slip->language, language::without_isolates(text)};
}

} // namespace caller
