#include "shared/web/sessions.h"
#include "tests/support/manual_clock.h"
#include "tests/web/supervised.h"

#include <catch2/catch.hpp>

#include <set>

using namespace std::chrono_literals;
using support::kHuang;
using web::Sessions;

namespace {

const model::ClerkId kLin{"901"};

} // namespace

TEST_CASE("Sessions: whoever has the id is found, nobody else is", "[web][sessions]") {
    support::ManualClock clock;
    Sessions sessions(clock);
    const auto made = sessions.log_in(kHuang);

    const auto found = sessions.find(made.id, Sessions::Use::Ask);

    REQUIRE(found);
    CHECK(found->staff == kHuang);
    CHECK(found->csrf == made.csrf);
    CHECK(found->key != made.id);
    CHECK(sessions.is_open(found->key));
    std::string other = made.id;
    other.back() = other.back() == '0' ? '1' : '0';
    for (const std::string& wrong : {other, std::string(), found->key, made.csrf, made.id + "0"})
        CHECK_FALSE(sessions.find(wrong, Sessions::Use::Ask));
}

TEST_CASE("Sessions: ids and marks are 128 bits, and no two are alike", "[web][sessions]") {
    support::ManualClock clock;
    Sessions sessions(clock);
    std::set<std::string> seen;

    for (int i = 0; i < 50; ++i) {
        const auto made = sessions.log_in(kHuang);
        CHECK(made.id.size() == 32);
        CHECK(made.csrf.size() == 32);
        CHECK(seen.insert(made.id).second);
        CHECK(seen.insert(made.csrf).second);
    }
}

TEST_CASE("Sessions: half an hour without a request ends one, and looking on is none", "[web][sessions]") {
    support::ManualClock clock;
    Sessions sessions(clock);
    const auto made = sessions.log_in(kHuang);

    clock.advance(29min);
    CHECK(sessions.find(made.id, Sessions::Use::Ask));
    clock.advance(29min);
    CHECK(sessions.find(made.id, Sessions::Use::Look));
    clock.advance(1min);
    CHECK_FALSE(sessions.find(made.id, Sessions::Use::Look));
    CHECK(sessions.count() == 0);
}

TEST_CASE("Sessions: twelve hours end one however busy it is", "[web][sessions]") {
    support::ManualClock clock;
    Sessions sessions(clock);
    const auto made = sessions.log_in(kHuang);
    const std::string key = sessions.find(made.id, Sessions::Use::Ask)->key;

    for (int quarter = 1; quarter < 12 * 4; ++quarter) {
        clock.advance(15min);
        REQUIRE(sessions.find(made.id, Sessions::Use::Ask));
    }
    clock.advance(15min);
    CHECK_FALSE(sessions.is_open(key));
    CHECK_FALSE(sessions.find(made.id, Sessions::Use::Ask));
}

TEST_CASE("Sessions: there is a number of them at most, and the idlest one goes", "[web][sessions]") {
    support::ManualClock clock;
    Sessions sessions(clock);
    const auto busy = sessions.log_in(kHuang);
    clock.advance(1s);
    const auto idle = sessions.log_in(kLin);
    clock.advance(1s);
    REQUIRE(sessions.find(busy.id, Sessions::Use::Ask));

    for (std::size_t i = 0; i < Sessions::kMost - 1; ++i) {
        clock.advance(1s);
        sessions.log_in(kLin);
    }

    CHECK(sessions.count() == Sessions::kMost);
    CHECK(sessions.find(busy.id, Sessions::Use::Ask));
    CHECK_FALSE(sessions.find(idle.id, Sessions::Use::Ask));
}

TEST_CASE("Sessions: only the last log-out of somebody is one at the hall", "[web][sessions]") {
    support::ManualClock clock;
    Sessions sessions(clock);
    const auto desk = sessions.log_in(kHuang), tablet = sessions.log_in(kHuang),
               other = sessions.log_in(kLin);

    CHECK_FALSE(sessions.log_out(desk.id));
    CHECK_FALSE(sessions.log_out(desk.id)); // it is over already
    CHECK(sessions.log_out(tablet.id));
    CHECK(sessions.find(other.id, Sessions::Use::Ask));
    sessions.end_all_of(kLin);
    CHECK(sessions.count() == 0);
}

TEST_CASE("Sessions: a cookie is found by its whole name, and two of one name are none", "[web][sessions]") {
    CHECK(web::cookie("jiaohao_staff=ab12", "jiaohao_staff") == "ab12");
    CHECK(web::cookie("a=1; jiaohao_staff=ab12 ; b=2", "jiaohao_staff") == "ab12");
    CHECK(web::cookie("xjiaohao_staff=ab12; jiaohao_staffx=1; jiaohao_staff", "jiaohao_staff").empty());
    CHECK(web::cookie("jiaohao_staff=a; jiaohao_staff=b", "jiaohao_staff").empty());
    CHECK(web::cookie("", "jiaohao_staff").empty());
    CHECK(web::cookie(std::string(5000, ' ') + "jiaohao_staff=a", "jiaohao_staff").empty());
}

TEST_CASE("Sessions: an empty secret is nobody's", "[web][sessions]") {
    CHECK(web::is_same_secret("abc", "abc"));
    CHECK_FALSE(web::is_same_secret("abc", "abd"));
    CHECK_FALSE(web::is_same_secret("abc", "abcd"));
    CHECK_FALSE(web::is_same_secret("", ""));
}
