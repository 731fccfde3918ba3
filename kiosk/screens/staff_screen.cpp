#include "kiosk/screens/pages.h"
#include "shared/screen/label.h"
#include "shared/screen/layout.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace kiosk {

using screen::Color;

namespace {

constexpr base::Duration kHold(2000); // so long a finger rests to leave
constexpr base::Duration kHoldLook(200);
constexpr std::array kTestColours{Color::rgb(0xFF0000), Color::rgb(0x00FF00), Color::rgb(0x0000FF),
                                  Color::rgb(0xFFFFFF), Color::rgb(0x000000), Color::rgb(0x808080)};
static_assert(kTestColours.size() == Staff::kColours);
constexpr int kFieldsNarrow = 6, kFieldsLong = 10;

/// Can be touched anywhere; a finger that rests leaves the test.
class Field : public screen::View {
  public:
    explicit Field(const Scene& scene) : say_(scene.above->say_staff) {}

    bool touchable() const override { return true; }
    base::Duration strike_pause() const override { return base::Duration(80); }
    std::optional<base::SteadyTime> tick(base::SteadyTime now) override {
        if (!pressed()) {
            since_.reset();
            return std::nullopt;
        }
        if (!since_)
            since_ = now;
        if (now - *since_ < kHold)
            return now + kHoldLook;
        since_.reset();
        say_(StaffBack{});
        return std::nullopt;
    }

  protected:
    void say(const StaffEvent& event) const { say_(event); }

  private:
    std::function<void(const StaffEvent&)> say_;
    std::optional<base::SteadyTime> since_;
};

class ColourField final : public Field {
  public:
    ColourField(const Scene& scene, Color colour) : Field(scene), colour_(colour) {}

    void paint(screen::Canvas& canvas, const screen::Look&) const override { canvas.fill(bounds(), colour_); }
    void activate() override { say(NextColour{}); }
    bool handle_key(const screen::KeyEvent& key) override {
        if (key.key == screen::Key::Escape)
            say(StaffBack{});
        else
            say(NextColour{});
        return true;
    }

  private:
    Color colour_;
};

/// Filled once it was touched: not told by colour alone, it gets a tick.
class TouchField final : public Field {
  public:
    TouchField(const Scene& scene, std::function<void()> touched)
        : Field(scene), touched_(std::move(touched)) {}

    bool marked() const { return marked_; }
    void paint(screen::Canvas& canvas, const screen::Look& look) const override {
        const screen::Rect inside = bounds().grown(-look.theme.stroke);
        const auto& colors = look.theme.colors;
        canvas.fill(inside, marked_ ? colors.primary : pressed() ? colors.warning : colors.surface);
        canvas.outline(inside, 0, look.theme.stroke, colors.border);
        if (!marked_)
            return;
        const int icon = std::min({look.theme.icon, inside.width, inside.height});
        const screen::Point centre = inside.centre();
        canvas.draw(look.icon("check", icon), {centre.x - icon / 2, centre.y - icon / 2}, colors.on_primary);
    }
    void activate() override {
        marked_ = true;
        invalidate();
        say(StaffSign{});
        touched_();
    }

  private:
    std::function<void()> touched_;
    bool marked_ = false;
};

/// Tells how many of its fields were touched.
class TouchFields final : public screen::Column {
  public:
    explicit TouchFields(const Scene& scene) : texts_(scene.texts), say_(scene.above->say_staff) {
        padding = screen::Insets::all(scene.space(1));
        gap = scene.space(1);
        words_ = &add<screen::Label>(std::string(), &screen::Theme::caption, &screen::Colors::text,
                                     screen::Align::Centre);
        auto& grid = add<screen::Grid>(scene.wide() ? kFieldsLong : kFieldsNarrow);
        grid.fill = true;
        grid.grow = 1;
        fields_.reserve(static_cast<std::size_t>(kFieldsNarrow) * kFieldsLong);
        for (int i = 0; i < kFieldsNarrow * kFieldsLong; ++i) {
            auto& field = grid.add<TouchField>(scene, [this] { tell(); });
            scene.touch.name(fmt::format("field:{}", i), field);
            fields_.push_back(&field);
        }
        tell();
    }
    bool handle_key(const screen::KeyEvent& key) override {
        if (key.key != screen::Key::Escape)
            return false;
        say_(StaffBack{});
        return true;
    }

  private:
    void tell() {
        const auto left = std::ranges::count_if(fields_, [](const auto* field) { return !field->marked(); });
        words_->set_text(left > 0 ? texts_.tr_n("{1} field is left. Hold a finger on the screen to leave.",
                                                "{1} fields are left. Hold a finger on the screen to leave.",
                                                static_cast<long>(left))
                                  : texts_.tr("Each field was felt. Hold a finger on the screen to leave."));
    }

    const screen::Catalogue& texts_;
    std::function<void(const StaffEvent&)> say_;
    screen::Label* words_;
    std::vector<const TouchField*> fields_;
};

} // namespace

std::unique_ptr<screen::View> build_screen_test(const Scene& scene) {
    const int colour = scene.above->staff->colour();
    if (colour >= Staff::kColours)
        return std::make_unique<TouchFields>(scene);
    auto field = std::make_unique<ColourField>(scene, kTestColours.at(static_cast<std::size_t>(colour)));
    scene.touch.name("next", *field);
    return field;
}

} // namespace kiosk
