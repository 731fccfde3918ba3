#include "shared/web/connection.h"
#include "shared/web/server.h"
#include "tests/web/gateway.h"

#include <catch2/catch.hpp>
#include <fmt/core.h>

#include <memory>
#include <vector>

using namespace std::chrono_literals;
using support::RawClient;

namespace {

/// The server alone, with one page that reads and one that takes.
class Small {
  public:
    explicit Small(const web::Limits& limits = {32, 8, 100'000, 1000}) {
        options_.port = 0;
        options_.limits = limits;
        server_ = std::make_unique<web::Server>(options_, clock_);
        server_->Get("/", [](const auto&, auto& response) { response.set_content("hello", "text/plain"); });
        server_->Get("/fails", [](const auto&, auto&) { throw std::runtime_error("a secret of ours"); });
        server_->Post("/take", [](const auto& request, auto& response) {
            response.set_content(request.body, "text/plain");
        });
        port = server_->start();
    }

    std::string send(const std::string& bytes) const {
        RawClient client(port);
        client.send(bytes);
        return client.read_all();
    }
    std::string post(const std::string& headers, const std::string& body) const {
        return send("POST /take HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n" + body);
    }
    httplib::Result get(const std::string& path) const {
        return httplib::Client("127.0.0.1", port).Get(path);
    }

    int port = 0;

  private:
    base::SystemClock clock_;
    web::Options options_;
    std::unique_ptr<web::Server> server_;
};

constexpr const char* kOurs = "Origin: http://x\r\n";
constexpr const char* kJson = "Content-Type: application/json\r\n";

} // namespace

TEST_CASE("Server: every answer has the headers that keep a browser from harm, errors too", "[web][server]") {
    const Small small;

    for (const char* path : {"/", "/nowhere", "/fails"}) {
        const auto answer = small.get(path);
        REQUIRE(answer);
        CHECK_THAT(answer->get_header_value("Content-Security-Policy"),
                   Catch::Contains("default-src 'none'") && Catch::Contains("frame-ancestors 'none'") &&
                       !Catch::Contains("unsafe"));
        CHECK(answer->get_header_value("X-Content-Type-Options") == "nosniff");
        CHECK(answer->get_header_value("Referrer-Policy") == "no-referrer");
        CHECK_FALSE(answer->has_header("Server"));
    }
    CHECK(small.get("/nowhere")->status == 404);
    CHECK_THAT(small.get("/nowhere")->body, Catch::StartsWith("{\"error\":"));
}

TEST_CASE("Server: what went wrong inside stays inside", "[web][server]") {
    const Small small;

    const auto answer = small.get("/fails");

    REQUIRE(answer);
    CHECK(answer->status == 500);
    CHECK_THAT(answer->body, !Catch::Contains("secret"));
    CHECK_FALSE(answer->has_header("EXCEPTION_WHAT"));
}

TEST_CASE("Server: something is taken only as JSON, of known length, from a page of this site",
          "[web][server]") {
    const Small small;
    const std::string length = "Content-Length: 2\r\n";

    CHECK_THAT(small.post(kOurs + std::string(kJson) + length, "{}"), Catch::Contains(" 200 "));
    CHECK_THAT(small.post(kJson + length, "{}"), Catch::Contains(" 403 "));
    CHECK_THAT(small.post("Origin: http://evil\r\n" + std::string(kJson) + length, "{}"),
               Catch::Contains(" 403 "));
    CHECK_THAT(small.post(kOurs + length + "Content-Type: text/plain\r\n", "{}"), Catch::Contains(" 415 "));
    CHECK_THAT(small.post(kOurs + length, "{}"), Catch::Contains(" 415 "));
    CHECK_THAT(small.post(kOurs + std::string(kJson) + length + "Content-Encoding: gzip\r\n", "{}"),
               Catch::Contains(" 415 "));
    CHECK_THAT(
        small.post(kOurs + std::string(kJson) + "Transfer-Encoding: chunked\r\n", "2\r\n{}\r\n0\r\n\r\n"),
        Catch::Contains(" 411 "));
    CHECK_THAT(small.post(kOurs + std::string(kJson), ""), Catch::Contains(" 411 "));
    CHECK_THAT(small.send("DELETE / HTTP/1.1\r\nHost: x\r\n\r\n"), Catch::Contains(" 405 "));
}

TEST_CASE("Server: a body that is too large is cut off, however it is told", "[web][server]") {
    const Small small;
    const std::string large(40'000, 'x');

    CHECK_THAT(small.post(kOurs + std::string(kJson) + "Content-Length: 40000\r\n", large),
               !Catch::Contains(" 200 "));
    CHECK_THAT(small.post(kOurs + std::string(kJson) + "Content-Length: 99999999999999999999\r\n", large),
               !Catch::Contains(" 200 "));
    CHECK_THAT(small.post(kOurs + std::string(kJson) + "Content-Length: -5\r\n", large),
               !Catch::Contains(" 200 "));
    CHECK(small.get("/")->status == 200);
}

TEST_CASE("Server: what follows a request with a body is never taken for a request", "[web][server]") {
    const Small small;
    const std::string hidden = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    CHECK_THAT(small.send(fmt::format("GET /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{}",
                                      hidden.size(), hidden)),
               !Catch::Contains("hello"));
    CHECK_THAT(small.post(fmt::format("Content-Length: {}\r\n", hidden.size()), hidden),
               !Catch::Contains("hello"));
}

TEST_CASE("Server: floods of headers, long lines and long paths end in an error or at once",
          "[web][server]") {
    const Small small;
    std::string flood = "GET / HTTP/1.1\r\nHost: x\r\n";
    for (int i = 0; i < 5000; ++i)
        flood += fmt::format("X-Flood-{}: {}\r\n", i, i);

    CHECK_THAT(small.send(flood + "\r\n"), !Catch::Contains("hello"));
    CHECK_THAT(small.send("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + std::string(50'000, 'a') + "\r\n\r\n"),
               !Catch::Contains("hello"));
    CHECK_THAT(
        small.send("GET /" + std::string(7000, 'a') + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
        Catch::Contains(" 404 "));
    CHECK_THAT(small.send("GET /" + std::string(12'000, '/') + " HTTP/1.1\r\nHost: x\r\n\r\n"),
               !Catch::Contains("hello"));
    std::string ranges = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nRange: bytes=0-1";
    while (ranges.size() < 7500)
        ranges += ",0-1";
    CHECK(small.send(ranges + "\r\n\r\n").size() < 5000);
    CHECK(small.get("/")->status == 200);
}

TEST_CASE("Server: bytes that are no HTTP are no harm", "[web][server]") {
    const Small small;
    std::string noise;
    for (int i = 0; i < 3000; ++i)
        noise += static_cast<char>(i * 37 % 256);

    CHECK_THAT(small.send(noise + "\r\n\r\n"), !Catch::Contains("hello"));
    CHECK_THAT(small.send(std::string("GET /\0 HTTP/1.1\r\n\r\n", 19)), !Catch::Contains("hello"));
    CHECK_THAT(small.send("GET /%ff%fe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
               Catch::Contains(" 404 "));
    CHECK_THAT(small.send("GET /..%2f..%2fetc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
               Catch::Contains(" 404 "));
    CHECK(small.get("/")->status == 200);
}

TEST_CASE("Server: who sends a head too slowly, or half of one, is cut off in time", "[web][server][slow]") {
    const Small small;
    RawClient half(small.port), mute(small.port), slow(small.port);

    half.send("GET / HTTP/1.1\r\nHost: x\r\nX-Half: ");
    const base::SystemClock clock;
    const auto begin = clock.steady();
    bool is_alive = true;
    support::eventually(
        [&] {
            is_alive = slow.send("G"); // a byte now and then never comes to an end
            return !is_alive;
        },
        web::Connection::kHeadTime + 5s);

    CHECK_FALSE(is_alive);
    CHECK(clock.steady() - begin < web::Connection::kHeadTime + 4s);
    CHECK(mute.is_ended(1s));
    CHECK(half.is_ended(1s));
}

TEST_CASE("Server: connections that are too many are turned away, and those who leave make room",
          "[web][server]") {
    const Small small({16, 4, 100'000, 1000});
    std::vector<std::unique_ptr<RawClient>> held;
    for (int i = 0; i < 16; ++i) {
        held.push_back(std::make_unique<RawClient>(small.port));
        held.back()->send("GET / HTTP/1.1\r\nHost: x\r\nX-Half: ");
    }

    RawClient late(small.port);
    CHECK(late.is_ended(3s));
    held.clear();
    CHECK(support::eventually([&] {
        const auto answer = small.get("/");
        return answer && answer->status == 200;
    }));
}

TEST_CASE("Server: one address asks so often and no more", "[web][server]") {
    const Small small({32, 8, 60, 1000});

    int refused = 0;
    for (int i = 0; i < 660; ++i)
        refused += small.get("/")->status == 429 ? 1 : 0;

    CHECK(refused > 20);
    CHECK(refused < 100);
}

TEST_CASE("Server: stops at once, whoever is still connected", "[web][server]") {
    auto small = std::make_unique<Small>();
    RawClient waits(small->port), half(small->port);
    half.send("GET / HTTP/1.1\r\n");
    const base::SystemClock clock;
    const auto begin = clock.steady();

    small.reset();

    CHECK(clock.steady() - begin < 2s);
}
