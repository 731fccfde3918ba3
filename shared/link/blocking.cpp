#include "shared/link/blocking.h"

#include <memory>

namespace hall_link {

namespace {

/// `start(done)` sends the request. What is awaited is shared with the callback, because a stop signal may
/// end the wait before the callback comes.
template <typename Value, typename Start>
Result<Value> await(loop::Loop& loop, Start start) {
    const auto result = std::make_shared<std::optional<Result<Value>>>();
    start([result](const Result<Value>& value) { *result = value; });
    while (!*result && !loop.stopped())
        loop.turn(std::chrono::minutes(1));
    return *result ? **result : std::unexpected(Failure::OutOfReach);
}

} // namespace

Result<model::Answer> ask(loop::Loop& loop, Client& client, const model::Command& command,
                          base::Duration patience) {
    return await<model::Answer>(loop, [&](auto done) { client.send(command, patience, done); });
}

Result<model::Answer> ask_as(loop::Loop& loop, Client& client, const wire::Session& session,
                             std::uint64_t request, const model::Command& command, base::Duration patience) {
    return await<model::Answer>(
        loop, [&](auto done) { client.send_as(session, request, command, patience, done); });
}

Result<model::Board> ask_snapshot(loop::Loop& loop, Client& client, base::Duration patience) {
    return await<model::Board>(loop, [&](auto done) { client.snapshot(patience, done); });
}

Result<Explained> ask_explanation(loop::Loop& loop, Client& client, const wire::ExplainRequest& request,
                                  base::Duration patience) {
    return await<Explained>(loop, [&](auto done) { client.explain(request, patience, done); });
}

Result<LookedAhead> ask_ahead(loop::Loop& loop, Client& client, const model::WhatIf& what_if,
                              base::Duration patience) {
    return await<LookedAhead>(loop, [&](auto done) { client.look_ahead(what_if, patience, done); });
}

Result<model::Answer> ask_found(loop::Loop& loop, Client& client, std::string_view token,
                                base::Duration patience) {
    return await<model::Answer>(loop, [&](auto done) { client.find_ticket(token, patience, done); });
}

Result<wire::ExportPage> ask_page(loop::Loop& loop, Client& client, const wire::ExportRequest& request,
                                  base::Duration patience) {
    return await<wire::ExportPage>(loop, [&](auto done) { client.export_page(request, patience, done); });
}

} // namespace hall_link
