#pragma once

#include "printer/ticket/page.h"
#include "printer/ticket/press.h"
#include "tests/support/temporary_folder.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

namespace printer {

/// Prints sample tickets, and reads what came out as a telephone and a visitor would.
struct PrintShop {
    static Press::Setup setup(const std::string& profile, int width = 0) {
        static const Profiles profiles;
        Press::Setup setup{profiles.named(profile), profiles.named(profile).paper(width), {}};
        setup.look = read_template(house_template(setup.paper.dots < 450));
        return setup;
    }

    /// On a printer of which nothing is known.
    Bitmap draw(const model::PrintJob& job, int dots = 576, bool copy = false) {
        Press press(setup(dots < 450 ? "generic-58" : "generic-80"));
        auto page = press.proof(press.print(job, copy));
        if (const auto* const folder = std::getenv("JIAOHAO_TICKETS"); folder != nullptr) // to look at them
            screen::save_png(to_pixels(page), std::string(folder) + "/" + job.job + "-" + job.language + "-" +
                                                  std::to_string(dots) + (copy ? "-copy" : "") + ".png");
        return page;
    }
};

inline std::string output_of(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    std::array<char, 1024> text{};
    auto length = std::fread(text.data(), 1, text.size() - 1, pipe.get());
    while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\f'))
        --length;
    return {text.data(), length};
}

inline std::string read_code(const Bitmap& page) {
    const support::TemporaryFolder folder;
    screen::save_png(to_pixels(page), folder / "ticket.png");
    return output_of("zbarimg -q --nodbus --raw " + (folder / "ticket.png").string() + " 2>/dev/null");
}

} // namespace printer
