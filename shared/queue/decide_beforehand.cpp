#include "shared/queue/bookings.h"
#include "shared/queue/decider.h"

#include "shared/base/day.h"
#include "shared/base/text.h"
#include "shared/model/appointment_code.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace queue {

using model::EventKind;
using model::Refusal;

namespace {

constexpr int kLastLeased = 99'999;
constexpr std::size_t kBookingsAtOnce = 500;
constexpr std::size_t kLongestWord = 64;

int unused(const std::vector<model::NumberBlock>& blocks, const model::ServiceId& service) {
    int count = 0;
    for (const model::NumberBlock& block : blocks)
        if (block.service == service)
            count += block.last - block.first + 1 - static_cast<int>(block.used.size());
    return count;
}

/// Above everything that was leased of this letter, and above what the hall gave itself.
int first_free(const State& state, const std::string& letter) {
    int first = std::max(kLeasedFrom, state.last_number(letter) + 1);
    for (const auto& [device, blocks] : state.blocks())
        for (const model::NumberBlock& block : blocks)
            if (const auto* service = model::find(state.hall().services, block.service);
                service != nullptr && service->letter == letter)
                first = std::max(first, block.last + 1);
    return first;
}

bool is_word(std::string_view text, std::size_t longest) {
    return !text.empty() && text.size() <= longest && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
}

} // namespace

Decision Decider::operator()(const model::LeaseNumbers& command) {
    const int size = hall_.rules.leased_numbers;
    const auto known = state_.blocks().find(command.device);
    const std::vector<model::NumberBlock> none;
    const auto& blocks = known == state_.blocks().end() ? none : known->second;
    for (const model::Service& service : hall_.services) {
        if (unused(blocks, service.id) * 2 >= size)
            continue;
        const int first = first_free(state_, service.letter);
        if (first + size - 1 > kLastLeased)
            continue;
        model::Event& leased = add(EventKind::NumbersLeased);
        leased.device = command.device;
        leased.service = service.id;
        leased.value = first;
        leased.count = size;
    }
    return std::move(events_);
}

Decision Decider::operator()(const model::HandOver& command) {
    const model::Service* service = model::find(hall_.services, command.service);
    if (service == nullptr)
        return refuse(Refusal::UnknownService);
    const auto number = command.number.starts_with(service->letter)
                            ? base::parse_number<int>(command.number.substr(service->letter.size()))
                            : std::nullopt;
    const auto blocks = state_.blocks().find(command.device);
    if (!number || blocks == state_.blocks().end())
        return refuse(Refusal::UnknownNumber);
    const auto block = std::ranges::find_if(blocks->second, [&](const model::NumberBlock& some) {
        return some.service == command.service && some.first <= *number && *number <= some.last;
    });
    if (block == blocks->second.end())
        return refuse(Refusal::UnknownNumber);
    if (std::ranges::binary_search(block->used, *number))
        return refuse(Refusal::NumberUsed);

    model::TakeTicket take;
    take.service = command.service;
    take.channel = command.channel;
    take.language = command.language;
    take.reason = command.reason;
    take.token = command.token;
    const auto entrance = this->entrance(take);
    if (!entrance)
        return std::unexpected(entrance.error());
    model::Event& issued = add(EventKind::TicketIssued);
    issued.ticket = model::TicketId{state_.last_ticket().value + 1};
    issued.number = ticket_number(service->letter, *number);
    issued.service = command.service;
    issued.channel = entrance->channel;
    issued.declared = entrance->declared;
    // The device's clock may be wrong; nobody waits since tomorrow, or since before the hall's day.
    issued.entry = std::clamp(command.at, now_.midnight, now_.time);
    issued.language = command.language;
    issued.reason = entrance->declared.value.empty() ? std::string() : command.reason;
    issued.device = command.device;
    issued.token = command.token;
    return std::move(events_);
}

Decision Decider::operator()(const model::ImportAppointments& command) {
    const int last = base::add_days(now_.day, model::kAppointmentDays);
    if (command.day < now_.day || command.day > last)
        return refuse(Refusal::BadRequest,
                      fmt::format("appointments are imported for a day from {} to {}", now_.day, last));
    if (command.appointments.size() > kBookingsAtOnce)
        return refuse(Refusal::BadRequest, fmt::format("at most {} at once", kBookingsAtOnce));
    std::set<std::string> codes;
    for (const model::Appointment& one : command.appointments) {
        const auto code = model::canonical_code(one.code);
        if (!is_word(one.code, kLongestWord) || !code || !codes.insert(*code).second)
            return refuse(Refusal::BadRequest,
                          fmt::format("a code has 1 to {} letters and digits, perhaps with '-' between them, "
                                      "and stands once: {}",
                                      model::kLongestCode, one.code));
        if (model::find(hall_.services, one.service) == nullptr)
            return refuse(Refusal::UnknownService, "of the code " + one.code);
        if (one.at < 0 || one.at >= 24 * 60)
            return refuse(Refusal::BadRequest, "no time of the day, of the code " + one.code);
        if (!one.person.empty() && !is_word(one.person, kLongestWord))
            return refuse(Refusal::BadRequest, "no person's mark, of the code " + one.code);
    }
    if (command.appointments.empty() && !command.anew)
        return std::move(events_);
    model::Event& imported = add(EventKind::AppointmentsImported);
    imported.value = command.day;
    imported.count = static_cast<int>(command.appointments.size());
    imported.note = write_bookings(command.appointments);
    if (command.anew)
        imported.reason = kAnew;
    return std::move(events_);
}

} // namespace queue
