#include "display/board/pictures.h"

#include "display/board/board_page.h"
#include "shared/screen/photo.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <functional>
#include <thread>

using namespace display;
using namespace std::chrono_literals;

namespace {

bool until(const std::function<bool()>& condition) {
    const base::SystemClock clock;
    for (const auto end = clock.steady() + 20s; clock.steady() < end; std::this_thread::sleep_for(2ms))
        if (condition())
            return true;
    return false;
}

/// As large as a picture may be: it takes a good while to be decoded and made smaller.
void save_slow(const std::filesystem::path& path) {
    const screen::Size size{screen::kMostPhotoSide, screen::kMostPhotoSide};
    screen::save_png(screen::Pixels(size, screen::Color::rgb(0xFF0000)), path);
}

} // namespace

TEST_CASE("Pictures: whoever wants another size or layout waits for no picture that is being decoded",
          "[display][reel]") {
    const support::TemporaryFolder folder;
    save_slow(folder / "slow.png");
    const Wording wording({"en"});
    screen::Fonts fonts;
    screen::Icons icons;
    const screen::Look look{board_theme({1280, 720}), "en", fonts, icons};
    const base::SystemClock clock;
    RetiredReels retired;
    Area area;
    area.stands = 1h;
    bool resized_at_once = false, gone_at_once = false;

    // Several times: for once, this thread may be the slower one.
    for (int turn = 0; turn < 5 && !(resized_at_once && gone_at_once); ++turn) {
        {
            Pictures pictures(wording, area, folder.path(), retired);
            pictures.arrange(look, {0, 0, 700, 700});
            pictures.arrange(look, {0, 0, 300, 300});
            resized_at_once |= retired.busy();
            CHECK(until([&] { return *pictures.tick(clock.steady()) > clock.steady() + 1min; })); // shown
        }
        REQUIRE(until([&] { return !retired.busy(); }));
        {
            Pictures pictures(wording, area, folder.path(), retired);
            pictures.arrange(look, {0, 0, 700, 700});
        }
        gone_at_once |= retired.busy();
        REQUIRE(until([&] { return !retired.busy(); }));
    }

    CHECK(resized_at_once);
    CHECK(gone_at_once);
}
