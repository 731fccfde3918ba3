#include "shared/base/file.h"
#include "shared/base/text.h"
#include "shared/queue/update.h"
#include "shared/web/metrics.h"
#include "tests/queue/day.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"
#include "tests/web/gateway.h"

#include <catch2/catch.hpp>

#include <regex>
#include <set>

using namespace std::chrono_literals;
using web::Histogram;
using web::Meter;

namespace {

Meter meter_of(const support::Day& day, std::uint64_t after = 0) {
    Meter meter;
    meter.count_after(after);
    for (const model::Event& event : day.events())
        meter.put(event);
    return meter;
}

web::State state_of(const support::Day& day) {
    web::State state;
    state.board = queue::board(day.state());
    state.known = true;
    state.fresh = true;
    return state;
}

std::string text_of(const support::Day& day, const web::State& state) {
    const Meter meter = meter_of(day);
    return web::metrics_text({state, meter, day.state().seq(), 1500ms, day.now().time, "0.1.0", 3});
}

/// Three visitors: one served and rated, one set aside, one who waits.
support::Day lived_day() {
    support::Day day;
    day.open(1);
    const auto first = day.take("loan", "elderly");
    day.take("deposit");
    day.advance(2min);
    day.take("loan");
    day.advance(5min);
    day.serve(1, 11min);
    day.must(model::RateTicket{first, 4, {}});
    day.call(1);
    day.must(model::ParkTicket{{1}, "form"});
    day.must(model::ReportDevice{{"printer \"A\"\\1"}, model::DeviceState::Fault, "out"});
    return day;
}

/// What is wrong with it, by the grammar of the format; empty: nothing.
std::string faults_of(const std::string& text) {
    static const std::regex kSample(
        R"re(([a-z_]+)(?:\{([a-z_]+="(?:[^"\\]|\\["\\n])*",?)+\})? (?:[-0-9.]+|\+Inf))re");
    std::set<std::string> families;
    std::string family;
    for (const std::string_view line : base::split(text, '\n')) {
        if (line.empty())
            continue;
        if (line.starts_with("# HELP ")) {
            family = base::split(line, ' ')[2];
            if (!families.insert(family).second)
                return "twice: " + family;
            continue;
        }
        if (line.starts_with("# TYPE "))
            continue;
        std::cmatch match;
        if (!std::regex_match(line.begin(), line.end(), match, kSample) ||
            !match[1].str().starts_with(family))
            return "not a sample of " + family + ": " + std::string(line);
    }
    return families.empty() || text.back() != '\n' ? "no end" : "";
}

} // namespace

TEST_CASE("Metrics: counters hold what happened, by service and channel", "[web][metrics]") {
    const auto day = lived_day();
    const std::string text = text_of(day, state_of(day));

    for (const char* sample :
         {"jiaohao_tickets_issued_total{service=\"loan\",channel=\"elderly\"} 1\n",
          "jiaohao_tickets_issued_total{service=\"deposit\",channel=\"ordinary\"} 1\n",
          "jiaohao_served_total{service=\"loan\",outcome=\"done\"} 1\n",
          "jiaohao_ratings_total{score=\"4\"} 1\n", "jiaohao_ratings_total{score=\"5\"} 0\n",
          "jiaohao_wait_seconds_bucket{service=\"loan\",le=\"300\"} 0\n",
          "jiaohao_wait_seconds_bucket{service=\"loan\",le=\"600\"} 1\n",
          "jiaohao_wait_seconds_bucket{service=\"loan\",le=\"+Inf\"} 1\n",
          "jiaohao_wait_seconds_sum{service=\"loan\"} 420.000\n",
          "jiaohao_wait_seconds_count{service=\"loan\"} 1\n",
          "jiaohao_service_seconds_sum{service=\"loan\"} 660.000\n"})
        CHECK_THAT(text, Catch::Contains(sample));
}

TEST_CASE("Metrics: gauges hold how it is", "[web][metrics]") {
    const auto day = lived_day();
    const std::string text = text_of(day, state_of(day));

    for (const char* sample :
         {"jiaohao_waiting{service=\"loan\",channel=\"ordinary\"} 1\n",
          "jiaohao_waiting{service=\"loan\",channel=\"elderly\"} 0\n",
          "jiaohao_oldest_wait_seconds{service=\"loan\",channel=\"ordinary\"} 960.000\n",
          "jiaohao_tickets{state=\"parked\"} 1\n", "jiaohao_counters{state=\"open\"} 1\n",
          "jiaohao_counters{state=\"closed\"} 2\n", "jiaohao_hall_followed 1\n",
          "jiaohao_hall_silence_seconds 1.500\n", "jiaohao_build_info{version=\"0.1.0\"} 1\n",
          "jiaohao_journal_unread_events 0\n", "jiaohao_web_streams 3\n",
          "jiaohao_device_state{device=\"printer \\\"A\\\"\\\\1\",state=\"fault\"} 1\n"})
        CHECK_THAT(text, Catch::Contains(sample));
}

TEST_CASE("Metrics: every line is as the format has it, each family once", "[web][metrics]") {
    const auto day = lived_day();
    CHECK(faults_of(text_of(day, state_of(day))) == "");
    CHECK(faults_of(text_of(support::Day(), web::State())) == "");
    CHECK(faults_of("jiaohao_x{a=\"b\"c\"} 1\n") != "");
}

TEST_CASE("Metrics: promtool has nothing to say against them", "[web][metrics]") {
    if (support::run({"sh", "-c", "command -v promtool"}).code != 0) {
        WARN("promtool is not installed (Debian's package prometheus)");
        return;
    }
    const auto day = lived_day();
    const support::TemporaryFolder folder;
    base::write_file(folder / "metrics", text_of(day, state_of(day)));

    const auto checked =
        support::run({"sh", "-c", "promtool check metrics < " + (folder / "metrics").string()});
    CHECK(checked.output == "");
    CHECK(checked.errors == "");
    CHECK(checked.code == 0);
    const auto rules = support::run({"promtool", "check", "rules", "assets/metrics/alerts.yml"});
    CHECK_THAT(rules.output, Catch::Contains("SUCCESS"));
}

TEST_CASE("Metrics: of a hall that is out of reach no old figure is told", "[web][metrics]") {
    const auto day = lived_day();
    web::State state = state_of(day);
    state.fresh = false;

    const std::string text = text_of(day, state);

    CHECK_THAT(text,
               Catch::Contains("jiaohao_hall_followed 0\n") && Catch::Contains("jiaohao_served_total{"));
    CHECK_THAT(text, !Catch::Contains("jiaohao_waiting{") && !Catch::Contains("jiaohao_device_state{"));
}

TEST_CASE("Meter: what was before it began is known, but not counted", "[web][metrics]") {
    support::Day day;
    day.open(1);
    day.take("loan");
    const auto before = day.state().seq();
    day.advance(4min);
    day.call(1);

    const Meter meter = meter_of(day, before);

    CHECK(meter.tally().issued.empty());
    CHECK(meter.tally().waits.at("loan").sum == 4min);
}

TEST_CASE("Meter: follow-ups are open until they are settled, overdue after three days", "[web][metrics]") {
    support::Day day;
    day.open(1);
    const auto ticket = day.take("loan");
    day.serve(1, 1min);
    day.must(model::RateTicket{ticket, 1, {"rude"}});
    const auto due = day.now().time + model::kFollowUpTime;

    Meter meter = meter_of(day);
    CHECK(meter.follow_ups().open() == 1);
    CHECK(meter.follow_ups().overdue(due) == 0);
    CHECK(meter.follow_ups().overdue(due + 1ms) == 1);

    day.must(model::StepFollowUp{
        meter.follow_ups().all().begin()->first, model::FollowUpStep::Closed, {}, "rang up"});
    CHECK(meter_of(day).follow_ups().open() == 0);
    CHECK(meter_of(day).follow_ups().overdue(due + 24h) == 0);
}

TEST_CASE("Histogram: a class holds what is not longer than its end", "[web][metrics]") {
    Histogram histogram;
    for (const base::Duration time : {base::Duration(60s), base::Duration(60s + 1ms), base::Duration(3h)})
        histogram.add(time);
    CHECK(histogram.below.front() == 1);
    CHECK(histogram.below[1] == 2);
    CHECK(histogram.below.back() == 2);
    CHECK(histogram.count == 3);
}

TEST_CASE("/metrics: tells this machine's Prometheus, and nobody who comes through a proxy",
          "[web][metrics][gateway]") {
    const support::TemporaryFolder folder;
    support::RunningHall hall(folder.path());
    REQUIRE(hall.start());
    support::Gateway gateway(hall);
    REQUIRE(gateway.start());
    REQUIRE(gateway.shows("/metrics", "jiaohao_hall_followed 1"));
    support::take(hall, "loan");

    CHECK(gateway.shows("/metrics", "jiaohao_waiting{service=\"loan\",channel=\"ordinary\"} 1"));
    CHECK(gateway.shows("/metrics", "jiaohao_tickets_issued_total{service=\"loan\",channel=\"ordinary\"} 1"));
    const auto page = gateway.get("/metrics");
    REQUIRE(page);
    CHECK(page->get_header_value("Content-Type") == web::kMetricsType);
    CHECK(faults_of(page->body) == "");

    const auto forwarded = gateway.get("/metrics", {{"X-Forwarded-For", "203.0.113.7"}});
    REQUIRE(forwarded);
    CHECK(forwarded->status == 404);
    CHECK_THAT(forwarded->body, !Catch::Contains("jiaohao_"));
}
