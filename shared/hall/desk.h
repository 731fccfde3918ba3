#pragma once

#include "shared/hall/authority.h"
#include "shared/hall/doorkeeper.h"
#include "shared/hall/failpoint.h"
#include "shared/hall/historian.h"
#include "shared/hall/publisher.h"
#include "shared/hall/register.h"
#include "shared/hall/speech.h"
#include "shared/hall/workshop.h"
#include "shared/loop/loop.h"
#include "shared/loop/usher.h"
#include "shared/wire/frames.h"
#include "shared/wire/keys.h"

#include <map>
#include <string>
#include <vector>

#include <zmq.hpp>

namespace hall {

/// Takes commands and questions, one ROUTER socket: takes all that have come while the last commit ran, has
/// them carried out by one commit, answers them, tells everybody.
///
/// Who sent a message is what the gate said of its connection, never what the message says. What is not a
/// message of ours is dropped; what the sender may not do is refused and logged.
class Desk {
  public:
    Desk(loop::Loop& loop, zmq::context_t& context, const wire::KeyPair& hall_key, Register& devices,
         Authority& authority, Doorkeeper& doorkeeper, Historian& historian, const Speech& speech,
         Publisher& publisher, loop::Usher& usher, Failpoint& failpoint);
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;
    ~Desk();

    /// Throws as hall::bind() does.
    void open(const std::string& endpoint);
    void close(const std::string& endpoint);

    /// The register again, when it changed: for the loop's every second; the desk does it itself as well.
    void refresh_devices();

    /// Tells everybody what has become durable.
    void publish(const std::vector<model::Update>& updates);

    static constexpr std::size_t kLargestBatch = 256;
    static constexpr std::size_t kMostImagined = 8; ///< looks into the hours ahead that wait

  private:
    struct Return {
        std::string peer;
        wire::Header header;
    };
    struct Batch {
        std::vector<Request> requests;
        std::vector<Return> returns; ///< where each request's answer goes
    };

    void read();
    void take(wire::Frames frames, Batch& batch);
    void take_command(const wire::Device& device, Return from, std::string_view body, Batch& batch);
    struct Admission {
        Request request;
        Return from;
    };
    struct Held;
    void admit(Admission one, bool trusted, Batch& batch);
    void hold(Held& held, Admission one);
    model::Pass* prove(model::Command& command, bool trusted) const;
    void carry_out(const Batch& batch);
    void take_question(const wire::Device& device, const Return& from, std::string_view body);
    void answer_question(const Return& from, std::string_view body);
    void explain(const Return& to, std::string_view body);
    void imagine(const Return& to, std::string_view body);
    bool worth_a_line(const std::string& key);
    void refuse(const Return& to, model::Refusal refusal, std::string detail);
    void send(const Return& to, wire::MessageType type, std::string_view body);
    const std::string& snapshot();

    loop::Loop& loop_;
    zmq::socket_t socket_;
    Register& devices_;
    Authority& authority_;
    Doorkeeper& doorkeeper_;
    Historian& historian_;
    const Speech& speech_;
    Publisher& publisher_;
    loop::Usher& usher_;
    Failpoint& failpoint_;
    Workshop ahead_; ///< looks hours ahead: tenths of a second in a large hall
    using Client = std::pair<model::DeviceId, wire::Session>;
    static constexpr std::size_t kMostHeld = 16;
    /// A log-in whose PIN is being checked, and what its client sent after it.
    struct Held {
        std::uint64_t number;
        Return from; ///< where it was asked last
        std::vector<Admission> later;
    };
    std::map<Client, Held> held_;
    std::map<std::string, int> refusals_; ///< of each key, since the register last changed
    std::string snapshot_;                ///< encoded once for all that ask between two events
    std::uint64_t snapshot_seq_ = 0;
    base::WallTime snapshot_time_;
};

} // namespace hall
