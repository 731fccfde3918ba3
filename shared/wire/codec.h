#pragma once

#include "shared/model/ahead.h"
#include "shared/model/board.h"
#include "shared/model/command.h"
#include "shared/model/explain.h"
#include "shared/model/print.h"
#include "shared/wire/message.h"

#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace wire {

/// The hall's heartbeat.
struct Alive {
    std::uint64_t store = 0;
    std::uint64_t boot = 0;
    std::uint64_t seq = 0;
    base::WallTime now;
    bool accepting = true;
    std::vector<model::Outlook> outlooks;

    bool operator==(const Alive&) const = default;
};

/// A command as it is sent.
struct TimedCommand {
    model::Command command;
    /// From then on, of its own clock, the hall refuses the command as an old request, however long it was
    /// on its way; empty: whenever it comes.
    std::optional<base::WallTime> valid_until;
    model::ClerkId by{}; ///< on whose order; empty: the device's own

    bool operator==(const TimedCommand&) const = default;
};

struct ExplainRequest {
    model::TicketId ticket;
    std::string language; ///< of the sentences, BCP 47; empty or unknown: English

    bool operator==(const ExplainRequest&) const = default;
};

struct ExportRequest {
    int from_day = 0;
    int to_day = 0;
    std::uint64_t from_seq = 0;

    bool operator==(const ExportRequest&) const = default;
};

struct ExportPage {
    model::Refusal refusal = model::Refusal::None;
    std::vector<model::Event> events;
    std::uint64_t next = 0; ///< ask again from here; 0: that was all

    bool operator==(const ExportPage&) const = default;
};

// Bodies as bytes (protobuf). Decoding bounds every text (4 KiB), list and number, refuses malformed UTF-8
// and enumerations it does not know, and never throws.
#define JIAOHAO_WIRE_BODY(Type, name)                                                                        \
    std::string encode(const Type& value);                                                                   \
    std::expected<Type, Malformed> decode_##name(std::string_view body);                                     \
    std::string to_json(const Type& value);

JIAOHAO_WIRE_BODY(model::Command, command)
JIAOHAO_WIRE_BODY(TimedCommand, timed_command)
JIAOHAO_WIRE_BODY(model::Answer, answer)
JIAOHAO_WIRE_BODY(model::Board, snapshot)
JIAOHAO_WIRE_BODY(model::Update, update)
JIAOHAO_WIRE_BODY(model::Event, event)
JIAOHAO_WIRE_BODY(model::Explanation, explanation)
JIAOHAO_WIRE_BODY(Alive, alive)
JIAOHAO_WIRE_BODY(ExplainRequest, explain_request)
JIAOHAO_WIRE_BODY(ExportRequest, export_request)
JIAOHAO_WIRE_BODY(ExportPage, export_page)
JIAOHAO_WIRE_BODY(model::WhatIf, what_if)
JIAOHAO_WIRE_BODY(model::HoursAhead, hours_ahead)
JIAOHAO_WIRE_BODY(model::PrintJob, print_job)
JIAOHAO_WIRE_BODY(model::PrintResult, print_result)
JIAOHAO_WIRE_BODY(model::PrinterStatus, printer_status)
#undef JIAOHAO_WIRE_BODY

/// The token of a ticket.
std::string encode_find_ticket(std::string_view token);
std::expected<std::string, Malformed> decode_find_ticket(std::string_view body);

std::string encode_cancel_print(std::string_view job);
std::expected<std::string, Malformed> decode_cancel_print(std::string_view body);

/// A print job from its JSON (jiaohao-printer --render). The error is a sentence that names what is wrong.
std::expected<model::PrintJob, std::string> print_job_from_json(std::string_view json);

} // namespace wire
