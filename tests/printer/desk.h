#pragma once

#include "printer/escpos/virtual_printer.h"
#include "printer/port/port.h"
#include "printer/session.h"

#include <poll.h>

#include <chrono>
#include <deque>
#include <functional>
#include <utility>

namespace printer {

inline constexpr int kRows = 700; ///< of a ticket: four transfers on USB
inline constexpr int kCopyRows = 710;

inline Bitmap page_of(int rows) {
    Bitmap page(576, rows);
    for (int y = 0; y < rows; ++y)
        for (int x = y % 7; x < 576; x += 7)
            page.set(x, y);
    return page;
}
inline Sheet sheet_of(int rows) {
    return Sheet(page_of(rows));
}

/// What a sound printer makes of a page: a dot more here and there, where it looked like a command.
inline Bitmap printed(const Bitmap& page) {
    VirtualPrinter printer;
    printer.take(Sheet(page).bytes());
    return printer.tickets().back();
}

/// A real session at a real port in real time, and what the app does between them. A copy is taller, so that
/// it can be told from the first try.
class Desk {
  public:
    explicit Desk(Port& port, std::function<void()> world = [] {}) : port_(port), world_(std::move(world)) {
        port_.on_event([this](const PortEvent& event) { on(event); });
    }
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;
    ~Desk() { port_.on_event({}); }

    /// Turns port and session until the condition holds; false after ten seconds.
    bool turn_until(const std::function<bool()>& condition) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        while (!condition()) {
            if (std::chrono::steady_clock::now() > end)
                return false;
            pollfd ready{port_.descriptor(), POLLIN, 0};
            ::poll(&ready, 1, 5);
            world_();
            port_.dispatch();
            port_.tick(clock.steady());
            carry_out(session.tick(clock.steady()));
        }
        return true;
    }
    bool becomes_ready() {
        return turn_until([this] { return session.is_ready(); });
    }
    bool prints() {
        return turn_until([this] { return last.state == model::PrintState::Printed; });
    }
    void start(int rows = kRows) {
        last = {};
        on(Start{"job", sheet_of(rows), "", false});
    }

    base::SystemClock clock;
    Session session;
    model::PrintResult last;

  private:
    void on(const SessionEvent& event) {
        events_.push_back(event);
        if (std::exchange(busy_, true))
            return;
        for (; !events_.empty(); events_.pop_front())
            carry_out(session.handle(SessionEvent(events_.front()), clock.steady()));
        busy_ = false;
    }
    void carry_out(const std::vector<SessionEffect>& effects) {
        for (const auto& effect : effects) {
            if (const auto* send = std::get_if<SendBytes>(&effect))
                port_.send(send->bytes, send->name);
            if (std::holds_alternative<DropUnsent>(effect))
                port_.drop();
            if (std::holds_alternative<AskLines>(effect))
                port_.ask_lines();
            if (const auto* report = std::get_if<Report>(&effect))
                last = report->result;
            if (const auto* again = std::get_if<StartAgain>(&effect))
                on(Start{again->job, sheet_of(again->copy ? kCopyRows : kRows), "", again->copy});
        }
    }

    Port& port_;
    std::function<void()> world_;
    std::deque<SessionEvent> events_;
    bool busy_ = false;
};

} // namespace printer
