#pragma once

#include "shared/report/table.h"
#include "shared/report/texts.h"

#include <compare>
#include <map>
#include <string>

namespace report {

/// By what figures are told apart, in the order of a table's rows.
enum class By { Hall, Service, Channel, Counter, Clerk, Language };

/// One row's subject. Services and channels come in the hall's own order, those it no longer knows after
/// them.
struct Subject {
    By by = By::Hall;
    std::size_t place = 0;
    std::string id;

    auto operator<=>(const Subject&) const = default;
};

Subject whole_hall();
Subject subject(const model::ServiceId& service, const Setting& setting);
Subject subject(const model::ChannelId& channel, const Setting& setting);
Subject subject(model::CounterId counter);
Subject subject(const model::ClerkId& clerk);
Subject subject_language(const std::string& language, const Setting& setting);

/// "service"; stable, as the tables' `by` column has it.
std::string word(By by);
std::string title_of(By by, const language::Catalogue& catalogue);
std::string name_of(const Subject& subject, const Setting& setting);

template <typename Value>
using Groups = std::map<Subject, Value>;

/// The three columns with which a row says what it is about, and their cells.
std::vector<Column> subject_columns(const Setting& setting);
std::vector<Cell> subject_cells(const Subject& subject, const Setting& setting);

} // namespace report
