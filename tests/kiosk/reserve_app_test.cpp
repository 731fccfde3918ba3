#include "accessible_stand.h"
#include "kiosk/app.h"
#include "kiosk/reserve_file.h"
#include "shared/base/file.h"
#include "tests/support/running_hall.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <csignal>

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

/// A real hall, and the kiosk's app beside it in this process; a kiosk that is killed loses all but its
/// folder.
struct ReserveHouse {
    support::TemporaryFolder folder;
    support::RunningHall hall{folder.path(), "ipc://" + (folder / "hall").string()};
    base::SystemClock clock;
    loop::Loop loop{clock};
    zmq::context_t context;
    screen::VirtualWindow window{{540, 960}};
    std::optional<App> app;

    ReserveHouse() {
        REQUIRE(hall.start());
        start();
        REQUIRE(until([&] { return !reserve().first_lease() && reserve().left({"deposit"}) == 20; }));
    }
    void start() {
        Options options;
        options.line = hall.line("kiosk-1");
        options.language = "en";
        options.state = folder / "kiosk";
        options.mute = true;
        options.face.touch_map = folder / "touch.json";
        app.emplace(options, window, clock, context, loop);
    }
    void kill() { app.reset(); }
    template <typename Condition>
    bool until(Condition holds, base::Duration bound = 20s) {
        const auto end = clock.steady() + bound;
        while (!holds() && clock.steady() < end)
            app->turn(10ms);
        return holds();
    }

    std::filesystem::path file() const { return folder / "kiosk/reserve"; }
    Reserve reserve() const { return ReserveFile(file()).reserve(); }
    /// A number that was given before this kiosk is started.
    std::string give(const model::TakeTicket& take, const std::string& letter) {
        std::string number;
        ReserveFile(file()).change([&](Reserve& reserve) {
            number = reserve.give(wire::random_session(), take, letter, clock.wall(), wire::random_session())
                         ->over.number;
        });
        return number;
    }

    std::optional<sample::Spot> spot(const std::string& id) const {
        const auto path = folder / "touch.json";
        for (const auto& spot : sample::spots(std::filesystem::exists(path) ? base::read_file(path) : ""))
            if (spot.id == id)
                return spot;
        return std::nullopt;
    }
    /// Touches the first of these that the page offers, on every page, until the flow is on `page`.
    void go(Page page, const std::vector<std::string>& ids) {
        const auto end = clock.steady() + 20s;
        while (app->flow().page() != page && clock.steady() < end) {
            const Page before = app->flow().page();
            for (const std::string& id : ids)
                if (const auto found = spot(id)) {
                    for (const auto kind : {screen::Pointer::Down, screen::Pointer::Up})
                        window.send(screen::PointerEvent{kind, {found->x, found->y}});
                    break;
                }
            until([&] { return app->flow().page() != before; }, 700ms);
        }
        REQUIRE(app->flow().page() == page);
    }
    void want(Page page, const std::string& service) {
        go(page, {"take", "service:" + service, "group:money", "language:en"});
    }
    /// A visitor from the welcome page to the number, and away.
    std::string visit(const std::string& service) {
        want(Page::TakeTicket, service);
        const std::string number = app->flow().answer().ticket->number;
        go(Page::Welcome, {"done"});
        return number;
    }
    bool handed_over() const { return reserve().given().empty() && reserve().doubts().empty(); }

    std::vector<std::string> numbers(model::EventKind kind) const {
        std::vector<std::string> numbers;
        for (const model::Event& event : hall.events())
            if (event.kind == kind)
                numbers.push_back(event.number);
        return numbers;
    }
    std::string reported() const {
        const auto board = support::Device(hall.line("admin")).snapshot();
        const auto device = board->devices.find({"kiosk-1"});
        return device == board->devices.end() ? std::string() : device->second.detail;
    }
};

using Numbers = std::vector<std::string>;

} // namespace

TEST_CASE("App: while the hall is out of reach numbers are given, and handed over once, in order",
          "[kiosk][reserve][app]") {
    ReserveHouse house;
    REQUIRE(house.visit("deposit") == "A001");
    house.hall.kill();
    REQUIRE(house.until([&] { return house.app->flow().offline(); }));
    CHECK(house.app->flow().page() == Page::Welcome);

    CHECK(house.visit("deposit") == "A901");
    CHECK(house.visit("loan") == "B901");
    house.kill(); // and goes on without ever having heard of a hall
    house.start();
    REQUIRE(house.until([&] { return house.app->flow().offline(); }));
    CHECK(house.visit("deposit") == "A902");
    REQUIRE(house.hall.start());
    REQUIRE(house.until([&] { return house.handed_over() && !house.app->flow().offline(); }));
    CHECK(house.visit("deposit") == "A002");

    CHECK(house.numbers(model::EventKind::TicketIssued) == Numbers{"A001", "A901", "B901", "A902", "A002"});
    CHECK(house.reserve().left({"deposit"}) == 18);
}

TEST_CASE("App: who waits for a hall that hangs gets one number, and what the hall made later is given back",
          "[kiosk][reserve][app]") {
    ReserveHouse house;
    house.want(Page::Detail, "deposit");
    house.hall.process().signal(SIGSTOP);
    house.want(Page::Issuing, "deposit");

    REQUIRE(house.until([&] { return house.app->flow().page() == Page::TakeTicket; }));
    CHECK(house.app->flow().answer().ticket->number == "A901");
    house.hall.process().signal(SIGCONT);
    REQUIRE(house.until([&] { return house.handed_over(); }));

    CHECK(house.app->flow().answer().ticket->number == "A901");
    const auto issued = house.numbers(model::EventKind::TicketIssued);
    CHECK(std::ranges::count(issued, "A901") == 1);
    // The hall may have found the first request when it woke, and then that ticket ended at once.
    Numbers others = issued;
    std::erase(others, "A901");
    CHECK(house.numbers(model::EventKind::TicketCancelled) == others);
}

TEST_CASE("App: killed after a number was kept and before it was shown, the kiosk shows that number",
          "[kiosk][reserve][app]") {
    ReserveHouse house;
    house.hall.kill();
    house.kill();
    ErrandFile errands(house.folder / "kiosk/errand");
    errands.begin({{"deposit"}, {}, "en", {}}, house.clock.wall());
    SECTION("kept") {
        ReserveFile(house.file()).change([&](Reserve& reserve) {
            reserve.give(errands.errand().session, errands.errand().take, "A", house.clock.wall(),
                         wire::random_session());
        });
    }
    SECTION("not kept yet") {}
    for (int kills = 0; kills < 2; ++kills) {
        house.start();
        REQUIRE(house.until([&] { return house.app->flow().page() == Page::TakeTicket; }));
        CHECK(house.app->flow().answer().ticket->number == "A901");
        CHECK(house.reserve().given().size() == 1);
        house.kill();
    }

    REQUIRE(house.hall.start());
    house.start();
    REQUIRE(house.until([&] { return house.handed_over(); }));
    CHECK(house.app->flow().answer().ticket->number == "A901");
    CHECK(house.numbers(model::EventKind::TicketIssued) == Numbers{"A901"});
}

TEST_CASE("App: what the hall does not take is not lost silently", "[kiosk][reserve][app]") {
    ReserveHouse house;
    house.kill();
    CHECK(house.give({{"deposit"}, {}, "en", {}}, "Z") == "Z901"); // the service had another letter
    CHECK(house.give({{"deposit"}, {"veteran"}, "en", {}}, "A") == "A902");
    CHECK(house.give({{"loan"}, {"elderly"}, "en", {}}, "B") == "B901");
    house.start();
    REQUIRE(house.until([&] { return house.handed_over(); }));

    CHECK(house.numbers(model::EventKind::TicketIssued) == Numbers{"A902", "B901"});
    REQUIRE(house.reserve().lost().size() == 1);
    CHECK(house.reserve().lost().front().number == "Z901");
    CHECK(
        house.until([&] { return house.reported().find("could not be handed over") != std::string::npos; }));
}

TEST_CASE("App: numbers of another day are dropped, and staff are told", "[kiosk][reserve][app]") {
    ReserveHouse house;
    house.kill();
    ReserveFile(house.file()).change([&](Reserve& reserve) {
        const std::uint64_t store = reserve.store();
        reserve.begin(store, reserve.day() - 1, wire::random_session());
        model::Answer leased;
        leased.seq = 1;
        leased.blocks = {{{"deposit"}, 901, 905, {}}};
        reserve.lease(leased);
    });
    house.give({{"deposit"}, {}, "en", {}}, "A");
    house.start();
    REQUIRE(house.until([&] { return house.handed_over() && !house.reserve().first_lease(); }));

    CHECK(house.numbers(model::EventKind::TicketIssued).empty());
    CHECK(house.reserve().lost().size() == 1);
    CHECK(
        house.until([&] { return house.reported().find("could not be handed over") != std::string::npos; }));
    // Leased before this record of the day began: whoever had them may have given them.
    CHECK(house.reserve().left({"deposit"}) == 0);
}

TEST_CASE("App: on a disk that takes nothing no number is given that is not kept", "[kiosk][reserve][app]") {
    ReserveHouse house;
    std::filesystem::create_directory(house.folder / "kiosk/reserve.new");
    house.hall.kill();
    REQUIRE(house.until([&] { return house.app->flow().offline(); }));
    house.want(Page::Issuing, "deposit");
    CHECK_FALSE(house.until([&] { return house.app->flow().page() != Page::Issuing; }, 1s));

    std::filesystem::remove(house.folder / "kiosk/reserve.new");
    CHECK(house.reserve().given().empty());
}
