#include "shared/web/template.h"

#include <catch2/catch.hpp>

#include <stdexcept>

using web::Template;

TEST_CASE("Template: a text is escaped, HTML is not, and what is empty is hidden", "[web][template]") {
    const Template page(R"(<p title="{{name}}" {{?name}}>{{name}}</p><ul {{?more}}>{{=list}}</ul>)");

    CHECK(
        page.fill({{"name", "<b>\"A\" & 'B'"}, {"list", "<li>x</li>"}, {"more", ""}}) ==
        R"(<p title="&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;" >&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;</p>)"
        R"(<ul hidden><li>x</li></ul>)");
}

TEST_CASE("Template: what a visitor's text looks like is never a place", "[web][template]") {
    CHECK(Template("{{a}}").fill({{"a", "{{b}}"}, {"b", "secret"}}) == "{{b}}");
}

TEST_CASE("Template: a page with a hole or without an end is an error", "[web][template]") {
    CHECK_THROWS_AS(Template("{{a"), std::runtime_error);
    CHECK_THROWS_AS(Template("{{a}}").fill({{"b", ""}}), std::runtime_error);
    CHECK(Template("").fill({}).empty());
}
