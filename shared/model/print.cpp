#include "shared/model/print.h"

#include "shared/model/msgid.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

namespace model {

namespace {

constexpr std::size_t kMostLines = 20; ///< of documents or steps, as printers take them
constexpr std::size_t kLongestLine = 400;

/// To whole characters of UTF-8.
std::string_view shortened(std::string_view text) {
    std::size_t end = std::min(text.size(), kLongestLine);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end);
}

// In steps, so that the journal does not grow by a line a ticket.
std::string paper_words(const std::optional<int>& tickets_left) {
    if (!tickets_left)
        return std::string(msgid("The printer's paper is low."));
    if (*tickets_left < 10)
        return "The printer's paper is low: fewer than 10 tickets are left.";
    return fmt::format("The printer's paper is low: about {} tickets are left.", *tickets_left / 10 * 10);
}

} // namespace

Names Excerpt::operator()(const Names& names) const {
    std::map<std::string, std::string> kept;
    for (const std::string& language : languages_)
        if (const auto text = names.in(language); !text.empty())
            kept[language] = shortened(text);
    return Names(std::move(kept));
}

std::vector<Names> Excerpt::operator()(const std::vector<Names>& lines) const {
    std::vector<Names> kept;
    kept.reserve(std::min(lines.size(), kMostLines));
    for (std::size_t i = 0; i < lines.size() && i < kMostLines; ++i)
        kept.push_back((*this)(lines[i]));
    return kept;
}

Names location(const Hall& hall, const ServiceId& service) {
    std::map<std::string, std::string> places;
    for (const std::string& language : hall.languages) {
        std::vector<std::string_view> said;
        for (const Counter& counter : hall.counters) {
            const std::string_view place = counter.location.in(language);
            const bool serves = std::ranges::count(counter.services, service) > 0;
            if (serves && !place.empty() && std::ranges::count(said, place) == 0)
                said.push_back(place);
        }
        if (!said.empty())
            places[language] = fmt::format("{}", fmt::join(said, language.starts_with("zh") ? "、" : "; "));
    }
    return Names(std::move(places));
}

std::string_view sentence(PrintFault fault) {
    switch (fault) {
    case PrintFault::PaperOut:
        return msgid("The printer is out of paper.");
    case PrintFault::CoverOpen:
        return msgid("The printer's cover is open.");
    case PrintFault::CutterJam:
        return msgid("The printer's cutter is jammed.");
    case PrintFault::Offline:
        return msgid("The printer is offline.");
    case PrintFault::Unplugged:
        return msgid("The printer is not connected.");
    case PrintFault::Overheated:
        return msgid("The printer is too hot and is cooling down.");
    case PrintFault::Unrecoverable:
        return msgid("The printer has a fault. Please switch it off and on.");
    case PrintFault::TimedOut:
    case PrintFault::SpoolFull:
        return msgid("The printer does not finish its tickets.");
    case PrintFault::None:
    case PrintFault::PrinterError:
    case PrintFault::BadJob:
    case PrintFault::Cancelled:
        return msgid("The printer reports an error.");
    }
    return msgid("The printer reports an error.");
}

PrintFault fault_of(const PrinterStatus& status) {
    if (!status.online)
        return status.unplugged ? PrintFault::Unplugged : PrintFault::Offline;
    if (status.cover_open)
        return PrintFault::CoverOpen;
    if (status.paper_out)
        return PrintFault::PaperOut;
    if (status.cutter_jam)
        return PrintFault::CutterJam;
    if (status.unrecoverable)
        return PrintFault::Unrecoverable;
    if (status.other_error)
        return PrintFault::PrinterError;
    if (status.overheated)
        return PrintFault::Overheated;
    return status.offline ? PrintFault::Offline : PrintFault::None;
}

ReportDevice report_of(const PrinterStatus& status) {
    if (const auto fault = fault_of(status); fault != PrintFault::None)
        return {{}, DeviceState::Fault, std::string(sentence(fault))};
    if (status.paper_low)
        return {{}, DeviceState::Warning, paper_words(status.tickets_left)};
    return {{}, DeviceState::Well, {}};
}

} // namespace model
