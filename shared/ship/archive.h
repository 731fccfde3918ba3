#pragma once

#include "shared/model/board.h"
#include "shared/model/event.h"
#include "shared/ship/line.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ship {

/// What the city knows of its halls, for whoever may read. All calls see one moment of the database. Every
/// call may throw CityError. Belongs to one thread.
class Archive {
  public:
    explicit Archive(const std::string& address);

    std::vector<std::string> halls();

    /// The hall as its configuration describes it, with the counters' services as they are assigned today;
    /// its present day stands in `day`. Throws CityError with a sentence when it has told the city nothing
    /// yet.
    model::Board board(const std::string& hall);

    /// Every event of these days, day by day, oldest first: of each day from the newest journal that knows
    /// it, or from `store` alone.
    void read(const std::string& hall, int first, int last, std::optional<std::uint64_t> store,
              const std::function<void(const model::Event&)>& see);

    /// Older journals that know of these days, too: after a restored backup they may tell more.
    std::vector<std::uint64_t> older_journals(const std::string& hall, int first, int last);

    /// The view `overview` as a JSON list of objects.
    std::string overview_json();
    Rows overview();

  private:
    std::vector<model::Event> page(const std::string& hall, int day, const std::string& store,
                                   std::uint64_t after, const std::string& kinds);

    Line line_;
};

} // namespace ship
