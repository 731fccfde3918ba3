#include "shared/model/appointment_code.h"

#include <catch2/catch.hpp>

using model::canonical_code;

TEST_CASE("Appointment's code: is the same printed, typed and scanned", "[model][code]") {
    CHECK(canonical_code("A-1001") == "A1001");
    CHECK(canonical_code("a1001") == "A1001");
    CHECK(canonical_code("A 10 01") == "A1001");
    CHECK(canonical_code("4711") == "4711");
}

TEST_CASE("Appointment's code: other signs, none and too many are no code", "[model][code]") {
    CHECK_FALSE(canonical_code(""));
    CHECK_FALSE(canonical_code(" - "));
    CHECK_FALSE(canonical_code("A_1"));
    CHECK_FALSE(canonical_code("预约1"));
    CHECK(canonical_code(std::string(20, '7')));
    CHECK_FALSE(canonical_code(std::string(21, '7')));
}

TEST_CASE("Appointment's code: what is none today is found as it was written", "[model][code]") {
    CHECK(model::code_key("a-1001") == "A1001");
    CHECK(model::code_key("0123456789abcdef0123456789abcdef") == "0123456789abcdef0123456789abcdef");
}
