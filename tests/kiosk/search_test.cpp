#include "kiosk/search.h"

#include "sample_hall.h"

#include <catch2/catch.hpp>

using namespace kiosk;

namespace {

std::string first_found(std::string_view typed) {
    const auto found = Search(sample::board().hall).find(typed);
    return found.empty() ? std::string() : found.front().value;
}

} // namespace

TEST_CASE("Search: finds a service by name, words, pinyin and its first letters", "[kiosk][search]") {
    const std::vector<std::pair<std::string, std::string>> rows{{"公积金提取", "housing-withdraw"},
                                                                {"提取", "housing-withdraw"},
                                                                {"gjjtq", "housing-withdraw"},
                                                                {"GJJD", "housing-loan"},
                                                                {"gongjijinti", "housing-withdraw"},
                                                                {"gong ji jin dai", "housing-loan"},
                                                                {"daikuan", "housing-loan"},
                                                                {"yanglao", "pension"},
                                                                {"ylbx", "pension"},
                                                                {"Withd", "housing-withdraw"},
                                                                {"loan", "housing-loan"},
                                                                {"deposits", "housing-account"},
                                                                {"貸款", "housing-loan"}};
    for (const auto& [typed, service] : rows) {
        INFO(typed);
        CHECK(first_found(typed) == service);
    }
}

TEST_CASE("Search: what begins so stands before what holds it further on", "[kiosk][search]") {
    const auto found = Search(sample::board().hall).find("insurance");
    CHECK(found == std::vector<model::ServiceId>{{"pension"}, {"medical"}});
    CHECK(first_found("a") == "housing-account");
}

TEST_CASE("Search: nothing, nonsense and what is far too long find nothing", "[kiosk][search]") {
    for (const std::string& typed : {std::string(), std::string("  "), std::string("xyzzy"),
                                     std::string("ongji"), std::string("\xFF\xFE"), std::string(10'000, 'a')})
        CHECK(first_found(typed).empty());
}

TEST_CASE("Search: pinyin comes without tones", "[kiosk][search]") {
    CHECK(pinyin("公积金提取") == "gong ji jin ti qu");
    CHECK(pinyin("").empty());
}
