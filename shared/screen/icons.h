#pragma once

#include "shared/screen/pixels.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace screen {

/// The house's icons: assets/icons/NAME.svg, drawn at the exact size, tinted by whoever draws them.
class Icons {
  public:
    Icons();
    explicit Icons(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Cached. A missing icon is logged once and comes out empty: a page without a picture still serves.
    const Mask& icon(std::string_view name, int size);

  private:
    std::filesystem::path folder_;
    std::map<std::pair<std::string, int>, Mask> icons_;
};

} // namespace screen
