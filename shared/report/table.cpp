#include "shared/report/table.h"

#include <fmt/format.h>

namespace report {

namespace {

/// `part / whole` with so many decimals, halves up; in whole numbers, so that every machine writes the same.
std::string ratio(std::int64_t part, std::int64_t whole, std::int64_t scale, int decimals) {
    const std::int64_t scaled = (2 * part * scale + whole) / (2 * whole);
    return fmt::format("{}.{:0{}}", scaled / scale, scaled % scale, decimals);
}

} // namespace

std::string seconds_text(base::Duration duration) {
    const std::int64_t ms = duration.count();
    return fmt::format("{}{}.{:03}", ms < 0 ? "-" : "", std::abs(ms) / 1000, std::abs(ms) % 1000);
}

std::string share_text(const Share& share) {
    return share.whole == 0 ? std::string() : ratio(share.part, share.whole, 10'000, 4);
}

std::string mean_text(const Mean& mean) {
    return mean.count == 0 ? std::string() : ratio(mean.sum, mean.count, 1000, 3);
}

} // namespace report
