#include "caller/visitor/panel.h"

#include "caller/paint.h"
#include "caller/visitor/plate_view.h"
#include "shared/base/file.h"
#include "tests/caller/small_hall.h"
#include "tests/support/golden.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <array>

using namespace caller;
using namespace std::chrono_literals;
using model::TicketState;

namespace {

constexpr screen::Size kLying{1024, 600}, kStanding{600, 1024}, kLarge{1280, 800};

/// Nobody: a face of circles, larger than its place.
screen::Pixels drawn_person() {
    screen::Pixels picture({640, 800}, screen::Color::rgb(0xA9C6DE));
    screen::Canvas canvas(picture);
    canvas.rounded({90, 560, 460, 400}, 150, screen::Color::rgb(0x24405E));
    canvas.circle({320, 360}, 190, screen::Color::rgb(0x2B2320));
    canvas.circle({320, 400}, 165, screen::Color::rgb(0xE8C4A4));
    for (const int x : {255, 385})
        canvas.circle({x, 385}, 16, screen::Color::rgb(0x2B2320));
    canvas.line({270, 480}, {370, 480}, 12, screen::Color::rgb(0xA05A4A));
    return picture;
}

/// 32 by 40 pixels of 0x3060C0, as JPEG.
constexpr std::string_view
    kJpeg("\xFF\xD8\xFF\xE0\x00\x10\x4A\x46\x49\x46\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xFF\xDB"
          "\x00\x43\x00\x0D\x09\x0A\x0B\x0A\x08\x0D\x0B\x0A\x0B\x0E\x0E\x0D\x0F\x13\x20\x15\x13\x12"
          "\x12\x13\x27\x1C\x1E\x17\x20\x2E\x29\x31\x30\x2E\x29\x2D\x2C\x33\x3A\x4A\x3E\x33\x36\x46"
          "\x37\x2C\x2D\x40\x57\x41\x46\x4C\x4E\x52\x53\x52\x32\x3E\x5A\x61\x5A\x50\x60\x4A\x51\x52"
          "\x4F\xFF\xDB\x00\x43\x01\x0E\x0E\x0E\x13\x11\x13\x26\x15\x15\x26\x4F\x35\x2D\x35\x4F\x4F"
          "\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F"
          "\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F\x4F"
          "\x4F\x4F\x4F\x4F\xFF\xC0\x00\x11\x08\x00\x28\x00\x20\x03\x01\x22\x00\x02\x11\x01\x03\x11"
          "\x01\xFF\xC4\x00\x15\x00\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
          "\x00\x05\xFF\xC4\x00\x14\x10\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
          "\x00\x00\xFF\xC4\x00\x16\x01\x01\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
          "\x00\x00\x05\x06\xFF\xC4\x00\x14\x11\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
          "\x00\x00\x00\x00\xFF\xDA\x00\x0C\x03\x01\x00\x02\x11\x03\x11\x00\x3F\x00\x92\x03\x40\x9A"
          "\x00\x00\x00\x00\x00\x00\x00\x0F\xFF\xD9",
          296);

/// A panel on a stage, with a small hall; what is touched goes to the rating at once.
struct PanelBench final : Panel::Listener {
    SmallHall hall;
    support::ManualClock clock;
    support::TemporaryFolder photos;
    screen::Fonts fonts;
    screen::Icons icons;
    screen::Stage stage;
    Rating rating{model::CounterId{3}};
    Panel panel;
    std::vector<model::RateTicket> sent;

    explicit PanelBench(const char* language = "zh_Hans", screen::Size size = kLying)
        : stage(size, {Panel::theme_for(size), language, fonts, icons}),
          panel(stage, language, photos.path(), *this) {
        model::Staff staff;
        staff.id = model::ClerkId{"103"};
        staff.name = names("王静", "王靜", "Wang Jing");
        staff.department = names("公积金业务科", "公積金業務科", "Housing Fund Services");
        staff.title = names("高级经办员", "高級經辦員", "Senior officer");
        hall.board.hall.staff = {staff};
    }

    void send(const Rating::Wanted& wanted) {
        if (wanted)
            sent.push_back(*wanted);
    }
    void rated(int score) override { send(rating.touched(score, clock.steady())); }
    void reason_toggled(const std::string& reason) override { rating.toggle(reason, clock.steady()); }
    void marked(std::size_t aspect, int score) override { rating.mark(aspect, score, clock.steady()); }
    void details_done() override { send(rating.done(clock.steady())); }

    void show(bool in_reach = true) {
        panel.show({&hall.board, in_reach, hall.three, hall.now()}, rating);
        stage.draw();
    }
    void is_here(TicketState state, const std::string& language) {
        hall.is_here("A011", state);
        hall.board.tickets.begin()->second.language = language;
        show();
    }
    void finish(const std::string& language) {
        is_here(TicketState::Serving, language);
        auto& ticket = hall.board.tickets.begin()->second;
        model::Event event;
        event.kind = model::EventKind::ServiceFinished;
        event.counter = hall.three;
        event.ticket = ticket.id;
        rating.happened(event, &ticket, clock.steady());
        show();
    }
    void pause(base::Duration back_in) {
        hall.set(model::CounterState::Paused);
        hall.board.counters[hall.three].reason = "Meal break";
        hall.board.counters[hall.three].until = hall.now() + back_in;
        show();
    }
    template <typename Visit>
    static void each(const screen::View& view, const Visit& visit) {
        visit(view);
        for (const auto& child : view.children())
            each(*child, visit);
    }
    /// The middle of what scripts call `target`.
    std::optional<screen::Point> find(const std::string& target) const {
        std::optional<screen::Point> found;
        each(panel.root(), [&](const screen::View& view) {
            const auto* named = dynamic_cast<const Target*>(&view);
            if (named != nullptr && named->target() == target)
                found = view.bounds().centre();
        });
        return found;
    }
    void touch(const std::string& target) {
        const auto at = find(target);
        REQUIRE(at);
        stage.handle(screen::PointerEvent{screen::Pointer::Down, *at}, clock.steady());
        stage.handle(screen::PointerEvent{screen::Pointer::Up, *at}, clock.steady());
        clock.advance(std::chrono::seconds(1));
        show();
    }
    bool matches(const std::string& name) { return support::matches_golden(stage.frame(), "panel-" + name); }
};

/// Brings a fresh panel to one of its pages, for a visitor who speaks `language`.
void bring_to(PanelBench& bench, const std::string& page, const std::string& language) {
    if (page == "free")
        bench.show();
    else if (page == "called" || page == "serving")
        bench.is_here(page == "called" ? TicketState::Called : TicketState::Serving, language);
    else if (page == "paused")
        bench.pause(40min);
    else if (page == "closed") {
        bench.hall.set(model::CounterState::Closed);
        bench.show();
    } else if (page == "away")
        bench.show(false);
    else
        bench.finish(language);
    if (page == "reasons" || page == "aspects-low") {
        bench.touch("rate:2");
        bench.touch("reason:The wait was too long");
    }
    if (page == "aspects-low")
        bench.touch("done");
    if (page == "aspects" || page == "thanks")
        bench.touch("rate:5");
    if (page == "aspects") {
        bench.touch("aspect:1:4");
        bench.touch("aspect:3:5");
    }
    if (page == "thanks")
        bench.touch("done");
}

const std::vector<std::string> kPages{"free", "called", "serving", "paused",  "closed",
                                      "away", "rating", "reasons", "aspects", "thanks"};

} // namespace

TEST_CASE("Panel: looks as its golden pictures", "[caller][panel][golden]") {
    const std::string language = GENERATE("zh_Hans", "en", "ar");
    const std::string page = GENERATE(from_range(kPages));
    PanelBench bench(language.c_str());
    const bool has_photo = page == "called" || page == "paused";
    if (has_photo)
        screen::save_png(drawn_person(), bench.photos / "103.png");

    bring_to(bench, page, language == "zh_Hans" ? "zh-Hans" : language);

    CHECK(bench.matches(page + "-" + language.substr(0, 2)));
}

TEST_CASE("Panel: stands and is large, as its golden pictures", "[caller][panel][golden]") {
    const std::string page = GENERATE("called", "paused", "rating", "reasons", "aspects");
    {
        PanelBench bench("ru", kStanding);
        screen::save_png(drawn_person(), bench.photos / "103.png");
        bring_to(bench, page, "ru");
        CHECK(bench.matches(page + "-standing-ru"));
    }
    PanelBench bench("fr", kLarge);
    bring_to(bench, page, "fr");
    CHECK(bench.matches(page + "-large-fr"));
}

TEST_CASE("Panel: no text is cut short in any language and size, and no key is too small for a finger",
          "[caller][panel]") {
    const auto size = GENERATE(as<screen::Size>{}, kLying, kStanding, kLarge, screen::Size{800, 480});
    const std::string language =
        GENERATE("zh-Hans", "zh-Hant", "en", "ja", "ko", "ru", "ar", "he", "es", "fr");
    for (const std::string& page : kPages) {
        std::string catalogue = language;
        std::ranges::replace(catalogue, '-', '_');
        PanelBench bench(catalogue.c_str(), size);
        bring_to(bench, page, language);
        INFO(page << " in " << language << " on " << size.width << "x" << size.height);
        // 90 mm is the short side of a panel of seven inches: 17 mm where four rows of five share it.
        const int least = std::min(size.width, size.height) * (page == "aspects" ? 17 : 20) / 90;
        PanelBench::each(bench.panel.root(), [&](const screen::View& view) {
            const auto* sheet = dynamic_cast<const VisitorView*>(&view);
            INFO(view.speech());
            CHECK((sheet == nullptr || sheet->is_whole()));
            if (!view.touchable())
                return;
            CHECK(view.bounds().width >= least);
            CHECK(view.bounds().height >= least);
            CHECK(screen::Rect{0, 0, size.width, size.height}.intersection(view.bounds()) == view.bounds());
        });
    }
}

TEST_CASE("Panel: one touch rates, and only what follows is sent with it", "[caller][panel]") {
    PanelBench bench;
    bench.finish("zh-Hans");

    bench.touch("rate:4");
    CHECK_FALSE(bench.find("rate:4"));
    bench.touch("aspect:2:1");
    bench.touch("done");

    REQUIRE(bench.sent.size() == 1);
    CHECK(bench.sent.front().score == 4);
    CHECK(bench.sent.front().aspects == model::Aspects{0, 0, 1, 0});
}

TEST_CASE("Panel: a low rating may carry reasons by touch", "[caller][panel]") {
    PanelBench bench;
    bench.finish("zh-Hans");

    bench.touch("rate:1");
    CHECK(bench.sent.empty());
    bench.touch("reason:The handling was slow");
    bench.touch("done");
    CHECK(bench.sent.empty());
    bench.touch("done");

    REQUIRE(bench.sent.size() == 1);
    CHECK(bench.sent.front().score == 1);
    CHECK(bench.sent.front().reasons == std::vector<std::string>{"The handling was slow"});
}

TEST_CASE("Panel: the keyboard rates too, while it is asked", "[caller][panel]") {
    PanelBench bench;
    CHECK_FALSE(bench.panel.handle_key({screen::Key::Character, U'5', false}, bench.rating));
    bench.finish("zh-Hans");

    CHECK_FALSE(bench.panel.handle_key({screen::Key::Character, U'6', false}, bench.rating));
    CHECK(bench.panel.handle_key({screen::Key::Character, U'5', false}, bench.rating));

    CHECK(bench.rating.page() == PanelPage::Aspects);
}

TEST_CASE("Panel: a reversed finish takes the question away at once", "[caller][panel]") {
    PanelBench bench;
    bench.finish("en");
    REQUIRE(bench.find("rate:5"));

    model::Event undone;
    undone.kind = model::EventKind::StepUndone;
    undone.counter = bench.hall.three;
    undone.ticket = bench.hall.board.tickets.begin()->first;
    bench.rating.happened(undone, nullptr, bench.clock.steady());
    bench.show();

    CHECK_FALSE(bench.find("rate:5"));
}

TEST_CASE("Plate: out of reach it shows no old number", "[caller][panel]") {
    SmallHall hall;
    hall.is_here("A011", TicketState::Called);
    const screen::Catalogue english("en");

    CHECK(plate_of(&hall.board, true, hall.three, hall.now(), english).number == "A011");
    const auto face = plate_of(&hall.board, false, hall.three, hall.now(), english);

    CHECK(face.number.empty());
    CHECK(face.clerk.empty());
    CHECK(face.headline == "One moment, please");
}

TEST_CASE("Plate: a pause says when it ends, in the hall's time, until that is past", "[caller][panel]") {
    SmallHall hall;
    hall.set(model::CounterState::Paused);
    auto& status = hall.board.counters[hall.three];
    status.reason = "Meal break";
    const screen::Catalogue english("en");
    const auto again = [&] {
        return language::without_isolates(plate_of(&hall.board, true, hall.three, hall.now(), english).again);
    };

    status.until = hall.now() + 90min; // it is 10:00 in Shanghai
    CHECK(again() == "Back at about 11:30. Thank you for your patience.");
    hall.board.hall.zone = "Nowhere/Else";
    CHECK(again() == "We will be back soon. Thank you for your patience.");
    hall.board.hall.zone = "Asia/Shanghai";
    status.until = hall.now();
    CHECK(again() == "We will be back soon. Thank you for your patience.");
    status.until.reset();
    CHECK(again() == "We will be back soon. Thank you for your patience.");
    CHECK(plate_of(&hall.board, true, hall.three, hall.now(), english).detail == "Meal break");
    status.reason = "Back soon"; // that is said already
    CHECK(plate_of(&hall.board, true, hall.three, hall.now(), english).detail.empty());
}

TEST_CASE("Plate: speaks the language of who is here, with what the hall has in it", "[caller][panel]") {
    SmallHall hall;
    model::Staff staff;
    staff.id = model::ClerkId{"103"};
    staff.name = model::Names(std::map<std::string, std::string>{{"zh-Hans", "王静"}});
    staff.title = model::Names({{"zh-Hans", "经办员"}, {"en", "Officer"}});
    hall.board.hall.staff = {staff};
    CHECK(plate_language(&hall.board, hall.three).empty());
    hall.is_here("A011", TicketState::Called);
    hall.board.tickets.begin()->second.language = "fr";
    CHECK(plate_language(&hall.board, hall.three) == "fr");

    const auto face = plate_of(&hall.board, true, hall.three, hall.now(), screen::Catalogue("fr"));

    CHECK(face.name == "王静");
    CHECK(face.title == "Officer");
    CHECK(face.department.empty());
    CHECK(face.clerk == "103");
}

TEST_CASE("Plate: what is read from afar has a contrast of 7:1", "[caller][panel]") {
    const auto c = Panel::theme_for(kLying).colors;
    CHECK(screen::contrast(c.text, c.background) >= 7);
    CHECK(screen::contrast(c.on_primary, c.primary) >= 7);
    CHECK(screen::contrast(c.on_warning, c.warning) >= 7);
    CHECK(screen::contrast(call_ink(c), c.background) >= 7);
    CHECK(screen::contrast(serving_ink(c), c.background) >= 7);
}

TEST_CASE("Portrait: a photo is read at log-in, PNG or JPEG, and fills its place", "[caller][panel]") {
    const support::TemporaryFolder folder;
    const auto theme = Panel::theme_for(kLying);
    const bool jpeg = GENERATE(false, true);
    if (jpeg)
        base::write_file(folder / "103.jpg", kJpeg);
    else
        screen::save_png(screen::Pixels({50, 60}, screen::Color::rgb(0x3060C0)), folder / "103.png");
    Portrait portrait(folder.path());

    portrait.show(model::ClerkId{"103"});
    REQUIRE(portrait.is_photo());
    const auto picture = portrait.fitted({100, 140}, theme);
    portrait.show({});

    CHECK(picture.size() == screen::Size{100, 140});
    const auto middle = picture.at({50, 70});
    CHECK(std::abs(middle.red - 0x30) <= 3); // JPEG is about right
    CHECK(std::abs(middle.blue - 0xC0) <= 3);
    CHECK(middle.alpha == 255);
    CHECK(picture.at({0, 0}).alpha == 0); // round corners
    CHECK_FALSE(portrait.is_photo());
    CHECK(portrait.fitted({100, 140}, theme).at({50, 70}) != screen::Color::rgb(0x3060C0));
}

TEST_CASE("Portrait: a broken photo, or one of another kind or size, leaves the silhouette",
          "[caller][panel]") {
    const support::TemporaryFolder folder;
    screen::save_png(drawn_person(), folder / "whole.png");
    const auto whole = base::read_file(folder / "whole.png");
    const auto file = (folder / "103.png").string();
    SECTION("cut off") {
        base::write_file(file, whole.substr(0, whole.size() / 2));
    }
    SECTION("empty") {
        base::write_file(file, "");
    }
    SECTION("no picture") {
        base::write_file(file, "GIF89a and so on");
    }
    SECTION("a JPEG that ends too early") {
        base::write_file(folder / "103.jpg", kJpeg.substr(0, 280));
    }
    SECTION("JPEG by its first bytes only") {
        base::write_file(file, "\xFF\xD8\xFF\xE0 no more");
    }
    SECTION("too many bytes") {
        base::write_file(file, whole + std::string(screen::kMostPhotoBytes, ' '));
    }
    SECTION("too many pixels") {
        screen::save_png(screen::Pixels({screen::kMostPhotoSide + 1, 10}), file);
    }
    SECTION("a folder") {
        std::filesystem::create_directory(file);
    }
    Portrait portrait(folder.path());

    portrait.show(model::ClerkId{"103"});

    CHECK_FALSE(portrait.is_photo());
    CHECK(portrait.fitted({100, 140}, Panel::theme_for(kLying)).size() == screen::Size{100, 140});
}

TEST_CASE("Portrait: a staff number does not lead out of the folder", "[caller][panel]") {
    const support::TemporaryFolder folder;
    std::filesystem::create_directory(folder / "photos");
    screen::save_png(drawn_person(), folder / "103.png");
    Portrait portrait(folder / "photos");

    portrait.show(model::ClerkId{"../103"});

    CHECK_FALSE(portrait.is_photo());
}
