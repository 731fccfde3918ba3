#include "shared/base/text.h"
#include "shared/ship/row.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace {

using Row = std::vector<std::optional<std::string_view>>;

/// A line of COPY as it is on the way, without escapes: \N alone is NULL.
Row row_of(std::string_view line) {
    Row row;
    for (const std::string_view field : base::split(line, '\t'))
        row.push_back(field == "\\N" ? std::nullopt : std::optional(field));
    return row;
}

} // namespace

// A row as the city's database might give it back. What is accepted is an event that can be shipped again as
// a line of its own with every column, and nobody's name in it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto event = ship::event_of(row_of({reinterpret_cast<const char*>(bytes), size}));
    if (!event)
        return event.error().empty() ? (std::abort(), 0) : 0;
    if (!event->person.empty() || !event->token.empty() || event->kind > model::kLastEventKind)
        std::abort();
    std::string line;
    ship::append_row(line, ship::shippable(*event));
    if (line.find('\n') != line.size() - 1 ||
        row_of(line.substr(0, line.size() - 1)).size() != ship::kColumnCount || !base::is_utf8(line))
        std::abort();
    return 0;
}
