#include "kiosk/idcard/card.h"

#include "kiosk/idcard/virtual_module.h"
#include "tests/kiosk/idcard_bench.h"

#include <catch2/catch.hpp>

using namespace kiosk;

namespace {

wire::PersonKey fixed_key() {
    return wire::PersonKey(std::array<std::byte, wire::PersonKey::kSize>{});
}

std::expected<CardRead, CardFailure> read_at(int day, const VirtualCard& card) {
    return read_card(card.text(), day, fixed_key());
}

/// The number of somebody born on this day, with its check character.
std::string born(const std::string& day) {
    for (const char check : std::string_view("0123456789X")) {
        const auto number = "110105" + day + "002" + check;
        if (wire::is_citizen_number(number))
            return number;
    }
    return {};
}

bool is_unknown(const VirtualCard& card) {
    const auto read = read_at(kServiceDay, card);
    return !read && read.error() == CardFailure::Unknown;
}

} // namespace

TEST_CASE("Card: age, validity and the day's token are all that is read", "[idcard][card]") {
    const auto card = read_at(kServiceDay, {});
    REQUIRE(card);
    CHECK(card->age == 76);
    CHECK(card->valid);
    CHECK(card->person == wire::person_token(fixed_key(), kServiceDay, "11010519491231002X"));
}

TEST_CASE("Card: a year older on the birthday, not the day before", "[idcard][card]") {
    const VirtualCard card{.number = born("20040302"), .birth_date = {}};
    CHECK(read_at(20260301, card)->age == 21);
    CHECK(read_at(20260302, card)->age == 22);
    CHECK(read_at(20260303, card)->age == 22);

    const VirtualCard leap{.number = born("20040229"), .birth_date = {}};
    CHECK(read_at(20260228, leap)->age == 21);
    CHECK(read_at(20260301, leap)->age == 22);
    CHECK(read_at(20280229, leap)->age == 24);
}

TEST_CASE("Card: valid from its first day to its last", "[idcard][card]") {
    const VirtualCard card{.birth_date = {}, .valid_from = "20160302", .valid_until = "20260302"};
    CHECK_FALSE(read_at(20160301, card)->valid);
    CHECK(read_at(20160302, card)->valid);
    CHECK(read_at(20260302, card)->valid);
    CHECK_FALSE(read_at(20260303, card)->valid);
    CHECK(read_at(20991231, {})->valid); // 长期
}

TEST_CASE("Card: a small x is the same person", "[idcard][card]") {
    CHECK(read_at(kServiceDay, {.number = "11010519491231002x", .birth_date = {}})->person ==
          read_at(kServiceDay, {})->person);
}

TEST_CASE("Card: entries that are wrong, or contradict each other, are no card of ours", "[idcard][card]") {
    CHECK_FALSE(is_unknown({.number = born("20040229"), .birth_date = {}}));

    CHECK(is_unknown({.number = "110105194912310021", .birth_date = {}})); // check character
    CHECK(is_unknown({.number = "", .birth_date = {}}));
    CHECK(is_unknown({.number = "11010519491231002", .birth_date = {}}));
    CHECK(is_unknown({.number = "１１０１０５１９４９１２３１００２Ｘ", .birth_date = {}}));
    CHECK(is_unknown({.birth_date = "19491230"})); // not the number's
    for (const auto* impossible : {"20050229", "20041301", "20040001", "20040100", "20040132", "00000000"})
        CHECK(is_unknown({.number = born(impossible), .birth_date = {}}));
    CHECK(is_unknown({.number = born("20260303"), .birth_date = {}})); // not born yet
    CHECK_FALSE(is_unknown({.number = born("20260302"), .birth_date = {}}));
    CHECK(is_unknown({.number = born("18750301"), .birth_date = {}})); // 151 years
    CHECK_FALSE(is_unknown({.number = born("18760301"), .birth_date = {}}));

    for (const auto* wrong : {"", "2020010", "20200230", "2020O101", "长期"})
        CHECK(is_unknown({.birth_date = {}, .valid_from = wrong}));
    for (const auto* wrong : {"", "长", "期长", "长期长", "长期 1", "2020123", "20201301", "20191231"})
        CHECK(is_unknown({.birth_date = {}, .valid_from = "20200101", .valid_until = wrong}));
}

TEST_CASE("Card: a text block of another size, or of any bytes, is none", "[idcard][card]") {
    const auto text = VirtualCard{}.text();
    for (const std::size_t size : {0U, 1U, 220U, 255U})
        CHECK(read_card(std::span(text).first(size), kServiceDay, fixed_key()).error() ==
              CardFailure::Unknown);
    for (const int value : {0x00, 0x20, 0x30, 0xFF}) {
        const std::vector<std::byte> same(kCardTextSize, static_cast<std::byte>(value));
        CHECK(read_card(same, kServiceDay, fixed_key()).error() == CardFailure::Unknown);
    }
}

TEST_CASE("Card: no other byte of the text matters", "[idcard][card]") {
    const auto known = read_at(kServiceDay, {});
    for (const CardField field :
         {CardField{0, 36}, CardField{52, 70}, CardField{158, 30}, CardField{220, 36}}) {
        auto text = VirtualCard{}.text();
        std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(field.offset), field.size, std::byte{0xFF});
        CHECK(read_card(text, kServiceDay, fixed_key()) == known);
    }
}
