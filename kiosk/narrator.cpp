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

void add_sentence(std::vector<Spoken>& lines, const std::string& sentence, const std::string& language) {
    if (sentence.empty())
        return;
    if (lines.empty() || lines.back().language != language)
        lines.push_back({{}, language});
    std::string& text = lines.back().text;
    const bool chinese = language.starts_with("zh") || language == "ja";
    if (!text.empty())
        text += ends_sentence(text) ? " " : chinese ? "。" : ". ";
    text += sentence;
}

/// As voices are named: "zh-Hans" of "zh_Hans".
std::string voice_tag(std::string tag) {
    std::ranges::replace(tag, '_', '-');
    return tag;
}

void add_prose(const screen::View& view, const std::string& language, std::vector<Spoken>& lines) {
    if (!view.visible() || view.touchable())
        return;
    const std::string own = view.speech_language();
    if (view.children().empty())
        return add_sentence(lines, view.speech(), own.empty() ? language : voice_tag(own));
    for (const auto& child : view.children())
        add_prose(*child, language, lines);
}

} // namespace

std::vector<Spoken> prose(const screen::View& view, const std::string& language) {
    std::vector<Spoken> lines;
    add_prose(view, voice_tag(language), lines);
    return lines;
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
    return voice_tag(texts_->language());
}

void Narrator::page(const screen::View& body, base::SteadyTime now) {
    if (!on_)
        return;
    std::vector<Spoken> lines = prose(body, language());
    if (const int count = choices(body); count > 0) {
        add_sentence(lines, texts_->tr_n("{1} choice.", "{1} choices.", count), language());
        add_sentence(lines,
                     texts_->tr("Move with the next and previous keys, choose with the select key. "
                                "The help key says it again."),
                     language());
    }
    say({false, std::move(lines)}, now);
    awaited_ = true;
}

void Narrator::warning(const screen::View& dialog, base::SteadyTime now) {
    Utterance utterance{true, {}};
    if (on_) {
        utterance.lines = prose(dialog, language());
        add_sentence(utterance.lines, texts_->tr("Press any key to go on."), language());
    }
    say(std::move(utterance), now);
    awaited_ = false;
}

void Narrator::element(const screen::View& view, base::SteadyTime now) {
    if (!on_)
        return;
    const std::string own = view.speech_language();
    say({false, {{view.speech(), own.empty() ? language() : voice_tag(own)}}}, now);
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
