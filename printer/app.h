#pragma once

#include "printer/port/port.h"
#include "printer/server.h"
#include "printer/session.h"
#include "printer/spool.h"
#include "printer/ticket/press.h"
#include "shared/loop/loop.h"

#include <deque>

namespace printer {

/// The printer's process: jobs from the wire into the spool, from the spool to the session, from the session
/// to the port; what became of them back to disk and to the kiosks.
///
/// A job that was begun when the process ended is void: it is printed again, marked as a copy. A job that
/// nobody can use any more is not printed: one that waited `patience` for a printer in trouble, or ten
/// minutes at all.
class App final : public loop::Timed, private Server::Owner {
  public:
    App(loop::Loop& loop, const base::Clock& clock, Port& port, Spool& spool, zmq::socket_t socket,
        Press& press, Session::Times times = {});
    App(const App&) = delete;
    App& operator=(const App&) = delete;
    ~App() override;

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override;

  private:
    model::PrintResult accept(const model::PrintJob& job) override;
    std::expected<model::PrintResult, model::PrintFault> keep(const model::PrintJob& job);
    model::PrintResult cancel(const std::string& job) override;
    model::PrinterStatus status() const override;

    void on_event(const SessionEvent& event);
    void carry_out(const std::vector<SessionEffect>& effects);
    void carry_out(const SendBytes& send);
    void carry_out(const DropUnsent& drop);
    void carry_out(const AskLines& ask);
    void carry_out(const StartAgain& again);
    void carry_out(const Report& report);
    void start(const Entry& entry, bool copy);
    void start_next();
    void drop_stale();
    void settle(model::PrintResult result);
    void tell_status();

    loop::Loop& loop_;
    const base::Clock& clock_;
    Port& port_;
    Spool& spool_;
    Press& press_;
    Session::Times times_;
    Session session_;
    std::deque<SessionEvent> events_;
    bool busy_ = false;
    model::PrinterStatus told_;
    base::SteadyTime next_look_{};
    Server server_;
};

} // namespace printer
