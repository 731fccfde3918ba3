#include "shared/wire/frames.h"
#include "shared/wire/keys.h"
#include "shared/wire/pulse.h"
#include "tests/support/running_hall.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <csignal>
#include <functional>
#include <map>

using namespace std::chrono_literals;

namespace {

/// Hears what the hall publishes, and for how long it was silent at most.
class Ear {
  public:
    explicit Ear(const wire::Line& line) {
        wire::prepare_client(socket_, wire::load_public_key(line.hall_key),
                             wire::load_key_pair(line.own_key));
        socket_.set(zmq::sockopt::subscribe, wire::kStateTopic);
        wire::connect(socket_, line.updates);
    }

    void listen(loop::Loop& loop) {
        loop.add_socket(socket_, [this] { read(); });
    }

    std::map<wire::MessageType, int> heard;
    base::Duration longest{};

  private:
    void read() {
        while (const auto frames = wire::receive(socket_)) {
            REQUIRE(frames->size() == 3);
            const auto header = wire::decode_header((*frames)[1].to_string_view());
            REQUIRE(header);
            ++heard[header->type];
            const auto now = clock_.steady();
            if (last_)
                longest = std::max(longest, now - *last_);
            last_ = now;
        }
    }

    base::SystemClock clock_;
    zmq::context_t context_;
    zmq::socket_t socket_{context_, zmq::socket_type::sub};
    std::optional<base::SteadyTime> last_;
};

} // namespace

TEST_CASE("Hall: is heard several times a second, at rest and in a rush", "[hall][pulse]") {
    const support::TemporaryFolder folder;
    support::RunningHall hall(folder.path());
    REQUIRE(hall.start());
    support::Device kiosk(hall.line("kiosk-1"));
    Ear ear(hall.line("display-1"));
    ear.listen(kiosk.loop());
    const base::SystemClock clock;
    const bool rush = GENERATE(false, true);
    int served = 0;
    const std::function<void()> next = [&] {
        kiosk.client().send(model::TakeTicket{{"loan"}, {}, {}, {}}, 10s, [&](const auto& answer) {
            served += answer && answer->ok();
            next();
        });
    };
    if (rush)
        next();
    const auto end = clock.steady() + 4s;

    support::turn_until(kiosk.loop(), [&] { return clock.steady() >= end; });

    CHECK(ear.heard[wire::MessageType::Alive] >= 3);
    if (rush)
        CHECK(served > 10);
    else
        CHECK(ear.heard[wire::MessageType::Pulse] >= 8);
    CHECK(ear.longest < wire::kSilence);
}

TEST_CASE("Hall: what it finds when it wakes is not carried out when nobody wants it any more",
          "[hall][pulse]") {
    const support::TemporaryFolder folder;
    support::RunningHall hall(folder.path());
    REQUIRE(hall.start());
    support::Device kiosk(hall.line("kiosk-1"));
    REQUIRE(kiosk.ask(model::TakeTicket{{"loan"}, {}, {}, {}}));
    const base::SystemClock clock;
    std::optional<hall_link::Result<model::Answer>> answered;

    hall.process().signal(SIGSTOP);
    kiosk.client().send(
        model::TakeTicket{{"loan"}, {}, {}, {}}, 500ms, [&](const auto& answer) { answered = answer; },
        clock.wall() + 500ms);
    REQUIRE(support::turn_until(kiosk.loop(), [&] { return answered.has_value(); }));
    hall.process().signal(SIGCONT);
    const auto next = kiosk.ask(model::TakeTicket{{"loan"}, {}, {}, {}});

    CHECK_FALSE(*answered);
    REQUIRE(next);
    CHECK(next->ticket->number == "B002");
}
