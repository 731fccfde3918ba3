#include "shared/web/visitor_texts.h"

#include "shared/base/quoting.h"
#include "shared/model/refusal.h"
#include "shared/web/reply.h"
#include "shared/web/visitor_requests.h"

#include <fmt/core.h>

#include <array>
#include <utility>

namespace web {

namespace {

using language::Catalogue;
using language::msgid;

/// By the names of the template's places.
constexpr std::array kTexts{
    std::pair{"t.languages", msgid("Language")},
    std::pair{"t.number", msgid("Your number")},
    std::pair{"t.counter", msgid("Counter")},
    std::pair{"t.wait", msgid("Expected wait")},
    std::pair{"t.ring", msgid("Ring when I am called")},
    std::pair{"t.rings", msgid("Rings when you are called. Please keep this page open.")},
    std::pair{"t.documents", msgid("Please have these with you")},
    std::pair{"t.tick", msgid("Tick what you have; only this phone remembers it.")},
    std::pair{"t.missing", msgid("Please bring these")},
    std::pair{"t.why", msgid("Why this order?")},
    std::pair{"t.moment", msgid("One moment, please")},
    std::pair{"t.yield", msgid("I am late: let two people go before me")},
    std::pair{"t.yielded", msgid("Thank you. Two people go before you.")},
    std::pair{"t.return_aside", msgid("I have everything now")},
    std::pair{"t.return_missed", msgid("I am here: back into the line")},
    std::pair{"t.cancel", msgid("I do not need this number any more")},
    std::pair{"t.cancel_what", msgid("Your place in the queue is then free for others.")},
    std::pair{"t.keep", msgid("No, I keep it")},
    std::pair{"t.give_back", msgid("Yes, give it back")},
    std::pair{"t.rate", msgid("How satisfied are you with our service?")},
    std::pair{"t.voluntary", msgid("Voluntary and without your name; one touch is enough.")},
    std::pair{"t.score5", msgid("Very satisfied")},
    std::pair{"t.score4", msgid("Satisfied")},
    std::pair{"t.score3", msgid("Fairly satisfied")},
    std::pair{"t.score2", msgid("Not satisfied")},
    std::pair{"t.score1", msgid("Not satisfied at all")},
    std::pair{"t.better", msgid("We are sorry. What can we do better?")},
    std::pair{"t.send", msgid("Send")},
    std::pair{"t.no_thanks", msgid("No, thank you")},
    std::pair{"t.rated", msgid("Thank you for your rating")},
    std::pair{"t.word", msgid("Complaint, suggestion or praise")},
    std::pair{"t.complaint", msgid("Complaint")},
    std::pair{"t.suggestion", msgid("Suggestion")},
    std::pair{"t.praise", msgid("Praise")},
    std::pair{"t.tell", msgid("What would you like to tell us?")},
    std::pair{"t.no_names", msgid("Please write no names and no numbers of identity cards.")},
    std::pair{"t.word_left", msgid("Thank you. Your words have been received.")},
    std::pair{"t.notices", msgid("Notices")},
    std::pair{"t.stale", msgid("Not current. Last update:")},
    std::pair{"t.stale_how", msgid("The connection comes back by itself. Your place in the line is safe.")},
    std::pair{"t.not_sent", msgid("This could not be sent. Please try again.")},
    std::pair{"t.privacy",
              msgid("This page holds no name and ends with the day. Whoever has its address can use it.")},
};

std::string reasons(const Catalogue& words) {
    std::string html;
    for (const std::string& reason : low_reasons())
        html += fmt::format("<li><label><input type=\"checkbox\"><span>{}</span></label></li>",
                            base::escape_markup(words.tr(reason)));
    return html;
}

const char* lost_headline(int status) {
    if (status == kNotFound)
        return msgid("We do not find this number today.");
    if (status == kTooManyRequests)
        return msgid("That was very often. Please wait a moment.");
    return msgid("The hall cannot be reached just now.");
}

} // namespace

Template::Values visitor_texts(const Catalogue& words) {
    Template::Values values;
    for (const auto& [place, text] : kTexts)
        values[place] = words.tr(text);
    values["reasons"] = reasons(words);
    return values;
}

std::string lost_sentence(const Catalogue& words, int status) {
    if (status == kBadRequest)
        return words.tr(model::sentence(model::Refusal::BadRequest));
    return words.tr(lost_headline(status));
}

Template::Values lost_texts(const Catalogue& words, int status) {
    return {
        {"t.languages", words.tr("Language")},
        {"headline", lost_sentence(words, status)},
        {"detail",
         status == kNotFound
             ? words.tr("A number is valid until its day ends. Our staff at the desk are glad to help you.")
             : words.tr("This page tries again by itself. Your place in the line is safe.")}};
}

} // namespace web
