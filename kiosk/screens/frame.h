#pragma once

#include "kiosk/scene.h"
#include "shared/screen/layout.h"

#include <string>

namespace kiosk {

/// A page's own part. In reach mode what can only be read stands in the upper part of the screen, and
/// everything from the first thing that can be touched on stands below Aids::reach_line().
class Body final : public screen::Column {
  public:
    /// 0: no reach mode.
    explicit Body(int line) : line_(line) {}

    screen::Size measure(const screen::Look& look, int width) const override;
    void arrange(const screen::Look& look, screen::Rect bounds) override;

    /// How high the texts are that stand above the line, and what follows them.
    struct Halves {
        int above = 0;
        int below = 0;
    };
    Halves halves(const screen::Look& look, int width) const;

  private:
    std::size_t first_touchable(std::span<screen::View* const> views) const;

    int line_;
};

/// A page: header with the hall's name, the clock and the languages; the page's own part; a footer; the aids.
/// In reach mode the languages stand above the footer.
/// Keys: Escape goes back; `keys` is asked before.
class PageFrame final : public screen::Column {
  public:
    enum class Foot { None, StartOver, BackAndStartOver };

    /// `step` of the visitor's four; 0: no progress is shown.
    PageFrame(const Scene& scene, Foot foot, int step = 0);

    screen::Column& body() { return *body_; }
    const screen::Column& body() const { return *body_; }

    std::function<bool(const screen::KeyEvent&)> keys;
    bool handle_key(const screen::KeyEvent& key) override;
    screen::Size measure(const screen::Look& look, int width) const override;

  private:
    void add_header(const Scene& scene);
    void add_lower(const Scene& scene, Foot foot);
    void add_footer(screen::Row& row, const Scene& scene, Foot foot) const;

    std::function<void(Event)> say_;
    int line_;
    Body* body_ = nullptr;
};

// Pieces that several pages have.

/// The page's question, and a quieter line below it.
void add_question(screen::Column& body, const Scene& scene, std::string question, std::string below = {});
/// Where a page's tiles go, in one column or, in a wide window, two. They share the height that the page has
/// left.
screen::Grid& add_tiles(screen::Column& body, const Scene& scene);
/// What a visitor may come for: the groups of the flow's group and its services; with one group its services.
void add_matters(screen::Column& body, const Scene& scene);
/// The other ways to a number: by name, by appointment.
void add_ways(screen::Column& body, const Scene& scene);
/// Why the identity card was not read; nothing while there is nothing to say.
void add_card_trouble(screen::Container& to, const Scene& scene);
/// The name of a channel's icon.
std::string channel_icon_name(const model::Channel& channel);
/// A service to be chosen, with its wait or when it opens.
void add_service_tile(screen::Grid& tiles, const Scene& scene, const model::Service& service);

/// What there is to say of a service now: when it opens, its wait or, while the hall is out of reach, whether
/// there are numbers.
std::string service_words(const Scene& scene, const model::Service& service);

/// A line of text with its icon before it.
screen::Row& add_icon_line(screen::Container& to, const Scene& scene, const std::string& icon,
                           std::string text, screen::TextStyle screen::Theme::* step = &screen::Theme::body,
                           screen::Color screen::Colors::* ink = &screen::Colors::text);
/// In the middle of the page, above and below as much space; in reach mode the page's own column.
screen::Column& add_middle(screen::Column& body, const Scene& scene);
/// A coloured disc with an icon in it.
void add_emblem(screen::Container& to, const std::string& icon,
                screen::Color screen::Colors::* ink = &screen::Colors::primary);

/// `name`, or `otherwise` when the house has no such icon: icons are named in the hall's configuration.
std::string icon_or(const std::string& name, const char* otherwise);

/// "09:00–17:00"; empty when the hall never closes.
std::string opening_hours(const model::Hall& hall);

} // namespace kiosk
