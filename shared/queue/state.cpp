#include "shared/queue/state.h"

#include "shared/model/appointment_code.h"
#include "shared/queue/decide.h"
#include "shared/queue/pick.h"

#include <algorithm>

namespace queue {

State::State(model::Hall hall)
    : hall_(std::move(hall)), layout_(hall_), notices_(hall_.notices), lines_(layout_),
      staffed_(hall_.services.size()) {
    for (const model::Counter& counter : hall_.counters)
        desks_[counter.id].status.id = counter.id;
}

const model::Ticket* State::ticket(model::TicketId id) const {
    const auto found = tickets_.find(id);
    return found == tickets_.end() ? nullptr : &found->second;
}

const Desk* State::desk(model::CounterId id) const {
    const auto found = desks_.find(id);
    return found == desks_.end() ? nullptr : &found->second;
}

int State::last_number(const std::string& letter) const {
    const auto found = numbers_.find(letter);
    return found == numbers_.end() ? 0 : found->second;
}

const model::Appointment* State::appointment(const std::string& code) const {
    const std::string key = model::code_key(code);
    if (const auto day = imported_.find(day_); day != imported_.end())
        if (const auto found = day->second.find(key); found != day->second.end())
            return &found->second;
    const auto found =
        std::ranges::find(hall_.appointments, key, [](const auto& one) { return model::code_key(one.code); });
    return found == hall_.appointments.end() ? nullptr : &*found;
}

const model::Appointment* State::appointment_of(const std::string& person) const {
    const auto day = imported_.find(day_);
    if (person.empty() || day == imported_.end())
        return nullptr;
    const model::Appointment* first = nullptr;
    for (const auto& [key, appointment] : day->second)
        if (appointment.person == person && !appointment_used(key) &&
            (first == nullptr || appointment.at < first->at))
            first = &appointment;
    return first;
}

const model::Ticket* State::held(const std::string& person, const model::ServiceId& service) const {
    const auto found = person.empty() ? holders_.end() : holders_.find({person, service});
    const model::Ticket* held = found == holders_.end() ? nullptr : ticket(found->second);
    return held != nullptr && model::is_live(held->state) ? held : nullptr;
}

int State::tickets_of(const std::string& person) const {
    const auto found = tickets_of_.find(person);
    return found == tickets_of_.end() ? 0 : found->second;
}

const model::Ticket* State::by_token(const std::string& token) const {
    const auto found = token.empty() ? tokens_.end() : tokens_.find(token);
    return found == tokens_.end() ? nullptr : ticket(found->second);
}

bool State::is_leased(const std::string& letter, int number) const {
    return std::ranges::any_of(blocks_, [&](const auto& entry) {
        return std::ranges::any_of(entry.second, [&](const model::NumberBlock& block) {
            const model::Service* service = model::find(hall_.services, block.service);
            return service != nullptr && service->letter == letter && block.first <= number &&
                   number <= block.last;
        });
    });
}

bool State::is_locked(const model::ClerkId& clerk, base::WallTime now) const {
    const auto found = failures_.find(clerk);
    return found != failures_.end() && found->second.count >= kPassesBeforeLock &&
           now - found->second.last < kLockTime;
}

bool State::is_paused(const model::ServiceId& service, base::WallTime now) const {
    const auto found = service_pauses_.find(service);
    return found != service_pauses_.end() && (!found->second.until || now < *found->second.until);
}

bool State::is_signed_in(const model::ClerkId& staff, const model::DeviceId& device,
                         base::WallTime now) const {
    const auto found = signed_in_.find(staff);
    return found != signed_in_.end() && found->second.device == device &&
           now - found->second.at < model::kSignInTime;
}

const Duty* State::duty(const model::ClerkId& clerk) const {
    const auto found = duties_.find(clerk);
    return found == duties_.end() ? nullptr : &found->second;
}

int State::emergencies_waiting() const {
    std::size_t count = 0;
    for (std::size_t channel = 0; channel < hall_.channels.size(); ++channel) {
        if (!hall_.channels[channel].emergency)
            continue;
        for (std::size_t service = 0; service < hall_.services.size(); ++service) {
            count += lines_.line(service, channel).size();
            for (const auto& [counter, own] : lines_.own())
                count += own[service * lines_.channels() + channel].size();
        }
    }
    return static_cast<int>(count);
}

std::optional<model::TicketId> State::next_for(model::CounterId counter, base::WallTime now) const {
    const auto desk = layout_.desks.find(counter);
    if (desk == layout_.desks.end())
        return std::nullopt;
    const auto next = pick(layout_, desk->second, counter, staffed_, lines_, now);
    return next ? std::optional(next->place.id) : std::nullopt;
}

} // namespace queue
