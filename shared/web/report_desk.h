#pragma once

#include "shared/language/catalogue.h"
#include "shared/web/bulletin.h"
#include "shared/web/courier.h"

#include <atomic>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace web {

/// The file of a report, as `jiaohao report` writes it: report.html, report.json, or a table's CSV.
struct ReportFile {
    std::string content;
    std::string type; ///< of HTTP
};

enum class ReportTrouble {
    NoPeriod,   ///< not a day, week or month
    NoFile,     ///< the report has no file of this name
    Busy,       ///< another one is being made
    OutOfReach, ///< the hall did not answer all of it
};

/// Makes reports for supervisors out of the hall's journal, page by page over the line to the hall.
///
/// One at a time, with a pause between two pages: the thread that decides has to read each of them. Blocks
/// its thread, for a month of a busy hall half a minute. Safe from the server's threads.
class ReportDesk {
  public:
    explicit ReportDesk(Courier& courier) : courier_(courier) {}

    /// `period`: today, yesterday, 2026-11-26, 2026-W48 or 2026-11; `file`: report.html, waits.csv …
    /// The texts are those of `words`, the visitors' names of things in `tag`.
    std::expected<ReportFile, ReportTrouble> make(const State& state, std::string_view period,
                                                  std::string_view file, const language::Catalogue& words,
                                                  const std::string& tag);

    static constexpr base::Duration kPause = std::chrono::milliseconds(3); ///< between two pages

  private:
    Courier& courier_;
    std::atomic_flag busy_;
};

/// Whether a report has this name, and of which days it is: for the record, before it is made.
bool is_report_period(std::string_view period, int today);

/// The reports that the supervisor's page offers on this day, by the msgids of their titles.
std::vector<std::pair<std::string_view, std::string>> offered_reports(int today);

} // namespace web
