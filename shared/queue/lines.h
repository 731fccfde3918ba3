#pragma once

#include "shared/model/hall.h"
#include "shared/model/ticket.h"
#include "shared/queue/rule.h"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace queue {

/// The hall's services, channels and counters by position, so that a pick looks nothing up by name.
struct Layout {
    struct Desk {
        std::vector<std::size_t> services;
        std::vector<std::size_t> backup;

        bool operator==(const Desk&) const = default;
    };

    explicit Layout(const model::Hall& hall);

    /// What the counter serves from now on, by who sits there.
    void seat(const model::Hall& hall, model::CounterId counter, const model::ClerkId& clerk);

    std::map<model::ServiceId, std::size_t> services;
    std::map<model::ChannelId, std::size_t> channels;
    std::map<model::CounterId, Desk> desks;
    std::vector<Weight> weights; ///< by channel
    base::Duration backup_after{};

    bool operator==(const Layout&) const = default;
};

/// Tickets waiting, one line for each (service, channel), in the order (entry, id). A ticket that was
/// transferred to a counter stands in that counter's own lines.
///
/// Tickets of a service or channel that the configuration no longer knows stand in no line / in the ordinary
/// channel's.
class Lines {
  public:
    using Line = std::set<Place>;

    explicit Lines(const Layout& layout);

    void add(const Layout& layout, const model::Ticket& ticket);
    void remove(const Layout& layout, const model::Ticket& ticket);

    /// The oldest of a line, or null. One whose entry lies ahead may not be called yet.
    const Place* head(std::size_t service, std::size_t channel) const;
    const Place* head_at(model::CounterId counter, std::size_t service, std::size_t channel) const;
    bool has_own(model::CounterId counter) const { return own_.contains(counter); }

    const Line& line(std::size_t service, std::size_t channel) const {
        return lines_[service * channels_ + channel];
    }
    const std::map<model::CounterId, std::vector<Line>>& own() const { return own_; }
    std::size_t channels() const { return channels_; }

    bool operator==(const Lines&) const = default;

  private:
    Line* line_of(const Layout& layout, const model::Ticket& ticket);

    std::size_t channels_;
    std::vector<Line> lines_;
    std::map<model::CounterId, std::vector<Line>> own_; ///< only counters for which somebody waits
};

} // namespace queue
