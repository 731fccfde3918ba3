#pragma once

#include <string>
#include <string_view>
#include <variant>

namespace kiosk {

/// The QR code of a ticket of ours: its token, as wire::encode_find_ticket wants it.
struct TicketToken {
    std::string token;
    bool operator==(const TicketToken&) const = default;
};

/// As model::canonical_code() gives it.
struct AppointmentCode {
    std::string code;
    bool operator==(const AppointmentCode&) const = default;
};

/// Somebody's shopping.
struct Unknown {
    bool operator==(const Unknown&) const = default;
};

using ScanMeaning = std::variant<TicketToken, AppointmentCode, Unknown>;

/// What a scanned text is. Tickets carry `link_base` and the token, or "JH:" and the token (print_job.h); a
/// scanner may have turned small letters into capitals or the other way round. Anything else that
/// model::canonical_code() takes is an appointment's code.
ScanMeaning meaning(std::string_view text, std::string_view link_base);

} // namespace kiosk
