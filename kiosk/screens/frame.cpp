#include "kiosk/screens/frame.h"

#include "kiosk/screens/pieces.h"
#include "kiosk/words.h"
#include "shared/base/file.h"
#include "shared/base/zone.h"
#include "shared/screen/button.h"
#include "shared/screen/label.h"
#include "shared/screen/picture.h"
#include "shared/screen/tile.h"

#include <algorithm>
#include <array>

namespace kiosk {

using screen::Button;
using screen::Colors;
using screen::Label;
using screen::Panel;
using screen::Theme;

namespace {

constexpr int kSteps = 4;
constexpr int kMostInARow = 5; // languages, in an upright window

// Ten languages stand in two rows of five, in a wide window in one: each in its own script.
int language_columns(const Scene& scene) {
    const int count = static_cast<int>(scene.board.hall.languages.size());
    return scene.wide() || count <= kMostInARow ? std::max(1, count) : (count + 1) / 2;
}

bool has_languages(const Scene& scene) {
    return !scene.staff_open() && scene.flow.page() != Page::OutOfReach &&
           scene.board.hall.languages.size() > 1;
}

void add_languages(screen::Container& to, const Scene& scene) {
    auto& grid = to.add<screen::Grid>(language_columns(scene));
    grid.gap = scene.space(1);
    for (const std::string& language : scene.board.hall.languages) {
        const std::string tag = catalogue_tag(language);
        const bool chosen = language == scene.flow.language();
        auto& button = grid.add<Button>(
            std::string(screen::own_name(tag)),
            [say = scene.say, language] { say(LanguageChosen{language}); },
            chosen ? screen::Tone::Secondary : screen::Tone::Primary);
        button.set_language(tag).set_step(grid.columns > 3 ? &Theme::caption : &Theme::body);
        if (grid.columns > 3)
            button.set_narrow();
        if (chosen)
            button.set_icon("check");
        scene.touch.name("language:" + language, button);
    }
}

struct AidWords {
    Aid aid;
    const char* id;
    const char* icon;
    const char* words;
};
constexpr std::array kAids{
    AidWords{Aid::LargeText, "aid:large", "text-size", screen::msgid("Larger text")},
    AidWords{Aid::HighContrast, "aid:contrast", "contrast", screen::msgid("High contrast")},
    AidWords{Aid::Reach, "aid:reach", "lower", screen::msgid("Lower buttons")},
    AidWords{Aid::Speech, "aid:speech", "speaker", screen::msgid("Read aloud")}};

std::string aid_speech(const Scene& scene, Aid aid, const std::string& words) {
    return scene.aids.is_on(aid) ? scene.texts.tr("{1}: on", words) : scene.texts.tr("{1}: off", words);
}

void add_aids(screen::Row& row, const Scene& scene) {
    const auto add = [&](Aid aid, const char* id, const char* icon, std::string words, std::string speech) {
        auto& button =
            row.add<AidButton>(icon, std::move(words), scene.aids.is_on(aid), [want = scene.want, aid] {
                if (want)
                    want(aid);
            });
        button.set_speech(std::move(speech));
        button.grow = 1;
        scene.touch.name(id, button);
    };
    for (const AidWords& known : kAids) {
        const std::string words = scene.texts.tr(known.words);
        add(known.aid, known.id, known.icon, words, aid_speech(scene, known.aid, words));
    }
    if (!scene.aids.speech())
        return;
    const std::string volume = scene.texts.tr("Volume {1}", scene.aids.volume());
    add(Aid::Volume, "aid:volume", "volume", volume, volume);
    const std::string again = scene.texts.tr("Say again");
    add(Aid::Repeat, "aid:repeat", "recall", again, again);
}

// Staff knock where no visit is under way.
bool has_staff_door(const Scene& scene) {
    const Page page = scene.flow.page();
    return scene.above != nullptr && scene.above->say_staff && !scene.staff_open() &&
           (page == Page::Welcome || page == Page::OutOfReach);
}

/// The clock of the header; staff open their menu by touching it five times. No key stops at it, and it never
/// looks touched.
class HeaderClock final : public Label {
  public:
    HeaderClock(std::string text, bool knockable, const Scene& scene)
        : Label(std::move(text), &Theme::title, &Colors::on_primary, screen::Align::Trailing) {
        if (knockable)
            say_ = scene.above->say_staff;
    }
    screen::Size measure(const screen::Look& look, int width) const override {
        const screen::Size size = Label::measure(look, width);
        return say_ ? screen::Size{std::max(size.width, look.theme.target), size.height} : size;
    }
    bool touchable() const override { return static_cast<bool>(say_); }
    bool focusable() const override { return false; }
    base::Duration strike_pause() const override { return base::Duration(0); }
    void activate() override {
        if (const auto say = say_)
            say(ClockTouched{});
    }

  private:
    std::function<void(const StaffEvent&)> say_;
};

std::string clock_of(const Scene& scene) {
    const base::LocalTime local = base::Zone(scene.board.hall.zone).local(scene.now);
    return clock_words(local.hour, local.minute);
}

} // namespace

screen::Size Body::measure(const screen::Look& look, int width) const {
    if (line_ == 0)
        return Column::measure(look, width);
    const Halves both = halves(look, width);
    return {width, both.above + both.below};
}

Body::Halves Body::halves(const screen::Look& look, int width) const {
    const auto views = shown_children();
    const std::span all(views);
    const auto first = first_touchable(all);
    const int room = std::max(0, width - padding.leading - padding.trailing);
    return {padding.top + height_of(look, all.first(first), room) + (first > 0 ? gap : 0),
            height_of(look, all.subspan(first), room) + padding.bottom};
}

std::size_t Body::first_touchable(std::span<View* const> views) const {
    const auto found = std::ranges::find_if(views, [](const View* view) { return view->holds_touchable(); });
    return static_cast<std::size_t>(found - views.begin());
}

void Body::arrange(const screen::Look& look, screen::Rect bounds) {
    const auto views = shown_children();
    const std::span all(views);
    const auto first = first_touchable(all);
    if (line_ == 0 || first == all.size())
        return Column::arrange(look, bounds);
    place(bounds);
    const screen::Rect room = inner(look, bounds);
    const int above = height_of(look, all.first(first), room.width);
    const int begin = std::min(room.bottom(), std::max(line_, room.y + above + (first > 0 ? gap : 0)));
    // The texts stand close to what they are about; what is left over is left above.
    const int top = std::max(room.y, begin - gap - above);
    arrange_in(look, all.first(first), {room.x, top, room.width, std::max(0, begin - gap - top)});
    arrange_in(look, all.subspan(first), {room.x, begin, room.width, room.bottom() - begin});
}

PageFrame::PageFrame(const Scene& scene, Foot foot, int step)
    : say_(scene.say), line_(scene.aids.reach() ? Aids::reach_line(scene.size) : 0) {
    add_header(scene);
    body_ = &add<Body>(line_);
    body_->grow = 1;
    body_->padding = screen::Insets::of(scene.space(scene.wide() ? 12 : 5), scene.space(3));
    body_->gap = scene.space(2);
    if (step > 0)
        body_->add<Steps>(step, kSteps, scene.texts.tr("Step {1} of {2}", step, kSteps));
    add_lower(scene, foot);
}

// In reach mode the upper half may be empty, but never holds what does not fit below the line.
screen::Size PageFrame::measure(const screen::Look& look, int width) const {
    const screen::Size plain = Column::measure(look, width);
    if (line_ == 0)
        return plain;
    const auto [above, below] = body_->halves(look, width);
    const int header = children().front()->measure(look, width).height;
    const int lower = plain.height - header - above; // from the first thing that can be touched on
    return {plain.width, std::max(line_, header + above) + lower};
}

bool PageFrame::handle_key(const screen::KeyEvent& key) {
    if (keys && keys(key))
        return true;
    if (key.key != screen::Key::Escape)
        return false;
    say_(BackTouched{});
    return true;
}

void PageFrame::add_header(const Scene& scene) {
    auto& band = add<Panel>(Panel::Kind::Primary);
    band.rounded = false;
    band.padding = screen::Insets::of(scene.space(5), scene.space(scene.wide() ? 2 : 3));
    band.gap = scene.space(2);
    auto& row = band.add<screen::Row>();
    row.across = screen::Across::Centre;
    row.gap = scene.space(3);
    auto& name = row.add<Label>(scene.name(scene.board.hall.name), &Theme::title, &Colors::on_primary);
    name.set_lines(1).set_shrinks(2);
    name.grow = 1;
    const bool told = !scene.board.hall.name.empty() && clock_is_set(scene.now);
    const bool knockable = has_staff_door(scene);
    if (told || knockable) {
        auto& clock = row.add<HeaderClock>(told ? clock_of(scene) : std::string(), knockable, scene);
        if (knockable)
            scene.touch.name("clock", clock);
    }
    if (has_languages(scene) && line_ == 0)
        add_languages(band, scene);
}

// What the hands need stands at the bottom: the languages in reach mode, the way back, the aids.
void PageFrame::add_lower(const Scene& scene, Foot foot) {
    auto& lower = add<screen::Column>();
    lower.padding = {scene.space(5), scene.space(1), scene.space(5), scene.space(2)};
    lower.gap = scene.space(2);
    if (has_languages(scene) && line_ > 0) {
        auto& band = lower.add<Panel>(Panel::Kind::Primary);
        band.padding = screen::Insets::all(scene.space(1));
        add_languages(band, scene);
    }
    auto& row = lower.add<screen::Row>();
    row.gap = scene.space(2);
    if (foot != Foot::None)
        add_footer(row, scene, foot);
    auto& aids = scene.wide() && foot != Foot::None ? row : lower.add<screen::Row>();
    aids.gap = scene.space(2);
    row.set_visible(!row.children().empty());
    add_aids(aids, scene);
}

void PageFrame::add_footer(screen::Row& row, const Scene& scene, Foot foot) const {
    if (foot == Foot::BackAndStartOver) {
        auto& back = row.add<Button>(scene.texts.tr("Back"), [say = scene.say] { say(BackTouched{}); });
        back.set_icon("back");
        back.grow = 2;
        scene.touch.name("back", back);
    }
    auto& start =
        row.add<Button>(scene.texts.tr("Start over"), [say = scene.say] { say(StartOverTouched{}); });
    start.set_icon("home");
    start.grow = 2;
    scene.touch.name("start-over", start);
}

void add_question(screen::Column& body, const Scene& scene, std::string question, std::string below) {
    auto& words = body.add<screen::Column>();
    words.padding = {0, scene.space(1), 0, scene.space(2)};
    words.add<Label>(std::move(question), &Theme::headline).set_shrinks(1);
    if (!below.empty())
        words.add<Label>(std::move(below), &Theme::body, &Colors::text_quiet);
}

screen::Grid& add_tiles(screen::Column& body, const Scene& scene) {
    // Below the line of reach there is half the height: two columns then.
    auto& tiles = body.add<TileGrid>(scene.wide() || scene.aids.reach() ? 2 : 1);
    tiles.gap = scene.space(3);
    tiles.padding.bottom = scene.space(1);
    return tiles;
}

std::string service_words(const Scene& scene, const model::Service& service) {
    const std::string closed = closed_words(scene.texts, scene.board, service, scene.now);
    if (!closed.empty())
        return closed;
    if (!scene.flow.gives(service.id))
        return scene.texts.tr("No numbers for the moment");
    if (scene.flow.offline())
        return wait_words(scene.texts, {});
    return outlook_words(scene.texts, outlook(scene.board, service.id));
}

void add_service_tile(screen::Grid& tiles, const Scene& scene, const model::Service& service) {
    auto& tile = tiles.add<screen::Tile>(scene.name(service.name),
                                         [say = scene.say, id = service.id] { say(ServiceChosen{id}); });
    const std::string closed = closed_words(scene.texts, scene.board, service, scene.now);
    tile.set_icon(icon_or(service.icon, "document")).set_detail(service_words(scene, service));
    if (!closed.empty() || !scene.flow.gives(service.id)) // still to be touched: its page says what to bring
        tile.set_accent(&screen::Colors::text_quiet);
    scene.touch.name("service:" + service.id.value, tile);
}

screen::Row& add_icon_line(screen::Container& to, const Scene& scene, const std::string& icon,
                           std::string text, screen::TextStyle Theme::* step, screen::Color Colors::* ink) {
    auto& row = to.add<screen::Row>();
    row.gap = scene.space(2);
    row.across = screen::Across::Leading;
    const int line = (scene.look.theme.*step).size * 5 / 4;
    row.add<screen::IconView>(icon, ink == &Colors::text ? &Colors::primary : ink, line);
    row.add<Label>(std::move(text), step, ink).grow = 1;
    return row;
}

screen::Column& add_middle(screen::Column& body, const Scene& scene) {
    body.add<screen::Spacer>();
    if (scene.aids.reach()) { // the body itself: its texts stay above, what can be touched goes down
        body.gap = scene.space(4);
        return body;
    }
    auto& middle = body.add<screen::Column>();
    middle.gap = scene.space(4);
    body.add<screen::Spacer>();
    return middle;
}

void add_emblem(screen::Container& to, const std::string& icon, screen::Color Colors::* ink) {
    to.add<Emblem>(icon_or(icon, "ticket"), ink);
}

std::string icon_or(const std::string& name, const char* otherwise) {
    const auto file = base::assets_folder() / "icons" / (name + ".svg");
    return std::filesystem::exists(file) ? name : otherwise;
}

std::string opening_hours(const model::Hall& hall) {
    if (hall.closes - hall.opens >= 24 * 60)
        return {};
    return clock_words(hall.opens / 60, hall.opens % 60) + "–" +
           clock_words(hall.closes / 60, hall.closes % 60);
}

} // namespace kiosk
