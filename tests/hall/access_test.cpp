#include "shared/hall/access.h"

#include <catch2/catch.hpp>

using hall::may_ask;
using hall::may_send;
using wire::Device;
using wire::MessageType;
using wire::Role;

namespace {

const Device kAdmin{{"admin"}, Role::Admin, {}, {}};
const Device kKiosk{{"kiosk-1"}, Role::Kiosk, {}, {}};
const Device kCaller{{"caller-3"}, Role::Caller, {}, {{3}}};
const Device kDisplay{{"display-1"}, Role::Display, {}, {}};
const Device kPrinter{{"printer-1"}, Role::Printer, {}, {}};
const Device kWeb{{"web"}, Role::Web, {}, {}};

} // namespace

TEST_CASE("Access: a kiosk gives tickets and takes them back, and calls nobody", "[hall][access]") {
    CHECK(may_send(kKiosk, model::TakeTicket{}));
    CHECK(may_send(kKiosk, model::CancelTicket{{}, "the token on the ticket"}));
    CHECK(may_send(kKiosk, model::LeaseNumbers{}));
    CHECK(may_send(kKiosk, model::HandOver{}));
    CHECK(may_send(kKiosk, model::RateTicket{}));
    CHECK(may_send(kKiosk, model::ReportDevice{}));

    CHECK(may_send(kKiosk, model::ReturnTicket{{}, "the token on the ticket"}));

    CHECK_FALSE(may_send(kKiosk, model::ReturnTicket{{17}, {}}));
    CHECK_FALSE(may_send(kKiosk, model::UndoStep{{3}}));
    CHECK_FALSE(may_send(kKiosk, model::CallTicket{{3}, {}}));
    CHECK_FALSE(may_send(kKiosk, model::OpenCounter{{3}, {}}));
    CHECK_FALSE(may_send(kKiosk, model::ApproveTicket{}));
    CHECK_FALSE(may_send(kKiosk, model::ReclassTicket{}));
    CHECK_FALSE(may_send(kKiosk, model::PostNotices{}));
    CHECK_FALSE(may_send(kKiosk, model::RaiseAlarm{}));
    CHECK_FALSE(may_send(kKiosk, model::WithdrawAlarm{}));
    CHECK_FALSE(may_send(kKiosk, model::CancelTicket{{17}, {}})); // somebody else's, for all it knows
    CHECK_FALSE(may_send(kKiosk, model::ImportAppointments{}));
}

TEST_CASE("Access: a caller acts for its own counters only", "[hall][access]") {
    CHECK(may_send(kCaller, model::CallTicket{{3}, {}}));
    CHECK(may_send(kCaller, model::TransferTicket{{3}, {}, {}, {}}));
    CHECK(may_send(kCaller, model::ReturnTicket{}));
    CHECK(may_send(kCaller, model::ApproveTicket{}));
    CHECK(may_send(kCaller, model::ReclassTicket{}));
    CHECK(may_send(kCaller, model::RateTicket{}));

    CHECK(may_send(kCaller, model::CallHelp{{3}, {}}));
    CHECK(may_send(kCaller, model::EndHelp{{4}})); // whoever comes says so at the own pad
    CHECK(may_send(kCaller, model::UndoStep{{3}}));
    CHECK(may_send(kCaller, model::RaiseAlarm{})); // the decision asks for a supervisor
    CHECK(may_send(kCaller, model::WithdrawAlarm{}));

    CHECK_FALSE(may_send(kCaller, model::CallHelp{{4}, {}}));
    CHECK_FALSE(may_send(kCaller, model::UndoStep{{4}}));
    CHECK_FALSE(may_send(kCaller, model::CallTicket{{4}, {}}));
    CHECK_FALSE(may_send(kCaller, model::CloseCounter{{4}, {}}));
    CHECK_FALSE(may_send(kCaller, model::TakeTicket{}));
    CHECK_FALSE(may_send(kCaller, model::PostNotices{}));
}

TEST_CASE("Access: displays and printers say how they are and do nothing else", "[hall][access]") {
    for (const Device& device : {kDisplay, kPrinter}) {
        CHECK(may_send(device, model::ReportDevice{}));

        CHECK_FALSE(may_send(device, model::TakeTicket{}));
        CHECK_FALSE(may_send(device, model::CallTicket{{3}, {}}));
        CHECK_FALSE(may_send(device, model::RateTicket{}));
        CHECK_FALSE(may_send(device, model::ReclassTicket{}));
        CHECK_FALSE(may_send(device, model::RaiseAlarm{}));
        CHECK_FALSE(may_send(device, model::WithdrawAlarm{}));
    }
}

TEST_CASE("Access: everybody sees the board, staff hear why, the administrator reads the journal",
          "[hall][access]") {
    for (const Device& device : {kAdmin, kKiosk, kCaller, kDisplay, kPrinter})
        CHECK(may_ask(device, MessageType::SnapshotRequest));

    CHECK(may_ask(kCaller, MessageType::ExplainRequest));
    CHECK_FALSE(may_ask(kKiosk, MessageType::ExplainRequest));
    CHECK(may_ask(kAdmin, MessageType::ExportRequest));
    CHECK_FALSE(may_ask(kCaller, MessageType::ExportRequest));
    CHECK_FALSE(may_ask(kAdmin, MessageType::Snapshot));
}

TEST_CASE("Access: the web speaks for whoever holds a ticket's token, and for a supervisor by name",
          "[hall][access]") {
    const model::ClerkId by{"900"};
    CHECK(may_send(kWeb, model::CancelTicket{{}, "token"}));
    CHECK(may_send(kWeb, model::YieldPlace{{}, "token"}));
    CHECK(may_send(kWeb, model::RateTicket{{}, 5, {}, {}, "token"}));
    CHECK(may_send(kWeb, model::LeaveWord{{}, "token", model::WordKind::Complaint, "x"}));
    CHECK(may_send(kWeb, model::LeaveWord{{}, {}, model::WordKind::Suggestion, "about the hall"}));
    CHECK(may_send(kWeb, model::EraseVisitor{{}, "token"}));
    CHECK(may_send(kWeb, model::SignIn{}));
    CHECK(may_send(kWeb, model::PauseService{}, by));
    CHECK(may_send(kWeb, model::OpenCounter{{3}, {}}, by));
    CHECK(may_send(kWeb, model::ApproveTicket{}, by));
    CHECK(may_send(kWeb, model::RaiseAlarm{}, by));
    CHECK(may_ask(kWeb, MessageType::FindTicket));
    CHECK(may_ask(kWeb, MessageType::ExportRequest));
    CHECK(may_ask(kWeb, MessageType::WhatIf));

    CHECK_FALSE(may_send(kWeb, model::CancelTicket{{17}, {}}));
    CHECK_FALSE(may_send(kWeb, model::YieldPlace{{17}, {}}));
    CHECK_FALSE(may_send(kWeb, model::RateTicket{{17}, 5, {}}));
    CHECK_FALSE(may_send(kWeb, model::LeaveWord{{17}, {}, model::WordKind::Praise, "x"}));
    CHECK_FALSE(may_send(kWeb, model::EraseVisitor{{17}}));
    CHECK_FALSE(may_send(kWeb, model::PauseService{}));
    CHECK_FALSE(may_send(kWeb, model::OpenCounter{{3}, {}}));
    CHECK_FALSE(may_send(kWeb, model::TakeTicket{}, by));
    CHECK_FALSE(may_send(kWeb, model::CallTicket{{3}, {}}, by));
    CHECK_FALSE(may_send(kWeb, model::ImportAppointments{}, by));
}

TEST_CASE("Access: no kiosk, counter or screen carries a supervisor's order", "[hall][access]") {
    const model::ClerkId by{"900"};
    CHECK(may_send(kAdmin, model::PauseService{}, by));
    CHECK_FALSE(may_send(kCaller, model::RecallTicket{{3}}, by));
    CHECK_FALSE(may_send(kKiosk, model::TakeTicket{}, by));
    CHECK_FALSE(may_send(kDisplay, model::PauseService{}, by));
    CHECK_FALSE(may_send(kCaller, model::EndDay{}));
    CHECK_FALSE(may_send(kKiosk, model::SignIn{}));
}

TEST_CASE("Access: only a supervisor approves one emergency more than may wait", "[hall][access]") {
    const model::ApproveTicket beyond{{41}, {"7"}, "override: many are hurt"};

    CHECK(may_send(kAdmin, beyond));
    CHECK_FALSE(may_send(kCaller, beyond));
}

TEST_CASE("Access: an administrator may do everything", "[hall][access]") {
    CHECK(may_send(kAdmin, model::PostNotices{}));
    CHECK(may_send(kAdmin, model::CallTicket{{7}, {}}));
    CHECK(may_send(kAdmin, model::TakeTicket{}));
}
