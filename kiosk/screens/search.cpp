#include "kiosk/search.h"

#include "kiosk/screens/frame.h"
#include "kiosk/screens/letter_keys.h"
#include "kiosk/screens/pages.h"
#include "shared/base/text.h"
#include "shared/screen/label.h"

#include <algorithm>

namespace kiosk {

using screen::Align;
using screen::Colors;
using screen::Label;
using screen::Theme;

namespace {

constexpr std::size_t kMostFound = 4;

void add_query(screen::Container& to, const Scene& scene) {
    auto& card = to.add<screen::Panel>(screen::Panel::Kind::Card);
    card.padding = screen::Insets::of(scene.space(4), scene.space(3));
    const std::string& query = scene.flow.query();
    add_icon_line(card, scene, "search", query.empty() ? "…" : query, &Theme::headline,
                  query.empty() ? &Colors::border : &Colors::text);
}

void add_found(screen::Column& to, const Scene& scene) {
    const auto found =
        scene.search != nullptr ? scene.search->find(scene.flow.query()) : std::vector<model::ServiceId>{};
    if (found.empty()) {
        const bool blank = scene.flow.query().empty();
        auto& words = to.add<Label>(
            blank ? scene.texts.tr("Services are listed here as you type.")
                  : scene.texts.tr("Nothing is called so. Please try other letters, or ask our staff."),
            &Theme::body, &Colors::text_quiet, Align::Centre);
        words.grow = 1;
        return;
    }
    auto& tiles = add_tiles(to, scene);
    const std::size_t shown = std::min(found.size(), kMostFound);
    for (std::size_t i = 0; i < shown; ++i)
        if (const auto* service = model::find(scene.board.hall.services, found[i]))
            add_service_tile(tiles, scene, *service);
    if (found.size() > shown)
        to.add<Label>(scene.texts.tr("There are more: please type more letters."), &Theme::caption,
                      &Colors::text_quiet, Align::Centre);
}

void add_keys(screen::Container& to, const Scene& scene) {
    auto& keys = to.add<LetterKeys>(
        scene.flow.language(), scene.space(1),
        [say = scene.say](char32_t character) { say(CharacterTyped{character}); },
        scene.texts.tr("Take the last letter back"), scene.texts.tr("Space"));
    for (const auto& [character, key] : keys.keys()) {
        std::string name;
        base::append_utf8(name, character);
        scene.touch.name(character == U'\b'  ? "key:back"
                         : character == U' ' ? "key:space"
                                             : "key:" + name,
                         *key);
    }
}

} // namespace

std::unique_ptr<screen::View> build_search(const Scene& scene) {
    auto frame = std::make_unique<PageFrame>(scene, PageFrame::Foot::BackAndStartOver, 1);
    frame->keys = [say = scene.say](const screen::KeyEvent& key) {
        if (key.key == screen::Key::Backspace)
            say(CharacterTyped{U'\b'});
        else if (key.key == screen::Key::Character)
            say(CharacterTyped{key.character});
        else
            return false;
        return true;
    };
    auto& body = frame->body();
    const bool chinese = scene.flow.language().starts_with("zh");
    add_question(body, scene, scene.texts.tr("What is it called?"),
                 chinese ? scene.texts.tr("Type its name in pinyin, or the first letter of each syllable.")
                         : scene.texts.tr("Type the beginning of its name."));
    if (scene.wide()) {
        auto& row = body.add<screen::Row>();
        row.gap = scene.space(6);
        row.grow = 1;
        auto& left = row.add<screen::Column>();
        left.gap = scene.space(3);
        left.grow = 1;
        add_query(left, scene);
        add_keys(left, scene);
        auto& right = row.add<screen::Column>();
        right.grow = 1;
        add_found(right, scene);
        return frame;
    }
    add_query(body, scene);
    auto& list = body.add<screen::Column>();
    list.grow = 1;
    list.gap = scene.space(2);
    add_found(list, scene);
    add_keys(body, scene);
    return frame;
}

} // namespace kiosk
