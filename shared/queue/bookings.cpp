#include "shared/queue/bookings.h"

#include "shared/base/text.h"

#include <fmt/format.h>

#include <iterator>

namespace queue {

std::string write_bookings(const Bookings& bookings) {
    std::string text;
    for (const model::Appointment& one : bookings) {
        fmt::format_to(std::back_inserter(text), "{} {} {}", one.code, one.service.value, one.at);
        text += (one.person.empty() ? "" : " ") + one.person + '\n';
    }
    return text;
}

std::optional<Bookings> read_bookings(std::string_view text) {
    Bookings bookings;
    for (const std::string_view line : base::split(text, '\n')) {
        if (line.empty())
            continue;
        const auto fields = base::split(line, ' ');
        const auto at = fields.size() >= 3 ? base::parse_number<int>(fields[2]) : std::nullopt;
        if (!at || fields.size() > 4)
            return std::nullopt;
        bookings.push_back({std::string(fields[0]),
                            {std::string(fields[1])},
                            *at,
                            std::string(fields.size() == 4 ? fields[3] : std::string_view())});
    }
    return bookings;
}

} // namespace queue
