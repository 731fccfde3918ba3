#include "shared/web/visitor_view.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace std::chrono_literals;
using model::TicketState;
using web::Mood;

namespace {

model::Names both(const std::string& english, const std::string& chinese) {
    return model::Names({{"en", english}, {"zh-Hans", chinese}});
}

/// A hall with one service and two counters, and a ticket of it.
struct Scene {
    web::State state;
    web::Found found;
    base::WallTime now = base::WallTime(1'795'900'000'000ms);

    Scene() {
        model::Hall& hall = state.board.hall;
        hall.zone = "UTC";
        hall.name = both("Hall", "大厅");
        model::Service loan;
        loan.id = {"loan"};
        loan.name = both("Loan", "贷款");
        loan.documents = {both("Identity card", "身份证"), both("Contract", "合同")};
        hall.services.push_back(loan);
        hall.channels.resize(2);
        hall.channels[0].id = {"ordinary"};
        hall.channels[1].id = {"elderly"};
        hall.channels[1].name = both("Elderly", "老年人");
        hall.counters.push_back({{3}, both("Ground floor, east", "一层东侧"), {}, {}});
        state.board.day = 20261129;
        state.known = state.fresh = true;
        state.heard = now;
        model::Ticket& ticket = found.ticket;
        ticket.id = {17};
        ticket.number = "B017";
        ticket.service = {"loan"};
        ticket.channel = {"ordinary"};
        ticket.issued = ticket.entry = ticket.since = now - 10min;
    }

    web::VisitorView view(const char* language = "en") const {
        return web::view_of(found, state, now, language::Catalogue(language));
    }
};

} // namespace

TEST_CASE("Visitor's view: who waits sees the people before and an interval, never one number",
          "[web][view]") {
    Scene scene;
    scene.found.ahead = 4;
    scene.found.forecast = {11min, 26min, true};

    const auto view = scene.view();

    CHECK(view.mood == Mood::Waiting);
    CHECK(language::without_isolates(view.headline) == "4 people are before you");
    CHECK(language::without_isolates(view.wait) == "About 10 to 30 minutes");
    CHECK(view.documents == std::vector<std::string>{"Identity card", "Contract"});
    CHECK(view.may_cancel);
    CHECK(view.may_yield);
    CHECK_FALSE(view.may_rate);
    CHECK(view.counter.empty());
    CHECK(view.id == "20261129-17");
}

TEST_CASE("Visitor's view: nobody before it is next; an appointment that is early is not", "[web][view]") {
    Scene scene;
    CHECK(scene.view().mood == Mood::Next);
    CHECK(scene.view().headline == "You are next");

    scene.found.ticket.entry = scene.now + 20min;
    CHECK(scene.view().mood == Mood::Waiting);
    CHECK_FALSE(scene.view().may_yield);
    CHECK_THAT(scene.view().detail, Catch::StartsWith("You are called from"));
}

TEST_CASE("Visitor's view: a call says the counter and where it is, in the visitor's language",
          "[web][view]") {
    Scene scene;
    scene.found.ticket.state = TicketState::Called;
    scene.found.ticket.counter = model::CounterId{3};
    scene.found.ticket.calls = 2;

    const auto view = scene.view("zh_Hans");

    CHECK(view.mood == Mood::Called);
    CHECK(view.counter == "3");
    CHECK(view.location == "一层东侧");
    CHECK(view.service == "贷款");
    CHECK(view.title == "B017 → 3 号窗口");
    CHECK(view.calls == 2);
    CHECK_FALSE(view.may_cancel);
}

TEST_CASE("Visitor's view: who was set aside is told what to bring, and may say that it is there",
          "[web][view]") {
    Scene scene;
    scene.found.ticket.state = TicketState::Parked;
    scene.found.ticket.missing = {1, 7, -1};

    CHECK(scene.view().missing == std::vector<std::string>{"Contract"});
    CHECK(scene.view().documents.empty());
    CHECK(scene.view().may_return);

    scene.found.ticket.parking = model::Parking::WithPapers;
    scene.found.ticket.counter = model::CounterId{3};
    CHECK_FALSE(scene.view().may_return);
    CHECK(scene.view().counter == "3");
}

TEST_CASE("Visitor's view: a missed call may be made good as often as the hall allows", "[web][view]") {
    Scene scene;
    scene.found.ticket.state = TicketState::NoShow;
    scene.state.board.hall.rules.returns = 1;

    CHECK(scene.view().may_return);
    CHECK_THAT(scene.view().detail, Catch::Contains("10"));
    scene.found.ticket.returns = 1;
    CHECK_FALSE(scene.view().may_return);
    CHECK(scene.view().detail == "This ticket was missed too often. Please take a new ticket.");
}

TEST_CASE("Visitor's view: a service that is over is rated once, and says what comes next", "[web][view]") {
    Scene scene;
    scene.found.ticket.state = TicketState::Finished;

    CHECK(scene.view().may_rate);
    scene.found.ticket.rated = true;
    CHECK_FALSE(scene.view().may_rate);

    scene.found.ticket.due = 20261203;
    CHECK_THAT(scene.view().detail, Catch::Contains("2026-12-03"));
    scene.found.ticket.due = 0;
    scene.found.ticket.outcome = model::kReturned;
    CHECK_THAT(scene.view().detail, Catch::StartsWith("Something was missing"));
}

TEST_CASE("Visitor's view: an alarm stands above everything, and is translated", "[web][view]") {
    Scene scene;
    scene.state.board.alarm = model::Alarm{model::AlarmKind::Evacuation, {}, scene.now};

    CHECK(scene.view().is_evacuation);
    CHECK(scene.view().alarm == "Please leave the hall now");
    CHECK(scene.view("zh_Hans").alarm == "请立即离开大厅");
    CHECK_FALSE(scene.view().alarm_text.empty());
}

TEST_CASE("Visitor's view: out of touch, it says since when", "[web][view]") {
    Scene scene;
    scene.state.fresh = false;
    scene.state.heard = scene.now - 90min;

    CHECK(scene.view().is_stale);
    CHECK(scene.view().as_of == "19:36");
}

TEST_CASE("Visitor's view: its JSON holds the texts by the names of the page's places", "[web][view]") {
    Scene scene;
    scene.found.ticket.channel = {"elderly"};
    scene.state.board.notices = {both("Notice <b>", "通知")};

    const auto told = nlohmann::json::parse(web::to_json(scene.view()));

    CHECK(told["mood"] == "next");
    CHECK(told["text"]["channel"] == "Elderly");
    CHECK(told["notices"][0] == "Notice <b>");
    CHECK(told["may"] == nlohmann::json::array({"cancel", "yield"}));
    web::Template::Values values;
    web::fill(values, scene.view());
    CHECK(values["notices"] == "<li>Notice &lt;b&gt;</li>");
}
