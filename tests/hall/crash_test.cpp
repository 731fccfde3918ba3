#include "shared/link/follower.h"
#include "tests/support/history.h"
#include "tests/support/running_hall.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <fmt/core.h>

#include <csignal>
#include <memory>

using namespace std::chrono_literals;
using support::Operation;

namespace {

constexpr int kClients = 8;

struct Silent final : hall_link::Follower::Listener {
    void board_replaced() override {}
    void updated(const model::Update&) override {}
    void health_changed(hall_link::Follower::Health) override {}
};

/// Eight people who issue and call without a pause, and write down what they saw; a display that follows.
class Crowd {
  public:
    explicit Crowd(const support::RunningHall& hall)
        : display_(loop_, context_, clock_, hall.line("display-1"), silent_) {
        for (int i = 0; i < kClients; ++i)
            clients_.push_back(
                std::make_unique<hall_link::Client>(loop_, context_, clock_, hall.line("admin")));
    }

    void begin() {
        for (std::size_t i = 0; i < clients_.size(); ++i)
            next(i);
    }

    /// Nobody begins anything new; true when all have their answers.
    bool finish() {
        finishing_ = true;
        return support::turn_until(loop_, [&] { return busy_ == 0; }, 30s);
    }

    loop::Loop& loop() { return loop_; }
    const std::vector<Operation>& history() const { return history_; }
    const model::Board* seen() const { return display_.board(); }

  private:
    void next(std::size_t client) {
        const bool take = ++turns_ % 2 == 0;
        const std::size_t index = history_.size();
        history_.push_back({take ? Operation::Kind::Take : Operation::Kind::Call, clock_.steady(), {}, {}});
        const model::CounterId counter{static_cast<int>(client) + 1};
        const model::Command command = take ? model::Command(model::TakeTicket{{"deposit"}, {}, {}, {}})
                                            : model::Command(model::CallTicket{counter, {}});
        ++busy_;
        clients_[client]->send(command, 60s, [=, this](const hall_link::Result<model::Answer>& answer) {
            --busy_;
            if (answer) {
                history_[index].returned = clock_.steady();
                history_[index].answer = *answer;
            }
            if (!finishing_)
                next(client);
        });
    }

    base::SystemClock clock_;
    loop::Loop loop_{clock_};
    zmq::context_t context_;
    Silent silent_;
    hall_link::Follower display_;
    std::vector<std::unique_ptr<hall_link::Client>> clients_;
    std::vector<Operation> history_;
    std::size_t turns_ = 0;
    int busy_ = 0;
    bool finishing_ = false;
};

std::string all(const std::vector<std::string>& complaints) {
    std::string text;
    for (const std::string& complaint : complaints)
        text += complaint + "\n";
    return text;
}

void open_all_counters(const support::RunningHall& hall) {
    support::Device admin(hall.line("admin"));
    for (int counter = 1; counter <= kClients; ++counter)
        REQUIRE(admin.ask(model::OpenCounter{{counter}, {fmt::format("10{}", counter)}})->ok());
}

} // namespace

TEST_CASE("Hall: killed at any point, it loses nothing that was acknowledged and does nothing twice",
          "[hall][crash]") {
    const support::TemporaryFolder folder;
    support::RunningHall hall(folder.path());
    REQUIRE(hall.start());
    open_all_counters(hall);
    Crowd crowd(hall);
    crowd.begin();
    hall.kill();

    for (const char* point : {"before-commit:9", "after-commit:9", "mid-replies:30", "before-commit:2",
                              "after-commit:2", "mid-replies:5"}) {
        INFO(point);
        REQUIRE(hall.start(point));
        REQUIRE(support::turn_until(crowd.loop(), [&] { return !hall.process().running(); }));
        REQUIRE(hall.process().wait() == 128 + SIGKILL);
    }
    REQUIRE(hall.start());
    REQUIRE(crowd.finish());

    const auto journal = hall.events();
    const auto complaints = support::judge(crowd.history(), journal);
    INFO(all(complaints));
    CHECK(complaints.empty());
    CHECK(crowd.history().size() > 50);
    const auto up_to_date = [&] {
        return crowd.seen() != nullptr && crowd.seen()->seq == journal.back().seq;
    };
    REQUIRE(support::turn_until(crowd.loop(), up_to_date));
    support::Device admin(hall.line("admin"));
    const auto board = admin.snapshot();
    REQUIRE(board);
    CHECK(crowd.seen()->tickets == board->tickets);
    CHECK(crowd.seen()->counters == board->counters);
}

TEST_CASE("Hall: on a full disk it refuses politely and acknowledges nothing", "[hall][crash]") {
    const support::TemporaryFolder folder;
    support::RunningHall hall(folder.path());
    REQUIRE(hall.start({}, 400'000));
    support::Device kiosk(hall.line("kiosk-1"));

    int issued = 0;
    std::optional<model::Answer> answer;
    while ((answer = kiosk.ask(model::TakeTicket{{"deposit"}, {}, {}, {}}, 20s)) && answer->ok())
        ++issued;

    REQUIRE(answer);
    CHECK(answer->refusal == model::Refusal::Overloaded);
    CHECK(issued > 0);
    CHECK_THAT(hall.process().errors(), Catch::Contains("nobody is served until the disk"));
    CHECK(kiosk.snapshot());
    hall.kill();
    REQUIRE(hall.start());
    const auto next = kiosk.ask(model::TakeTicket{{"deposit"}, {}, {}, {}}, 20s);
    REQUIRE(next);
    CHECK(next->ticket->number == fmt::format("A{:03}", issued + 1));
}
