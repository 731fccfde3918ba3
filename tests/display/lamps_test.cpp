#include "display/lamps/lamps.h"

#include "shared/config/error.h"
#include "tests/display/calling_hall.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include <stdexcept>

using namespace display;
using namespace std::chrono_literals;
using model::CounterId;

namespace {

/// A relay board at the other end of a pseudo terminal, written from the sellers' sheet alone.
class Board {
  public:
    Board() : master_(::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK)) {
        if (master_ < 0 || ::grantpt(master_) != 0 || ::unlockpt(master_) != 0)
            throw std::runtime_error("no pseudo terminal");
    }
    Board(const Board&) = delete;
    Board& operator=(const Board&) = delete;
    ~Board() { ::close(master_); }

    std::string path() const { return ::ptsname(master_); }

    /// Takes what was sent; frames with a wrong sum switch nothing.
    void read() {
        char byte = 0;
        while (::read(master_, &byte, 1) == 1) {
            frame_ += byte;
            if (frame_.size() > 4)
                frame_.erase(0, 1);
            const auto at = [&](std::size_t i) { return static_cast<unsigned char>(frame_[i]); };
            if (frame_.size() == 4 && at(0) == 0xA0 && ((at(0) + at(1) + at(2)) & 0xFF) == at(3) &&
                at(1) >= 1 && at(1) <= 8) {
                on[at(1)] = at(2) == 1;
                ++switched;
                frame_.clear();
            }
        }
    }

    std::array<bool, 9> on{};
    int switched = 0;

  private:
    int master_;
    std::string frame_;
};

std::vector<SignalOptions> signals_of(const std::string& toml) {
    auto document = config::Document::parse(toml, "display.toml");
    auto signals = read_signals(document.root(), "/etc/jiaohao");
    document.finish();
    return signals;
}

/// A lamp and a bell at counter 1, a lamp at counter 2, on one board.
class LampsBench {
  public:
    explicit LampsBench(bool loud = true)
        : loop_(clock), lamps(loop_, clock,
                              {{SignalOptions::Kind::Lamp, CounterId{1}, board.path(), 1},
                               {SignalOptions::Kind::Bell, CounterId{1}, board.path(), 2},
                               {SignalOptions::Kind::Lamp, CounterId{2}, board.path(), 3}},
                              [loud](CounterId) { return loud; }) {
        pass(0ms);
    }
    void pass(base::Duration time) {
        clock.advance(time);
        for (int turn = 0; turn < 5; ++turn)
            loop_.turn(1ms);
        board.read();
    }
    void happens(model::EventKind kind, std::uint64_t ticket, int counter) {
        const auto update = hall.happens(kind, ticket, counter);
        lamps.updated(update, *hall.source().board());
        pass(0ms);
    }

    support::ManualClock clock;
    Board board;
    CallingHall hall;

  private:
    loop::Loop loop_;

  public:
    Lamps lamps;
};

} // namespace

TEST_CASE("Lamps: a call flashes at 1 Hz for four seconds, stays lit, and rings once", "[display][lamps]") {
    LampsBench bench;

    bench.happens(model::EventKind::TicketCalled, 1, 1);

    CHECK(bench.board.on[1]);
    CHECK(bench.board.on[2]);
    CHECK_FALSE(bench.board.on[3]); // nobody is called there
    bench.pass(500ms);
    CHECK_FALSE(bench.board.on[1]);
    bench.pass(100ms);
    CHECK_FALSE(bench.board.on[2]);
    for (int half = 2; half < 8; ++half) {
        bench.pass(half == 2 ? 400ms : 500ms);
        CHECK(bench.board.on[1] == (half % 2 == 0));
    }
    for (int second = 4; second < 60; ++second) {
        bench.pass(1s);
        CHECK(bench.board.on[1]);
        CHECK_FALSE(bench.board.on[2]);
    }
    bench.happens(model::EventKind::TicketRecalled, 1, 1);
    CHECK(bench.board.on[2]);
}

TEST_CASE("Lamps: who comes makes it dark, another call lights its own", "[display][lamps]") {
    LampsBench bench;
    bench.happens(model::EventKind::TicketCalled, 1, 1);
    bench.happens(model::EventKind::TicketCalled, 2, 2);
    CHECK(bench.board.on[3]);

    bench.happens(model::EventKind::ServiceStarted, 1, 1);

    CHECK_FALSE(bench.board.on[1]);
    CHECK_FALSE(bench.board.on[2]);
    CHECK(bench.board.on[3]);
}

TEST_CASE("Lamps: nothing rings in quiet hours, nor for a board that was replaced", "[display][lamps]") {
    LampsBench quiet(false);
    quiet.happens(model::EventKind::TicketCalled, 1, 1);
    CHECK(quiet.board.on[1]);
    CHECK_FALSE(quiet.board.on[2]);

    LampsBench bench;
    bench.hall.happens(model::EventKind::TicketCalled, 1, 1);
    bench.lamps.replaced(*bench.hall.source().board());
    bench.pass(0ms);
    CHECK(bench.board.on[1]); // steady: the call is not new
    CHECK_FALSE(bench.board.on[2]);
    bench.pass(500ms);
    CHECK(bench.board.on[1]);

    bench.lamps.out_of_touch();
    bench.pass(0ms);
    CHECK_FALSE(bench.board.on[1]);
}

TEST_CASE("Lamps: a board that lost its power is told again", "[display][lamps]") {
    LampsBench bench;
    bench.happens(model::EventKind::TicketCalled, 1, 1);
    bench.pass(5s);
    REQUIRE(bench.board.on[1]);
    bench.board.on = {};

    bench.pass(5s);

    CHECK(bench.board.on[1]);
}

TEST_CASE("Lamps: a board that is not there is waited for, and nothing else waits", "[display][lamps]") {
    support::TemporaryFolder folder;
    support::ManualClock clock;
    loop::Loop loop(clock);
    const auto port = folder / "relays";
    Lamps lamps(loop, clock, {{SignalOptions::Kind::Lamp, CounterId{1}, port, 1}},
                [](CounterId) { return true; });
    CallingHall hall;
    lamps.updated(hall.happens(model::EventKind::TicketCalled, 1, 1), *hall.source().board());
    loop.turn(1ms);

    Board board;
    std::filesystem::create_symlink(board.path(), port);
    for (int turn = 0; turn < 20; ++turn) {
        clock.advance(serial::Port::kRetry);
        loop.turn(1ms);
    }
    board.read();

    CHECK(board.on[1]);
}

TEST_CASE("Lamps: what is wrong is said with its line", "[display][lamps]") {
    const auto what = [](const std::string& toml) {
        try {
            signals_of(toml);
        } catch (const config::Errors& errors) {
            return std::string(errors.what());
        }
        return std::string("nothing is wrong");
    };
    const std::string lamp = "[[signal]]\nkind = \"lamp\"\ncounter = 3\nport = \"/dev/ttyUSB0\"\nrelay = 1\n";

    const auto signals = signals_of(lamp);
    REQUIRE(signals.size() == 1);
    CHECK(signals[0] == SignalOptions{SignalOptions::Kind::Lamp, CounterId{3}, "/dev/ttyUSB0", 1});
    CHECK_THAT(what(lamp + lamp), Catch::Contains("display.toml:10:") && Catch::Contains("its own"));
    CHECK_THAT(what("[[signal]]\nkind = \"horn\"\ncounter = 0\nport = \"\"\nrelay = 99\n"),
               Catch::Contains("display.toml:2:") && Catch::Contains("display.toml:3:") &&
                   Catch::Contains("display.toml:5:"));
}
