#include "kiosk/print_job.h"

#include "kiosk/service_hours.h"

#include <fmt/format.h>

namespace kiosk {

bool is_from_reserve(const model::Ticket& ticket) {
    return ticket.id == model::TicketId{};
}

std::string job_id(const model::Board& board, const model::Ticket& ticket) {
    if (is_from_reserve(ticket)) // its number is its own for a day
        return fmt::format("reserve-{:016x}-{}-{}", board.store, board.day, ticket.number);
    return fmt::format("ticket-{:016x}-{}", board.store, ticket.id.value);
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
    const model::Excerpt excerpt(job.language, job.local_language);
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
    const model::Excerpt excerpt(job.language, job.local_language);
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
