#include "caller/pad/face.h"

#include "tests/caller/small_hall.h"

#include <catch2/catch.hpp>

using namespace caller;
using namespace std::chrono_literals;

namespace {

struct Bench {
    SmallHall hall;
    Desk desk{model::CounterId{3}, {}};
    Around around{hall.now(), {}, {}};
    screen::Catalogue english{"en"};

    PadFace face(bool in_reach = true) {
        desk.see(&hall.board, in_reach, {});
        return face_of(desk, around, english, 5);
    }
};

} // namespace

TEST_CASE("Face: a device in trouble is told, unless something else is more urgent", "[caller][face]") {
    Bench bench;
    const model::DeviceId printer{"printer-1"};
    bench.hall.board.devices[printer] = {printer, model::DeviceState::Fault, "paper out", {}};
    CHECK_THAT(bench.face().bar.text, Catch::Contains("paper out"));

    bench.around.boxes_gone = {"1c4f:0002"};
    CHECK_THAT(bench.face().bar.text, Catch::Contains("unplugged"));
    bench.around.typed = "12";
    CHECK_THAT(bench.face().bar.text, Catch::Contains("12"));
    CHECK_THAT(bench.face(false).bar.text, Catch::Contains("out of reach"));
}

TEST_CASE("Face: well-being is no news", "[caller][face]") {
    Bench bench;
    const model::DeviceId printer{"printer-1"};
    bench.hall.board.devices[printer] = {printer, model::DeviceState::Well, "", {}};

    CHECK_THAT(bench.face().bar.text, Catch::Contains("served today"));
}

TEST_CASE("Face: the list keeps room for those set aside, and approvals come first", "[caller][face]") {
    Bench bench;
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
    Bench bench;
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
