#include "display/led/sign_view.h"

#include "shared/language/catalogue.h"

#include <algorithm>
#include <string>
#include <utility>

namespace display {

namespace {

constexpr int kLinesForNotices = 3;

std::string with_counter(const std::string& number, model::CounterId counter) {
    return number + "-" + std::to_string(counter.value);
}

std::string arrow(const std::string& number, model::CounterId counter) {
    return number + " → " + std::to_string(counter.value);
}

/// Each once: names that a hall has in one language come out the same in all.
std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (std::size_t i = 0; i < texts.size(); ++i)
        if (!texts[i].empty() && std::find(texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(i),
                                           texts[i]) == texts.begin() + static_cast<std::ptrdiff_t>(i))
            all += (all.empty() ? "" : "   ") + texts[i];
    return all;
}

/// Called and not yet there.
bool is_coming(const Contents& contents, const ShownCall& call) {
    return std::ranges::any_of(contents.counters, [&](const ShownCounter& one) {
        return one.id == call.counter && one.number == call.number && one.coming;
    });
}

/// Everything that a new turn of languages begins with.
std::vector<std::string> said_of(const Contents& contents, std::optional<model::CounterId> counter) {
    std::vector<std::string> said;
    if (counter) {
        for (const ShownCounter& one : contents.counters)
            if (one.id == *counter)
                said = {one.number, std::to_string(static_cast<int>(one.state)), one.coming ? "coming" : ""};
        return said;
    }
    for (const ShownCall& one : contents.large)
        said.push_back(with_counter(one.number, one.counter));
    return said;
}

} // namespace

SignView::SignView(Options options) : options_(std::move(options)) {
    for (const std::string& tag : options_.languages)
        languages_.push_back({tag, screen::Catalogue(language::catalogue_name(tag))});
}

SignPage SignView::page(const Contents& contents, base::SteadyTime now) {
    auto said = said_of(contents, options_.counter);
    if (said != said_ || !next_turn_) {
        said_ = std::move(said);
        turn_ = 0;
        next_turn_ = now + options_.alternate;
    }
    while (now >= *next_turn_) {
        turn_ = (turn_ + 1) % languages_.size();
        *next_turn_ += options_.alternate;
    }
    const Language& language = languages_[turn_];
    return options_.counter ? strip(contents, language) : wall(contents, language);
}

std::optional<base::SteadyTime> SignView::next_deadline() const {
    return languages_.size() > 1 ? next_turn_ : std::nullopt;
}

SignLine SignView::line(const Language& language, Tone tone, std::vector<std::string> texts) const {
    SignLine line;
    line.texts = std::move(texts);
    line.language = language.catalogue.language();
    line.tone = tone;
    line.scrolls = tone == Tone::Notice || tone == Tone::Alarm;
    return line;
}

/// What `say` says in each language, one after the other.
template <typename Say>
SignLine SignView::notice(Say say) const {
    std::vector<std::string> texts;
    texts.reserve(languages_.size());
    for (const Language& language : languages_)
        texts.push_back(say(language));
    return line(languages_.front(), Tone::Notice, {joined(texts)});
}

SignLine SignView::call(const Language& language, const std::string& number, model::CounterId counter,
                        Attention attention) const {
    const screen::Catalogue& catalogue = language.catalogue;
    const std::string id = std::to_string(counter.value);
    SignLine said = line(language, Tone::Call,
                         {catalogue.tr("Ticket {1}, please come to counter {2}", number, id),
                          catalogue.tr("{1} to counter {2}", number, id), arrow(number, counter)});
    if (options_.counter)
        said.texts.push_back(number); // the strip hangs above its counter
    said.lit = attention != Attention::Dimmed;
    return said;
}

SignPage SignView::strip(const Contents& contents, const Language& language) const {
    const screen::Catalogue& catalogue = language.catalogue;
    const std::string id = std::to_string(options_.counter->value);
    const std::string name = catalogue.tr("Counter {1}", id);
    const auto found = std::ranges::find(contents.counters, *options_.counter, &ShownCounter::id);
    if (contents.currency != Currency::Current || found == contents.counters.end())
        return {{line(language, Tone::Serving, {name, id})}, {}};
    const auto named = [&](Tone tone, const std::string& state) {
        return SignPage{{line(language, tone, {name + " " + state, state})}, {}};
    };
    if (!found->number.empty() && found->coming)
        return {{call(language, found->number, found->id, found->attention)}, found->number};
    if (!found->number.empty())
        return {
            {line(language, Tone::Serving, {catalogue.tr("Now serving {1}", found->number), found->number})},
            found->number};
    switch (found->state) {
    case model::CounterState::Open:
        return named(Tone::Free, catalogue.tr_c("counter", "Free"));
    case model::CounterState::Paused:
        return named(Tone::Paused, catalogue.tr("Paused"));
    case model::CounterState::Closed:
        break;
    }
    return named(Tone::Closed, catalogue.tr("Closed"));
}

SignPage SignView::page(const SignAlarm& alarm) const {
    const bool two_lines = options_.lines > 1;
    std::vector<std::string> first, second;
    for (const Language& language : languages_)
        for (const SignAlarm::Said& said : alarm.said)
            if (said.tag == language.tag) {
                first.push_back(said.headline);
                (two_lines ? second : first).push_back(said.words);
            }
    SignPage page;
    page.lines.push_back(line(languages_.front(), Tone::Alarm, {joined(first)}));
    if (two_lines)
        page.lines.push_back(line(languages_.front(), Tone::Alarm, {joined(second)}));
    return page;
}

SignPage SignView::wall(const Contents& contents, const Language& language) const {
    const auto most = static_cast<std::size_t>(std::max(1, options_.lines));
    SignPage page;
    const auto add = [&](SignLine one) { page.lines.push_back(std::move(one)); };
    const auto say = [&](const char* text) {
        add(notice([text](const Language& one) { return one.catalogue.tr(text); }));
    };
    if (contents.currency == Currency::Connecting) {
        say("One moment, please");
        return page;
    }
    if (contents.currency == Currency::NotCurrent) {
        say("This board is not up to date at the moment");
        if (most > 1)
            say("Please ask our staff. Your place in the queue is kept.");
        return page;
    }
    const bool with_notices = options_.lines >= kLinesForNotices && !contents.notices.empty();
    const std::size_t room = with_notices ? most - 1 : most;
    for (const auto* calls : {&contents.large, &contents.recent})
        for (const ShownCall& one : *calls) {
            if (page.lines.size() == room)
                break;
            if (page.number.empty())
                page.number = with_counter(one.number, one.counter);
            if (calls == &contents.large || is_coming(contents, one))
                add(call(language, one.number, one.counter, one.attention));
            else
                add(line(language, Tone::Serving, {arrow(one.number, one.counter)}));
        }
    if (page.lines.empty()) {
        add(line(language, Tone::Free, {language.catalogue.tr("Welcome")}));
        if (room > 1)
            add(notice([&](const Language& one) { return std::string(contents.hall.in(one.tag)); }));
    }
    if (with_notices) {
        while (page.lines.size() < room)
            add({});
        std::vector<std::string> texts;
        for (const model::Names& names : contents.notices)
            for (const Language& one : languages_)
                texts.emplace_back(names.in(one.tag));
        add(line(languages_.front(), Tone::Notice, {joined(texts)}));
    }
    return page;
}

} // namespace display
