#include "shared/wire/codec.h"
#include "shared/wire/convert.h"

#include <algorithm>

namespace wire {

namespace {

constexpr int kMostReasons = 20;
constexpr int kMostNotices = 50;
constexpr int kOldest = 150;
constexpr int kLargestNumber = 1'000'000;
constexpr int kMostBookings = 500;
constexpr int kMostOfAShift = 1'000'000;
constexpr std::int64_t kLongestServing = 4'000'000'000'000;
constexpr int kMostDocuments = 31;

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
        to.mutable_open()->set_pin(from.pass.pin);
        to.mutable_open()->set_card(from.pass.card);
        to.mutable_open()->set_take_over(from.take_over);
    }
    void operator()(const model::CloseCounter& from) const {
        to.mutable_close()->set_counter(number(from.counter));
        to.mutable_close()->set_reason(from.reason);
        to.mutable_close()->set_note(from.note);
        to.mutable_close()->set_supervisor(from.supervisor.value);
        to.mutable_close()->set_pin(from.pass.pin);
        to.mutable_close()->set_card(from.pass.card);
    }
    void operator()(const model::PauseCounter& from) const {
        to.mutable_pause()->set_counter(number(from.counter));
        to.mutable_pause()->set_reason(from.reason);
        if (from.until)
            to.mutable_pause()->set_until(milliseconds(*from.until));
    }
    void operator()(const model::ResumeCounter& from) const {
        to.mutable_resume()->set_counter(number(from.counter));
    }
    void operator()(const model::CallTicket& from) const {
        to.mutable_call()->set_counter(number(from.counter));
        if (from.ticket)
            to.mutable_call()->set_ticket(from.ticket->value);
        to.mutable_call()->set_reason(from.reason);
    }
    void operator()(const model::RecallTicket& from) const {
        to.mutable_recall()->set_counter(number(from.counter));
    }
    void operator()(const model::StartService& from) const {
        to.mutable_start()->set_counter(number(from.counter));
    }
    void operator()(const model::FinishService& from) const {
        to.mutable_finish()->set_counter(number(from.counter));
        auto& finish = *to.mutable_finish();
        finish.set_outcome(from.outcome);
        finish.set_due(static_cast<std::uint32_t>(from.due));
        fill_documents(*finish.mutable_missing(), from.missing);
        finish.set_note(from.note);
    }
    void operator()(const model::MarkNoShow& from) const {
        to.mutable_no_show()->set_counter(number(from.counter));
    }
    void operator()(const model::ParkTicket& from) const {
        to.mutable_park()->set_counter(number(from.counter));
        auto& park = *to.mutable_park();
        park.set_reason(from.reason);
        park.set_parking(choice<pb::Parking>(from.parking));
        fill_documents(*park.mutable_missing(), from.missing);
        park.set_note(from.note);
    }
    void operator()(const model::ReturnTicket& from) const {
        to.mutable_return_ticket()->set_ticket(from.ticket.value);
        to.mutable_return_ticket()->set_token(from.token);
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
        if (from.aspects != model::Aspects{})
            for (const int mark : from.aspects)
                rate.add_aspects(static_cast<std::uint32_t>(mark));
        rate.set_token(from.token);
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
    void operator()(const model::CallHelp& from) const {
        to.mutable_help()->set_counter(number(from.counter));
        to.mutable_help()->set_help(choice<pb::Help>(from.help));
    }
    void operator()(const model::EndHelp& from) const {
        to.mutable_end_help()->set_counter(number(from.counter));
    }
    void operator()(const model::UndoStep& from) const {
        to.mutable_undo()->set_counter(number(from.counter));
    }
    void operator()(const model::RaiseAlarm& from) const {
        auto& alarm = *to.mutable_alarm();
        alarm.set_kind(choice<pb::AlarmKind>(from.kind));
        fill(*alarm.mutable_text(), from.text);
        alarm.set_supervisor(from.supervisor.value);
        alarm.set_pin(from.pass.pin);
        alarm.set_card(from.pass.card);
    }
    void operator()(const model::WithdrawAlarm& from) const {
        auto& clear = *to.mutable_all_clear();
        clear.set_supervisor(from.supervisor.value);
        clear.set_pin(from.pass.pin);
        clear.set_card(from.pass.card);
    }
    void operator()(const model::YieldPlace& from) const {
        to.mutable_yield()->set_ticket(from.ticket.value);
        to.mutable_yield()->set_token(from.token);
    }
    void operator()(const model::LeaveWord& from) const {
        auto& word = *to.mutable_word();
        word.set_ticket(from.ticket.value);
        word.set_token(from.token);
        word.set_kind(static_cast<pb::WordKind>(from.kind));
        word.set_text(from.text);
    }
    void operator()(const model::StepFollowUp& from) const {
        auto& step = *to.mutable_follow_up();
        step.set_number(from.number);
        step.set_step(static_cast<pb::FollowUpStep>(from.step));
        step.set_to(from.to.value);
        step.set_note(from.note);
    }
    void operator()(const model::SignIn& from) const {
        auto& sign_in = *to.mutable_sign_in();
        sign_in.set_staff(from.staff.value);
        sign_in.set_pin(from.pass.pin);
        sign_in.set_card(from.pass.card);
    }
    void operator()(const model::SignOut& from) const { to.mutable_sign_out()->set_staff(from.staff.value); }
    void operator()(const model::AssignServices& from) const {
        auto& assign = *to.mutable_assign_services();
        assign.set_counter(number(from.counter));
        for (const model::ServiceId& service : from.services)
            assign.add_services(service.value);
        for (const model::ServiceId& service : from.backup)
            assign.add_backup(service.value);
    }
    void operator()(const model::PauseService& from) const {
        auto& pause = *to.mutable_pause_service();
        pause.set_service(from.service.value);
        pause.set_reason(from.reason);
        if (from.until)
            pause.set_until(milliseconds(*from.until));
    }
    void operator()(const model::ResumeService& from) const {
        to.mutable_resume_service()->set_service(from.service.value);
    }
    void operator()(const model::EndDay& from) const { to.mutable_end_day()->set_reason(from.reason); }
    void operator()(const model::ReopenDay&) const { to.mutable_reopen_day(); }
    void operator()(const model::AcknowledgeAlert& from) const {
        to.mutable_acknowledge()->set_alert(from.alert);
    }
    void operator()(const model::RecordAccess& from) const {
        to.mutable_record_access()->set_what(from.what);
        to.mutable_record_access()->set_ticket(from.ticket.value);
    }
    void operator()(const model::EraseVisitor& from) const {
        to.mutable_erase()->set_ticket(from.ticket.value);
        to.mutable_erase()->set_token(from.token);
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
    if (from.aspects_size() != 0 && from.aspects_size() != static_cast<int>(rate.aspects.size()))
        bounds.fail(Malformed::BadBody, "aspects");
    else
        std::ranges::transform(from.aspects(), rate.aspects.begin(),
                               [&](std::uint32_t mark) { return bounds.small(mark, "aspects", 5); });
    rate.token = bounds.id(from.token(), "token");
    return rate;
}

model::CallTicket read(const pb::CallTicket& from, Bounds& bounds) {
    model::CallTicket call{{bounds.counter(from.counter())}, std::nullopt};
    if (from.has_ticket())
        call.ticket = {from.ticket()};
    call.reason = bounds.text(from.reason(), "reason");
    return call;
}

model::OpenCounter read(const pb::OpenCounter& from, Bounds& bounds) {
    model::OpenCounter open{{bounds.counter(from.counter())}, {bounds.id(from.clerk(), "clerk")}};
    open.pass = {bounds.id(from.pin(), "pin"), bounds.id(from.card(), "card")};
    open.take_over = from.take_over();
    return open;
}

model::CloseCounter read(const pb::CloseCounter& from, Bounds& bounds) {
    model::CloseCounter close{{bounds.counter(from.counter())}, bounds.text(from.reason(), "reason")};
    close.note = bounds.text(from.note(), "note");
    close.supervisor = {bounds.id(from.supervisor(), "supervisor")};
    close.pass = {bounds.id(from.pin(), "pin"), bounds.id(from.card(), "card")};
    return close;
}

model::PauseCounter read(const pb::PauseCounter& from, Bounds& bounds) {
    model::PauseCounter pause{{bounds.counter(from.counter())}, bounds.text(from.reason(), "reason")};
    if (from.has_until())
        pause.until = bounds.moment(from.until(), "until");
    return pause;
}

model::FinishService read(const pb::FinishService& from, Bounds& bounds) {
    model::FinishService finish{{bounds.counter(from.counter())}, bounds.text(from.outcome(), "outcome")};
    finish.due = bounds.day(from.due());
    finish.missing = read_documents(from.missing(), bounds);
    finish.note = bounds.text(from.note(), "note");
    return finish;
}

model::ParkTicket read(const pb::ParkTicket& from, Bounds& bounds) {
    model::ParkTicket park{{bounds.counter(from.counter())}, bounds.text(from.reason(), "reason")};
    park.parking = read_parking(from.parking(), bounds);
    park.missing = read_documents(from.missing(), bounds);
    park.note = bounds.text(from.note(), "note");
    return park;
}

model::RaiseAlarm read(const pb::RaiseAlarm& from, Bounds& bounds) {
    return {bounds.choice(from.kind(), "kind", model::AlarmKind::Evacuation),
            read(from.text(), bounds),
            {bounds.id(from.supervisor(), "supervisor")},
            {bounds.id(from.pin(), "pin"), bounds.id(from.card(), "card")}};
}

model::WithdrawAlarm read(const pb::WithdrawAlarm& from, Bounds& bounds) {
    return {{bounds.id(from.supervisor(), "supervisor")},
            {bounds.id(from.pin(), "pin"), bounds.id(from.card(), "card")}};
}

model::LeaveWord read(const pb::LeaveWord& from, Bounds& bounds) {
    return {{from.ticket()},
            bounds.id(from.token(), "token"),
            bounds.same(from.kind(), "kind", model::WordKind::Praise),
            bounds.text(from.text(), "text")};
}

model::StepFollowUp read(const pb::StepFollowUp& from, Bounds& bounds) {
    return {bounds.id(from.number(), "number"),
            bounds.same(from.step(), "step", model::FollowUpStep::Closed),
            {bounds.id(from.to(), "to")},
            bounds.text(from.note(), "note")};
}

model::PauseService read(const pb::PauseService& from, Bounds& bounds) {
    model::PauseService pause{{bounds.id(from.service(), "service")}, bounds.text(from.reason(), "reason")};
    if (from.has_until())
        pause.until = bounds.moment(from.until(), "until");
    return pause;
}

/// What supervisors do with the hall.
model::Command read_orders(const pb::Command& from, Bounds& bounds) {
    switch (from.kind_case()) {
    case pb::Command::kSignIn:
        return model::SignIn{
            {bounds.id(from.sign_in().staff(), "staff")},
            {bounds.id(from.sign_in().pin(), "pin"), bounds.id(from.sign_in().card(), "card")}};
    case pb::Command::kSignOut:
        return model::SignOut{{bounds.id(from.sign_out().staff(), "staff")}};
    case pb::Command::kAssignServices:
        return model::AssignServices{{bounds.counter(from.assign_services().counter())},
                                     read_services(from.assign_services().services(), bounds),
                                     read_services(from.assign_services().backup(), bounds)};
    case pb::Command::kPauseService:
        return read(from.pause_service(), bounds);
    case pb::Command::kResumeService:
        return model::ResumeService{{bounds.id(from.resume_service().service(), "service")}};
    case pb::Command::kEndDay:
        return model::EndDay{bounds.text(from.end_day().reason(), "reason")};
    case pb::Command::kReopenDay:
        return model::ReopenDay{};
    case pb::Command::kAcknowledge:
        return model::AcknowledgeAlert{bounds.text(from.acknowledge().alert(), "alert")};
    case pb::Command::kRecordAccess:
        return model::RecordAccess{bounds.text(from.record_access().what(), "what"),
                                   {from.record_access().ticket()}};
    case pb::Command::kFollowUp:
        return read(from.follow_up(), bounds);
    default:
        bounds.fail(Malformed::BadBody, "kind");
        return model::TakeTicket{};
    }
}

model::Command read_counters(const pb::Command& from, Bounds& bounds) {
    const auto at = [&](std::uint32_t counter) { return model::CounterId{bounds.counter(counter)}; };
    switch (from.kind_case()) {
    case pb::Command::kOpen:
        return read(from.open(), bounds);
    case pb::Command::kClose:
        return read(from.close(), bounds);
    case pb::Command::kPause:
        return read(from.pause(), bounds);
    case pb::Command::kResume:
        return model::ResumeCounter{at(from.resume().counter())};
    case pb::Command::kCall:
        return read(from.call(), bounds);
    case pb::Command::kRecall:
        return model::RecallTicket{at(from.recall().counter())};
    case pb::Command::kStart:
        return model::StartService{at(from.start().counter())};
    case pb::Command::kFinish:
        return read(from.finish(), bounds);
    case pb::Command::kNoShow:
        return model::MarkNoShow{at(from.no_show().counter())};
    case pb::Command::kPark:
        return read(from.park(), bounds);
    case pb::Command::kHelp:
        return model::CallHelp{at(from.help().counter()),
                               bounds.choice(from.help().help(), "help", model::Help::Technician)};
    case pb::Command::kEndHelp:
        return model::EndHelp{at(from.end_help().counter())};
    case pb::Command::kUndo:
        return model::UndoStep{at(from.undo().counter())};
    default:
        return read_orders(from, bounds);
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
        return model::ReturnTicket{{from.return_ticket().ticket()},
                                   bounds.id(from.return_ticket().token(), "token")};
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
    case pb::Command::kYield:
        return model::YieldPlace{{from.yield().ticket()}, bounds.id(from.yield().token(), "token")};
    case pb::Command::kWord:
        return read(from.word(), bounds);
    case pb::Command::kErase:
        return model::EraseVisitor{{from.erase().ticket()}, bounds.id(from.erase().token(), "token")};
    case pb::Command::kNotices:
        return model::PostNotices{read_all(from.notices().notices(), "notices", bounds, kMostNotices)};
    case pb::Command::kAlarm:
        return read(from.alarm(), bounds);
    case pb::Command::kAllClear:
        return read(from.all_clear(), bounds);
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

void fill_shift(pb::ShiftSummary& to, const model::ShiftSummary& from) {
    to.set_since(milliseconds(from.since));
    to.set_served(static_cast<std::uint32_t>(from.served));
    to.set_no_shows(static_cast<std::uint32_t>(from.no_shows));
    to.set_serving_ms(from.serving.count());
    for (const int count : from.ratings)
        to.add_ratings(static_cast<std::uint32_t>(count));
}

model::ShiftSummary read(const pb::ShiftSummary& from, Bounds& bounds) {
    model::ShiftSummary shift;
    shift.since = bounds.moment(from.since(), "since");
    shift.served = bounds.small(from.served(), "served", kMostOfAShift);
    shift.no_shows = bounds.small(from.no_shows(), "no_shows", kMostOfAShift);
    shift.serving = base::Duration(bounds.number(from.serving_ms(), "serving", 0, kLongestServing));
    if (from.ratings_size() != static_cast<int>(shift.ratings.size()))
        bounds.fail(Malformed::BadBody, "ratings");
    else
        std::ranges::transform(from.ratings(), shift.ratings.begin(), [&](std::uint32_t count) {
            return bounds.small(count, "ratings", kMostOfAShift);
        });
    return shift;
}

pb::Command message(const TimedCommand& value) {
    pb::Command to = message(value.command);
    if (value.valid_until)
        to.set_valid_until(milliseconds(*value.valid_until));
    to.set_by(value.by.value);
    return to;
}

TimedCommand read_timed(const pb::Command& from, Bounds& bounds) {
    TimedCommand timed{read(from, bounds), std::nullopt};
    if (from.has_valid_until())
        timed.valid_until = bounds.moment(from.valid_until(), "valid_until");
    timed.by = {bounds.id(from.by(), "by")};
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
    if (answer.handover) {
        to.mutable_handover()->set_text(answer.handover->text);
        to.mutable_handover()->set_clerk(answer.handover->clerk.value);
        to.mutable_handover()->set_at(milliseconds(answer.handover->at));
    }
    if (answer.shift)
        fill_shift(*to.mutable_shift(), *answer.shift);
    return to;
}

model::Answer read(const pb::Answer& from, Bounds& bounds) {
    model::Answer answer;
    answer.refusal = bounds.same(from.refusal(), "refusal", model::kLastRefusal);
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
    if (from.has_handover())
        answer.handover = model::HandOverNote{bounds.text(from.handover().text(), "text"),
                                              {bounds.id(from.handover().clerk(), "clerk")},
                                              bounds.moment(from.handover().at(), "at")};
    if (from.has_shift())
        answer.shift = read(from.shift(), bounds);
    return answer;
}

} // namespace

void fill_documents(DocumentList& to, const std::vector<int>& from) {
    for (const int document : from)
        to.Add(static_cast<std::uint32_t>(document));
}

std::vector<int> read_documents(const DocumentList& from, Bounds& bounds) {
    std::vector<int> documents;
    if (bounds.list(from.size(), "missing", kMostDocuments))
        for (const std::uint32_t document : from)
            documents.push_back(bounds.small(document, "missing", kMostDocuments));
    return documents;
}

model::Parking read_parking(pb::Parking from, Bounds& bounds) {
    return from == pb::PARKING_UNKNOWN ? model::Parking::WithoutPapers
                                       : bounds.choice(from, "parking", model::Parking::Waiting);
}

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
