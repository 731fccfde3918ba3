#include "display/board/reel.h"

#include "shared/base/file.h"
#include "shared/screen/photo.h"
#include "tests/display/sample_gif.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <thread>

using namespace display;
using namespace std::chrono_literals;
using screen::Color;
using support::kBlue;
using support::kRed;

namespace {

void save(const std::filesystem::path& path, screen::Size size, Color color) {
    screen::save_png(screen::Pixels(size, color), path);
}

/// The next frame, waited for.
Reel::Frame next(Reel& reel) {
    const base::SystemClock clock;
    for (const auto end = clock.steady() + 10s; clock.steady() < end; std::this_thread::yield())
        if (auto frame = reel.take())
            return std::move(*frame);
    FAIL("no frame came");
    return {};
}

Color colour(const Reel::Frame& frame) {
    return frame.picture.at({frame.picture.width() / 2, frame.picture.height() / 2});
}

const Color kGreen = Color::rgb(0x00FF00);

} // namespace

TEST_CASE("Reel: the pictures of a folder stand one after the other, again and again", "[display][reel]") {
    const support::TemporaryFolder folder;
    save(folder / "b.png", {40, 30}, kGreen);
    save(folder / "a.png", {40, 30}, kRed);
    Reel reel(folder.path(), {80, 80}, 7s);

    for (const Color color : {kRed, kGreen, kRed, kGreen, kRed}) {
        const auto frame = next(reel);
        CHECK(colour(frame) == color);
        CHECK(frame.stands == 7s);
        CHECK(frame.picture.size() == screen::Size{80, 60}); // whole, and as large as there is room
    }
}

TEST_CASE("Reel: a GIF plays, and a folder of pictures is a film", "[display][reel]") {
    const support::TemporaryFolder folder;
    base::write_file(folder / "1.gif", support::gif({4, 4}, {{{0, 0, 4, 4}, 1, 4}, {{0, 0, 4, 4}, 2, 4}}));
    std::filesystem::create_directory(folder / "2@25");
    save(folder / "2@25" / "001.png", {10, 10}, kGreen);
    save(folder / "2@25" / "002.png", {10, 10}, kRed);
    Reel reel(folder.path(), {8, 8}, 100ms);

    // 80 ms are shorter than a picture stands: the GIF is played twice.
    for (const Color color : {kRed, kBlue, kRed, kBlue, kGreen, kRed, kRed}) {
        const auto frame = next(reel);
        CHECK(colour(frame) == color);
        CHECK(frame.stands == 40ms);
    }
}

TEST_CASE("Reel: what cannot be shown is passed over", "[display][reel]") {
    const support::TemporaryFolder folder;
    base::write_file(folder / "1.gif", "GIF89a and no more");
    base::write_file(folder / "2.png", "no picture at all");
    base::write_file(folder / "3.txt", "a note");
    std::filesystem::create_directory(folder / "old");
    save(folder / "4.png", {10, 10}, kBlue);
    Reel reel(folder.path(), {8, 8}, 2s);

    CHECK(colour(next(reel)) == kBlue);
    CHECK(colour(next(reel)) == kBlue);
}

TEST_CASE("Reel: pictures may come while it plays, and an empty folder ends at once", "[display][reel]") {
    const support::TemporaryFolder folder;
    {
        Reel empty(folder / "none", {8, 8}, 2s);
        CHECK_FALSE(empty.take());
    }
    save(folder / "a.png", {10, 10}, kRed);
    Reel reel(folder.path(), {8, 8}, 2s);
    CHECK(colour(next(reel)) == kRed);

    save(folder / "b.png", {10, 10}, kGreen);

    bool seen = false;
    for (std::size_t i = 0; i < Reel::kAhead + 4 && !seen; ++i)
        seen = colour(next(reel)) == kGreen;
    CHECK(seen);
}
