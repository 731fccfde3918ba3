#pragma once

#include "kiosk/aids.h"
#include "kiosk/attract.h"
#include "kiosk/narrator.h"
#include "kiosk/scene.h"
#include "shared/screen/dialog.h"
#include "shared/screen/stage.h"
#include "shared/screen/window.h"
#include "shared/takeover/curtain.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kiosk {

struct FaceOptions {
    Aids::Start aids{};               ///< what each visit begins with
    double dots_per_inch = 0;         ///< of the panel; 0: as if it were a 21.5" one
    std::filesystem::path touch_map;  ///< written after each change; empty: not at all
    base::Duration attract_after{};   ///< 0: no pages take turns
    std::filesystem::path hall_map{}; ///< a picture; empty: none
};

/// What the visitor sees and touches: builds the flow's page when something on it has changed, carries
/// touches and keys to it, and tells the flow of them through `say`. Keeps the visitor's aids; with a reader
/// the pages speak too.
///
/// Keys, of a keyboard or of a pad with five keys that can be felt: Tab and Shift-Tab, or the arrows: next
/// and previous; Enter: select; Escape: back; F1: help, which begins to speak, then says it again. Beside
/// them F2: next language; F3: louder; F4 … F7: the row of aids; F10: the staff's menu.
///
/// Above the flow's pages stand the staff's, while their menu is open, and those of a kiosk where nobody is;
/// there a touch or a key leads to the beginning and does nothing else, but for F1, which speaks at once.
///
/// Above all of them falls a supervisor's alarm. An evacuation takes every touch until it is withdrawn; a
/// notice is read where visits begin, and the first touch puts it away for kRead.
class Face {
  public:
    static constexpr base::Duration kRead = std::chrono::minutes(1);

    /// `reader` may be null: a kiosk without sound. `fonts` may be: it then makes its own.
    Face(screen::Window& window, const FaceOptions& options, std::function<void(Event)> say,
         Reader* reader = nullptr, std::unique_ptr<screen::Fonts> fonts = nullptr);

    /// The staff's menu; without one there is none. It outlives the face.
    void set_staff(StaffDoor& door) {
        staff_ = &door;
        shown_.clear();
    }

    /// Gives the window's events to the page; false once the window was closed.
    bool take_events(base::SteadyTime now);

    /// Brings window and touch map up to date. `board` may be null.
    void show(const Flow& flow, const model::Board* board, base::WallTime hall_time, base::SteadyTime now);

    /// When show() next has work without anything having happened.
    std::optional<base::SteadyTime> next_deadline() const { return next_; }

    const Aids& aids() const { return aids_; }
    const Attract& attract() const { return attract_; }

  private:
    void take(const screen::Event& event, base::SteadyTime now);
    bool take_aid_key(const screen::KeyEvent& key, base::SteadyTime now);
    void next_language();
    void want(Aid aid, base::SteadyTime now);
    void send(const Event& event);
    void tell_staff(const StaffEvent& event);
    bool staff_open() const { return staff_ != nullptr && staff_->staff().open(); }
    bool wakes(const screen::Event& event, base::SteadyTime now);
    Above above(const screen::Catalogue& texts);
    void follow(const Flow& flow, base::SteadyTime now);
    void narrate(const Flow& flow, const screen::Catalogue& texts, base::SteadyTime now);
    screen::View& build(const Flow& flow, const Scene& scene);
    void show_scene(const Flow& flow, const Scene& scene, base::SteadyTime now);
    void build_fitting(const Flow& flow, const Scene& scene, const std::string& tag);
    void warn(const Flow& flow, const Scene& scene, base::SteadyTime now);
    void draw();
    void rest(base::SteadyTime now);
    bool covered(const Flow& flow, base::SteadyTime now) const;
    void take_covered(const screen::Event& event, base::SteadyTime now);
    void show_alarm(const Flow& flow, base::SteadyTime now);
    void write_touch_map(std::string_view page, base::SteadyTime now);
    screen::Look look(const std::string& language, double share = 1.0);
    const screen::Catalogue& catalogue(const std::string& tag);
    const Search* search(const Flow& flow, const model::Hall& hall);
    void wake_at(base::SteadyTime time);

    screen::Window& window_;
    FaceOptions options_;
    std::function<void(Event)> say_;
    Aids aids_;
    Attract attract_;
    Narrator narrator_;
    std::unique_ptr<screen::Fonts> fonts_;
    screen::Icons icons_;
    takeover::Curtain curtain_;
    bool covered_ = false; ///< as the window is now
    std::map<std::string, screen::Catalogue> catalogues_;
    /// Made for the hall that it was made for, when somebody searches.
    struct Searching {
        model::Hall hall;
        Search search;
    };
    std::optional<Searching> searching_;
    TouchMap touch_;
    screen::Stage::Frame frame_; ///< Elsewhere: in the window
    screen::Stage stage_;
    screen::View* stage_page_ = nullptr;
    screen::Dialog* warning_ = nullptr;
    std::string shown_; ///< the fingerprint of the page on the stage
    std::optional<Page> page_;
    StaffDoor* staff_ = nullptr;
    screen::Pixels map_;
    std::string above_;    ///< the page above the flow's on the stage; empty: none
    bool by_hand_ = false; ///< the visitor went back or over again himself
    std::vector<std::string> languages_;
    /// What the visitor was told last.
    struct Told {
        std::optional<Page> page;
        std::string language, typed, above;
        std::vector<Spoken> words;
        bool warned = false; ///< "Are you still there?"
    } told_;
    std::optional<Aid> wished_; ///< not told yet
    bool finger_down_ = false;
    bool rests_ = false; ///< what the last visit needed has been given back
    std::optional<base::SteadyTime> rest_at_;
    bool said_ = false; ///< a view has used the present touch
    std::string written_;
    base::SteadyTime now_{};
    base::SteadyTime deaf_until_{}; ///< the stage ignores touches before: scripts should not touch either
    std::optional<base::SteadyTime> next_;
};

} // namespace kiosk
