#include "shared/report/groups.h"
#include "shared/report/spread.h"
#include "shared/report/tables.h"

#include "shared/model/words.h"

#include <array>
#include <limits>

namespace report {

namespace {

Cell length_cell(base::WallTime from, std::optional<base::WallTime> to) {
    return to ? Cell(*to - from) : Cell();
}

void add_no_shows(const Facts& facts, const Setting& setting, std::vector<Table>& to) {
    const auto& in = setting.catalogue;
    struct Row {
        std::int64_t calls = 0, missed = 0, back = 0;
    };
    Groups<Row> rows;
    rows[whole_hall()];
    for (const Visit& visit : facts.visits)
        for (const Subject& about :
             {whole_hall(), subject(visit.service, setting), subject(visit.channel, setting),
              subject(visit.counter), subject(visit.clerk)}) {
            Row& row = rows[about];
            ++row.calls;
            row.missed += visit.ending == Ending::Missed ? 1 : 0;
            row.back += visit.ending == Ending::Missed && visit.back ? 1 : 0;
        }
    Table table{
        "no_shows", in.tr("Calls that nobody followed"), Chapter::Outcomes, subject_columns(setting), {}, {}};
    table.columns.insert(table.columns.end(), {{"calls", in.tr("Calls"), Look::Number},
                                               {"no_shows", in.tr("No-shows"), Look::Number},
                                               {"no_shows_share", in.tr("Share"), Look::Number},
                                               {"came_back", in.tr("Came back later"), Look::Number}});
    for (const auto& [about, row] : rows) {
        auto cells = subject_cells(about, setting);
        cells.insert(cells.end(), {row.calls, row.missed, Share{row.missed, row.calls}, row.back});
        table.rows.push_back(std::move(cells));
    }
    to.push_back(std::move(table));
}

void add_missing(const Facts& facts, const Setting& setting, std::vector<Table>& to) {
    const auto& in = setting.catalogue;
    struct Key {
        Subject service;
        std::size_t document = 0;
        auto operator<=>(const Key&) const = default;
    };
    struct Row {
        std::int64_t returned = 0, set_aside = 0;
    };
    std::map<Key, Row> rows;
    for (const Visit& visit : facts.visits)
        for (std::size_t document = 0; document < std::numeric_limits<unsigned>::digits; ++document) {
            if ((visit.documents >> document & 1U) == 0)
                continue;
            Row& row = rows[{subject(visit.service, setting), document}];
            (visit.ending == Ending::SetAside ? row.set_aside : row.returned) += 1;
        }
    Table table{"missing_documents",
                in.tr("Documents that were missing"),
                Chapter::Outcomes,
                {{"service", {}, Look::Id},
                 {"service_name", in.tr("Service"), Look::Text},
                 {"document", {}, Look::Id},
                 {"document_name", in.tr("Document"), Look::Text},
                 {"times", in.tr("Times"), Look::Number},
                 {"at_end", in.tr("Visit ended"), Look::Number},
                 {"set_aside", in.tr("Set aside"), Look::Number}},
                {},
                in.tr("No document was missing.")};
    for (const auto& [key, row] : rows) {
        const model::ServiceId service{key.service.id};
        table.rows.push_back({service.value, name_of(service, setting),
                              static_cast<std::int64_t>(key.document + 1),
                              name_of_document(service, key.document, setting), row.returned + row.set_aside,
                              row.returned, row.set_aside});
    }
    to.push_back(std::move(table));
}

void add_set_aside(const Facts& facts, const Setting& setting, std::vector<Table>& to) {
    const auto& in = setting.catalogue;
    struct Row {
        std::int64_t times = 0;
        Times away;
    };
    std::map<std::pair<model::Parking, std::string>, Row> rows;
    for (const Visit& visit : facts.visits) {
        if (visit.ending != Ending::SetAside)
            continue;
        Row& row = rows[{visit.parking, visit.reason}];
        ++row.times;
        if (visit.back)
            row.away.add(*visit.back - *visit.ended, base::Duration::zero());
    }
    Table table{"set_aside",
                in.tr("Visitors who were set aside"),
                Chapter::Outcomes,
                {{"parking", {}, Look::Id},
                 {"how", in.tr("How"), Look::Text},
                 {"reason", in.tr("Reason"), Look::Said},
                 {"times", in.tr("Times"), Look::Number},
                 {"back", in.tr("Came back"), Look::Number},
                 {"away_mean_s", in.tr("Mean"), Look::Minutes},
                 {"away_p50_s", in.tr("Half within"), Look::Minutes},
                 {"away_p90_s", in.tr("Nine of ten within"), Look::Minutes},
                 {"away_longest_s", in.tr("Longest"), Look::Minutes}},
                {},
                in.tr("Nobody was set aside.")};
    for (const auto& [key, row] : rows) {
        const Spread away = row.away.spread();
        std::vector<Cell> cells;
        cells.emplace_back(std::string(word(key.first)));
        cells.emplace_back(name_of(key.first, setting));
        cells.emplace_back(key.second);
        cells.emplace_back(row.times);
        cells.emplace_back(std::int64_t{away.count});
        for (const base::Duration time : {away.mean, away.p50, away.p90, away.longest})
            cells.push_back(away.count == 0 ? Cell() : Cell(time));
        table.rows.push_back(std::move(cells));
    }
    to.push_back(std::move(table));
}

void add_out_of_turn(const Facts& facts, const Setting& setting, std::vector<Table>& to) {
    const auto& in = setting.catalogue;
    Table table{"out_of_turn",
                in.tr("Calls out of turn"),
                Chapter::Records,
                {{"at", in.tr("When"), Look::Moment},
                 {"ticket", in.tr("Ticket"), Look::Text},
                 {"turn", {}, Look::Id},
                 {"how", in.tr("How"), Look::Text},
                 {"counter", in.tr("Counter"), Look::Number},
                 {"clerk", in.tr("Staff number"), Look::Text},
                 {"reason", in.tr("Reason"), Look::Said}},
                {},
                in.tr("Every call went by the rule.")};
    constexpr std::array<const char*, 4> kWords{"rule", "emergency", "picked", "woken"};
    for (const Visit& visit : facts.visits)
        if (visit.turn != Turn::ByRule)
            table.rows.push_back({visit.called, facts.visitors[visit.visitor].number,
                                  kWords.at(static_cast<std::size_t>(visit.turn)),
                                  name_of(visit.turn, setting), counter_cell(visit.counter),
                                  visit.clerk.value, visit.why});
    to.push_back(std::move(table));
}

void add_decisions(const Facts& facts, const Setting& setting, std::vector<Table>& to) {
    const auto& in = setting.catalogue;
    Table table{"decisions",
                in.tr("Decisions of staff"),
                Chapter::Records,
                {{"at", in.tr("When"), Look::Moment},
                 {"kind", {}, Look::Id},
                 {"what", in.tr("What"), Look::Text},
                 {"ticket", in.tr("Ticket"), Look::Text},
                 {"counter", in.tr("Counter"), Look::Number},
                 {"channel", {}, Look::Id},
                 {"channel_name", in.tr("Channel"), Look::Text},
                 {"by", in.tr("By"), Look::Text},
                 {"override", in.tr("Override"), Look::Text},
                 {"reason", in.tr("Reason"), Look::Said}},
                {},
                in.tr("Nothing was decided.")};
    const auto what = [&](model::EventKind kind) {
        switch (kind) {
        case model::EventKind::TicketApproved:
            return in.tr("Channel approved");
        case model::EventKind::TicketRejected:
            return in.tr("Channel not approved");
        case model::EventKind::TicketReclassed:
            return in.tr("Channel changed");
        default:
            return in.tr("Closed although visitors waited");
        }
    };
    for (const Decision& decision : facts.decisions)
        table.rows.push_back({decision.at, std::string(word(decision.kind)), what(decision.kind),
                              decision.number, counter_cell(decision.counter), decision.channel.value,
                              name_of(decision.channel, setting), decision.by.value,
                              decision.overrides ? in.tr("Yes") : std::string(), decision.reason});
    to.push_back(std::move(table));
}

void add_acts(const Facts& facts, const Setting& setting, std::vector<Table>& to) {
    const auto& in = setting.catalogue;
    Table table{"audit",
                in.tr("Who ordered, changed or looked at what"),
                Chapter::Records,
                {{"at", in.tr("When"), Look::Moment},
                 {"kind", {}, Look::Id},
                 {"kind_name", in.tr("What"), Look::Text},
                 {"detail", in.tr("Detail"), Look::Text},
                 {"by", in.tr("By"), Look::Text},
                 {"device", in.tr("Device"), Look::Text},
                 {"ticket", in.tr("Ticket"), Look::Text},
                 {"counter", in.tr("Counter"), Look::Number},
                 {"service", in.tr("Service"), Look::Text}},
                {},
                in.tr("Nothing was ordered or looked at.")};
    for (const Act& act : facts.acts)
        table.rows.push_back({act.at, std::string(word(act.kind)), name_of_act(act.kind, setting), act.what,
                              act.by.value, act.device.value, act.number, counter_cell(act.counter),
                              act.service.value});
    to.push_back(std::move(table));

    Table pauses{"service_pauses",
                 in.tr("Services that were paused"),
                 Chapter::Records,
                 {{"service", {}, Look::Id},
                  {"service_name", in.tr("Service"), Look::Text},
                  {"from", in.tr("From"), Look::Moment},
                  {"to", in.tr("To"), Look::Moment},
                  {"lasted_s", in.tr("Lasted"), Look::Minutes},
                  {"reason", in.tr("Reason"), Look::Said}},
                 {},
                 in.tr("No service was paused.")};
    for (const ServicePause& pause : facts.service_pauses)
        pauses.rows.push_back({pause.service.value, name_of(pause.service, setting), pause.from,
                               moment_cell(pause.to), length_cell(pause.from, pause.to), pause.reason});
    to.push_back(std::move(pauses));
}

} // namespace

void add_outcomes(const Facts& facts, const Setting& setting, std::vector<Table>& to) {
    const auto& in = setting.catalogue;
    std::map<std::pair<Subject, std::string>, std::int64_t> counts;
    std::map<Subject, std::int64_t> all;
    for (const Visit& visit : facts.visits)
        if (visit.ending == Ending::Finished)
            for (const Subject& about : {whole_hall(), subject(visit.service, setting)}) {
                ++counts[{about, visit.outcome}];
                ++all[about];
            }
    Table table{"outcomes", in.tr("How matters were settled"), Chapter::Outcomes, subject_columns(setting),
                {},         in.tr("No matter was settled.")};
    table.columns.insert(table.columns.end(), {{"outcome", {}, Look::Id},
                                               {"outcome_name", in.tr("Outcome"), Look::Text},
                                               {"times", in.tr("Times"), Look::Number},
                                               {"share", in.tr("Share"), Look::Number}});
    for (const auto& [key, times] : counts) {
        auto cells = subject_cells(key.first, setting);
        cells.insert(cells.end(),
                     {key.second, name_of_outcome(key.second, setting), times, Share{times, all[key.first]}});
        table.rows.push_back(std::move(cells));
    }
    to.push_back(std::move(table));
    add_missing(facts, setting, to);
    add_no_shows(facts, setting, to);
    add_set_aside(facts, setting, to);
}

void add_records(const Facts& facts, const Setting& setting, std::vector<Table>& to) {
    const auto& in = setting.catalogue;
    add_out_of_turn(facts, setting, to);
    add_decisions(facts, setting, to);

    Table undone{"undone_steps",
                 in.tr("Steps that were taken back"),
                 Chapter::Records,
                 {{"at", in.tr("When"), Look::Moment},
                  {"ticket", in.tr("Ticket"), Look::Text},
                  {"step", {}, Look::Id},
                  {"what", in.tr("What"), Look::Text},
                  {"counter", in.tr("Counter"), Look::Number},
                  {"clerk", in.tr("Staff number"), Look::Text}},
                 {},
                 in.tr("No step was taken back.")};
    for (const Correction& correction : facts.corrections)
        undone.rows.push_back({correction.at, correction.number, std::string(word(correction.step)),
                               name_of_step(correction.step, setting), counter_cell(correction.counter),
                               correction.clerk.value});
    to.push_back(std::move(undone));

    Table signs{"alerts",
                in.tr("Alerts and calls for help"),
                Chapter::Records,
                {{"from", in.tr("From"), Look::Moment},
                 {"to", in.tr("To"), Look::Moment},
                 {"lasted_s", in.tr("Lasted"), Look::Minutes},
                 {"kind", {}, Look::Id},
                 {"what", in.tr("What"), Look::Text},
                 {"counter", in.tr("Counter"), Look::Number},
                 {"clerk", in.tr("Staff number"), Look::Text}},
                {},
                in.tr("There was no alert.")};
    for (const CounterSign& sign : facts.signs)
        signs.rows.push_back({sign.from, moment_cell(sign.to), length_cell(sign.from, sign.to), sign.what,
                              name_of_sign(sign.what, setting), counter_cell(sign.counter),
                              sign.clerk.value});
    to.push_back(std::move(signs));

    Table failed{"failed_log_ins",
                 in.tr("Wrong PINs and cards"),
                 Chapter::Records,
                 {{"at", in.tr("When"), Look::Moment},
                  {"counter", in.tr("Counter"), Look::Number},
                  {"clerk", in.tr("Staff number"), Look::Text}},
                 {},
                 in.tr("Every log-in succeeded.")};
    for (const FailedLogIn& log_in : facts.failed_log_ins)
        failed.rows.push_back({log_in.at, counter_cell(log_in.counter), log_in.clerk.value});
    to.push_back(std::move(failed));

    Table notes{"hand_over_notes",
                in.tr("Hand-over notes"),
                Chapter::Records,
                {{"at", in.tr("When"), Look::Moment},
                 {"counter", in.tr("Counter"), Look::Number},
                 {"clerk", in.tr("Staff number"), Look::Text},
                 {"text", in.tr("Note"), Look::Text}},
                {},
                in.tr("No note was left.")};
    for (const HandOver& note : facts.handovers)
        notes.rows.push_back({note.at, counter_cell(note.counter), note.clerk.value, note.text});
    to.push_back(std::move(notes));
    add_acts(facts, setting, to);
}

void add_equipment(const Facts& facts, const Setting& setting, std::vector<Table>& to) {
    const auto& in = setting.catalogue;
    Table table{"equipment",
                in.tr("Equipment faults"),
                Chapter::Equipment,
                {{"device", in.tr("Device"), Look::Text},
                 {"state", {}, Look::Id},
                 {"state_name", in.tr("State"), Look::Text},
                 {"detail", in.tr("What"), Look::Said},
                 {"from", in.tr("From"), Look::Moment},
                 {"to", in.tr("To"), Look::Moment},
                 {"lasted_s", in.tr("Lasted"), Look::Minutes}},
                {},
                in.tr("All devices were well.")};
    for (const Fault& fault : facts.faults)
        table.rows.push_back({fault.device.value, std::string(word(fault.state)),
                              name_of(fault.state, setting), fault.detail, fault.from, moment_cell(fault.to),
                              length_cell(fault.from, fault.to)});
    to.push_back(std::move(table));

    Table alarms{"alarms",
                 in.tr("Alarms"),
                 Chapter::Equipment,
                 {{"kind", {}, Look::Id},
                  {"what", in.tr("What"), Look::Text},
                  {"from", in.tr("From"), Look::Moment},
                  {"to", in.tr("To"), Look::Moment},
                  {"lasted_s", in.tr("Lasted"), Look::Minutes},
                  {"raised_by", in.tr("Raised by"), Look::Text},
                  {"withdrawn_by", in.tr("Withdrawn by"), Look::Text}},
                 {},
                 in.tr("There was no alarm.")};
    for (const AlarmSpan& alarm : facts.alarms)
        alarms.rows.push_back({std::string(word(alarm.kind)), name_of(alarm.kind, setting), alarm.from,
                               moment_cell(alarm.to), length_cell(alarm.from, alarm.to),
                               alarm.raised_by.value, alarm.withdrawn_by.value});
    to.push_back(std::move(alarms));
}

} // namespace report
