#pragma once

#include "shared/loop/loop.h"
#include "shared/wire/codec.h"
#include "shared/wire/frames.h"
#include "shared/wire/keys.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace support {

/// A hall with the real sockets, keys and rules of PROTOCOL.md, but without a queue: it issues tickets 1, 2,
/// 3 … and does what a test tells it: dies, hangs, forgets to publish, talks nonsense.
///
/// Lives in the test's own loop and thread. `endpoint` may end with ":*" for a free port. Its keys are in
/// `folder`: hall.pub, and device.key for a device that it knows.
class ScriptedHall : public loop::Timed {
  public:
    ScriptedHall(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock,
                 const std::filesystem::path& folder, const std::string& endpoint);
    ScriptedHall(const ScriptedHall&) = delete;
    ScriptedHall& operator=(const ScriptedHall&) = delete;
    ~ScriptedHall() override;

    /// The known device's line to this hall.
    wire::Line line() const;

    /// As after kill -9, and as after the restart: the state is kept, the boot is another one.
    void die();
    void live();

    /// While hung, the sockets stand but nobody reads or beats.
    void hang();
    void wake();

    /// Does one thing: the journal grows and the update is published, unless `lost`.
    void happen(bool lost = false);
    /// This happens; number and time are the hall's.
    void happen(model::Update update, bool lost = false);
    /// Everybody who follows must notice that this is another journal.
    void change_store();
    void beat();
    void pulse();
    void refuse_devices(bool refuse) { refuse_devices_ = refuse; }
    void lose_answers(int count) { lost_answers_ = count; }
    void delay_snapshots(bool delay);
    /// Messages that no follower may believe.
    void talk_nonsense();
    /// Before each good answer come some that do not answer anything.
    void garble_answers(bool garble) { garble_answers_ = garble; }

    const model::Board& board() const { return board_; }
    /// What those who join from now on will see.
    model::Board& edit() { return board_; }
    /// Until when the last command said that it may be carried out.
    std::optional<base::WallTime> valid_until() const { return valid_until_; }
    int carried_out() const { return carried_out_; }
    const std::optional<model::Command>& last_command() const { return last_command_; }
    int heard_commands() const { return heard_commands_; }
    int snapshots() const { return snapshots_; }

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override { return next_pulse_; }

  private:
    struct Session {
        std::uint64_t last = 0;
        std::string answer;
    };

    void watch();
    void look_away();
    void read_commands();
    void read_subscriptions();
    void read_zap();
    void serve(const wire::Frames& frames);
    std::string carry_out(const wire::Header& header, std::string_view body);
    void reply(std::string_view peer, wire::Header header, wire::MessageType type, const std::string& body);
    void garble(std::string_view peer, const wire::Header& good, const std::string& body);
    void publish(wire::MessageType type, const std::string& body);

    loop::Loop& loop_;
    zmq::context_t& context_;
    const base::Clock& clock_;
    std::filesystem::path folder_;
    std::string endpoint_;
    std::string updates_;
    wire::KeyPair keys_;
    wire::KeyPair device_;
    std::optional<zmq::socket_t> zap_;
    std::optional<zmq::socket_t> router_;
    std::optional<zmq::socket_t> xpub_;
    std::optional<base::SteadyTime> next_pulse_;
    base::SteadyTime next_beat_;
    std::map<wire::Session, Session> sessions_;
    model::Board board_;
    bool hung_ = false;
    bool refuse_devices_ = false;
    bool delay_snapshots_ = false;
    bool garble_answers_ = false;
    std::vector<std::pair<std::string, wire::Header>> delayed_;
    int lost_answers_ = 0;
    std::optional<base::WallTime> valid_until_;
    std::optional<model::Command> last_command_;
    int carried_out_ = 0;
    int heard_commands_ = 0;
    int snapshots_ = 0;
};

} // namespace support
