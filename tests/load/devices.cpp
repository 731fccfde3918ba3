#include "tests/load/devices.h"

#include "shared/link/follower.h"
#include "shared/wire/codec.h"
#include "shared/wire/frames.h"
#include "tests/load/big_hall.h"
#include "tests/support/silent_listener.h"

#include <fmt/core.h>
#include <fmt/ranges.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>
#include <random>
#include <set>

namespace load {

namespace {

using namespace std::chrono_literals;
using Health = hall_link::Follower::Health;

constexpr base::Duration kAskerPatience = 60s; // longer than any cut
constexpr base::Duration kLine = 100ms;

bool told_to_end() {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    return ::poll(&input, 1, 0) > 0;
}

/// The same for all who draw the same; the heartbeat's time and outlooks come when they come.
std::size_t fingerprint(const model::Board& shown) {
    model::Board board = shown;
    board.now = {};
    board.outlooks.clear();
    return std::hash<std::string>()(wire::encode(board));
}

/// Asks for a ticket, and after a pause for the next one.
class Asker final : public loop::Timed {
  public:
    Asker(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock, const DevicePlan& plan,
          std::vector<std::uint64_t>& issued, double& worst_ms)
        : loop_(loop), clock_(clock), pause_(plan.pause_ms), client_(loop, context, clock, plan.line),
          issued_(issued), worst_ms_(worst_ms), next_(clock.steady()) {
        loop_.add(*this);
    }
    Asker(const Asker&) = delete;
    Asker& operator=(const Asker&) = delete;
    ~Asker() override { loop_.remove(*this); }

    void tick(base::SteadyTime now) override {
        if (!next_ || *next_ > now)
            return;
        next_.reset();
        model::TakeTicket command;
        command.service = service(static_cast<int>(number_++ % kServices));
        client_.send(command, kAskerPatience, [this, now](const auto& answer) {
            worst_ms_ =
                std::max(worst_ms_, std::chrono::duration<double, std::milli>(clock_.steady() - now).count());
            if (answer && answer->ok() && answer->ticket)
                issued_.push_back(answer->ticket->id.value);
            next_ = clock_.steady() + pause_;
        });
    }
    std::optional<base::SteadyTime> next_deadline() const override { return next_; }

  private:
    loop::Loop& loop_;
    const base::Clock& clock_;
    base::Duration pause_;
    hall_link::Client client_;
    std::vector<std::uint64_t>& issued_;
    double& worst_ms_;
    std::optional<base::SteadyTime> next_;
    std::uint64_t number_ = std::random_device{}();
};

} // namespace

int run_devices(const DevicePlan& plan) {
    const base::SystemClock clock;
    loop::Loop loop(clock);
    zmq::context_t context;
    context.set(zmq::ctxopt::max_sockets, 8192);
    support::SilentListener silent;
    std::vector<std::uint64_t> issued;
    double worst_ms = 0;
    std::vector<std::unique_ptr<hall_link::Follower>> followers;
    for (int i = 0; i < plan.followers; ++i)
        followers.push_back(std::make_unique<hall_link::Follower>(loop, context, clock, plan.line, silent));
    std::vector<std::unique_ptr<Asker>> askers;
    for (int i = 0; i < plan.askers; ++i)
        askers.push_back(std::make_unique<Asker>(loop, context, clock, plan, issued, worst_ms));

    auto line_at = clock.steady();
    while (!told_to_end() && !loop.stopped()) {
        loop.turn(20ms);
        if (clock.steady() < line_at)
            continue;
        line_at = clock.steady() + kLine;
        const auto live =
            std::ranges::count(followers, Health::Live, [](const auto& one) { return one->health(); });
        std::set<std::size_t> boards;
        for (const auto& one : followers)
            if (plan.boards && one->board() != nullptr)
                boards.insert(fingerprint(*one->board()));
        fmt::print("{{\"live\":{},\"issued\":[{}],\"worst_ms\":{:.0f},\"boards\":[{}]}}\n", live,
                   fmt::join(issued, ","), worst_ms, fmt::join(boards, ","));
        std::fflush(stdout);
        issued.clear();
        worst_ms = 0;
    }
    return 0;
}

int run_deaf(const wire::Line& line, int count) {
    zmq::context_t context;
    std::vector<zmq::socket_t> sockets;
    const auto own = wire::load_key_pair(line.own_key);
    const auto hall = wire::load_public_key(line.hall_key);
    for (int i = 0; i < count; ++i) {
        zmq::socket_t& socket = sockets.emplace_back(context, zmq::socket_type::sub);
        wire::prepare_client(socket, hall, own);
        socket.set(zmq::sockopt::rcvhwm, 1);
        socket.set(zmq::sockopt::rcvbuf, 4096);
        socket.set(zmq::sockopt::subscribe, wire::kStateTopic);
        wire::connect(socket, wire::updates_endpoint(line.endpoint));
    }
    while (!told_to_end())
        ::poll(nullptr, 0, 50);
    return 0;
}

int run_flood(const wire::Line& line, int parts) {
    zmq::context_t context;
    zmq::socket_t socket(context, zmq::socket_type::dealer);
    wire::prepare_client(socket, wire::load_public_key(line.hall_key), wire::load_key_pair(line.own_key));
    wire::connect(socket, line.endpoint);
    const std::string part(1024, 'x');
    while (!told_to_end()) {
        for (int i = 0; i < parts; ++i) {
            const auto flags = (i + 1 < parts ? zmq::send_flags::sndmore : zmq::send_flags::none) |
                               zmq::send_flags::dontwait;
            while (!socket.send(zmq::buffer(part), flags) && !told_to_end())
                ::poll(nullptr, 0, 10);
        }
        ::poll(nullptr, 0, 200);
    }
    return 0;
}

} // namespace load
