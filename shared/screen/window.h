#pragma once

#include "shared/screen/event.h"
#include "shared/screen/pixels.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace screen {

/// Where a Stage's picture is seen and people's touches come from.
///
/// Real twin: open_window() (sdl_window.cpp, the only file with SDL's video). Virtual twin: VirtualWindow.
/// Used from one thread, the one that made it. A program may have several: each hears its own events.
///
/// How to wait without burning the processor:
///     for (;;) {
///         for (const auto& event : window.poll()) stage.handle(event, now);
///         const auto next = stage.tick(now);
///         if (stage.needs_draw()) { const auto damage = stage.draw(); window.present(stage.frame(), damage);
///         } if (!window.has_events())
///             sleep in one poll(2) on window.descriptor() and all sockets, until `next` — and, where the
///             descriptor is -1, 20 ms at most;
///     }
/// has_events() before sleeping is needed: presenting may have read events off the descriptor already.
class Window {
  public:
    virtual ~Window() = default;

    virtual Size size() const = 0;
    /// What happened since the last call; never waits.
    virtual std::vector<Event> poll() = 0;
    virtual bool has_events() = 0;
    /// Becomes readable when there may be events; -1 where the window system has no such thing.
    virtual int descriptor() const = 0;
    /// The memory that the window is shown from, good until the next poll(): who draws in it needs no picture
    /// of its own. Nothing when the window system has none like a Raster: present() then copies. It keeps
    /// what was drawn, but is blank after a Resized.
    virtual std::optional<Raster> picture() { return std::nullopt; }
    /// Shows these parts of what was drawn in picture().
    virtual void show(std::span<const Rect> damage) = 0;
    /// Shows these parts of the picture. A picture of another size than the window is shown at its top left.
    virtual void present(const Pixels& frame, std::span<const Rect> damage) = 0;
    /// Puts it away, or back above the others. `keyboard`: it asks for the keyboard, too; else it takes it
    /// from nobody, where the window system can do that.
    virtual void set_shown(bool shown, bool keyboard) = 0;
};

/// Where a window clings to: the upper or the lower edge of what the desktop's own bars leave free.
enum class Edge { Free, Top, Bottom };

struct WindowOptions {
    std::string title = "Jiaohao";
    Size size{1280, 720};
    bool fullscreen = false; ///< then `size` is the panel's
    bool borderless = false;
    bool show_pointer = true;
    int panel = 0;           ///< which monitor, from 0
    std::optional<Point> at; ///< the window's place on it; none: in the middle
    Edge edge = Edge::Free;
    int from_edge = 0;   ///< so far from it; the window is made lower where it would not fit
    bool strip = false;  ///< above all others, in no task list, and without the keyboard; width 0: all of it
    bool hidden = false; ///< until set_shown()
};

/// Throws std::runtime_error with a sentence when there is no display.
std::unique_ptr<Window> open_window(const WindowOptions& options);

/// The panel's dots an inch as its monitor says, or `fallback` when it says nothing credible.
double panel_density(int panel, double fallback);

/// A window of memory: what was presented can be looked at, touches can be sent.
class VirtualWindow final : public Window {
  public:
    explicit VirtualWindow(Size size) : shown_(size) {}

    Size size() const override { return shown_.size(); }
    std::vector<Event> poll() override { return std::exchange(events_, {}); }
    bool has_events() override { return !events_.empty(); }
    int descriptor() const override { return -1; }
    std::optional<Raster> picture() override { return shown_.raster(); }
    void show(std::span<const Rect> damage) override;
    void present(const Pixels& frame, std::span<const Rect> damage) override;
    void set_shown(bool shown, bool keyboard) override {
        visible_ = shown;
        keyboard_ = shown && keyboard;
    }

    bool visible() const { return visible_; }
    bool has_keyboard() const { return keyboard_; } ///< it was shown last with it
    void send(Event event) { events_.push_back(event); }
    void touch(Point at); ///< down and up
    const Pixels& shown() const { return shown_; }

  private:
    Pixels shown_;
    std::vector<Event> events_;
    bool visible_ = true, keyboard_ = false;
};

} // namespace screen
