#include "shared/admin/appointments.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(const admin::Csv& csv) {
    Rows rows;
    rows.reserve(csv.rows().size());
    for (const admin::CsvRow& row : csv.rows()) {
        rows.emplace_back();
        for (const admin::CsvField& field : row.fields) {
            if (field.text.size() > admin::Csv::kLongestField ||
                field.text.find('\0') != std::string_view::npos)
                std::abort();
            rows.back().emplace_back(field.text);
        }
    }
    return rows;
}

std::string written(const Rows& rows) {
    std::string text;
    for (const auto& row : rows) {
        for (const std::string& field : row) {
            text += &field == row.data() ? "\"" : ",\"";
            for (const char c : field)
                text += c == '"' ? std::string("\"\"") : std::string(1, c);
            text += '"';
        }
        text += "\r\n";
    }
    return text;
}

model::Hall hall() {
    model::Hall hall;
    hall.opens = 0;
    hall.closes = 24 * 60;
    model::Service loan;
    loan.id = {"loan"};
    loan.name = model::Names({{"zh-Hans", "贷款"}});
    hall.services = {loan};
    return hall;
}

} // namespace

// A table in any encoding. What was read of it is read again, the same, from what we write; appointments are
// within the hall's bounds; and whoever gets an error gets no number of a person.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const model::Hall kHall = hall();
    static const wire::PersonKey kKey(std::array<std::byte, wire::PersonKey::kSize>{});
    try {
        auto decoded =
            admin::decoded(admin::PrivateText(std::string_view(reinterpret_cast<const char*>(bytes), size)));
        const admin::Csv csv(std::move(decoded.text));
        const Rows rows = rows_of(csv);
        const admin::Csv again{admin::PrivateText(written(rows))};
        if (!again.faults().empty() || rows_of(again) != rows)
            std::abort();

        const auto list = admin::read_appointments(csv, "table", {kHall, 20261125, 20261125, &kKey});
        for (const config::Error& error : list.errors)
            if (error.line < 1 || error.column < 1 ||
                error.message.find("11010519491231002") != std::string::npos)
                std::abort();
        if (list.errors.empty() && (list.size() == 0 || list.size() + 1 != rows.size()))
            std::abort();
        for (const model::ImportAppointments& page : admin::pages_of(list.days, true))
            if (page.day < 20261125 || page.day > 20261225 || page.appointments.empty() ||
                page.appointments.size() > 500)
                std::abort();
    } catch (const std::runtime_error&) {
        return 0; // in no encoding
    }
    return 0;
}
