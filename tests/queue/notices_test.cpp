#include "shared/queue/notices.h"
#include "tests/queue/day.h"

#include <catch2/catch.hpp>

#include <map>

using Texts = std::map<std::string, std::string>;

TEST_CASE("Notices: go out and come back", "[queue][notices]") {
    const std::vector<model::Names> notices{model::Names(Texts{{"en", "a \"b\" \\ c"}, {"zh-Hans", "您好"}}),
                                            model::Names(),
                                            model::Names(Texts{{"en", std::string("tab\tnul\0end", 11)}})};

    const auto text = queue::write_notices(notices);

    CHECK(queue::read_notices(text) == notices);
    CHECK(queue::write_notices({}) == "[]");
    CHECK(queue::read_notices(" [ { \"en\" : \"x\" } ] \n") == std::vector{model::Names(Texts{{"en", "x"}})});
}

TEST_CASE("Notices: of anything else comes nothing", "[queue][notices]") {
    for (const char* wrong : {"", "[", "[{]", "[{\"en\"}]", "[{\"en\":\"x}]", "[{\"en\":\"\\n\"}]", "[]]",
                              "[{\"en\":\"\\u00\"}]", "[{\"en\":\"\\u0041\"}]", "[{},]", "{}"})
        CHECK_FALSE(queue::read_notices(wrong));
}

TEST_CASE("Notices: staff replace them; the same ones again make no event", "[queue][notices]") {
    support::Day day;
    const std::vector<model::Names> notices{model::Names(Texts{{"en", "The lift is out of order."}})};

    day.must(model::PostNotices{notices});
    const auto seq = day.state().seq();
    day.must(model::PostNotices{notices});

    CHECK(day.state().notices() == notices);
    CHECK(day.state().seq() == seq);
    CHECK(day.ask(model::PostNotices{std::vector<model::Names>(21)}) == model::Refusal::BadRequest);
    CHECK(day.ask(model::PostNotices{{model::Names(Texts{{"en", "a\nb"}})}}) == model::Refusal::BadRequest);
}
