#include "caller/buttons/serial_boxes.h"

#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cstdlib>

using namespace caller;
using namespace std::chrono_literals;

namespace {

struct BoxesEar final : BoxListener {
    std::vector<std::pair<int, Press>> presses;
    std::vector<BoxState> states;

    void pressed(const model::CounterId& counter, const Press& press) override {
        presses.emplace_back(counter.value, press);
    }
    void typed(const model::CounterId&, const std::string&) override {}
    void box_changed(const BoxState& state) override { states.push_back(state); }
    int there() const {
        return static_cast<int>(
            std::ranges::count_if(states, [](const BoxState& one) { return one.there; }) -
            std::ranges::count_if(states, [](const BoxState& one) { return !one.there; }));
    }
};

/// A box as PROTOCOL.md wants it.
struct Box {
    std::uint8_t address = 0;
    bool silent = false;
    std::vector<BoxFrame> events{}; ///< not taken yet
    std::uint8_t seq = 0;
    std::string shown{};

    void key(char letter, std::uint8_t number) {
        seq = static_cast<std::uint8_t>(seq == 0xFF ? 1 : seq + 1);
        events.push_back({address, letter, two_hex(seq) + two_hex(number)});
    }
    std::optional<BoxFrame> answer(const BoxFrame& question) {
        if (question.address != address || silent)
            return std::nullopt;
        if (question.letter == 'F') {
            events.clear();
            seq = 0;
        } else if (question.letter == 'D') {
            shown = question.body;
            return BoxFrame{address, 'T', {}};
        } else if (!events.empty() && events.front().body.substr(0, 2) == question.body) {
            events.erase(events.begin());
        }
        return events.empty() ? BoxFrame{address, 'N', {}} : events.front();
    }
};

/// Boxes at the far end of a pseudo terminal, behind a link that stays when the terminal goes.
struct SerialBench {
    support::TemporaryFolder folder;
    support::ManualClock clock;
    BoxesEar ear;
    int master = -1;
    std::vector<Box> line;
    BoxFrameReader reader;
    std::unique_ptr<SerialBoxes> boxes;

    explicit SerialBench(std::vector<SerialBinding> bindings = {{"", 3, 9600, model::CounterId{3}, five()}}) {
        for (SerialBinding& one : bindings) {
            one.port = folder / "tty";
            line.push_back({one.address});
        }
        plug_in();
        boxes = std::make_unique<SerialBoxes>(bindings, clock, ear);
    }
    SerialBench(const SerialBench&) = delete;
    SerialBench& operator=(const SerialBench&) = delete;
    ~SerialBench() { pull_out(); }

    static KeyMap five() { return *KeyMap::preset("five"); }

    void plug_in() {
        master = ::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
        REQUIRE(master >= 0);
        REQUIRE(::grantpt(master) == 0);
        REQUIRE(::unlockpt(master) == 0);
        std::filesystem::create_symlink(::ptsname(master), folder / "tty");
    }
    void pull_out() {
        std::filesystem::remove(folder / "tty");
        if (master >= 0)
            ::close(std::exchange(master, -1));
    }
    void say(std::string_view bytes) {
        REQUIRE(::write(master, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
    }
    void answer() {
        std::array<char, 256> bytes{};
        const auto got = master < 0 ? 0 : ::read(master, bytes.data(), bytes.size());
        for (ssize_t i = 0; i < got; ++i)
            if (const auto question = reader.take(bytes.at(static_cast<std::size_t>(i))))
                for (Box& box : line)
                    if (const auto answer = box.answer(*question))
                        say(answer->text());
    }
    /// Turns as an owner's loop would; in each turn without news some of the boxes' time passes.
    template <typename Condition>
    bool turn_until(Condition condition) {
        const auto end = std::chrono::steady_clock::now() + 5s;
        while (!condition()) {
            if (std::chrono::steady_clock::now() > end)
                return false;
            boxes->tick(clock.steady());
            answer();
            pollfd ready{boxes->descriptor(), POLLIN, 0};
            if (::poll(&ready, 1, 1) == 0)
                clock.advance(5ms);
            else
                boxes->dispatch();
        }
        return true;
    }
    bool there(int count = 1) {
        return turn_until([&] { return ear.there() == count; });
    }
    bool presses(std::size_t count) {
        return turn_until([&] { return ear.presses.size() >= count; });
    }
    bool all_taken() {
        return turn_until(
            [&] { return std::ranges::all_of(line, [](const Box& box) { return box.events.empty(); }); });
    }
    void tap(Box& box, std::uint8_t number) {
        clock.advance(1s);
        box.key('K', number);
        box.key('U', number);
    }
};

} // namespace

TEST_CASE("SerialBoxes: a key is a press at its counter; the port is 9600 8N1, raw", "[caller][serial]") {
    SerialBench bench;
    REQUIRE(bench.there());

    bench.tap(bench.line[0], 1);
    REQUIRE(bench.presses(1));
    bench.tap(bench.line[0], 5);
    REQUIRE(bench.presses(2));

    CHECK(bench.ear.presses[0] == std::pair<int, Press>(3, Keyed{Action::Next, 0}));
    CHECK(bench.ear.presses[1] == std::pair<int, Press>(3, Keyed{Action::Pause, 4}));
    termios port{};
    REQUIRE(::tcgetattr(bench.master, &port) == 0);
    CHECK(::cfgetospeed(&port) == B9600);
    CHECK((port.c_cflag & static_cast<tcflag_t>(CSIZE)) == CS8);
    CHECK((port.c_cflag & static_cast<tcflag_t>(PARENB | CSTOPB)) == 0);
    CHECK((port.c_lflag & static_cast<tcflag_t>(ICANON | ECHO | ISIG)) == 0);
}

TEST_CASE("SerialBoxes: the boxes of one line belong to several counters", "[caller][serial]") {
    SerialBench bench({{"", 1, 9600, model::CounterId{11}, SerialBench::five()},
                       {"", 2, 9600, model::CounterId{12}, SerialBench::five()},
                       {"", 247, 9600, model::CounterId{13}, *KeyMap::preset("rating")}});
    REQUIRE(bench.there(3));

    bench.tap(bench.line[2], 1);
    REQUIRE(bench.presses(1));
    bench.tap(bench.line[0], 2);
    REQUIRE(bench.presses(2));
    bench.tap(bench.line[1], 1);
    REQUIRE(bench.presses(3));

    CHECK(bench.ear.presses[0] == std::pair<int, Press>(13, Rate{5}));
    CHECK(bench.ear.presses[1] == std::pair<int, Press>(11, Keyed{Action::Recall, 1}));
    CHECK(bench.ear.presses[2] == std::pair<int, Press>(12, Keyed{Action::Next, 0}));
}

TEST_CASE("SerialBoxes: noise, half lines and wrong checks press nothing", "[caller][serial]") {
    SerialBench bench;
    REQUIRE(bench.there());
    bench.say(":03K0101*0000\r\n");
    bench.say(":03K01");
    bench.say(std::string(3000, '\xff'));
    bench.say("\r\n:::\n" + std::string(100, '\0'));
    bench.say("01*1600\r\n");

    bench.tap(bench.line[0], 2);
    REQUIRE(bench.presses(1));
    REQUIRE(bench.all_taken());

    CHECK(bench.ear.presses.size() == 1);
    CHECK(bench.ear.presses[0].second == Press(Keyed{Action::Recall, 1}));
}

TEST_CASE("SerialBoxes: an answer in pieces is one answer", "[caller][serial]") {
    SerialBench bench;
    REQUIRE(bench.there());
    bench.line[0].silent = true;
    const auto text = BoxFrame{3, 'K', "0101"}.text();
    for (const char each : text) {
        bench.say(std::string(1, each));
        bench.boxes->dispatch();
    }
    CHECK(bench.ear.presses.size() == 1);
}

TEST_CASE("SerialBoxes: the adapter pulled out in mid-press presses nothing when it comes back",
          "[caller][serial]") {
    SerialBench bench;
    REQUIRE(bench.there());
    bench.line[0].key('K', 1);
    REQUIRE(bench.presses(1));

    bench.pull_out();
    REQUIRE(bench.there(0));
    CHECK(bench.ear.states.back().there == false);
    bench.line[0].key('K', 2); // nobody hears it
    bench.plug_in();
    REQUIRE(bench.there());
    bench.tap(bench.line[0], 3);
    REQUIRE(bench.presses(2));
    REQUIRE(bench.all_taken());

    CHECK(bench.ear.presses.size() == 2);
    CHECK(bench.ear.presses[1].second == Press(Keyed{Action::NoShow, 2}));
}

TEST_CASE("SerialBoxes: a silent box is told as gone, the other works on", "[caller][serial]") {
    SerialBench bench({{"", 1, 9600, model::CounterId{11}, SerialBench::five()},
                       {"", 2, 9600, model::CounterId{12}, SerialBench::five()}});
    REQUIRE(bench.there(2));
    bench.line[0].silent = true;
    REQUIRE(bench.there(1));
    CHECK(bench.ear.states.back().counter == model::CounterId{11});
    CHECK_THAT(bench.ear.states.back().name, Catch::EndsWith("tty#1"));

    bench.tap(bench.line[1], 1);
    REQUIRE(bench.presses(1));
    CHECK(bench.ear.presses[0].first == 12);
    bench.line[0].silent = false;
    CHECK(bench.there(2));
}

TEST_CASE("SerialBoxes: a stuck key is told, and the others press", "[caller][serial]") {
    SerialBench bench;
    REQUIRE(bench.there());
    bench.line[0].key('K', 1);
    REQUIRE(bench.presses(1));
    REQUIRE(bench.all_taken());
    bench.clock.advance(Strokes::kStuck);

    REQUIRE(bench.turn_until([&] { return bench.ear.states.back().stuck; }));
    bench.tap(bench.line[0], 2);
    REQUIRE(bench.presses(2));
    CHECK(bench.ear.presses[1].second == Press(Keyed{Action::Recall, 1}));

    bench.line[0].key('U', 1);
    CHECK(bench.turn_until([&] { return !bench.ear.states.back().stuck; }));
}

TEST_CASE("SerialBoxes: a box shows the number at its counter", "[caller][serial]") {
    SerialBench bench;
    bench.boxes->show(model::CounterId{4}, Sign{true, true, "B001", 1});
    bench.boxes->show(model::CounterId{3}, Sign{true, true, "A023", 12});
    REQUIRE(bench.there());
    CHECK(bench.turn_until([&] { return bench.line[0].shown == "A023,12,1"; }));

    bench.boxes->show(model::CounterId{3}, Sign{false, false, "", 0});
    CHECK(bench.turn_until([&] { return bench.line[0].shown == ",0,2"; }));
}
