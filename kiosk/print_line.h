#pragma once

#include "shared/base/clock.h"
#include "shared/loop/loop.h"
#include "shared/model/print.h"
#include "shared/wire/keys.h"
#include "shared/wire/message.h"

#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

namespace kiosk {

/// A kiosk's line to its printer: jobs out; what became of them, and of the paper, back.
///
///     printer     print()              silence                            answer
///     heard       sent at once         1 s: sent again on a fresh socket  told to the listener
///     silent      sent when it is back 3 s: printer_silent(), once        heard again
///
/// A job keeps its id when it is sent again, so the printer prints it once. cancel() also forgets a job that
/// was never sent: nothing comes out after the visitor was told to remember the number. One job at a time;
/// the printer's state is asked for every two seconds. Nothing here blocks.
class PrintLine : public loop::Timed {
  public:
    struct Listener {
        virtual ~Listener() = default;
        virtual void print_result(const model::PrintResult& result) = 0;
        virtual void printer_status(const model::PrinterStatus& status) = 0;
        virtual void printer_silent() = 0;
    };

    /// Where the printer is, and the keys of both.
    struct Printer {
        std::string endpoint;
        std::filesystem::path printer_key; ///< its public key
        std::filesystem::path own_key;
    };

    PrintLine(loop::Loop& loop, zmq::context_t& context, const base::Clock& clock, const Printer& printer,
              Listener& listener);
    PrintLine(const PrintLine&) = delete;
    PrintLine& operator=(const PrintLine&) = delete;
    ~PrintLine() override;

    void print(const model::PrintJob& job);
    void cancel(const std::string& job);

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override { return next_; }

    static constexpr base::Duration kSilent = std::chrono::seconds(3);
    static constexpr base::Duration kAsk = std::chrono::seconds(2);
    static constexpr base::Duration kResend = std::chrono::seconds(1);

  private:
    struct Open { ///< sent until the printer has answered it once
        wire::MessageType type;
        std::string job;
        std::string body;
    };

    void connect();
    void disconnect();
    void post(wire::MessageType type, const std::string& body);
    void flush();
    void read();
    void answered(wire::MessageType type, std::string_view body);
    void plan(base::SteadyTime now);

    loop::Loop& loop_;
    zmq::context_t& context_;
    const base::Clock& clock_;
    Listener& listener_;
    std::string endpoint_, printer_key_;
    wire::KeyPair own_;
    wire::Session session_;
    std::uint64_t next_request_ = 1;
    std::optional<zmq::socket_t> socket_;
    std::deque<std::pair<wire::MessageType, std::string>> outbox_;
    std::optional<Open> open_;
    bool silent_ = false;
    base::SteadyTime heard_, asked_;
    std::optional<base::SteadyTime> next_;
};

} // namespace kiosk
