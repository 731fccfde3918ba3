#pragma once

#include "shared/link/print_line.h"

#include <optional>
#include <string>

namespace caller {

/// The counter's printer, for slips. A slip that cannot come out now is taken back at once: the visitor is
/// told by the clerk instead, and must not leave a paper behind. What went wrong is told for kTold; a well
/// printer is no news. Nothing here blocks.
class SlipPrinter final : public hall_link::PrintLine::Listener, public loop::Timed {
  public:
    static constexpr base::Duration kTold = std::chrono::seconds(15);

    struct Trouble {
        std::string number; ///< of the ticket that got no slip
        model::PrintFault fault = model::PrintFault::None;
        bool operator==(const Trouble&) const = default;
    };

    SlipPrinter(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock,
                const hall_link::PrintLine::Printer& printer);
    SlipPrinter(const SlipPrinter&) = delete;
    SlipPrinter& operator=(const SlipPrinter&) = delete;
    ~SlipPrinter() override;

    void print(const model::PrintJob& job);
    const std::optional<Trouble>& trouble() const { return trouble_; }

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override { return told_until_; }

  private:
    void print_result(const model::PrintResult& result) override;
    void printer_status(const model::PrinterStatus&) override { silent_ = false; }
    void printer_silent() override;
    void give_up(model::PrintFault fault);

    loop::Loop& loop_;
    const base::Clock& clock_;
    std::optional<model::PrintJob> job_; ///< on its way
    std::optional<Trouble> trouble_;
    std::optional<base::SteadyTime> told_until_;
    bool silent_ = false;
    hall_link::PrintLine line_;
};

} // namespace caller
