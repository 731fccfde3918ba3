#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/words.h"
#include "shared/screen/label.h"

#include <numeric>

namespace kiosk {

using screen::Align;
using screen::Colors;
using screen::Label;
using screen::Theme;

namespace {

std::string hours_words(const Scene& scene) {
    if (!scene.board.accepting)
        return scene.texts.tr("We have closed for today. Whoever has a number is still served.");
    const std::string hours = opening_hours(scene.board.hall);
    if (hours.empty())
        return scene.texts.tr("Open day and night");
    if (is_after_hours(scene.board, scene.now))
        return scene.texts.tr("It is after closing time. Numbers are given where a counter is still open.");
    return scene.texts.tr("Open today {1}", hours);
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
    add_fact("clock", hours_words(scene));
}

} // namespace

// What a visitor comes for is here at once, in the hall's own language; whoever reads another one finds it
// in the header, as on every page.
std::unique_ptr<screen::View> build_welcome(const Scene& scene) {
    auto frame = std::make_unique<PageFrame>(scene, PageFrame::Foot::None);
    auto& body = frame->body();
    auto& words = body.add<screen::Column>();
    words.padding = {0, scene.space(scene.wide() ? 0 : 2), 0, scene.space(2)};
    words.add<Label>(scene.texts.tr("Welcome"), &Theme::headline, &Colors::primary, Align::Centre);
    words.add<Label>(scene.texts.tr("What can we do for you?"), &Theme::title, &Colors::text, Align::Centre);
    add_matters(body, scene);
    add_ways(body, scene);
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
