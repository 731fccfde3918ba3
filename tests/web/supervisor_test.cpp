#include "shared/base/file.h"
#include "shared/wire/pin.h"
#include "tests/support/temporary_folder.h"
#include "tests/web/gateway.h"

#include <catch2/catch.hpp>
#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <mutex>
#include <thread>

using model::EventKind;
using nlohmann::json;
using support::Gateway;
using support::RunningHall;

namespace {

constexpr const char* kPin = "2468";

/// 101 is a clerk, 102 a clerk with a PIN, 900 and 901 are supervisors.
std::string staff_and_urgent() {
    static const std::string hash = wire::make_pin_hash(kPin);
    std::string text = "[[staff]]\nid = \"101\"\nname = { en = \"Li\" }\n";
    for (const char* who : {"102", "900", "901"})
        text += fmt::format("[[staff]]\nid = \"{}\"\nname = {{ en = \"Huang\" }}\npin = \"{}\"\n{}", who,
                            hash, std::string(who) == "102" ? "" : "role = \"supervisor\"\n");
    return text + "[[channels]]\nid = \"urgent\"\nverified = \"staff\"\ngreen = true\n"
                  "name = { en = \"Urgent\" }\n";
}

/// A hall with staff, and its gateway.
struct Office {
    support::TemporaryFolder folder;
    RunningHall hall{folder.path(), "tcp://127.0.0.1:*", staff_and_urgent()};
    std::optional<Gateway> gateway;

    Office() {
        REQUIRE(hall.start());
        gateway.emplace(hall);
        REQUIRE(gateway->start());
    }

    httplib::Result post(const std::string& path, const json& body, httplib::Headers headers = {}) const {
        headers.emplace("Origin", gateway->origin());
        return gateway->client().Post(path, headers, body.dump(), "application/json");
    }
    httplib::Result log_in(const std::string& staff, const std::string& pin = kPin) const {
        return post("/staff/log-in", {{"staff", staff}, {"pin", pin}});
    }
    std::vector<model::Event> events(EventKind kind) const {
        auto all = hall.events();
        std::erase_if(all, [&](const model::Event& event) { return event.kind != kind; });
        return all;
    }
};

std::string between(const std::string& text, const std::string& before, const std::string& after) {
    const auto begin = text.find(before);
    REQUIRE(begin != std::string::npos);
    const auto from = begin + before.size();
    return text.substr(from, text.find(after, from) - from);
}

/// A supervisor's browser, logged in.
struct Desk {
    const Office& office;
    std::string cookie, csrf;

    explicit Desk(const Office& where, const std::string& staff = "900") : office(where) {
        const auto answer = office.log_in(staff);
        REQUIRE(answer);
        REQUIRE(answer->status == 200);
        cookie = between(answer->get_header_value("Set-Cookie"), "", ";");
        csrf = between(get("/staff")->body, "data-csrf=\"", "\"");
    }

    httplib::Result get(const std::string& path) const {
        return office.gateway->get(path, {{"Cookie", cookie}});
    }
    httplib::Result post(const std::string& path, const json& body) const {
        return office.post(path, body, {{"Cookie", cookie}, {"X-CSRF-Token", csrf}});
    }
    /// Carries it out, or fails; what the page shows then.
    json order(const std::string& action, const json& body) const {
        const auto answer = post("/staff/order/" + action, body);
        REQUIRE(answer);
        INFO(action << ": " << answer->body);
        REQUIRE(answer->status == 200);
        return json::parse(answer->body);
    }
    json view() const { return json::parse(get("/staff/view")->body); }
    bool comes_to(const std::function<bool(const json&)>& condition) const {
        return support::eventually([&] { return condition(view()); });
    }
};

const json& entry(const json& list, const char* key, const json& value) {
    for (const json& one : list)
        if (one.at(key) == value)
            return one;
    throw std::runtime_error("no such entry in " + list.dump());
}

} // namespace

TEST_CASE("Supervisor: whoever is not logged in sees the log-in and nothing else", "[web][supervisor]") {
    Office office;

    const auto page = office.gateway->get("/staff");
    REQUIRE(page);
    CHECK(page->status == 200);
    CHECK_THAT(page->body, Catch::Contains("id=\"pin\"") && !Catch::Contains("data-view"));
    CHECK(office.gateway->get("/staff/view")->status == 401);
    CHECK(office.gateway->get("/staff/events")->status == 401);
    CHECK(office.gateway->get("/staff/view", {{"Cookie", "jiaohao_staff=00112233445566778899aabbccddeeff"}})
              ->status == 401);
    CHECK(office.post("/staff/order/end-day", {{"reason", "x"}})->status == 401);
    CHECK(office.post("/staff/follow-up", {{"name", "x"}})->status == 401);
    CHECK(office.post("/staff/log-out", json::object())->status == 401);
    CHECK(office.events(EventKind::DayEnded).empty());
}

TEST_CASE("Supervisor: number and PIN open the page, with a cookie that no script and no other site gets",
          "[web][supervisor]") {
    Office office;

    const auto answer = office.log_in("900");

    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK_THAT(answer->get_header_value("Set-Cookie"),
               Catch::StartsWith("jiaohao_staff=") && Catch::Contains("; HttpOnly") &&
                   Catch::Contains("; SameSite=Strict") && Catch::Contains("; Path=/staff;") &&
                   !Catch::Contains("Secure"));
    const Desk desk(office);
    CHECK(desk.view()["counters"].size() == 8);
    CHECK_THAT(desk.get("/staff")->body, Catch::Contains("900 Huang"));
    const auto signed_in = office.events(EventKind::StaffSignedIn);
    REQUIRE(signed_in.size() == 2);
    CHECK(signed_in[0].clerk == model::ClerkId{"900"});
    CHECK(signed_in[0].device == model::DeviceId{"web"});
}

TEST_CASE("Supervisor: who logs in where somebody was logged in takes the place", "[web][supervisor]") {
    Office office;
    const Desk desk(office);

    const auto answer =
        office.post("/staff/log-in", {{"staff", "901"}, {"pin", kPin}}, {{"Cookie", desk.cookie}});

    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(desk.get("/staff/view")->status == 401);
}

TEST_CASE("Supervisor: behind TLS the cookie goes over TLS alone", "[web][supervisor]") {
    Office office;
    office.gateway->kill();
    Gateway behind(office.hall, {"--address", "https://queue.example.org"});
    REQUIRE(behind.start());

    const auto answer = behind.client().Post("/staff/log-in", {{"Origin", "https://queue.example.org"}},
                                             R"({"staff":"900","pin":"2468"})", "application/json");

    REQUIRE(answer);
    CHECK_THAT(answer->get_header_value("Set-Cookie"), Catch::Contains("; Secure"));
}

TEST_CASE("Supervisor: a wrong PIN, an unknown number and a clerk stay outside", "[web][supervisor]") {
    Office office;

    const auto wrong = office.log_in("900", "1111"), unknown = office.log_in("77");
    REQUIRE(wrong);
    REQUIRE(unknown);
    CHECK(wrong->status == 403);
    CHECK(wrong->body == unknown->body);
    CHECK_FALSE(wrong->has_header("Set-Cookie"));
    const auto clerk = office.log_in("102");
    CHECK(clerk->status == 403);
    CHECK_FALSE(clerk->has_header("Set-Cookie"));
    CHECK_THAT(clerk->body, Catch::Contains("not-supervisor"));
    CHECK(office.events(EventKind::StaffSignedOut).size() == 1); // and is not left signed in
}

TEST_CASE("Supervisor: five wrong PINs lock the number, and who goes on guessing has to wait",
          "[web][supervisor]") {
    Office office;
    for (int i = 0; i < 5; ++i)
        CHECK(office.log_in("900", fmt::format("000{}", i))->status == 403);

    const auto locked = office.log_in("900");
    REQUIRE(locked);
    CHECK(locked->status == 403);
    CHECK_THAT(locked->body, Catch::Contains("clerk-locked"));
    int refused = 0;
    for (int i = 0; i < 10; ++i)
        refused += office.log_in("901", "0000")->status == 429 ? 1 : 0;
    CHECK(refused >= 4);
    CHECK(office.log_in("901")->status == 429); // from this address not even with the right one
}

TEST_CASE("Supervisor: an order without the page's mark, or from another site, does nothing",
          "[web][supervisor]") {
    Office office;
    const Desk desk(office);
    const json body{{"reason", "x"}};
    const auto client = [&](const httplib::Headers& headers) {
        return office.gateway->client().Post("/staff/order/end-day", headers, body.dump(),
                                             "application/json");
    };

    CHECK(office.post("/staff/order/end-day", body, {{"Cookie", desk.cookie}})->status == 403);
    CHECK(
        office.post("/staff/order/end-day", body, {{"Cookie", desk.cookie}, {"X-CSRF-Token", "0"}})->status ==
        403);
    const Desk other(office, "901");
    CHECK(office.post("/staff/order/end-day", body, {{"Cookie", desk.cookie}, {"X-CSRF-Token", other.csrf}})
              ->status == 403);
    CHECK(client({{"Cookie", desk.cookie}, {"X-CSRF-Token", desk.csrf}, {"Origin", "https://evil.example"}})
              ->status == 403);
    CHECK(client({{"Cookie", desk.cookie}, {"X-CSRF-Token", desk.csrf}})->status == 403);
    CHECK(office.gateway->get("/staff/order/end-day", {{"Cookie", desk.cookie}})->status == 404);
    CHECK(office.events(EventKind::DayEnded).empty());
    CHECK(office.events(EventKind::ActionOrdered).empty());
}

TEST_CASE("Supervisor: every order reaches the journal, in the name of who gave it", "[web][supervisor]") {
    Office office;
    const Desk desk(office);

    CHECK(entry(desk.order("open", {{"counter", 1}, {"clerk", "101"}})["counters"], "id", 1)["state"] ==
          "free");
    desk.order("pause", {{"counter", 1}, {"reason", "Meal break"}, {"minutes", 30}});
    CHECK(entry(desk.view()["counters"], "id", 1)["state"] == "paused");
    desk.order("resume", {{"counter", 1}});
    desk.order("services", {{"counter", 1}, {"services", {"loan"}}, {"backup", {"deposit"}}});
    CHECK(entry(desk.view()["counters"], "id", 1)["services"] == json{"loan"});
    desk.order("close", {{"counter", 1}, {"reason", "ill"}});
    desk.order("pause-service", {{"service", "loan"}, {"reason", "no network"}});
    CHECK(entry(desk.view()["queues"], "id", "loan")["paused"] == true);
    CHECK(office.hall.jiaohao({"take", "--service", "loan"}).code == 3);
    desk.order("resume-service", {{"service", "loan"}});
    CHECK(office.hall.jiaohao({"take", "--service", "loan", "--channel", "urgent"}).code == 0);
    CHECK(office.hall.jiaohao({"take", "--service", "loan", "--channel", "urgent"}).code == 0);
    CHECK(desk.comes_to([](const json& view) { return view["urgent"].size() == 2; }));
    const json urgent = desk.view()["urgent"];
    desk.order("approve", {{"ticket", urgent[0]["ticket"]}, {"reason", "fever"}});
    desk.order("reject", {{"ticket", urgent[1]["ticket"]}, {"reason", "can wait"}});
    CHECK(desk.view()["urgent"].empty());
    const json before = desk.view();
    const json after = desk.order(
        "notices", {{"seen", before["notices_mark"]}, {"keep", json::array()}, {"add", {{"en", "Hello"}}}});
    CHECK(after["notices"] == json{"Hello"});
    CHECK(desk.order("alarm", {{"text", {{"en", "A child is lost"}}}})["alarm"]["text"] == "A child is lost");
    CHECK(desk.order("all-clear", json::object())["alarm"].is_null());
    const auto refused = desk.post("/staff/order/end-day", {{"reason", "a burst pipe"}});
    CHECK(refused->status == 409);
    CHECK_THAT(refused->body, Catch::Contains("visitors-still-waiting"));
    CHECK(desk.order("end-day", {{"reason", "a burst pipe"}, {"override", true}})["ended"] == true);
    CHECK(office.hall.jiaohao({"take", "--service", "loan"}).code == 3);
    CHECK(desk.order("reopen-day", json::object())["ended"] == false);

    std::vector<std::string> ordered;
    for (const model::Event& event : office.events(EventKind::ActionOrdered)) {
        CHECK(event.clerk == model::ClerkId{"900"});
        CHECK(event.device == model::DeviceId{"web"});
        ordered.push_back(event.reason);
    }
    CHECK(ordered == std::vector<std::string>{"open", "pause", "resume", "assign-services", "close",
                                              "pause-service", "resume-service", "approve", "reject",
                                              "notices", "alarm", "all-clear", "end-day", "reopen-day"});
    CHECK(office.events(EventKind::TicketExpired).size() == 2);
}

TEST_CASE("Supervisor: an alert that somebody has seen says who, on every page and after a restart",
          "[web][supervisor]") {
    Office office;
    support::Device printer(office.hall.line("admin"));
    model::ReportDevice report;
    report.state = model::DeviceState::Fault;
    report.detail = "The printer is out of paper.";
    REQUIRE(printer.ask(report));
    const Desk desk(office), other(office, "901");
    CHECK(desk.comes_to([](const json& view) { return view["alerts"].size() == 1; }));
    const json alert = desk.view()["alerts"][0];
    CHECK(alert["seen"] == "");
    CHECK_THAT(alert["words"].get<std::string>(), Catch::Contains("out of paper"));

    const json after = desk.order("acknowledge", {{"alert", alert["name"]}});

    CHECK_THAT(after["alerts"][0]["seen"].get<std::string>(), Catch::Contains("900 Huang"));
    CHECK(other.comes_to([](const json& view) { return view["alerts"][0]["seen"] != ""; }));
    const auto seen = office.events(EventKind::AlertAcknowledged);
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].clerk == model::ClerkId{"900"});
    office.gateway->kill();
    REQUIRE(office.gateway->start());
    const Desk again(office);
    CHECK(again.comes_to([](const json& view) { return view["alerts"][0]["seen"] != ""; }));
}

TEST_CASE("Supervisor: what a visitor complained of is read only with a record of it, and followed up",
          "[web][supervisor]") {
    Office office;
    const auto ticket = support::take(office.hall, "loan");
    support::Device admin(office.hall.line("admin"));
    model::LeaveWord word;
    word.token = ticket.token;
    word.kind = model::WordKind::Complaint;
    word.text = "Nobody explained anything.";
    REQUIRE(admin.ask(word)->ok());
    const Desk desk(office);
    CHECK(desk.comes_to([](const json& view) { return view["follow_ups"].size() == 1; }));
    const json listed = desk.view()["follow_ups"][0];
    CHECK(listed["number"] == ticket.number);
    CHECK(desk.view().dump().find("explained") == std::string::npos);

    const auto read = desk.post("/staff/follow-up", {{"name", listed["name"]}});
    REQUIRE(read);
    CHECK(json::parse(read->body)["said"] == "Nobody explained anything.");
    const auto accessed = office.events(EventKind::AccessRecorded);
    REQUIRE(accessed.size() == 1);
    CHECK(accessed[0].clerk == model::ClerkId{"900"});
    CHECK(accessed[0].reason == "follow-up " + listed["name"].get<std::string>());

    const auto step = [&](json more) {
        more["name"] = listed["name"];
        return desk.order("follow-up", more);
    };
    CHECK_THAT(step({{"step", "assigned"}, {"to", "101"}})["follow_ups"][0]["to"].get<std::string>(),
               Catch::Contains("101"));
    CHECK(desk.post("/staff/order/follow-up", {{"name", listed["name"]}, {"step", "closed"}})->status == 409);
    CHECK(step({{"step", "closed"}, {"note", "Rang and apologised."}})["follow_ups"].empty());
    CHECK(office.events(EventKind::FollowUpStepped).size() == 2);
    CHECK(desk.post("/staff/follow-up", {{"name", "20000101-1"}})->status == 404);
}

TEST_CASE("Supervisor: whom the hall does not know as signed in any more is logged out here",
          "[web][supervisor]") {
    Office office;
    const Desk desk(office);
    support::Device web(office.hall.line("web"));
    REQUIRE(web.ask(model::SignOut{{"900"}, {}})->ok());

    const auto refused = desk.post("/staff/order/open", {{"counter", 1}, {"clerk", "101"}});

    REQUIRE(refused);
    CHECK(refused->status == 401);
    CHECK_THAT(refused->body, Catch::Contains("not-signed-in"));
    CHECK(desk.get("/staff/view")->status == 401);
}

TEST_CASE("Supervisor: the log-out ends the session, its streams, and the last one the sign-in",
          "[web][supervisor]") {
    Office office;
    const Desk desk(office), tablet(office);
    std::mutex mutex;
    std::string stream;
    httplib::Client client = office.gateway->client();
    std::thread reader([&] {
        client.Get("/staff/events", {{"Cookie", desk.cookie}}, [&](const char* data, std::size_t size) {
            const std::lock_guard lock(mutex);
            stream.append(data, size);
            return stream.find("event: over") == std::string::npos;
        });
    });
    const auto has = [&](const std::string& text) {
        const std::lock_guard lock(mutex);
        return stream.find(text) != std::string::npos;
    };
    CHECK(support::eventually([&] { return has("event: view"); }));
    CHECK(office.hall.jiaohao({"open", "--counter", "2", "--clerk", "101"}).code == 0);
    CHECK(support::eventually([&] { return has("101 Li"); }));

    const auto out = desk.post("/staff/log-out", json::object());
    REQUIRE(out);
    CHECK(out->status == 200);
    CHECK_THAT(out->get_header_value("Set-Cookie"), Catch::Contains("Max-Age=0"));
    reader.join();
    CHECK(has("event: over"));
    CHECK(desk.get("/staff/view")->status == 401);
    CHECK(tablet.get("/staff/view")->status == 200);
    CHECK(office.events(EventKind::StaffSignedOut).empty());
    CHECK(tablet.post("/staff/log-out", json::object())->status == 200);
    CHECK(office.events(EventKind::StaffSignedOut).size() == 1);
}

TEST_CASE("Supervisor: no order is taken that cannot be read, and nothing of it is carried out",
          "[web][supervisor]") {
    Office office;
    const Desk desk(office);
    for (const char* action : {"erase", "take", "sign-in"})
        CHECK(desk.post(std::string("/staff/order/") + action, json::object())->status == 400);
    CHECK(desk.post("/staff/order/open", {{"counter", "1"}})->status == 400);
    CHECK(desk.post("/staff/order/open", {{"counter", 99}, {"clerk", "101"}})->status == 409);
    CHECK(desk.post("/staff/order/..%2f..%2fx", json::object())->status == 404);
    CHECK(office.events(EventKind::ActionOrdered).empty());
}

TEST_CASE("Supervisor: reports of the journal, for whoever is logged in, on record", "[web][supervisor]") {
    Office office;
    const auto ticket = support::take(office.hall, "loan");
    CHECK(office.gateway->get("/staff/report/today/report.json")->status == 401);

    const Desk desk(office);
    CHECK_THAT(desk.get("/staff")->body, Catch::Contains("href=\"/staff/report/today/report.html?l=en\""));
    const auto made = desk.get("/staff/report/today/report.json");
    REQUIRE(made);
    CHECK(made->status == 200);
    CHECK(made->get_header_value("Content-Type") == "application/json");
    CHECK(made->get_header_value("Cache-Control") == "no-store");
    const json report = json::parse(made->body);
    CHECK(entry(report.at("tables").at("visitors"), "id", "loan").at("visitors") == 1);

    const auto page = desk.get("/staff/report/today/report.html?l=en");
    CHECK(page->get_header_value("Content-Type") == "text/html; charset=utf-8");
    CHECK_THAT(page->get_header_value("Content-Security-Policy"),
               Catch::StartsWith("default-src 'none'; style-src 'unsafe-inline'"));
    CHECK_THAT(desk.get("/staff/report/today/summary.csv")->body, Catch::StartsWith("\xEF\xBB\xBF"));

    const auto records = office.events(EventKind::AccessRecorded);
    REQUIRE(records.size() == 3);
    CHECK(records.front().reason == "report today");
    CHECK(records.front().clerk.value == "900");
}

TEST_CASE("Supervisor: what is no report is not found, and not on record", "[web][supervisor]") {
    Office office;
    const Desk desk(office);
    for (const char* path : {"/staff/report/someday/report.html", "/staff/report/2026-W60/report.html",
                             "/staff/report/2026-13/report.json", "/staff/report/2026-02-30/report.json",
                             "/staff/report/today/..%2Freport.html", "/staff/report/today/report.exe"})
        CHECK(desk.get(path)->status == 404);
    CHECK(office.events(EventKind::AccessRecorded).empty());
    CHECK(desk.get("/staff/report/today/nothing.csv")->status == 404);
}

TEST_CASE("Supervisor: looks into the hours ahead, as they are and as they might be", "[web][supervisor]") {
    Office office;
    REQUIRE(office.hall.jiaohao({"open", "--counter", "2", "--clerk", "101"}).code == 0);
    for (int i = 0; i < 5; ++i)
        REQUIRE(office.hall.jiaohao({"take", "--service", "loan"}).code == 0);
    CHECK(office.gateway->client().Get("/staff/ahead")->status == 401);
    const Desk desk(office);

    const auto is = desk.get("/staff/ahead");
    REQUIRE(is->status == 200);
    const json view = json::parse(is->body);
    CHECK(view["rows"].size() >= 7);
    CHECK(view["rows"][0]["counters"]["high"] >= 1);
    CHECK(view["others"]["visitors"] >= 5);
    const auto before = office.hall.events().size();

    const auto closed = desk.post("/staff/ahead", {{"close", {2}}, {"preset", "fifo"}});
    REQUIRE(closed->status == 200);
    CHECK(json::parse(closed->body)["rows"][0]["counters"]["low"] <= view["rows"][0]["counters"]["low"]);
    CHECK(desk.post("/staff/ahead", {{"open", {77}}})->status == 409);
    CHECK(desk.post("/staff/ahead", {{"open", {0}}})->status == 400);
    CHECK(office.post("/staff/ahead", json::object(), {{"Cookie", desk.cookie}})->status ==
          403); // without the mark
    int refused = 0;
    for (int i = 0; i < 6; ++i)
        refused += desk.post("/staff/ahead", json::object())->status == 429 ? 1 : 0;
    CHECK(refused > 0);
    CHECK(office.hall.events().size() == before); // nothing happens by it
}
