#pragma once

#include "shared/model/print.h"

#include <deque>
#include <filesystem>
#include <string>
#include <string_view>

namespace kiosk {

/// The last tickets of this kiosk, newest first, for a copy when one got lost: in memory and, for the day, on
/// disk. Nobody but the kiosk's own user may read the file.
class StaffTickets {
  public:
    /// Reads what is there; what is damaged is left out and logged: a kiosk must come up.
    explicit StaffTickets(std::filesystem::path file);

    /// `day`: YYYYMMDD. On another day than the last one's the others are gone.
    void keep(const model::PrintJob& job, int day);
    /// It is another day: yesterday's are forgotten.
    void begin_day(int day);

    int day() const { return day_; }
    const std::deque<model::PrintJob>& all() const { return jobs_; }

    static constexpr std::size_t kMost = 10;

  private:
    void save() const;

    std::filesystem::path file_;
    int day_ = 0;
    std::deque<model::PrintJob> jobs_;
};

/// The ticket once more: marked as a copy, under a name of its own that no printer has heard before.
model::PrintJob copy_of(model::PrintJob job);

/// All languages of the house and a line of Chinese; marked as a test, so that nobody takes it for a number.
model::PrintJob test_ticket(const model::Names& hall, const std::string& language, const std::string& zone,
                            base::WallTime now);

} // namespace kiosk
