#pragma once

#include "shared/base/zone.h"
#include "shared/model/names.h"
#include "shared/model/words.h"
#include "shared/screen/translations.h"

#include <string>
#include <string_view>
#include <vector>

namespace display {

/// One text in the board's one or two languages; `second` is empty when there is one.
struct Both {
    std::string first, second;

    bool operator==(const Both&) const = default;
};

/// The board's languages, side by side: the hall's own first.
class Wording {
  public:
    /// BCP 47 tags, one at least; only two stand on a board, however many are spoken.
    explicit Wording(const std::vector<std::string>& languages);

    template <typename... Args>
    Both tr(std::string_view text, const Args&... args) const {
        return each([&](const screen::Catalogue& catalogue) { return catalogue.tr(text, args...); });
    }
    Both names(const model::Names& names) const;
    Both wait(const model::RoundedWait& wait) const;
    Both date(const base::LocalTime& time) const;

    /// The catalogues' tags (zh_Hans), which choose the forms of hanzi.
    const std::string& first_language() const { return catalogues_.front().language(); }
    const std::string& second_language() const { return catalogues_.back().language(); }

  private:
    template <typename Say>
    Both each(Say say) const {
        return {say(catalogues_.front()), catalogues_.size() > 1 ? say(catalogues_.back()) : std::string()};
    }

    std::vector<std::string> tags_;
    std::vector<screen::Catalogue> catalogues_;
};

} // namespace display
