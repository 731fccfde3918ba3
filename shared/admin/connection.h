#pragma once

#include "shared/admin/job.h"
#include "shared/base/clock.h"
#include "shared/link/blocking.h"
#include "shared/link/client.h"
#include "shared/loop/loop.h"

#include <filesystem>
#include <optional>
#include <string>

#include <zmq.hpp>

namespace admin {

/// Where the hall is and with which keys: flags, else the [hall] table of --config, else the hall of this
/// machine (its state folder tells where it listens and holds admin.key). Throws Stop when the keys cannot be
/// used.
wire::Line line_of(const Settings& settings);

/// The state folder of this machine's hall: --state, or where the demonstration keeps it.
std::filesystem::path state_of(const Settings& settings);

/// One line to the hall for one subcommand. Every wait throws Stop when the hall is out of reach or will not
/// answer this device at all; a refused command is an answer.
class Connection {
  public:
    explicit Connection(const Settings& settings);

    model::Answer send(const model::Command& command);
    model::Answer send_as(const wire::Session& session, const model::Command& command);
    model::Board snapshot();
    hall_link::Explained explain(const wire::ExplainRequest& request);
    hall_link::LookedAhead look_ahead(const model::WhatIf& what_if);
    model::Answer find(const std::string& token);
    wire::ExportPage export_page(const wire::ExportRequest& request);

    /// A ticket by its id (17) or by its number of today (A017). Throws Stop when there is none.
    model::TicketId ticket(const std::string& name);

  private:
    std::optional<model::TicketId> issued_on(int day, const std::string& number);

    base::SystemClock clock_;
    loop::Loop loop_;
    zmq::context_t context_;
    base::Duration patience_;
    hall_link::Client client_;
};

} // namespace admin
