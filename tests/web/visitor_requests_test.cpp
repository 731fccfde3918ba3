#include "shared/web/visitor_requests.h"

#include <catch2/catch.hpp>

#include <string>

using namespace web;

TEST_CASE("Visitor's requests: a token is twenty hexadecimal digits", "[web][requests]") {
    CHECK(is_token("0123456789abcdef0123"));
    CHECK_FALSE(is_token("0123456789ABCDEF0123"));
    CHECK_FALSE(is_token("0123456789abcdef012"));
    CHECK_FALSE(is_token("0123456789abcdef01234"));
    CHECK_FALSE(is_token("0123456789abcdef012/"));
    CHECK_FALSE(is_token(""));
}

TEST_CASE("Visitor's requests: a rating is one score and reasons of ours, each once", "[web][requests]") {
    CHECK(read_rating(R"({"score":5})") == RatingSent{5, {}});
    CHECK(read_rating(R"({"score":2,"reasons":[1,0]})") ==
          RatingSent{2, {"The handling was slow", "The wait was too long"}});

    for (const char* bad :
         {"", "5", "[]", "{}", "null", R"({"score":0})", R"({"score":6})", R"({"score":1.5})",
          R"({"score":"5"})", R"({"score":1e0})", R"({"score":99999999999999999999})",
          R"({"score":2,"reasons":[5]})", R"({"score":2,"reasons":[-1]})", R"({"score":2,"reasons":[1,1]})",
          R"({"score":2,"reasons":1})", R"({"score":2,"reasons":["x"]})",
          R"({"score":2,"reasons":[0,1,2,3,4,0]})", R"({"score":2)"})
        CHECK_FALSE(read_rating(bad));
}

TEST_CASE("Visitor's requests: words have a kind, a bound, and one line", "[web][requests]") {
    CHECK(read_word(R"({"kind":"praise","text":" Very\nkind! "})") ==
          WordSent{model::WordKind::Praise, "Very kind!"});
    CHECK(read_word(R"({"kind":"complaint","text":"\u8d5e"})") == WordSent{model::WordKind::Complaint, "赞"});
    const std::string most(model::kWordLimit, 'x');
    CHECK(read_word(R"({"kind":"suggestion","text":")" + most + R"("})"));

    CHECK_FALSE(read_word(R"({"kind":"suggestion","text":")" + most + R"(x"})"));
    for (const char* bad :
         {R"({"kind":"praise","text":"  \n "})", R"({"kind":"threat","text":"x"})", R"({"kind":"praise"})",
          R"({"text":"x"})", R"({"kind":1,"text":"x"})", R"({"kind":"praise","text":["x"]})",
          R"({"kind":"praise","text":"\ud800"})", "{\"kind\":\"praise\",\"text\":\"\xff\xfe\"}"})
        CHECK_FALSE(read_word(bad));
}

TEST_CASE("Visitor's requests: what is deep or large is not read", "[web][requests]") {
    CHECK(is_empty_object("{}"));
    CHECK(is_empty_object(" { } "));
    CHECK_FALSE(is_empty_object(R"({"a":1})"));
    CHECK_FALSE(is_empty_object("[]"));
    CHECK_FALSE(is_empty_object(std::string_view("{}\0{}", 5)));
    CHECK_FALSE(is_empty_object(std::string(8000, '[')));
    CHECK_FALSE(is_empty_object(std::string(9000, ' ') + "{}"));
    CHECK_FALSE(read_rating(R"({"score":)" + std::string(4000, '[') + std::string(4000, ']') + "}"));
}
