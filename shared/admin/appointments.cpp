#include "shared/admin/appointments.h"

#include "shared/admin/day.h"
#include "shared/base/day.h"
#include "shared/base/text.h"
#include "shared/model/appointment_code.h"
#include "shared/model/hours.h"
#include "shared/wire/message.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace admin {

namespace {

constexpr std::size_t kLongestCode = 64;        ///< as it is written
constexpr std::size_t kAppointmentsAPage = 500; ///< of the protocol
constexpr std::size_t kBytesAPage = wire::kLargestRequest - 1024;
constexpr std::size_t kBytesBesideTexts = 24; ///< of one appointment on the wire, at most

enum Column { kCode, kService, kTime, kDate, kIdNumber, kColumns };

struct Heading {
    Column column;
    std::string_view text;
};

/// The first of each column is what its absence is told with.
constexpr std::array kHeadings{
    Heading{kCode, "code"},          Heading{kCode, "预约码"},       Heading{kCode, "预约号"},
    Heading{kCode, "預約碼"},        Heading{kCode, "預約號"},       Heading{kService, "service"},
    Heading{kService, "业务"},       Heading{kService, "服务"},      Heading{kService, "業務"},
    Heading{kService, "服務"},       Heading{kTime, "time"},         Heading{kTime, "时间"},
    Heading{kTime, "時間"},          Heading{kDate, "date"},         Heading{kDate, "日期"},
    Heading{kIdNumber, "id_number"}, Heading{kIdNumber, "身份证号"}, Heading{kIdNumber, "身分證號"},
};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

const Heading* heading_of(std::string_view text) {
    const auto found = std::ranges::find_if(kHeadings, [wanted = base::trim(text)](const Heading& one) {
        return std::ranges::equal(one.text, wanted, {}, {}, lower);
    });
    return found == kHeadings.end() ? nullptr : &*found;
}

bool is_code(std::string_view text) {
    return text.size() <= kLongestCode && !text.contains(' ') && model::canonical_code(text);
}

/// A text of the table for an error. One with as many digits as a person's number may be one that slipped
/// into another column.
std::string shown(std::string_view text) {
    constexpr std::size_t kLongestShown = 60;
    constexpr std::ptrdiff_t kDigitsOfPersons = 11;
    const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
    if (digits >= kDigitsOfPersons || text.size() > kLongestShown)
        return "This";
    return fmt::format("'{}'", base::one_line(text));
}

bool holds_citizen_number(std::string_view text) {
    constexpr std::size_t kLength = 18;
    for (std::size_t at = 0; at + kLength <= text.size(); ++at)
        if (wire::is_citizen_number(text.substr(at, kLength)))
            return true;
    return false;
}

/// 09:30, and as spreadsheets write it: 9:30 or 09:30:00.
std::optional<model::MinuteOfDay> minute_of(std::string_view text) {
    const auto parts = base::split(text, ':');
    if (parts.size() < 2 || parts.size() > 3 || parts[0].empty() || parts[0].size() > 2 ||
        parts[1].size() != 2 || (parts.size() == 3 && parts[2] != "00"))
        return std::nullopt;
    const auto hour = base::parse_number<unsigned>(parts[0]);
    const auto minute = base::parse_number<unsigned>(parts[1]);
    if (!hour || !minute || *hour > 23 || *minute > 59)
        return std::nullopt;
    return static_cast<int>(*hour * 60 + *minute);
}

std::string clock_of(model::MinuteOfDay minute) {
    return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

/// Reads one table from top to bottom and notes everything that is wrong.
class AppointmentReader {
  public:
    AppointmentReader(const Csv& csv, std::string file, const Appointed& appointed)
        : csv_(csv), file_(std::move(file)), appointed_(appointed),
          last_day_(base::add_days(appointed.today, model::kAppointmentDays)) {}

    AppointmentList read();

  private:
    void read_heading(const CsvRow& heading);
    void read_row(const CsvRow& row);

    std::string_view text(const CsvRow& row, Column column) const;
    void error(const CsvRow& row, Column column, std::string message);
    void error(int line, int column, std::string message);

    std::string code(const CsvRow& row);
    const model::Service* service(const CsvRow& row);
    int day(const CsvRow& row);
    model::MinuteOfDay minute(const CsvRow& row, const model::Service* service, int day);
    std::string person(const CsvRow& row, int day);

    const Csv& csv_;
    std::string file_;
    const Appointed& appointed_;
    int last_day_;
    std::array<std::optional<std::size_t>, kColumns> places_; ///< of the columns in a row
    std::array<std::string_view, kColumns> headings_;         ///< as the table calls them
    std::map<std::pair<int, std::string>, int> lines_;        ///< of the codes of a day
    bool key_missed_ = false;
    AppointmentList list_;
};

AppointmentList AppointmentReader::read() {
    for (const CsvFault& fault : csv_.faults())
        error(fault.line, fault.column, fault.message);
    const auto& rows = csv_.rows();
    if (rows.empty()) {
        if (csv_.faults().empty())
            error(1, 1, "The table is empty. Please give it a heading: code, service, time.");
        return std::move(list_);
    }
    read_heading(rows.front());
    if (places_[kCode] && places_[kService] && places_[kTime])
        for (std::size_t i = 1; i < rows.size(); ++i)
            read_row(rows[i]);
    if (rows.size() == 1 && list_.errors.empty())
        error(rows.front().line, 1, "There is no appointment below the heading. Please check the file.");
    std::ranges::stable_sort(list_.errors, {},
                             [](const config::Error& error) { return std::pair(error.line, error.column); });
    return std::move(list_);
}

void AppointmentReader::read_heading(const CsvRow& heading) {
    for (std::size_t i = 0; i < heading.fields.size(); ++i) {
        const CsvField& field = heading.fields[i];
        const Heading* known = heading_of(field.text);
        if (known == nullptr) {
            if (!base::trim(field.text).empty())
                list_.unused.push_back(shown(base::trim(field.text)));
            continue;
        }
        if (places_[known->column])
            error(field.line, field.column,
                  fmt::format("Column '{}': there is one '{}' already. Please keep one of them.", known->text,
                              headings_[known->column]));
        places_[known->column] = i;
        headings_[known->column] = known->text;
    }
    for (const Column column : {kCode, kService, kTime})
        if (!places_[column]) {
            std::string names;
            for (const Heading& one : kHeadings)
                if (one.column == column)
                    names += fmt::format("{}{}", names.empty() ? "" : ", ", one.text);
            error(heading.line, 1,
                  fmt::format("Column '{}' is missing. Please name it in the first line, as one of: {}.",
                              std::ranges::find(kHeadings, column, &Heading::column)->text, names));
        }
}

void AppointmentReader::read_row(const CsvRow& row) {
    const std::size_t wanted = csv_.rows().front().fields.size();
    if (row.fields.size() != wanted) {
        error(row.line, 1,
              fmt::format(
                  "This line has {} fields, the heading has {}. Please make them the same; a field with a "
                  "separator in it stands in quotation marks.",
                  row.fields.size(), wanted));
        return;
    }
    const std::size_t errors = list_.errors.size();
    model::Appointment appointment;
    appointment.code = code(row);
    const model::Service* service = this->service(row);
    const int day = this->day(row);
    appointment.at = minute(row, service, day);
    appointment.person = person(row, day);
    if (!appointment.code.empty() && day != 0)
        if (const auto [first, added] =
                lines_.try_emplace({day, model::code_key(appointment.code)}, row.line);
            !added)
            error(row, kCode,
                  fmt::format(
                      "{} stands in line {} and in line {}, for the same day. Please take one of them out.",
                      shown(appointment.code), first->second, row.line));
    if (list_.errors.size() != errors)
        return;
    appointment.service = service->id;
    list_.days[day].push_back(std::move(appointment));
}

std::string_view AppointmentReader::text(const CsvRow& row, Column column) const {
    return places_[column] ? base::trim(row.fields[*places_[column]].text) : std::string_view();
}

void AppointmentReader::error(const CsvRow& row, Column column, std::string message) {
    const CsvField& field = row.fields[*places_[column]];
    error(field.line, field.column, fmt::format("Column '{}': {}", headings_[column], message));
}

void AppointmentReader::error(int line, int column, std::string message) {
    list_.errors.push_back({file_, line, column, std::move(message)});
}

std::string AppointmentReader::code(const CsvRow& row) {
    const auto code = text(row, kCode);
    if (holds_citizen_number(model::code_key(code)) || holds_citizen_number(code))
        error(row, kCode,
              "A citizen number stands here, and codes are kept as they are. Please give the appointment a "
              "code "
              "of its own; the number belongs under 'id_number'.");
    else if (code.empty())
        error(row, kCode, "The code is missing. Please fill it in, or take the line out.");
    else if (!is_code(code))
        error(
            row, kCode,
            fmt::format("{} is not a code: 1 to {} letters and digits, perhaps with '-' between them. Please "
                        "correct it.",
                        shown(code), model::kLongestCode));
    else
        return std::string(code);
    return {};
}

const model::Service* AppointmentReader::service(const CsvRow& row) {
    const auto& services = appointed_.hall.services;
    const auto name = text(row, kService);
    if (const auto found =
            std::ranges::find(services, name, [](const auto& one) { return std::string_view(one.id.value); });
        found != services.end())
        return &*found;
    const model::Service* named = nullptr;
    for (const model::Service& one : services) {
        if (std::ranges::none_of(one.name.by_language(),
                                 [&](const auto& text) { return text.second == name; }))
            continue;
        if (named != nullptr) {
            error(row, kService,
                  fmt::format("{} is the name of two services. Please write the id, '{}' or '{}'.",
                              shown(name), named->id.value, one.id.value));
            return nullptr;
        }
        named = &one;
    }
    if (named == nullptr && name.empty())
        error(row, kService, "The service is missing. Please fill in its id or its name.");
    else if (named == nullptr)
        error(row, kService,
              fmt::format("{} is no service of this hall. Please write the id or the name as in hall.toml.",
                          shown(name)));
    return named;
}

int AppointmentReader::day(const CsvRow& row) {
    const auto written = text(row, kDate);
    if (!places_[kDate])
        return appointed_.day;
    const auto day = written.empty() ? appointed_.day : day_of(written).value_or(0);
    if (day == 0)
        error(row, kDate, fmt::format("{} is not a day. Please write it as 2026-03-02.", shown(written)));
    else if (day < appointed_.today || day > last_day_)
        error(row, kDate,
              fmt::format(
                  "{} is not among the days that can be imported, {} to {}. Please correct it, or take the "
                  "line out.",
                  text_of_day(day), text_of_day(appointed_.today), text_of_day(last_day_)));
    else
        return day;
    return 0;
}

model::MinuteOfDay AppointmentReader::minute(const CsvRow& row, const model::Service* service, int day) {
    const model::Hall& hall = appointed_.hall;
    const auto written = text(row, kTime);
    const auto minute = minute_of(written);
    if (!minute) {
        error(row, kTime,
              written.empty()
                  ? "The time is missing. Please write it as 09:30."
                  : fmt::format("{} is not a time of the day. Please write it as 09:30.", shown(written)));
        return 0;
    }
    if (*minute < hall.opens || *minute >= hall.closes)
        error(row, kTime,
              fmt::format("{} is outside of the opening hours, {} to {}. Please correct it.",
                          clock_of(*minute), clock_of(hall.opens), clock_of(hall.closes)));
    else if (service != nullptr && day != 0 && !model::is_offered(service->hours, day, *minute))
        error(row, kTime,
              fmt::format("The service '{}' is not open on {} at {}. Please correct it.", service->id.value,
                          text_of_day(day), clock_of(*minute)));
    return *minute;
}

std::string AppointmentReader::person(const CsvRow& row, int day) {
    const auto number = text(row, kIdNumber);
    if (number.empty())
        return {};
    if (appointed_.key == nullptr) {
        if (!std::exchange(key_missed_, true)) // once is enough
            error(row, kIdNumber,
                  "Numbers are not imported in readable form. Please name the hall's person key with "
                  "--person-key "
                  "FILE ('jiaohao keys person FILE' makes one), or take the column out.");
        return {};
    }
    if (!wire::is_citizen_number(number)) {
        error(row, kIdNumber,
              "This is not a citizen number of 18 characters with the right last one. Please correct it, or "
              "leave "
              "it empty; in a spreadsheet the column has to be text, or digits get lost.");
        return {};
    }
    return day == 0 ? std::string() : wire::person_token(*appointed_.key, day, number);
}

} // namespace

std::size_t AppointmentList::size() const {
    std::size_t count = 0;
    for (const auto& [day, appointments] : days)
        count += appointments.size();
    return count;
}

AppointmentList read_appointments(const Csv& csv, const std::string& file, const Appointed& appointed) {
    return AppointmentReader(csv, file, appointed).read();
}

std::vector<model::ImportAppointments> pages_of(const std::map<int, std::vector<model::Appointment>>& days,
                                                bool anew) {
    std::vector<model::ImportAppointments> pages;
    pages.reserve(days.size());
    for (const auto& [day, appointments] : days) {
        std::size_t bytes = 0;
        bool first = true;
        for (const model::Appointment& one : appointments) {
            const std::size_t size =
                kBytesBesideTexts + one.code.size() + one.service.value.size() + one.person.size();
            if (first || pages.back().appointments.size() == kAppointmentsAPage ||
                bytes + size > kBytesAPage) {
                pages.push_back({day, anew && first, {}});
                bytes = 0;
                first = false;
            }
            pages.back().appointments.push_back(one);
            bytes += size;
        }
    }
    return pages;
}

} // namespace admin
