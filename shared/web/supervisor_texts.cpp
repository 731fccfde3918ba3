#include "shared/web/supervisor_texts.h"

#include <nlohmann/json.hpp>

#include <array>
#include <utility>

namespace web {

namespace {

using language::Catalogue;
using language::msgid;

/// By the names of the template's places.
constexpr std::array kPlaces{
    std::pair{"t.title", msgid("Supervisor's view")},
    std::pair{"t.languages", msgid("Language")},
    std::pair{"t.staff", msgid("Staff number")},
    std::pair{"t.pin", msgid("PIN")},
    std::pair{"t.log_in", msgid("Log in")},
    std::pair{"t.log_out", msgid("Log out")},
    std::pair{"t.only_supervisors",
              msgid("For supervisors. What is ordered here is recorded with your number.")},
    std::pair{"t.needs_script", msgid("This page needs JavaScript.")},
    std::pair{"t.stale", msgid("Not current. Last update:")},
    std::pair{"t.stale_how",
              msgid("What you see is old. Nothing can be ordered until the hall answers again.")},
    std::pair{"t.all_clear", msgid("All clear")},
    std::pair{"t.waiting", msgid("Waiting")},
    std::pair{"t.longest", msgid("Longest wait")},
    std::pair{"t.over", msgid("Over target")},
    std::pair{"t.open", msgid("Counters open")},
    std::pair{"t.served", msgid("Served today")},
    std::pair{"t.counters", msgid("Counters")},
    std::pair{"t.queues", msgid("Queues")},
    std::pair{"t.service", msgid("Service")},
    std::pair{"t.target", msgid("Target")},
    std::pair{"t.wait", msgid("Expected wait")},
    std::pair{"t.kiosk", msgid("At the kiosk")},
    std::pair{"t.ahead", msgid("The next hours")},
    std::pair{"t.ahead_what", msgid("As the hall foresees them, rolled forward with the calling rule and "
                                    "what earlier days taught. In "
                                    "brackets: what eighty of a hundred such hours keep to.")},
    std::pair{"t.time", msgid("Time")},
    std::pair{"t.visitors_come", msgid("Visitors who come")},
    std::pair{"t.waiting_then", msgid("Waiting at the end")},
    std::pair{"t.open_then", msgid("Counters open at the end")},
    std::pair{"t.minutes_wait", msgid("Minutes of waiting")},
    std::pair{"t.as_it_is", msgid("As it is")},
    std::pair{"t.what_if", msgid("What if …")},
    std::pair{"t.if_opened", msgid("these counters were opened now")},
    std::pair{"t.if_closed", msgid("these counters were closed now")},
    std::pair{"t.if_preset", msgid("visitors were called by this rule")},
    std::pair{"t.look", msgid("Look ahead")},
    std::pair{"t.only_looks", msgid("This only looks. Nothing is changed by it.")},
    std::pair{"t.whose", msgid("Until the first call")},
    std::pair{"t.mean", msgid("Mean wait")},
    std::pair{"t.ninety", msgid("90 of 100 within")},
    std::pair{"t.alerts", msgid("Alerts")},
    std::pair{"t.no_alerts", msgid("Nothing needs your attention.")},
    std::pair{"t.urgent", msgid("Asking to go first")},
    std::pair{"t.devices", msgid("Devices")},
    std::pair{"t.follow_ups", msgid("Follow-ups")},
    std::pair{"t.no_follow_ups", msgid("No follow-up is open.")},
    std::pair{"t.notices", msgid("Notices")},
    std::pair{"t.edit_notices", msgid("Change the notices")},
    std::pair{"t.hall", msgid("The whole hall")},
    std::pair{"t.reports", msgid("Reports")},
    std::pair{"t.end_day", msgid("End the day")},
    std::pair{"t.reopen_day", msgid("Reopen the day")},
    std::pair{"t.raise_notice", msgid("Notice over all screens")},
    std::pair{"t.evacuate", msgid("Evacuation")},
    std::pair{"t.cancel", msgid("Cancel")},
    std::pair{"t.to_content", msgid("To the alerts")},
};

constexpr std::array kScript{
    std::pair{"counter", msgid("Counter {1}")},
    std::pair{"since", msgid("since {1}")},
    std::pair{"until", msgid("until {1}")},
    std::pair{"served", msgid("{1} served")},
    std::pair{"waiting_here", msgid("{1} waiting for it")},
    std::pair{"helps", msgid("Helps out: {1}")},
    std::pair{"late", msgid("longer than promised")},
    std::pair{"log_in_here", msgid("Open")},
    std::pair{"close", msgid("Close")},
    std::pair{"pause", msgid("Pause")},
    std::pair{"resume", msgid("Resume")},
    std::pair{"services", msgid("Services")},
    std::pair{"end_help", msgid("End help")},
    std::pair{"acknowledge", msgid("I have seen it")},
    std::pair{"offered", msgid("offered")},
    std::pair{"paused", msgid("Paused")},
    std::pair{"offer_again", msgid("Offer again")},
    std::pair{"approve", msgid("Approve")},
    std::pair{"reject", msgid("Reject")},
    std::pair{"waits", msgid("waits {1}")},
    std::pair{"overdue", msgid("overdue")},
    std::pair{"due", msgid("due {1}")},
    std::pair{"assigned_to", msgid("Assigned to {1}")},
    std::pair{"nobody", msgid("Nobody has it yet")},
    std::pair{"look_into", msgid("Look into it")},
    std::pair{"recorded", msgid("That you read this is recorded.")},
    std::pair{"said", msgid("What was said")},
    std::pair{"done_so_far", msgid("What was done")},
    std::pair{"nothing_yet", msgid("Nothing yet.")},
    std::pair{"assign", msgid("Assign")},
    std::pair{"note", msgid("Note")},
    std::pair{"note_down", msgid("Write the note down")},
    std::pair{"close_follow_up", msgid("Close the follow-up")},
    std::pair{"to_whom", msgid("To whom?")},
    std::pair{"clerk", msgid("Staff number")},
    std::pair{"reason", msgid("Reason")},
    std::pair{"minutes", msgid("Minutes until it ends (empty: open)")},
    std::pair{"override", msgid("All the same; I answer for it")},
    std::pair{"open_title", msgid("Open counter {1}")},
    std::pair{"close_title", msgid("Close counter {1}")},
    std::pair{"pause_title", msgid("Pause counter {1}")},
    std::pair{"services_title", msgid("What counter {1} serves today")},
    std::pair{"serves", msgid("Serves")},
    std::pair{"helps_out", msgid("Helps out")},
    std::pair{"not_here", msgid("Not here")},
    std::pair{"approve_title", msgid("Let {1} go first")},
    std::pair{"reject_title", msgid("{1} keeps its place in the ordinary line")},
    std::pair{"pause_service_title", msgid("Take nobody in for: {1}")},
    std::pair{"pause_service_what", msgid("The kiosks give no numbers for it. Whoever waits is served.")},
    std::pair{
        "end_day_what",
        msgid("No numbers are given any more and all counters close. While visits are open it is refused, "
              "unless you answer for it: those numbers then expire.")},
    std::pair{"reopen_what", msgid("Numbers are given again. Counters have to be opened anew.")},
    std::pair{"notice_what", msgid("It takes over every screen, sign and voice until the all-clear.")},
    std::pair{
        "evacuate_what",
        msgid("Every screen and voice asks everybody to leave. No numbers are given and nobody is called "
              "until the all-clear.")},
    std::pair{"all_clear_what", msgid("The screens are the visitors' again.")},
    std::pair{"own_words", msgid("Your words (may be empty)")},
    std::pair{"keep", msgid("Keep: {1}")},
    std::pair{"add_notice", msgid("One more notice")},
    std::pair{"done", msgid("Done.")},
    std::pair{"not_sent", msgid("This could not be sent. Please try again.")},
    std::pair{"green_channels", msgid("Green channels")},
    std::pair{"other_channels", msgid("All others")},
    std::pair{"people_waiting", msgid("People waiting")},
    std::pair{"no_counters", msgid("None.")},
    std::pair{"sure", msgid("Yes, do it")},
};

} // namespace

Template::Values supervisor_texts(const Catalogue& words) {
    Template::Values values;
    for (const auto& [place, text] : kPlaces)
        values[place] = words.tr(text);
    return values;
}

std::string supervisor_script_texts(const Catalogue& words) {
    nlohmann::json texts;
    for (const auto& [name, text] : kScript)
        texts[name] = words.tr(text);
    return texts.dump();
}

} // namespace web
