#include "shared/link/print_line.h"

#include "shared/wire/codec.h"
#include "shared/wire/frames.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace hall_link;
using namespace std::chrono_literals;

namespace {

/// A printer's end of the line: hears everything, answers when told to.
struct Stand : PrintLine::Listener {
    support::TemporaryFolder folder;
    base::SystemClock clock;
    zmq::context_t context;
    loop::Loop loop{clock};
    wire::KeyPair keys = wire::make_key_pair();
    std::string endpoint = "ipc://" + (folder / "printer").string();
    std::optional<zmq::socket_t> printer;
    std::vector<wire::MessageType> heard;
    std::vector<model::PrintResult> results;
    model::PrintState state = model::PrintState::Printed; ///< what it says of every job
    int silences = 0;
    int statuses = 0;

    Stand() { wire::save_key_pair(folder.path(), "both", keys); }
    PrintLine::Printer place() { return {endpoint, folder / "both.pub", folder / "both.key"}; }

    void print_result(const model::PrintResult& result) override { results.push_back(result); }
    void printer_status(const model::PrinterStatus&) override { ++statuses; }
    void printer_silent() override { ++silences; }

    void plug_in() {
        printer.emplace(context, zmq::socket_type::router);
        printer->set(zmq::sockopt::linger, 0);
        printer->set(zmq::sockopt::curve_server, true);
        printer->set(zmq::sockopt::curve_secretkey, keys.secret_key);
        printer->bind(endpoint);
    }

    void answer(bool jobs) {
        while (printer) {
            const auto frames = wire::receive(*printer);
            if (!frames)
                return;
            const auto header = wire::decode_header(frames->at(1).to_string_view());
            REQUIRE(header);
            heard.push_back(header->type);
            const std::string peer(frames->at(0).to_string_view());
            if (header->type == wire::MessageType::PrinterStatusRequest)
                reply(peer, *header, wire::MessageType::PrinterStatus, wire::encode(model::PrinterStatus()));
            if (header->type == wire::MessageType::PrintJob && jobs) {
                const auto job = wire::decode_print_job(frames->at(2).to_string_view());
                REQUIRE(job);
                reply(peer, *header, wire::MessageType::PrintResult,
                      wire::encode(model::PrintResult{job->job, state, model::PrintFault::None, false}));
            }
        }
    }
    void reply(const std::string& peer, wire::Header header, wire::MessageType type,
               const std::string& body) {
        header.type = type;
        REQUIRE(wire::send(*printer, {peer, wire::encode(header), body}));
    }

    template <typename Condition>
    bool until(Condition condition, bool answer_jobs = true) {
        const auto end = clock.steady() + 10s;
        while (!condition() && clock.steady() < end) {
            loop.turn(5ms);
            answer(answer_jobs);
        }
        return condition();
    }
    long count(wire::MessageType type) const { return std::ranges::count(heard, type); }
};

model::PrintJob job() {
    model::PrintJob job;
    job.job = "ticket-7f3a-17";
    job.number = "A017";
    job.hall = model::Names(std::map<std::string, std::string>{{"en", "Hall"}});
    job.issued = base::WallTime(std::chrono::milliseconds(1772415660000));
    return job;
}

} // namespace

TEST_CASE("PrintLine: a job goes out and what became of it comes back", "[link][print-line]") {
    Stand stand;
    stand.plug_in();
    PrintLine line(stand.loop, stand.context, stand.clock, stand.place(), stand);

    line.print(job());

    REQUIRE(stand.until([&] { return !stand.results.empty(); }));
    CHECK(stand.results.front().job == job().job);
    CHECK(stand.results.front().state == model::PrintState::Printed);
    CHECK(stand.count(wire::MessageType::PrintJob) == 1);
    CHECK(stand.silences == 0);
}

TEST_CASE("PrintLine: a job without an answer is sent again under the same id", "[link][print-line]") {
    Stand stand;
    stand.plug_in();
    PrintLine line(stand.loop, stand.context, stand.clock, stand.place(), stand);

    line.print(job());

    REQUIRE(stand.until([&] { return stand.count(wire::MessageType::PrintJob) >= 2; }, false));
    REQUIRE(stand.until([&] { return !stand.results.empty(); }));
    CHECK(stand.results.front().job == job().job);
}

TEST_CASE("PrintLine: a printer that is away is noticed once and found again", "[link][print-line]") {
    Stand stand;
    PrintLine line(stand.loop, stand.context, stand.clock, stand.place(), stand);

    REQUIRE(stand.until([&] { return stand.silences > 0; }));
    stand.plug_in();

    REQUIRE(stand.until([&] { return stand.statuses > 0; }));
    CHECK(stand.silences == 1);
}

TEST_CASE("PrintLine: a cancelled job never reaches a printer that comes back", "[link][print-line]") {
    Stand stand;
    PrintLine line(stand.loop, stand.context, stand.clock, stand.place(), stand);
    line.print(job());
    stand.loop.turn(1ms);

    line.cancel(job().job);
    stand.plug_in();

    REQUIRE(stand.until([&] { return stand.count(wire::MessageType::CancelPrint) > 0; }));
    CHECK(stand.count(wire::MessageType::PrintJob) == 0);
}

TEST_CASE("PrintLine: a job is taken back also when the next one is sent meanwhile", "[link][print-line]") {
    Stand stand;
    PrintLine line(stand.loop, stand.context, stand.clock, stand.place(), stand);
    line.print(job());
    line.cancel(job().job);
    auto next = job();
    next.job += "-next";
    line.print(next);

    stand.plug_in();

    REQUIRE(stand.until([&] { return !stand.results.empty(); }));
    CHECK(stand.results.front().job == next.job);
    CHECK(stand.count(wire::MessageType::CancelPrint) > 0);
}

TEST_CASE("PrintLine: asks what became of a job until it is over", "[link][print-line]") {
    Stand stand;
    stand.state = model::PrintState::Printing;
    stand.plug_in();
    PrintLine line(stand.loop, stand.context, stand.clock, stand.place(), stand);
    line.print(job());
    REQUIRE(stand.until([&] { return stand.results.size() >= 2; }));

    stand.state = model::PrintState::Printed;

    REQUIRE(stand.until([&] { return stand.results.back().state == model::PrintState::Printed; }));
}
