#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "shared/screen/label.h"

namespace kiosk {

using screen::Align;
using screen::Colors;
using screen::Label;
using screen::Theme;

std::unique_ptr<screen::View> build_pause(const Scene& scene) {
    auto frame = std::make_unique<PageFrame>(scene, PageFrame::Foot::BackAndStartOver);
    auto& middle = add_middle(frame->body(), scene);
    add_emblem(middle, "clock");
    middle.add<Label>(scene.texts.tr("One moment, please"), &Theme::headline, &Colors::text, Align::Centre);
    middle.add<Label>(scene.texts.tr("Much was printed here just now. It goes on by itself within a minute."),
                      &Theme::title, &Colors::text, Align::Centre);
    middle.add<Label>(scene.texts.tr("Our staff at the desk are glad to help you."), &Theme::body,
                      &Colors::text_quiet, Align::Centre);
    return frame;
}

} // namespace kiosk
