#include "shared/wire/codec.h"
#include "shared/wire/convert.h"

namespace wire {

namespace {

constexpr int kMostReasons = 20;
constexpr int kMostNotices = 50;
constexpr int kMostAhead = 1'000'000;
constexpr int kOldest = 150;
constexpr int kLargestNumber = 1'000'000;
constexpr int kMostBookings = 500;

std::uint32_t number(model::CounterId counter) {
    return static_cast<std::uint32_t>(counter.value);
}

/// Puts each kind of command into its place in the message.
struct Filler {
    pb::Command& to;

    void operator()(const model::TakeTicket& from) const {
        auto& take = *to.mutable_take();
        take.set_service(from.service.value);
        take.set_channel(from.channel.value);
        take.set_language(from.language);
        take.set_appointment(from.appointment);
        take.set_reason(from.reason);
        take.set_person(from.person);
        if (from.age)
            take.set_age(static_cast<std::uint32_t>(*from.age));
    }
    void operator()(const model::OpenCounter& from) const {
        to.mutable_open()->set_counter(number(from.counter));
        to.mutable_open()->set_clerk(from.clerk.value);
    }
    void operator()(const model::CloseCounter& from) const {
        to.mutable_close()->set_counter(number(from.counter));
        to.mutable_close()->set_reason(from.reason);
    }
    void operator()(const model::PauseCounter& from) const {
        to.mutable_pause()->set_counter(number(from.counter));
        to.mutable_pause()->set_reason(from.reason);
    }
    void operator()(const model::ResumeCounter& from) const {
        to.mutable_resume()->set_counter(number(from.counter));
    }
    void operator()(const model::CallTicket& from) const {
        to.mutable_call()->set_counter(number(from.counter));
        if (from.ticket)
            to.mutable_call()->set_ticket(from.ticket->value);
    }
    void operator()(const model::RecallTicket& from) const {
        to.mutable_recall()->set_counter(number(from.counter));
    }
    void operator()(const model::StartService& from) const {
        to.mutable_start()->set_counter(number(from.counter));
    }
    void operator()(const model::FinishService& from) const {
        to.mutable_finish()->set_counter(number(from.counter));
        to.mutable_finish()->set_outcome(from.outcome);
    }
    void operator()(const model::MarkNoShow& from) const {
        to.mutable_no_show()->set_counter(number(from.counter));
    }
    void operator()(const model::ParkTicket& from) const {
        to.mutable_park()->set_counter(number(from.counter));
        to.mutable_park()->set_reason(from.reason);
    }
    void operator()(const model::ReturnTicket& from) const {
        to.mutable_return_ticket()->set_ticket(from.ticket.value);
    }
    void operator()(const model::TransferTicket& from) const {
        auto& transfer = *to.mutable_transfer();
        transfer.set_counter(number(from.counter));
        if (from.to_service)
            transfer.set_to_service(from.to_service->value);
        else if (from.to_counter)
            transfer.set_to_counter(number(*from.to_counter));
        transfer.set_note(from.note);
    }
    void operator()(const model::ApproveTicket& from) const {
        auto& approve = *to.mutable_approve();
        approve.set_ticket(from.ticket.value);
        approve.set_clerk(from.clerk.value);
        approve.set_reason(from.reason);
    }
    void operator()(const model::RejectTicket& from) const {
        auto& reject = *to.mutable_reject();
        reject.set_ticket(from.ticket.value);
        reject.set_clerk(from.clerk.value);
        reject.set_reason(from.reason);
    }
    void operator()(const model::RateTicket& from) const {
        auto& rate = *to.mutable_rate();
        rate.set_ticket(from.ticket.value);
        rate.set_score(static_cast<std::uint32_t>(from.score));
        for (const std::string& reason : from.reasons)
            rate.add_reasons(reason);
    }
    void operator()(const model::CancelTicket& from) const {
        to.mutable_cancel()->set_ticket(from.ticket.value);
        to.mutable_cancel()->set_token(from.token);
    }
    void operator()(const model::PostNotices& from) const {
        fill_all(*to.mutable_notices()->mutable_notices(), from.notices);
    }
    void operator()(const model::ReportDevice& from) const {
        to.mutable_report_device()->set_state(choice<pb::DeviceState>(from.state));
        to.mutable_report_device()->set_detail(from.detail);
    }
    void operator()(const model::ReclassTicket& from) const {
        auto& reclass = *to.mutable_reclass();
        reclass.set_ticket(from.ticket.value);
        reclass.set_channel(from.channel.value);
        reclass.set_clerk(from.clerk.value);
        reclass.set_reason(from.reason);
    }
    void operator()(const model::LeaseNumbers&) const { to.mutable_lease(); }
    void operator()(const model::HandOver& from) const {
        auto& over = *to.mutable_hand_over();
        over.set_service(from.service.value);
        over.set_channel(from.channel.value);
        over.set_language(from.language);
        over.set_reason(from.reason);
        over.set_number(from.number);
        over.set_at(milliseconds(from.at));
    }
    void operator()(const model::ImportAppointments& from) const {
        auto& import = *to.mutable_import_appointments();
        import.set_day(static_cast<std::uint32_t>(from.day));
        import.set_anew(from.anew);
        for (const model::Appointment& one : from.appointments) {
            auto& appointment = *import.add_appointments();
            appointment.set_code(one.code);
            appointment.set_service(one.service.value);
            appointment.set_at_minute(static_cast<std::uint32_t>(one.at));
            appointment.set_person(one.person);
        }
    }
};

model::TakeTicket read(const pb::TakeTicket& from, Bounds& bounds) {
    model::TakeTicket take;
    take.service = {bounds.id(from.service(), "service")};
    take.channel = {bounds.id(from.channel(), "channel")};
    take.language = bounds.id(from.language(), "language");
    take.appointment = bounds.id(from.appointment(), "appointment");
    take.reason = bounds.id(from.reason(), "reason");
    take.person = bounds.id(from.person(), "person");
    if (from.has_age())
        take.age = bounds.small(from.age(), "age", kOldest);
    return take;
}

model::HandOver read(const pb::HandOver& from, Bounds& bounds) {
    model::HandOver over;
    over.service = {bounds.id(from.service(), "service")};
    over.channel = {bounds.id(from.channel(), "channel")};
    over.language = bounds.id(from.language(), "language");
    over.reason = bounds.id(from.reason(), "reason");
    over.number = bounds.id(from.number(), "number");
    over.at = bounds.moment(from.at(), "at");
    return over;
}

model::ImportAppointments read(const pb::ImportAppointments& from, Bounds& bounds) {
    model::ImportAppointments import;
    import.day = bounds.day(from.day());
    import.anew = from.anew();
    if (bounds.list(from.appointments_size(), "appointments", kMostBookings))
        for (const pb::Appointment& one : from.appointments())
            import.appointments.push_back({bounds.id(one.code(), "code"),
                                           {bounds.id(one.service(), "service")},
                                           bounds.small(one.at_minute(), "at", 24 * 60),
                                           bounds.id(one.person(), "person")});
    return import;
}

model::NumberBlock read(const pb::NumberBlock& from, Bounds& bounds) {
    model::NumberBlock block;
    block.service = {bounds.id(from.service(), "service")};
    block.first = bounds.small(from.first(), "first", kLargestNumber);
    block.last = bounds.small(from.last(), "last", kLargestNumber);
    if (bounds.list(from.used_size(), "used"))
        for (const std::uint32_t number : from.used())
            block.used.push_back(bounds.small(number, "used", kLargestNumber));
    return block;
}

model::TransferTicket read(const pb::TransferTicket& from, Bounds& bounds) {
    model::TransferTicket transfer;
    transfer.counter = {bounds.counter(from.counter())};
    if (from.to_case() == pb::TransferTicket::kToService)
        transfer.to_service = {bounds.id(from.to_service(), "to_service")};
    if (from.to_case() == pb::TransferTicket::kToCounter)
        transfer.to_counter = {bounds.counter(from.to_counter())};
    transfer.note = bounds.text(from.note(), "note");
    return transfer;
}

model::RateTicket read(const pb::RateTicket& from, Bounds& bounds) {
    model::RateTicket rate;
    rate.ticket = {from.ticket()};
    rate.score = bounds.small(from.score(), "score", 5);
    if (bounds.list(from.reasons_size(), "reasons", kMostReasons))
        for (const std::string& reason : from.reasons())
            rate.reasons.push_back(bounds.text(reason, "reason"));
    return rate;
}

model::CallTicket read(const pb::CallTicket& from, Bounds& bounds) {
    model::CallTicket call{{bounds.counter(from.counter())}, std::nullopt};
    if (from.has_ticket())
        call.ticket = {from.ticket()};
    return call;
}

model::Command read_counters(const pb::Command& from, Bounds& bounds) {
    const auto at = [&](std::uint32_t counter) { return model::CounterId{bounds.counter(counter)}; };
    switch (from.kind_case()) {
    case pb::Command::kOpen:
        return model::OpenCounter{at(from.open().counter()), {bounds.id(from.open().clerk(), "clerk")}};
    case pb::Command::kClose:
        return model::CloseCounter{at(from.close().counter()), bounds.text(from.close().reason(), "reason")};
    case pb::Command::kPause:
        return model::PauseCounter{at(from.pause().counter()), bounds.text(from.pause().reason(), "reason")};
    case pb::Command::kResume:
        return model::ResumeCounter{at(from.resume().counter())};
    case pb::Command::kCall:
        return read(from.call(), bounds);
    case pb::Command::kRecall:
        return model::RecallTicket{at(from.recall().counter())};
    case pb::Command::kStart:
        return model::StartService{at(from.start().counter())};
    case pb::Command::kFinish:
        return model::FinishService{at(from.finish().counter()),
                                    bounds.text(from.finish().outcome(), "outcome")};
    case pb::Command::kNoShow:
        return model::MarkNoShow{at(from.no_show().counter())};
    case pb::Command::kPark:
        return model::ParkTicket{at(from.park().counter()), bounds.text(from.park().reason(), "reason")};
    default:
        bounds.fail(Malformed::BadBody, "kind");
        return model::TakeTicket{};
    }
}

model::Command read(const pb::Command& from, Bounds& bounds) {
    switch (from.kind_case()) {
    case pb::Command::kTake:
        return read(from.take(), bounds);
    case pb::Command::kLease:
        return model::LeaseNumbers{};
    case pb::Command::kHandOver:
        return read(from.hand_over(), bounds);
    case pb::Command::kImportAppointments:
        return read(from.import_appointments(), bounds);
    case pb::Command::kReturnTicket:
        return model::ReturnTicket{{from.return_ticket().ticket()}};
    case pb::Command::kTransfer:
        return read(from.transfer(), bounds);
    case pb::Command::kApprove:
        return model::ApproveTicket{{from.approve().ticket()},
                                    {bounds.id(from.approve().clerk(), "clerk")},
                                    bounds.text(from.approve().reason(), "reason")};
    case pb::Command::kReject:
        return model::RejectTicket{{from.reject().ticket()},
                                   {bounds.id(from.reject().clerk(), "clerk")},
                                   bounds.text(from.reject().reason(), "reason")};
    case pb::Command::kReclass:
        return model::ReclassTicket{{from.reclass().ticket()},
                                    {bounds.id(from.reclass().channel(), "channel")},
                                    {bounds.id(from.reclass().clerk(), "clerk")},
                                    bounds.text(from.reclass().reason(), "reason")};
    case pb::Command::kRate:
        return read(from.rate(), bounds);
    case pb::Command::kCancel:
        return model::CancelTicket{{from.cancel().ticket()}, bounds.id(from.cancel().token(), "token")};
    case pb::Command::kNotices:
        return model::PostNotices{read_all(from.notices().notices(), "notices", bounds, kMostNotices)};
    case pb::Command::kReportDevice:
        return model::ReportDevice{
            {},
            bounds.choice(from.report_device().state(), "state", model::DeviceState::Gone),
            bounds.text(from.report_device().detail(), "detail")};
    default:
        return read_counters(from, bounds);
    }
}

pb::Command message(const model::Command& command) {
    pb::Command to;
    std::visit(Filler{to}, command);
    return to;
}

pb::Command message(const TimedCommand& value) {
    pb::Command to = message(value.command);
    if (value.valid_until)
        to.set_valid_until(milliseconds(*value.valid_until));
    return to;
}

TimedCommand read_timed(const pb::Command& from, Bounds& bounds) {
    TimedCommand timed{read(from, bounds), std::nullopt};
    if (from.has_valid_until())
        timed.valid_until = bounds.moment(from.valid_until(), "valid_until");
    return timed;
}

pb::Answer message(const model::Answer& answer) {
    pb::Answer to;
    to.set_refusal(static_cast<pb::Refusal>(answer.refusal));
    if (!answer.ok())
        to.set_sentence(std::string(model::sentence(answer.refusal)));
    to.set_detail(answer.detail);
    to.set_seq(answer.seq);
    if (answer.ticket) {
        to.set_number(answer.ticket->number);
        to.set_ticket_id(answer.ticket->id.value);
        fill(*to.mutable_ticket(), *answer.ticket);
    }
    if (answer.counter)
        fill(*to.mutable_counter(), *answer.counter);
    to.set_ahead(static_cast<std::uint32_t>(answer.ahead));
    fill(*to.mutable_forecast(), answer.forecast);
    to.set_token(answer.token);
    for (const model::NumberBlock& block : answer.blocks) {
        auto& one = *to.add_blocks();
        one.set_service(block.service.value);
        one.set_first(static_cast<std::uint32_t>(block.first));
        one.set_last(static_cast<std::uint32_t>(block.last));
        for (const int number : block.used)
            one.add_used(static_cast<std::uint32_t>(number));
    }
    return to;
}

model::Answer read(const pb::Answer& from, Bounds& bounds) {
    model::Answer answer;
    answer.refusal = bounds.same(from.refusal(), "refusal", model::Refusal::NumberUsed);
    answer.detail = bounds.text(from.detail(), "detail");
    answer.seq = from.seq();
    if (from.has_ticket())
        answer.ticket = read(from.ticket(), bounds);
    if (from.has_counter())
        answer.counter = read(from.counter(), bounds);
    answer.ahead = bounds.small(from.ahead(), "ahead", kMostAhead);
    answer.forecast = read(from.forecast(), bounds);
    answer.token = bounds.id(from.token(), "token");
    if (bounds.list(from.blocks_size(), "blocks"))
        for (const pb::NumberBlock& block : from.blocks())
            answer.blocks.push_back(read(block, bounds));
    return answer;
}

} // namespace

std::string encode(const model::Command& value) {
    return to_bytes(message(value));
}
std::string to_json(const model::Command& value) {
    return to_line(message(value));
}
std::expected<model::Command, Malformed> decode_command(std::string_view body) {
    return decode_body<pb::Command>(body,
                                    [](const auto& from, Bounds& bounds) { return read(from, bounds); });
}

std::string encode(const TimedCommand& value) {
    return to_bytes(message(value));
}
std::string to_json(const TimedCommand& value) {
    return to_line(message(value));
}
std::expected<TimedCommand, Malformed> decode_timed_command(std::string_view body) {
    return decode_body<pb::Command>(
        body, [](const auto& from, Bounds& bounds) { return read_timed(from, bounds); });
}

std::string encode(const model::Answer& value) {
    return to_bytes(message(value));
}
std::string to_json(const model::Answer& value) {
    return to_line(message(value));
}
std::expected<model::Answer, Malformed> decode_answer(std::string_view body) {
    return decode_body<pb::Answer>(body, [](const auto& from, Bounds& bounds) { return read(from, bounds); });
}

} // namespace wire
