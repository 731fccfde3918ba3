#include "printer/app.h"

#include "printer/gate.h"
#include "printer/port/virtual_port.h"
#include "shared/base/file.h"
#include "shared/wire/codec.h"
#include "shared/wire/frames.h"
#include "shared/wire/keys.h"
#include "tests/printer/desk.h"
#include "tests/printer/print_shop.h"
#include "tests/printer/sample_jobs.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <sys/resource.h>

#include <csignal>
#include <functional>

namespace printer {
namespace {

using namespace std::chrono_literals;
using model::PrintFault;
using model::PrintState;

/// A kiosk's side of the wire.
struct Kiosk {
    Kiosk(zmq::context_t& context, const std::string& endpoint) : socket(context, zmq::socket_type::dealer) {
        socket.set(zmq::sockopt::linger, 0);
        socket.connect(endpoint);
    }
    void send(wire::MessageType type, const std::string& body) {
        REQUIRE(wire::send(socket, {wire::encode(wire::Header{type, {}, ++request}), body}));
    }
    void read() {
        while (const auto frames = wire::receive(socket)) {
            const auto header = wire::decode_header((*frames)[0].to_string_view());
            REQUIRE(header);
            const auto body = (*frames)[1].to_string_view();
            if (header->type == wire::MessageType::PrintResult)
                results.push_back(wire::decode_print_result(body).value());
            if (header->type == wire::MessageType::PrinterStatus)
                statuses.push_back(wire::decode_printer_status(body).value());
        }
    }
    zmq::socket_t socket;
    std::uint64_t request = 0;
    std::vector<model::PrintResult> results;
    std::vector<model::PrinterStatus> statuses;
};

/// The whole process but main(), with a printer made of memory.
struct House {
    House() { open(); }
    void open() {
        spool.emplace(folder / "spool");
        port.emplace();
        zmq::socket_t socket(context, zmq::socket_type::router);
        socket.set(zmq::sockopt::router_mandatory, true);
        socket.set(zmq::sockopt::linger, 0);
        socket.bind("inproc://printer");
        app.emplace(loop, clock, *port, *spool, std::move(socket), press);
        kiosk.emplace(context, "inproc://printer");
    }
    void kill() {
        app.reset();
        port.reset();
        spool.reset();
        kiosk.reset();
    }
    bool turn_until(const std::function<bool()>& condition) {
        const auto end = std::chrono::steady_clock::now() + 10s;
        while (!condition()) {
            if (std::chrono::steady_clock::now() > end)
                return false;
            loop.turn(5ms);
            kiosk->read();
        }
        return true;
    }
    void send(const model::PrintJob& job) { kiosk->send(wire::MessageType::PrintJob, wire::encode(job)); }
    bool ends_as(PrintState state) {
        return turn_until([&] { return !kiosk->results.empty() && kiosk->results.back().state == state; });
    }

    support::TemporaryFolder folder;
    base::SystemClock clock;
    loop::Loop loop{clock};
    zmq::context_t context;
    Press press{PrintShop::setup("generic-80")};
    std::optional<Spool> spool;
    std::optional<VirtualPort> port;
    std::optional<App> app;
    std::optional<Kiosk> kiosk;
};

TEST_CASE("Printer: a job is received, then printing, then printed; a repeated one only answered",
          "[printer][app]") {
    House house;

    house.send(full_job());
    REQUIRE(house.ends_as(PrintState::Printed));
    REQUIRE(house.kiosk->results.size() == 3);
    CHECK(house.kiosk->results[0].state == PrintState::Received);
    CHECK(house.kiosk->results[1].state == PrintState::Printing);

    house.send(full_job());
    REQUIRE(house.turn_until([&] { return house.kiosk->results.size() == 4; }));
    CHECK(house.kiosk->results[3].state == PrintState::Printed);
    CHECK(house.port->printer().tickets().size() == 1);
}

TEST_CASE("Printer: what was accepted before a kill is printed after it, what was begun as a copy",
          "[printer][app]") {
    House house;
    house.port->printer().set_cover_open(true);
    auto waits = full_job();
    waits.job = "waits";
    auto begun = full_job();
    begun.job = "begun";
    house.send(begun);
    house.send(waits);
    REQUIRE(house.turn_until([&] { return house.kiosk->results.size() >= 2; }));
    house.kill();
    Spool(house.folder / "spool").record({"begun", PrintState::Printing, PrintFault::None, false});

    house.open();

    REQUIRE(house.turn_until([&] { return house.spool->count_open() == 0; }));
    CHECK(house.spool->find("begun")->result.state == PrintState::Printed);
    CHECK(house.spool->find("begun")->result.printed_again);
    CHECK(house.spool->find("waits")->result.state == PrintState::Printed);
    CHECK_FALSE(house.spool->find("waits")->result.printed_again);
    CHECK(house.port->printer().stray_bytes() == 0);
    const auto& tickets = house.port->printer().tickets();
    REQUIRE(tickets.size() == 3); // the cut that frees the slot, the copy, the other
    CHECK(tickets[1].height() > tickets[2].height());
}

TEST_CASE("Printer: without paper a kiosk hears why it waits, and can take its job back", "[printer][app]") {
    House house;
    house.port->printer().set_cover_open(true);
    house.kiosk->send(wire::MessageType::PrinterStatusRequest, "");
    house.send(full_job());
    REQUIRE(house.turn_until([&] {
        return !house.kiosk->statuses.empty() && house.kiosk->statuses.back().cover_open &&
               house.kiosk->statuses.back().waiting_jobs == 1;
    }));

    house.kiosk->send(wire::MessageType::CancelPrint, wire::encode_cancel_print("k1-000017"));

    REQUIRE(house.ends_as(PrintState::Failed));
    CHECK(house.kiosk->results.back().fault == PrintFault::Cancelled);
    house.port->printer().set_cover_open(false);
    REQUIRE(house.turn_until([&] { return !house.kiosk->statuses.back().cover_open; }));
    CHECK(house.port->printer().tickets().empty());
}

TEST_CASE("Printer: rubbish is dropped, a bad job refused, and the next job is printed", "[printer][app]") {
    House house;
    auto bad = full_job();
    bad.zone = "Asia/Atlantis";

    house.kiosk->send(wire::MessageType::PrintJob, "\xff\xff rubbish");
    house.send(bad);
    house.kiosk->socket.send(zmq::str_buffer("one frame"), zmq::send_flags::none);
    REQUIRE(house.turn_until([&] { return house.kiosk->results.size() == 1; }));
    CHECK(house.kiosk->results.back().state == PrintState::Failed);
    CHECK(house.kiosk->results.back().fault == PrintFault::BadJob);

    house.send(plain_job());
    CHECK(house.ends_as(PrintState::Printed));
}

TEST_CASE("Printer: on a full disk a job is refused, and the next one printed when there is room",
          "[printer][app]") {
    House house;
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    const auto old = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit none{0, limit.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &none);

    house.send(full_job());
    CHECK_NOTHROW(house.ends_as(PrintState::Failed));
    ::setrlimit(RLIMIT_FSIZE, &limit);
    std::signal(SIGXFSZ, old);

    REQUIRE(house.kiosk->results.size() == 1);
    CHECK(house.kiosk->results[0].fault == PrintFault::SpoolFull);
    house.send(full_job());
    CHECK(house.ends_as(PrintState::Printed));
}

TEST_CASE("Spool: takes no more than two hundred open jobs, and belongs to one process", "[printer][spool]") {
    const support::TemporaryFolder folder;
    Spool spool(folder / "spool");
    auto job = plain_job();
    for (int i = 0; i < 200; ++i) {
        job.job = "j" + std::to_string(i);
        REQUIRE(spool.accept(job, base::WallTime(base::Duration(i))));
    }
    job.job = "one more";

    CHECK(spool.accept(job, {}).error() == PrintFault::SpoolFull);
    job.job = "j7";
    CHECK(spool.accept(job, {}));
    CHECK(spool.open_jobs().front().job.job == "j0");
    CHECK_THROWS_WITH(Spool(folder / "spool"), Catch::Contains("another jiaohao-printer"));
}

TEST_CASE("FilePort: a ticket becomes a picture and the bytes of it, by its number", "[printer][port]") {
    const support::TemporaryFolder folder;
    FilePort port(folder / "out", 576);
    Bitmap page(576, 50);
    page.set(3, 3);

    port.send(Sheet(page).bytes(), "A017-k1");

    const auto bytes = base::read_file(folder / "out" / "A017-k1.bin");
    CHECK(std::ranges::equal(bytes, Sheet(page).bytes(),
                             [](char a, std::byte b) { return static_cast<std::byte>(a) == b; }));
    CHECK(std::filesystem::file_size(folder / "out" / "A017-k1.png") > 50);
}

TEST_CASE(
    "FilePort: a ticket that cannot be written is not called printed, and comes when there is room again",
    "[printer][port]") {
    const support::TemporaryFolder folder;
    FilePort port(folder / "out", 576);
    Desk desk(port);
    REQUIRE(desk.becomes_ready());
    std::filesystem::remove_all(folder / "out");
    desk.start();
    REQUIRE(desk.turn_until([&] { return desk.last.fault == PrintFault::Offline; }));

    std::filesystem::create_directory(folder / "out");

    REQUIRE(desk.prints());
    CHECK(desk.last.printed_again);
    CHECK(std::distance(std::filesystem::directory_iterator(folder / "out"), {}) == 2);
}

TEST_CASE("Gate: a key in the folder may print, another one not, and one taken away no more",
          "[printer][gate]") {
    const support::TemporaryFolder folder;
    const auto own = wire::make_key_pair(), known = wire::make_key_pair(), unknown = wire::make_key_pair();
    wire::save_key_pair(folder / "keys", "kiosk-1", known);
    const base::SystemClock clock;
    loop::Loop loop(clock);
    zmq::context_t context;
    const Gate gate(loop, context, folder / "keys");
    zmq::socket_t server(context, zmq::socket_type::router);
    wire::prepare_server(server, own, "printer");
    const auto endpoint = "ipc://" + (folder / "p").string();
    server.bind(endpoint);

    const auto gets_through = [&](const wire::KeyPair& key) {
        zmq::socket_t kiosk(context, zmq::socket_type::dealer);
        wire::prepare_client(kiosk, own.public_key, key);
        kiosk.set(zmq::sockopt::immediate, false);
        kiosk.connect(endpoint);
        REQUIRE(wire::send(kiosk, {"hello"}));
        const auto end = std::chrono::steady_clock::now() + 700ms;
        while (std::chrono::steady_clock::now() < end) {
            loop.turn(5ms);
            if (wire::receive(server))
                return true;
        }
        return false;
    };

    CHECK(gets_through(known));
    CHECK_FALSE(gets_through(unknown));
    std::filesystem::remove(folder / "keys" / "kiosk-1.pub");
    CHECK_FALSE(gets_through(known));
}

} // namespace
} // namespace printer
