#include "shared/queue/lines.h"

#include <algorithm>

namespace queue {

namespace {

std::vector<std::size_t> positions(const Layout& layout, const std::vector<model::ServiceId>& services) {
    std::vector<std::size_t> found;
    for (const model::ServiceId& service : services)
        if (const auto position = layout.services.find(service); position != layout.services.end())
            found.push_back(position->second);
    return found;
}

const Place* first(const Lines::Line& line) {
    return line.empty() ? nullptr : &*line.begin();
}

} // namespace

Layout::Layout(const model::Hall& hall) : backup_after(hall.rules.backup_after) {
    for (const model::Service& service : hall.services)
        services.emplace(service.id, services.size());
    for (const model::Channel& channel : hall.channels) {
        channels.emplace(channel.id, channels.size());
        weights.emplace_back(channel);
    }
    for (const model::Counter& counter : hall.counters)
        seat(hall, counter.id, {});
}

void Layout::seat(const model::Hall& hall, model::CounterId id, const model::ClerkId& clerk) {
    const model::Counter* counter = model::find(hall.counters, id);
    if (counter == nullptr)
        return;
    const model::Duties duties = model::duties(hall, *counter, clerk);
    desks[id] = {positions(*this, duties.services), positions(*this, duties.backup)};
}

Lines::Lines(const Layout& layout)
    : channels_(layout.channels.size()), lines_(layout.services.size() * layout.channels.size()) {}

Lines::Line* Lines::line_of(const Layout& layout, const model::Ticket& ticket) {
    const auto service = layout.services.find(ticket.service);
    if (service == layout.services.end() || channels_ == 0)
        return nullptr;
    const auto channel = layout.channels.find(ticket.channel);
    const std::size_t position =
        service->second * channels_ + (channel == layout.channels.end() ? 0 : channel->second);
    if (!ticket.counter)
        return &lines_[position];
    std::vector<Line>& own = own_[*ticket.counter];
    own.resize(lines_.size());
    return &own[position];
}

void Lines::add(const Layout& layout, const model::Ticket& ticket) {
    if (Line* line = line_of(layout, ticket))
        line->insert({ticket.entry, ticket.id});
}

void Lines::remove(const Layout& layout, const model::Ticket& ticket) {
    Line* line = line_of(layout, ticket);
    if (line == nullptr)
        return;
    line->erase({ticket.entry, ticket.id});
    if (ticket.counter && std::ranges::all_of(own_[*ticket.counter], &Line::empty))
        own_.erase(*ticket.counter);
}

const Place* Lines::head(std::size_t service, std::size_t channel) const {
    return first(line(service, channel));
}

const Place* Lines::head_at(model::CounterId counter, std::size_t service, std::size_t channel) const {
    const auto own = own_.find(counter);
    return own == own_.end() ? nullptr : first(own->second[service * channels_ + channel]);
}

} // namespace queue
