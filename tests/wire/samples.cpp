#include "tests/wire/samples.h"

namespace samples {

namespace {

using namespace std::chrono_literals;

base::WallTime at(std::int64_t minute) {
    return base::WallTime(std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) +
                          std::chrono::minutes(minute));
}

model::Names names(const std::string& what) {
    return model::Names({{"en", what}, {"zh-Hans", what + " 号"}, {"zh-Hant", what + " 號"}});
}

model::CounterStatus counter_status() {
    return {{3},    model::CounterState::Paused, {"C017"}, "lunch", at(70), model::TicketId{41}, 12,
            at(99), model::Help::Supervisor,     true,     true};
}

model::DeviceStatus device_status() {
    return {{"printer-1"}, model::DeviceState::Warning, "paper low", at(71)};
}

model::Outlook outlook() {
    return {{"fund-loan"}, 7, {600s, 1200s, true}};
}

model::Hall hall() {
    model::Hall hall;
    hall.name = names("Hall");
    hall.zone = "Asia/Taipei";
    hall.roll_over_hour = 4;
    hall.opens = 510;
    hall.closes = 1050;
    hall.languages = {"zh-Hans", "en"};
    hall.preset = "gentle";
    hall.groups = {{{"fund"}, names("Fund"), "housing", {"all"}}};
    hall.services = {{{"fund-loan"},
                      {"fund"},
                      "A",
                      "loan",
                      names("Loan"),
                      names("Ask"),
                      {names("ID card")},
                      400s,
                      900s,
                      {names("Show it")},
                      names("Law 1"),
                      names("Free"),
                      names("Today"),
                      {{{540, 690}, {810, 1020}}, 0x1FU},
                      420s}};
    hall.channels = {
        {{"ordinary"}, names("Ordinary"), {}, model::Verification::None, false, false, 0s, 1000, {}, 0, {}},
        {{"urgent"},
         names("Urgent"),
         names("Ill"),
         model::Verification::Staff,
         true,
         true,
         300s,
         2000,
         45min,
         65,
         {{"travel", names("Train")}}}};
    hall.counters = {{{3}, names("Hall east"), {{"fund-loan"}}, {{"pension"}}}};
    hall.staff = {
        {{"C017"}, names("Li"), names("Loans"), names("Senior"), true, {{"fund-loan"}}, true, {}, {}}};
    hall.rules = {6min, 11min, 12min, 31s, 2,     3,    32min, 4, model::LateArrivals::Refuse,
                  30,   5,     6min,  9h,  16min, 11min};
    return hall;
}

template <typename Value, typename Decode>
Sample sample(const std::string& name, const Value& value, Decode decode) {
    const auto again = [decode](std::string_view bytes) {
        const auto decoded = decode(bytes);
        return decoded ? wire::encode(*decoded) : std::string();
    };
    const auto same = [decode, value](std::string_view bytes) {
        const auto decoded = decode(bytes);
        return decoded && *decoded == value;
    };
    return {name, wire::encode(value), again, same};
}

} // namespace

model::Ticket ticket() {
    model::Ticket ticket;
    ticket.id = {41};
    ticket.number = "A023";
    ticket.service = {"fund-loan"};
    ticket.channel = {"elderly"};
    ticket.approval = model::Approval::Rejected;
    ticket.declared = model::ChannelId{"urgent"};
    ticket.state = model::TicketState::Serving;
    ticket.language = "zh-Hant";
    ticket.issued = at(60);
    ticket.entry = at(61);
    ticket.waited = 62s;
    ticket.since = at(63);
    ticket.approved = at(64);
    ticket.counter = model::CounterId{3};
    ticket.calls = 2;
    ticket.returns = 1;
    ticket.reason = "copies";
    ticket.note = "needs form 7";
    ticket.outcome = "done";
    ticket.claim = "travel";
    ticket.rated = true;
    ticket.parking = model::Parking::WithPapers;
    ticket.missing = {0, 2};
    ticket.due = 20260402;
    return ticket;
}

model::Event event() {
    model::Event event;
    event.seq = 907;
    event.at = at(65);
    event.kind = model::EventKind::TicketTransferred;
    event.day = 20260302;
    event.ticket = {41};
    event.counter = {3};
    event.target = {4};
    event.service = {"fund-loan"};
    event.channel = {"elderly"};
    event.declared = {"urgent"};
    event.clerk = {"C017"};
    event.device = {"caller-3"};
    event.number = "A023";
    event.language = "zh-Hant";
    event.reason = "other desk";
    event.note = "needs form 7";
    event.entry = at(61);
    event.value = -2;
    event.count = 20;
    event.foreseen = model::Foreseen{601s, 1201s, 1801s};
    return event;
}

model::Board board() {
    model::Board board;
    board.store = 0x1122334455667788;
    board.boot = 5;
    board.seq = 906;
    board.day = 20260302;
    board.now = at(72);
    board.accepting = false;
    board.hall = hall();
    model::Ticket other;
    other.id = {42};
    other.number = "A024";
    board.tickets = {{{41}, ticket()}, {{42}, other}};
    board.counters = {{{3}, counter_status()}};
    board.devices = {{{"printer-1"}, device_status()}};
    board.outlooks = {outlook()};
    board.notices = {names("Closed on Friday")};
    return board;
}

model::Update update() {
    return {event(), {ticket()}, {counter_status()}, device_status(), std::vector{names("Closed on Friday")}};
}

model::Alarm alarm() {
    return {model::AlarmKind::Evacuation, names("Fire"), at(73)};
}

model::Board board_of_alarm() {
    model::Board board;
    board.day = 20260302;
    board.alarm = alarm();
    return board;
}

model::Update update_of_alarm() {
    model::Update update;
    update.event.seq = 907;
    update.event.kind = model::EventKind::AlarmRaised;
    update.event.value = 1;
    update.alarm = alarm();
    return update;
}

model::Board board_of_pauses() {
    model::Board board;
    board.day = 20260302;
    board.pauses = {{{"fund-loan"}, {"the line is down", at(74), at(95)}}, {{"pension"}, {"", at(75), {}}}};
    model::Ticket late;
    late.id = {43};
    late.number = "A025";
    late.yields = 2;
    board.tickets = {{{43}, late}};
    return board;
}

model::Update update_of_assignment() {
    model::Update update;
    update.event.seq = 908;
    update.event.kind = model::EventKind::ServicesAssigned;
    update.event.counter = {3};
    update.event.reason = "pension|deposit";
    update.assigned = {{{3}, names("Hall east"), {{"pension"}}, {{"deposit"}}}};
    return update;
}

model::Answer answer() {
    model::Answer answer;
    answer.refusal = model::Refusal::TooManyReturns;
    answer.detail = "2 of 2";
    answer.seq = 907;
    answer.ticket = ticket();
    answer.counter = counter_status();
    answer.ahead = 6;
    answer.forecast = {600s, 1200s, true};
    return answer;
}

model::Answer answer_of_lease() {
    model::Answer answer;
    answer.seq = 908;
    answer.token = "abcdef";
    answer.blocks = {{{"fund-loan"}, 901, 920, {901, 903}}};
    answer.handover = model::HandOverNote{"The printer jams at times", {"C016"}, at(50)};
    answer.shift = model::ShiftSummary{at(40), 21, 2, 90min, {1, 0, 2, 3, 9}};
    return answer;
}

model::Explanation explanation() {
    model::Explanation explanation;
    explanation.ticket = {41};
    explanation.number = "A023";
    explanation.channel = {"elderly"};
    explanation.entry = at(61);
    explanation.called_at = at(80);
    explanation.counter = model::CounterId{3};
    explanation.picked = true;
    explanation.emergency = true;
    explanation.waited = 19min;
    explanation.credit = 2'580'000'000;
    explanation.passed_by = {
        {"B007", model::Overtook::Emergency, at(79), 3'000'000'001, -5, -90s, {"urgent"}}};
    explanation.guarantee = 50min;
    explanation.state = model::TicketState::Serving;
    explanation.as_of = at(80);
    explanation.weights = {5min, 2000, 45min};
    explanation.capped = true;
    explanation.clock = {{model::ClockEvent::Missed, at(75), at(61), -90s, {"elderly"}, {"fund-loan"}}};
    explanation.ahead = 4;
    explanation.words = {"A023 was called.", "叫号"};
    return explanation;
}

wire::Alive alive() {
    return {0x1122334455667788, 5, 906, at(72), false, {outlook()}};
}

model::WhatIf what_if() {
    return {{{4}, {6}}, {{1}}, "gentle"};
}

model::HoursAhead hours_ahead() {
    model::HoursAhead ahead;
    ahead.at = at(72);
    ahead.days = 20;
    ahead.half_hours = {{at(72), at(90), {8, 12, 16}, {0, 3, 9}, {4, 4, 5}, {30s, 4min, 11min}},
                        {at(90), at(120), {10, 15, 21}, {1, 4, 12}, {3, 4, 5}, {}}};
    ahead.green = {6, 3min, 7min, 125};
    ahead.others = {44, 9min, 21min, {}};
    return ahead;
}

wire::ExplainRequest explain_request() {
    return {{41}, "zh-Hant"};
}

wire::ExportRequest export_request() {
    return {20260301, 20260302, 800};
}

wire::ExportPage export_page() {
    return {model::Refusal::NotAllowed, {event()}, 908};
}

model::PrintJob print_job() {
    model::PrintJob job;
    job.job = "kiosk-1_7f3a";
    job.number = "A023";
    job.language = "en";
    job.local_language = "zh-Hans";
    job.hall = names("Hall");
    job.service = names("Loan");
    job.channel = names("Elderly");
    job.green = true;
    job.approval_pending = true;
    job.ahead = 6;
    job.wait = {model::RoundedWait::Kind::Between, 10, 20};
    job.location = names("Hall east");
    job.issued = at(60);
    job.zone = "Asia/Shanghai";
    job.documents = {names("ID card"), names("Contract")};
    job.link = "https://hall.example/t/41";
    job.notice = names("Please wait nearby");
    job.reprint = true;
    return job;
}

model::PrintJob print_slip() {
    model::PrintJob job;
    job.job = "slip-7f3a-41-902";
    job.number = "A023";
    job.language = "en";
    job.local_language = "zh-Hans";
    job.hall = names("Hall");
    job.service = names("Loan");
    job.location = names("Counter 3");
    job.issued = at(60);
    job.zone = "Asia/Shanghai";
    job.documents = {names("Contract")};
    job.notice = names("At the registry");
    job.slip = model::Slip::BringAnew;
    return job;
}

model::PrintJob print_sheet() {
    model::PrintJob job;
    job.job = "sheet-7f3a";
    job.language = "en";
    job.local_language = "zh-Hans";
    job.hall = names("Hall");
    job.service = names("Loan");
    job.location = names("Hall east");
    job.issued = at(60);
    job.zone = "Asia/Shanghai";
    job.documents = {names("ID card"), names("Contract")};
    job.purpose = names("Borrow for a flat");
    job.steps = {names("Hand in"), names("Sign"), names("Receive")};
    job.basis = names("Regulation 350");
    job.fee = names("Free");
    job.time_limit = names("10 working days");
    job.hours = names("Mon–Fri 09:00–12:00");
    return job;
}

model::PrintResult print_result() {
    return {"kiosk-1_7f3a", model::PrintState::Failed, model::PrintFault::CutterJam, true};
}

// As the first printers said it.
model::PrinterStatus printer_status() {
    model::PrinterStatus status;
    status.online = status.paper_low = status.paper_out = true;
    status.cover_open = status.cutter_jam = status.other_error = true;
    status.waiting_jobs = 2;
    status.device = "usb:0416:5011";
    return status;
}

model::PrinterStatus whole_printer_status() {
    auto status = printer_status();
    status.overheated = status.unrecoverable = status.unplugged = status.offline = true;
    status.tickets_left = 40;
    status.name = "printer-1";
    status.tells_hall = true;
    return status;
}

std::vector<model::Command> commands() {
    const model::CounterId counter{3};
    const model::TicketId id{41};
    const model::ClerkId clerk{"C017"};
    return {
        model::TakeTicket{{"fund-loan"}, {"elderly"}, "zh-Hant", "7788", "travel", "00ff", 66, {}},
        model::OpenCounter{counter, clerk, {"2468", "04A1B2C3"}, true},
        model::CloseCounter{counter, "end of day", "No paper left", {"C001"}, {"1357", "0A0B"}},
        model::PauseCounter{counter, "lunch", at(95)},
        model::ResumeCounter{counter},
        model::CallTicket{counter, id, "a child is ill"},
        model::RecallTicket{counter},
        model::StartService{counter},
        model::FinishService{counter, "accepted", 20260402, {0, 3}, "by post"},
        model::MarkNoShow{counter},
        model::ParkTicket{counter, "copies", model::Parking::Waiting, {1}, "copy shop, 1F"},
        model::ReturnTicket{id, "abcdef"},
        model::TransferTicket{counter, model::ServiceId{"pension"}, std::nullopt, "needs form 7"},
        model::ApproveTicket{id, clerk, "seen"},
        model::RejectTicket{id, clerk, "not ill"},
        model::RateTicket{id, 4, {"friendly", "slow"}, {5, 0, 3, 4}},
        model::CancelTicket{id, "abcdef"},
        model::PostNotices{{names("Closed on Friday")}},
        model::ReportDevice{{}, model::DeviceState::Fault, "paper out"},
        model::ReclassTicket{id, {"elderly"}, clerk, "shown the card"},
        model::LeaseNumbers{},
        model::HandOver{{}, {"fund-loan"}, {"urgent"}, "en", "travel", "A901", at(75), {}},
        model::ImportAppointments{
            20260303, true, {{"YY20", {"fund-loan"}, 600, "00ff"}, {"YY21", {"pension"}, 615}}},
        model::CallHelp{counter, model::Help::Supervisor},
        model::EndHelp{counter},
        model::UndoStep{counter},
        model::RaiseAlarm{model::AlarmKind::Evacuation, names("Fire"), {"C001"}, {"1357", "0A0B"}},
        model::WithdrawAlarm{{"C001"}, {"1357", "0A0B"}},
        model::YieldPlace{id, "abcdef"},
        model::LeaveWord{id, "abcdef", model::WordKind::Complaint, "一直没人"},
        model::StepFollowUp{"20260302-1", model::FollowUpStep::Assigned, {"C001"}, "Please ring"},
        model::SignIn{{"C001"}, {"1357", "0A0B"}},
        model::SignOut{{"C001"}},
        model::AssignServices{counter, {{"fund-loan"}, {"pension"}}, {{"deposit"}}},
        model::PauseService{{"fund-loan"}, "the line is down", at(95)},
        model::ResumeService{{"fund-loan"}},
        model::EndDay{"override: power cut"},
        model::ReopenDay{},
        model::AcknowledgeAlert{"idle-3"},
        model::RecordAccess{"report 20260302", id},
        model::EraseVisitor{id, "abcdef"},
    };
}

std::vector<Sample> all() {
    std::vector<Sample> all;
    for (const model::Command& command : commands())
        all.push_back(sample("command_" + std::string(model::word(command)), command, wire::decode_command));
    all.push_back(sample("command_call_next", model::Command(model::CallTicket{{3}, std::nullopt}),
                         wire::decode_command));
    all.push_back(sample("command_transfer_to_counter",
                         model::Command(model::TransferTicket{{3}, std::nullopt, model::CounterId{4}, ""}),
                         wire::decode_command));
    all.push_back(sample("command_in_time", wire::TimedCommand{model::CallTicket{{3}, std::nullopt}, at(76)},
                         wire::decode_timed_command));
    all.push_back(sample("command_rate_by_token", model::Command(model::RateTicket{{}, 2, {}, {}, "abcdef"}),
                         wire::decode_command));
    all.push_back(sample("command_ordered",
                         wire::TimedCommand{model::PauseService{{"pension"}, "", {}}, std::nullopt, {"C001"}},
                         wire::decode_timed_command));
    all.push_back(sample("snapshot_of_pauses", board_of_pauses(), wire::decode_snapshot));
    all.push_back(sample("update_of_assignment", update_of_assignment(), wire::decode_update));
    all.push_back(sample("answer", answer(), wire::decode_answer));
    all.push_back(sample("answer_of_lease", answer_of_lease(), wire::decode_answer));
    all.push_back(sample("snapshot", board(), wire::decode_snapshot));
    all.push_back(sample("update", update(), wire::decode_update));
    all.push_back(sample("snapshot_of_alarm", board_of_alarm(), wire::decode_snapshot));
    all.push_back(sample("update_of_alarm", update_of_alarm(), wire::decode_update));
    all.push_back(sample("event", event(), wire::decode_event));
    all.push_back(sample("alive", alive(), wire::decode_alive));
    all.push_back(sample("explanation", explanation(), wire::decode_explanation));
    all.push_back(sample("what_if", what_if(), wire::decode_what_if));
    all.push_back(sample("hours_ahead", hours_ahead(), wire::decode_hours_ahead));
    all.push_back(sample("explain_request", explain_request(), wire::decode_explain_request));
    all.push_back(sample("export_request", export_request(), wire::decode_export_request));
    all.push_back(sample("export_page", export_page(), wire::decode_export_page));
    all.push_back(sample("print_job", print_job(), wire::decode_print_job));
    all.push_back(sample("print_slip", print_slip(), wire::decode_print_job));
    all.push_back(sample("print_sheet", print_sheet(), wire::decode_print_job));
    all.push_back(sample("print_result", print_result(), wire::decode_print_result));
    all.push_back(sample("printer_status", printer_status(), wire::decode_printer_status));
    all.push_back(sample("printer_status_whole", whole_printer_status(), wire::decode_printer_status));
    all.push_back(sample(
        "print_result_hot",
        model::PrintResult{"kiosk-1_7f3a", model::PrintState::Printing, model::PrintFault::Overheated, false},
        wire::decode_print_result));
    all.push_back({"find_ticket", wire::encode_find_ticket("abcdef"),
                   [](std::string_view bytes) {
                       const auto token = wire::decode_find_ticket(bytes);
                       return token ? wire::encode_find_ticket(*token) : std::string();
                   },
                   [](std::string_view bytes) { return wire::decode_find_ticket(bytes) == "abcdef"; }});
    all.push_back(
        {"cancel_print", wire::encode_cancel_print("kiosk-1_7f3a"),
         [](std::string_view bytes) {
             const auto job = wire::decode_cancel_print(bytes);
             return job ? wire::encode_cancel_print(*job) : std::string();
         },
         [](std::string_view bytes) { return wire::decode_cancel_print(bytes) == "kiosk-1_7f3a"; }});
    return all;
}

} // namespace samples
