#pragma once

#include "shared/language/catalogue.h"
#include "shared/model/hall.h"
#include "shared/report/facts.h"
#include "shared/report/table.h"

#include <optional>
#include <string>
#include <vector>

namespace report {

/// In what a report is written, and of which hall.
struct Setting {
    const model::Hall& hall;
    const language::Catalogue& catalogue;
    std::string language; ///< BCP 47, for the hall's own names
};

/// Every table of the report, in the order in which they stand; made at `now`.
std::vector<Table> tables(const Facts& facts, const Setting& setting, base::WallTime now);

/// How the figures are counted, a sentence each.
std::vector<std::string> definitions(const Setting& setting);

std::string title_of(Chapter chapter, const language::Catalogue& catalogue);

// The parts of tables(); `to` is added to.
void add_overview(const Facts& facts, const Setting& setting, std::vector<Table>& to);
void add_visitors(const Facts& facts, const Setting& setting, std::vector<Table>& to);
void add_waits(const Facts& facts, const Setting& setting, std::vector<Table>& to);
void add_fairness(const Facts& facts, const Setting& setting, std::vector<Table>& to);
void add_outcomes(const Facts& facts, const Setting& setting, std::vector<Table>& to);
void add_satisfaction(const Facts& facts, const Setting& setting, std::vector<Table>& to);
/// `now`: against which what is due is held.
void add_follow_ups(const Facts& facts, const Setting& setting, base::WallTime now, std::vector<Table>& to);
void add_staff(const Facts& facts, const Setting& setting, std::vector<Table>& to);
void add_records(const Facts& facts, const Setting& setting, std::vector<Table>& to);
void add_equipment(const Facts& facts, const Setting& setting, std::vector<Table>& to);

// What several parts set alike; empty where there is nothing to tell.
Cell moment_cell(std::optional<base::WallTime> time);
Cell counter_cell(model::CounterId counter);

} // namespace report
