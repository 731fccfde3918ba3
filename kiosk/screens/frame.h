#pragma once

#include "kiosk/scene.h"
#include "shared/screen/layout.h"

#include <string>

namespace kiosk {

/// A page: header with the hall's name, the clock and the languages; the page's own part; a footer.
/// Keys: Escape goes back; `keys` is asked before.
class PageFrame final : public screen::Column {
  public:
    enum class Foot { None, StartOver, BackAndStartOver };

    /// `step` of the visitor's four; 0: no progress is shown.
    PageFrame(const Scene& scene, Foot foot, int step = 0);

    screen::Column& body() { return *body_; }

    std::function<bool(const screen::KeyEvent&)> keys;
    bool handle_key(const screen::KeyEvent& key) override;

  private:
    void add_header(const Scene& scene);
    void add_footer(const Scene& scene, Foot foot);

    std::function<void(Event)> say_;
    screen::Column* body_ = nullptr;
};

// Pieces that several pages have.

/// The page's question, and a quieter line below it.
void add_question(screen::Column& body, const Scene& scene, std::string question, std::string below = {});
/// Where a page's tiles go, in one column or, in a wide window, two. They share the height that the page has
/// left.
screen::Grid& add_tiles(screen::Column& body, const Scene& scene);

/// A line of text with its icon before it.
screen::Row& add_icon_line(screen::Container& to, const Scene& scene, const std::string& icon,
                           std::string text, screen::TextStyle screen::Theme::* step = &screen::Theme::body,
                           screen::Color screen::Colors::* ink = &screen::Colors::text);
/// In the middle of the page, above and below as much space.
screen::Column& add_middle(screen::Column& body, const Scene& scene);
/// A coloured disc with an icon in it.
void add_emblem(screen::Container& to, const std::string& icon,
                screen::Color screen::Colors::* ink = &screen::Colors::primary);

/// `name`, or `otherwise` when the house has no such icon: icons are named in the hall's configuration.
std::string icon_or(const std::string& name, const char* otherwise);

/// "09:00–17:00"; empty when the hall never closes.
std::string opening_hours(const model::Hall& hall);

} // namespace kiosk
