#pragma once

#include "shared/language/catalogue.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace web {

/// What the pages say, in every language that has a catalogue; read once. Safe from every thread.
class Languages {
  public:
    Languages();

    /// The texts of a language as the hall's file names it (zh-Hans); English when there are none.
    const language::Catalogue& of(std::string_view tag) const;

    /// The tags of them all, English first.
    std::vector<std::string> all() const;

    /// Whether there are texts in it.
    bool speaks(std::string_view tag) const;

  private:
    language::Catalogue english_;
    std::map<std::string, language::Catalogue> catalogues_; ///< by tag: zh-Hans
};

/// The offered language that a browser's Accept-Language likes best; empty when it likes none. `zh-CN`,
/// `zh-TW` and the like find zh-Hans and zh-Hant. Whatever is in the header, it costs little.
std::string_view preferred(std::string_view accept_language, const std::vector<std::string>& offered);

/// Written from the right.
bool is_right_to_left(std::string_view tag);

} // namespace web
