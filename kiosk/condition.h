#pragma once

#include "shared/base/clock.h"
#include "shared/model/command.h"
#include "shared/screen/geometry.h"
#include "shared/screen/translations.h"

#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// How the kiosk's parts are, each by its name; the hall has room for one report, so it hears of the worst.
///
///     parts               worst()
///     all well            well
///     one with a fault    that one
///     several as bad      the one that was named first
///
/// Pure. The details are msgids of the catalogues.
class Conditions {
  public:
    /// How a part is now; what was said of it before counts no more.
    void set(std::string_view part, const model::ReportDevice& report);
    /// A part that visitors can do without: a warning while it is missing, or wrong.
    void warn_when(bool wrong, std::string_view part, std::string detail);

    /// The hall fills in which device this is.
    model::ReportDevice worst() const;
    /// How this part is; well when nothing was said of it.
    model::ReportDevice of(std::string_view part) const;

  private:
    struct Part {
        std::string name;
        model::ReportDevice report;
    };
    std::vector<Part> parts_;
};

inline constexpr const char* kReaderMissing = screen::msgid("The card reader is missing.");
inline constexpr const char* kScannerMissing = screen::msgid("The scanner is missing.");

/// So far from the hall's that people would notice.
bool clock_is_wrong(base::WallTime own, base::WallTime hall);

/// A panel that is upright where a wide one was told of, or the other way round.
bool stands_on_its_side(screen::Size told, screen::Size found);

} // namespace kiosk
