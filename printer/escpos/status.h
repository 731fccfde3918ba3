#pragma once

#include "printer/escpos/commands.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace printer {

/// What is the matter with the printer, by its own word. Printers without a near-end sensor never say
/// paper_low.
struct Condition {
    bool offline = false;
    bool cover_open = false;
    bool paper_low = false;
    bool paper_out = false;
    bool cutter_jam = false;
    bool recoverable = false;   ///< goes on after somebody has helped and DLE ENQ was sent
    bool unrecoverable = false; ///< only power off and on helps
    bool overheated = false;    ///< goes on by itself
    bool error = false;         ///< one of these; which, DLE EOT 3 tells

    /// Nothing keeps it from printing.
    bool good() const {
        return !offline && !cover_open && !paper_out && !cutter_jam && !recoverable && !unrecoverable &&
               !overheated && !error;
    }
    bool operator==(const Condition&) const = default;
};

/// Four bytes, by themselves (GS a): the whole condition.
struct AutoStatus {
    Condition condition;
    bool operator==(const AutoStatus&) const = default;
};
/// One byte, the answer to DLE EOT n; which n, only the asker knows: apply_state().
struct StateAnswer {
    std::uint8_t bits = 0;
    bool operator==(const StateAnswer&) const = default;
};
/// One byte, the answer to GS r.
struct PaperAnswer {
    std::uint8_t bits = 0;
    bool operator==(const PaperAnswer&) const = default;
};
/// Everything before this mark is on paper.
struct DoneAnswer {
    ProcessId id{};
    bool operator==(const DoneAnswer&) const = default;
};
/// The answer to GS I: maker, model, serial …
struct NameAnswer {
    std::string text;
    bool operator==(const NameAnswer&) const = default;
};

using StatusEvent = std::variant<AutoStatus, StateAnswer, PaperAnswer, DoneAnswer, NameAnswer>;

/// Takes the answer to DLE EOT `which` (1–4) into the condition.
void apply_state(Condition& condition, int which, std::uint8_t bits);

/// Tells the answers in a printer's byte stream apart, by their fixed bits (Epson, "Transmission status
/// identification"). Answers may be split over packets or come several in one; what fits nowhere is dropped.
///
/// Pure; never fails, whatever the bytes are; keeps at most 80 of them.
class StatusParser {
  public:
    std::vector<StatusEvent> feed(std::span<const std::byte> bytes);

    /// Forgets a half answer: after a reconnect.
    void reset() { pending_.clear(); }

  private:
    std::optional<StatusEvent> take(std::uint8_t byte);
    std::optional<StatusEvent> take_auto(std::uint8_t byte);
    std::optional<StatusEvent> take_block(std::uint8_t byte);

    std::vector<std::uint8_t> pending_;
};

} // namespace printer
