#pragma once

#include "shared/screen/view.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosk {

/// What can be touched on the page that is shown, by name: "service:housing-withdraw", "back".
/// Scripts and tests touch the real window at these places; a rebuilt page finds its focus again by them.
class TouchMap {
  public:
    void clear() { entries_.clear(); }
    void name(std::string id, screen::View& view) { entries_.emplace_back(std::move(id), &view); }

    /// Null when there is none of this name.
    screen::View* find(std::string_view id) const;
    /// Empty when it has no name.
    std::string name_of(const screen::View* view) const;

    /// {"page": …, "targets": [{"id", "x", "y", "w", "h"} …]}: centres in pixels of the window; what cannot
    /// be touched now is left out.
    std::string json(std::string_view page) const;

  private:
    std::vector<std::pair<std::string, screen::View*>> entries_;
};

} // namespace kiosk
