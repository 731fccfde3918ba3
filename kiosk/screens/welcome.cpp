#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/pieces.h"
#include "kiosk/words.h"
#include "shared/screen/label.h"
#include "shared/screen/tile.h"

#include <numeric>

namespace kiosk {

using screen::Align;
using screen::Colors;
using screen::Label;
using screen::Theme;

namespace {

// Each language says in its own words what a touch on it does.
void add_languages(screen::Container& to, const Scene& scene) {
    const bool many = scene.board.hall.languages.size() > 4;
    const int columns = scene.wide() ? (many ? 5 : 3) : (many ? 2 : 1);
    auto& tiles = to.add<screen::Grid>(columns);
    tiles.gap = scene.space(many ? 3 : 4);
    for (const std::string& language : scene.board.hall.languages) {
        const std::string tag = catalogue_tag(language);
        const screen::Catalogue own(tag);
        auto& tile = tiles.add<screen::Tile>(std::string(screen::own_name(tag)),
                                             [say = scene.say, language] { say(LanguageChosen{language}); });
        tile.set_icon("ticket").set_detail(own.tr("Touch here to take a number")).set_language(tag);
        tile.set_upright(scene.wide());
        scene.touch.name("language:" + language, tile);
    }
}

void add_facts(screen::Container& to, const Scene& scene) {
    const auto& outlooks = scene.board.outlooks;
    const int waiting =
        std::accumulate(outlooks.begin(), outlooks.end(), 0,
                        [](int sum, const model::Outlook& outlook) { return sum + outlook.waiting; });
    auto& row = to.add<screen::Row>();
    row.gap = scene.space(3);
    const auto add_fact = [&](const char* icon, std::string text) {
        auto& panel = row.add<screen::Panel>(screen::Panel::Kind::Quiet);
        panel.padding = screen::Insets::of(scene.space(4), scene.space(3));
        panel.grow = 1;
        add_icon_line(panel, scene, icon, std::move(text), &Theme::caption);
    };
    if (!scene.flow.offline()) // nobody knows how many wait now
        add_fact("people", people_words(scene.texts, waiting));
    const std::string hours = opening_hours(scene.board.hall);
    add_fact("clock",
             hours.empty() ? scene.texts.tr("Open day and night") : scene.texts.tr("Open today {1}", hours));
}

} // namespace

std::unique_ptr<screen::View> build_welcome(const Scene& scene) {
    auto frame = std::make_unique<PageFrame>(scene, PageFrame::Foot::None);
    auto& body = frame->body();
    auto& middle = add_middle(body, scene);
    if (!scene.wide())
        add_emblem(middle, "home");
    middle.add<Label>(scene.texts.tr("Welcome"), &Theme::headline, &Colors::primary, Align::Centre);
    middle.add<Label>(scene.name(scene.board.hall.name), &Theme::headline, &Colors::text, Align::Centre);
    middle.add<screen::Spacer>(scene.space(3));
    add_languages(middle, scene);
    add_facts(body, scene);
    if (!scene.flow.printer_trouble().empty())
        add_icon_line(body, scene, "printer",
                      scene.texts.tr("Numbers are shown, not printed, for the moment. {1}",
                                     scene.texts.tr(scene.flow.printer_trouble())),
                      &Theme::caption, &Colors::text_quiet);
    if (scene.flow.offline())
        add_icon_line(
            body, scene, "offline",
            scene.texts.tr("The hall cannot be reached for the moment. You get a valid number all the same."),
            &Theme::caption, &Colors::text_quiet);
    if (!scene.board.notices.empty())
        add_icon_line(body, scene, "megaphone", scene.name(scene.board.notices.front()), &Theme::caption,
                      &Colors::text_quiet);
    return frame;
}

} // namespace kiosk
