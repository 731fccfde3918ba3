#include <catch2/catch.hpp>

#include <filesystem>
#include <set>
#include <string>

TEST_CASE("House: nothing stands at the top level but what belongs there", "[house]") {
    const std::set<std::string> allowed{"CMakeLists.txt", "LICENSE", "README.md", "assets", "caller",
                                        "display",        "kiosk",   "printer",   "shared", "tests"};
    for (const auto& entry : std::filesystem::directory_iterator(JIAOHAO_SOURCE)) {
        const std::string name = entry.path().filename();
        const bool made_by_a_build =
            name.starts_with("build") && !std::filesystem::exists(entry.path() / "CMakeLists.txt");
        INFO(name);
        CHECK((name.starts_with('.') || allowed.contains(name) || made_by_a_build));
    }
}

TEST_CASE("House: every top-level folder says what it is", "[house]") {
    for (const char* folder : {"assets", "caller", "display", "kiosk", "printer", "shared", "tests"}) {
        INFO(folder);
        CHECK(std::filesystem::exists(std::filesystem::path(JIAOHAO_SOURCE) / folder / "README.md"));
    }
}
