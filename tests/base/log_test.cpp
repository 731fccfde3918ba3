#include "shared/base/log_record.h"

#include <catch2/catch.hpp>

using base::LogForm;
using base::LogLevel;

namespace {

constexpr base::WallTime kMoment =
    std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + std::chrono::milliseconds(9 * 3'600'000 + 7);

} // namespace

TEST_CASE("Log: a record is one line for people", "[base][log]") {
    CHECK(base::log_record(LogForm::Text, kMoment, LogLevel::Warning, "hall", "two\nlines") ==
          "2026-03-02T09:00:00.007Z warning hall: two lines\n");
}

TEST_CASE("Log: a record is one JSON object for machines, whatever is in it", "[base][log]") {
    CHECK(base::log_record(LogForm::Json, kMoment, LogLevel::Error, "hall", "a \"b\" \\ \n 叫号") ==
          "{\"time\":\"2026-03-02T09:00:00.007Z\",\"level\":\"error\",\"area\":\"hall\","
          "\"text\":\"a \\\"b\\\" \\\\   叫号\"}\n");
}

TEST_CASE("Log: what is no UTF-8 does not make the line unreadable", "[base][log]") {
    CHECK(base::log_record(LogForm::Text, kMoment, LogLevel::Info, "scanner", "a\xff b") ==
          "2026-03-02T09:00:00.007Z info scanner: a? b\n");
}
