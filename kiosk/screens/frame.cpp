#include "kiosk/screens/frame.h"

#include "kiosk/screens/pieces.h"
#include "kiosk/words.h"
#include "shared/base/file.h"
#include "shared/base/zone.h"
#include "shared/screen/button.h"
#include "shared/screen/label.h"
#include "shared/screen/picture.h"

namespace kiosk {

using screen::Button;
using screen::Colors;
using screen::Label;
using screen::Panel;
using screen::Theme;

namespace {

constexpr int kSteps = 4;

void add_languages(screen::Container& to, const Scene& scene) {
    auto& row = to.add<screen::Row>();
    row.gap = scene.space(2);
    for (const std::string& language : scene.board.hall.languages) {
        const std::string tag = catalogue_tag(language);
        const bool chosen = language == scene.flow.language();
        auto& button = row.add<Button>(
            std::string(screen::own_name(tag)),
            [say = scene.say, language] { say(LanguageChosen{language}); },
            chosen ? screen::Tone::Secondary : screen::Tone::Primary);
        button.set_language(tag).set_step(&Theme::body);
        if (chosen)
            button.set_icon("check");
        button.grow = scene.wide() ? 0 : 1;
        scene.touch.name("language:" + language, button);
    }
}

std::string clock_of(const Scene& scene) {
    const base::LocalTime local = base::Zone(scene.board.hall.zone).local(scene.now);
    return clock_words(local.hour, local.minute);
}

} // namespace

PageFrame::PageFrame(const Scene& scene, Foot foot, int step) : say_(scene.say) {
    add_header(scene);
    body_ = &add<Column>();
    body_->grow = 1;
    body_->padding = screen::Insets::of(scene.space(scene.wide() ? 12 : 5), scene.space(3));
    body_->gap = scene.space(2);
    if (step > 0)
        body_->add<Steps>(step, kSteps, scene.texts.tr("Step {1} of {2}", step, kSteps));
    if (foot != Foot::None)
        add_footer(scene, foot);
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
    // On the welcome page the languages are the page itself.
    const Page page = scene.flow.page();
    const bool languages =
        page != Page::Welcome && page != Page::OutOfReach && scene.board.hall.languages.size() > 1;
    if (languages && scene.wide())
        add_languages(row, scene);
    if (!scene.board.hall.name.empty())
        row.add<Label>(clock_of(scene), &Theme::title, &Colors::on_primary, screen::Align::Trailing);
    if (languages && !scene.wide())
        add_languages(band, scene);
}

void PageFrame::add_footer(const Scene& scene, Foot foot) {
    auto& row = add<screen::Row>();
    row.padding = {scene.space(5), scene.space(2), scene.space(5), scene.space(4)};
    row.gap = scene.space(3);
    if (foot == Foot::BackAndStartOver) {
        auto& back = row.add<Button>(scene.texts.tr("Back"), [say = scene.say] { say(BackTouched{}); });
        back.set_icon("back");
        back.grow = 1;
        scene.touch.name("back", back);
    }
    auto& start =
        row.add<Button>(scene.texts.tr("Start over"), [say = scene.say] { say(StartOverTouched{}); });
    start.set_icon("home");
    start.grow = 1;
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
    auto& tiles = body.add<TileGrid>(scene.wide() ? 2 : 1);
    tiles.gap = scene.space(3);
    tiles.padding.bottom = scene.space(1);
    return tiles;
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
