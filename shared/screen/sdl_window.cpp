#include "shared/screen/window.h"

#include "shared/base/log.h"
#include "shared/base/text.h"

#include <SDL.h>
#include <SDL_syswm.h>

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <utility>

namespace screen {

namespace {

std::runtime_error failure(const char* doing) {
    return std::runtime_error(std::string("cannot ") + doing + ": " + SDL_GetError());
}

struct Video {
    Video() {
        // Without these SDL draws through OpenGL, which on a machine without a graphics card takes 90 ms a
        // frame.
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
        SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
        SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
        SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
        SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
        SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
        SDL_SetMainReady();
        if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0)
            throw failure("reach a display");
        SDL_StartTextInput();
    }
    Video(const Video&) = delete;
    Video& operator=(const Video&) = delete;
    ~Video() { SDL_QuitSubSystem(SDL_INIT_VIDEO); }
};

std::optional<KeyEvent> special_key(const SDL_KeyboardEvent& event) {
    const bool repeated = event.repeat != 0;
    const auto key = [repeated](Key which) { return KeyEvent{which, 0, repeated}; };
    switch (event.keysym.sym) {
    case SDLK_TAB:
        return key((event.keysym.mod & KMOD_SHIFT) != 0 ? Key::BackTab : Key::Tab);
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
        return key(Key::Enter);
    case SDLK_ESCAPE:
        return key(Key::Escape);
    case SDLK_BACKSPACE:
        return key(Key::Backspace);
    case SDLK_LEFT:
        return key(Key::Left);
    case SDLK_RIGHT:
        return key(Key::Right);
    case SDLK_UP:
        return key(Key::Up);
    case SDLK_DOWN:
        return key(Key::Down);
    default:
        break;
    }
    if (event.keysym.sym == SDLK_z && (event.keysym.mod & KMOD_CTRL) != 0)
        return key(Key::Undo);
    if (event.keysym.sym >= SDLK_F1 && event.keysym.sym <= SDLK_F12) {
        const int shifted = (event.keysym.mod & KMOD_SHIFT) != 0 ? 12 : 0;
        return KeyEvent{Key::Function, static_cast<char32_t>(event.keysym.sym - SDLK_F1 + 1 + shifted),
                        repeated};
    }
    return std::nullopt;
}

/// The window that an event is meant for; 0: all of them.
Uint32 window_of(const SDL_Event& event) {
    switch (event.type) {
    case SDL_WINDOWEVENT:
        return event.window.windowID;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        return event.button.windowID;
    case SDL_MOUSEMOTION:
        return event.motion.windowID;
    case SDL_MOUSEWHEEL:
        return event.wheel.windowID;
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
        return event.tfinger.windowID;
    case SDL_KEYDOWN:
    case SDL_KEYUP:
        return event.key.windowID;
    case SDL_TEXTINPUT:
        return event.text.windowID;
    default:
        return 0;
    }
}

/// Has the system give a new surface's memory at once: page by page the first frame would wait for it
/// thousands of times. Where it does not, nothing is lost.
void populate(const SDL_Surface& surface) {
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const auto begin = reinterpret_cast<std::uintptr_t>(surface.pixels);
    const auto end =
        begin + static_cast<std::uintptr_t>(surface.pitch) * static_cast<std::uintptr_t>(surface.h);
    const auto first = begin / page * page;
    ::madvise(reinterpret_cast<void*>(first), end - first, MADV_POPULATE_WRITE);
}

class SdlWindow final : public Window {
  public:
    explicit SdlWindow(const WindowOptions& options);

    Size size() const override;
    std::vector<Event> poll() override;
    bool has_events() override;
    int descriptor() const override { return descriptor_; }
    std::optional<Raster> picture() override;
    void show(std::span<const Rect> damage) override;
    void present(const Pixels& frame, std::span<const Rect> damage) override;
    void set_shown(bool shown, bool keyboard) override;

  private:
    struct Destroy {
        void operator()(SDL_Window* window) const { SDL_DestroyWindow(window); }
    };

    SDL_Surface* surface();
    void translate(const SDL_Event& event, std::vector<Event>& into);
    void translate_finger(const SDL_TouchFingerEvent& finger, std::vector<Event>& into);
    void translate_window(const SDL_WindowEvent& event, std::vector<Event>& into);

    Video video_;
    std::unique_ptr<SDL_Window, Destroy> window_;
    int descriptor_ = -1;
    const void* pixels_ = nullptr;       ///< of the surface
    std::optional<SDL_FingerID> finger_; // the first one down is the pointer; others are ignored
    bool button_ = false;
};

Uint32 flags_of(const WindowOptions& options) {
    Uint32 flags = options.borderless || options.strip ? SDL_WINDOW_BORDERLESS : SDL_WINDOW_RESIZABLE;
    if (options.fullscreen)
        flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
    if (options.strip)
        flags |= SDL_WINDOW_ALWAYS_ON_TOP | SDL_WINDOW_SKIP_TASKBAR;
    if (options.edge != Edge::Free)
        flags |= SDL_WINDOW_ALWAYS_ON_TOP; // it belongs to the strip
    return options.hidden ? flags | SDL_WINDOW_HIDDEN : flags;
}

/// The place of a window on a monitor, in the desktop's coordinates.
Rect place_of(const WindowOptions& options, int panel) {
    const int middle = static_cast<int>(SDL_WINDOWPOS_CENTERED_DISPLAY(static_cast<unsigned>(panel)));
    SDL_Rect monitor{};
    SDL_GetDisplayBounds(panel, &monitor);
    Rect place{middle, middle, options.size.width, options.size.height};
    if (options.at)
        place = {monitor.x + options.at->x, monitor.y + options.at->y, place.width, place.height};
    if (options.edge == Edge::Free)
        return place;
    SDL_Rect room = monitor;
    SDL_GetDisplayUsableBounds(panel, &room);
    place.width = place.width == 0 ? room.w : std::min(place.width, room.w);
    place.height = std::clamp(place.height, 1, std::max(1, room.h - options.from_edge));
    place.x = room.x + (room.w - place.width) / 2;
    place.y = options.edge == Edge::Top ? room.y + options.from_edge
                                        : room.y + room.h - options.from_edge - place.height;
    return place;
}

SdlWindow::SdlWindow(const WindowOptions& options) {
    const int panel = std::clamp(options.panel, 0, std::max(0, SDL_GetNumVideoDisplays() - 1));
    const Rect place = place_of(options, panel);
    // X11's window managers give a dock no keyboard, neither when it comes nor when it is touched.
    SDL_SetHint(SDL_HINT_X11_WINDOW_TYPE, options.strip ? "_NET_WM_WINDOW_TYPE_DOCK" : "");
    window_.reset(SDL_CreateWindow(options.title.c_str(), place.x, place.y, place.width, place.height,
                                   flags_of(options)));
    SDL_SetHint(SDL_HINT_X11_WINDOW_TYPE, "");
    if (!window_)
        throw failure("open a window");
    SDL_ShowCursor(options.show_pointer ? SDL_ENABLE : SDL_DISABLE);
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
#if defined(SDL_VIDEO_DRIVER_X11)
    if (SDL_GetWindowWMInfo(window_.get(), &info) == SDL_TRUE && info.subsystem == SDL_SYSWM_X11)
        descriptor_ = ConnectionNumber(info.info.x11.display);
#endif
}

Size SdlWindow::size() const {
    Size size;
    SDL_GetWindowSize(window_.get(), &size.width, &size.height);
    return size;
}

// SDL has one queue for all windows: what belongs to another one is put back for it.
std::vector<Event> SdlWindow::poll() {
    std::vector<Event> events;
    std::vector<SDL_Event> others;
    const Uint32 own = SDL_GetWindowID(window_.get());
    SDL_Event event;
    while (SDL_PollEvent(&event) != 0) {
        const Uint32 whose = window_of(event);
        if (whose != 0 && whose != own && SDL_GetWindowFromID(whose) != nullptr)
            others.push_back(event);
        else
            translate(event, events);
    }
    for (SDL_Event& other : others)
        SDL_PushEvent(&other);
    return events;
}

bool SdlWindow::has_events() {
    SDL_PumpEvents();
    return SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT) == SDL_TRUE;
}

void SdlWindow::translate(const SDL_Event& event, std::vector<Event>& into) {
    switch (event.type) {
    case SDL_QUIT:
        into.push_back(Closed{});
        break;
    case SDL_WINDOWEVENT:
        translate_window(event.window, into);
        break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        if (event.button.button == SDL_BUTTON_LEFT && !finger_) {
            button_ = event.type == SDL_MOUSEBUTTONDOWN;
            into.push_back(
                PointerEvent{button_ ? Pointer::Down : Pointer::Up, {event.button.x, event.button.y}});
        }
        break;
    case SDL_MOUSEMOTION:
        if (button_ && !finger_)
            into.push_back(PointerEvent{Pointer::Move, {event.motion.x, event.motion.y}});
        break;
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
        translate_finger(event.tfinger, into);
        break;
    case SDL_KEYDOWN:
        if (const auto key = special_key(event.key))
            into.push_back(*key);
        break;
    case SDL_TEXTINPUT:
        for (const char32_t c : base::code_points(event.text.text))
            into.push_back(KeyEvent{Key::Character, c, false});
        break;
    default:
        break;
    }
}

void SdlWindow::translate_finger(const SDL_TouchFingerEvent& finger, std::vector<Event>& into) {
    const Size area = size();
    const Point at{static_cast<int>(finger.x * static_cast<float>(area.width)),
                   static_cast<int>(finger.y * static_cast<float>(area.height))};
    if (finger.type == SDL_FINGERDOWN) {
        if (finger_)
            return;
        finger_ = finger.fingerId;
        into.push_back(PointerEvent{Pointer::Down, at});
    } else if (finger_ == finger.fingerId) {
        into.push_back(PointerEvent{finger.type == SDL_FINGERUP ? Pointer::Up : Pointer::Move, at});
        if (finger.type == SDL_FINGERUP)
            finger_.reset();
    }
}

void SdlWindow::translate_window(const SDL_WindowEvent& event, std::vector<Event>& into) {
    switch (event.event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        into.push_back(Resized{{event.data1, event.data2}});
        into.push_back(Exposed{});
        break;
    case SDL_WINDOWEVENT_EXPOSED:
        into.push_back(Exposed{});
        break;
    case SDL_WINDOWEVENT_CLOSE:
        into.push_back(Closed{});
        break;
    case SDL_WINDOWEVENT_FOCUS_LOST:
        finger_.reset();
        button_ = false;
        into.push_back(PointerEvent{Pointer::Cancel, {}});
        break;
    default:
        break;
    }
}

// It is asked for anew each time: SDL makes another one after a change of size.
SDL_Surface* SdlWindow::surface() {
    SDL_Surface* const shown = SDL_GetWindowSurface(window_.get());
    if (shown == nullptr)
        base::log_error("screen", "the window has no surface: {}", SDL_GetError());
    else if (std::exchange(pixels_, shown->pixels) != shown->pixels)
        populate(*shown);
    return shown;
}

std::optional<Raster> SdlWindow::picture() {
    const SDL_Surface* const shown = surface();
    if (shown == nullptr || shown->pitch != shown->w * 4 || SDL_MUSTLOCK(shown) ||
        (shown->format->format != SDL_PIXELFORMAT_RGB888 &&
         shown->format->format != SDL_PIXELFORMAT_ARGB8888))
        return std::nullopt;
    return Raster{static_cast<std::uint32_t*>(shown->pixels), {shown->w, shown->h}};
}

void SdlWindow::show(std::span<const Rect> damage) {
    const SDL_Surface* const shown = surface();
    if (shown == nullptr)
        return;
    std::vector<SDL_Rect> parts;
    for (const Rect& rect : damage)
        if (const Rect part = rect.intersection({0, 0, shown->w, shown->h}); !part.empty())
            parts.push_back({part.x, part.y, part.width, part.height});
    if (!parts.empty())
        SDL_UpdateWindowSurfaceRects(window_.get(), parts.data(), static_cast<int>(parts.size()));
}

void SdlWindow::present(const Pixels& frame, std::span<const Rect> damage) {
    SDL_Surface* const shown = surface();
    if (shown == nullptr)
        return;
    // SDL takes pixels as mutable, but only reads a blit's source.
    SDL_Surface* const source =
        SDL_CreateRGBSurfaceWithFormatFrom(const_cast<std::uint32_t*>(frame.row(0)), frame.width(),
                                           frame.height(), 32, frame.width() * 4, SDL_PIXELFORMAT_RGB888);
    const std::unique_ptr<SDL_Surface, decltype(&SDL_FreeSurface)> owner(source, SDL_FreeSurface);
    std::vector<Rect> parts;
    for (const Rect& rect : damage) {
        const Rect part = rect.intersection({0, 0, shown->w, shown->h}).intersection(frame.bounds());
        if (part.empty())
            continue;
        SDL_Rect from{part.x, part.y, part.width, part.height};
        SDL_Rect to = from;
        SDL_BlitSurface(source, &from, shown, &to);
        parts.push_back(part);
    }
    show(parts);
}

void SdlWindow::set_shown(bool shown, bool keyboard) {
    SDL_SetHint(SDL_HINT_WINDOW_NO_ACTIVATION_WHEN_SHOWN, keyboard ? "0" : "1");
    if (!shown)
        SDL_HideWindow(window_.get());
    else
        SDL_ShowWindow(window_.get());
    if (shown && keyboard)
        SDL_RaiseWindow(window_.get()); // which also asks for the keyboard
}

} // namespace

std::unique_ptr<Window> open_window(const WindowOptions& options) {
    return std::make_unique<SdlWindow>(options);
}

double panel_density(int panel, double fallback) {
    const Video video;
    float density = 0;
    if (SDL_GetDisplayDPI(panel, &density, nullptr, nullptr) != 0 || density < 20 || density > 800)
        return fallback;
    return static_cast<double>(density);
}

} // namespace screen
