#pragma once

#include "shared/base/clock.h"
#include "shared/model/ids.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace model {

enum class TicketState {
    Waiting,
    Called,    ///< number shown and spoken
    Serving,   ///< the visitor has arrived
    Parked,    ///< set aside for a named reason
    NoShow,    ///< nobody came; may return
    Finished,  ///< served, with an outcome
    Cancelled, ///< given back by the visitor
    Expired,   ///< still open when the day ended
};

/// True while something can still happen to the ticket: it is held in memory and in snapshots.
constexpr bool is_live(TicketState state) {
    return state <= TicketState::NoShow;
}

/// The three kinds of setting a visitor aside (挂起).
enum class Parking {
    WithoutPapers, ///< the visitor fetches what is missing and comes back to any counter of the matter
    WithPapers,    ///< the papers stay here; comes back to this counter
    Waiting,       ///< something has to be done first (a seal, a copy); the clerk wakes it
};

/// Marks of the aspects that GB/T 39735 names, each 1–5, 0 where none was given: satisfaction, efficiency,
/// skill, manner.
using Aspects = std::array<int, 4>;

enum class Approval { NotNeeded, Pending, Approved, Rejected };

/// One visitor's place.
struct Ticket {
    TicketId id;
    std::string number; ///< "A023": the service's letter and the running number of the day
    ServiceId service;
    ChannelId channel; ///< the channel that counts now
    Approval approval = Approval::NotNeeded;
    std::optional<ChannelId> declared; ///< the channel asked for, while approval is pending or was rejected
    TicketState state = TicketState::Waiting;
    std::string language; ///< the visitor's, BCP 47
    base::WallTime issued;
    base::WallTime
        entry; ///< effective entry time e of the calling rule; later than now for an early appointment
    base::Duration waited{};                ///< all finished stays in queues so far
    base::WallTime since;                   ///< when the present state began
    std::optional<base::WallTime> approved; ///< when an emergency was approved
    std::optional<CounterId>
        counter;     ///< where it is called, served or parked; in Waiting: the only one that may call it
    int calls = 0;   ///< first call and recalls of the present visit to a counter
    int returns = 0; ///< times it came back from a no-show
    int yields = 0;  ///< times it let others go first
    int words = 0;   ///< never sent: what its visitor has left in the suggestion box
    bool rated = false;
    int score = 0;      ///< never sent: 1–5, 0 while not rated
    std::string reason; ///< of park, expiry, cancellation
    std::string note;   ///< hand-over note of a transfer; for staff only, never public
    std::string outcome;
    Parking parking = Parking::WithoutPapers; ///< in Parked
    std::vector<int> missing;                 ///< which of the service's documents, the first one is 0
    int due = 0;                              ///< YYYYMMDD, of what was accepted
    std::string claim;                        ///< the id of the reason that was given with a declared channel
    std::string person;                       ///< never sent: whose it is, where a card told
    std::string token; ///< never sent with a ticket: whoever knows it may ask for it and cancel it

    bool operator==(const Ticket&) const = default;
};

} // namespace model
