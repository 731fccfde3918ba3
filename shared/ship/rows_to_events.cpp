#include "shared/ship/rows_to_events.h"

#include "shared/ship/row.h"

#include <fmt/core.h>

namespace ship {

std::vector<model::Event> events_of(const Rows& rows) {
    std::vector<model::Event> events;
    events.reserve(static_cast<std::size_t>(rows.size()));
    std::vector<std::optional<std::string_view>> row(static_cast<std::size_t>(rows.columns()));
    for (int i = 0; i < rows.size(); ++i) {
        for (int column = 0; column < rows.columns(); ++column)
            row[static_cast<std::size_t>(column)] =
                rows.is_null(i, column) ? std::nullopt : std::optional(rows.text(i, column));
        auto event = event_of(row);
        if (!event)
            throw CityError(fmt::format("an event of the city cannot be understood: {}", event.error()));
        events.push_back(std::move(*event));
    }
    return events;
}

} // namespace ship
