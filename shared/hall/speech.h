#pragma once

#include "shared/base/zone.h"
#include "shared/language/catalogue.h"
#include "shared/model/explain.h"
#include "shared/model/hall.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hall {

/// What the hall says to people, in every language that has a catalogue. The catalogues are read once: a
/// question from outside never makes the hall open a file.
class Speech {
  public:
    explicit Speech(const model::Hall& hall);

    /// In `language` (zh-Hans, zh_Hans), one sentence a line; in English when it is empty or unknown.
    std::vector<std::string> explain(const model::Explanation& explanation, std::string_view language) const;

  private:
    const model::Hall& hall_;
    base::Zone zone_;
    language::Catalogue english_;
    std::map<std::string, language::Catalogue> catalogues_;
};

} // namespace hall
