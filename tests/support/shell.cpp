#include "tests/support/shell.h"

#include <catch2/catch.hpp>

#include <array>
#include <cstdio>
#include <memory>

namespace support {

std::string output_of(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    REQUIRE(pipe != nullptr);
    std::string output;
    std::array<char, 4096> block{};
    for (std::size_t got = 0; (got = std::fread(block.data(), 1, block.size(), pipe.get())) > 0;)
        output.append(block.data(), got);
    return output;
}

} // namespace support
