#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/pieces.h"
#include "shared/screen/button.h"
#include "shared/screen/keypad.h"
#include "shared/screen/label.h"

#include <fmt/format.h>

namespace kiosk {

using screen::Colors;

namespace {

void add_code(screen::Container& to, const Scene& scene) {
    auto& card = to.add<screen::Panel>(screen::Panel::Kind::Card);
    card.padding = screen::Insets::all(scene.space(3));
    const std::string& code = scene.flow.code();
    const int em = scene.look.theme.headline.size * 3 / 2;
    card.add<BigText>(code.empty() ? "– – – –" : code, em, code.empty() ? &Colors::border : &Colors::text);
}

void add_keypad(screen::Container& to, const Scene& scene) {
    auto& keypad =
        to.add<screen::Keypad>([say = scene.say](char32_t character) { say(CharacterTyped{character}); },
                               scene.texts.tr("Take the last digit back"));
    keypad.gap = scene.space(2);
    keypad.grow = 1;
    constexpr std::string_view kKeys = "123456789-0<"; // as Keypad lays them out
    for (std::size_t i = 0; i < kKeys.size() && i < keypad.children().size(); ++i)
        if (kKeys[i] != '-')
            scene.touch.name(kKeys[i] == '<' ? "key:back" : fmt::format("key:{}", kKeys[i]),
                             *keypad.children()[i]);
}

void add_confirm(screen::Container& to, const Scene& scene) {
    auto& confirm = to.add<screen::Button>(
        scene.texts.tr("Continue"), [say = scene.say] { say(CodeEntered{}); }, screen::Tone::Primary);
    confirm.set_icon("check");
    confirm.set_enabled(!scene.flow.code().empty());
    scene.touch.name("confirm", confirm);
}

std::string other_ways(const Scene& scene) {
    if (scene.flow.has_card_reader() && scene.flow.has_scanner())
        return scene.texts.tr("Or hold its QR code to the scanner, or lay your identity card on the reader.");
    if (scene.flow.has_card_reader())
        return scene.texts.tr("Or lay your identity card on the reader.");
    if (scene.flow.has_scanner())
        return scene.texts.tr("Or hold its QR code to the scanner.");
    return scene.texts.tr("You find it in the message that confirmed it.");
}

} // namespace

std::unique_ptr<screen::View> build_booking(const Scene& scene) {
    auto frame = std::make_unique<PageFrame>(scene, PageFrame::Foot::BackAndStartOver, 3);
    // The keypad has digits; a keyboard or scanner may bring letters too.
    frame->keys = [say = scene.say](const screen::KeyEvent& key) {
        if (key.key != screen::Key::Enter && key.key != screen::Key::Character)
            return false;
        say(key.key == screen::Key::Enter ? Event(CodeEntered{}) : Event(CharacterTyped{key.character}));
        return true;
    };
    auto& body = frame->body();
    add_question(body, scene, scene.texts.tr("Please type the code of your appointment"), other_ways(scene));
    add_card_trouble(body, scene);
    if (scene.wide()) {
        auto& row = body.add<screen::Row>();
        row.gap = scene.space(6);
        row.grow = 1;
        auto& left = row.add<screen::Column>();
        left.gap = scene.space(3);
        left.grow = 1;
        add_code(left, scene);
        left.add<screen::Spacer>();
        add_confirm(left, scene);
        auto& right = row.add<screen::Column>();
        right.grow = 1;
        add_keypad(right, scene);
        return frame;
    }
    add_code(body, scene);
    add_keypad(body, scene);
    add_confirm(body, scene);
    return frame;
}

} // namespace kiosk
