#include "shared/report/tables.h"

#include <array>

namespace report {

using language::msgid;

std::vector<Table> tables(const Facts& facts, const Setting& setting, base::WallTime now) {
    std::vector<Table> all;
    for (const auto add : {add_overview, add_visitors, add_waits, add_fairness, add_outcomes,
                           add_satisfaction, add_staff, add_records, add_equipment})
        add(facts, setting, all);
    add_follow_ups(facts, setting, now, all);
    return all;
}

Cell moment_cell(std::optional<base::WallTime> time) {
    return time ? Cell(*time) : Cell();
}

Cell counter_cell(model::CounterId counter) {
    return counter.value == 0 ? Cell() : Cell(std::int64_t{counter.value});
}

std::string title_of(Chapter chapter, const language::Catalogue& catalogue) {
    static constexpr std::array kTexts{msgid("Overview"),     msgid("Visitors"),
                                       msgid("Waits"),        msgid("Service times"),
                                       msgid("Fairness"),     msgid("Outcomes"),
                                       msgid("Satisfaction"), msgid("Staff"),
                                       msgid("Records"),      msgid("Equipment and alarms")};
    return catalogue.tr(kTexts.at(static_cast<std::size_t>(chapter)));
}

std::vector<std::string> definitions(const Setting& setting) {
    static constexpr std::array kTexts{
        msgid("A day is the hall's service day: from one roll-over to the next, not from midnight."),
        msgid("A visitor is a ticket that was given. It counts for the matter it was taken for and for the "
              "channel "
              "that counted last, in the hour in which it was taken."),
        msgid("A wait is one stay in a line that ended with a call: from the ticket, or from coming back or "
              "being "
              "sent on, to the call. An appointment's wait begins when it enters the line. Who was set aside "
              "and is "
              "called back by the clerk has not waited."),
        msgid("A service time is one stay at a counter: from Start, or from the call where Start was not "
              "pressed, "
              "until the visitor was finished, set aside or sent on."),
        msgid("Half within and nine of ten within are the nearest rank: the shortest of the times that at "
              "least half, "
              "or nine of ten, did not exceed."),
        msgid("Over target compares each wait, and each service time, with the target of its service in the "
              "hall's "
              "configuration; services without a target are left out."),
        msgid("A no-show is a call that a clerk ended because nobody came. A step that was taken back counts "
              "nowhere "
              "but in its own list."),
        msgid(
            "Somebody is overtaken when a counter that could have called him calls, by the rule, a ticket "
            "whose "
            "waiting clock began later. Approved emergencies and calls out of turn are listed on their own."),
        msgid("The promises are checked again for every call that went by the rule, with the channels as "
              "they are "
              "configured now."),
        msgid("Satisfied are the two best of the five answers. A rating counts for the service, counter and "
              "clerk "
              "where the visitor was served last."),
        msgid("Shares are of the rows' own totals; where there is nothing to count, there is no figure."),
    };
    std::vector<std::string> sentences;
    sentences.reserve(kTexts.size());
    for (const char* text : kTexts)
        sentences.push_back(setting.catalogue.tr(text));
    return sentences;
}

} // namespace report
