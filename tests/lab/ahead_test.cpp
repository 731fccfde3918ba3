// The hours ahead, foreseen from a journal of days that were made up, beside the rest of its last day.

#include "shared/lab/ahead.h"

#include "shared/base/day.h"
#include "shared/base/file.h"
#include "shared/lab/input.h"
#include "tests/lab/busy_day.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <fmt/core.h>

#include <algorithm>

using namespace std::chrono_literals;
using model::Event;

namespace {

/// The same hall for so many days, each with visitors of its own.
std::vector<Event> days_of(const model::Hall& hall, int days) {
    std::vector<Event> all;
    for (int later = 0; later < days; ++later) {
        const std::uint64_t seq = all.empty() ? 0 : all.back().seq;
        std::uint64_t ticket = 0;
        for (const Event& event : all)
            ticket = std::max(ticket, event.ticket.value);
        support::DayPlan plan;
        plan.seed = static_cast<std::uint64_t>(later) + 1;
        plan.promptly = false;
        plan.ordinary = false;
        plan.over = false;
        for (Event event : support::busy_day(hall, plan)) {
            event.seq += seq;
            event.at += later * 24h;
            if (event.entry != base::WallTime{})
                event.entry += later * 24h;
            event.day = base::add_days(event.day, later);
            if (event.ticket.value != 0)
                event.ticket.value += ticket;
            all.push_back(event);
        }
    }
    return all;
}

/// A state folder with so many days in it, and its configuration.
struct AheadBench {
    explicit AheadBench(int days = 12) {
        base::write_file(folder / "hall.toml", support::hall_toml());
        support::write_journal(folder.path(), days_of(support::hall_of(support::hall_toml()), days));
    }

    lab::AheadOptions at(const std::string& time, const model::WhatIf& what_if = {}) const {
        lab::AheadOptions options;
        options.journal = folder.path();
        options.config = folder / "hall.toml";
        options.at = time;
        options.what_if = what_if;
        return options;
    }

    support::TemporaryFolder folder;
};

bool holds(const model::Estimate& estimate, int was) {
    return estimate.low <= was && was <= estimate.high;
}

} // namespace

TEST_CASE("Ahead: what came lies within what was foreseen", "[lab][ahead]") {
    const AheadBench bench(24);
    int told = 0;
    int held = 0;
    int waiting_ahead = 0;
    int waiting_then = 0;
    for (int day = 20260312; day <= 20260325; ++day)
        for (const char* time : {"09:30", "12:00"}) {
            auto options = bench.at(time);
            options.day = day;
            const auto foreseen = lab::look_ahead(options);
            REQUIRE(foreseen.was);
            REQUIRE(foreseen.ahead.half_hours.size() == 8);
            CHECK(foreseen.ahead.days == std::min(day - 20260302, 20)); // older ones fade
            for (std::size_t i = 0; i < foreseen.was->half_hours.size(); ++i) {
                const auto& ahead = foreseen.ahead.half_hours[i];
                const auto& was = foreseen.was->half_hours[i];
                CHECK(ahead.to - ahead.from == 30min);
                told += 2;
                held += holds(ahead.visitors, was.visitors.point) ? 1 : 0;
                held += holds(ahead.waiting, was.waiting.point) ? 1 : 0;
                waiting_ahead += ahead.waiting.point;
                waiting_then += was.waiting.point;
            }
        }
    INFO(held << " of " << told << ", " << waiting_ahead << " waiting instead of " << waiting_then);
    CHECK(held * 10 >= told * 7); // 80 of 100 are promised; fourteen days are few
    CHECK(waiting_ahead * 10 > waiting_then * 8);
    CHECK(waiting_ahead * 10 < waiting_then * 12);
}

TEST_CASE("Ahead: one more counter shortens the waits, one less lengthens them", "[lab][ahead]") {
    const AheadBench bench;
    const auto as_it_is = lab::look_ahead(bench.at("10:00")).ahead;
    const auto less = lab::look_ahead(bench.at("10:00", {{}, {{1}}, {}}));
    CHECK_FALSE(less.was);
    CHECK(less.ahead.others.mean > as_it_is.others.mean);
    CHECK(less.ahead.half_hours.front().counters.point < as_it_is.half_hours.front().counters.point);

    const auto again = lab::look_ahead(bench.at("10:00"));
    CHECK(again.ahead == as_it_is);
}

TEST_CASE("Ahead: without a favour the green channels wait as the others do", "[lab][ahead]") {
    const AheadBench bench;
    const auto as_it_is = lab::look_ahead(bench.at("11:00")).ahead;
    const auto fifo = lab::look_ahead(bench.at("11:00", {{}, {}, "fifo"})).ahead;

    CHECK(as_it_is.green.mean < as_it_is.others.mean);
    CHECK(fifo.green.mean > as_it_is.green.mean);
    CHECK(fifo.others.mean < as_it_is.others.mean);
}

TEST_CASE("Ahead: what cannot be used is said", "[lab][ahead]") {
    const AheadBench bench;
    CHECK_THROWS_WITH(lab::look_ahead(bench.at("10:00", {{{77}}, {}, {}})), "the hall has no counter 77");
    CHECK_THROWS_WITH(lab::look_ahead(bench.at("10:00", {{}, {}, "brutal"})), "there is no preset 'brutal'");
    CHECK_THROWS_WITH(lab::look_ahead(bench.at("25:00")),
                      "--at 25:00 is no time of day; it should look like 09:30");
    auto other_day = bench.at("10:00");
    other_day.day = 20250101;
    CHECK_THROWS_AS(lab::look_ahead(other_day), lab::InputError);
}

TEST_CASE("Ahead: from the command line, as text and as JSON", "[lab][ahead]") {
    const AheadBench bench;
    const auto run = [&](std::vector<std::string> more) {
        std::vector<std::string> words{support::program("jiaohao-lab"),
                                       "ahead",
                                       "--journal",
                                       bench.folder.path().string(),
                                       "--config",
                                       (bench.folder / "hall.toml").string(),
                                       "--at",
                                       "10:30"};
        words.insert(words.end(), more.begin(), more.end());
        return support::run(words);
    };
    const auto text = run({});
    CHECK(text.code == 0);
    CHECK(text.output.starts_with(
        "                   visitors       waiting      counters     wait, min\n10:30-11:00"));
    CHECK(text.output.find("Learned from 11 earlier days.") != std::string::npos);
    CHECK(text.output.find("\nAs it was:\n") != std::string::npos);
    const auto json = run({"--json", "--close", "1,2"});
    CHECK(json.code == 0);
    CHECK(json.output.starts_with("{\"foreseen\":{\"at\":\""));
    CHECK(json.output.ends_with(",\"was\":null}\n"));
    CHECK(run({"--preset", "brutal"}).code == 2);
}
