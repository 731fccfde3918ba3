#include "shared/admin/csv.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace admin {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// What the first line that says anything has most of, outside of quotation marks.
char separator_of(std::string_view text) {
    constexpr std::array kSeparators{',', ';', '\t'};
    std::array<int, kSeparators.size()> counts{};
    bool quoted = false;
    bool begun = false;
    for (const char c : text) {
        if (!quoted && begun && (c == '\n' || c == '\r'))
            break;
        quoted = quoted != (c == '"');
        begun = begun || (c != '\n' && c != '\r');
        for (std::size_t i = 0; i < counts.size(); ++i)
            counts[i] += !quoted && c == kSeparators[i] ? 1 : 0;
    }
    return kSeparators[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

/// Reads from the front; what it has read of a quoted field it writes back, shorter by the doubled marks.
class CsvReader {
  public:
    CsvReader(std::span<char> text, char separator) : text_(text), separator_(separator) {
        if (std::string_view(text.data(), text.size()).starts_with(kByteOrderMark))
            at_ = kByteOrderMark.size();
    }

    bool at_end() const { return at_ == text_.size(); }

    /// Leaves the reader behind the row's line end. Empty, and fault() says why, when it is none.
    std::optional<CsvRow> row() {
        fault_.reset();
        CsvRow row{line_, {}};
        while (true) {
            const CsvField read = field();
            if (row.fields.size() < Csv::kMostFields)
                row.fields.push_back(read);
            else
                complain(read.line, read.column,
                         fmt::format("This line has more than {} fields. Please take "
                                     "out the columns that are not needed.",
                                     Csv::kMostFields));
            if (at_end() || text_[at_] != separator_)
                break;
            step();
        }
        end_line();
        if (fault_)
            return std::nullopt;
        return row;
    }

    const std::optional<CsvFault>& fault() const { return fault_; }

  private:
    CsvField field() {
        CsvField read{{}, line_, column_};
        const std::size_t begin = at_;
        const std::size_t end = !at_end() && text_[at_] == '"' ? quoted() : plain();
        read.text = {text_.data() + begin, end - begin};
        if (read.text.size() > Csv::kLongestField)
            complain(
                read.line, read.column,
                fmt::format("This field is longer than {} bytes. Please shorten it, and check the quotation "
                            "marks before it.",
                            Csv::kLongestField));
        if (read.text.find('\0') != std::string_view::npos)
            complain(read.line, read.column,
                     "A zero byte stands in this field. Please save the table again, as \"CSV UTF-8\".");
        return read;
    }

    /// Up to the separator or the line's end; returns where its text ends.
    std::size_t plain() {
        while (!at_field_end()) {
            if (text_[at_] == '"')
                complain(line_, column_,
                         "A quotation mark stands within a field. Please put the whole field into quotation "
                         "marks and double those within.");
            step();
        }
        return at_;
    }

    std::size_t quoted() {
        const int line = line_;
        const int column = column_;
        std::size_t written = at_;
        step();
        while (!at_end()) {
            const char c = text_[at_];
            step();
            if (c == '"') {
                if (at_end() || text_[at_] != '"') {
                    behind_quotes(line);
                    return written;
                }
                step();
            }
            text_[written++] = c;
        }
        complain(line, column,
                 "The quotation mark that stands here is never closed. Please close it, or take it out.");
        return written;
    }

    void behind_quotes(int opened) {
        if (!at_field_end())
            complain(
                line_, column_,
                fmt::format("Text stands behind the quotation mark that closes the field begun in line {}. "
                            "Please put a separator between them, or double the mark.",
                            opened));
        while (!at_field_end())
            step();
    }

    bool at_field_end() const {
        return at_end() || text_[at_] == separator_ || text_[at_] == '\n' || text_[at_] == '\r';
    }

    void end_line() {
        if (at_end())
            return;
        const bool both = text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
        step();
        if (both)
            step();
    }

    void step() {
        const char c = text_[at_++];
        if (c == '\n' || (c == '\r' && (at_end() || text_[at_] != '\n'))) {
            ++line_;
            column_ = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
            ++column_; // one a character, not one a byte
        }
    }

    void complain(int line, int column, std::string message) {
        if (!fault_)
            fault_ = CsvFault{line, column, std::move(message)};
    }

    std::span<char> text_;
    char separator_;
    std::size_t at_ = 0;
    int line_ = 1;
    int column_ = 1;
    std::optional<CsvFault> fault_;
};

bool says_nothing(const CsvRow& row) {
    return std::ranges::all_of(row.fields, [](const CsvField& field) { return field.text.empty(); });
}

} // namespace

Csv::Csv(PrivateText text) : text_(std::move(text)), separator_(separator_of(text_.view())) {
    CsvReader reader(text_.characters(), separator_);
    std::size_t count = 0;
    while (!reader.at_end()) {
        auto row = reader.row();
        if (row && says_nothing(*row))
            continue;
        if (++count > kMostRows + 1) {
            const int line = row ? row->line : reader.fault()->line;
            faults_.push_back({line, 1,
                               fmt::format("The table has more than {} rows. Please split it and import the "
                                           "parts with --add.",
                                           kMostRows)});
            return;
        }
        if (row)
            rows_.push_back(std::move(*row));
        else
            faults_.push_back(*reader.fault());
        if (rows_.empty())
            return; // without a heading nobody knows what the rows say
    }
}

} // namespace admin
