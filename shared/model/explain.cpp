#include "shared/model/explain.h"

#include <fmt/format.h>

namespace model {

namespace {

/// Credit is kept in thousandths of a millisecond; people speak of minutes.
double credited_minutes(std::int64_t credit) {
    return static_cast<double>(credit) / 60'000'000.0;
}

std::int64_t minutes(base::Duration duration) {
    return std::chrono::round<std::chrono::minutes>(duration).count();
}

} // namespace

std::string_view sentence(Overtook how) {
    switch (how) {
    case Overtook::Emergency:
        return "{number} was called first: staff had approved an emergency.";
    case Overtook::Picked:
        return "{number} was called first: a member of staff chose it out of turn, which was recorded.";
    case Overtook::Credit:
        return "{number}, which came {minutes} minutes later, was called first with {credit} credited "
               "minutes.";
    case Overtook::EarlierEntry:
        return "{number} was called first: its waiting clock was ahead.";
    }
    return "";
}

std::vector<std::string> in_words(const Explanation& explanation) {
    std::vector<std::string> lines;
    if (!explanation.called_at)
        lines.push_back(fmt::format("{} has waited {} minutes and has {:.1f} credited minutes.",
                                    explanation.number, minutes(explanation.waited),
                                    credited_minutes(explanation.credit)));
    else if (explanation.picked)
        lines.push_back(fmt::format("{} was chosen by a member of staff after {} minutes.",
                                    explanation.number, minutes(explanation.waited)));
    else if (explanation.emergency)
        lines.push_back(fmt::format("{} was called as an approved emergency.", explanation.number));
    else
        lines.push_back(
            fmt::format("{} was called after {} minutes: its {:.1f} credited minutes were the most "
                        "of all whom counter {} could serve.",
                        explanation.number, minutes(explanation.waited), credited_minutes(explanation.credit),
                        explanation.counter.value_or(CounterId{}).value));
    for (const Overtaking& other : explanation.passed_by)
        lines.push_back(
            fmt::format(fmt::runtime(sentence(other.how)), fmt::arg("number", other.number),
                        fmt::arg("minutes", minutes(other.came_later)),
                        fmt::arg("credit", fmt::format("{:.1f}", credited_minutes(other.credit)))));
    if (explanation.guarantee)
        lines.push_back(fmt::format("After {} minutes of waiting no new ticket can pass it any more.",
                                    minutes(*explanation.guarantee)));
    return lines;
}

} // namespace model
