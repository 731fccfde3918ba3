#include "shared/base/quoting.h"

#include <catch2/catch.hpp>

TEST_CASE("Quoting: a text in a page is text", "[base][quoting]") {
    CHECK(base::escape_markup("<b a=\"1\" c='2'>&叫号") ==
          "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;叫号");
}

TEST_CASE("Quoting: a field of CSV is in quotes where it has to be", "[base][quoting]") {
    CHECK(base::csv_field("plain 叫号") == "plain 叫号");
    CHECK(base::csv_field("a,b") == "\"a,b\"");
    CHECK(base::csv_field("say \"a\"") == "\"say \"\"a\"\"\"");
    CHECK(base::csv_field("two\r\nlines") == "\"two\r\nlines\"");
}
