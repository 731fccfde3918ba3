#pragma once

namespace base {

// Days of the calendar as whole numbers, YYYYMMDD.

int add_days(int day, int count);

/// 0 is Monday, 6 is Sunday.
int weekday(int day);

} // namespace base
