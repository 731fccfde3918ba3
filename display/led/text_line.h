#pragma once

#include "display/led/text_protocol.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace display {

/// One line with one or more text cards on it, as an RS-485 loop has: they are asked one after the other, and
/// each is told the newest job only.
///
///     station    due                 answers            refuses, or is silent for 500 ms
///     waiting    sent → asked        –                  –
///     asked      –                   waiting, `resend`  asked again, three times; then waiting, kLater
///
/// A new job makes a station due at once; without one it is told again every `resend`, so that a card which
/// was switched off and on shows it. A station that is silent never keeps the others waiting for longer than
/// three times 500 ms. Pure: no port, no clock.
class TextLine {
  public:
    static constexpr base::Duration kPatience{500};
    static constexpr base::Duration kPause{
        20}; ///< of silence between frames: 3½ characters and the card's own
    static constexpr base::Duration kLater{5000};
    static constexpr int kTries = 3;

    /// What the log is told, once a change.
    struct News {
        std::string name;
        bool well = true;
        bool refused = false;
    };

    /// Answers the station's number. `name` is the sign's.
    std::size_t add(std::string name, std::unique_ptr<TextProtocol> protocol, base::Duration resend);

    void show(std::size_t station, TextJob job, base::SteadyTime now);
    void opened(base::SteadyTime now);
    void closed();
    void received(std::span<const std::byte> bytes, base::SteadyTime now);
    void tick(base::SteadyTime now);
    /// Nobody is still to be told anything, or nobody can be.
    bool settled() const;

    /// Empty while the line is closed or nothing is due.
    std::optional<base::SteadyTime> next_deadline() const;

    std::vector<std::byte> to_send() { return std::exchange(to_send_, {}); }
    std::vector<News> news() { return std::exchange(news_, {}); }

  private:
    struct Station {
        std::string name;
        std::unique_ptr<TextProtocol> protocol;
        base::Duration resend;
        std::optional<TextJob> job, asked;
        base::SteadyTime due;
        int tries = 0;
        std::optional<bool> well; ///< as the log was told
    };
    void ask(std::size_t station, base::SteadyTime now);
    void answered(bool taken, base::SteadyTime now);
    void failed(bool refused, base::SteadyTime now);
    void tell(Station& station, bool well, bool refused);

    std::vector<Station> stations_;
    bool open_ = false;
    std::optional<std::size_t> asked_;
    std::size_t last_ = 0;
    base::SteadyTime until_{};        ///< the asked one's patience
    base::SteadyTime quiet_until_{};  ///< nothing is sent before
    std::vector<std::byte> received_; ///< since the last request
    std::vector<std::byte> to_send_;
    std::vector<News> news_;
};

} // namespace display
