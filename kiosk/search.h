#pragma once

#include "shared/model/hall.h"

#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// Finds services by what a visitor types: their name in any of the hall's languages, the beginning of any of
/// its words, the pinyin of a Chinese name ("gongjijin") or its first letters ("gjjtq" for 公积金提取).
///
/// Made once for a hall, because pinyin takes a while.
class Search {
  public:
    explicit Search(const model::Hall& hall);

    /// The best ones first: those whose name begins so, then those that hold it further on. Nothing typed
    /// finds nothing.
    std::vector<model::ServiceId> find(std::string_view typed) const;

    static constexpr std::size_t kLongestQuery = 32; ///< bytes; what is longer finds nothing

  private:
    struct Entry {
        model::ServiceId service;
        std::vector<std::string> texts; ///< folded, with a space before each word and syllable
        std::vector<std::string> initials;
    };
    std::vector<Entry> entries_;
};

/// The syllables of a Chinese text without tones, in small letters, a space between each: "gong ji jin".
std::string pinyin(std::string_view chinese);

} // namespace kiosk
