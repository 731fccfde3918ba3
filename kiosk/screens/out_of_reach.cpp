#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/words.h"
#include "shared/screen/label.h"
#include "shared/screen/progress_dots.h"

namespace kiosk {

using screen::Align;
using screen::Colors;
using screen::Label;
using screen::Theme;

namespace {

void add_apology(screen::Container& to, const Scene& scene, const std::string& tag, bool first) {
    const screen::Catalogue texts(tag);
    auto& words = to.add<screen::Column>();
    words.gap = scene.space(1);
    words
        .add<Label>(texts.tr("One moment, please"), first ? &Theme::headline : &Theme::title, &Colors::text,
                    Align::Centre)
        .set_language(tag);
    words
        .add<Label>(texts.tr("This machine cannot reach the hall just now. It goes on by itself in a moment. "
                             "Our staff at the desk are glad to give you a number."),
                    first ? &Theme::body : &Theme::caption, &Colors::text_quiet, Align::Centre)
        .set_language(tag);
}

} // namespace

// Nobody has chosen a language: the hall's own speaks first, then the others.
std::unique_ptr<screen::View> build_out_of_reach(const Scene& scene) {
    auto frame = std::make_unique<PageFrame>(scene, PageFrame::Foot::None);
    auto& middle = add_middle(frame->body(), scene);
    add_emblem(middle, "offline");
    const std::string own = catalogue_tag(scene.flow.language());
    add_apology(middle, scene, own, true);
    middle.add<screen::ProgressDots>();
    for (const char* tag : {"zh_Hans", "en"})
        if (own != tag)
            add_apology(middle, scene, tag, false);
    return frame;
}

} // namespace kiosk
