#pragma once

#include "shared/forecast/scene.h"
#include "shared/queue/pick.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace forecast {

inline constexpr base::WallTime kNever{base::Duration(std::numeric_limits<std::int64_t>::max())};

/// The waiting lines as they run empty and fill again during one future. What queue::pick asks of lines.
class RollLines {
  public:
    RollLines(const Scene& scene, std::size_t per_service);

    void reset();

    /// Of an empty line: somebody who never comes.
    const queue::Place* head(std::size_t service, std::size_t line) const {
        return &heads_[service * per_service_ + line].place;
    }
    const queue::Place* head_at(model::CounterId, std::size_t service, std::size_t line) const;
    bool has_own(model::CounterId) const { return !own_[asking_].empty(); }

    /// Which desk asks next; queue::pick names it by its counter, which is slower to find.
    void set_asking(std::size_t desk) { asking_ = desk; }

    void join(const Person& person);
    /// Takes out the head of a line.
    Person take(const queue::Pick& pick);

    /// Everybody who stands in a line now, in no order that matters.
    void each(const std::function<void(const Person&)>& visit) const;

  private:
    struct Head {
        queue::Place place{kNever, {}};
        const Person* person = nullptr;
    };
    struct Line {
        std::size_t next = 0; ///< in Scene::waiting
        std::size_t end = 0;
        std::vector<Person> joined; ///< later ones, the first in order at the back
    };
    void find_head(std::size_t line);

    const Scene& scene_;
    std::size_t per_service_;
    std::size_t asking_ = 0;
    std::vector<Line> lines_;
    std::vector<Head> heads_;
    std::vector<std::vector<Person>> own_; ///< by desk
};

/// What one future holds for everybody who waits or comes, the ordinary newcomers included.
struct Diary {
    struct Wait {
        base::WallTime called; ///< kNever: not within the horizon
        base::Duration lasted; ///< so far, then
        std::size_t service = 0;
        bool green = false;
    };
    struct Mark {
        base::WallTime at; ///< the end of a half hour
        int came = 0;      ///< in it
        int waiting = 0;
        int open = 0; ///< counters
    };
    std::vector<Wait> waits; ///< until a first call
    std::vector<Mark> marks;
};

/// One possible future of the hall: each free counter calls whom the rule would call; services, gaps, pauses,
/// missed calls, returns, transfers and favoured newcomers are drawn from what was learned.
///
/// Whoever takes an ordinary ticket now passes nobody, so what he would meet is read from the same future:
/// he is called when a counter of his takes somebody who ranks behind him, or has nobody to call.
class Roll {
  public:
    Roll(const Scene& scene, const Experience& experience);

    /// Rolls until everybody present is called, or only `target` of the fates, or the horizon is reached.
    void run(std::uint64_t future, std::optional<std::size_t> target = {});

    /// Rolls to the horizon, with all who use to come.
    Diary keep_diary(std::uint64_t future);

    struct Fate {
        base::WallTime called = kNever;
        int ahead = 0; ///< of those present now, called before by counters that can serve the same
    };
    /// By Person::present.
    std::span<const Fate> fates() const { return fates_; }
    /// By service: when an ordinary ticket taken now is called.
    std::span<const base::WallTime> newcomers() const { return newcomers_; }

  private:
    /// What happens at one moment comes in this order.
    enum class Kind : std::uint8_t { Opens, Pauses, Closes, Comes, Due, HalfHour, Free };
    /// In the order of one number: the milliseconds since the scene, the kind, and who: a desk, a person of
    /// comers_, or the service of Due.
    struct Happening {
        static constexpr unsigned kWhoBits = 20;
        static constexpr unsigned kKindBits = 4;

        std::uint64_t order;
        std::uint32_t lasts;

        base::Duration after() const {
            return base::Duration(static_cast<std::int64_t>(order >> (kWhoBits + kKindBits)));
        }
        Kind kind() const { return static_cast<Kind>(order >> kWhoBits & ((1U << kKindBits) - 1)); }
        std::size_t who() const { return order & ((1U << kWhoBits) - 1); }

        bool operator>(const Happening& other) const { return order > other.order; }
    };
    enum class DeskState : std::uint8_t { Away, Idle, Busy };
    struct Desk {
        DeskState state = DeskState::Away;
        bool closes = false;
        std::optional<std::uint32_t> pause; ///< begins when free, and lasts so many milliseconds
    };

    void roll(std::uint64_t future);
    void begin();
    void begin_desk(std::size_t desk);
    void begin_away();
    void begin_half_hour(base::WallTime from);
    void expect_interruptions(std::size_t desk, base::WallTime from);
    void happen(const Happening& happening);
    void interrupt(std::size_t desk, const Happening& happening);
    void become_free(std::size_t desk);
    void leave(std::size_t desk);
    bool try_call(std::size_t desk);
    void call(std::size_t desk, const queue::Pick& pick);
    void serve(std::size_t desk, const Person& person);
    void miss(std::size_t desk, const Person& person);
    void send_on(Person person, const Onward& onward, base::WallTime end);
    void wake(std::size_t service);
    void expect_backup(std::size_t desk);
    void resolve_newcomers(std::size_t desk, const queue::Pick* instead);
    void count(std::size_t desk, const Person& person);
    void mark_half_hour();
    void note_wait(const Person& person, base::WallTime called);
    void come(base::WallTime at, Person person);
    void push(base::WallTime at, Kind kind, std::size_t who, std::uint32_t lasts = 0);
    bool done() const { return unresolved_ == 0 && diary_ == nullptr; }
    double expected_ms(std::size_t desk, std::size_t service) const;
    base::Duration since_midnight(base::WallTime at) const { return at - scene_.midnight; }
    base::WallTime after(std::int64_t milliseconds) const { return now_ + base::Duration(milliseconds); }

    const Scene& scene_;
    const Experience& experience_;
    const model::Hall& hall_;
    const queue::Layout& layout_;
    PauseRates pause_rates_;
    Random random_{0};
    Random beside_{0}; ///< for the newcomers, who change nothing
    base::WallTime now_;
    RollLines lines_;
    std::vector<Happening> heap_;
    std::vector<Desk> desks_;
    std::vector<std::size_t> idle_; ///< desks, the longest idle first
    std::vector<int> staffed_;
    std::vector<Person> comers_;
    std::vector<int> calls_; ///< by service: of people present, by counters that can serve it
    std::uint64_t next_id_ = 0;
    std::size_t unresolved_ = 0;
    std::optional<std::size_t> target_;
    Diary* diary_ = nullptr;
    int came_ = 0;      ///< in this half hour
    double busier_ = 1; ///< than expected, all day
    std::vector<Fate> fates_;
    std::vector<base::WallTime> newcomers_;
};

} // namespace forecast
