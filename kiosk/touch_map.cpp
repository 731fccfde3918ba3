#include "kiosk/touch_map.h"

#include <algorithm>

#include <fmt/format.h>

namespace kiosk {

screen::View* TouchMap::find(std::string_view id) const {
    const auto found = std::ranges::find_if(entries_, [id](const auto& entry) { return entry.first == id; });
    return found == entries_.end() ? nullptr : found->second;
}

std::string TouchMap::name_of(const screen::View* view) const {
    const auto found =
        std::ranges::find_if(entries_, [view](const auto& entry) { return entry.second == view; });
    return view == nullptr || found == entries_.end() ? std::string() : found->first;
}

std::string TouchMap::json(std::string_view page) const {
    std::string targets;
    for (const auto& [id, view] : entries_) {
        if (!view->enabled() || !view->visible() || view->bounds().empty())
            continue;
        const screen::Rect at = view->bounds();
        targets +=
            fmt::format(R"({}{{"id": "{}", "x": {}, "y": {}, "w": {}, "h": {}}})",
                        targets.empty() ? "" : ", ", id, at.centre().x, at.centre().y, at.width, at.height);
    }
    return fmt::format("{{\"page\": \"{}\", \"targets\": [{}]}}\n", page, targets);
}

} // namespace kiosk
