#pragma once

#include "kiosk/scene.h"
#include "shared/screen/dialog.h"
#include "shared/screen/stage.h"
#include "shared/screen/window.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace kiosk {

struct FaceOptions {
    bool high_contrast = false;
    bool large_text = false;
    double dots_per_inch = 0;        ///< of the panel; 0: as if it were a 21.5" one
    std::filesystem::path touch_map; ///< written after each change; empty: not at all
};

/// What the visitor sees and touches: builds the flow's page when something on it has changed, carries
/// touches and keys to it, and tells the flow of them through `say`.
class Face {
  public:
    Face(screen::Window& window, const FaceOptions& options, std::function<void(Event)> say);

    /// Gives the window's events to the page; false once the window was closed.
    bool take_events(base::SteadyTime now);

    /// Brings window and touch map up to date. `board` may be null.
    void show(const Flow& flow, const model::Board* board, base::WallTime hall_time, base::SteadyTime now);

    /// When show() next has work without anything having happened.
    std::optional<base::SteadyTime> next_deadline() const { return next_; }

  private:
    screen::View& build(const Flow& flow, const Scene& scene);
    void build_fitting(const Flow& flow, const Scene& scene, const std::string& tag);
    void warn(const Flow& flow, const Scene& scene, base::SteadyTime now);
    void write_touch_map(std::string_view page, base::SteadyTime now);
    screen::Look look(const std::string& language, double share = 1.0);
    const screen::Catalogue& catalogue(const std::string& tag);
    void wake_at(base::SteadyTime time);

    screen::Window& window_;
    FaceOptions options_;
    std::function<void(Event)> say_;
    screen::Fonts fonts_;
    screen::Icons icons_;
    std::map<std::string, screen::Catalogue> catalogues_;
    TouchMap touch_;
    screen::Stage stage_;
    screen::Dialog* warning_ = nullptr;
    std::string shown_; ///< the fingerprint of the page on the stage
    std::optional<Page> page_;
    bool finger_down_ = false;
    bool said_ = false; ///< a view has used the present touch
    std::string written_;
    base::SteadyTime deaf_until_{}; ///< the stage ignores touches before: scripts should not touch either
    std::optional<base::SteadyTime> next_;
};

} // namespace kiosk
