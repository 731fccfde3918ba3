#pragma once

#include "printer/entrance.h"
#include "shared/loop/loop.h"
#include "shared/loop/usher.h"
#include "shared/model/print.h"
#include "shared/wire/message.h"

#include <map>
#include <optional>
#include <string>

#include <zmq.hpp>

namespace printer {

/// The printer's side of the wire: a ROUTER that kiosks send jobs to (PROTOCOL.md, "Printing").
///
/// Answers every message that can be read at once, and afterwards tells each kiosk what becomes of its jobs
/// and, if it has asked for it, every change of the printer's state. Who cannot be reached is forgotten; it
/// asks again. Whose key was taken away is not heard any more.
class Server final : public loop::Timed {
  public:
    /// What the app does with what comes in.
    struct Owner {
        virtual ~Owner() = default;
        virtual model::PrintResult accept(const model::PrintJob& job) = 0;
        /// Nothing when it cannot be kept that the job is not to be printed: the kiosk asks again.
        virtual std::optional<model::PrintResult> cancel(const std::string& job) = 0;
        virtual void paper_changed() = 0;
        virtual model::PrinterStatus status() const = 0;
    };

    /// Throws std::runtime_error with a sentence when nobody can come in there.
    Server(loop::Loop& loop, const base::Clock& clock, Entrance& entrance, Owner& owner);
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    ~Server() override;

    /// Ends every connection and listens anew: those who may come in again do so by themselves.
    void renew();

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override { return open_at_; }

    void tell(const model::PrintResult& result);
    void tell(const model::PrinterStatus& status);

  private:
    struct Asker {
        std::string peer;
        wire::Header header;
    };

    void open();
    void close();
    void read();
    void answer(const std::string& peer, const wire::Header& header, std::string_view body);
    void take_job(const Asker& asker, std::string_view body);
    bool post(const Asker& asker, wire::MessageType type, std::string_view body);

    loop::Loop& loop_;
    const base::Clock& clock_;
    Entrance& entrance_;
    Owner& owner_;
    loop::Usher usher_;
    std::optional<zmq::socket_t> socket_;
    std::optional<base::SteadyTime> open_at_;
    std::map<std::string, Asker> by_job_;
    std::map<std::string, Asker> followers_;
};

} // namespace printer
