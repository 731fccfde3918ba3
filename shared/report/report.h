#pragma once

#include "shared/report/tables.h"

#include <string>
#include <utility>
#include <vector>

namespace report {

/// One report, ready to be written down. `facts` and what `setting` refers to outlive it.
struct Report {
    const Facts& facts;
    Setting setting;
    base::WallTime made;
    std::vector<Table> tables;
};

Report make_report(const Facts& facts, const Setting& setting, base::WallTime made);

/// One object: what the report is of, how it is counted, and "tables", each a list of objects by the columns'
/// keys. Moments are ISO 8601 with the hall's offset from UTC; durations seconds; what there is not is null.
std::string to_json(const Report& report);

/// A table as RFC 4180 has it, after a byte order mark, by which spreadsheets know UTF-8. The first line
/// holds the columns' keys. A text that a spreadsheet would take for a formula begins with an apostrophe.
std::string to_csv(const Table& table, const std::string& zone);

/// A page that needs nothing else: no script, no other file. For the screen and for A4 paper.
std::string to_html(const Report& report);

/// All files of a report by their names: report.html, report.json, and a CSV for each table.
std::vector<std::pair<std::string, std::string>> files(const Report& report);

} // namespace report
