#pragma once

#include "shared/link/follower.h"
#include "shared/loop/loop.h"
#include "tests/support/history.h"
#include "tests/support/running_hall.h"
#include "tests/support/silent_listener.h"

#include <deque>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace crash {

using Random = std::mt19937_64;

/// Somebody who asks without a pause, and asks again under the same request when no answer comes; who now and
/// then sends a request twice, repeats one that was answered, or gives up, as a device does that is started
/// anew. Writes down what it saw. Less patient than hall_link::Client: a hall that is killed every tenth of a
/// second has to be asked in between.
class Asker final : public loop::Timed {
  public:
    struct Mind {
        virtual ~Mind() = default;
        virtual model::Command next(Random& random) = 0;
        virtual void learn(const model::Command& command, const model::Answer& answer) = 0;
    };

    Asker(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock, const wire::Line& line,
          std::unique_ptr<Mind> mind, Random& random, std::vector<support::Operation>& history);
    Asker(const Asker&) = delete;
    Asker& operator=(const Asker&) = delete;
    ~Asker() override;

    void begin() {
        finishing_ = false;
        ask();
    }
    void finish() { finishing_ = true; } ///< begins nothing new
    bool busy() const { return busy_; }
    int answers() const { return answers_; } ///< to different requests

    /// The hall is back.
    void renew();

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override;

  private:
    void begin_session();
    void ask();
    void transmit();
    void send();
    void read();
    void connect();
    void disconnect();
    bool chance(int percent) { return static_cast<int>(random_() % 100) < percent; }

    loop::Loop& loop_;
    zmq::context_t& context_;
    const base::Clock& clock_;
    std::string endpoint_;
    std::string hall_key_;
    wire::KeyPair own_;
    std::unique_ptr<Mind> mind_;
    Random& random_;
    std::vector<support::Operation>& history_;
    std::optional<zmq::socket_t> socket_;
    wire::Session session_{};
    support::Operation present_;
    std::size_t written_ = 0; ///< where the present one stands in the history
    bool busy_ = false;
    bool repeats_ = false;
    bool finishing_ = false;
    int answers_ = 0;
    base::SteadyTime again_;
};

/// Hears everything that is published, in order or not.
class Witness {
  public:
    Witness(loop::Loop& loop, zmq::context_t& context, const wire::Line& line);
    Witness(const Witness&) = delete;
    Witness& operator=(const Witness&) = delete;
    ~Witness();

    void renew();
    const std::vector<support::Heard>& heard() const { return heard_; }

  private:
    void read();

    loop::Loop& loop_;
    zmq::context_t& context_;
    wire::Line line_;
    std::optional<zmq::socket_t> socket_;
    std::vector<support::Heard> heard_;
};

/// A hall full of people: visitors, a clerk at each counter, displays.
class Crowd {
  public:
    Crowd(const support::RunningHall& hall, Random& random);

    void begin();
    void renew();  ///< the hall is back
    void finish(); ///< nobody begins anything new; everybody waits for their answers

    /// True when everybody has had a new answer since the last time that this was true: the hall forgets
    /// those who were silent for two days, and may do what they ask again.
    bool all_were_answered();
    bool busy() const;

    /// True when all displays show the state after this event.
    bool displays_show(std::uint64_t seq) const;

    loop::Loop& loop() { return loop_; }
    const std::vector<support::Operation>& history() const { return history_; }
    const std::vector<support::Heard>& heard() const { return witness_.heard(); }
    std::vector<const model::Board*> boards() const;

  private:
    base::SystemClock clock_;
    loop::Loop loop_{clock_};
    zmq::context_t context_;
    support::SilentListener silent_;
    std::vector<support::Operation> history_;
    std::vector<std::unique_ptr<Asker>> askers_;
    std::vector<int> answered_; ///< how often each, when last asked for
    std::vector<std::unique_ptr<hall_link::Follower>> displays_;
    Witness witness_;
};

} // namespace crash
