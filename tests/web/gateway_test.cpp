#include "tests/web/gateway.h"

#include "shared/base/file.h"
#include "shared/language/catalogue.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <csignal>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;
using nlohmann::json;
using support::Gateway;
using support::RunningHall;
using support::Taken;

namespace {

/// A hall, its gateway, and a counter that is open.
struct House {
    support::TemporaryFolder folder;
    RunningHall hall{folder.path()};
    std::optional<Gateway> gateway;

    /// `limits`: of web.toml; a test that asks again and again needs room for it.
    explicit House(const std::string& limits = "of_a_ticket_a_minute = 10000\nrequests_a_minute = 1000000") {
        REQUIRE(hall.start());
        base::write_file(folder / "web.toml", "[web]\n" + limits + "\n");
        gateway.emplace(hall, std::vector<std::string>{"--config", folder / "web.toml"});
        REQUIRE(gateway->start());
        REQUIRE(hall.jiaohao({"open", "--counter", "1", "--clerk", "7"}).code == 0);
    }

    json view(const Taken& ticket) const {
        const auto answer = gateway->get("/t/" + ticket.token + "/view");
        return answer ? json::parse(answer->body) : json();
    }
    bool comes_to(const Taken& ticket, const std::string& mood) const {
        return support::eventually([&] { return view(ticket)["mood"] == mood; });
    }
};

} // namespace

TEST_CASE("Gateway: a visitor's page follows the ticket from the line to the rating", "[web][gateway]") {
    House house;
    const Taken first = support::take(house.hall, "loan"), second = support::take(house.hall, "loan");

    const auto page = house.gateway->get("/t/" + second.token);
    REQUIRE(page);
    CHECK(page->status == 200);
    CHECK_THAT(page->body,
               Catch::Contains(second.number) && Catch::Contains("<html lang=\"en\" dir=\"ltr\">"));
    CHECK(page->get_header_value("Cache-Control") == "no-store");
    CHECK(house.view(second)["mood"] == "waiting");
    CHECK(house.view(first)["mood"] == "next");

    CHECK(house.hall.jiaohao({"call", "--counter", "1"}).code == 0);
    CHECK(house.comes_to(first, "called"));
    CHECK(house.view(first)["text"]["counter"] == "1");
    CHECK(house.view(first)["text"]["location"] == "Left");
    CHECK(house.comes_to(second, "next"));
    CHECK(house.hall.jiaohao({"start", "--counter", "1"}).code == 0);
    CHECK(house.comes_to(first, "serving"));
    CHECK(house.hall.jiaohao({"finish", "--counter", "1"}).code == 0);
    CHECK(house.comes_to(first, "done"));

    const auto rated = house.gateway->post("/t/" + first.token + "/rate", R"({"score":2,"reasons":[0]})");
    REQUIRE(rated);
    CHECK(rated->status == 200);
    CHECK(json::parse(rated->body)["may"].empty());
    const auto again = house.gateway->post("/t/" + first.token + "/rate", R"({"score":5})");
    CHECK(again->status == 409);
    CHECK_THAT(again->body, Catch::Contains("rated already"));
    const auto events = house.hall.events();
    CHECK(std::ranges::count(events, model::EventKind::TicketRated, &model::Event::kind) == 1);
}

TEST_CASE("Gateway: the paper's holder gives the number back, and comes back after a missed call",
          "[web][gateway]") {
    House house;
    const Taken ticket = support::take(house.hall, "deposit");

    REQUIRE(house.hall.jiaohao({"call", "--counter", "1"}).code == 0);
    REQUIRE(house.hall.jiaohao({"no-show", "--counter", "1"}).code == 0);
    CHECK(house.comes_to(ticket, "missed"));
    const auto back = house.gateway->post("/t/" + ticket.token + "/return", "{}");
    REQUIRE(back);
    CHECK(json::parse(back->body)["mood"] == "next");

    const auto gone = house.gateway->post("/t/" + ticket.token + "/cancel", "{}");
    REQUIRE(gone);
    CHECK(json::parse(gone->body)["mood"] == "over");
    CHECK(house.gateway->post("/t/" + ticket.token + "/cancel", "{}")->status == 409);
}

TEST_CASE("Gateway: who is late lets two go first, twice and no more, and only where somebody is behind",
          "[web][gateway]") {
    House house;
    const Taken ticket = support::take(house.hall, "loan");
    const std::string page = "/t/" + ticket.token;
    CHECK(house.gateway->post(page + "/yield", "{}")->status == 409);
    for (int i = 0; i < 5; ++i)
        static_cast<void>(support::take(house.hall, "loan"));

    const auto yielded = house.gateway->post(page + "/yield", "{}");

    REQUIRE(yielded);
    CHECK(yielded->status == 200);
    CHECK(language::without_isolates(json::parse(yielded->body)["text"]["headline"].get<std::string>()) ==
          "2 people are before you");
    const auto again = house.gateway->post(page + "/yield", "{}");
    CHECK(json::parse(again->body)["may"] == json::array({"cancel"}));
    CHECK(house.gateway->post(page + "/yield", "{}")->status == 409);
}

TEST_CASE("Gateway: a visitor's words reach the journal and no page; a complaint is followed up",
          "[web][gateway]") {
    House house;
    const Taken ticket = support::take(house.hall, "loan");
    const std::string page = "/t/" + ticket.token;

    CHECK(house.gateway->post(page + "/word", R"({"kind":"complaint","text":"Too\nloud"})")->status == 200);
    CHECK(house.gateway->post(page + "/word", R"({"kind":"praise","text":"Kind people"})")->status == 200);
    CHECK(house.gateway->post(page + "/word", R"({"kind":"praise","text":""})")->status == 400);

    const auto events = house.hall.events();
    CHECK(std::ranges::count(events, model::EventKind::WordLeft, &model::Event::kind) == 2);
    CHECK(std::ranges::count(events, std::string("Too loud"), &model::Event::note) == 1);
    CHECK(std::ranges::count(events, model::EventKind::FollowUpOpened, &model::Event::kind) == 1);
    CHECK_THAT(house.gateway->get(page)->body, !Catch::Contains("Too loud"));
}

TEST_CASE("Gateway: the page speaks the ticket's language, the browser's, or the one that was chosen",
          "[web][gateway]") {
    House house; // whose hall speaks English only
    const Taken ticket = support::take(house.hall, "loan", "fr");

    CHECK_THAT(house.gateway->get("/t/" + ticket.token, {{"Accept-Language", "ar"}})->body,
               Catch::Contains("<html lang=\"en\""));
    CHECK_THAT(house.gateway->get("/t/" + ticket.token + "?l=../../etc")->body,
               Catch::Contains("<html lang=\"en\""));
}

TEST_CASE("Gateway: a token that is not of today is answered alike, whatever was wrong with it",
          "[web][gateway]") {
    House house;
    const Taken ticket = support::take(house.hall, "loan");
    std::string other = ticket.token;
    other[0] = other[0] == '0' ? '1' : '0';

    const auto wrong = house.gateway->get("/t/" + other), malformed = house.gateway->get("/t/abc");

    REQUIRE(wrong);
    REQUIRE(malformed);
    CHECK(wrong->status == 404);
    CHECK(malformed->status == 404);
    CHECK(wrong->body == malformed->body);
    CHECK_THAT(wrong->body, Catch::Contains("We do not find this number today."));
    CHECK(house.gateway->post("/t/" + other + "/cancel", "{}")->status == 404);
    CHECK(house.gateway->get("/t/" + other + "/events")->status == 404);
    CHECK(house.gateway->get("/t/%2e%2e%2fhealthz")->status == 404);
}

TEST_CASE("Gateway: who guesses tokens is slowed down, and a ticket that is known stays open",
          "[web][gateway]") {
    House house;
    const Taken ticket = support::take(house.hall, "loan");
    REQUIRE(house.gateway->get("/t/" + ticket.token)->status == 200);

    int refused = 0;
    for (int i = 0; i < 180; ++i)
        refused += house.gateway->get("/t/" + fmt::format("{:020x}", i + 1))->status == 429 ? 1 : 0;

    CHECK(refused >= 20);
    CHECK(house.gateway->get("/t/" + ticket.token)->status == 200);
}

TEST_CASE("Gateway: requests of one ticket are limited, bad ones refused", "[web][gateway]") {
    House house("of_a_ticket_a_minute = 60");
    const Taken ticket = support::take(house.hall, "loan");
    const std::string page = "/t/" + ticket.token;

    CHECK(house.gateway->post(page + "/rate", "{}")->status == 400);
    CHECK(house.gateway->post(page + "/rate", "nonsense")->status == 400);
    CHECK(house.gateway->post(page + "/cancel", R"({"a":1})")->status == 400);
    CHECK(house.gateway->post(page + "/cancel", "{\"\xff\":1}")->status == 400);
    CHECK(house.gateway->client().Post(page + "/cancel", "{}", "application/json")->status == 403);
    CHECK(house.gateway->get(page + "/cancel")->status == 404);
    int refused = 0;
    for (int i = 0; i < 60; ++i)
        refused += house.gateway->get(page + "/view")->status == 429 ? 1 : 0;
    CHECK(refused > 10);
    CHECK(house.view(ticket).contains("error"));
}

TEST_CASE("Gateway: no token is ever written into the log", "[web][gateway]") {
    House house;
    const Taken ticket = support::take(house.hall, "loan");

    for (const char* what : {"", "/view", "/why", "/nowhere"})
        static_cast<void>(house.gateway->get("/t/" + ticket.token + what));
    static_cast<void>(house.gateway->post("/t/" + ticket.token + "/cancel", "{}"));
    house.hall.kill();
    static_cast<void>(house.gateway->get("/t/" + ticket.token));
    house.gateway->process().signal(SIGTERM);
    CHECK(house.gateway->process().wait() == 0);

    CHECK_THAT(house.gateway->process().errors() + house.gateway->process().output(),
               !Catch::Contains(ticket.token) && !Catch::Contains("127.0.0.1 "));
}

TEST_CASE("Gateway: while the hall is gone the page says so with the last that is known, and heals",
          "[web][gateway]") {
    House house;
    const Taken ticket = support::take(house.hall, "loan"), unseen = support::take(house.hall, "loan");
    REQUIRE(house.view(ticket)["stale"] == false);

    house.hall.kill();
    CHECK(support::eventually([&] { return house.gateway->get("/healthz")->status == 503; }));
    CHECK(house.view(ticket)["stale"] == true);
    CHECK(house.view(ticket)["text"]["number"] == ticket.number);
    CHECK(house.gateway->get("/t/" + unseen.token)->status == 503);
    CHECK(house.gateway->post("/t/" + ticket.token + "/cancel", "{}")->status == 503);

    REQUIRE(house.hall.start());
    CHECK(support::eventually([&] { return house.view(ticket)["stale"] == false; }));
    CHECK(house.view(ticket)["mood"] == "next"); // and nothing stale was carried out
    CHECK(house.gateway->get("/t/" + unseen.token)->status == 200);
}

TEST_CASE("Gateway: a page is told of every change at once, and told nothing twice", "[web][gateway]") {
    House house;
    const Taken ticket = support::take(house.hall, "loan");
    std::mutex mutex;
    std::string stream;
    httplib::Client client = house.gateway->client();
    std::thread reader([&] {
        client.Get("/t/" + ticket.token + "/events", [&](const char* data, std::size_t size) {
            const std::lock_guard lock(mutex);
            stream.append(data, size);
            return stream.find("\"mood\":\"called\"") == std::string::npos;
        });
    });
    const auto has = [&](const std::string& text) {
        const std::lock_guard lock(mutex);
        return stream.find(text) != std::string::npos;
    };

    CHECK(support::eventually([&] { return has("\"mood\":\"next\""); }));
    CHECK(house.hall.jiaohao({"call", "--counter", "1"}).code == 0);
    CHECK(support::eventually([&] { return has("\"mood\":\"called\""); }));
    reader.join();

    CHECK_THAT(stream, Catch::StartsWith("id: ") && Catch::Contains("event: view\ndata: {"));
    const auto last = stream.substr(stream.rfind("id: ") + 4, 16);
    support::RawClient again(house.gateway->port());
    again.send(
        fmt::format("GET /t/{}/events HTTP/1.1\r\nHost: x\r\nLast-Event-ID: {}\r\n\r\n", ticket.token, last));
    CHECK_THAT(again.read_all(2s), Catch::Contains("text/event-stream") && !Catch::Contains("event: view"));
}

TEST_CASE("Gateway: streams that are too many are told to ask instead, and ordinary requests go on",
          "[web][gateway]") {
    House house;
    const Taken ticket = support::take(house.hall, "loan");
    const std::string request = "GET /t/" + ticket.token + "/events HTTP/1.1\r\nHost: x\r\n\r\n";
    {
        std::vector<std::unique_ptr<support::RawClient>> streams;
        for (int i = 0; i < 8; ++i) {
            streams.push_back(std::make_unique<support::RawClient>(house.gateway->port()));
            streams.back()->send(request);
        }
        CHECK(house.gateway->shows("/healthz", "\"streams\":8"));
        CHECK(house.gateway->get("/t/" + ticket.token + "/events")->status == 503);
        CHECK(house.gateway->get("/t/" + ticket.token + "/view")->status == 200);
    }
    CHECK(house.gateway->shows("/healthz", "\"streams\":0"));
}

TEST_CASE("Gateway: files have their type and a mark, and nothing outside their folder is one",
          "[web][gateway]") {
    House house;

    const auto style = house.gateway->get("/assets/visitor.css");
    REQUIRE(style);
    CHECK(style->get_header_value("Content-Type") == "text/css; charset=utf-8");
    const std::string mark = style->get_header_value("ETag");
    CHECK(house.gateway->get("/assets/visitor.css", {{"If-None-Match", mark}})->status == 304);
    CHECK(house.gateway->get("/assets/visitor.js")->get_header_value("Content-Type") ==
          "text/javascript; charset=utf-8");
    for (const char* path : {"/assets/../hall/hall.toml", "/assets/%2e%2e/hall/hall.toml",
                             "/assets/README.md", "/assets//etc/passwd", "/assets/"})
        CHECK(house.gateway->get(path)->status == 404);
}

TEST_CASE("Gateway: a visitor's whole page is small enough for an old phone", "[web][gateway]") {
    House house;
    const Taken ticket = support::take(house.hall, "loan");

    std::size_t bytes = house.gateway->get("/t/" + ticket.token)->body.size();
    for (const char* file : {"base.css", "visitor.css", "visitor.js", "icon.svg"})
        bytes += house.gateway->get(std::string("/assets/") + file)->body.size();

    CHECK(bytes < 60'000);
}

TEST_CASE("Gateway: a proxy's word of who asks is believed only of a proxy that was named",
          "[web][gateway]") {
    const auto refused = [](const House& house) {
        int count = 0;
        for (int i = 0; i < 180; ++i) { // each time as somebody else
            const auto answer = house.gateway->get(
                "/t/" + fmt::format("{:020x}", i + 1),
                {{"X-Forwarded-For", fmt::format("made up, 10.0.{}.{}", i / 100, i % 100)}});
            count += answer->status == 429 ? 1 : 0;
        }
        return count;
    };

    CHECK(refused(House()) >= 20);
    CHECK(refused(House("proxies = [\"127.0.0.1\"]")) == 0);
}

TEST_CASE("Gateway: without a hall it starts, says so, and follows once there is one", "[web][gateway]") {
    support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());
    Gateway gateway(hall);
    REQUIRE(gateway.start());
    hall.kill();
    gateway.kill();
    support::Process alone(support::Launch{{support::program("jiaohao-web"), "--state", hall.state(),
                                            "--listen", fmt::format("127.0.0.1:{}", gateway.port())}});

    CHECK(support::eventually([&] {
        const auto health = gateway.get("/healthz");
        return health && health->status == 503;
    }));
    CHECK_THAT(gateway.get("/healthz")->body, Catch::Contains("has not been reached yet"));
    CHECK(gateway.get("/t/0123456789abcdef0123")->status == 503);
    REQUIRE(hall.start());
    CHECK(support::eventually([&] { return gateway.get("/healthz")->status == 200; }));
}
