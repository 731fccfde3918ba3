#pragma once

#include "shared/base/clock.h"
#include "shared/model/command.h"
#include "shared/wire/message.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// What is left of one block of numbers: from `next` on nobody has them.
struct Stretch {
    model::ServiceId service;
    int next = 1;
    int last = 0;

    int left() const { return last - next + 1; }
    bool operator==(const Stretch&) const = default;
};

/// A number that a visitor was given and that the hall has not heard of yet.
struct Given {
    wire::Session errand{};  ///< the visit that it answers
    wire::Session session{}; ///< under which it is handed over, as request 1: once, however often
    model::HandOver over;

    bool operator==(const Given&) const = default;
};

/// A ticket that the hall was asked for and that nobody waits for any more: whether one was made is not
/// known.
struct Doubt {
    wire::Session session{};
    std::uint64_t request = 0;

    bool operator==(const Doubt&) const = default;
};

/// A number that a visitor holds and that the hall did not take.
struct Lost {
    std::string number;
    base::WallTime at; ///< when it was given

    bool operator==(const Lost&) const = default;
};

/// The numbers that this kiosk may give while the hall is out of reach, and what it has still to tell the
/// hall.
///
///     a number is      by                            then
///     left             lease()                       can be given
///     given            give(), once a visit          is handed over, oldest first
///     gone             handed_over()                 -
///     lost             lose(), begin()               stays on the list until the next day
///
/// A number is never left again. Of numbers that were leased before this record of the day began none is
/// given: whoever had the record before may have given them. So the first lease of a day is asked for under
/// an id of its own, which is kept: its answer, even a repeated one, shows by its events that it is the
/// first.
///
/// Pure: no clock, no chance, no disk.
class Reserve {
  public:
    std::uint64_t store() const { return store_; }
    int day() const { return day_; }

    /// A day of a hall begins; `lease` will be the id of its first lease. What is still to be handed over is
    /// lost: neither another day nor another journal knows those numbers. Not to be called on the same day.
    void begin(std::uint64_t store, int day, const wire::Session& lease);

    /// The id of the day's first lease, until it was answered.
    const std::optional<wire::Session>& first_lease() const { return first_lease_; }
    /// Takes the answer to a LeaseNumbers.
    void lease(const model::Answer& answer);

    int left(const model::ServiceId& service) const;

    /// The next number of the service for this visit, or the one that it has already; null when there is
    /// none. `take` must need neither booking nor card. `session`: a new one, to hand it over.
    const Given* give(const wire::Session& errand, const model::TakeTicket& take, const std::string& letter,
                      base::WallTime at, const wire::Session& session);
    const Given* given_for(const wire::Session& errand) const;

    /// To be handed over, oldest first.
    const std::deque<Given>& given() const { return given_; }
    void handed_over() { given_.pop_front(); }
    /// The hall does not know its channel any more: once more, as an ordinary ticket.
    void make_ordinary(const wire::Session& session);
    void lose();

    const std::vector<Doubt>& doubts() const { return doubts_; }
    void doubt(const wire::Session& session, std::uint64_t request);
    void settle_doubt() { doubts_.erase(doubts_.begin()); }

    const std::vector<Lost>& lost() const { return lost_; }

    bool operator==(const Reserve&) const = default;

    static constexpr std::size_t kMostGiven = 5000;
    static constexpr std::size_t kMostDoubts = 200;
    static constexpr std::size_t kMostLost = 500;
    static constexpr std::size_t kMostStretches = 4096;
    static constexpr int kHighestNumber = 99'999;

  private:
    friend struct ReserveText;

    Stretch* stretch_with(const model::ServiceId& service);
    void remember_lost(const Given& given);

    std::uint64_t store_ = 0;
    int day_ = 0; ///< 0: no hall was ever seen
    std::optional<wire::Session> first_lease_;
    std::vector<Stretch> stretches_;
    std::deque<Given> given_;
    std::vector<Doubt> doubts_;
    std::vector<Lost> lost_;
};

/// As text, a thing a line, closed by a checksum; empty when it is no such text.
std::string encode(const Reserve& reserve);
std::optional<Reserve> decode_reserve(std::string_view text);

/// `lines` and their checksum: what decode_reserve() looks into.
std::string sealed(std::string lines);

} // namespace kiosk
