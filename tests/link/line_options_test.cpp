#include "shared/link/line_options.h"

#include <CLI/CLI.hpp>
#include <catch2/catch.hpp>

#include <cstdlib>

TEST_CASE("Line: flags come before the configuration, and that before what is usual", "[link][line]") {
    hall_link::CommonOptions options;
    CLI::App app;
    hall_link::add_common_options(app, options);
    app.parse("--config hall.toml --hall tcp://hall:7000", false);
    hall_link::LineOptions configured;
    configured.endpoint = "tcp://other:1";
    configured.updates = "tcp://other:2";
    configured.own_key = "keys/kiosk.key";

    const auto line = hall_link::choose_line(options.line, configured, "/etc/jiaohao", "kiosk-1");

    CHECK(options.config == "hall.toml");
    CHECK(line.endpoint == "tcp://hall:7000");
    CHECK(line.updates == "tcp://hall:7001");
    CHECK(line.own_key == "/etc/jiaohao/keys/kiosk.key");
    CHECK(line.hall_key.filename() == "hall.pub");
}

TEST_CASE("Line: what nobody said is the hall of this machine and the device's own key", "[link][line]") {
    ::setenv("JIAOHAO_KEYS", "/var/keys", 1);

    const auto line = hall_link::choose_line({}, {}, "", "admin");

    CHECK(line.endpoint == hall_link::kDefaultEndpoint);
    CHECK(line.hall_key == "/var/keys/hall.pub");
    CHECK(line.own_key == "/var/keys/admin.key");
    ::unsetenv("JIAOHAO_KEYS");
}
