#include "shared/admin/connection.h"
#include "shared/admin/print.h"
#include "shared/link/follower.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <cstdio>

namespace admin {

namespace {

using hall_link::Follower;

/// Prints what happens, one event a line, at once.
class Watch final : public Follower::Listener {
  public:
    explicit Watch(const Settings& settings)
        : json_(settings.json), loop_(clock_), follower_(loop_, context_, clock_, line_of(settings), *this) {}

    int run(base::Duration patience) {
        const auto give_up = clock_.steady() + patience;
        while (follower_.board() == nullptr && !loop_.stopped()) {
            loop_.turn(std::chrono::milliseconds(100));
            if (clock_.steady() > give_up)
                throw Stop(kOutOfReach, std::string(hall_link::sentence(hall_link::Failure::OutOfReach)));
        }
        return loop_.run();
    }

    void board_replaced() override {}

    void updated(const model::Update& update) override {
        print(json_ ? wire::to_json(update) : text_of(update.event, *follower_.board()));
    }

    void health_changed(Follower::Health health) override {
        if (health == Follower::Health::Stale)
            fmt::print(stderr, "{}\n", hall_link::sentence(hall_link::Failure::OutOfReach));
    }

  private:
    void print(const std::string& line) {
        fmt::print("{}\n", line);
        if (std::fflush(stdout) != 0)
            loop_.stop(); // nobody reads any more
    }

    bool json_;
    base::SystemClock clock_;
    loop::Loop loop_;
    zmq::context_t context_;
    Follower follower_;
};

} // namespace

void add_watch(CLI::App& app, Job& job) {
    app.add_subcommand("watch", "what happens, one event a line, until Ctrl-C")->callback([&job] {
        job = [](const Settings& settings) {
            return Watch(settings).run(std::chrono::seconds(settings.patience));
        };
    });
}

} // namespace admin
