#pragma once

#include "printer/port/port.h"
#include "printer/server.h"
#include "printer/session.h"
#include "printer/spool.h"
#include "printer/ticket/press.h"
#include "shared/loop/loop.h"

#include <deque>
#include <functional>

namespace printer {

/// What the process was told of its printer.
struct PrinterSettings {
    Session::Times times{};
    int roll = 0;        ///< millimetres of paper on a new roll; 0: tickets are not counted
    int warn_below = 50; ///< tickets that the roll will still do: then the staff are told
    std::string name;    ///< by which the hall knows it
    /// How tickets are made for the printer that was plugged in; nothing: as before. Empty: always the same.
    std::function<std::optional<Press::Setup>(const PlugIdentity&)> choose{};
    /// Tells the hall of every change; empty: the kiosks do.
    std::function<void(const model::PrinterStatus&)> tell_hall{};
};

/// The printer's process: jobs from the wire into the spool, from the spool to the session, from the session
/// to the port; what became of them back to disk and to the kiosks.
///
/// A job that was begun when the process ended is void: it is printed again, marked as a copy. A job that
/// nobody can use any more is not printed: one that waited `patience` for a printer in trouble, or ten
/// minutes at all.
class App final : public loop::Timed, private Server::Owner {
  public:
    App(loop::Loop& loop, const base::Clock& clock, Port& port, Spool& spool, Entrance& entrance,
        Press& press, PrinterSettings settings);
    App(const App&) = delete;
    App& operator=(const App&) = delete;
    ~App() override;

    /// Somebody's key was taken away.
    void renew() { server_.renew(); }

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override;

  private:
    model::PrintResult accept(const model::PrintJob& job) override;
    std::expected<model::PrintResult, model::PrintFault> keep(const model::PrintJob& job);
    std::optional<model::PrintResult> cancel(const std::string& job) override;
    void paper_changed() override;
    model::PrinterStatus status() const override;

    void on_event(const SessionEvent& event);
    void carry_out(const std::vector<SessionEffect>& effects);
    void carry_out(const SendBytes& send);
    void carry_out(const DropUnsent& drop);
    void carry_out(const AskLines& ask);
    void carry_out(const StartAgain& again);
    void carry_out(const Report& report);
    void get_to_know(const PlugIdentity& plug);
    void start(const Entry& entry, bool copy);
    void start_next();
    void drop_stale();
    void fail(model::PrintResult result, model::PrintFault fault);
    void settle(model::PrintResult result);
    void watch_paper();
    void keep_roll();
    bool counts_paper() const;
    void tell_status();

    loop::Loop& loop_;
    const base::Clock& clock_;
    Port& port_;
    Spool& spool_;
    Press& press_;
    PrinterSettings settings_;
    Session session_;
    Roll roll_;
    std::deque<SessionEvent> events_;
    bool busy_ = false;
    model::PrinterStatus told_;
    base::SteadyTime next_look_{};
    Server server_;
};

} // namespace printer
