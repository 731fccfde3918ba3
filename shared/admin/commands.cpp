#include "shared/admin/connection.h"
#include "shared/admin/print.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <chrono>
#include <map>
#include <memory>

namespace admin {

namespace {

/// What a subcommand's options were; the ticket by the name it was given on the command line.
template <typename Kind>
struct Words {
    using Command = Kind;
    Kind command;
    std::string ticket;
    std::string request;
};

int finish(const Settings& settings, const model::Answer& answer) {
    if (settings.json)
        fmt::print("{}\n", wire::to_json(answer));
    if (!answer.ok()) {
        fmt::print(stderr, "{}\n", refusal_text(answer));
        return kRefused;
    }
    if (!settings.json)
        fmt::print("{}\n", text_of(answer));
    return kDone;
}

template <typename Kind>
int perform(const Settings& settings, const Words<Kind>& words) {
    Connection connection(settings);
    Kind command = words.command;
    if constexpr (requires { command.ticket; })
        if (!words.ticket.empty())
            command.ticket = connection.ticket(words.ticket);
    if (!words.request.empty())
        return finish(settings, connection.send_as(wire::session_of(words.request), command));
    return finish(settings, connection.send(command));
}

/// Adds a subcommand that sends one command of the model; `options` adds what it has besides --counter.
template <typename Kind, typename Options>
void add(CLI::App& app, Job& job, const char* name, const char* help, Options options) {
    CLI::App* sub = app.add_subcommand(name, help);
    const auto words = std::make_shared<Words<Kind>>();
    if constexpr (requires { words->command.counter; })
        sub->add_option("--counter", words->command.counter.value, "the counter's number")
            ->required()
            ->type_name("N")
            ->check(CLI::Range(1, model::kHighestCounter));
    options(*sub, *words);
    sub->callback(
        [&job, words] { job = [words](const Settings& settings) { return perform(settings, *words); }; });
}

constexpr auto kNothing = [](CLI::App&, auto&) {};

constexpr auto kTicket = [](CLI::App& sub, auto& words) {
    sub.add_option("--ticket", words.ticket, "the ticket, by id (17) or number (A017)")->type_name("T");
};

constexpr auto kRequiredTicket = [](CLI::App& sub, auto& words) {
    kTicket(sub, words);
    sub.get_option("--ticket")->required();
};

/// By staff with the ticket, or with the token that stands on it.
constexpr auto kTicketOrToken = [](CLI::App& sub, auto& words) {
    kTicket(sub, words);
    sub.add_option("--token", words.command.token, "the token on the ticket instead")
        ->type_name("TOKEN")
        ->excludes("--ticket");
};

constexpr auto kReason = [](CLI::App& sub, auto& words) {
    sub.add_option("--reason", words.command.reason, "why")->type_name("R");
};

constexpr auto kClerk = [](CLI::App& sub, auto& words) {
    sub.add_option("--clerk", words.command.clerk.value, "the clerk's staff number")->type_name("ID");
};

constexpr auto kMinutes = [](CLI::App& sub, auto& words) {
    const auto until = [&words](int minutes) {
        words.command.until = std::chrono::time_point_cast<base::Duration>(std::chrono::system_clock::now()) +
                              std::chrono::minutes(minutes);
    };
    sub.add_option_function<int>("--minutes", until, "when it is expected to end")
        ->type_name("N")
        ->check(CLI::Range(1, 24 * 60));
};

constexpr auto kMissing = [](CLI::App& sub, auto& words) {
    sub.add_option("--missing", words.command.missing, "which document was missing, from 0; may be repeated")
        ->type_name("I")
        ->check(CLI::Range(0, 30));
    sub.add_option("--note", words.command.note, "for the colleagues and the visitor's paper")
        ->type_name("T");
};

constexpr auto kVerdict = [](CLI::App& sub, auto& words) {
    kRequiredTicket(sub, words);
    kClerk(sub, words);
    kReason(sub, words);
};

void take_options(CLI::App& sub, Words<model::TakeTicket>& words) {
    sub.add_option("--service", words.command.service.value, "what the visitor comes for")
        ->required()
        ->type_name("S");
    sub.add_option("--channel", words.command.channel.value, "the class of visitor")->type_name("C");
    sub.add_option("--language", words.command.language, "the visitor's language")->type_name("L");
    sub.add_option("--appointment", words.command.appointment, "the appointment's code")->type_name("CODE");
    sub.add_option("--reason", words.command.reason, "why it is urgent: one of the channel's reasons")
        ->type_name("R");
    sub.add_option("--request", words.request, "the same ID again gets the same ticket")->type_name("ID");
}

void reclass_options(CLI::App& sub, Words<model::ReclassTicket>& words) {
    kVerdict(sub, words);
    sub.get_option("--reason")->required();
    sub.add_option("--channel", words.command.channel.value, "the class it belongs to")
        ->required()
        ->type_name("C");
}

void finish_options(CLI::App& sub, Words<model::FinishService>& words) {
    sub.add_option("--outcome", words.command.outcome, "done, accepted, returned, referred or another one")
        ->type_name("O");
    sub.add_option("--due", words.command.due, "when what was accepted is done: YYYYMMDD")
        ->type_name("DAY")
        ->check(CLI::Range(1970'01'01, 9999'12'31));
    kMissing(sub, words);
}

void park_options(CLI::App& sub, Words<model::ParkTicket>& words) {
    kReason(sub, words);
    const std::map<std::string, model::Parking> kinds{{"without-papers", model::Parking::WithoutPapers},
                                                      {"with-papers", model::Parking::WithPapers},
                                                      {"waiting", model::Parking::Waiting}};
    sub.add_option("--parking", words.command.parking, "without-papers, with-papers or waiting")
        ->type_name("KIND")
        ->transform(CLI::Transformer(kinds, CLI::ignore_case));
    kMissing(sub, words);
}

void close_options(CLI::App& sub, Words<model::CloseCounter>& words) {
    kReason(sub, words);
    sub.add_option("--note", words.command.note, "for whoever sits there next")->type_name("T");
}

void pause_options(CLI::App& sub, Words<model::PauseCounter>& words) {
    kReason(sub, words);
    kMinutes(sub, words);
}

void call_options(CLI::App& sub, Words<model::CallTicket>& words) {
    kTicket(sub, words);
    kReason(sub, words);
}

void help_options(CLI::App& sub, Words<model::CallHelp>& words) {
    const std::map<std::string, model::Help> kinds{{"colleague", model::Help::Colleague},
                                                   {"supervisor", model::Help::Supervisor},
                                                   {"technician", model::Help::Technician}};
    sub.add_option("--whom", words.command.help, "colleague, supervisor or technician")
        ->type_name("WHOM")
        ->transform(CLI::Transformer(kinds, CLI::ignore_case));
}

void transfer_options(CLI::App& sub, Words<model::TransferTicket>& words) {
    auto* command = &words.command;
    auto* to = sub.add_option_group("to")->require_option(1);
    const auto to_service = [command](const std::string& id) { command->to_service = model::ServiceId{id}; };
    const auto to_counter = [command](int id) { command->to_counter = model::CounterId{id}; };
    to->add_option_function<std::string>("--to-service", to_service, "another service")->type_name("S");
    to->add_option_function<int>("--to-counter", to_counter, "another counter")
        ->type_name("M")
        ->check(CLI::Range(1, model::kHighestCounter));
    sub.add_option("--note", command->note, "for the colleagues only")->type_name("T");
}

void rate_options(CLI::App& sub, Words<model::RateTicket>& words) {
    kRequiredTicket(sub, words);
    sub.add_option("--score", words.command.score, "1 (very poor) to 5 (very good)")
        ->required()
        ->check(CLI::Range(1, 5));
    sub.add_option("--reason", words.command.reasons, "why; may be repeated")->type_name("R");
}

/// "en=Closed on Monday": one notice in several languages.
model::Names notice_of(const std::vector<std::string>& texts) {
    std::map<std::string, std::string> names;
    for (const std::string& text : texts) {
        const auto equals = text.find('=');
        if (equals == std::string::npos || equals == 0)
            throw CLI::ValidationError("--text",
                                       "must be LANGUAGE=TEXT, for example en=\"Closed on Monday\"");
        names[text.substr(0, equals)] = text.substr(equals + 1);
    }
    return model::Names(std::move(names));
}

void notice_options(CLI::App& sub, Words<model::PostNotices>& words) {
    auto* notices = &words.command.notices;
    auto* what = sub.add_option_group("what")->require_option(1);
    const auto post = [notices](const std::vector<std::string>& texts) { *notices = {notice_of(texts)}; };
    what->add_option_function<std::vector<std::string>>("--text", post, "the notice; once for each language")
        ->type_name("LANGUAGE=TEXT");
    what->add_flag("--clear")->description("no notice any more");
}

void alarm_options(CLI::App& sub, Words<model::RaiseAlarm>& words) {
    auto* alarm = &words.command;
    const std::map<std::string, model::AlarmKind> kinds{{"notice", model::AlarmKind::Notice},
                                                        {"evacuation", model::AlarmKind::Evacuation}};
    sub.add_option("--kind", alarm->kind, "notice: service goes on; evacuation: everything stops")
        ->required()
        ->type_name("KIND")
        ->transform(CLI::Transformer(kinds, CLI::ignore_case));
    const auto say = [alarm](const std::vector<std::string>& texts) { alarm->text = notice_of(texts); };
    sub.add_option_function<std::vector<std::string>>(
           "--text", say, "what it says; once for each language. An evacuation has words of its own")
        ->type_name("LANGUAGE=TEXT");
}

void word_options(CLI::App& sub, Words<model::LeaveWord>& words) {
    kTicket(sub, words);
    const std::map<std::string, model::WordKind> kinds{{"complaint", model::WordKind::Complaint},
                                                       {"suggestion", model::WordKind::Suggestion},
                                                       {"praise", model::WordKind::Praise}};
    sub.add_option("--kind", words.command.kind, "complaint, suggestion or praise")
        ->type_name("KIND")
        ->transform(CLI::Transformer(kinds, CLI::ignore_case));
    sub.add_option("--text", words.command.text, "what the visitor says")->required()->type_name("T");
}

void follow_up_options(CLI::App& sub, Words<model::StepFollowUp>& words) {
    sub.add_option("--number", words.command.number, "its name, such as 20260302-1")
        ->required()
        ->type_name("N");
    const std::map<std::string, model::FollowUpStep> steps{{"assign", model::FollowUpStep::Assigned},
                                                           {"note", model::FollowUpStep::Noted},
                                                           {"close", model::FollowUpStep::Closed}};
    sub.add_option("--step", words.command.step, "assign, note or close")
        ->required()
        ->type_name("STEP")
        ->transform(CLI::Transformer(steps, CLI::ignore_case));
    sub.add_option("--to", words.command.to.value, "to whom it is assigned")->type_name("ID");
    sub.add_option("--note", words.command.note, "what was done")->type_name("T");
}

void assign_options(CLI::App& sub, Words<model::AssignServices>& words) {
    auto* command = &words.command;
    const auto add_to = [](std::vector<model::ServiceId>& list) {
        return [&list](const std::vector<std::string>& ids) {
            for (const std::string& id : ids)
                list.push_back({id});
        };
    };
    sub.add_option_function<std::vector<std::string>>("--service", add_to(command->services),
                                                      "what it serves; may be repeated")
        ->required()
        ->type_name("S");
    sub.add_option_function<std::vector<std::string>>("--backup", add_to(command->backup),
                                                      "what it serves when nobody else does; may be repeated")
        ->type_name("S");
}

void resume_service_options(CLI::App& sub, Words<model::ResumeService>& words) {
    sub.add_option("--service", words.command.service.value, "the service")->required()->type_name("S");
}

void pause_service_options(CLI::App& sub, Words<model::PauseService>& words) {
    sub.add_option("--service", words.command.service.value, "the service")->required()->type_name("S");
    kMinutes(sub, words);
    kReason(sub, words);
}

} // namespace

void add_commands(CLI::App& app, Job& job) {
    add<model::TakeTicket>(app, job, "take", "gives a visitor a ticket", take_options);
    add<model::OpenCounter>(app, job, "open", "opens a counter", kClerk);
    add<model::CloseCounter>(app, job, "close", "closes a counter", close_options);
    add<model::PauseCounter>(app, job, "pause", "takes a counter out of service for a while", pause_options);
    add<model::ResumeCounter>(app, job, "resume", "ends a pause", kNothing);
    add<model::CallTicket>(app, job, "call", "calls the next visitor by the rule, or a certain one",
                           call_options);
    add<model::RecallTicket>(app, job, "recall", "calls the same visitor again", kNothing);
    add<model::StartService>(app, job, "start", "the visitor has arrived", kNothing);
    add<model::FinishService>(app, job, "finish", "the service is over", finish_options);
    add<model::MarkNoShow>(app, job, "no-show", "nobody came", kNothing);
    add<model::ParkTicket>(app, job, "park", "sets the visitor's ticket aside", park_options);
    add<model::ReturnTicket>(app, job, "return", "puts a parked or missed ticket back into its queue",
                             kRequiredTicket);
    add<model::TransferTicket>(app, job, "transfer", "hands the visitor on to a service or counter",
                               transfer_options);
    add<model::ApproveTicket>(app, job, "approve", "approves a declared urgent ticket or emergency",
                              kVerdict);
    add<model::RejectTicket>(app, job, "reject", "rejects a declared urgent ticket or emergency", kVerdict);
    add<model::ReclassTicket>(app, job, "reclass", "moves a ticket into another channel; its clock stays",
                              reclass_options);
    add<model::RateTicket>(app, job, "rate", "the visitor's verdict", rate_options);
    add<model::CancelTicket>(app, job, "cancel", "the visitor gives the ticket back", kRequiredTicket);
    add<model::YieldPlace>(app, job, "yield", "the visitor lets two others go first", kTicketOrToken);
    add<model::LeaveWord>(app, job, "word", "into the suggestion box; a complaint opens a follow-up",
                          word_options);
    add<model::StepFollowUp>(app, job, "follow-up", "assigns, notes or closes a follow-up",
                             follow_up_options);
    add<model::EraseVisitor>(
        app, job, "erase", "takes what a visitor said out of the journal, at the day's end", kTicketOrToken);
    add<model::UndoStep>(app, job, "undo", "takes a counter's last step back, within ten seconds", kNothing);
    add<model::CallHelp>(app, job, "call-help", "asks somebody to come to a counter", help_options);
    add<model::EndHelp>(app, job, "end-help", "somebody came", kNothing);
    add<model::AssignServices>(app, job, "assign-services", "what a counter serves for the rest of the day",
                               assign_options);
    add<model::PauseService>(app, job, "pause-service", "takes nobody in for a service for a while",
                             pause_service_options);
    add<model::ResumeService>(app, job, "resume-service", "ends such a pause", resume_service_options);
    add<model::EndDay>(app, job, "end-day", "no more tickets today; all counters close", kReason);
    add<model::ReopenDay>(app, job, "reopen-day", "the day was ended by mistake", kNothing);
    add<model::PostNotices>(app, job, "notice", "what the displays' ticker says", notice_options);
    add<model::RaiseAlarm>(app, job, "alarm", "takes over all screens, strips and voices", alarm_options);
    add<model::WithdrawAlarm>(app, job, "all-clear", "withdraws the alarm", kNothing);
}

} // namespace admin
