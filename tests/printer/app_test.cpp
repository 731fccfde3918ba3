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
#include "tests/support/process.h"
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
struct KioskSide {
    KioskSide(zmq::context_t& context, const std::string& endpoint)
        : socket(context, zmq::socket_type::dealer) {
        socket.set(zmq::sockopt::linger, 0);
        socket.connect(endpoint);
    }
    KioskSide(zmq::context_t& context, const std::string& endpoint, const std::string& printer_key,
              const wire::KeyPair& own)
        : socket(context, zmq::socket_type::dealer) {
        wire::prepare_client(socket, printer_key, own);
        socket.set(zmq::sockopt::immediate, false);
        socket.connect(endpoint);
    }
    void send(wire::MessageType type, const std::string& body) { REQUIRE(try_send(type, body)); }
    bool try_send(wire::MessageType type, const std::string& body) {
        return wire::send(socket, {wire::encode(wire::Header{type, {}, ++request}), body});
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
        endpoint = "inproc://printer-" + std::to_string(++opened); // a closed one is free only a moment later
        entrance.emplace(context, endpoint);
        app.emplace(loop, clock, *port, *spool, *entrance, press, settings);
        kiosk.emplace(context, endpoint);
    }
    void kill() {
        app.reset();
        entrance.reset();
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
            if (other)
                other->read();
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
    int opened = 0;
    std::string endpoint;
    Press press{PrintShop::setup("generic-80")};
    std::optional<Spool> spool;
    std::optional<VirtualPort> port;
    std::optional<Entrance> entrance;
    PrinterSettings settings;
    std::optional<App> app;
    std::optional<KioskSide> kiosk;
    std::optional<KioskSide> other; ///< a second kiosk at the same printer
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

TEST_CASE("Printer: an information sheet is a job as any other; one without a service is refused",
          "[printer][app]") {
    House house;

    house.send(sheet_job());
    REQUIRE(house.ends_as(PrintState::Printed));
    CHECK(house.port->printer().tickets().size() == 1);
    CHECK(house.spool->roll().ticket == 0); // it says nothing of how long tickets are
    CHECK(house.spool->roll().used > 100);

    auto nothing = sheet_job();
    nothing.job = "nothing";
    nothing.service = {};
    house.send(nothing);
    REQUIRE(house.ends_as(PrintState::Failed));
    CHECK(house.kiosk->results.back().fault == PrintFault::BadJob);
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

TEST_CASE("Printer: a job that was taken back before it came is not printed, also after a restart",
          "[printer][app]") {
    House house;
    house.kiosk->send(wire::MessageType::CancelPrint, wire::encode_cancel_print(full_job().job));
    REQUIRE(house.ends_as(PrintState::Failed));
    CHECK(house.kiosk->results.back().fault == PrintFault::Cancelled);
    house.kill();
    house.open();

    house.send(full_job());

    REQUIRE(house.ends_as(PrintState::Failed));
    CHECK(house.kiosk->results.back().fault == PrintFault::Cancelled);
    CHECK(house.port->printer().tickets().empty());
    CHECK(house.spool->count_open() == 0);
}

TEST_CASE("Printer: tickets are made for the model that was plugged in", "[printer][app]") {
    House house;
    house.kill();
    house.settings.choose = [](const PlugIdentity&) { return PrintShop::setup("china-58"); };
    house.open();

    house.send(full_job());

    REQUIRE(house.ends_as(PrintState::Printed));
    CHECK(house.press.profile().id == "china-58");
    CHECK(house.press.paper().dots == 384);
}

TEST_CASE("Printer: two kiosks at one printer are served as they came, and each hears of its own",
          "[printer][app]") {
    House house;
    house.other.emplace(house.context, house.endpoint);
    house.port->printer().set_cover_open(true);
    const auto job = [](const std::string& name, const std::string& service) {
        auto made = plain_job();
        made.job = name;
        made.service = model::Names({{"zh-Hans", service}});
        return made;
    };
    // Lengths tell the tickets apart.
    const std::string longer = "一项名字长得多的业务要占好几行才能在号票上印得下全部的字";
    const auto waiting = [&](int count) {
        return house.turn_until([&] { return house.spool->count_open() == count; });
    };
    house.send(job("a1", "甲"));
    REQUIRE(waiting(1));
    house.other->send(wire::MessageType::PrintJob, wire::encode(job("b1", longer)));
    REQUIRE(waiting(2));
    house.send(job("a2", "甲"));
    REQUIRE(waiting(3));

    house.port->printer().set_cover_open(false);
    REQUIRE(waiting(0));

    const auto& tickets = house.port->printer().tickets();
    REQUIRE(tickets.size() == 3);
    CHECK(tickets[1].height() > tickets[0].height());
    CHECK(tickets[0].height() == tickets[2].height());
    const auto is_of = [](const char first) {
        return [first](const model::PrintResult& result) { return result.job.front() == first; };
    };
    REQUIRE(house.turn_until([&] { return house.other->results.size() >= 3; }));
    CHECK(std::ranges::all_of(house.kiosk->results, is_of('a')));
    CHECK(std::ranges::all_of(house.other->results, is_of('b')));
    CHECK(house.other->results.back().state == PrintState::Printed);
}

TEST_CASE("Printer: without a sensor tickets are counted, and few left is told; a new roll begins anew",
          "[printer][app]") {
    House house;
    house.kill();
    house.settings.roll = 3000;
    house.settings.warn_below = 12;
    house.open();
    house.kiosk->send(wire::MessageType::PrinterStatusRequest, "");
    const auto status = [&] {
        return house.kiosk->statuses.empty() ? model::PrinterStatus() : house.kiosk->statuses.back();
    };
    for (int i = 0; !status().paper_low; ++i) {
        REQUIRE(i < 20);
        auto job = full_job();
        job.job += std::to_string(i);
        house.send(job);
        REQUIRE(house.ends_as(PrintState::Printed));
        REQUIRE(house.turn_until([&] { return status().tickets_left.has_value(); }));
        house.kiosk->results.clear();
    }
    CHECK(status().tickets_left < 12);
    const int left = *status().tickets_left;
    house.kill();
    house.open();
    house.kiosk->send(wire::MessageType::PrinterStatusRequest, "");
    REQUIRE(house.turn_until([&] { return !house.kiosk->statuses.empty(); }));
    CHECK(status().tickets_left == left);

    house.kiosk->send(wire::MessageType::PaperChanged, "");
    REQUIRE(house.turn_until([&] { return status().tickets_left > left; }));
    CHECK_FALSE(status().paper_low);
}

TEST_CASE("Printer: paper after its end is a new roll, and a printer with a sensor is believed",
          "[printer][app]") {
    House house;
    house.kill();
    house.settings.roll = 100'000;
    house.open();
    house.port->printer().let_paper_end_after(100);
    house.send(full_job());
    REQUIRE(house.turn_until([&] { return house.spool->roll().ended; }));
    const int used = house.spool->roll().used;
    CHECK(used > 0);

    house.port->printer().load_paper();
    REQUIRE(house.ends_as(PrintState::Printed));
    CHECK_FALSE(house.spool->roll().ended);
    CHECK(house.spool->roll().used <= used + used / 2); // the copy only

    house.port->printer().set_paper_low(true);
    house.kiosk->send(wire::MessageType::PrinterStatusRequest, "");
    REQUIRE(house.turn_until(
        [&] { return !house.kiosk->statuses.empty() && house.kiosk->statuses.back().paper_low; }));
    CHECK_FALSE(house.kiosk->statuses.back().tickets_left);
    CHECK(house.spool->roll().sensed);
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

/// A server behind a gate, and kiosks with keys.
struct Guarded {
    Guarded() { wire::save_key_pair(folder / "keys", "kiosk-1", known); }
    explicit Guarded(std::string listen) : endpoint(std::move(listen)) {
        wire::save_key_pair(folder / "keys", "kiosk-1", known);
    }

    bool gets_through(const wire::KeyPair& key) {
        KioskSide kiosk(context, endpoint, own.public_key, key);
        kiosk.send(wire::MessageType::PrinterStatusRequest, "");
        return answers(kiosk);
    }
    bool answers(KioskSide& kiosk) {
        const auto before = kiosk.statuses.size();
        const auto end = std::chrono::steady_clock::now() + 700ms;
        while (kiosk.statuses.size() == before && std::chrono::steady_clock::now() < end) {
            loop.turn(5ms);
            kiosk.read();
        }
        return kiosk.statuses.size() > before;
    }

    support::TemporaryFolder folder;
    wire::KeyPair own = wire::make_key_pair(), known = wire::make_key_pair();
    base::SystemClock clock;
    loop::Loop loop{clock};
    zmq::context_t context;
    std::string endpoint = "ipc://" + (folder / "p").string();
    Gate gate{loop, context, clock, folder / "keys", own.public_key};
    Entrance entrance{context, endpoint, own, gate};
    Spool spool{folder / "spool"};
    VirtualPort port;
    Press press{PrintShop::setup("generic-80")};
    App app{loop, clock, port, spool, entrance, press, {}};
};

TEST_CASE("Gate: a key in the folder may print, and the printer's own; another one not, and one taken away "
          "no more",
          "[printer][gate]") {
    Guarded printer;

    CHECK(printer.gets_through(printer.known));
    CHECK(printer.gets_through(printer.own));
    CHECK_FALSE(printer.gets_through(wire::make_key_pair()));
    std::filesystem::remove(printer.folder / "keys" / "kiosk-1.pub");
    CHECK_FALSE(printer.gets_through(printer.known));
}

TEST_CASE("Gate: when a key is taken away its open connection ends, and the others come in again",
          "[printer][gate]") {
    Guarded printer;
    printer.gate.on_revoked([&] { printer.app.renew(); });
    const auto leaves = wire::make_key_pair();
    wire::save_key_pair(printer.folder / "keys", "kiosk-2", leaves);
    KioskSide stays(printer.context, printer.endpoint, printer.own.public_key, printer.known);
    KioskSide revoked(printer.context, printer.endpoint, printer.own.public_key, leaves);
    for (auto* const kiosk : {&stays, &revoked}) {
        kiosk->send(wire::MessageType::PrinterStatusRequest, "");
        REQUIRE(printer.answers(*kiosk));
    }

    std::filesystem::remove(printer.folder / "keys" / "kiosk-2.pub");
    const auto end = std::chrono::steady_clock::now() + 1200ms;
    while (std::chrono::steady_clock::now() < end)
        printer.loop.turn(5ms);

    revoked.try_send(wire::MessageType::PrinterStatusRequest, ""); // the library may have given up already
    CHECK_FALSE(printer.answers(revoked));
    printer.port.printer().set_paper_low(true); // every follower is told, he is none any more
    CHECK_FALSE(printer.answers(revoked));
    CHECK(printer.gets_through(printer.known)); // on a fresh socket, as a kiosk does after a silence
}

/// A port that nobody listens at.
std::string free_endpoint() {
    zmq::context_t context;
    zmq::socket_t socket(context, zmq::socket_type::router);
    socket.bind("tcp://127.0.0.1:*");
    return socket.get(zmq::sockopt::last_endpoint);
}

struct Disconnections final : zmq::monitor_t {
    void on_event_disconnected(const zmq_event_t&, const char*) override { ++count; }
    int count = 0;
};

TEST_CASE("Printer: who sends and sends and ends no message of ours is shown out; the others print",
          "[printer][gate]") {
    Guarded printer(free_endpoint());
    KioskSide mad(printer.context, printer.endpoint, printer.own.public_key, printer.known);
    KioskSide well(printer.context, printer.endpoint, printer.own.public_key, printer.own);
    Disconnections shown_out;
    shown_out.init(mad.socket, "inproc://mad", ZMQ_EVENT_DISCONNECTED);
    well.send(wire::MessageType::PrinterStatusRequest, "");
    REQUIRE(printer.answers(well));
    const std::string part(1000, 'x');

    for (int parts = 0; parts < 3000; ++parts)
        mad.socket.send(zmq::buffer(part), zmq::send_flags::sndmore);
    mad.socket.send(zmq::buffer(part), zmq::send_flags::none); // libzmq itself lets none of them go before

    CHECK(support::eventually([&] {
        printer.loop.turn(5ms);
        while (shown_out.check_event(0)) {
        }
        return shown_out.count > 0;
    }));
    well.send(wire::MessageType::PrinterStatusRequest, "");
    CHECK(printer.answers(well));
    CHECK(printer.gets_through(printer.known));
}

TEST_CASE("Entrance: one address belongs to one process, and is free again after it", "[printer][app]") {
    const support::TemporaryFolder folder;
    zmq::context_t context;
    const auto endpoint = "ipc://" + (folder / "here" / "p").string();
    {
        Entrance first(context, endpoint);
        const auto socket = first.open();
        CHECK(socket);
        CHECK_THROWS_WITH(Entrance(context, endpoint),
                          Catch::Contains("another jiaohao-printer listens at " + endpoint));
    }
    Entrance second(context, endpoint);
    CHECK(second.open());
}

} // namespace
} // namespace printer
