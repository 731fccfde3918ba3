#pragma once

#include "shared/screen/view.h"

#include <functional>

namespace screen {

/// A page of views on a picture: keeps what is damaged and draws only that, carries touches and keys to the
/// views. Needs no window: a test or a golden picture uses it as it is.
///
/// A turn: handle() every event → tick(now) → draw() → give the picture and the damage to a Window → sleep
/// until what tick() returned.
class Stage final : public Ground {
  public:
    enum class Frame { Own, Elsewhere };

    /// Elsewhere: it keeps no picture, but draws on the window's by draw_on().
    Stage(Size size, Look look, Frame frame = Frame::Own);
    ~Stage() override;

    /// A new page. The old one lives until the next handle() or draw(), so that its button may show another.
    View& show(std::unique_ptr<View> page);
    template <typename Kind, typename... Args>
    Kind& show(Args&&... args) {
        return static_cast<Kind&>(show(std::unique_ptr<View>(new Kind(std::forward<Args>(args)...))));
    }
    /// Above the page, with all the input until close().
    View& open(std::unique_ptr<View> dialog);
    void close();
    bool is_open() const { return dialog_ != nullptr; }

    const Look& look() const { return look_; }
    void set_look(Look look);
    void resize(Size size);

    /// True when somebody used it. Resized and Exposed are dealt with here.
    bool handle(const Event& event, base::SteadyTime now);
    /// Lets views move; returns when the next one wants to, if any.
    std::optional<base::SteadyTime> tick(base::SteadyTime now);

    bool needs_draw() const { return layout_wanted_ || !damage_.empty(); }
    /// Draws what is damaged; returns it: at most 8 rectangles that do not overlap.
    std::vector<Rect> draw();
    /// The same on a picture that keeps what was drawn on it before.
    std::vector<Rect> draw_on(Raster picture);
    void redraw_all();                             ///< the next draw() draws everything
    const Pixels& frame() const { return frame_; } ///< empty when it is elsewhere

    View* focused() const { return focused_; }
    void focus(View* view);
    /// Where the first Tab goes while nothing has the focus: to the page's matter, not to its header.
    void begin_at(View* view) { first_ = view; }
    /// Called with the view that gets the focus or is touched, for the voice.
    std::function<void(const View&)> on_attention;

    void damaged(Rect rect) override;
    void layout_wanted() override { layout_wanted_ = true; }
    void leaving(View& view) override;

  private:
    bool handle_pointer(const PointerEvent& event, base::SteadyTime now);
    bool handle_key(const KeyEvent& event, base::SteadyTime now);
    void activate(View& view, base::SteadyTime now);
    bool move_focus(int step);
    bool move_focus_towards(Key arrow);
    void leave_ring();
    void arrange_all();
    Rect bounds() const { return {0, 0, size_.width, size_.height}; }
    void press(View* view, bool pressed);
    View* active() const { return dialog_ ? dialog_.get() : page_.get(); }
    void paint(Canvas& canvas, const View& view) const;

    Size size_;
    Pixels frame_;
    Frame where_;
    Look look_;
    std::unique_ptr<View> page_, dialog_;
    std::vector<std::unique_ptr<View>> retired_;
    std::vector<Rect> damage_;
    bool layout_wanted_ = true;
    View* focused_ = nullptr;
    View* first_ = nullptr;
    View* touched_ = nullptr;
    bool ring_ = false; ///< the focus shows only once a key was used
    base::SteadyTime deaf_until_{};
};

} // namespace screen
