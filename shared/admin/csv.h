#pragma once

#include "shared/admin/private_text.h"

#include <string>
#include <string_view>
#include <vector>

namespace admin {

struct CsvField {
    std::string_view text; ///< without its quotation marks
    int line = 1;          ///< where it begins, as editors count
    int column = 1;
};

struct CsvRow {
    int line = 1;
    std::vector<CsvField> fields;
};

struct CsvFault {
    int line = 1;
    int column = 1;
    std::string message; ///< a sentence that says what to do; holds nothing of the table
};

/// A table as RFC 4180 has it, and as spreadsheets write it: fields between commas, semicolons or tabs,
/// whichever the first line has most of; a byte order mark may stand before it; lines end with CRLF, LF or
/// CR; rows without any text are passed over. The fields lie in the text that was given, so that it is in
/// memory once.
class Csv {
  public:
    static constexpr std::size_t kLongestField = 400; ///< bytes
    static constexpr std::size_t kMostFields = 64;    ///< of one row
    static constexpr std::size_t kMostRows = 20'000;  ///< below the heading

    /// `text` is well-formed UTF-8.
    explicit Csv(PrivateText text);

    char separator() const { return separator_; }
    /// The heading first. A row that is at fault is left out.
    const std::vector<CsvRow>& rows() const { return rows_; }
    /// One a row at most, in the order of the lines.
    const std::vector<CsvFault>& faults() const { return faults_; }

  private:
    PrivateText text_;
    char separator_;
    std::vector<CsvRow> rows_;
    std::vector<CsvFault> faults_;
};

} // namespace admin
