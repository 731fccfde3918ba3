#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "shared/screen/label.h"
#include "shared/screen/progress_dots.h"

namespace kiosk {

using screen::Align;
using screen::Colors;
using screen::Label;
using screen::Theme;

std::unique_ptr<screen::View> build_issuing(const Scene& scene) {
    auto frame = std::make_unique<PageFrame>(scene, PageFrame::Foot::None, 4);
    auto& middle = add_middle(frame->body(), scene);
    add_emblem(middle, "ticket");
    middle.add<Label>(scene.texts.tr("Your ticket is on its way"), &Theme::headline, &Colors::text,
                      Align::Centre);
    const std::string below =
        scene.flow.late()
            ? scene.texts.tr("It takes a little longer than usual. Thank you for your patience; "
                             "your place is being kept.")
            : scene.texts.tr("One moment, please.");
    middle.add<Label>(below, &Theme::body, &Colors::text_quiet, Align::Centre);
    middle.add<screen::ProgressDots>();
    return frame;
}

} // namespace kiosk
