#include "shared/lab/shadow.h"

#include "shared/lab/input.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <vector>

using lab::Shadow;
using lab::ShadowForecast;

namespace {

// What a forecast may know, and nothing else: no visitors, no speeds, no rosters.
constexpr const char* kConfig = R"({
  "classes": {"ordinary": {"tier": 1, "h": 0, "m": 1000, "cap": null},
              "green": {"tier": 1, "h": 300000, "m": 2000, "cap": 2700000}},
  "services": [{"id": 0, "mean": 600000, "cv": 0.7}, {"id": "forms", "mean": 300000, "cv": 0.7}],
  "counters": [{"id": 7, "skills": [0, "forms"]}],
  "params": {"pace": 0, "walk": 0, "noshow_timeout": 60000, "noshow_penalty": 600000, "max_returns": 1,
             "appt_early": 300000, "appt_grace": 600000}})";

std::vector<ShadowForecast> follow(std::string_view trace) {
    const lab::Scenario config = lab::read_config(kConfig);
    Shadow shadow(config);
    std::vector<ShadowForecast> foreseen;
    shadow.follow(lab::read_trace(trace, config, "day.jsonl"),
                  [&](const ShadowForecast& one) { foreseen.push_back(one); });
    return foreseen;
}

constexpr const char* kOpen = R"({"t":1000,"ev":"counter","counter":7,"state":"open","skills":[0,"forms"]})"
                              "\n";

} // namespace

TEST_CASE("Shadow: a free counter means no wait, a busy one a service", "[lab][shadow]") {
    const auto foreseen =
        follow(std::string(kOpen) + R"({"t":2000,"ev":"issue","id":1,"svc":0,"cls":"ordinary","e":2000}
{"t":2000,"ev":"call","id":1,"counter":7}
{"t":3000,"ev":"issue","id":"b","svc":"forms","cls":"green","e":3000}
)");

    REQUIRE(foreseen.size() == 2);
    CHECK(foreseen[0].foreseen.high == base::Duration(0));
    CHECK(foreseen[1].ticket == "b");
    CHECK(foreseen[1].foreseen.low > base::Duration(0));
    CHECK(foreseen[1].foreseen.point > std::chrono::minutes(2));
    CHECK(foreseen[1].foreseen.point < std::chrono::minutes(20));
    CHECK(trace_line(foreseen[0]) == R"({"t":2000,"ev":"forecast","id":1,"p10":0,"p50":0,"p90":0})");
}

TEST_CASE("Shadow: who misses the call comes back, who is sent on waits again, who leaves is gone",
          "[lab][shadow]") {
    const auto foreseen =
        follow(std::string(kOpen) + R"({"t":2000,"ev":"issue","id":1,"svc":0,"cls":"ordinary","e":2000}
{"t":2000,"ev":"issue","id":2,"svc":0,"cls":"ordinary","e":2000}
{"t":2000,"ev":"issue","id":3,"svc":0,"cls":"ordinary","e":2000}
{"t":2000,"ev":"call","id":1,"counter":7}
{"t":9000,"ev":"abandon","id":3}
{"t":62000,"ev":"noshow","id":1,"counter":7}
{"t":62000,"ev":"call","id":2,"counter":7}
{"t":70000,"ev":"requeue","id":1,"svc":0,"cls":"ordinary","e":70000}
{"t":90000,"ev":"end","id":2,"counter":7}
{"t":90000,"ev":"transfer","id":2,"svc":"forms","cls":"green","e":30000}
{"t":90000,"ev":"call","id":2,"counter":7}
{"t":99000,"ev":"counter","counter":7,"state":"pause","skills":[]}
{"t":99500,"ev":"forecast","id":2,"p10":0,"p50":0,"p90":0}
{"t":99900,"ev":"end","id":2,"counter":7}
{"t":100000,"ev":"issue","id":4,"svc":0,"cls":"ordinary","e":100000}
)");

    REQUIRE(foreseen.size() == 4);
    CHECK(foreseen.back().foreseen.low > base::Duration(0)); // the counter has paused
}

TEST_CASE("Shadow: days are told one after the other, and each one teaches", "[lab][shadow]") {
    const lab::Scenario config = lab::read_config(kConfig);
    Shadow shadow(config);
    std::string trace = kOpen;
    for (int i = 0; i < 60; ++i) {
        const int t = 2000 + i * 60'000;
        trace +=
            fmt::format(R"({{"t":{0},"ev":"issue","id":{1},"svc":0,"cls":"ordinary","e":{0}}})", t, i) + "\n";
        trace += fmt::format(R"({{"t":{0},"ev":"call","id":{1},"counter":7}})", t, i) + "\n";
        trace += fmt::format(R"({{"t":{0},"ev":"end","id":{1},"counter":7}})", t + 60'000, i) + "\n";
    }
    const auto lines = lab::read_trace(trace, config, "day.jsonl");
    const std::string two =
        std::string(kOpen) + R"({"t":2000,"ev":"issue","id":1,"svc":0,"cls":"ordinary","e":2000}
{"t":2000,"ev":"call","id":1,"counter":7}
{"t":2000,"ev":"issue","id":2,"svc":0,"cls":"ordinary","e":2000}
)";
    std::vector<ShadowForecast> before = follow(two);
    std::vector<ShadowForecast> after;
    shadow.follow(lines, [](const ShadowForecast&) {});
    shadow.follow(lab::read_trace(two, config, "two.jsonl"),
                  [&](const ShadowForecast& one) { after.push_back(one); });

    CHECK(before.back().foreseen.point > std::chrono::minutes(4)); // as configured
    CHECK(after.back().foreseen.point < std::chrono::minutes(2));  // as seen
}

TEST_CASE("Trace: every mistake is told with its line", "[lab][shadow]") {
    using Catch::Contains;
    CHECK_THROWS_WITH(follow("{"), Contains("day.jsonl:1:") && Contains("JSON"));
    CHECK_THROWS_WITH(follow("\n{\"t\":1}"), Contains("day.jsonl:2: ev is missing"));
    CHECK_THROWS_WITH(follow(R"({"t":1,"ev":"lost","id":1})"), Contains("ev must be issue,"));
    CHECK_THROWS_WITH(follow(R"({"t":1,"ev":"call","id":1,"counter":8})"), Contains("counter is not one of"));
    CHECK_THROWS_WITH(follow(R"({"t":1,"ev":"call","id":1,"counter":7})"), Contains("it was never issued"));
    CHECK_THROWS_WITH(follow(std::string(kOpen) + R"({"t":1,"ev":"abandon","id":1})"),
                      Contains("before the line above"));
    CHECK_THROWS_WITH(follow(R"({"t":1,"ev":"issue","id":1,"svc":0,"cls":"ordinary","e":1}
{"t":1,"ev":"issue","id":1,"svc":0,"cls":"ordinary","e":1})"),
                      Contains("issued a second time"));
    CHECK_THROWS_WITH(follow(R"({"t":1e99,"ev":"abandon","id":1})"), Contains("t must be a whole number"));
}
