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

namespace hall_link {

/// A line to a printer: jobs out; what became of them, and of the paper, back.
///
///     printer     print()              silence                            answer
///     heard       sent at once         1 s: sent again on a fresh socket  told to the listener
///     silent      sent when it is back 3 s: printer_silent(), once        heard again
///
/// A job is sent again until it is known what became of it: results get lost when the printer's process is
/// started anew. It keeps its id, so it is printed once. cancel() also forgets a job that was never sent, and
/// is itself sent until it is answered, past the next job too: nothing comes out after the visitor was told
/// to remember the number. One job at a time; the printer's state is asked for every two seconds. Nothing
/// here blocks.
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
    /// A new roll is in; the printer's answer is its state, with a new count.
    void paper_changed();

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override { return next_; }

    static constexpr base::Duration kSilent = std::chrono::seconds(3);
    static constexpr base::Duration kAsk = std::chrono::seconds(2);
    static constexpr base::Duration kResend = std::chrono::seconds(1);

  private:
    struct Message {
        wire::MessageType type;
        std::string job; ///< empty: a question
        std::string body;
    };

    void connect();
    void disconnect();
    void open(const Message& message);
    void ask();
    void post(const Message& message);
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
    std::deque<Message> outbox_;
    std::deque<Message> open_; ///< sent until they are over; one a job
    bool silent_ = false;
    base::SteadyTime heard_, asked_;
    std::optional<base::SteadyTime> next_;
};

} // namespace hall_link
