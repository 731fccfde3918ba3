#include "tests/crash/recording.h"

#include <catch2/catch.hpp>
#include <fcntl.h>

#include <set>

using crash::Deed;
using crash::Disk;
using crash::Honesty;
using crash::Rest;

namespace {

/// A program that writes, told in short words.
struct Program {
    Disk disk;
    std::mt19937_64 random{1};
    explicit Program(Honesty honesty = Honesty::Honest) : disk("/hall", honesty) {}

    void does(Deed deed, int file, std::int64_t number, const std::string& bytes) {
        disk.take({{deed, file, 0, static_cast<std::uint32_t>(bytes.size()), number}, bytes});
    }
    void opens(int file, const std::string& path) { does(Deed::Opened, file, O_RDWR | O_CREAT, path); }
    void writes(int file, std::int64_t at, const std::string& bytes) { does(Deed::Wrote, file, at, bytes); }
    void flushes(int file) { does(Deed::Synced, file, 0, {}); }
    void flushes_folder(const std::string& path = "/hall") {
        does(Deed::Opened, 99, O_RDONLY | O_DIRECTORY, path);
        flushes(99);
        does(Deed::Closed, 99, 0, {});
    }
    Disk::Image cut(Rest rest) { return disk.cut(rest, random); }
};

/// A file that is on the disk with its name, and was written to since.
Program half_flushed(Honesty honesty = Honesty::Honest) {
    Program program(honesty);
    program.opens(3, "/hall/a");
    program.writes(3, 0, "old");
    program.flushes(3);
    program.flushes_folder();
    program.writes(3, 0, "new");
    return program;
}

} // namespace

TEST_CASE("Disk: what was flushed stays, what was not may be there or not", "[crash][disk]") {
    Program program = half_flushed();

    CHECK(program.cut(Rest::Nothing) == Disk::Image{{"a", "old"}});
    CHECK(program.cut(Rest::All) == Disk::Image{{"a", "new"}});
    std::set<std::string> seen;
    for (int i = 0; i < 50; ++i)
        seen.insert(program.cut(Rest::Lot).at("a"));
    CHECK(seen == std::set<std::string>{"old", "new"});
    program.flushes(3);
    CHECK(program.cut(Rest::Nothing) == Disk::Image{{"a", "new"}});
}

TEST_CASE("Disk: a write is torn between sectors, never within one", "[crash][disk]") {
    Program program = half_flushed();
    program.flushes(3);
    program.writes(3, 0, std::string(512, 'x') + std::string(512, 'y'));

    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i)
        seen.insert(program.cut(Rest::Torn).at("a"));

    CHECK(seen == std::set<std::string>{"new", std::string(512, 'x'),
                                        std::string(512, '\0').replace(0, 3, "new") + std::string(512, 'y'),
                                        std::string(512, 'x') + std::string(512, 'y')});
}

TEST_CASE("Disk: torn, nothing is there that was written after what is missing", "[crash][disk]") {
    Program program = half_flushed();
    program.opens(4, "/hall/b");
    program.flushes_folder();
    program.writes(4, 0, "later");

    for (int i = 0; i < 100; ++i) {
        const auto image = program.cut(Rest::Torn);
        CHECK((image.at("b").empty() || image.at("a") == "new"));
    }
}

TEST_CASE("Disk: a name is kept when its folder was flushed, not before", "[crash][disk]") {
    Program program;
    program.does(Deed::MadeFolder, -1, 0, "/hall/keys");
    program.opens(3, "/hall/keys/a.new");
    program.writes(3, 0, "key");
    program.flushes(3);
    program.does(Deed::Renamed, -1, 0, std::string("/hall/keys/a.new\0/hall/keys/a", 29));
    CHECK(program.cut(Rest::Nothing).empty());
    CHECK(program.cut(Rest::All) == Disk::Image{{"keys/a", "key"}});

    program.flushes_folder("/hall/keys");
    CHECK(program.cut(Rest::Nothing).empty()); // the folder itself is not
    program.flushes_folder();
    CHECK(program.cut(Rest::Nothing) == Disk::Image{{"keys/a", "key"}});

    program.does(Deed::Unlinked, -1, 0, "/hall/keys/a");
    CHECK(program.cut(Rest::Nothing) == Disk::Image{{"keys/a", "key"}});
    CHECK(program.cut(Rest::All).empty());
}

TEST_CASE("Disk: one that does not keep its word keeps nothing", "[crash][disk]") {
    CHECK(half_flushed(Honesty::NeverFlushed).cut(Rest::Nothing).empty());
}
