#pragma once

#include "shared/model/alarm.h"

#include <string>
#include <vector>

namespace takeover {

/// An alarm in one language.
struct Said {
    std::string tag;      ///< BCP 47: zh-Hans
    std::string language; ///< as catalogues are named: zh_Hans
    std::string headline; ///< a few words, the largest there are
    std::string words;

    bool operator==(const Said&) const = default;
};

/// In each of these languages (BCP 47), in this order; in English where there is none.
std::vector<Said> said(const model::Alarm& alarm, const std::vector<std::string>& languages);

/// In one line, for a strip or a matrix: of an evacuation what to do, of a notice its words.
const std::string& line_of(const model::Alarm& alarm, const Said& said);

} // namespace takeover
