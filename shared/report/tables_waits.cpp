#include "shared/report/groups.h"
#include "shared/report/spread.h"
#include "shared/report/tables.h"

#include "shared/base/day.h"
#include "shared/base/zone.h"

#include <algorithm>
#include <array>

namespace report {

namespace {

base::Duration wait_target(const model::ServiceId& service, const Setting& setting) {
    const model::Service* found = model::find(setting.hall.services, service);
    return found == nullptr ? base::Duration::zero() : found->wait_target;
}

base::Duration serve_target(const model::ServiceId& service, const Setting& setting) {
    const model::Service* found = model::find(setting.hall.services, service);
    return found == nullptr ? base::Duration::zero() : found->serve_target;
}

/// A time that was: absent where nothing was counted.
Cell time_cell(base::Duration time, int count) {
    return count == 0 ? Cell() : Cell(time);
}

void append_spread(std::vector<Cell>& row, const Spread& spread) {
    row.emplace_back(std::int64_t{spread.count});
    for (const base::Duration time : {spread.mean, spread.p50, spread.p90, spread.longest})
        row.push_back(time_cell(time, spread.count));
}

void append_over(std::vector<Cell>& row, const Spread& spread) {
    row.emplace_back(std::int64_t{spread.over_target});
    row.emplace_back(std::int64_t{spread.with_target});
    row.emplace_back(Share{spread.over_target, spread.with_target});
}

void add_spread_columns(std::vector<Column>& columns, const std::string& count_title,
                        const Setting& setting) {
    const auto& in = setting.catalogue;
    columns.push_back({"count", count_title, Look::Number});
    columns.push_back({"mean_s", in.tr("Mean"), Look::Minutes});
    columns.push_back({"p50_s", in.tr("Half within"), Look::Minutes});
    columns.push_back({"p90_s", in.tr("Nine of ten within"), Look::Minutes});
    columns.push_back({"longest_s", in.tr("Longest"), Look::Minutes});
}

void add_over_columns(std::vector<Column>& columns, const Setting& setting) {
    const auto& in = setting.catalogue;
    columns.push_back({"target_s", in.tr("Target"), Look::Minutes});
    columns.push_back({"over_target", in.tr("Over target"), Look::Number});
    columns.push_back({"with_target", {}, Look::Id});
    columns.push_back({"over_target_share", in.tr("Share over target"), Look::Number});
}

/// The target of a service; other rows mix several.
Cell target_cell(const Subject& subject, base::Duration target) {
    return subject.by == By::Service && target > base::Duration::zero() ? Cell(target) : Cell();
}

std::int64_t tally(const std::map<Fate, int>& fates, Fate fate) {
    const auto found = fates.find(fate);
    return found == fates.end() ? 0 : found->second;
}

void add_hours(const Facts& facts, const Setting& setting, std::vector<Table>& to) {
    const base::Zone zone(setting.hall.zone);
    std::map<int, std::map<std::string, int>> hours;
    std::map<std::pair<int, int>, int> heat;
    for (const Visitor& visitor : facts.visitors) {
        const int hour = zone.local(visitor.came).hour;
        ++hours[hour][visitor.channel.value];
        ++heat[{base::weekday(visitor.day), hour}];
    }
    Table table{"visitors_by_hour",
                setting.catalogue.tr("Visitors by the hour in which they came"),
                Chapter::Visitors,
                {{"hour", setting.catalogue.tr("Hour"), Look::Text},
                 {"visitors", setting.catalogue.tr("Visitors"), Look::Number}},
                {},
                {}};
    Groups<int> channels;
    for (const Visitor& visitor : facts.visitors)
        ++channels[subject(visitor.channel, setting)];
    for (const auto& [channel, count] : channels)
        table.columns.push_back({"channel_" + channel.id, name_of(channel, setting), Look::Number});
    for (const auto& [hour, counts] : hours) {
        std::int64_t all = 0;
        for (const auto& [channel, count] : counts)
            all += count;
        std::vector<Cell> row{std::to_string(hour), all};
        for (const auto& [channel, count] : channels) {
            const auto found = counts.find(channel.id);
            row.emplace_back(std::int64_t{found == counts.end() ? 0 : found->second});
        }
        table.rows.push_back(std::move(row));
    }
    to.push_back(std::move(table));

    Table week{"visitors_by_weekday_hour",
               {},
               Chapter::Visitors,
               {{"weekday", {}, Look::Number}, {"hour", {}, Look::Text}, {"visitors", {}, Look::Number}},
               {},
               {},
               false};
    for (const auto& [place, count] : heat)
        week.rows.push_back(
            {std::int64_t{place.first + 1}, std::to_string(place.second), std::int64_t{count}});
    to.push_back(std::move(week));
}

/// Whether the first call came within what was foreseen with the ticket.
void add_forecasts(const Facts& facts, const Setting& setting, std::vector<Table>& to) {
    const auto& in = setting.catalogue;
    struct Told {
        std::int64_t told = 0, within = 0, sooner = 0, later = 0;
    };
    Groups<Told> told;
    for (const Visitor& visitor : facts.visitors) {
        if (!visitor.foreseen || !visitor.first_wait)
            continue;
        for (const Subject& about : {whole_hall(), subject(visitor.service, setting)}) {
            Told& row = told[about];
            ++row.told;
            if (*visitor.first_wait < visitor.foreseen->low)
                ++row.sooner;
            else if (*visitor.first_wait > visitor.foreseen->high)
                ++row.later;
            else
                ++row.within;
        }
    }
    Table table{"forecasts",
                in.tr("Forecasts, as computed before they are corrected and rounded"),
                Chapter::Waits,
                subject_columns(setting),
                {},
                in.tr("No forecast was made.")};
    table.columns.push_back({"forecasts", in.tr("Forecasts"), Look::Number});
    table.columns.push_back({"within", in.tr("Called within"), Look::Number});
    table.columns.push_back({"sooner", in.tr("Called sooner"), Look::Number});
    table.columns.push_back({"later", in.tr("Called later"), Look::Number});
    table.columns.push_back({"within_share", in.tr("Share within"), Look::Number});
    for (const auto& [about, row] : told) {
        auto cells = subject_cells(about, setting);
        cells.insert(cells.end(), {row.told, row.within, row.sooner, row.later, Share{row.within, row.told}});
        table.rows.push_back(std::move(cells));
    }
    to.push_back(std::move(table));
}

/// Every call by the rule, held against what the rule promises.
void add_promises(const Facts& facts, const Setting& setting, std::vector<Table>& to) {
    const auto& in = setting.catalogue;
    std::array<std::int64_t, 5> broken{};
    std::int64_t by_rule = 0;
    for (const Visit& visit : facts.visits) {
        if (visit.turn != Turn::ByRule)
            continue;
        ++by_rule;
        if (visit.broke)
            ++broken.at(static_cast<std::size_t>(*visit.broke));
    }
    Table promises{"promises",
                   in.tr("Promises"),
                   Chapter::Fairness,
                   {{"promise", {}, Look::Id},
                    {"name", in.tr("Promise"), Look::Text},
                    {"calls", in.tr("Calls by the rule"), Look::Number},
                    {"broken", in.tr("Not kept"), Look::Number}},
                   {},
                   {}};
    constexpr std::array<const char*, 5> kWords{"fifo", "cap", "window", "work", "order"};
    for (std::size_t bound = 0; bound < broken.size(); ++bound)
        promises.rows.push_back({kWords.at(bound), name_of(static_cast<queue::Bound>(bound), setting),
                                 by_rule, broken.at(bound)});
    to.push_back(std::move(promises));
}

} // namespace

void add_overview(const Facts& facts, const Setting& setting, std::vector<Table>& to) {
    const auto& in = setting.catalogue;
    struct Day {
        std::int64_t visitors = 0, finished = 0, calls = 0, missed = 0, scores = 0, ratings = 0;
        Times waits, services;
    };
    std::map<int, Day> days; // 0: all of them
    for (const int day : facts.days)
        days[day];
    days[0];
    const auto both = [&](int day, auto change) {
        change(days[day]);
        change(days[0]);
    };
    for (const Visitor& visitor : facts.visitors)
        both(visitor.day, [&](Day& day) {
            ++day.visitors;
            day.finished += visitor.fate == Fate::Finished ? 1 : 0;
        });
    for (const Visit& visit : facts.visits)
        both(visit.day, [&](Day& day) {
            ++day.calls;
            day.missed += visit.ending == Ending::Missed ? 1 : 0;
            if (const auto waited = visit.waited())
                day.waits.add(*waited, wait_target(visit.service, setting));
            if (const auto served = visit.served())
                day.services.add(*served, serve_target(visit.service, setting));
        });
    for (const Rating& rating : facts.ratings)
        both(rating.day, [&](Day& day) {
            ++day.ratings;
            day.scores += rating.score;
        });

    Table table{"days",
                in.tr("Day by day"),
                Chapter::Overview,
                {{"day", in.tr("Day"), Look::Date},
                 {"visitors", in.tr("Visitors"), Look::Number},
                 {"served", in.tr("Served"), Look::Number},
                 {"calls", in.tr("Calls"), Look::Number},
                 {"no_shows", in.tr("No-shows"), Look::Number},
                 {"waits", {}, Look::Id},
                 {"wait_mean_s", in.tr("Mean wait"), Look::Minutes},
                 {"wait_p50_s", in.tr("Half within"), Look::Minutes},
                 {"wait_p90_s", in.tr("Nine of ten within"), Look::Minutes},
                 {"waits_over_target", {}, Look::Id},
                 {"waits_with_target", {}, Look::Id},
                 {"waits_over_target_share", in.tr("Share over target"), Look::Number},
                 {"services", {}, Look::Id},
                 {"service_mean_s", in.tr("Mean time at the counter"), Look::Minutes},
                 {"ratings", in.tr("Ratings"), Look::Number},
                 {"score_mean", in.tr("Mean score"), Look::Number}},
                {},
                {}};
    Table summary = table;
    summary.id = "summary";
    summary.title = in.tr("In short");
    for (const auto& [number, day] : days) {
        const Spread waits = day.waits.spread();
        const Spread services = day.services.spread();
        (number == 0 ? summary : table)
            .rows.push_back({number == 0 ? name_of(facts.period) : date_text(number), day.visitors,
                             day.finished, day.calls, day.missed, std::int64_t{waits.count},
                             time_cell(waits.mean, waits.count), time_cell(waits.p50, waits.count),
                             time_cell(waits.p90, waits.count), std::int64_t{waits.over_target},
                             std::int64_t{waits.with_target}, Share{waits.over_target, waits.with_target},
                             std::int64_t{services.count}, time_cell(services.mean, services.count),
                             day.ratings, Mean{day.scores, day.ratings}});
    }
    summary.columns.front().key = "period";
    summary.columns[3].look = Look::Id; // calls: nobody asks for them first
    to.push_back(std::move(summary));
    to.push_back(std::move(table));
}

void add_visitors(const Facts& facts, const Setting& setting, std::vector<Table>& to) {
    const auto& in = setting.catalogue;
    struct Row {
        std::int64_t visitors = 0, booked = 0, expired = 0;
        std::map<Fate, int> fates;
    };
    Groups<Row> rows;
    rows[whole_hall()];
    for (const Visitor& visitor : facts.visitors)
        for (const Subject& about :
             {whole_hall(), subject(visitor.service, setting), subject(visitor.channel, setting),
              subject_language(visitor.language, setting)}) {
            Row& row = rows[about];
            ++row.visitors;
            row.booked += visitor.booked ? 1 : 0;
            row.expired += visitor.expired ? 1 : 0;
            ++row.fates[visitor.fate];
        }
    Table table{
        "visitors", in.tr("Visitors, and how it ended"), Chapter::Visitors, subject_columns(setting), {}, {}};
    constexpr std::array<std::pair<Fate, const char*>, kFates> kColumns{{{Fate::Finished, "finished"},
                                                                         {Fate::Cancelled, "cancelled"},
                                                                         {Fate::Missed, "missed"},
                                                                         {Fate::SetAside, "set_aside"},
                                                                         {Fate::Waiting, "waiting"},
                                                                         {Fate::AtCounter, "at_counter"}}};
    table.columns.push_back({"visitors", in.tr("Visitors"), Look::Number});
    table.columns.push_back({"visitors_share", in.tr("Share"), Look::Number});
    table.columns.push_back({"booked", in.tr("By appointment"), Look::Number});
    for (const auto& [fate, key] : kColumns)
        table.columns.push_back({key, name_of(fate, setting), Look::Number});
    table.columns.push_back({"expired", in.tr("The day ended first"), Look::Number});
    const auto all = static_cast<std::int64_t>(facts.visitors.size());
    for (const auto& [about, row] : rows) {
        auto cells = subject_cells(about, setting);
        cells.insert(cells.end(), {row.visitors, Share{row.visitors, all}, row.booked});
        for (const auto& [fate, key] : kColumns)
            cells.emplace_back(tally(row.fates, fate));
        cells.emplace_back(row.expired);
        table.rows.push_back(std::move(cells));
    }
    to.push_back(std::move(table));
    add_hours(facts, setting, to);
}

void add_waits(const Facts& facts, const Setting& setting, std::vector<Table>& to) {
    const auto& in = setting.catalogue;
    Groups<Times> waits;
    Groups<Times> services;
    waits[whole_hall()];
    services[whole_hall()];
    for (const Visit& visit : facts.visits) {
        const std::array about{whole_hall(), subject(visit.service, setting), subject(visit.channel, setting),
                               subject(visit.counter), subject(visit.clerk)};
        for (const Subject& each : about) {
            if (const auto waited = visit.waited(); waited && each.by != By::Clerk)
                waits[each].add(*waited, wait_target(visit.service, setting));
            if (const auto served = visit.served())
                services[each].add(*served, serve_target(visit.service, setting));
        }
    }
    const auto put = [&](Table table, const std::string& count, const Groups<Times>& groups, auto target) {
        table.columns = subject_columns(setting);
        add_spread_columns(table.columns, count, setting);
        add_over_columns(table.columns, setting);
        for (const auto& [about, times] : groups) {
            const Spread spread = times.spread();
            auto cells = subject_cells(about, setting);
            append_spread(cells, spread);
            cells.push_back(target_cell(about, target(model::ServiceId{about.id}, setting)));
            append_over(cells, spread);
            table.rows.push_back(std::move(cells));
        }
        to.push_back(std::move(table));
    };
    put({"waits", in.tr("Waits"), Chapter::Waits, {}, {}, {}}, in.tr("Waits"), waits, wait_target);
    put({"service_times", in.tr("Service times"), Chapter::Service, {}, {}, {}}, in.tr("Times served"),
        services, serve_target);
    add_forecasts(facts, setting, to);
}

void add_fairness(const Facts& facts, const Setting& setting, std::vector<Table>& to) {
    const auto& in = setting.catalogue;
    struct Row {
        std::int64_t visitors = 0, overtaken = 0, most = 0, by_rule = 0, out_of_turn = 0, overtook = 0;
        base::Duration furthest{};
        Times waits;
    };
    Groups<Row> rows;
    for (const model::Channel& channel : setting.hall.channels)
        rows[subject(channel.id, setting)];
    for (const Visitor& visitor : facts.visitors) {
        Row& row = rows[subject(visitor.channel, setting)];
        ++row.visitors;
        row.overtaken += visitor.overtaken > 0 ? 1 : 0;
        row.most = std::max<std::int64_t>(row.most, visitor.overtaken);
    }
    for (const Visit& visit : facts.visits) {
        Row& row = rows[subject(visit.channel, setting)];
        if (const auto waited = visit.waited())
            row.waits.add(*waited, base::Duration::zero());
        if (visit.turn != Turn::ByRule) {
            ++row.out_of_turn;
            continue;
        }
        ++row.by_rule;
        row.overtook += visit.overtook;
        row.furthest = std::max(row.furthest, visit.furthest);
    }
    add_promises(facts, setting, to);
    Table table{"fairness", in.tr("Who went before whom"), Chapter::Fairness, subject_columns(setting), {},
                {}};
    table.columns.insert(table.columns.end(),
                         {{"visitors", in.tr("Visitors"), Look::Number},
                          {"overtaken", in.tr("Were overtaken"), Look::Number},
                          {"most_overtaken", in.tr("Most times"), Look::Number},
                          {"calls_by_rule", in.tr("Calls by the rule"), Look::Number},
                          {"calls_out_of_turn", in.tr("Calls out of turn"), Look::Number},
                          {"overtook", in.tr("Overtook"), Look::Number},
                          {"furthest_s", in.tr("Came later, at most"), Look::Minutes},
                          {"limit_s", in.tr("Limit"), Look::Minutes}});
    add_spread_columns(table.columns, {}, setting);
    for (Column& column : table.columns) // the others stand in the table of waits
        if (column.key == "count" || column.key == "p50_s" || column.key == "longest_s")
            column.look = Look::Id;
    for (const auto& [about, row] : rows) {
        auto cells = subject_cells(about, setting);
        const model::Channel* channel = model::find(setting.hall.channels, model::ChannelId{about.id});
        cells.insert(cells.end(), {row.visitors, row.overtaken, row.most, row.by_rule, row.out_of_turn,
                                   row.overtook, row.overtook == 0 ? Cell() : Cell(row.furthest),
                                   channel != nullptr && channel->cap ? Cell(*channel->cap) : Cell()});
        append_spread(cells, row.waits.spread());
        table.rows.push_back(std::move(cells));
    }
    to.push_back(std::move(table));
}

} // namespace report
