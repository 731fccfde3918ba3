#include "caller/options.h"
#include "display/options.h"
#include "kiosk/options.h"
#include "printer/options.h"
#include "shared/config/error.h"
#include "shared/web/options.h"
#include "tests/fuzz/memory_file.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <string>

namespace {

void expect(bool truth) {
    if (!truth)
        std::abort();
}

using Words = std::array<const char*, 3>;

void read_display(const Words& words) {
    const auto options = display::parse_options(3, words.data(), "0");
    if (!options)
        return;
    expect(!options->screens.empty() && options->screens.size() <= 16 && !options->zones.empty());
    for (const auto& screen : options->screens)
        expect(screen.window.width >= 64 && screen.window.width <= 8192 && screen.monitor >= 0);
}

void read_kiosk(const Words& words) {
    const auto options = kiosk::parse_options(3, words.data());
    if (options)
        expect(options->volume >= 0 && options->volume <= 100 && options->window.width > 0);
}

void read_caller(const Words& words) {
    const auto asked = caller::parse_options(3, words.data(), "0");
    expect(asked.options || asked.exit_code != 0);
}

void read_web(const Words& words) {
    const auto options = web::parse_options(3, words.data(), "0");
    if (options)
        expect(options->port >= 0 && options->port <= 65535 &&
               options->limits.streams < options->limits.connections);
}

void read_printer(const Words& words) {
    const auto options = printer::parse_options(3, words.data());
    if (options)
        expect(options->width >= 0 && options->warn_below >= 0);
}

} // namespace

// The configuration file of a program, which the first byte names: right, or what is wrong is said.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0)
        return 0;
    std::cerr.setstate(std::ios::failbit); // what is wrong is said at length
    const MemoryFile file(bytes + 1, size - 1);
    const std::string path = file.path();
    const Words words{"program", "--config", path.c_str()};
    try {
        switch (bytes[0]) {
        case 'd':
            read_display(words);
            break;
        case 'k':
            read_kiosk(words);
            break;
        case 'c':
            read_caller(words);
            break;
        case 'w':
            read_web(words);
            break;
        case 'p':
            read_printer(words);
            break;
        default:
            break;
        }
    } catch (const config::Errors& wrong) {
        expect(!std::string(wrong.what()).empty());
    } catch (const std::runtime_error& wrong) {
        expect(!std::string(wrong.what()).empty());
    }
    return 0;
}
