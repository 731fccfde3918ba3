#pragma once

#include "kiosk/print_desk.h"
#include "kiosk/printer_health.h"
#include "shared/link/print_line.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace kiosk {

/// The kiosk's printers, one or more: a line to each, the desk that chooses among them, and what staff are
/// told of them all.
class Printers final : public loop::Timed {
  public:
    struct Listener {
        virtual ~Listener() = default;
        /// Under the ticket's own name, whichever printer it is from.
        virtual void print_result(const model::PrintResult& result) = 0;
        /// Told before a printer is asked, so that a kiosk that is killed asks the same one again.
        virtual void asks_printer(const Asked& asked) = 0;
        /// report() or trouble() says something else.
        virtual void printers_changed() = 0;
    };

    Printers(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock,
             const std::vector<hall_link::PrintLine::Printer>& printers, Listener& listener);
    Printers(const Printers&) = delete;
    Printers& operator=(const Printers&) = delete;
    ~Printers() override;

    bool none() const { return stations_.empty(); }
    /// Not to be called when there are none.
    void print(const model::PrintJob& job, std::optional<Asked> resumed);
    /// Takes the ticket back everywhere. `silent`: no printer said anything.
    void give_up(bool silent);

    /// What the staff are told: the worst, when none of them prints; a warning while another one does.
    model::ReportDevice report() const;
    /// Why no ticket can be printed, a msgid; empty while one can.
    std::string trouble() const;

    /// A new roll is in: each printer counts its tickets anew.
    void paper_changed();
    /// How one of them is, for the technician.
    struct Look {
        std::string trouble; ///< a msgid; empty while it prints
        bool paper_low = false;
        std::optional<int> tickets_left; ///< by the printer's count, where it counts
    };
    std::vector<Look> looks() const;

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override { return desk_.next_deadline(); }

  private:
    struct Station;

    void carry_out(const PrintDesk::Effects& effects);
    void carry_out(const SendJob& send);
    void carry_out(const TakeBack& take_back);
    void carry_out(const TellResult& tell);

    loop::Loop& loop_;
    const base::Clock& clock_;
    Listener& listener_;
    PrintDesk desk_;
    model::PrintJob job_;
    Asked asked_;
    std::vector<std::unique_ptr<Station>> stations_;
};

} // namespace kiosk
