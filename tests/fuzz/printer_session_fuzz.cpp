#include "printer/session.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace printer;

/// Any events in any order: what is over stays over, and nothing is sent while the port is down.
class Judge {
  public:
    void handle(const SessionEvent& event) {
        if (const auto* port = std::get_if<PortEvent>(&event)) {
            up_ = std::holds_alternative<PortUp>(*port) || (up_ && !std::holds_alternative<PortDown>(*port));
        }
        look(session_.handle(event, now_));
    }
    void wait(int milliseconds) {
        now_ += base::Duration(milliseconds);
        look(session_.tick(now_));
    }
    void start() {
        over_ = false;
        handle(Start{std::to_string(++job_), sheet_, "", false});
    }
    bool is_ready() const { return session_.is_ready(); }
    std::string job() const { return std::to_string(job_); }

  private:
    void look(const std::vector<SessionEffect>& effects) {
        for (const auto& effect : effects) {
            if (std::holds_alternative<SendBytes>(effect) && !up_)
                std::abort();
            if (const auto* report = std::get_if<Report>(&effect)) {
                if (over_)
                    std::abort();
                over_ = report->result.state != model::PrintState::Printing;
            }
            if (const auto* again = std::get_if<StartAgain>(&effect))
                look(session_.handle(Start{again->job, sheet_, "", again->copy}, now_));
        }
    }

    Session session_;
    Sheet sheet_{Bitmap(64, 20)};
    base::SteadyTime now_{std::chrono::hours(1)};
    bool up_ = false;
    bool over_ = true;
    int job_ = 0;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    Judge judge;
    for (std::size_t i = 0; i + 1 < size; i += 2) {
        const auto value = bytes[i + 1];
        switch (bytes[i] % 9) {
        case 0:
            judge.handle(PortEvent(PortUp{"fuzz", value % 4 != 0}));
            break;
        case 1:
            judge.handle(PortEvent(PortDown{}));
            break;
        case 2:
            judge.handle(PortEvent(PortSent{std::size_t{value} * 4}));
            break;
        case 3: {
            const auto length = std::min<std::size_t>(value % 16, size - i - 2);
            const auto got = std::as_bytes(std::span(bytes + i + 2, length));
            judge.handle(PortEvent(PortGot{{got.begin(), got.end()}}));
            i += length;
            break;
        }
        case 4:
            judge.handle(PortEvent(PortStuck{}));
            break;
        case 5:
            judge.handle(PortEvent(PortDropped{}));
            break;
        case 6:
            judge.handle(PortEvent(PortLines{(value & 1U) != 0, (value & 2U) != 0}));
            break;
        case 7:
            if (judge.is_ready())
                judge.start();
            else
                judge.handle(Cancel{judge.job()});
            break;
        default:
            judge.wait(value * 50);
        }
    }
    return 0;
}
