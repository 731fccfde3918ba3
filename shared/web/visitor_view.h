#pragma once

#include "shared/language/catalogue.h"
#include "shared/web/bulletin.h"
#include "shared/web/template.h"
#include "shared/web/tickets.h"

#include <string>
#include <string_view>
#include <vector>

namespace web {

/// How a visitor's page looks; the style sheet knows the words.
enum class Mood {
    Waiting,
    Next,   ///< nobody is before it
    Called, ///< come now
    Serving,
    Aside,  ///< something has to be done first
    Missed, ///< called, and nobody came
    Done,   ///< thank you
    Over,   ///< given back, or the day is over
};
std::string_view word(Mood mood);

/// All that a visitor's page shows of its ticket, in one language. An empty text is not shown.
struct VisitorView {
    std::string id; ///< of the ticket: what the phone remembers belongs to it
    Mood mood = Mood::Waiting;
    std::string number;
    std::string title;
    std::string service;
    std::string channel; ///< of the green ones and of appointments
    std::string headline;
    std::string detail;
    std::string counter; ///< its number, where to come or be
    std::string location;
    std::string wait; ///< an interval, never one number
    std::string since;
    int calls = 0;                      ///< another one rings again
    std::vector<std::string> documents; ///< to have ready, as long as that helps
    std::vector<std::string> missing;   ///< to bring
    std::vector<std::string> notices;
    std::string alarm; ///< the few large words
    std::string alarm_text;
    bool is_evacuation = false;
    bool may_cancel = false;
    bool may_yield = false;
    bool may_return = false;
    bool may_rate = false;
    bool is_stale = false;
    std::string as_of; ///< hour and minute at which all this held

    bool operator==(const VisitorView&) const = default;
};

VisitorView view_of(const Found& found, const State& state, base::WallTime now,
                    const language::Catalogue& words);

std::string to_json(const VisitorView& view);

/// For the page's first paint: the same, for the template.
void fill(Template::Values& values, const VisitorView& view);

} // namespace web
