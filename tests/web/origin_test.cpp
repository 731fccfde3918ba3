#include "shared/web/origin.h"

#include <catch2/catch.hpp>

using web::is_json;
using web::is_same_origin;

TEST_CASE("Origin: a page of this very site may send, any other may not", "[web][origin]") {
    const std::string_view host = "127.0.0.1:6180";

    CHECK(is_same_origin({host, "http://127.0.0.1:6180", ""}, ""));
    CHECK(is_same_origin({host, "HTTP://127.0.0.1:6180", "same-origin"}, ""));
    CHECK(is_same_origin({host, "", "same-origin"}, ""));

    CHECK_FALSE(is_same_origin({host, "http://127.0.0.1:6181", ""}, ""));
    CHECK_FALSE(is_same_origin({host, "http://evil.example", ""}, ""));
    CHECK_FALSE(is_same_origin({host, "http://127.0.0.1:6180", "cross-site"}, ""));
    CHECK_FALSE(is_same_origin({host, "", "same-site"}, ""));
    CHECK_FALSE(is_same_origin({host, "null", ""}, ""));
    CHECK_FALSE(is_same_origin({host, "file://127.0.0.1:6180", ""}, ""));
    CHECK_FALSE(is_same_origin({"", "http://", ""}, ""));
}

TEST_CASE("Origin: a browser that does not say where it comes from is not believed", "[web][origin]") {
    CHECK_FALSE(is_same_origin({"127.0.0.1:6180", "", ""}, ""));
    CHECK_FALSE(is_same_origin({"", "", ""}, "https://queue.example.org"));
}

TEST_CASE("Origin: behind a proxy that has a name of its own, that name counts", "[web][origin]") {
    CHECK(is_same_origin({"127.0.0.1:6180", "https://queue.example.org", ""}, "https://queue.example.org"));
    CHECK_FALSE(is_same_origin({"127.0.0.1:6180", "https://queue.example.org.evil", ""},
                               "https://queue.example.org"));
}

TEST_CASE("Origin: only JSON in UTF-8 is taken, which no form can send", "[web][origin]") {
    CHECK(is_json("application/json"));
    CHECK(is_json("Application/JSON; charset=utf-8"));
    CHECK_FALSE(is_json(""));
    CHECK_FALSE(is_json("text/plain"));
    CHECK_FALSE(is_json("application/x-www-form-urlencoded"));
    CHECK_FALSE(is_json("multipart/form-data; boundary=application/json"));
    CHECK_FALSE(is_json("application/json; charset=gbk"));
}
