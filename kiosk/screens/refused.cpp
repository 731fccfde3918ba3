#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/pieces.h"
#include "shared/screen/label.h"

namespace kiosk {

using screen::Align;
using screen::Colors;
using screen::Label;
using screen::Theme;

std::unique_ptr<screen::View> build_refused(const Scene& scene) {
    const model::Refusal refusal = scene.flow.answer().refusal;
    const bool closed = refusal == model::Refusal::HallClosed;
    auto frame = std::make_unique<PageFrame>(scene, closed ? PageFrame::Foot::StartOver
                                                           : PageFrame::Foot::BackAndStartOver);
    auto& middle = add_middle(frame->body(), scene);
    add_emblem(middle, closed ? "clock" : "info");
    middle.add<Label>(scene.texts.tr("We are sorry"), &Theme::headline, &Colors::text, Align::Centre);
    middle.add<Label>(scene.texts.tr(model::sentence(refusal)), &Theme::title, &Colors::text, Align::Centre);
    if (refusal == model::Refusal::AlreadyHolding && !scene.flow.answer().detail.empty())
        middle.add<BigText>(scene.flow.answer().detail, scene.look.theme.display.size, &Colors::primary);
    if (closed && !opening_hours(scene.board.hall).empty())
        middle.add<Label>(scene.texts.tr("Opening hours: {1}", opening_hours(scene.board.hall)), &Theme::body,
                          &Colors::text_quiet, Align::Centre);
    middle.add<Label>(scene.texts.tr("Our staff at the desk are glad to help you."), &Theme::body,
                      &Colors::text_quiet, Align::Centre);
    return frame;
}

} // namespace kiosk
