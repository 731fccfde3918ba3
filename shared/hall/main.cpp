#include "shared/base/file.h"
#include "shared/base/log.h"
#include "shared/hall/app.h"
#include "shared/hall/options.h"

#include <sys/stat.h>

#include <csignal>

namespace {

constexpr int kFailed = 1;
constexpr int kBadConfiguration = 2;

/// Keys, journal and ipc sockets are nobody else's. A file that may not grow is an error to handle, not an
/// end; and the register is read again by itself: nobody needs to say so with SIGHUP.
void settle() {
    ::umask(077);
    std::signal(SIGXFSZ, SIG_IGN);
    std::signal(SIGHUP, SIG_IGN);
}

} // namespace

int main(int argc, char** argv) {
    const auto options = hall::parse_options(argc, argv);
    if (!options)
        return options.error();
    int code_when_it_stops = kBadConfiguration;
    try {
        settle();
        const base::SystemClock clock;
        const auto file = config::read_hall_file(hall::config_file(*options));
        hall::App app(file.hall, hall::place_of(*options, file.server), clock);
        code_when_it_stops = kFailed;
        return app.run();
    } catch (const std::exception& error) {
        base::log_error("hall", "stops: {}", error.what());
        return code_when_it_stops;
    }
}
