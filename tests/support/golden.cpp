#include "tests/support/golden.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace support {

bool matches_golden(const screen::Pixels& actual, std::string_view name) {
    const std::filesystem::path folder = "tests/golden"; // tests run in the root of the sources
    const auto golden = folder / (std::string(name) + ".png");
    const auto rejected = folder / (std::string(name) + ".actual.png");
    if (const char* const write = std::getenv("JIAOHAO_WRITE_GOLDENS"); write != nullptr && *write == '1') {
        screen::save_png(actual, golden);
        std::filesystem::remove(rejected);
        return true;
    }
    const long differing = std::filesystem::exists(golden)
                               ? screen::differing_pixels(actual, screen::load_png(golden))
                               : actual.bounds().area();
    if (differing == 0)
        return true;
    screen::save_png(actual, rejected);
    WARN(name << ": " << differing << " pixels differ; see " << rejected.string());
    return false;
}

} // namespace support
