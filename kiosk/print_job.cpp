#include "kiosk/print_job.h"

#include "kiosk/service_hours.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace kiosk {

namespace {

constexpr std::size_t kMostLines = 20; ///< of documents or steps, as printers take them
constexpr std::size_t kLongestLine = 400;

/// The two languages that stand on paper: ten of them would be too much for one message.
class Excerpt {
  public:
    Excerpt(const std::string& visitor, const std::string& local) : languages_{visitor, local} {}

    model::Names operator()(const model::Names& names) const {
        std::map<std::string, std::string> kept;
        for (const std::string& language : languages_)
            if (const auto text = names.in(language); !text.empty())
                kept[language] = shortened(text);
        return model::Names(std::move(kept));
    }
    std::vector<model::Names> operator()(const std::vector<model::Names>& lines) const {
        std::vector<model::Names> kept;
        kept.reserve(std::min(lines.size(), kMostLines));
        for (std::size_t i = 0; i < lines.size() && i < kMostLines; ++i)
            kept.push_back((*this)(lines[i]));
        return kept;
    }

  private:
    /// To whole characters of UTF-8.
    static std::string_view shortened(std::string_view text) {
        std::size_t end = std::min(text.size(), kLongestLine);
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
            --end;
        return text.substr(0, end);
    }

    std::array<std::string, 2> languages_;
};

} // namespace
bool is_from_reserve(const model::Ticket& ticket) {
    return ticket.id == model::TicketId{};
}

std::string job_id(const model::Board& board, const model::Ticket& ticket) {
    if (is_from_reserve(ticket)) // its number is its own for a day
        return fmt::format("reserve-{:016x}-{}-{}", board.store, board.day, ticket.number);
    return fmt::format("ticket-{:016x}-{}", board.store, ticket.id.value);
}

model::Names location(const model::Hall& hall, const model::ServiceId& service) {
    std::map<std::string, std::string> places;
    for (const std::string& language : hall.languages) {
        std::vector<std::string_view> said;
        for (const model::Counter& counter : hall.counters) {
            const std::string_view place = counter.location.in(language);
            const bool serves = std::ranges::count(counter.services, service) > 0;
            if (serves && !place.empty() && std::ranges::count(said, place) == 0)
                said.push_back(place);
        }
        if (!said.empty())
            places[language] = fmt::format("{}", fmt::join(said, language.starts_with("zh") ? "、" : "; "));
    }
    return model::Names(std::move(places));
}

model::PrintJob print_job(const model::Board& board, const model::Answer& answer,
                          const std::string& link_base) {
    const model::Ticket& ticket = *answer.ticket;
    const model::Hall& hall = board.hall;
    model::PrintJob job;
    job.job = job_id(board, ticket);
    job.number = ticket.number;
    job.language = ticket.language;
    job.local_language = hall.languages.empty() ? "zh-Hans" : hall.languages.front();
    const Excerpt excerpt(job.language, job.local_language);
    job.hall = excerpt(hall.name);
    if (const auto* service = model::find(hall.services, ticket.service)) {
        job.service = excerpt(service->name);
        job.documents = excerpt(service->documents);
    }
    const model::ChannelId shown = ticket.declared.value_or(ticket.channel);
    const auto* channel = model::find(hall.channels, shown);
    if (channel != nullptr && channel != &hall.channels.front()) {
        job.channel = excerpt(channel->name);
        job.green = channel->green;
    }
    job.approval_pending = ticket.approval == model::Approval::Pending;
    if (!is_from_reserve(ticket))
        job.ahead = answer.ahead;
    job.wait = model::rounded(answer.forecast);
    job.location = excerpt(location(hall, ticket.service));
    job.issued = ticket.issued;
    job.zone = hall.zone;
    if (!answer.token.empty())
        job.link = (link_base.empty() ? "JH:" : link_base) + answer.token;
    return job;
}

model::PrintJob sheet_job(const model::Board& board, const model::ServiceId& service,
                          const std::string& language, std::string name) {
    const model::Hall& hall = board.hall;
    model::PrintJob job;
    job.job = std::move(name);
    job.language = language;
    job.local_language = hall.languages.empty() ? "zh-Hans" : hall.languages.front();
    const Excerpt excerpt(job.language, job.local_language);
    job.hall = excerpt(hall.name);
    job.location = excerpt(location(hall, service));
    job.issued = board.now;
    job.zone = hall.zone;
    const auto* known = model::find(hall.services, service);
    if (known == nullptr)
        return job;
    job.service = excerpt(known->name);
    job.purpose = excerpt(known->purpose);
    job.documents = excerpt(known->documents);
    job.steps = excerpt(known->steps);
    job.basis = excerpt(known->basis);
    job.fee = excerpt(known->fee);
    job.time_limit = excerpt(known->time_limit);
    job.hours = excerpt(service_hours(hall, *known));
    return job;
}

} // namespace kiosk
