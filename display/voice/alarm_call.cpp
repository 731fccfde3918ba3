#include "display/voice/alarm_call.h"

#include "shared/language/catalogue.h"

namespace display {

namespace {

/// Cantonese is read from the traditional characters.
std::string written(const std::string& spoken) {
    return spoken == "yue" ? "zh-Hant" : spoken;
}

voice::Line line_of(const model::Alarm& alarm, const std::string& language) {
    using voice::Piece;
    const std::string tag = written(language);
    const language::Catalogue texts(language::catalogue_name(tag));
    const auto translate = [&](std::string_view text) { return texts.tr(text); };
    return {language,
            {{Piece::Kind::Words, model::headline(alarm, translate)},
             {Piece::Kind::Pause, {}},
             {Piece::Kind::Words, model::words_of(alarm, tag, translate)}}};
}

} // namespace

void AlarmCall::follow(const model::Board& board) {
    if (board.alarm == alarm_)
        return;
    alarm_ = board.alarm;
    cuts_ = true;
    turn_ = 0;
    at_ = {};
}

std::optional<voice::Script> AlarmCall::next(base::SteadyTime now) {
    if (!alarm_ || languages_.empty() || now < at_)
        return std::nullopt;
    voice::Script script;
    script.urgent = true; // not behind the calls of other zones
    script.chime = turn_ == 0;
    script.lines.push_back(line_of(*alarm_, languages_[turn_]));
    return script;
}

void AlarmCall::spoken(base::SteadyTime now) {
    if (languages_.empty())
        return;
    turn_ = (turn_ + 1) % languages_.size();
    at_ = now + (turn_ != 0 ? kBetween : silences_calls() ? kAgain : kNoticeAgain);
}

std::optional<base::SteadyTime> AlarmCall::next_deadline() const {
    if (cuts_)
        return base::SteadyTime{};
    return alarm_ && !languages_.empty() ? std::optional(at_) : std::nullopt;
}

} // namespace display
