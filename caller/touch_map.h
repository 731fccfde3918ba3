#pragma once

#include "shared/screen/view.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace caller {

/// What can be touched in one window now.
struct TouchWindow {
    std::string title;
    const screen::View* root = nullptr; ///< the dialog, where one is open
};

/// Tells scripts where to touch: JSON {"page", "question", "windows": [{"title", "targets": [{"id", "x", "y",
/// "w", "h"}]}]}; the question is empty while none is open; x and y are the middle in pixels of the window.
/// Written only when it has changed.
class TouchMap {
  public:
    /// An empty path: nothing is written. As $JIAOHAO_TOUCH_MAP says.
    explicit TouchMap(std::filesystem::path path) : path_(std::move(path)) {}

    void write(std::string_view page, std::string_view question, const std::vector<TouchWindow>& windows);

  private:
    std::filesystem::path path_;
    std::string written_;
};

} // namespace caller
