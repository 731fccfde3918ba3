// The real jiaohao-printer as a process of its own: killed, started again, shared, refused.

#include "shared/wire/codec.h"
#include "shared/wire/frames.h"
#include "shared/wire/keys.h"
#include "tests/printer/desk.h"
#include "tests/printer/network_printer.h"
#include "tests/printer/print_shop.h"
#include "tests/printer/sample_jobs.h"
#include "tests/support/process.h"
#include "tests/support/running_hall.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <thread>

namespace printer {
namespace {

using namespace std::chrono_literals;
using model::PrintFault;
using model::PrintState;

/// A kiosk as the wire sees it: sends its job again every half second until it is over.
class PatientKiosk {
  public:
    PatientKiosk(zmq::context_t& context, const std::string& endpoint)
        : socket_(context, zmq::socket_type::dealer) {
        socket_.set(zmq::sockopt::linger, 0);
        socket_.connect(endpoint);
    }
    void send(const model::PrintJob& job) {
        job_ = job;
        sent_ = {};
    }
    void turn() {
        const auto now = std::chrono::steady_clock::now();
        if (job_ && now - sent_ > 500ms) {
            sent_ = now;
            static_cast<void>(
                wire::send(socket_, {wire::encode(wire::Header{wire::MessageType::PrintJob, {}, ++request_}),
                                     wire::encode(*job_)}));
        }
        while (const auto frames = wire::receive(socket_)) {
            const auto result = wire::decode_print_result(frames->at(1).to_string_view());
            REQUIRE(result);
            heard.push_back(*result);
            if (job_ && result->job == job_->job && result->state == PrintState::Printed)
                job_.reset();
        }
    }
    model::PrintResult last() const { return heard.empty() ? model::PrintResult() : heard.back(); }

    std::vector<model::PrintResult> heard;

  private:
    zmq::socket_t socket_;
    std::uint64_t request_ = 0;
    std::optional<model::PrintJob> job_;
    std::chrono::steady_clock::time_point sent_{};
};

Bitmap page(bool copy) {
    return PrintShop().draw(full_job(), 576, copy);
}

/// A printer on the network, the process that drives it, and a kiosk.
struct Street {
    void start() {
        process.emplace(
            support::Launch{{support::program("jiaohao-printer"), "--device", "tcp://" + network.address,
                             "--listen", endpoint, "--spool", (folder / "spool").string()}});
    }
    bool turn_until(const std::function<bool()>& condition, base::Duration bound = 20s) {
        const auto end = std::chrono::steady_clock::now() + bound;
        while (!condition()) {
            if (std::chrono::steady_clock::now() > end)
                return false;
            for (int i = 0; i < 20; ++i)
                network.turn();
            kiosk.turn();
            std::this_thread::sleep_for(2ms);
        }
        return true;
    }
    long tickets(const Bitmap& page) const { return std::ranges::count(network.printer.tickets(), page); }

    support::TemporaryFolder folder;
    std::string endpoint = "ipc://" + (folder / "p").string();
    zmq::context_t context;
    NetworkPrinter network;
    PatientKiosk kiosk{context, endpoint};
    std::optional<support::Process> process;
};

/// How the world is brought to the moment of the kill, and put right afterwards.
struct Moment {
    const char* name;
    std::function<void(Street&)> before;
    std::function<bool(const Street&)> reached;
    std::function<void(Street&)> after;
    bool deaf = false; ///< nobody hears that the ticket is out
};

constexpr std::size_t kGreeting = 2'000; // bytes, at most: more is of a ticket

const auto kReceived = [](const Street& street) { return !street.kiosk.heard.empty(); };

const std::vector<Moment> kMoments{
    {"no printer there", [](Street&) {}, kReceived, [](Street& street) { street.network.switch_on(); }},
    {"greeting",
     [](Street& street) {
         street.network.switch_on();
         street.network.frozen = true;
     },
     kReceived, [](Street& street) { street.network.frozen = false; }},
    {"the cover is open",
     [](Street& street) {
         street.network.switch_on();
         street.network.printer.set_cover_open(true);
     },
     kReceived, [](Street& street) { street.network.printer.set_cover_open(false); }},
    {"sending", [](Street& street) { street.network.switch_on(); },
     [](const Street& street) { return street.network.total > 20'000; }, [](Street&) {}},
    {"out of paper in the middle",
     [](Street& street) {
         street.network.switch_on();
         street.network.printer.let_paper_end_after(200);
     },
     [](const Street& street) { return street.kiosk.last().fault == PrintFault::PaperOut; },
     [](Street& street) { street.network.printer.load_paper(); }},
    {"all sent, not confirmed", [](Street& street) { street.network.switch_on(); },
     [](const Street& street) { return street.network.printer.cuts() > 0; }, [](Street&) {}, true},
};

TEST_CASE("Printer process: killed at any moment it goes on, and no two unmarked tickets come out",
          "[printer][process]") {
    const auto whole = page(false), copy = page(true);
    REQUIRE_FALSE(whole == copy);
    for (const auto& moment : kMoments) {
        INFO("killed when: " << moment.name);
        Street street;
        moment.before(street);
        street.start();
        street.kiosk.send(full_job());
        REQUIRE(street.turn_until([&] {
            street.network.deaf = moment.deaf && street.network.total > kGreeting;
            return moment.reached(street);
        }));
        const bool began = street.network.total > kGreeting;
        street.process->kill();
        moment.after(street);
        street.network.deaf = false;

        street.start();

        REQUIRE(street.turn_until([&] { return street.kiosk.last().state == PrintState::Printed; }));
        CHECK(street.tickets(whole) <= 1);
        CHECK(street.tickets(whole) + street.tickets(copy) >= 1);
        CHECK(street.tickets(copy) == (began ? 1 : 0));
        CHECK(street.kiosk.last().printed_again == began);
        CHECK(street.network.printer.stray_bytes() == 0);
        CHECK(street.network.printer.in_slot().height() == 0);
    }
}

TEST_CASE("Printer process: what was printed before a kill is only told again after it",
          "[printer][process]") {
    Street street;
    street.network.switch_on();
    street.start();
    street.kiosk.send(full_job());
    REQUIRE(street.turn_until([&] { return street.kiosk.last().state == PrintState::Printed; }));
    street.process->kill();
    street.kiosk.heard.clear();

    street.start();
    street.kiosk.send(full_job());

    REQUIRE(street.turn_until([&] { return street.kiosk.last().state == PrintState::Printed; }));
    CHECK(street.network.printer.tickets().size() == 1);
}

TEST_CASE("Printer process: two kiosks share it, and each hears of its own tickets", "[printer][process]") {
    support::TemporaryFolder folder;
    zmq::context_t context;
    const auto endpoint = "ipc://" + (folder / "p").string();
    const support::Process process(
        {{support::program("jiaohao-printer"), "--device", "file:" + (folder / "out").string(), "--listen",
          endpoint, "--spool", (folder / "spool").string()}});
    std::array<PatientKiosk, 2> kiosks{PatientKiosk(context, endpoint), PatientKiosk(context, endpoint)};

    for (int round = 0; round < 3; ++round) {
        for (std::size_t i = 0; i < 2; ++i) {
            auto job = plain_job();
            job.job = fmt::format("kiosk{}-{}", i, round);
            kiosks[i].heard.clear();
            kiosks[i].send(job);
        }
        REQUIRE(support::eventually([&] {
            for (auto& kiosk : kiosks)
                kiosk.turn();
            return std::ranges::all_of(
                kiosks, [](const PatientKiosk& kiosk) { return kiosk.last().state == PrintState::Printed; });
        }));
        for (std::size_t i = 0; i < 2; ++i)
            for (const auto& result : kiosks[i].heard)
                CHECK(result.job.starts_with(fmt::format("kiosk{}-", i)));
    }

    const auto files = std::filesystem::directory_iterator(folder / "out");
    CHECK(std::ranges::count_if(files, [](const auto& file) { return file.path().extension() == ".png"; }) ==
          6);
}

TEST_CASE(
    "Printer process: a second one at the same address, or of the same spool, is refused with a sentence",
    "[printer][process]") {
    const support::TemporaryFolder folder;
    const auto command = [&](const std::string& spool, const std::string& address) {
        return std::vector<std::string>{
            support::program("jiaohao-printer"),    "--virtual", "--listen",
            "ipc://" + (folder / address).string(), "--spool",   (folder / spool).string()};
    };
    const support::Process first({command("a", "p")});
    REQUIRE(support::eventually([&] { return first.errors().contains("listens at"); }));

    const auto same_address = support::run(command("b", "p"));
    const auto same_spool = support::run(command("a", "q"));

    CHECK(same_address.code == 1);
    CHECK(same_address.errors.contains("another jiaohao-printer listens at"));
    CHECK(same_spool.code == 1);
    CHECK(same_spool.errors.contains("another jiaohao-printer uses this spool"));
}

TEST_CASE("Printer process: tells the hall under its own name that few tickets are left, until a new roll",
          "[printer][process]") {
    const support::TemporaryFolder folder;
    support::RunningHall hall(folder.path());
    REQUIRE(hall.start());
    const auto line = hall.line("printer-1");
    const std::vector<std::string> place{"--listen", "ipc://" + (folder / "p").string(), "--key",
                                         line.own_key};
    std::vector<std::string> command{support::program("jiaohao-printer"),
                                     "--device",
                                     "file:" + (folder / "out").string(),
                                     "--spool",
                                     (folder / "spool").string(),
                                     "--roll",
                                     "2",
                                     "--warn-below",
                                     "16",
                                     "--hall",
                                     hall.endpoint()};
    command.insert(command.end(), place.begin(), place.end());
    const support::Process process({command});
    zmq::context_t context;
    zmq::socket_t kiosk(context, zmq::socket_type::dealer);
    wire::prepare_client(kiosk, wire::load_public_key(line.own_key.parent_path() / "printer-1.pub"),
                         wire::load_key_pair(hall.line("kiosk-1").own_key));
    kiosk.set(zmq::sockopt::immediate, false);
    kiosk.connect(place[1]);
    const auto device = [&] {
        const auto status = hall.jiaohao({"status"});
        const auto at = status.output.find("printer-1: ");
        return at == std::string::npos ? std::string()
                                       : status.output.substr(at, status.output.find('\n', at) - at);
    };

    for (int i = 0; i < 3; ++i) {
        auto job = full_job();
        job.job += std::to_string(i);
        REQUIRE(wire::send(
            kiosk, {wire::encode(wire::Header{wire::MessageType::PrintJob, {}, 1}), wire::encode(job)}));
    }
    REQUIRE(support::eventually([&] { return device().contains("warning The printer's paper is low: "); }));
    INFO(device());

    std::vector<std::string> changed{support::program("jiaohao-printer"), "--paper-changed"};
    changed.insert(changed.end(), place.begin(), place.end());
    const auto told = support::run(changed);
    INFO(told.errors);
    CHECK(told.code == 0);
    CHECK(told.output.contains("The roll counts as new"));
}

} // namespace
} // namespace printer
