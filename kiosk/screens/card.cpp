#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/pieces.h"
#include "shared/screen/button.h"
#include "shared/screen/label.h"
#include "shared/screen/progress_dots.h"

namespace kiosk {

using screen::Align;
using screen::Colors;
using screen::Label;
using screen::Theme;

std::unique_ptr<screen::View> build_card(const Scene& scene) {
    auto frame = std::make_unique<PageFrame>(scene, PageFrame::Foot::BackAndStartOver, 3);
    auto& body = frame->body();
    auto& middle = add_middle(body, scene);
    add_emblem(middle, "id-card", &Colors::green_channel);
    middle.add<Label>(scene.texts.tr("Please lay your identity card on the reader"), &Theme::headline,
                      &Colors::text, Align::Centre);
    middle.add<Label>(scene.texts.tr("It shows us your age and nothing else. Nothing of it is kept."),
                      &Theme::body, &Colors::text_quiet, Align::Centre);
    add_card_trouble(middle, scene);
    middle.add<screen::ProgressDots>();
    auto& without = body.add<screen::Button>(scene.texts.tr("I have no card with me"),
                                             [say = scene.say] { say(WithoutCard{}); });
    without.set_icon("person");
    scene.touch.name("without-card", without);
    return frame;
}

void add_card_trouble(screen::Container& to, const Scene& scene) {
    if (scene.flow.card_trouble().empty())
        return;
    auto& panel = to.add<screen::Panel>(screen::Panel::Kind::Warning);
    panel.padding = screen::Insets::all(scene.space(3));
    add_icon_line(panel, scene, "warning", scene.texts.tr(scene.flow.card_trouble()), &Theme::title,
                  &Colors::on_warning);
}

} // namespace kiosk
