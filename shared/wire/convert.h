#pragma once

// Private to wire: words of the model into messages (fill) and back (read). No other part includes it.

#include "shared/model/board.h"
#include "shared/model/command.h"
#include "shared/wire/bounds.h"

#include <vector>

namespace wire {

void fill(pb::Names& to, const model::Names& from);
void fill(pb::Hall& to, const model::Hall& from);
void fill(pb::Channel& to, const model::Channel& from);
void fill(pb::Group& to, const model::Group& from);
void fill(pb::Hours& to, const model::Hours& from);
void fill(pb::Service& to, const model::Service& from);
void fill(pb::Staff& to, const model::Staff& from);
void fill(pb::Rules& to, const model::Rules& from);
void fill(pb::Counter& to, const model::Counter& from);
void fill(pb::Ticket& to, const model::Ticket& from);
void fill(pb::CounterStatus& to, const model::CounterStatus& from);
void fill(pb::DeviceStatus& to, const model::DeviceStatus& from);
void fill(pb::Forecast& to, const model::Forecast& from);
void fill(pb::Outlook& to, const model::Outlook& from);
void fill(pb::Alarm& to, const model::Alarm& from);
void fill(pb::Event& to, const model::Event& from);

model::Names read(const pb::Names& from, Bounds& bounds);
model::Hall read(const pb::Hall& from, Bounds& bounds);
model::Channel read(const pb::Channel& from, Bounds& bounds);
model::Group read(const pb::Group& from, Bounds& bounds);
model::Hours read(const pb::Hours& from, Bounds& bounds);
model::Service read(const pb::Service& from, Bounds& bounds);
model::Staff read(const pb::Staff& from, Bounds& bounds);
model::Rules read(const pb::Rules& from, Bounds& bounds);
model::Counter read(const pb::Counter& from, Bounds& bounds);
model::Ticket read(const pb::Ticket& from, Bounds& bounds);
model::CounterStatus read(const pb::CounterStatus& from, Bounds& bounds);
model::DeviceStatus read(const pb::DeviceStatus& from, Bounds& bounds);
model::Forecast read(const pb::Forecast& from, Bounds& bounds);
model::Outlook read(const pb::Outlook& from, Bounds& bounds);
model::Alarm read(const pb::Alarm& from, Bounds& bounds);
model::Event read(const pb::Event& from, Bounds& bounds);

std::vector<model::ServiceId> read_services(const google::protobuf::RepeatedPtrField<std::string>& from,
                                            Bounds& bounds);

/// Which of a service's documents.
using DocumentList = google::protobuf::RepeatedField<std::uint32_t>;
void fill_documents(DocumentList& to, const std::vector<int>& from);
std::vector<int> read_documents(const DocumentList& from, Bounds& bounds);
model::Parking read_parking(pb::Parking from, Bounds& bounds);

template <typename Theirs, typename Ours>
void fill_all(google::protobuf::RepeatedPtrField<Theirs>& to, const std::vector<Ours>& from) {
    to.Reserve(static_cast<int>(from.size()));
    for (const Ours& entry : from)
        fill(*to.Add(), entry);
}

template <typename Theirs>
auto read_all(const google::protobuf::RepeatedPtrField<Theirs>& from, std::string_view field, Bounds& bounds,
              int most = kMostEntries) {
    std::vector<decltype(read(std::declval<const Theirs&>(), bounds))> entries;
    if (!bounds.list(from.size(), field, most))
        return entries;
    entries.reserve(static_cast<std::size_t>(from.size()));
    for (const Theirs& entry : from)
        entries.push_back(read(entry, bounds));
    return entries;
}

} // namespace wire
