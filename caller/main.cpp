#include "caller/app.h"
#include "caller/learn.h"
#include "shared/base/log.h"
#include "shared/config/error.h"

#include <cstdio>

int main(int argc, char** argv) {
    std::optional<caller::Options> options;
    try {
        const auto asked = caller::parse_options(argc, argv, JIAOHAO_VERSION);
        if (!asked.options)
            return asked.exit_code;
        options = asked.options;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 2;
    }
    try {
        const base::SystemClock clock;
        loop::Loop loop(clock);
        if (options->learn) {
            const auto say = [](const std::string& text) {
                std::fputs(text.c_str(), stdout);
                std::fflush(stdout);
            };
            return caller::Learn(*options, "-", say, loop, clock).run();
        }
        caller::App app(*options, caller::open_windows(*options), loop, clock);
        return app.run();
    } catch (const std::exception& error) {
        base::log_error("caller", "stops: {}", error.what());
        return 1;
    }
}
