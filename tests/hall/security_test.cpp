#include "shared/base/file.h"
#include "shared/base/text.h"
#include "shared/link/follower.h"
#include "shared/store/database.h"
#include "shared/wire/frames.h"
#include "tests/support/running_hall.h"
#include "tests/support/silent_listener.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace std::chrono_literals;
using model::Refusal;
using support::Device;
using support::RunningHall;

namespace {

const model::TakeTicket kLoan{{"loan"}, {}, {}, {}};

struct Display {
    explicit Display(const wire::Line& line) : follower(loop, context, clock, line, silent) {}

    bool reaches(std::uint64_t seq, base::Duration bound = 20s) {
        return support::turn_until(
            loop, [&] { return follower.board() != nullptr && follower.board()->seq >= seq; }, bound);
    }

    base::SystemClock clock;
    loop::Loop loop{clock};
    zmq::context_t context;
    support::SilentListener silent;
    hall_link::Follower follower;
};

} // namespace

TEST_CASE("Hall: a key that it does not know is turned away and logged", "[hall][security]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());
    wire::save_key_pair(folder.path(), "stranger", wire::make_key_pair());
    wire::Line line = hall.line("kiosk-1");
    line.own_key = folder / "stranger.key";

    Device stranger(line);
    const auto answer = stranger.ask(kLoan, 1500ms);

    CHECK_FALSE(answer);
    CHECK_THAT(hall.process().errors(), Catch::Contains("turned away the unknown key"));
    CHECK(hall.events().size() == 1);
}

TEST_CASE("Hall: who takes another for the hall gets no answer", "[hall][security]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());
    wire::save_key_pair(folder.path(), "false-hall", wire::make_key_pair());
    wire::Line line = hall.line("kiosk-1");
    line.hall_key = folder / "false-hall.pub";

    Device kiosk(line);

    CHECK_FALSE(kiosk.ask(kLoan, 1500ms));
}

TEST_CASE("Hall: each role does what it is for and no more, and what is refused is logged",
          "[hall][security]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());
    Device kiosk(hall.line("kiosk-1"));
    Device caller(hall.line("caller-3"));
    Device display(hall.line("display-1"));

    CHECK(kiosk.ask(kLoan)->ok());
    CHECK(kiosk.ask(model::OpenCounter{{3}, {"103"}})->refusal == Refusal::NotAllowed);
    CHECK(caller.ask(model::OpenCounter{{3}, {"103"}})->ok());
    CHECK(caller.ask(model::OpenCounter{{4}, {"104"}})->refusal == Refusal::NotAllowed);
    CHECK(caller.ask(kLoan)->refusal == Refusal::NotAllowed);
    CHECK(display.ask(model::CallTicket{{3}, {}})->refusal == Refusal::NotAllowed);
    CHECK(display.ask(model::ReportDevice{{"kiosk-1"}, model::DeviceState::Warning, "dust"})->ok());

    CHECK_THAT(hall.process().errors(), Catch::Contains("refused open of kiosk-1"));
    const auto board = display.snapshot();
    REQUIRE(board);
    CHECK(board->devices.contains({"display-1"})); // whatever it says it is
    CHECK_FALSE(board->devices.contains({"kiosk-1"}));
}

TEST_CASE("Hall: a revoked key acts no more at the very next message, and hears nothing more",
          "[hall][security]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());
    Device admin(hall.line("admin"));
    Device kiosk(hall.line("kiosk-1"));
    Display revoked(hall.line("display-1"));
    Display other(hall.line("caller-1"));
    const auto first = kiosk.ask(kLoan);
    REQUIRE(first);
    REQUIRE(revoked.reaches(first->seq));
    REQUIRE(other.reaches(first->seq));

    REQUIRE(hall.jiaohao({"keys", "revoke", "kiosk-1"}).code == 0);
    REQUIRE(hall.jiaohao({"keys", "revoke", "display-1"}).code == 0);
    const auto refused = kiosk.ask(kLoan);

    REQUIRE(refused);
    CHECK(refused->refusal == Refusal::NotAllowed);
    CHECK_THAT(hall.process().errors(), Catch::Contains("its key was revoked"));
    const auto next = admin.ask(kLoan);
    REQUIRE(next);
    CHECK(other.reaches(next->seq));
    CHECK_FALSE(revoked.reaches(next->seq, 1s));
}

TEST_CASE("Hall: a key that was replaced acts no more, though its device kept its name", "[hall][security]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());
    Device stolen(hall.line("kiosk-1"));
    REQUIRE(stolen.ask(kLoan)->ok());

    REQUIRE(hall.jiaohao({"keys", "revoke", "kiosk-1"}).code == 0);
    REQUIRE(hall.jiaohao({"keys", "make", "kiosk-1", "--role", "kiosk"}).code == 0);
    const auto refused = stolen.ask(kLoan);

    REQUIRE(refused);
    CHECK(refused->refusal == Refusal::NotAllowed);
    Device replaced(hall.line("kiosk-1"));
    CHECK(replaced.ask(kLoan)->ok());
}

TEST_CASE("Hall: a device made known while it runs is let in", "[hall][security]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());

    REQUIRE(hall.jiaohao({"keys", "make", "kiosk-2", "--role", "kiosk"}).code == 0);
    Device kiosk(hall.line("kiosk-2"));

    const auto answer = kiosk.ask(kLoan);
    REQUIRE(answer);
    CHECK(answer->ok());
}

TEST_CASE("Hall: nonsense from a known device is dropped or refused, and the hall goes on",
          "[hall][security]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());
    const wire::Line line = hall.line("kiosk-1");
    zmq::context_t context;
    zmq::socket_t socket(context, zmq::socket_type::dealer);
    wire::prepare_client(socket, wire::load_public_key(line.hall_key), wire::load_key_pair(line.own_key));
    socket.connect(line.endpoint);
    const std::string header = wire::encode(wire::Header{wire::MessageType::Command, {}, 1});

    const auto sent = [&](std::initializer_list<std::string_view> frames) {
        return support::eventually([&] { return wire::send(socket, frames); });
    };
    REQUIRE(sent({"x"}));
    REQUIRE(sent({"x", "y", "z", "w", "v"}));
    REQUIRE(sent({std::string(32, '\xff'), "y"}));
    REQUIRE(sent({header, std::string(1000, '\xff')}));

    std::optional<wire::Frames> reply;
    REQUIRE(support::eventually([&] { return (reply = wire::receive(socket)).has_value(); }));
    REQUIRE(reply->size() == 2);
    const auto answer = wire::decode_answer((*reply)[1].to_string_view());
    REQUIRE(answer);
    CHECK(answer->refusal == Refusal::BadRequest);
    Device kiosk(line);
    CHECK(kiosk.ask(kLoan)->ok());
}

TEST_CASE("Hall: who sends and sends and ends no message of ours is shown out, and may come back",
          "[hall][security]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());
    const wire::Line line = hall.line("kiosk-1");
    zmq::context_t context;
    zmq::socket_t socket(context, zmq::socket_type::dealer);
    wire::prepare_client(socket, wire::load_public_key(line.hall_key), wire::load_key_pair(line.own_key));
    socket.connect(line.endpoint);
    const std::string part(1000, 'x');

    for (int parts = 0; parts < 3000; ++parts) // the first waits for the handshake
        socket.send(zmq::buffer(part), zmq::send_flags::sndmore);
    socket.send(zmq::buffer(part), zmq::send_flags::none); // libzmq itself lets none of them go before

    CHECK(support::eventually([&] {
        return hall.process().errors().find("ended a connection of 127.0.0.1") != std::string::npos;
    }));
    Device kiosk(line);
    const auto answer = kiosk.ask(kLoan);
    REQUIRE(answer);
    CHECK(answer->ok());
}

TEST_CASE("Hall: a flood of what is forbidden is refused to the last and does not fill the log",
          "[hall][security]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());
    Device display(hall.line("display-1"));

    int refused = 0;
    for (int times = 0; times < 100; ++times)
        if (const auto answer = display.ask(kLoan); answer && answer->refusal == Refusal::NotAllowed)
            ++refused;

    CHECK(refused == 100);
    const std::string log = hall.process().errors();
    const auto lines = base::split(log, '\n');
    CHECK(std::ranges::count_if(lines, [](std::string_view line) {
              return line.find("display-1") != std::string_view::npos;
          }) <= 20);
}

TEST_CASE("Hall: a journal that cannot be read is told to who asks, and visitors are served all the same",
          "[hall][security]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());
    REQUIRE(hall.jiaohao({"take", "--service", "loan"}).code == 0);
    store::Database journal(hall.state() / "journal.db");
    journal.run("ALTER TABLE event RENAME TO elsewhere");

    const auto unread = hall.jiaohao({"explain", "--ticket", "1"});
    journal.run("ALTER TABLE elsewhere RENAME TO event");

    CHECK(unread.code == 3);
    CHECK(hall.jiaohao({"explain", "--ticket", "1"}).code == 0);
    CHECK(hall.jiaohao({"take", "--service", "loan"}).code == 0);
}
