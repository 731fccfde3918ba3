#include "kiosk/narrator.h"

#include "shared/base/text.h"

#include <algorithm>

namespace kiosk {

namespace {

void replace_all(std::string& text, std::string_view what, std::string_view by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

bool ends_sentence(std::string_view text) {
    for (const std::string_view end : {".", "?", "!", ":", "。", "？", "！", "：", "؟", "…"})
        if (text.ends_with(end))
            return true;
    return false;
}

void add_sentence(std::string& all, const std::string& sentence) {
    if (sentence.empty())
        return;
    if (!all.empty())
        all += ends_sentence(all) ? " " : ". ";
    all += sentence;
}

void add_prose(const screen::View& view, std::string& all) {
    if (!view.visible() || view.touchable())
        return;
    if (view.children().empty())
        return add_sentence(all, view.speech());
    for (const auto& child : view.children())
        add_prose(*child, all);
}

} // namespace

std::string prose(const screen::View& view) {
    std::string all;
    add_prose(view, all);
    return all;
}

int choices(const screen::View& view) {
    if (!view.visible())
        return 0;
    int count = view.focusable() ? 1 : 0;
    for (const auto& child : view.children())
        count += choices(*child);
    return count;
}

std::string for_ear(std::string text) {
    text = screen::without_isolates(text);
    replace_all(text, " · ", ", ");
    replace_all(text, "·", ", ");
    replace_all(text, "…", ".");
    return text;
}

void Narrator::set(bool on, int volume, const screen::Catalogue& texts) {
    on_ = on;
    volume_ = volume;
    texts_ = &texts;
}

std::string Narrator::language() const {
    std::string tag = texts_->language();
    std::ranges::replace(tag, '_', '-');
    return tag;
}

void Narrator::page(const screen::View& body, base::SteadyTime now) {
    if (!on_)
        return;
    std::string all = prose(body);
    if (const int count = choices(body); count > 0) {
        add_sentence(all, texts_->tr_n("{1} choice.", "{1} choices.", count));
        add_sentence(all, texts_->tr("Move with the next and previous keys, choose with the select key. "
                                     "The help key says it again."));
    }
    say({false, {{std::move(all), language()}}}, now);
    awaited_ = true;
}

void Narrator::warning(const screen::View& dialog, base::SteadyTime now) {
    Utterance utterance{true, {}};
    if (on_) {
        std::string all = prose(dialog);
        add_sentence(all, texts_->tr("Press any key to go on."));
        utterance.lines.push_back({std::move(all), language()});
    }
    say(std::move(utterance), now);
    awaited_ = false;
}

void Narrator::element(const screen::View& view, base::SteadyTime now) {
    if (!on_)
        return;
    std::string tag = view.speech_language();
    std::ranges::replace(tag, '_', '-');
    say({false, {{view.speech(), tag.empty() ? language() : std::move(tag)}}}, now);
    awaited_ = true;
}

void Narrator::words(std::string text, base::SteadyTime now) {
    if (!on_)
        return;
    say({false, {{std::move(text), language()}}}, now);
    awaited_ = true;
}

void Narrator::again(base::SteadyTime now) {
    if (!on_ || last_.lines.empty())
        return;
    say(last_, now);
    awaited_ = true;
}

void Narrator::hush(base::SteadyTime now) {
    awaited_ = false;
    if (reader_ != nullptr)
        reader_->hush(now);
}

bool Narrator::finished(base::SteadyTime now) {
    if (!awaited_ || speaking(now))
        return false;
    awaited_ = false;
    return true;
}

void Narrator::say(Utterance utterance, base::SteadyTime now) {
    for (Spoken& line : utterance.lines)
        line.text = for_ear(std::move(line.text));
    last_ = std::move(utterance);
    if (reader_ != nullptr)
        reader_->say(last_, volume_, now);
}

} // namespace kiosk
