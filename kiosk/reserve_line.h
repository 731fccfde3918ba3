#pragma once

#include "kiosk/errand.h"
#include "kiosk/reserve_file.h"
#include "shared/link/client.h"
#include "shared/model/board.h"

#include <filesystem>
#include <optional>
#include <set>

namespace kiosk {

/// The reserve, its disk and the hall together. While the hall is in reach: settles what is in doubt, hands
/// over what was given, in order, and only then leases; one command after the other. Otherwise gives numbers.
///
///     to do     is sent                            then
///     a doubt   a cancellation of nothing, under   a ticket answered: that one is cancelled;
///               the doubtful command's own id      in any case there will be none from now on
///     given     HandOver, under its own id         gone; as ordinary once more, or lost, when refused
///     lease     LeaseNumbers                       numbers are left
///
/// What the hall does not answer is tried again after a while. Who the visitor is and what he sees is not
/// known here.
class ReserveLine final : public loop::Timed {
  public:
    struct Listener {
        virtual ~Listener() = default;
        /// report() says something else, or more numbers are left.
        virtual void reserve_changed() = 0;
    };

    /// Reads and keeps its files in `folder`. Sends with `client`, which must outlive it.
    ReserveLine(loop::Loop& loop, hall_link::Client& client, const base::Clock& clock,
                const std::filesystem::path& folder, Listener& listener);
    ReserveLine(const ReserveLine&) = delete;
    ReserveLine& operator=(const ReserveLine&) = delete;
    ~ReserveLine() override;

    /// The hall is in reach and this is its board; to be told again when its day has changed.
    void in_reach(const model::Board& board);
    void out_of_reach() { live_.reset(); }

    /// The hall as it was last heard, before this run too; null when never.
    const model::Board* board() const { return hall_.board(); }

    /// The numbers are of the day that it is at this time of the hall, which takes visitors.
    bool current(base::WallTime now) const;
    /// Of which services a number can be given at this time of the hall.
    std::set<model::ServiceId> services(base::WallTime now) const;

    /// The answer to this errand from the reserve, on disk when it returns; none when there is no number.
    /// `asked`: the hall may have been asked for it before.
    std::optional<model::Answer> give(const Errand& errand, bool asked, base::WallTime now);
    /// The answer that was given to this errand before; none when none was.
    std::optional<model::Answer> given_to(const Errand& errand) const;
    /// Nobody waits for the ticket that this errand asked the hall for.
    void doubt(const Errand& errand);

    /// What staff should know of the reserve; empty when it is as it should be.
    std::optional<model::ReportDevice> report() const;

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override { return again_at_; }

  private:
    using Result = hall_link::Result<model::Answer>;

    /// The hall that is in reach.
    struct Live {
        std::uint64_t store = 0;
        int day = 0;
    };

    const Reserve& reserve() const { return file_.reserve(); }
    bool begun();
    void work();
    void settle(const Doubt& doubt);
    void cancel(const Doubt& doubt, const model::Answer& answer);
    void dismiss(const Doubt& doubt);
    void hand_over(const Given& given);
    void heard(const Given& given, const model::Answer& answer);
    void gone();
    void lease();
    /// False when there is no good answer, and then tries again later.
    bool came(const Result& result);
    /// False when the disk does not take it, and then tries again later.
    template <typename Change>
    bool change(const Change& change);

    loop::Loop& loop_;
    hall_link::Client& client_;
    const base::Clock& clock_;
    Listener& listener_;
    ReserveFile file_;
    HallFile hall_;
    std::optional<Live> live_;
    bool busy_ = false; ///< a command is on its way
    bool lease_due_ = false;
    std::optional<base::SteadyTime> again_at_;
};

/// The answer as the hall would give it, as far as it is known here: without the ticket's id, the wait and
/// who is before it.
model::Answer answer_of(const Given& given, const model::Hall& hall);

} // namespace kiosk
