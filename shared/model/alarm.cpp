#include "shared/model/alarm.h"

#include "shared/model/msgid.h"

namespace model {

namespace {

constexpr std::string_view kLeave = msgid("Please leave the hall now");
constexpr std::string_view kHow =
    msgid("Walk calmly to the nearest exit. Do not use the lifts. Your number stays valid.");
constexpr std::string_view kNotice = msgid("Important notice");

} // namespace

std::string headline(const Alarm& alarm, const Translate& translate) {
    return translate(alarm.kind == AlarmKind::Evacuation ? kLeave : kNotice);
}

std::string words_of(const Alarm& alarm, std::string_view language, const Translate& translate) {
    const auto& texts = alarm.text.by_language();
    if (alarm.kind == AlarmKind::Evacuation && !texts.contains(std::string(language)))
        return translate(kHow);
    return std::string(alarm.text.in(language));
}

} // namespace model
