#include "tests/wire/samples.h"

#include <catch2/catch.hpp>

using wire::Malformed;

namespace {

/// The error of a decoded body, or nothing when it was accepted.
template <typename Decoded>
std::optional<Malformed> fault(const Decoded& decoded) {
    return decoded ? std::nullopt : std::optional(decoded.error());
}

std::optional<Malformed> fault_of(const model::Command& command) {
    return fault(wire::decode_command(wire::encode(command)));
}

template <typename Change>
std::optional<Malformed> fault_of_ticket(Change change) {
    model::Answer answer;
    answer.ticket = samples::ticket();
    change(*answer.ticket);
    return fault(wire::decode_answer(wire::encode(answer)));
}

template <typename Change>
std::optional<Malformed> fault_of_job(Change change) {
    model::PrintJob job = samples::print_job();
    change(job);
    return fault(wire::decode_print_job(wire::encode(job)));
}

model::Ticket ticket(std::uint64_t id) {
    model::Ticket ticket;
    ticket.id = {id};
    return ticket;
}

} // namespace

TEST_CASE("Bounds: an id may have 64 bytes, and not one more", "[wire][bounds]") {
    CHECK_FALSE(fault_of(model::TakeTicket{{std::string(64, 'x')}, {}, {}, {}}));
    CHECK(fault_of(model::TakeTicket{{std::string(65, 'x')}, {}, {}, {}}) == Malformed::OutOfBounds);
}

TEST_CASE("Bounds: a text may have 4096 bytes, and not one more", "[wire][bounds]") {
    CHECK_FALSE(fault_of(model::PauseCounter{{3}, std::string(4096, 'x')}));
    CHECK(fault_of(model::PauseCounter{{3}, std::string(4097, 'x')}) == Malformed::OutOfBounds);
}

TEST_CASE("Bounds: a text is UTF-8 and holds no null byte", "[wire][bounds]") {
    CHECK(fault_of(model::PauseCounter{{3}, "\xff"}) == Malformed::BadBody);
    CHECK(fault_of(model::PauseCounter{{3}, std::string("a\0b", 3)}) == Malformed::OutOfBounds);
}

TEST_CASE("Bounds: a counter's number ends at 9999", "[wire][bounds]") {
    CHECK_FALSE(fault_of(model::ResumeCounter{{9999}}));
    CHECK(fault_of(model::ResumeCounter{{10000}}) == Malformed::OutOfBounds);
    CHECK(fault_of(model::ResumeCounter{{-1}}) == Malformed::OutOfBounds);
}

TEST_CASE("Bounds: a score is five at most, reasons are twenty at most", "[wire][bounds]") {
    CHECK_FALSE(fault_of(model::RateTicket{{1}, 5, std::vector<std::string>(20, "slow")}));
    CHECK(fault_of(model::RateTicket{{1}, 6, {}}) == Malformed::OutOfBounds);
    CHECK(fault_of(model::RateTicket{{1}, -1, {}}) == Malformed::OutOfBounds);
    CHECK(fault_of(model::RateTicket{{1}, 5, std::vector<std::string>(21, "slow")}) ==
          Malformed::OutOfBounds);
}

TEST_CASE("Bounds: an enumeration's unknown value is refused", "[wire][bounds]") {
    CHECK(fault_of_ticket([](auto& t) { t.state = static_cast<model::TicketState>(-1); }) ==
          Malformed::BadBody);
    CHECK(fault_of_ticket([](auto& t) { t.state = static_cast<model::TicketState>(8); }) ==
          Malformed::BadBody);
    CHECK(fault_of_ticket([](auto& t) { t.approval = static_cast<model::Approval>(4); }) ==
          Malformed::BadBody);
    CHECK(fault_of(model::ReportDevice{{}, static_cast<model::DeviceState>(4), {}}) == Malformed::BadBody);
    model::Event event = samples::event();
    event.kind = static_cast<model::EventKind>(0);
    CHECK(fault(wire::decode_event(wire::encode(event))) == Malformed::BadBody);
    event.kind = static_cast<model::EventKind>(static_cast<int>(model::kLastEventKind) + 1);
    CHECK(fault(wire::decode_event(wire::encode(event))) == Malformed::BadBody);
    CHECK(fault_of(model::RaiseAlarm{static_cast<model::AlarmKind>(2), {}}) == Malformed::BadBody);
    model::Answer answer;
    answer.refusal = static_cast<model::Refusal>(99);
    CHECK(fault(wire::decode_answer(wire::encode(answer))) == Malformed::BadBody);
}

TEST_CASE("Bounds: a time lies between 1970 and the year 9999", "[wire][bounds]") {
    CHECK_FALSE(fault_of_ticket([](auto& t) { t.entry = base::WallTime{}; }));
    CHECK(fault_of_ticket([](auto& t) { t.entry = base::WallTime(base::Duration(-1)); }) ==
          Malformed::OutOfBounds);
    CHECK(fault_of_ticket([](auto& t) { t.entry = base::WallTime(base::Duration(253'402'300'800'000)); }) ==
          Malformed::OutOfBounds);
}

TEST_CASE("Bounds: a length of time that does not fit is cut, not wrapped", "[wire][bounds]") {
    model::Answer answer;
    answer.forecast = {base::Duration(-5), std::chrono::hours(24 * 365), true};

    const auto back = wire::decode_answer(wire::encode(answer));

    REQUIRE(back);
    CHECK(back->forecast.low == base::Duration(0));
    CHECK(back->forecast.high == base::Duration(UINT32_MAX));
}

TEST_CASE("Bounds: a snapshot holds 20 000 tickets, and not one more", "[wire][bounds]") {
    model::Board board = samples::board();
    for (std::uint64_t id = 1; board.tickets.size() < 20'000; ++id)
        board.tickets.emplace(model::TicketId{id}, ticket(id));
    REQUIRE(wire::decode_snapshot(wire::encode(board)) == board);

    board.tickets.emplace(model::TicketId{99'999}, ticket(99'999));

    CHECK(fault(wire::decode_snapshot(wire::encode(board))) == Malformed::OutOfBounds);
}

TEST_CASE("Bounds: a command that says nothing, or nothing known, is refused", "[wire][bounds]") {
    CHECK(fault(wire::decode_command("")) == Malformed::BadBody);
    CHECK(fault(wire::decode_command("\xfa\x07\x00")) == Malformed::BadBody);
    CHECK(fault(wire::decode_command("not a message")) == Malformed::BadBody);
}

TEST_CASE("Bounds: what is printed is short", "[wire][bounds]") {
    CHECK_FALSE(fault_of_job([](auto& job) { job.hall = model::Names({{"en", std::string(400, 'x')}}); }));
    CHECK(fault_of_job([](auto& job) { job.hall = model::Names({{"en", std::string(401, 'x')}}); }) ==
          Malformed::OutOfBounds);
    CHECK_FALSE(fault_of_job([](auto& job) { job.documents.assign(20, {}); }));
    CHECK(fault_of_job([](auto& job) { job.documents.assign(21, {}); }) == Malformed::OutOfBounds);
    CHECK_FALSE(fault_of_job([](auto& job) { job.link = std::string(500, 'x'); }));
    CHECK(fault_of_job([](auto& job) { job.link = std::string(501, 'x'); }) == Malformed::OutOfBounds);
}

TEST_CASE("Bounds: what only a sheet has is short as well", "[wire][bounds]") {
    const model::Names longest({{"en", std::string(400, 'x')}});
    const model::Names too_long({{"en", std::string(401, 'x')}});
    CHECK_FALSE(fault_of_job([](auto& job) { job.steps.assign(20, {}); }));
    CHECK(fault_of_job([](auto& job) { job.steps.assign(21, {}); }) == Malformed::OutOfBounds);
    CHECK_FALSE(fault_of_job([&](auto& job) { job.steps = {longest}; }));
    CHECK(fault_of_job([&](auto& job) { job.steps = {too_long}; }) == Malformed::OutOfBounds);
    for (const auto field : {&model::PrintJob::purpose, &model::PrintJob::basis, &model::PrintJob::fee,
                             &model::PrintJob::time_limit, &model::PrintJob::hours}) {
        CHECK_FALSE(fault_of_job([&](auto& job) { job.*field = longest; }));
        CHECK(fault_of_job([&](auto& job) { job.*field = too_long; }) == Malformed::OutOfBounds);
    }
}

TEST_CASE("Bounds: a print job's name is a name", "[wire][bounds]") {
    CHECK_FALSE(fault_of_job([](auto& job) { job.job = std::string(64, 'Z'); }));
    for (const std::string name : {"", "../../etc/passwd", "a b", "号"})
        CHECK(fault_of_job([&](auto& job) { job.job = name; }) == Malformed::OutOfBounds);
    CHECK(fault_of_job([](auto& job) { job.job = std::string(65, 'Z'); }) == Malformed::OutOfBounds);
    CHECK(fault(wire::decode_cancel_print(wire::encode_cancel_print("a/b"))) == Malformed::OutOfBounds);
}

TEST_CASE("Bounds: the result of a job that could not be read has no name", "[wire][bounds]") {
    const model::PrintResult result{"", model::PrintState::Failed, model::PrintFault::BadJob, false};

    CHECK(wire::decode_print_result(wire::encode(result)) == result);
}

TEST_CASE("Bounds: a fault that only newer printers know is a fault all the same", "[wire][bounds]") {
    const std::string unknown("\x0a\x01"
                              "a\x10\x05\x18\x63",
                              7); // job "a", FAILED, fault 99

    const auto result = wire::decode_print_result(unknown);

    REQUIRE(result);
    CHECK(result->fault == model::PrintFault::PrinterError);
}
