#include "kiosk/condition.h"

#include <algorithm>

namespace kiosk {

namespace {

constexpr base::Duration kMostApart = std::chrono::seconds(60);

} // namespace

void Conditions::set(std::string_view part, const model::ReportDevice& report) {
    const auto known = std::ranges::find(parts_, part, &Part::name);
    if (known != parts_.end())
        known->report = report;
    else
        parts_.push_back({std::string(part), report});
}

void Conditions::warn_when(bool wrong, std::string_view part, std::string detail) {
    if (wrong)
        set(part, {{}, model::DeviceState::Warning, std::move(detail)});
    else
        set(part, {});
}

model::ReportDevice Conditions::worst() const {
    const auto state_of = [](const Part& part) { return part.report.state; };
    const auto worst = std::ranges::max_element(parts_, {}, state_of); // the first of equals
    return worst == parts_.end() ? model::ReportDevice{} : worst->report;
}

model::ReportDevice Conditions::of(std::string_view part) const {
    const auto known = std::ranges::find(parts_, part, &Part::name);
    return known == parts_.end() ? model::ReportDevice{} : known->report;
}

bool clock_is_wrong(base::WallTime own, base::WallTime hall) {
    return std::chrono::abs(own - hall) > kMostApart;
}

bool stands_on_its_side(screen::Size told, screen::Size found) {
    return (told.width > told.height) != (found.width > found.height);
}

} // namespace kiosk
