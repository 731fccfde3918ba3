#pragma once

#include "shared/link/client.h"
#include "shared/model/print.h"

#include <optional>

namespace printer {

/// Tells the hall how the printer is, under the printer's own name: what has stood for a moment, and again
/// every half minute for a hall that was put back. The hall journals only what changes.
class HallReport final : public loop::Timed {
  public:
    HallReport(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock, const wire::Line& line);
    HallReport(const HallReport&) = delete;
    HallReport& operator=(const HallReport&) = delete;
    ~HallReport() override;

    void set(const model::PrinterStatus& status);

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override { return send_at_; }

    static constexpr base::Duration kSettles = std::chrono::seconds(2);
    static constexpr base::Duration kAgain = std::chrono::seconds(30);

  private:
    loop::Loop& loop_;
    const base::Clock& clock_;
    hall_link::Client client_;
    std::optional<model::ReportDevice> report_;
    std::optional<base::SteadyTime> send_at_;
    bool refused_ = false; ///< said in the log once
};

} // namespace printer
