#pragma once

#include "shared/model/ids.h"
#include "shared/screen/photo.h"
#include "shared/screen/theme.h"

#include <filesystem>
#include <optional>

namespace caller {

/// The picture of who sits at the counter, for the plate: CLERK.png or CLERK.jpg in a folder of photos.
///
/// Read once, when somebody logs in. Without a photo, and for one that is damaged or too large (told in the
/// log once), a calm silhouette stands there. The folder is the technician's; a staff number comes from the
/// hall and is never let out of it.
class Portrait {
  public:
    /// Photos are read no larger than this, about: a plate on a large panel.
    static constexpr screen::Size kLargest{400, 560};

    /// `folder` empty: there are no photos.
    explicit Portrait(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Who sits there now; empty: nobody.
    void show(const model::ClerkId& clerk);
    bool is_photo() const { return photo_.has_value(); }

    /// Filling `size`, with round corners. Scaled once and kept, until the clerk or the size is another.
    const screen::Pixels& fitted(screen::Size size, const screen::Theme& theme);

  private:
    std::optional<screen::Pixels> read(const std::string& clerk) const;

    std::filesystem::path folder_;
    model::ClerkId clerk_;
    std::optional<screen::Pixels> photo_;
    screen::Pixels fitted_;
};

} // namespace caller
