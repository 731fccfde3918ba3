#pragma once

#include "shared/model/board.h"
#include "shared/model/command.h"
#include "shared/model/print.h"

namespace kiosk {

/// The paper for an answered TakeTicket. Its id follows from the ticket, so the same ticket is never printed
/// twice. `answer.ticket` must be there. Its QR code holds the ticket's token after `link_base`; without one
/// "JH:" and the token, for the kiosk's own scanner.
model::PrintJob print_job(const model::Board& board, const model::Answer& answer,
                          const std::string& link_base = {});

/// What the kiosk's page says of a service, on paper and without a number; under this name at the printer.
model::PrintJob sheet_job(const model::Board& board, const model::ServiceId& service,
                          const std::string& language, std::string name);
/// Whether the kiosk gave it from its reserve: the hall has not heard of it, so that it has no id yet.
bool is_from_reserve(const model::Ticket& ticket);

std::string job_id(const model::Board& board, const model::Ticket& ticket);

} // namespace kiosk
