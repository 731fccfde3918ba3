#include "printer/roll.h"

#include <catch2/catch.hpp>

namespace printer {
namespace {

constexpr int kMetre = 1000;

TEST_CASE("Roll: says how many tickets are left, once it has seen one", "[printer][roll]") {
    Roll roll;
    CHECK_FALSE(roll.tickets_left(50 * kMetre));

    roll.count(85); // and 15 mm to the cutter

    CHECK(roll.tickets_left(50 * kMetre) == 499);
}

TEST_CASE("Roll: is never less than used up, and new again after a change", "[printer][roll]") {
    Roll roll;
    for (int i = 0; i < 30; ++i)
        roll.count(85);
    roll.ended = true;
    CHECK(roll.tickets_left(2 * kMetre) == 0);

    roll.change();

    CHECK(roll.tickets_left(2 * kMetre) == 20);
    CHECK_FALSE(roll.ended);
}

TEST_CASE("Roll: longer tickets of today count more than those of before", "[printer][roll]") {
    Roll roll;
    for (int i = 0; i < 30; ++i)
        roll.count(85);
    for (int i = 0; i < 30; ++i)
        roll.count(185);
    roll.change();

    CHECK(*roll.tickets_left(20 * kMetre) < 110);
}

TEST_CASE("Roll: a sheet uses paper, but tickets are no longer for it", "[printer][roll]") {
    Roll roll;
    roll.count(85);
    roll.count_sheet(985);

    CHECK(roll.used == 1100);
    CHECK(roll.tickets_left(2 * kMetre) == 9);
}

} // namespace
} // namespace printer
