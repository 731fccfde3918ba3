#pragma once

#include "shared/loop/loop.h"
#include "shared/model/print.h"
#include "shared/wire/message.h"

#include <functional>
#include <map>
#include <string>

#include <zmq.hpp>

namespace printer {

/// The printer's side of the wire: a ROUTER that kiosks send jobs to (PROTOCOL.md, "Printing").
///
/// Answers every message that can be read at once, and afterwards tells each kiosk what becomes of its jobs
/// and, if it has asked for it, every change of the printer's state. Who cannot be reached is forgotten; it
/// asks again.
class Server {
  public:
    /// What the app does with what comes in.
    struct Owner {
        virtual ~Owner() = default;
        virtual model::PrintResult accept(const model::PrintJob& job) = 0;
        virtual model::PrintResult cancel(const std::string& job) = 0;
        virtual model::PrinterStatus status() const = 0;
    };

    /// `socket` is bound.
    Server(loop::Loop& loop, zmq::socket_t socket, Owner& owner);
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    ~Server();

    void tell(const model::PrintResult& result);
    void tell(const model::PrinterStatus& status);

  private:
    struct Asker {
        std::string peer;
        wire::Header header;
    };

    void read();
    void answer(const std::string& peer, const wire::Header& header, std::string_view body);
    bool post(const Asker& asker, wire::MessageType type, std::string_view body);

    loop::Loop& loop_;
    zmq::socket_t socket_;
    Owner& owner_;
    std::map<std::string, Asker> by_job_;
    std::map<std::string, Asker> followers_;
};

} // namespace printer
