#pragma once

#include "kiosk/aids.h"
#include "kiosk/narrator.h"
#include "kiosk/scene.h"
#include "shared/screen/dialog.h"
#include "shared/screen/stage.h"
#include "shared/screen/window.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kiosk {

struct FaceOptions {
    Aids::Start aids{};              ///< what each visit begins with
    double dots_per_inch = 0;        ///< of the panel; 0: as if it were a 21.5" one
    std::filesystem::path touch_map; ///< written after each change; empty: not at all
};

/// What the visitor sees and touches: builds the flow's page when something on it has changed, carries
/// touches and keys to it, and tells the flow of them through `say`. Keeps the visitor's aids; with a reader
/// the pages speak too.
///
/// Keys, of a keyboard or of a pad with five keys that can be felt: Tab and Shift-Tab, or the arrows: next
/// and previous; Enter: select; Escape: back; F1: help, which begins to speak, then says it again. Beside
/// them F2: next language; F3: louder; F4 … F7: the row of aids.
class Face {
  public:
    /// `reader` may be null: a kiosk without sound.
    Face(screen::Window& window, const FaceOptions& options, std::function<void(Event)> say,
         Reader* reader = nullptr);

    /// Gives the window's events to the page; false once the window was closed.
    bool take_events(base::SteadyTime now);

    /// Brings window and touch map up to date. `board` may be null.
    void show(const Flow& flow, const model::Board* board, base::WallTime hall_time, base::SteadyTime now);

    /// When show() next has work without anything having happened.
    std::optional<base::SteadyTime> next_deadline() const { return next_; }

    const Aids& aids() const { return aids_; }

  private:
    void take(const screen::Event& event, base::SteadyTime now);
    bool take_aid_key(const screen::KeyEvent& key, base::SteadyTime now);
    void next_language();
    void want(Aid aid, base::SteadyTime now);
    void send(const Event& event);
    void follow(const Flow& flow, base::SteadyTime now);
    void narrate(const Flow& flow, const screen::Catalogue& texts, base::SteadyTime now);
    screen::View& build(const Flow& flow, const Scene& scene);
    void build_fitting(const Flow& flow, const Scene& scene, const std::string& tag);
    void warn(const Flow& flow, const Scene& scene, base::SteadyTime now);
    void write_touch_map(std::string_view page, base::SteadyTime now);
    screen::Look look(const std::string& language, double share = 1.0);
    const screen::Catalogue& catalogue(const std::string& tag);
    const Search* search(const Flow& flow, const model::Hall& hall);
    void wake_at(base::SteadyTime time);

    screen::Window& window_;
    FaceOptions options_;
    std::function<void(Event)> say_;
    Aids aids_;
    Narrator narrator_;
    screen::Fonts fonts_;
    screen::Icons icons_;
    std::map<std::string, screen::Catalogue> catalogues_;
    /// Made for the hall that it was made for, when somebody searches.
    struct Searching {
        model::Hall hall;
        Search search;
    };
    std::optional<Searching> searching_;
    TouchMap touch_;
    screen::Stage stage_;
    screen::View* stage_page_ = nullptr;
    screen::Dialog* warning_ = nullptr;
    std::string shown_; ///< the fingerprint of the page on the stage
    std::optional<Page> page_;
    bool by_hand_ = false; ///< the visitor went back or over again himself
    std::vector<std::string> languages_;
    /// What the visitor was told last.
    struct Told {
        std::optional<Page> page;
        std::string language, typed;
        std::vector<Spoken> words;
        bool warned = false; ///< "Are you still there?"
    } told_;
    std::optional<Aid> wished_; ///< not told yet
    bool finger_down_ = false;
    bool said_ = false; ///< a view has used the present touch
    std::string written_;
    base::SteadyTime now_{};
    base::SteadyTime deaf_until_{}; ///< the stage ignores touches before: scripts should not touch either
    std::optional<base::SteadyTime> next_;
};

} // namespace kiosk
