#include "shared/report/groups.h"
#include "shared/report/tables.h"

#include <array>

namespace report {

namespace {

std::string last_note(const FollowUp& follow_up) {
    for (auto deed = follow_up.deeds.rbegin(); deed != follow_up.deeds.rend(); ++deed)
        if (!deed->note.empty())
            return deed->note;
    return {};
}

/// "open", "assigned", "closed", with what people read.
std::pair<std::string, std::string> standing_of(const FollowUp& follow_up, const Setting& setting) {
    if (follow_up.closed)
        return {"closed", setting.catalogue.tr("Settled")};
    if (!follow_up.assignee.value.empty())
        return {"assigned", setting.catalogue.tr("Assigned")};
    return {"open", setting.catalogue.tr("Nobody's yet")};
}

void add_words(const Facts& facts, const Setting& setting, std::vector<Table>& to) {
    const auto& in = setting.catalogue;
    constexpr std::array<const char*, 3> kWords{"complaint", "suggestion", "praise"};
    Table table{"words",
                in.tr("From the suggestion box"),
                Chapter::Satisfaction,
                {{"at", in.tr("When"), Look::Moment},
                 {"kind", {}, Look::Id},
                 {"what", in.tr("What"), Look::Text},
                 {"ticket", in.tr("Ticket"), Look::Text},
                 {"service", {}, Look::Id},
                 {"service_name", in.tr("Service"), Look::Text},
                 {"counter", in.tr("Counter"), Look::Number},
                 {"text", in.tr("Text"), Look::Text}},
                {},
                in.tr("Nothing was left.")};
    for (const Word& word : facts.words)
        table.rows.push_back({word.at, kWords.at(static_cast<std::size_t>(word.kind) - 1),
                              name_of(word.kind, setting), word.number, word.service.value,
                              name_of(word.service, setting), counter_cell(word.counter), word.text});
    to.push_back(std::move(table));
}

} // namespace

void add_follow_ups(const Facts& facts, const Setting& setting, base::WallTime now, std::vector<Table>& to) {
    const auto& in = setting.catalogue;
    Table table{"follow_ups",
                in.tr("Follow-ups that were opened"),
                Chapter::Satisfaction,
                {{"number", in.tr("Number"), Look::Date},
                 {"opened", in.tr("Opened"), Look::Moment},
                 {"cause", {}, Look::Id},
                 {"cause_name", in.tr("Cause"), Look::Text},
                 {"score", {}, Look::Id},
                 {"ticket", in.tr("Ticket"), Look::Text},
                 {"service", {}, Look::Id},
                 {"service_name", in.tr("Service"), Look::Text},
                 {"counter", in.tr("Counter"), Look::Number},
                 {"clerk", in.tr("Staff number"), Look::Text},
                 {"due", in.tr("Due"), Look::Moment},
                 {"state", {}, Look::Id},
                 {"state_name", in.tr("State"), Look::Text},
                 {"assignee", in.tr("Assigned to"), Look::Text},
                 {"closed", in.tr("Settled at"), Look::Moment},
                 {"late", in.tr("Late"), Look::Text},
                 {"note", in.tr("Note"), Look::Text}},
                {},
                in.tr("No follow-up was opened.")};
    for (const FollowUp& each : facts.follow_ups) {
        const auto state = standing_of(each, setting);
        table.rows.push_back(
            {each.number, each.opened, each.cause == model::FollowUpCause::Rating ? "rating" : "complaint",
             name_of(each.cause, setting), each.score == 0 ? Cell() : Cell(std::int64_t{each.score}),
             each.ticket, each.service.value, name_of(each.service, setting), counter_cell(each.counter),
             each.clerk.value, each.due, state.first, state.second, name_of(each.assignee, setting),
             moment_cell(each.closed), each.is_late(now) ? in.tr("Yes") : std::string(), last_note(each)});
    }
    to.push_back(std::move(table));
    add_words(facts, setting, to);
}

} // namespace report
