// A kiosk's lines and desk at two real jiaohao-printer processes.

#include "kiosk/printers.h"

#include "kiosk/print_job.h"
#include "sample_hall.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

/// Two printers that print into folders, each a process of its own, and the kiosk's side of both.
struct PrinterHouse : Printers::Listener {
    PrinterHouse() {
        for (const char* const name : {"printer-1", "printer-2", "kiosk-1"})
            wire::save_key_pair(folder / "keys", name, wire::make_key_pair());
        places = {place(1), place(2)};
    }
    std::string endpoint(int number) const {
        return fmt::format("ipc://{}/p{}", folder.path().string(), number);
    }
    hall_link::PrintLine::Printer place(int number) const {
        return {endpoint(number), folder / fmt::format("keys/printer-{}.pub", number),
                folder / "keys/kiosk-1.key"};
    }
    /// `device`: empty is the folder out-NUMBER.
    void start(int number, std::string device = {}) {
        if (device.empty())
            device = fmt::format("file:{}/out-{}", folder.path().string(), number);
        processes.at(static_cast<std::size_t>(number - 1))
            .emplace(support::Launch{{support::program("jiaohao-printer"), "--device", device, "--listen",
                                      endpoint(number), "--spool",
                                      (folder / fmt::format("spool-{}", number)).string(), "--key",
                                      (folder / fmt::format("keys/printer-{}.key", number)).string()}});
    }
    void kill(int number) { processes.at(static_cast<std::size_t>(number - 1))->kill(); }

    void print_result(const model::PrintResult& result) override { results.push_back(result); }
    void asks_printer(const Asked& asked) override { asks.push_back(asked); }
    void printers_changed() override {}

    template <typename Condition>
    bool until(Condition condition) {
        const auto end = clock.steady() + 15s;
        while (!condition() && clock.steady() < end)
            loop.turn(5ms);
        return condition();
    }
    bool prints() {
        return until([&] { return !results.empty() && results.back().state == model::PrintState::Printed; });
    }
    long tickets(int number) const {
        const auto out = folder / fmt::format("out-{}", number);
        if (!std::filesystem::exists(out))
            return 0;
        return std::ranges::count_if(std::filesystem::directory_iterator(out),
                                     [](const auto& file) { return file.path().extension() == ".png"; });
    }

    support::TemporaryFolder folder;
    base::SystemClock clock;
    zmq::context_t context;
    loop::Loop loop{clock};
    std::vector<hall_link::PrintLine::Printer> places;
    std::array<std::optional<support::Process>, 2> processes;
    std::vector<model::PrintResult> results;
    std::vector<Asked> asks;
};

model::PrintJob job() {
    return print_job(sample::board(), sample::answer());
}

} // namespace

TEST_CASE("Printers: what the first cannot print the second prints, unmarked, and the first never does",
          "[kiosk][printers]") {
    PrinterHouse house;
    house.start(1, "tcp://127.0.0.1:1"); // nobody is there
    house.start(2);
    Printers printers(house.loop, house.context, house.clock, house.places, house);

    printers.print(job(), {});
    REQUIRE(house.prints());

    CHECK(house.asks.back() == Asked{1, false});
    CHECK(house.results.back().job == job().job);
    CHECK(house.tickets(2) == 1);
    REQUIRE(house.until([&] { return printers.report().state == model::DeviceState::Warning; }));
    CHECK(printers.trouble().empty());
    house.kill(1);
    house.start(1); // the first is well again
    REQUIRE(house.until([&] { return printers.report().state == model::DeviceState::Well; }));
    CHECK(house.tickets(1) == 0);
}

TEST_CASE("Printers: when the first one's process is gone the second prints a copy", "[kiosk][printers]") {
    PrinterHouse house;
    house.start(2);
    Printers printers(house.loop, house.context, house.clock, house.places, house);

    printers.print(job(), {});

    REQUIRE(house.prints());
    CHECK(house.asks.front() == Asked{0, false});
    CHECK(house.asks.back() == Asked{1, true});
    CHECK(house.tickets(2) == 1);
    house.start(1);
    REQUIRE(house.until([&] { return printers.report().state == model::DeviceState::Well; }));
    printers.print(
        [] {
            auto next = job();
            next.job += "-next";
            return next;
        }(),
        {});
    REQUIRE(house.until([&] { return house.tickets(1) == 1; })); // the next one, and not the one taken back
}

TEST_CASE("Printers: when none can print it is said why", "[kiosk][printers]") {
    PrinterHouse house;
    house.start(1, "tcp://127.0.0.1:1");
    house.start(2, "tcp://127.0.0.1:1");
    Printers printers(house.loop, house.context, house.clock, house.places, house);

    REQUIRE(house.until([&] { return !printers.trouble().empty(); }));

    CHECK(printers.trouble() == "The printer is offline.");
    CHECK(printers.report().state == model::DeviceState::Fault);
}
