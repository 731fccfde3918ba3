#include "kiosk/print_job.h"
#include "kiosk/printer_health.h"
#include "sample_hall.h"

#include <catch2/catch.hpp>

#include <set>

using namespace kiosk;

TEST_CASE("Print job: has what the hall answered and where to go", "[kiosk][printing]") {
    const auto job = print_job(sample::board(), sample::answer("elderly", "en"));

    CHECK(job.number == "A023");
    CHECK(job.language == "en");
    CHECK(job.local_language == "zh-Hans");
    CHECK(job.service.in("en") == "Withdrawal");
    CHECK(job.channel.in("en") == "Elderly");
    CHECK(job.green);
    CHECK(job.ahead == 4);
    CHECK(job.wait == model::RoundedWait{model::RoundedWait::Kind::Between, 5, 20});
    CHECK(job.location.in("en") == "1F, east hall");
    CHECK(job.documents.size() == 3);
    CHECK_FALSE(job.reprint);
}

TEST_CASE("Print job: says nothing of the ordinary channel", "[kiosk][printing]") {
    const auto job = print_job(sample::board(), sample::answer());

    CHECK(job.channel.empty());
    CHECK_FALSE(job.green);
}

TEST_CASE("Print job: an unconfirmed claim is printed as what was claimed", "[kiosk][printing]") {
    auto answer = sample::answer();
    answer.ticket->declared = model::ChannelId{"urgent"};
    answer.ticket->approval = model::Approval::Pending;

    const auto job = print_job(sample::board(), answer);

    CHECK(job.channel.in("zh-Hans") == "紧急事项");
    CHECK(job.approval_pending);
}

TEST_CASE("Print job: its id is the ticket's own, in one journal", "[kiosk][printing]") {
    auto board = sample::board();
    auto answer = sample::answer();
    const std::string first = print_job(board, answer).job;

    CHECK(print_job(board, answer).job == first);
    answer.ticket->id.value += 1;
    CHECK(print_job(board, answer).job != first);
    answer = sample::answer();
    board.store += 1;
    CHECK(print_job(board, answer).job != first);
    CHECK(first.size() <= 64);
    CHECK(first.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos);
}

TEST_CASE("Print job: a number from the reserve has an id of its own, and tells no wait",
          "[kiosk][printing]") {
    auto board = sample::board();
    board.day = 20260302;
    auto answer = sample::answer();
    answer.ticket->id = {};
    answer.ticket->number = "A901";
    answer.forecast = {};
    const auto job = print_job(board, answer);

    CHECK(job.number == "A901");
    CHECK_FALSE(job.ahead);
    CHECK(job.wait.kind == model::RoundedWait::Kind::Unknown);
    CHECK(job.link.empty());
    CHECK(print_job(board, answer).job == job.job);
    answer.ticket->number = "A902";
    CHECK(print_job(board, answer).job != job.job);
    answer.ticket->number = "A901";
    board.day += 1;
    CHECK(print_job(board, answer).job != job.job);
    CHECK(job.job.size() <= 48); // a second printer adds to it
}

TEST_CASE("Printer health: tells the worst, and only when it changes", "[kiosk][printing]") {
    PrinterHealth health;
    model::PrinterStatus status;
    status.online = true;

    CHECK_FALSE(health.heard(status));
    status.paper_low = true;
    CHECK(health.heard(status));
    CHECK(health.report().state == model::DeviceState::Warning);
    CHECK_FALSE(health.heard(status));
    status.paper_out = true;
    CHECK(health.heard(status));
    CHECK(health.report().state == model::DeviceState::Fault);
    CHECK(health.report().detail == "The printer is out of paper.");
    CHECK(health.silent());
    CHECK_FALSE(health.silent());
    status = {};
    status.online = true;
    CHECK(health.heard(status));
    CHECK(health.report().state == model::DeviceState::Well);
}

TEST_CASE("Printer health: a job that waits or fails says why; one we cancelled says nothing",
          "[kiosk][printing]") {
    PrinterHealth health;

    CHECK(health.heard(
        model::PrintResult{"a", model::PrintState::Received, model::PrintFault::CoverOpen, false}));
    CHECK(health.report().detail == "The printer's cover is open.");
    CHECK(health.heard(model::PrintResult{"a", model::PrintState::Printed, model::PrintFault::None, false}));
    CHECK(health.report().state == model::DeviceState::Well);
    CHECK_FALSE(health.heard(
        model::PrintResult{"a", model::PrintState::Failed, model::PrintFault::Cancelled, false}));
}

TEST_CASE("Printer health: each fault has words of its own", "[kiosk][printing]") {
    std::set<std::string> words;
    for (const auto change : {&model::PrinterStatus::paper_out, &model::PrinterStatus::cover_open,
                              &model::PrinterStatus::cutter_jam, &model::PrinterStatus::overheated,
                              &model::PrinterStatus::unrecoverable, &model::PrinterStatus::offline,
                              &model::PrinterStatus::other_error, &model::PrinterStatus::paper_low}) {
        PrinterHealth health;
        model::PrinterStatus status;
        status.online = true;
        status.*change = true;
        CHECK(health.heard(status));
        CHECK(health.prints() == (change == &model::PrinterStatus::paper_low));
        words.insert(health.report().detail);
    }
    PrinterHealth health;
    model::PrinterStatus status;
    status.unplugged = true;
    health.heard(status);
    words.insert(health.report().detail);
    health.silent();
    words.insert(health.report().detail);

    CHECK(words.size() == 10);
}

TEST_CASE("Printer health: of a printer that tells the hall itself, the kiosk tells only that it is silent",
          "[kiosk][printing]") {
    PrinterHealth health;
    model::PrinterStatus status;
    status.online = status.paper_out = status.tells_hall = true;

    CHECK(health.heard(status));
    CHECK(health.report().state == model::DeviceState::Well);
    CHECK(health.trouble() == "The printer is out of paper.");
    CHECK(health.silent());
    CHECK(health.report().state == model::DeviceState::Fault);
}

TEST_CASE("Printer health: few tickets left are told in steps, not one by one", "[kiosk][printing]") {
    PrinterHealth health;
    model::PrinterStatus status;
    status.online = status.paper_low = true;
    int told = 0;

    for (int left = 49; left >= 0; --left) {
        status.tickets_left = left;
        told += health.heard(status) ? 1 : 0;
    }

    CHECK(told == 5);
    CHECK(health.report().detail == "The printer's paper is low: fewer than 10 tickets are left.");
}
