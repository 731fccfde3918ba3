#pragma once

#include "shared/loop/loop.h"
#include "shared/ship/backoff.h"
#include "shared/ship/city.h"
#include "shared/ship/source.h"

#include <filesystem>
#include <optional>
#include <string>

namespace ship {

/// Which hall is shipped where.
struct Freight {
    std::filesystem::path state; ///< the hall's state folder
    std::filesystem::path
        config;       ///< its hall.toml, for the city's reports; empty: the city is told nothing of it
    std::string city; ///< libpq's connection string
    std::string hall; ///< its id in the city
};

/// Ships a hall's journal to the city, for as long as it lives: whatever fails is tried again.
///
///     state        what it does                                        then
///     away         connects, when the back-off is over                 behind, or away again
///     behind       puts in a batch a turn                              level, when nothing is left
///     level        looks every quarter of a second for more;           behind; comparing after a new day
///     began
///                  tells the city every ten seconds that it is there
///     comparing    one stretch a turn: is all forgotten there that     level; behind when events come
///                  the hall has forgotten?
///
/// The hall does not know of it: the journal is only looked at, a batch at a time. Holds one batch in memory.
/// Belongs to the loop's thread; a turn lasts as long as the city takes to answer, Line::kPatience at most
/// for each of its statements.
class Shipper final : public loop::Timed {
  public:
    Shipper(Freight freight, loop::Loop& loop, const base::Clock& clock);
    Shipper(const Shipper&) = delete;
    Shipper& operator=(const Shipper&) = delete;
    ~Shipper() override;

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override { return next_; }

  private:
    /// What has been compared so far with the hall's journal, and how far it is to go.
    struct Comparing {
        std::uint64_t from = 0;
        std::uint64_t end = 0;
        std::uint64_t gone = 0; ///< events or texts that the city still had
    };

    void turn();
    void join(store::Reader& journal);
    void check_same(store::Reader& journal);
    bool ship_some(store::Reader& journal);
    void look_after(store::Reader& journal);
    void begin_comparing(store::Reader& journal);
    void compare_some(store::Reader& journal);
    void end_comparing();
    void describe();
    void beat();
    void stay_away(const std::string& why);
    void say_level();

    Freight freight_;
    loop::Loop& loop_;
    const base::Clock& clock_;
    Source source_;
    std::optional<City> city_;
    int joined_ = 0; ///< the opening of the journal that city_ is for
    Backoff backoff_;
    base::SteadyTime next_;

    std::string trouble_; ///< as it was said last
    base::SteadyTime trouble_said_;
    bool is_level_ = false;
    std::uint64_t shipped_ = 0; ///< since it was level
    base::SteadyTime behind_since_;

    base::SteadyTime last_beat_;
    int in_company_ = 0; ///< beats in a row with which another journal of this hall was heard
    std::filesystem::file_time_type described_; ///< hall.toml's, when the city was told
    bool new_day_ = false;
    std::optional<Comparing> comparing_;
};

} // namespace ship
