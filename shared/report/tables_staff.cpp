#include "shared/queue/decide.h"
#include "shared/report/groups.h"
#include "shared/report/spread.h"
#include "shared/report/tables.h"

#include <array>

namespace report {

namespace {

constexpr int kScores = 5;
constexpr int kSatisfied = 4; ///< from this score on

/// What visitors said of one subject.
struct Marks {
    std::int64_t served = 0;
    std::array<std::int64_t, kScores> scores{};
    std::array<Mean, 4> aspects{};

    std::int64_t rated() const {
        std::int64_t all = 0;
        for (const std::int64_t count : scores)
            all += count;
        return all;
    }
    std::int64_t satisfied() const {
        std::int64_t all = 0;
        for (int score = kSatisfied; score <= kScores; ++score)
            all += scores.at(static_cast<std::size_t>(score - 1));
        return all;
    }
    Mean mean() const {
        Mean mean{0, rated()};
        for (std::size_t i = 0; i < scores.size(); ++i)
            mean.sum += static_cast<std::int64_t>(i + 1) * scores.at(i);
        return mean;
    }
    void add(const Rating& rating) {
        if (rating.score >= 1 && rating.score <= kScores)
            ++scores.at(static_cast<std::size_t>(rating.score - 1));
        for (std::size_t i = 0; i < aspects.size(); ++i)
            if (rating.aspects.at(i) > 0) {
                aspects.at(i).sum += rating.aspects.at(i);
                ++aspects.at(i).count;
            }
    }
};

Groups<Marks> marks_of(const Facts& facts, const Setting& setting) {
    Groups<Marks> marks;
    marks[whole_hall()];
    for (const Visit& visit : facts.visits)
        if (visit.ending == Ending::Finished)
            for (const Subject& about : {whole_hall(), subject(visit.service, setting),
                                         subject(visit.counter), subject(visit.clerk)})
                ++marks[about].served;
    for (const Rating& rating : facts.ratings)
        for (const Subject& about :
             {whole_hall(), subject(rating.service, setting), subject(rating.counter), subject(rating.clerk)})
            marks[about].add(rating);
    return marks;
}

base::Duration time_between(base::WallTime from, std::optional<base::WallTime> to) {
    return to ? std::max(base::Duration::zero(), *to - from) : base::Duration::zero();
}

bool is_within(const Pause& pause, const Shift& shift) {
    return pause.counter == shift.counter && pause.from >= shift.from &&
           (!shift.to || pause.from < *shift.to);
}

std::string end_of(const Shift& shift, const language::Catalogue& in) {
    if (shift.replaced)
        return in.tr("Taken over by a supervisor");
    return shift.reason == queue::kDayEnded ? in.tr("Day ended") : shift.reason;
}

/// What a clerk did at a counter, from log-in to log-out.
struct Duty {
    int pauses = 0;
    base::Duration paused{};
    std::int64_t served = 0;
    std::int64_t missed = 0;
};

Duty duty_of(const Shift& shift, const Facts& facts) {
    Duty duty;
    for (const Pause& pause : facts.pauses)
        if (is_within(pause, shift)) {
            ++duty.pauses;
            duty.paused += time_between(pause.from, pause.to);
        }
    for (const Visit& visit : facts.visits) {
        if (visit.counter != shift.counter || visit.called < shift.from ||
            (shift.to && visit.called >= *shift.to))
            continue;
        duty.served += visit.ending == Ending::Finished ? 1 : 0;
        duty.missed += visit.ending == Ending::Missed ? 1 : 0;
    }
    return duty;
}

void add_attendance(const Facts& facts, const Setting& setting, const std::vector<Duty>& duties,
                    std::vector<Table>& to) {
    const auto& in = setting.catalogue;
    Table table{"attendance",
                in.tr("Attendance"),
                Chapter::Staff,
                {{"clerk", in.tr("Staff number"), Look::Text},
                 {"name", in.tr("Name"), Look::Text},
                 {"counter", in.tr("Counter"), Look::Number},
                 {"from", in.tr("From"), Look::Moment},
                 {"to", in.tr("To"), Look::Moment},
                 {"present_s", in.tr("Logged in"), Look::Hours},
                 {"pauses", in.tr("Pauses"), Look::Number},
                 {"paused_s", in.tr("Paused"), Look::Hours},
                 {"served", in.tr("Served"), Look::Number},
                 {"no_shows", in.tr("No-shows"), Look::Number},
                 {"end", in.tr("How it ended"), Look::Said}},
                {},
                in.tr("No counter was open.")};
    for (std::size_t i = 0; i < facts.shifts.size(); ++i) {
        const Shift& shift = facts.shifts[i];
        const Duty& duty = duties[i];
        table.rows.push_back(
            {shift.clerk.value, name_of(shift.clerk, setting), std::int64_t{shift.counter.value}, shift.from,
             moment_cell(shift.to), shift.to ? Cell(time_between(shift.from, shift.to)) : Cell(),
             std::int64_t{duty.pauses}, duty.paused, duty.served, duty.missed, end_of(shift, in)});
    }
    to.push_back(std::move(table));
}

void add_clerks(const Facts& facts, const Setting& setting, const std::vector<Duty>& duties,
                std::vector<Table>& to) {
    const auto& in = setting.catalogue;
    struct Sum {
        std::int64_t shifts = 0, served = 0, missed = 0, pauses = 0;
        base::Duration present{}, paused{};
        Times services;
    };
    std::map<model::ClerkId, Sum> sums;
    for (std::size_t i = 0; i < facts.shifts.size(); ++i) {
        const Shift& shift = facts.shifts[i];
        Sum& sum = sums[shift.clerk];
        ++sum.shifts;
        sum.present += time_between(shift.from, shift.to);
        sum.pauses += duties[i].pauses;
        sum.paused += duties[i].paused;
    }
    for (const Visit& visit : facts.visits) {
        Sum& sum = sums[visit.clerk];
        sum.served += visit.ending == Ending::Finished ? 1 : 0;
        sum.missed += visit.ending == Ending::Missed ? 1 : 0;
        if (const auto served = visit.served())
            sum.services.add(*served, base::Duration::zero());
    }
    Table table{"clerks",
                in.tr("Clerks"),
                Chapter::Staff,
                {{"clerk", in.tr("Staff number"), Look::Text},
                 {"name", in.tr("Name"), Look::Text},
                 {"shifts", in.tr("Log-ins"), Look::Number},
                 {"present_s", in.tr("Logged in"), Look::Hours},
                 {"pauses", in.tr("Pauses"), Look::Number},
                 {"paused_s", in.tr("Paused"), Look::Hours},
                 {"served", in.tr("Served"), Look::Number},
                 {"no_shows", in.tr("No-shows"), Look::Number},
                 {"service_mean_s", in.tr("Mean time at the counter"), Look::Minutes}},
                {},
                in.tr("No counter was open.")};
    for (const auto& [clerk, sum] : sums) {
        const Spread services = sum.services.spread();
        table.rows.push_back({clerk.value, name_of(clerk, setting), sum.shifts, sum.present, sum.pauses,
                              sum.paused, sum.served, sum.missed,
                              services.count == 0 ? Cell() : Cell(services.mean)});
    }
    to.push_back(std::move(table));
}

} // namespace

void add_satisfaction(const Facts& facts, const Setting& setting, std::vector<Table>& to) {
    const auto& in = setting.catalogue;
    Table table{
        "satisfaction", in.tr("Satisfaction"), Chapter::Satisfaction, subject_columns(setting), {}, {}};
    table.columns.push_back({"served", in.tr("Served"), Look::Number});
    table.columns.push_back({"rated", in.tr("Rated"), Look::Number});
    table.columns.push_back({"rated_share", in.tr("Share rated"), Look::Number});
    for (int score = kScores; score >= 1; --score)
        table.columns.push_back(
            {"score_" + std::to_string(score), name_of_score(score, setting), Look::Number});
    table.columns.push_back({"score_mean", in.tr("Mean score"), Look::Number});
    table.columns.push_back({"satisfied_share", in.tr("Share satisfied"), Look::Number});
    Table aspects{"satisfaction_aspects",
                  in.tr("Marks of single aspects, one to five"),
                  Chapter::Satisfaction,
                  subject_columns(setting),
                  {},
                  {}};
    constexpr std::array<const char*, 4> kAspects{"overall", "efficiency", "competence", "manner"};
    for (std::size_t aspect = 0; aspect < kAspects.size(); ++aspect) {
        const std::string key = kAspects.at(aspect);
        aspects.columns.push_back({key + "_marks", {}, Look::Id});
        aspects.columns.push_back({key + "_mean", name_of_aspect(aspect, setting), Look::Number});
    }
    for (const auto& [about, marks] : marks_of(facts, setting)) {
        auto cells = subject_cells(about, setting);
        cells.insert(cells.end(), {marks.served, marks.rated(), Share{marks.rated(), marks.served}});
        for (auto count = marks.scores.rbegin(); count != marks.scores.rend(); ++count)
            cells.emplace_back(*count);
        cells.emplace_back(marks.mean());
        cells.emplace_back(Share{marks.satisfied(), marks.rated()});
        table.rows.push_back(std::move(cells));
        auto of_aspects = subject_cells(about, setting);
        for (const Mean& aspect : marks.aspects) {
            of_aspects.emplace_back(aspect.count);
            of_aspects.emplace_back(aspect);
        }
        aspects.rows.push_back(std::move(of_aspects));
    }
    to.push_back(std::move(table));
    to.push_back(std::move(aspects));

    std::map<std::string, std::int64_t> reasons;
    for (const Rating& rating : facts.ratings)
        for (const std::string& reason : rating.reasons)
            ++reasons[reason];
    Table why{"rating_reasons",
              in.tr("Reasons that visitors gave"),
              Chapter::Satisfaction,
              {{"reason", in.tr("Reason"), Look::Said}, {"times", in.tr("Times"), Look::Number}},
              {},
              in.tr("No visitor gave a reason.")};
    for (const auto& [reason, times] : reasons)
        why.rows.push_back({reason, times});
    to.push_back(std::move(why));
}

void add_staff(const Facts& facts, const Setting& setting, std::vector<Table>& to) {
    const auto& in = setting.catalogue;
    std::vector<Duty> duties;
    duties.reserve(facts.shifts.size());
    for (const Shift& shift : facts.shifts)
        duties.push_back(duty_of(shift, facts));
    add_clerks(facts, setting, duties, to);
    add_attendance(facts, setting, duties, to);

    Table table{"pauses",
                in.tr("Pauses"),
                Chapter::Staff,
                {{"clerk", in.tr("Staff number"), Look::Text},
                 {"name", in.tr("Name"), Look::Text},
                 {"counter", in.tr("Counter"), Look::Number},
                 {"from", in.tr("From"), Look::Moment},
                 {"to", in.tr("To"), Look::Moment},
                 {"lasted_s", in.tr("Lasted"), Look::Minutes},
                 {"expected", in.tr("Expected back"), Look::Moment},
                 {"reason", in.tr("Reason"), Look::Said}},
                {},
                in.tr("No counter was paused.")};
    for (const Pause& pause : facts.pauses)
        table.rows.push_back({pause.clerk.value, name_of(pause.clerk, setting),
                              std::int64_t{pause.counter.value}, pause.from, moment_cell(pause.to),
                              pause.to ? Cell(time_between(pause.from, pause.to)) : Cell(),
                              moment_cell(pause.expected), pause.reason});
    to.push_back(std::move(table));
}

} // namespace report
