#pragma once

#include "kiosk/aids.h"
#include "kiosk/attract.h"
#include "kiosk/flow.h"
#include "kiosk/search.h"
#include "kiosk/staff_scene.h"
#include "kiosk/touch_map.h"
#include "shared/base/clock.h"
#include "shared/model/board.h"
#include "shared/screen/translations.h"
#include "shared/screen/view.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace kiosk {

/// What stands above the visitor's pages: the staff's menu, or the pages of a kiosk where nobody is.
struct Above {
    const Staff* staff = nullptr; ///< while it is open
    StaffScene staff_scene{};
    std::function<void(const StaffEvent&)> say_staff{}; ///< null: there is no staff menu
    const Attract* attract = nullptr;                   ///< while it shows
    const screen::Pixels* map = nullptr;                ///< of the hall; null: there is none
    std::function<void()> begin{};                      ///< attracted: a touch
};

/// What a page is built from. A page shows this and nothing else, so the same scene gives the same picture.
struct Scene {
    const Flow& flow;
    const model::Board& board; ///< an empty one before the hall was ever heard
    const screen::Catalogue& texts;
    const screen::Look& look;
    screen::Size size;
    base::WallTime now;             ///< the hall's clock
    std::function<void(Event)> say; ///< what the visitor did
    TouchMap& touch;
    Aids aids{};
    std::function<void(Aid)> want{}; ///< an aid was touched
    const Search* search = nullptr;  ///< for the page of that name
    const Above* above = nullptr;

    /// A window wider than high puts things side by side.
    bool wide() const { return size.width > size.height; }
    int space(int steps) const { return steps * look.theme.space; }
    std::string name(const model::Names& names) const { return std::string(names.in(flow.language())); }
    bool staff_open() const { return above != nullptr && above->staff != nullptr; }
    bool attracts() const { return above != nullptr && above->attract != nullptr; }
    const model::Service* service() const { return model::find(board.hall.services, flow.service()); }
};

/// "welcome", "groups" …: what scripts call the pages.
std::string_view page_name(Page page);
/// Of the page that is seen: the flow's, or what stands above it.
std::string_view page_name(const Scene& scene);

/// The page that the flow is on, or what stands above it.
std::unique_ptr<screen::View> build_page(const Scene& scene);

/// Changes when something that the page shows has changed and it must be built again.
std::string fingerprint(const Scene& scene);

/// "Are you still there?", above a page; set_text() it with countdown_words().
std::unique_ptr<screen::View> build_idle_warning(const Scene& scene);
std::string countdown_words(const screen::Catalogue& texts, int seconds);

} // namespace kiosk
