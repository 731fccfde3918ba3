#pragma once

#include "shared/base/clock.h"
#include "shared/model/command.h"
#include "shared/model/hall.h"
#include "shared/model/names.h"
#include "shared/model/words.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace model {

/// What a clerk gives a visitor on the way, with the number that the visitor has already: no ticket to wait
/// with.
enum class Slip {
    None,
    Bring,      ///< papers are missing; the number is kept until the visitor is back
    BringAnew,  ///< papers are missing; with them the visitor takes a new number
    GoElsewhere ///< another counter; the place in the line is kept
};

/// One ticket for the printer: everything that stands on the paper. Without a number it is an information
/// sheet: what a service is about, to take home.
/// Limits: texts 400 bytes, 20 documents, 20 steps, the link 500 bytes; as a message 64 KB, which a sheet of
/// long texts stays below in two or three languages.
struct PrintJob {
    std::string
        job; ///< made by the kiosk, unique, 1–64 of [A-Za-z0-9_-]; a repeated one is not printed again
    std::string number;         ///< empty: an information sheet
    std::string language;       ///< the visitor's, BCP 47
    std::string local_language; ///< the hall's own, printed beside it when it is another one
    Names hall;
    Names service;
    Names channel; ///< empty for the ordinary one
    bool green = false;
    bool approval_pending = false;
    std::optional<int> ahead;
    RoundedWait wait;
    Names location;
    base::WallTime issued;
    std::string zone;
    std::vector<Names> documents;
    std::string link; ///< drawn as a QR code when not empty
    Names notice;     ///< closing line; empty: the printer's own polite one
    bool reprint = false;
    Names purpose{}; ///< of the service: what it is for
    std::vector<Names> steps{};
    Names basis{}; ///< the law or rule behind it
    Names fee{};
    Names time_limit{};
    Names hours{};          ///< as they are read: "Mon–Fri 09:00–12:00"
    Slip slip = Slip::None; ///< with a number; `notice` then says what else there is to say

    bool is_sheet() const { return number.empty(); }

    bool operator==(const PrintJob&) const = default;
};

/// The two languages that stand on paper, in lines and lists as long as a job may have them: ten languages
/// would be too much for one message.
class Excerpt {
  public:
    Excerpt(std::string visitor, std::string local) : languages_{std::move(visitor), std::move(local)} {}

    Names operator()(const Names& names) const;
    std::vector<Names> operator()(const std::vector<Names>& lines) const;

  private:
    std::array<std::string, 2> languages_;
};

/// Where the counters are that serve this service: their locations, each once.
Names location(const Hall& hall, const ServiceId& service);

enum class PrintState {
    Received, ///< in the durable spool
    Printing,
    Printed,     ///< the printer confirmed it
    Unconfirmed, ///< all bytes taken by a printer that cannot confirm
    Failed,
};

enum class PrintFault {
    None,
    PaperOut,
    CoverOpen,
    CutterJam,
    PrinterError,
    Offline,
    TimedOut,
    BadJob,
    SpoolFull,
    Cancelled,
    Overheated = 30, ///< passes by itself
    Unrecoverable,   ///< only power off and on helps
    Unplugged,       ///< Offline: it is there, but does not answer or says so itself
};

/// One polite English sentence for the staff; it is a msgid of the catalogues.
std::string_view sentence(PrintFault fault);

/// Nobody has to help: a hot head cools down.
inline bool passes(PrintFault fault) {
    return fault == PrintFault::Overheated;
}

/// What became of a job, so far: answered at once and sent again whenever it changes.
struct PrintResult {
    std::string job;
    PrintState state = PrintState::Received;
    PrintFault fault = PrintFault::None; ///< with Received and Printing: what it waits for
    /// The first try was void; the whole ticket came again, marked as a copy. With Failed: some of it is out.
    bool printed_again = false;

    bool operator==(const PrintResult&) const = default;
};

struct PrinterStatus {
    bool online = false;
    bool paper_low = false;
    bool paper_out = false;
    bool cover_open = false;
    bool cutter_jam = false;
    bool other_error = false;
    int waiting_jobs = 0;
    std::string device;
    bool overheated = false;
    bool unrecoverable = false;
    bool unplugged = false;
    bool offline = false;            ///< by its own word, and nothing else is the matter
    std::optional<int> tickets_left; ///< by estimate; where there is no sensor for the paper's near end
    std::string name;                ///< by which the hall knows it
    bool tells_hall = false;         ///< the hall hears of all this from the printer itself

    bool operator==(const PrinterStatus&) const = default;
};

/// The worst that the printer says of itself: why it does not print.
PrintFault fault_of(const PrinterStatus& status);

/// What the staff are told of it: a fault, paper that is low, or nothing. The hall fills in whose it is.
ReportDevice report_of(const PrinterStatus& status);

} // namespace model
