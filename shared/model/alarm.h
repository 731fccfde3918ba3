#pragma once

#include "shared/base/clock.h"
#include "shared/model/names.h"

#include <functional>
#include <string>
#include <string_view>

namespace model {

/// What takes over every screen, strip and voice of the hall until it is withdrawn.
enum class AlarmKind {
    Notice,    ///< something that everybody must read now; service goes on
    Evacuation ///< everybody leaves: no ticket is given, nobody is called
};

struct Alarm {
    AlarmKind kind = AlarmKind::Notice;
    Names text; ///< the supervisor's own words; of an evacuation they may be missing
    base::WallTime since;

    bool operator==(const Alarm&) const = default;
};

/// A msgid in, its translation out.
using Translate = std::function<std::string(std::string_view msgid)>;

/// The few words that stand largest: "Please leave the hall now". The same in every hall, so that whoever
/// has seen them once knows them.
std::string headline(const Alarm& alarm, const Translate& translate);

/// What stands below: the supervisor's words in `language`. Of an evacuation they are the house's own where
/// there are none in exactly this language, for a visitor must not have to guess what another one says.
std::string words_of(const Alarm& alarm, std::string_view language, const Translate& translate);

} // namespace model
