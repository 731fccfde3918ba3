#include "caller/pad/face.h"

#include "tests/caller/small_hall.h"

#include <catch2/catch.hpp>

using namespace caller;
using namespace std::chrono_literals;

namespace {

std::string plain(const std::string& text) {
    return screen::without_isolates(text);
}

struct FaceBench {
    SmallHall hall;
    Desk desk{model::CounterId{3}, {}};
    Around around{hall.now(), {}, {}, {}};
    screen::Catalogue english{"en"};

    PadFace face(bool in_reach = true) {
        desk.see(&hall.board, in_reach, {});
        return face_of(desk, around, english, 5);
    }
};

} // namespace

TEST_CASE("Face: a device in trouble is told, unless something else is more urgent", "[caller][face]") {
    FaceBench bench;
    const model::DeviceId printer{"printer-1"};
    bench.hall.board.devices[printer] = {printer, model::DeviceState::Fault, "paper out", {}};
    CHECK_THAT(bench.face().bar.text, Catch::Contains("paper out"));

    bench.around.boxes_gone = {"1c4f:0002"};
    CHECK_THAT(bench.face().bar.text, Catch::Contains("unplugged"));
    bench.around.typed = "12";
    CHECK_THAT(bench.face().bar.text, Catch::Contains("12"));
    CHECK_THAT(bench.face(false).bar.text, Catch::Contains("out of reach"));
}

TEST_CASE("Face: a device's sentence ends once", "[caller][face]") {
    const model::DeviceStatus low{
        model::DeviceId{"printer-1"}, model::DeviceState::Warning, "It is low.", {}};
    CHECK(plain(fault_text(low, screen::Catalogue{"en"})) ==
          "printer-1: It is low. Please help, or tell the technician.");
}

TEST_CASE("Face: well-being is no news", "[caller][face]") {
    FaceBench bench;
    const model::DeviceId printer{"printer-1"};
    bench.hall.board.devices[printer] = {printer, model::DeviceState::Well, "", {}};

    CHECK_THAT(bench.face().bar.text, Catch::Contains("served today"));
}

TEST_CASE("Face: what people need comes before what devices need", "[caller][face]") {
    FaceBench bench;
    const model::DeviceId printer{"printer-1"};
    bench.hall.board.devices[printer] = {printer, model::DeviceState::Fault, "paper out", {}};
    auto& parked = bench.hall.waits("A001");
    parked.state = model::TicketState::Parked;
    parked.parking = model::Parking::Waiting;
    parked.reason = "A seal is being cut";
    parked.since = bench.hall.now() - 14min;
    auto& own = bench.hall.board.counters[bench.hall.three];

    CHECK(plain(bench.face().bar.text) == "A001 was set aside 14 min ago and is still waiting.");
    CHECK(bench.face().lines.at(0).overdue);
    CHECK(bench.face().lines.at(0).channel == "A seal is being cut");
    own.duty_alert = true;
    CHECK_THAT(bench.face().bar.text, Catch::Contains("break"));
    own.idle_alert = true;
    CHECK_THAT(bench.face().bar.text, Catch::Contains("Please call the next"));
    own.help = model::Help::Technician;
    CHECK_THAT(bench.face().bar.text, Catch::Contains("Help has been called"));
    CHECK(bench.face().help_called);
    bench.hall.board.counters[bench.hall.four].help = model::Help::Supervisor;
    CHECK(plain(bench.face().bar.text) == "Counter 4 asks for help: A supervisor");
    CHECK(bench.face().bar.key == BarFace::Key::Come);
    CHECK(bench.face().bar.who == bench.hall.four);
}

TEST_CASE("Face: who is next, and why", "[caller][face]") {
    FaceBench bench;
    const auto next = [&] { return plain(bench.face().list_title); };
    auto& ticket = bench.hall.waits("A023");
    ticket.entry = bench.hall.now() - 12min;
    CHECK(next() == "Next: A023, waits 12 min");
    CHECK(bench.face().lines.at(0).credit.empty());

    ticket.channel = model::ChannelId{"elderly"};
    CHECK(next() == "Next: A023, Elderly: 5 min start + 2 × 12 min");
    CHECK(plain(bench.face().lines.at(0).credit) == "credit 29");

    ticket.entry = bench.hall.now() - 50min;
    CHECK(next() == "Next: A023, Elderly: waits 50 min + 45 min, the most there is");

    ticket.channel = model::ChannelId{"urgent"};
    ticket.approved = bench.hall.now();
    CHECK(next() == "Next: A023, approved as urgent");
}

TEST_CASE("Face: the time at the counter stands against what was promised, or is usual", "[caller][face]") {
    FaceBench bench;
    bench.hall.is_here("A001", model::TicketState::Serving);
    auto& since = bench.hall.board.tickets.begin()->second.since;
    since = bench.hall.now() - 8min - 12s;
    CHECK(plain(bench.face().card.timer) == "8:12 of 10 min");
    CHECK(bench.face().card.share == 820);
    CHECK_FALSE(bench.face().card.over);

    since = bench.hall.now() - 10min;
    CHECK(bench.face().card.over);
    CHECK(bench.face().card.detail == "longer than promised");

    bench.hall.board.hall.services[0].serve_target = {};
    CHECK(bench.face().card.share == -1);
    bench.hall.board.hall.services[0].typical = 5min;
    CHECK(bench.face().card.detail == "longer than usual");
}

TEST_CASE("Face: a pause says when the clerk is back", "[caller][face]") {
    FaceBench bench;
    bench.hall.set(model::CounterState::Paused);
    bench.hall.board.counters[bench.hall.three].until = bench.hall.now() + 15min;
    CHECK_THAT(plain(bench.face().card.timer), Catch::Contains("back at 10:15")); // Shanghai
}

TEST_CASE("Face: the list keeps room for those set aside, and approvals come first", "[caller][face]") {
    FaceBench bench;
    for (const char* number : {"A001", "A002", "A003", "A004", "A005", "A006"})
        bench.hall.waits(number);
    bench.hall.waits("A007").state = model::TicketState::NoShow;
    auto& urgent = bench.hall.waits("A008");
    urgent.approval = model::Approval::Pending;
    urgent.declared = model::ChannelId{"urgent"};

    const auto lines = bench.face().lines;

    REQUIRE(lines.size() == 5);
    CHECK(lines.front().kind == LineFace::Kind::Approval);
    CHECK(lines.front().channel == "Urgent");
    CHECK(lines[1].number == "A001");
    CHECK(lines.back().kind == LineFace::Kind::Aside);
    CHECK(lines.back().number == "A007");
}

TEST_CASE("Face: a counter that the hall does not know is told", "[caller][face]") {
    FaceBench bench;
    bench.desk = Desk(model::CounterId{99}, {});

    CHECK_THAT(bench.face().card.title, Catch::Contains("99"));
    CHECK(bench.face().lines.empty());
}

TEST_CASE("Face: how long something has lasted", "[caller][face]") {
    CHECK(lasted(0s) == "0:00");
    CHECK(lasted(245s) == "4:05");
    CHECK(lasted(3750s) == "1:02:30");
    CHECK(lasted(-5s) == "0:00");
}
