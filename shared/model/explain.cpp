#include "shared/model/explain.h"

#include <fmt/format.h>

namespace model {

namespace {

/// Credit is kept in thousandths of a millisecond; people speak of minutes.
std::string credited_minutes(std::int64_t credit) {
    return fmt::format("{:.1f}", static_cast<double>(credit) / 60'000'000.0);
}

std::string minutes(base::Duration duration) {
    return std::to_string(std::chrono::round<std::chrono::minutes>(duration).count());
}

Sentence own(const Explanation& explanation) {
    const std::string& number = explanation.number;
    const std::string waited = minutes(explanation.waited);
    if (!explanation.called_at)
        return {"{1} has waited {2} minutes and has {3} credited minutes.",
                {number, waited, credited_minutes(explanation.credit)}};
    if (explanation.picked)
        return {"{1} was chosen by a member of staff after {2} minutes.", {number, waited}};
    if (explanation.emergency)
        return {"{1} was called as an approved emergency.", {number}};
    return {
        "{1} was called after {2} minutes: its {3} credited minutes were the most of all whom counter {4} "
        "could serve.",
        {number, waited, credited_minutes(explanation.credit),
         std::to_string(explanation.counter.value_or(CounterId{}).value)}};
}

Sentence told(const Overtaking& other) {
    switch (other.how) {
    case Overtook::Emergency:
        return {"{1} was called first: staff had approved an emergency.", {other.number}};
    case Overtook::Picked:
        return {"{1} was called first: a member of staff chose it out of turn, which was recorded.",
                {other.number}};
    case Overtook::Credit:
        return {"{1} came {2} minutes later and was called first, with {3} credited minutes against {4}.",
                {other.number, minutes(other.came_later), credited_minutes(other.credit),
                 credited_minutes(other.own_credit)}};
    case Overtook::EarlierEntry:
        break;
    }
    return {"{1} was called first: its waiting clock was ahead.", {other.number}};
}

/// Puts the arguments into an English sentence, once and from left to right.
std::string filled(const Sentence& sentence) {
    std::string out;
    for (std::size_t i = 0; i < sentence.text.size(); ++i) {
        if (sentence.text[i] != '{') {
            out += sentence.text[i];
            continue;
        }
        out += sentence.arguments.at(static_cast<std::size_t>(sentence.text.at(i + 1) - '1'));
        i += 2;
    }
    return out;
}

} // namespace

std::vector<Sentence> sentences(const Explanation& explanation) {
    std::vector<Sentence> lines{own(explanation)};
    for (const Overtaking& other : explanation.passed_by)
        lines.push_back(told(other));
    if (explanation.guarantee)
        lines.push_back({"After {1} minutes of waiting no new ticket can pass it any more.",
                         {minutes(*explanation.guarantee)}});
    return lines;
}

std::vector<std::string> in_words(const Explanation& explanation) {
    std::vector<std::string> lines;
    for (const Sentence& sentence : sentences(explanation))
        lines.push_back(filled(sentence));
    return lines;
}

} // namespace model
