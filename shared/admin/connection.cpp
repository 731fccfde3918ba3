#include "shared/admin/connection.h"

#include "shared/base/file.h"
#include "shared/base/text.h"
#include "shared/config/table.h"

namespace admin {

namespace {

namespace fs = std::filesystem;

/// The [hall] table of a small file of its own.
hall_link::LineOptions read_line(const fs::path& file) {
    auto document = config::Document::read(file);
    const config::Table table = document.root().table("hall");
    hall_link::LineOptions line;
    line.endpoint = table.text("endpoint", "");
    line.updates = table.text("updates", "");
    line.hall_key = table.text("hall_key", "");
    line.own_key = table.text("key", "");
    document.finish();
    return line;
}

/// What the state folder of a hall on this machine tells.
hall_link::LineOptions local_line(const fs::path& state) {
    hall_link::LineOptions line;
    line.hall_key = fs::absolute(state / "keys" / "hall.pub");
    line.own_key = fs::absolute(state / "keys" / "admin.key");
    if (fs::exists(state / "endpoints")) {
        const std::string content = base::read_file(state / "endpoints", 4096);
        const auto lines = base::split(content, '\n');
        line.endpoint = base::trim(lines[0]);
        if (lines.size() > 1)
            line.updates = base::trim(lines[1]);
    }
    return line;
}

wire::Line chosen_line(const Settings& settings) {
    const hall_link::LineOptions& flags = settings.common.line;
    if (const fs::path file = settings.common.config; !file.empty())
        return hall_link::choose_line(flags, read_line(file), file.parent_path(), "admin");
    const fs::path state = settings.state.empty() ? hall_link::keys_folder().parent_path() : settings.state;
    return hall_link::choose_line(flags, local_line(state), {}, "admin");
}

template <typename Value>
Value reached(hall_link::Result<Value> result) {
    if (result)
        return std::move(*result);
    throw Stop(result.error() == hall_link::Failure::Refused ? kRefused : kOutOfReach,
               std::string(hall_link::sentence(result.error())));
}

} // namespace

wire::Line line_of(const Settings& settings) {
    try {
        wire::Line line = chosen_line(settings);
        wire::load_public_key(line.hall_key);
        wire::load_key_pair(line.own_key);
        return line;
    } catch (const std::runtime_error& error) {
        throw Stop(kBadUsage, error.what());
    }
}

Connection::Connection(const Settings& settings)
    : loop_(clock_), patience_(std::chrono::seconds(settings.patience)),
      client_(loop_, context_, clock_, line_of(settings)) {}

model::Answer Connection::send(const model::Command& command) {
    return reached(hall_link::ask(loop_, client_, command, patience_));
}

model::Answer Connection::send_as(const wire::Session& session, const model::Command& command) {
    return reached(hall_link::ask_as(loop_, client_, session, 1, command, patience_));
}

std::filesystem::path state_of(const Settings& settings) {
    return settings.state.empty() ? hall_link::keys_folder().parent_path() : settings.state;
}

model::Board Connection::snapshot() {
    return reached(hall_link::ask_snapshot(loop_, client_, patience_));
}

hall_link::Explained Connection::explain(const wire::ExplainRequest& request) {
    return reached(hall_link::ask_explanation(loop_, client_, request, patience_));
}

hall_link::LookedAhead Connection::look_ahead(const model::WhatIf& what_if) {
    return reached(hall_link::ask_ahead(loop_, client_, what_if, patience_));
}

model::Answer Connection::find(const std::string& token) {
    return reached(hall_link::ask_found(loop_, client_, token, patience_));
}

wire::ExportPage Connection::export_page(const wire::ExportRequest& request) {
    return reached(hall_link::ask_page(loop_, client_, request, patience_));
}

std::optional<model::TicketId> Connection::issued_on(int day, const std::string& number) {
    wire::ExportRequest request{day, day, 0};
    do {
        const wire::ExportPage page = export_page(request); // empty when this device may not read it
        for (const model::Event& event : page.events)
            if (event.kind == model::EventKind::TicketIssued && event.number == number)
                return event.ticket;
        request.from_seq = page.next;
    } while (request.from_seq != 0);
    return std::nullopt;
}

model::TicketId Connection::ticket(const std::string& name) {
    if (const auto id = base::parse_number<std::uint64_t>(name))
        return {*id};
    const model::Board board = snapshot();
    for (const auto& [id, ticket] : board.tickets)
        if (ticket.number == name)
            return id;
    if (const auto id = issued_on(board.day, name)) // the board forgets who has ended long ago
        return *id;
    throw Stop(kRefused, std::string(model::sentence(model::Refusal::UnknownTicket)));
}

} // namespace admin
