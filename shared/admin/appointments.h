#pragma once

#include "shared/admin/csv.h"
#include "shared/config/error.h"
#include "shared/model/command.h"
#include "shared/model/hall.h"
#include "shared/wire/person_key.h"

#include <map>
#include <string>
#include <vector>

namespace admin {

/// What a table of appointments is read against.
struct Appointed {
    const model::Hall& hall;
    int today = 0;                        ///< the hall's service day
    int day = 0;                          ///< of the rows that say none
    const wire::PersonKey* key = nullptr; ///< turns a citizen number into the day's mark of a person
};

struct AppointmentList {
    std::map<int, std::vector<model::Appointment>> days; ///< by service day, in the order of the table
    std::vector<config::Error> errors;                   ///< in the order of the lines; then `days` is no use
    std::vector<std::string> unused;                     ///< columns that are none of ours

    std::size_t size() const;
};

/// The rows under the headings
///
///     code         預約碼 預約號 预约码 预约号     as hall.toml has it
///     service      業務 服務 业务 服务             its id, or its name in any of the hall's languages
///     time         時間 时间                       09:30, within the hall's and the service's hours
///     date         日期                            2026-03-02; without it the day is `appointed.day`
///     id_number    身分證號 身份证号               a citizen number; may be empty
///
/// in any order. Nothing that looks like a person's number gets into an error. `file` is what errors call it.
AppointmentList read_appointments(const Csv& csv, const std::string& file, const Appointed& appointed);

/// The commands that import the list, each within the hall's bounds. `anew`: each day's first one forgets
/// what was imported for it before.
std::vector<model::ImportAppointments> pages_of(const std::map<int, std::vector<model::Appointment>>& days,
                                                bool anew);

} // namespace admin
