#include "shared/web/supervisor_requests.h"
#include "tests/web/supervised.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using support::english;
using support::kHuang;
using support::kNow;

namespace {

model::Board board() {
    model::Board made;
    made.hall.languages = {"zh-Hans", "en"};
    made.notices = {english("One"), english("Two")};
    return made;
}

std::optional<model::Command> order(std::string_view action, std::string_view json) {
    static const model::Board now = board();
    return web::read_order(action, json, {kHuang, now, kNow});
}

template <typename Command>
Command as(std::string_view action, std::string_view json) {
    const auto command = order(action, json);
    REQUIRE(command);
    REQUIRE(std::holds_alternative<Command>(*command));
    return std::get<Command>(*command);
}

} // namespace

TEST_CASE("Supervisor's requests: every order becomes its command", "[web][supervisor]") {
    CHECK(as<model::OpenCounter>("open", R"({"counter":3,"clerk":"101"})").clerk == model::ClerkId{"101"});
    CHECK(as<model::OpenCounter>("open", R"({"counter":3,"clerk":"900","take_over":true})").take_over);
    const auto close = as<model::CloseCounter>("close", R"({"counter":3,"reason":"ill","override":true})");
    CHECK(close.reason == "override:ill");
    CHECK(close.supervisor == kHuang);
    const auto pause =
        as<model::PauseCounter>("pause", R"({"counter":3,"reason":"Meal break","minutes":30})");
    CHECK(pause.until == kNow + 30min);
    CHECK(as<model::ResumeCounter>("resume", R"({"counter":3})").counter == model::CounterId{3});
    CHECK(as<model::EndHelp>("end-help", R"({"counter":3})").counter == model::CounterId{3});
    const auto assign =
        as<model::AssignServices>("services", R"({"counter":3,"services":["a","b"],"backup":["c"]})");
    CHECK(assign.services == std::vector<model::ServiceId>{{"a"}, {"b"}});
    CHECK(assign.backup == std::vector<model::ServiceId>{{"c"}});
    const auto approve = as<model::ApproveTicket>("approve", R"({"ticket":"17","reason":"fever"})");
    CHECK(approve.ticket == model::TicketId{17});
    CHECK(approve.clerk == kHuang);
    CHECK(approve.reason == "fever");
    CHECK(as<model::ApproveTicket>("approve", R"({"ticket":"17","reason":"x","override":true})").reason ==
          "override:x");
    CHECK(as<model::RejectTicket>("reject", R"({"ticket":"17","reason":"x"})").clerk == kHuang);
    const auto stop = as<model::PauseService>("pause-service", R"({"service":"loan","reason":"no network"})");
    CHECK(stop.reason == "no network");
    CHECK_FALSE(stop.until);
    CHECK(as<model::ResumeService>("resume-service", R"({"service":"loan"})").service ==
          model::ServiceId{"loan"});
    CHECK(as<model::EndDay>("end-day", R"({"reason":"a burst pipe"})").reason == "a burst pipe");
    as<model::ReopenDay>("reopen-day", "{}");
    CHECK(as<model::AcknowledgeAlert>("acknowledge", R"({"alert":"idle-3"})").alert == "idle-3");
    CHECK(as<model::WithdrawAlarm>("all-clear", "{}").supervisor == kHuang);
}

TEST_CASE("Supervisor's requests: an alarm's words are in the hall's languages, and one line each",
          "[web][supervisor]") {
    const auto alarm =
        as<model::RaiseAlarm>("alarm", R"({"evacuation":true,"text":{"en":" Leave\nnow ","zh-Hans":""}})");
    CHECK(alarm.kind == model::AlarmKind::Evacuation);
    CHECK(alarm.text == english("Leave now"));
    CHECK(as<model::RaiseAlarm>("alarm", R"({"text":{"en":"Lost child"}})").kind == model::AlarmKind::Notice);
    CHECK_FALSE(order("alarm", R"({"text":{"tlh":"Qapla'"}})"));
    CHECK_FALSE(order("alarm", R"({"text":"Leave"})"));
    CHECK_FALSE(order("alarm", R"({"text":{"en":")" + std::string(401, 'x') + "\"}}"));
}

TEST_CASE("Supervisor's requests: notices are kept by their places, and nothing unseen is overwritten",
          "[web][supervisor]") {
    const std::string mark = web::notices_mark(board());
    const auto post =
        as<model::PostNotices>("notices", R"({"keep":[1,1],"add":{"en":"Three"},"seen":")" + mark + "\"}");
    CHECK(post.notices == std::vector{english("Two"), english("Three")});
    CHECK(as<model::PostNotices>("notices", R"({"keep":[],"seen":")" + mark + "\"}").notices.empty());
    CHECK_FALSE(order("notices", R"({"keep":[2],"seen":")" + mark + "\"}"));
    CHECK_FALSE(order("notices", R"({"keep":[-1],"seen":")" + mark + "\"}"));
    CHECK_FALSE(order("notices", R"({"keep":[0],"seen":"0123456789abcdef"})"));
    CHECK_FALSE(order("notices", R"({"keep":[0]})"));
}

TEST_CASE("Supervisor's requests: a step of a follow-up", "[web][supervisor]") {
    const auto step =
        as<model::StepFollowUp>("follow-up", R"({"name":"20260302-1","step":"assigned","to":"101"})");
    CHECK(step.number == "20260302-1");
    CHECK(step.step == model::FollowUpStep::Assigned);
    CHECK(step.to == model::ClerkId{"101"});
    CHECK(as<model::StepFollowUp>("follow-up", R"({"name":"x","step":"closed","note":"rang\nher"})").note ==
          "rang her");
    CHECK_FALSE(order("follow-up", R"({"name":"x","step":"forgotten"})"));
    CHECK_FALSE(order("follow-up", R"({"step":"noted"})"));
    CHECK_FALSE(
        order("follow-up", R"({"name":"x","step":"noted","note":")" + std::string(1001, 'x') + "\"}"));
    CHECK(web::read_follow_up_name(R"({"name":"20260302-1"})") == "20260302-1");
    CHECK_FALSE(web::read_follow_up_name("{}"));
}

TEST_CASE("Supervisor's requests: what is missing, of the wrong kind or out of bounds is none",
          "[web][supervisor]") {
    for (const char* json :
         {"", "{", "[]", "3", "null", R"({"counter":0})", R"({"counter":10000})", R"({"counter":"3"})",
          R"({"counter":3.5})", R"({"counter":-1})", "{\"counter\":\"\xff\"}"})
        CHECK_FALSE(order("resume", json));
    CHECK_FALSE(order("open", R"({"counter":3})"));
    CHECK_FALSE(order("open", R"({"counter":3,"clerk":" "})"));
    CHECK_FALSE(order("open", R"({"counter":3,"clerk":101})"));
    CHECK_FALSE(order("open", R"({"counter":3,"clerk":"101","take_over":1})"));
    CHECK_FALSE(order("pause", R"({"counter":3,"minutes":0})"));
    CHECK_FALSE(order("pause", R"({"counter":3,"minutes":1440})"));
    CHECK_FALSE(order("approve", R"({"ticket":17})"));
    CHECK_FALSE(order("approve", R"({"ticket":"17x"})"));
    CHECK_FALSE(order("approve", R"({"ticket":"99999999999999999999"})"));
    CHECK_FALSE(order("services", R"({"counter":3,"services":[1]})"));
    CHECK_FALSE(order("services", R"({"counter":3,"services":"a"})"));
    CHECK_FALSE(order("close", R"({"counter":3,"reason":")" + std::string(301, 'x') + "\"}"));
    CHECK_FALSE(order("reopen-day", std::string("{}\0{}", 5)));
    CHECK_FALSE(order("end-day", R"({"reason":"override:unseen"})"));
    CHECK_FALSE(order("end-day", std::string(3000, '[')));
    CHECK_FALSE(order("end-day", R"({"reason":")" + std::string(20'000, 'x') + "\"}"));
    for (const char* action : {"", "take", "call", "erase", "sign-in", "OPEN", "record-access"})
        CHECK_FALSE(order(action, R"({"counter":3,"ticket":"1"})"));
}

TEST_CASE("Supervisor's requests: a PIN is taken as it was typed", "[web][supervisor]") {
    const auto sent = web::read_log_in(R"({"staff":" 900 ","pin":" 24 68 "})");
    REQUIRE(sent);
    CHECK(sent->staff == "900");
    CHECK(sent->pin == " 24 68 ");
    for (const char* json : {"", "{}", R"({"staff":"900"})", R"({"staff":"","pin":"1"})",
                             R"({"staff":"900","pin":2468})", R"({"staff":"900","pin":"12345678901234567"})"})
        CHECK_FALSE(web::read_log_in(json));
    CHECK(web::is_nothing("{}"));
    CHECK_FALSE(web::is_nothing(R"({"a":1})"));
    CHECK_FALSE(web::is_nothing(""));
}

TEST_CASE("Supervisor's requests: what is wondered about is read within its bounds", "[web][supervisor]") {
    const auto what_if = web::read_what_if(R"({"open":[4,6],"close":[1],"preset":"gentle"})");
    REQUIRE(what_if);
    CHECK(*what_if == model::WhatIf{{{4}, {6}}, {{1}}, "gentle"});
    CHECK(web::read_what_if("{}") == model::WhatIf{});
    for (const char* bad :
         {"", "[]", R"({"open":4})", R"({"open":[0]})", R"({"open":[10000]})", R"({"open":["4"]})",
          R"({"close":[1.5]})", R"({"close":[99999999999999999999]})", R"({"preset":7})"})
        CHECK_FALSE(web::read_what_if(bad));
    CHECK_FALSE(web::read_what_if(R"({"preset":")" + std::string(65, 'x') + R"("})"));
}
