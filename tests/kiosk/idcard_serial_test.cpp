#include "kiosk/idcard/serial_card_reader.h"

#include "kiosk/idcard/virtual_module.h"
#include "shared/base/file.h"
#include "tests/kiosk/idcard_bench.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <optional>

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

/// A reader at the far end of a pseudo terminal, behind a link that stays when the terminal goes: the serial
/// port of an adapter that can be pulled out.
class SerialDevice {
  public:
    explicit SerialDevice(std::filesystem::path link) : link_(std::move(link)) { plug_in(); }
    SerialDevice(const SerialDevice&) = delete;
    SerialDevice& operator=(const SerialDevice&) = delete;
    ~SerialDevice() { pull_out(); }

    void plug_in() {
        master_ = ::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
        REQUIRE(master_ >= 0);
        REQUIRE(::grantpt(master_) == 0);
        REQUIRE(::unlockpt(master_) == 0);
        std::filesystem::create_symlink(::ptsname(master_), link_);
    }
    void pull_out() {
        std::filesystem::remove(link_);
        if (master_ >= 0)
            ::close(std::exchange(master_, -1));
    }
    /// Answers what came, `piece` bytes at a time.
    void work() {
        std::array<std::byte, 256> bytes{};
        if (const auto got = ::read(master_, bytes.data(), bytes.size()); got > 0) {
            const auto answer = module.take(std::span(bytes).first(static_cast<std::size_t>(got)));
            unsent_.insert(unsent_.end(), answer.begin(), answer.end());
        }
        const auto count = std::min(piece, unsent_.size());
        if (count > 0 && ::write(master_, unsent_.data(), count) == static_cast<ssize_t>(count))
            unsent_.erase(unsent_.begin(), unsent_.begin() + static_cast<std::ptrdiff_t>(count));
    }
    void babble(std::vector<std::byte> bytes) { unsent_.insert(unsent_.end(), bytes.begin(), bytes.end()); }
    termios settings() const {
        termios port{};
        REQUIRE(::tcgetattr(master_, &port) == 0);
        return port;
    }

    VirtualModule module;
    std::size_t piece = 2000;

  private:
    std::filesystem::path link_;
    int master_ = -1;
    std::vector<std::byte> unsent_;
};

struct SerialBench {
    support::TemporaryFolder folder;
    support::ManualClock clock;
    CardEar ear;
    SerialDevice device{folder / "tty"};
    SerialCardReader reader{folder / "tty", card_test_key(), clock, ear};

    SerialBench() {
        reader.set_day(kServiceDay);
        reader.seek(true);
    }
    template <typename Condition>
    bool turn(Condition condition, base::Duration time = 50ms) {
        return turn_until(
            reader, clock,
            [&] {
                device.work();
                return condition();
            },
            time);
    }
    bool reads_next() {
        const auto before = ear.cards.size();
        return turn([&] { return ear.cards.size() > before; });
    }
};

} // namespace

TEST_CASE("SerialCardReader: sets the port to 115200 8N1, raw, and reads a card", "[idcard][serial]") {
    SerialBench bench;
    bench.device.module.lay_on({});
    REQUIRE(bench.reads_next());
    CHECK(bench.ear.cards[0] == example_read());
    CHECK(bench.ear.changes == std::vector{true});

    const auto port = bench.device.settings();
    CHECK(::cfgetispeed(&port) == B115200);
    CHECK(::cfgetospeed(&port) == B115200);
    CHECK((port.c_cflag & static_cast<tcflag_t>(CSIZE)) == CS8);
    CHECK((port.c_cflag & static_cast<tcflag_t>(PARENB | CSTOPB)) == 0);
    CHECK((port.c_lflag & static_cast<tcflag_t>(ICANON | ECHO | ISIG)) == 0);
    CHECK((port.c_iflag & static_cast<tcflag_t>(IXON | ICRNL)) == 0);
}

TEST_CASE("SerialCardReader: reads a card that comes a few bytes at a time", "[idcard][serial]") {
    SerialBench bench;
    bench.device.piece = 17;
    bench.device.module.lay_on({});
    CHECK(bench.turn([&] { return !bench.ear.cards.empty(); }, 10ms));
}

TEST_CASE("SerialCardReader: an adapter pulled out and put back is opened again", "[idcard][serial]") {
    SerialBench bench;
    REQUIRE(bench.turn([&] { return bench.ear.there(); }));
    const int descriptor = bench.reader.descriptor();

    bench.device.pull_out();
    REQUIRE(bench.turn([&] { return !bench.ear.there(); }));
    bench.device.plug_in();
    bench.device.module.lay_on({});

    REQUIRE(bench.turn([&] { return !bench.ear.cards.empty(); }, 200ms));
    CHECK(bench.ear.changes == std::vector{true, false, true});
    CHECK(bench.reader.descriptor() == descriptor);
}

TEST_CASE("SerialCardReader: pulled out in the middle of a reading", "[idcard][serial]") {
    SerialBench bench;
    REQUIRE(bench.turn([&] { return bench.ear.there(); }));
    bench.device.piece = 64;
    bench.device.module.lay_on({});
    REQUIRE(bench.turn([&] { return bench.device.module.requests(0x30, 0x01) == 1; }));

    bench.device.pull_out();
    REQUIRE(bench.turn([&] { return !bench.ear.there(); }));
    CHECK(bench.ear.cards.empty());
}

TEST_CASE("SerialCardReader: a reader that falls silent is gone, and found again", "[idcard][serial]") {
    SerialBench bench;
    REQUIRE(bench.turn([&] { return bench.ear.there(); }));
    bench.device.module.set_silent(true);
    REQUIRE(bench.turn([&] { return !bench.ear.there(); }, 200ms));
    bench.device.module.set_silent(false);
    CHECK(bench.turn([&] { return bench.ear.there(); }, 200ms));
}

TEST_CASE("SerialCardReader: noise on the line does no harm", "[idcard][serial]") {
    SerialBench bench;
    REQUIRE(bench.turn([&] { return bench.ear.there(); }));
    std::vector<std::byte> noise(3000);
    for (std::size_t i = 0; i < noise.size(); ++i)
        noise[i] = static_cast<std::byte>(i % 7 == 0 ? 0xAA : i);
    bench.device.babble(noise);
    bench.device.module.lay_on({});
    REQUIRE(bench.turn([&] { return !bench.ear.cards.empty(); }, 200ms));
    CHECK(bench.ear.cards[0] == example_read());
}

TEST_CASE("SerialCardReader: waits for a port that is not there, or is none", "[idcard][serial]") {
    const support::TemporaryFolder folder;
    support::ManualClock clock;
    CardEar ear;
    base::write_file(folder / "tty", "no port");
    SerialCardReader reader(folder / "tty", card_test_key(), clock, ear);
    for (int i = 0; i < 20; ++i) {
        reader.tick(clock.steady());
        CHECK(reader.next_deadline() == clock.steady() + SerialCardReader::kRetry);
        clock.advance(SerialCardReader::kRetry);
    }
    CHECK(ear.changes.empty());
    CHECK(base::read_file(folder / "tty") == "no port");
}
