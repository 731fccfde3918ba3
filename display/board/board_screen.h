#pragma once

#include "display/board/board_page.h"
#include "display/board/layout_file.h"
#include "shared/screen/stage.h"
#include "shared/screen/window.h"
#include "shared/takeover/curtain.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace display {

/// The layout of a screen for which none was chosen: by the panel's shape, or of a counter's panel.
std::filesystem::path usual_layout(screen::Size panel, const Supplies& supplies);

/// What hangs in one window.
struct Hanging {
    std::vector<std::string> languages; ///< BCP 47; the first two stand on it
    std::filesystem::path layout;       ///< empty: usual_layout()
    Supplies supplies;
};

/// A board in a window: draws what is shown when it changes, moves what moves, follows its layout file.
class BoardScreen {
  public:
    /// `window`, `fonts` and `icons` outlive it. Throws config::Errors when the layout is wrong.
    BoardScreen(screen::Window& window, screen::Fonts& fonts, screen::Icons& icons, const Hanging& hanging);

    /// `board` as the contents were made of it; null while nothing is known.
    void show(const Contents& contents, const model::Board* board);
    const Layout& layout() const { return file_.layout(); }

    /// Call it when the window's descriptor is readable; tick() looks too.
    void handle_window(base::SteadyTime now);
    /// The window was closed.
    bool closed() const { return closed_; }
    /// Called for every key that goes down while the window has the keyboard.
    void on_key(std::function<void(const screen::KeyEvent&)> key) { key_ = std::move(key); }
    void tick(base::SteadyTime now);
    base::SteadyTime next_deadline() const;

  private:
    /// A window system without a descriptor is asked so often.
    static constexpr base::Duration kAsk{20};

    bool covered(base::SteadyTime now) const;
    void resize(screen::Size size);
    void draw();

    screen::Window& window_;
    Hanging hanging_;
    Wording wording_;
    LayoutFile file_;
    screen::Stage::Frame frame_;
    screen::Stage stage_;
    BoardPage& page_;
    takeover::Curtain curtain_;
    std::function<void(const screen::KeyEvent&)> key_;
    bool calls_ = false; ///< somebody is called this moment
    bool closed_ = false;
    base::SteadyTime next_{};
};

} // namespace display
