#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/pieces.h"
#include "shared/screen/button.h"
#include "shared/screen/keypad.h"
#include "shared/screen/label.h"
#include "shared/screen/picture.h"
#include "shared/screen/tile.h"

#include <array>

#include <fmt/format.h>

namespace kiosk {

using screen::Align;
using screen::Button;
using screen::Colors;
using screen::Label;
using screen::Panel;
using screen::Theme;

namespace {

constexpr std::array kVolumes{20, 40, 60, 80, 100};

const Staff& staff_of(const Scene& scene) {
    return *scene.above->staff;
}

std::function<void()> saying(const Scene& scene, const StaffEvent& event) {
    return [say = scene.above->say_staff, event] { say(event); };
}

std::unique_ptr<PageFrame> staff_frame(const Scene& scene, std::string question, std::string below = {}) {
    auto frame = std::make_unique<PageFrame>(scene, PageFrame::Foot::BackAndStartOver);
    add_question(frame->body(), scene, std::move(question), std::move(below));
    return frame;
}

// ---- the PIN ----

std::string pin_words(const Scene& scene) {
    const Staff& staff = staff_of(scene);
    if (const int minutes = scene.above->staff_scene.minutes_locked; minutes > 0)
        return scene.texts.tr_n("Too many wrong PINs. Please try again in {1} minute.",
                                "Too many wrong PINs. Please try again in {1} minutes.", minutes);
    if (staff.checking())
        return scene.texts.tr("One moment, please");
    if (staff.wrong())
        return scene.texts.tr("This PIN is not right. Please try again.");
    return scene.texts.tr("The PIN has 4 to 8 digits.");
}

void add_pin(screen::Container& to, const Scene& scene) {
    auto& card = to.add<Panel>(Panel::Kind::Card);
    card.padding = screen::Insets::all(scene.space(3));
    card.gap = scene.space(1);
    std::string dots;
    for (std::size_t i = 0; i < staff_of(scene).typed(); ++i)
        dots += "●";
    const bool none = dots.empty();
    card.add<Label>(none ? "– – – –" : dots, &Theme::headline, none ? &Colors::border : &Colors::text,
                    Align::Centre)
        .set_speech(" ");
    const bool bad = staff_of(scene).wrong() || scene.above->staff_scene.minutes_locked > 0;
    card.add<Label>(pin_words(scene), &Theme::body, bad ? &Colors::danger : &Colors::text_quiet,
                    Align::Centre);
}

void add_pin_pad(screen::Container& to, const Scene& scene) {
    auto& keypad =
        to.add<screen::Keypad>([say = scene.say](char32_t character) { say(CharacterTyped{character}); },
                               scene.texts.tr("Take the last digit back"));
    keypad.gap = scene.space(2);
    keypad.grow = 1;
    constexpr std::string_view kPinKeys = "123456789-0<"; // as Keypad lays them out
    for (std::size_t i = 0; i < kPinKeys.size() && i < keypad.children().size(); ++i)
        if (kPinKeys[i] != '-')
            scene.touch.name(kPinKeys[i] == '<' ? "key:back" : fmt::format("key:{}", kPinKeys[i]),
                             *keypad.children()[i]);
    auto& enter = to.add<Button>(
        scene.texts.tr("Continue"), [say = scene.say] { say(CodeEntered{}); }, screen::Tone::Primary);
    enter.set_icon("check");
    enter.set_enabled(staff_of(scene).can_enter() && scene.above->staff_scene.minutes_locked == 0);
    scene.touch.name("confirm", enter);
}

std::unique_ptr<screen::View> build_pin(const Scene& scene) {
    auto frame =
        staff_frame(scene, scene.texts.tr("For staff"), scene.texts.tr("Please type the staff's PIN."));
    frame->keys = [say = scene.say](const screen::KeyEvent& key) {
        if (key.key != screen::Key::Enter)
            return false;
        say(CodeEntered{});
        return true;
    };
    auto& body = frame->body();
    if (!scene.wide()) {
        add_pin(body, scene);
        add_pin_pad(body, scene);
        return frame;
    }
    auto& row = body.add<screen::Row>();
    row.gap = scene.space(6);
    row.grow = 1;
    auto& left = row.add<screen::Column>();
    left.grow = 1;
    add_pin(left, scene);
    auto& right = row.add<screen::Column>();
    right.grow = 1;
    right.gap = scene.space(2);
    add_pin_pad(right, scene);
    return frame;
}

// ---- the menu ----

screen::Tile& add_tile(screen::Grid& tiles, const Scene& scene, const char* id, const char* icon,
                       std::string title, std::string detail, const StaffEvent& event) {
    auto& tile = tiles.add<screen::Tile>(std::move(title), saying(scene, event));
    tile.set_icon(icon).set_detail(std::move(detail));
    scene.touch.name(id, tile);
    return tile;
}

std::unique_ptr<screen::View> build_menu(const Scene& scene) {
    const auto& texts = scene.texts;
    auto frame = staff_frame(scene, texts.tr("Staff menu"));
    auto& tiles = add_tiles(frame->body(), scene);
    add_tile(tiles, scene, "staff:printer", "printer", texts.tr("Printer and paper"),
             texts.tr("A test ticket, a new roll"), StaffChosen{StaffPage::Printer});
    add_tile(tiles, scene, "staff:volume", "volume", texts.tr("Volume of the next visits"),
             fmt::format("{} %", scene.above->staff_scene.volume), StaffChosen{StaffPage::Volume});
    add_tile(tiles, scene, "staff:copies", "recall", texts.tr("Print a ticket again"),
             texts.tr("The last ones of this kiosk, marked as copies"), StaffChosen{StaffPage::Copies});
    add_tile(tiles, scene, "staff:diagnosis", "info", texts.tr("How the machine is"),
             texts.tr("Hall, clock, printer, devices"), StaffChosen{StaffPage::Diagnosis});
    add_tile(tiles, scene, "staff:screen", "contrast", texts.tr("Screen test"),
             texts.tr("Colours, and where a touch is felt"), StaffChosen{StaffPage::Screen});
    const bool asked = staff_of(scene).news() == StaffNews::RestartAsked;
    auto& restart = add_tile(tiles, scene, "staff:restart", "return", texts.tr("Restart the program"),
                             asked ? texts.tr("Touch once more to restart it now.")
                                   : texts.tr("Visitors wait some seconds."),
                             RestartWanted{});
    if (asked)
        restart.set_accent(&Colors::danger);
    return frame;
}

// ---- its pages ----

void add_news(screen::Column& body, const Scene& scene) {
    const auto& texts = scene.texts;
    const auto add = [&](const char* icon, std::string words, screen::Color Colors::* ink = &Colors::text) {
        auto& panel = body.add<Panel>(Panel::Kind::Quiet);
        panel.padding = screen::Insets::of(scene.space(4), scene.space(3));
        add_icon_line(panel, scene, icon, std::move(words), &Theme::body, ink);
    };
    switch (staff_of(scene).news()) {
    case StaffNews::PrintUnderway:
        return add("printer", texts.tr("It is being printed."));
    case StaffNews::Printed:
        return add("check", texts.tr("It is printed."));
    case StaffNews::NotPrinted:
        return add("warning", texts.tr("It is not printed. {1}", texts.tr(staff_of(scene).trouble())),
                   &Colors::danger);
    case StaffNews::PaperTold:
        return add("check", texts.tr("The printers that answer count the roll as new."));
    case StaffNews::VolumeKept:
        return add("check", texts.tr("The next visits begin with it."));
    case StaffNews::None:
    case StaffNews::RestartAsked:
        return;
    }
}

void add_diagnosis(screen::Container& to, const Scene& scene, const Diagnosis& line) {
    const bool well = line.state == model::DeviceState::Well;
    auto& row = to.add<screen::Row>();
    row.gap = scene.space(2);
    row.across = screen::Across::Leading;
    row.add<screen::IconView>(well ? "check" : "warning", well ? &Colors::primary : &Colors::danger,
                              scene.look.theme.body.size * 5 / 4);
    auto& words = row.add<screen::Column>();
    words.grow = 1;
    words.add<Label>(line.name, &Theme::caption, &Colors::text_quiet);
    words.add<Label>(line.detail, &Theme::body, well ? &Colors::text : &Colors::danger);
}

void add_diagnoses(screen::Column& body, const Scene& scene, const std::vector<Diagnosis>& lines,
                   int columns) {
    auto& card = body.add<Panel>(Panel::Kind::Card);
    card.padding = screen::Insets::all(scene.space(3));
    card.gap = scene.space(2);
    auto& row = card.add<screen::Row>();
    row.gap = scene.space(4);
    row.across = screen::Across::Leading;
    const std::size_t each =
        (lines.size() + static_cast<std::size_t>(columns) - 1) / static_cast<std::size_t>(columns);
    for (std::size_t from = 0; from < lines.size(); from += each) {
        auto& column = row.add<screen::Column>();
        column.gap = scene.space(2);
        column.grow = 1;
        for (std::size_t i = from; i < std::min(lines.size(), from + each); ++i)
            add_diagnosis(column, scene, lines[i]);
    }
}

std::unique_ptr<screen::View> build_printer(const Scene& scene) {
    const auto& texts = scene.texts;
    auto frame = staff_frame(scene, texts.tr("Printer and paper"));
    auto& body = frame->body();
    add_diagnoses(body, scene, scene.above->staff_scene.printers, 1);
    add_news(body, scene);
    auto& tiles = add_tiles(body, scene);
    add_tile(tiles, scene, "staff:test", "ticket", texts.tr("Print a test ticket"),
             texts.tr("All languages and a line of Chinese"), TestWanted{});
    add_tile(tiles, scene, "staff:paper", "check", texts.tr("A new roll is in"),
             texts.tr("The printer counts its tickets from the beginning."), NewPaperIn{});
    return frame;
}

std::unique_ptr<screen::View> build_volume(const Scene& scene) {
    auto frame = staff_frame(scene, scene.texts.tr("Volume of the next visits"),
                             scene.texts.tr("100 % is as loud as the amplifier is set."));
    auto& body = frame->body();
    add_news(body, scene);
    auto& tiles = add_tiles(body, scene);
    tiles.columns = scene.wide() ? 3 : 1;
    for (const int percent : kVolumes) {
        const bool present = percent == scene.above->staff_scene.volume;
        auto& button = tiles.add<Button>(fmt::format("{} %", percent), saying(scene, VolumeChosen{percent}),
                                         present ? screen::Tone::Primary : screen::Tone::Secondary);
        button.set_icon(present ? "check" : "volume");
        scene.touch.name(fmt::format("staff:volume:{}", percent), button);
    }
    return frame;
}

std::unique_ptr<screen::View> build_copies(const Scene& scene) {
    auto frame = staff_frame(scene, scene.texts.tr("Print a ticket again"),
                             scene.texts.tr("The last ones of this kiosk, marked as copies"));
    auto& body = frame->body();
    add_news(body, scene);
    const auto& copies = scene.above->staff_scene.copies;
    if (copies.empty()) {
        add_icon_line(body, scene, "ticket", scene.texts.tr("This kiosk has given no ticket today."));
        return frame;
    }
    auto& tiles = add_tiles(body, scene);
    tiles.columns = 2;
    for (std::size_t i = 0; i < copies.size(); ++i) {
        auto& tile = tiles.add<screen::Tile>(copies[i].number, saying(scene, CopyWanted{i}));
        tile.set_icon("ticket").set_detail(copies[i].detail);
        scene.touch.name(fmt::format("staff:copy:{}", i), tile);
    }
    return frame;
}

std::unique_ptr<screen::View> build_diagnosis(const Scene& scene) {
    auto frame = staff_frame(scene, scene.texts.tr("How the machine is"));
    add_diagnoses(frame->body(), scene, scene.above->staff_scene.diagnoses, scene.wide() ? 2 : 1);
    return frame;
}

void print_lines(std::string& print, const std::vector<Diagnosis>& lines) {
    for (const Diagnosis& line : lines)
        print += fmt::format("{}:{}:{};", line.name, static_cast<int>(line.state), line.detail);
}

} // namespace

std::unique_ptr<screen::View> build_staff(const Scene& scene) {
    switch (staff_of(scene).page()) {
    case StaffPage::Closed:
    case StaffPage::Pin:
        return build_pin(scene);
    case StaffPage::Menu:
        return build_menu(scene);
    case StaffPage::Printer:
        return build_printer(scene);
    case StaffPage::Volume:
        return build_volume(scene);
    case StaffPage::Copies:
        return build_copies(scene);
    case StaffPage::Diagnosis:
        return build_diagnosis(scene);
    case StaffPage::Screen:
        return build_screen_test(scene);
    }
    return build_pin(scene);
}

std::string staff_fingerprint(const Scene& scene) {
    const Staff& staff = staff_of(scene);
    const StaffScene& shown = scene.above->staff_scene;
    std::string print =
        fmt::format(" {} {} {} {} {} {} {} {} {} ", page_name(staff.page()), staff.typed(), staff.checking(),
                    staff.wrong(), shown.minutes_locked, static_cast<int>(staff.news()), staff.trouble(),
                    staff.colour(), shown.volume);
    print_lines(print, shown.printers);
    print_lines(print, shown.diagnoses);
    for (const StaffScene::Copy& copy : shown.copies)
        print += copy.number + copy.detail;
    return print;
}

} // namespace kiosk
