// The staff's menu at the real things: Argon2, a jiaohao-printer process, files, the whole kiosk.

#include "kiosk/staff_room.h"

#include "kiosk/app.h"
#include "kiosk/print_job.h"
#include "sample_hall.h"
#include "shared/base/file.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <poll.h>

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

using namespace kiosk;
using namespace std::chrono_literals;
using Catch::Contains;

namespace {

const std::string& pin_hash() {
    static const std::string hash = make_pin_hash("123456");
    return hash;
}

/// The room with a printer below it and a hall that is not there.
struct Room : Printers::Listener, hall_link::Follower::Listener {
    Room() {
        for (const char* const name : {"hall", "printer-1", "kiosk-1"})
            wire::save_key_pair(folder / "keys", name, wire::make_key_pair());
        options.device = "kiosk-1";
        options.line = {"ipc://" + (folder / "hall").string(), "", folder / "keys/hall.pub",
                        folder / "keys/kiosk-1.key"};
        options.state = folder / "state";
        options.staff_pin = pin_hash();
        options.mute = true;
        options.printers = {
            {"ipc://" + (folder / "p").string(), folder / "keys/printer-1.pub", folder / "keys/kiosk-1.key"}};
        printer.emplace(support::Launch{
            {support::program("jiaohao-printer"), "--device", "file:" + (folder / "out").string(), "--listen",
             options.printers.front().endpoint, "--spool", (folder / "spool").string(), "--key",
             (folder / "keys/printer-1.key").string(), "--roll", "50"}});
        follower.emplace(loop, context, clock, options.line, *this);
        printers.emplace(loop, context, clock, options.printers, *this);
        open();
    }
    void open() {
        room.reset();
        room.emplace(options, StaffRoom::House{loop, clock, *follower, *printers, voice, conditions, window});
    }
    void come_in() {
        room->say(StaffKeyPressed{});
        for (const char digit : std::string_view("123456"))
            room->say(PinTyped{static_cast<char32_t>(digit)});
        room->say(PinEntered{});
        REQUIRE(until([&] { return room->staff().page() == StaffPage::Menu; }));
    }

    void print_result(const model::PrintResult& result) override { room->print_result(result); }
    void asks_printer(const Asked&) override {}
    void printers_changed() override {}
    void board_replaced() override {}
    void updated(const model::Update&) override {}
    void health_changed(hall_link::Follower::Health) override {}

    template <typename Condition>
    bool until(Condition condition) {
        for (const auto end = clock.steady() + 20s; !condition() && clock.steady() < end;)
            loop.turn(5ms);
        return condition();
    }
    long paper() const {
        if (!std::filesystem::exists(folder / "out"))
            return 0;
        return std::ranges::count_if(std::filesystem::directory_iterator(folder / "out"),
                                     [](const auto& file) { return file.path().extension() == ".png"; });
    }
    std::string said(StaffPage page) {
        room->say(StaffChosen{page});
        const StaffScene scene = room->scene(texts);
        std::string all;
        for (const auto* lines : {&scene.printers, &scene.diagnoses})
            for (const Diagnosis& line : *lines)
                all += line.name + ": " + line.detail + "\n";
        return screen::without_isolates(all);
    }

    support::TemporaryFolder folder;
    base::SystemClock clock;
    zmq::context_t context;
    loop::Loop loop{clock};
    screen::Catalogue texts{"en"};
    screen::VirtualWindow window{{540, 960}};
    voice::Studio studio;
    voice::SilentSpeaker speaker;
    ReaderVoice voice{studio, speaker};
    Conditions conditions;
    Options options;
    std::optional<support::Process> printer;
    std::optional<hall_link::Follower> follower;
    std::optional<Printers> printers;
    std::optional<StaffRoom> room;
};

} // namespace

TEST_CASE("Staff's PIN: its line holds Argon2id, another salt each time, and lets only the PIN in",
          "[kiosk][staff][pin]") {
    const std::string hash = pin_hash();
    CHECK(hash.starts_with("$argon2id$"));
    CHECK(is_pin_hash(hash));
    CHECK(make_pin_hash("123456") != hash);
    CHECK(pin_matches(hash, "123456"));
    CHECK_FALSE(pin_matches(hash, "123457"));
    CHECK_FALSE(pin_matches(hash, ""));
    CHECK_FALSE(is_pin_hash("123456"));
    CHECK_FALSE(is_pin_hash("$argon2id$"));
    CHECK_FALSE(is_pin_hash("$argon2id$v=19$m=65536,t=2,p=1$nonsense"));
    CHECK_FALSE(is_pin_hash(hash + std::string(200, 'x')));

    for (const char* const pin : {"1234", "12345678", "0000"})
        CHECK(is_pin(pin));
    for (const char* const none : {"", "123", "123456789", "12a4", "１２３４", " 1234"})
        CHECK_FALSE(is_pin(none));
}

TEST_CASE("Staff's PIN: --make-pin asks and writes the line for kiosk.toml", "[kiosk][staff][pin]") {
    std::ostringstream out, errors;
    std::istringstream in("2468\n");
    CHECK(make_pin(in, out, errors, false) == 0);
    const std::string line = out.str();
    REQUIRE(line.starts_with("staff_pin = \"$argon2id$"));
    REQUIRE(line.ends_with("\"\n"));
    CHECK(pin_matches(line.substr(13, line.size() - 15), "2468"));
    CHECK_THAT(line + errors.str(), !Contains("2468"));

    for (const char* const typed : {"", "123\n", "12345x\n"}) {
        std::istringstream wrong(typed);
        std::ostringstream nothing;
        CHECK(make_pin(wrong, nothing, errors, false) == 2);
        CHECK(nothing.str().empty());
    }
    std::istringstream two("2468\n2469\n"), same("2468\n2468\n");
    CHECK(make_pin(two, out, errors, true) == 2);
    CHECK(make_pin(same, out, errors, true) == 0);
}

TEST_CASE("Staff's PIN: is checked beside the screen, one after the other", "[kiosk][staff][pin]") {
    PinCheck check;
    CHECK_FALSE(check.take());
    for (const auto& [pin, right] : {std::pair("123456", true), {"111111", false}}) {
        check.check(pin_hash(), pin);
        pollfd ready{check.descriptor(), POLLIN, 0};
        REQUIRE(poll(&ready, 1, 20000) == 1);
        CHECK(check.take() == right);
        CHECK_FALSE(check.take());
    }
}

TEST_CASE("Staff's tickets: the last ten, newest first, of one day, on disk too", "[kiosk][staff][tickets]") {
    const support::TemporaryFolder folder;
    const auto file = folder / "last-tickets";
    auto answer = sample::answer();
    {
        StaffTickets tickets(file);
        for (int i = 1; i <= 12; ++i) {
            answer.ticket->id.value = static_cast<std::uint64_t>(i);
            answer.ticket->number = fmt::format("A{:03}", i);
            tickets.keep(print_job(sample::board(), answer), 20260302);
        }
        tickets.keep(print_job(sample::board(), answer), 20260302); // after a restart: the same one
    }
    StaffTickets tickets(file);
    REQUIRE(tickets.all().size() == StaffTickets::kMost);
    CHECK(tickets.all().front() == print_job(sample::board(), answer));
    CHECK(tickets.all().back().number == "A003");
    CHECK((std::filesystem::status(file).permissions() & std::filesystem::perms(0077)) ==
          std::filesystem::perms::none);

    tickets.begin_day(20260302);
    CHECK_FALSE(tickets.all().empty());
    tickets.begin_day(20260303);
    CHECK(tickets.all().empty());
    CHECK(StaffTickets(file).all().empty());
}

TEST_CASE("Staff's tickets: a damaged file costs what is damaged, not the kiosk", "[kiosk][staff][tickets]") {
    const support::TemporaryFolder folder;
    const auto file = folder / "last-tickets";
    {
        StaffTickets tickets(file);
        tickets.keep(print_job(sample::board(), sample::answer()), 20260302);
    }
    const std::string whole = base::read_file(file);
    base::write_file(file, whole + "zz\n00ff\n" + std::string(5000, 'a') + "\n");
    CHECK(StaffTickets(file).all().size() == 1);
    base::write_file(file, std::string("\0\1\2", 3));
    CHECK(StaffTickets(file).all().empty());
    for (std::size_t size = 0; size < whole.size(); size += 7) {
        base::write_file(file, whole.substr(0, size));
        CHECK(StaffTickets(file).all().size() <= 1);
    }
}

TEST_CASE("Staff's tickets: a copy says that it is one, under a new name", "[kiosk][staff][tickets]") {
    const auto job = print_job(sample::board(), sample::answer());
    const auto copy = copy_of(job), another = copy_of(job);
    CHECK(copy.reprint);
    CHECK(copy.number == job.number);
    CHECK(copy.job != job.job);
    CHECK(copy.job != another.job);
    CHECK(PrintDesk::name_of(copy.job, 1).size() <= 64);

    const auto test = test_ticket(sample::board().hall.name, "zh-Hans", "Asia/Shanghai", sample::now());
    CHECK(test.number == "TEST");
    CHECK(test.documents.size() == 10);
    CHECK(test.service.in("en") == "Printer test. This is not a number.");
    CHECK(test.job.size() <= 64);
}

TEST_CASE("Staff's room: test, new paper and copy at a real printer", "[kiosk][staff][process]") {
    Room house;
    house.room->gave(print_job(sample::board(), sample::answer()), 20260302);
    house.come_in();
    house.room->say(StaffChosen{StaffPage::Printer});
    REQUIRE(
        house.until([&] { return house.said(StaffPage::Printer).find("In order.") != std::string::npos; }));

    house.room->say(TestWanted{});
    CHECK(house.room->staff().news() == StaffNews::PrintUnderway);
    REQUIRE(house.until([&] { return house.room->staff().news() != StaffNews::PrintUnderway; }));
    CHECK(house.room->staff().news() == StaffNews::Printed);
    CHECK(house.paper() == 1);

    // The count goes down with the paper, and up with a new roll.
    const auto left = [&] { return house.printers->looks().front().tickets_left.value_or(0); };
    REQUIRE(house.until([&] { return left() > 0; }));
    const int before = left();
    house.room->say(NewPaperIn{});
    CHECK(house.until([&] { return left() > before; }));
    CHECK_THAT(house.said(StaffPage::Printer), Contains("Printer 1: In order. Paper for about"));

    house.room->say(StaffBack{});
    house.room->say(StaffChosen{StaffPage::Copies});
    REQUIRE(house.room->scene(house.texts).copies.size() == 1);
    CHECK(house.room->scene(house.texts).copies.front().number == "A023");
    CHECK(house.room->scene(screen::Catalogue("zh_Hans")).copies.front().detail == "10:24 · 公积金提取");
    house.room->say(CopyWanted{0});
    REQUIRE(house.until([&] { return house.room->staff().news() != StaffNews::PrintUnderway; }));
    CHECK(house.room->staff().news() == StaffNews::Printed);
    CHECK(house.paper() == 2);
    house.room->say(CopyWanted{7}); // there is none
    CHECK(house.room->staff().news() == StaffNews::NotPrinted);
}

TEST_CASE("Staff's room: a printer that is gone is said so, and nothing waits to be printed",
          "[kiosk][staff][process]") {
    Room house;
    house.printer->kill();
    house.come_in();
    REQUIRE(house.until(
        [&] { return house.said(StaffPage::Printer).find("does not answer") != std::string::npos; }));
    house.room->say(TestWanted{});
    REQUIRE(house.until([&] { return house.room->staff().news() == StaffNews::NotPrinted; }));
    CHECK(house.room->staff().trouble() == "The printer does not finish its tickets.");
}

TEST_CASE("Staff's room: the volume outlives a restart", "[kiosk][staff]") {
    Room house;
    house.options.volume = 70;
    house.open();
    CHECK(house.room->scene(house.texts).volume == 70);
    house.come_in();
    house.room->say(StaffChosen{StaffPage::Volume});
    house.room->say(VolumeChosen{40});
    house.open();
    CHECK(house.room->scene(house.texts).volume == 40);

    for (const char* const bad : {"", "0\n", "101\n", "loud\n"}) {
        base::write_file(house.folder / "state/volume", bad);
        house.open();
        CHECK(house.room->scene(house.texts).volume == 70);
    }
}

TEST_CASE("Staff's room: the diagnosis names every part, and what to do about it", "[kiosk][staff]") {
    Room house;
    house.conditions.warn_when(true, "screen", "The screen stands on its side.");
    house.room->add_inquiry([](const screen::Catalogue&) {
        return Diagnosis{"Card reader", model::DeviceState::Warning, "missing"};
    });
    house.come_in();
    const std::string all = house.said(StaffPage::Diagnosis);
    CHECK_THAT(all,
               Contains("This machine: kiosk-1 · jiaohao-kiosk ") && Contains("Hall · ipc://") &&
                   Contains("/hall: Out of reach. Please check the network and the hall's machine.") &&
                   Contains("Clock: Not compared yet: the hall was not heard.") && Contains("Printer 1: ") &&
                   Contains("Card reader: missing") && Contains("Sound: Switched off in the configuration") &&
                   Contains("Screen: 540 × 960. The screen stands on its side.") &&
                   Contains(" MB are free.") && Contains("Running for: 0 h 0 min") && Contains("Memory: "));
}

TEST_CASE("Staff's room: without a PIN's line there is no menu", "[kiosk][staff]") {
    Room house;
    house.options.staff_pin.clear();
    house.open();
    CHECK_FALSE(house.room->exists());
    house.room->say(StaffKeyPressed{});
    CHECK_FALSE(house.room->staff().open());
}

namespace {

/// The whole kiosk, whose hall is not there.
struct Lonely {
    Lonely() {
        for (const char* const name : {"hall", "kiosk-1"})
            wire::save_key_pair(folder / "keys", name, wire::make_key_pair());
        options.line = {"ipc://" + (folder / "hall").string(), "", folder / "keys/hall.pub",
                        folder / "keys/kiosk-1.key"};
        options.language = "en";
        options.state = folder / "state";
        options.mute = true;
        options.staff_pin = pin_hash();
    }
    template <typename Condition>
    bool until(App& app, Condition condition) {
        for (const auto end = clock.steady() + 20s; !condition() && clock.steady() < end;)
            app.turn(5ms);
        return condition();
    }
    void key(App& app, screen::Key key, char32_t character = 0) {
        window.send(screen::KeyEvent{key, character, false});
        app.turn(0ms);
    }
    support::TemporaryFolder folder;
    base::SystemClock clock;
    loop::Loop loop{clock};
    zmq::context_t context;
    screen::VirtualWindow window{{540, 960}};
    Options options;
};

} // namespace

TEST_CASE("App: staff come in by keys while the hall is out of reach, and start the program anew",
          "[kiosk][app][staff]") {
    Lonely lonely;
    App app(lonely.options, lonely.window, lonely.clock, lonely.context, lonely.loop);
    app.turn(0ms);
    lonely.key(app, screen::Key::Function, 10);
    REQUIRE(app.staff().page() == StaffPage::Pin);
    for (const char digit : std::string_view("123456"))
        lonely.key(app, screen::Key::Character, static_cast<char32_t>(digit));
    lonely.key(app, screen::Key::Enter);
    REQUIRE(lonely.until(app, [&] { return app.staff().page() == StaffPage::Menu; }));

    app.turn(0ms); // draws it

    for (int i = 0; i < 6; ++i)
        lonely.key(app, screen::Key::Tab);
    lonely.key(app, screen::Key::Enter);
    CHECK(app.staff().news() == StaffNews::RestartAsked);
    const auto later = lonely.clock.steady() + 600ms; // a trembling hand strikes twice
    lonely.until(app, [&] { return lonely.clock.steady() > later; });
    lonely.key(app, screen::Key::Enter);

    REQUIRE(lonely.loop.stopped());
    CHECK(app.run() == kRestartStatus);
}

TEST_CASE("App: a screen on its side and a missing loudspeaker are told, and are well again",
          "[kiosk][app][condition]") {
    Lonely lonely;
    lonely.options.fullscreen = true;
    lonely.options.window = {1920, 1080};
    lonely.options.mute = true;
    App app(lonely.options, lonely.window, lonely.clock, lonely.context, lonely.loop);
    app.turn(0ms);
    CHECK(app.conditions().of("screen").detail == "The screen stands on its side.");
    CHECK(app.conditions().of("sound") == model::ReportDevice{});

    app.warn_when(true, "reader", "The card reader is missing.");
    CHECK(app.conditions().of("reader").state == model::DeviceState::Warning);
    app.warn_when(false, "reader", "The card reader is missing.");
    CHECK(app.conditions().of("reader") == model::ReportDevice{});
}
