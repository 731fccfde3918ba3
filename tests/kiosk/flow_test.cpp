#include "kiosk/flow.h"

#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

model::Answer issued() {
    model::Answer answer;
    answer.ticket = model::Ticket();
    answer.ticket->number = "A023";
    return answer;
}

model::Answer refused(model::Refusal refusal) {
    model::Answer answer;
    answer.refusal = refusal;
    return answer;
}

model::PrintResult result(model::PrintState state, model::PrintFault fault = model::PrintFault::None) {
    return {"job", state, fault, false};
}

/// A flow and its clock, walked to a page as a visitor walks.
struct Walk {
    Flow flow{"zh-Hans"};
    support::ManualClock clock;

    std::vector<Effect> say(const Event& event) { return flow.handle(event, clock.steady()); }
    std::vector<Effect> pass(base::Duration time) {
        clock.advance(time);
        return flow.tick(clock.steady());
    }

    Walk& to(Page page) {
        const std::vector<std::pair<Page, Event>> way{{Page::Welcome, HallFound{}},
                                                      {Page::Groups, LanguageChosen{"en"}},
                                                      {Page::Services, GroupChosen{{"housing"}}},
                                                      {Page::Detail, ServiceChosen{{"loan"}}},
                                                      {Page::Channels, ChannelsWanted{}},
                                                      {Page::Booking, ChannelChosen{{"appointment"}, true}}};
        for (const auto& [reached, event] : way) {
            if (flow.page() == page)
                return *this;
            if (reached == Page::Booking && page != Page::Booking)
                say(ChannelChosen{{"elderly"}});
            else
                say(event);
        }
        if (page == Page::TakeTicket)
            say(HallAnswered{issued()});
        if (page == Page::Refused)
            say(HallAnswered{refused(model::Refusal::HallClosed)});
        return *this;
    }
};

const std::vector<Page> kQuestions{Page::Groups, Page::Services, Page::Detail, Page::Channels, Page::Booking};

} // namespace

TEST_CASE("Flow: begins out of reach and welcomes once the hall is found", "[kiosk][flow]") {
    Walk walk;
    REQUIRE(walk.flow.page() == Page::OutOfReach);
    REQUIRE_FALSE(walk.flow.next_deadline());

    walk.say(HallFound{});

    CHECK(walk.flow.page() == Page::Welcome);
}

TEST_CASE("Flow: three touches after the language lead to an ordinary number", "[kiosk][flow]") {
    Walk walk;
    walk.to(Page::Groups);
    const std::vector<Event> touches{GroupChosen{{"housing"}}, ServiceChosen{{"loan"}}, TicketWanted{}};
    std::vector<Effect> effects;
    for (const Event& touch : touches)
        effects = walk.say(touch);

    CHECK(walk.flow.page() == Page::Issuing);
    CHECK(effects == std::vector<Effect>{AskHall{{{"loan"}, {}, "en", ""}}});
}

TEST_CASE("Flow: groups within groups, and back up one by one", "[kiosk][flow]") {
    Walk walk;
    walk.to(Page::Groups);
    walk.say(GroupChosen{{"social"}, true});
    CHECK(walk.flow.page() == Page::Groups);
    walk.say(GroupChosen{{"pensions"}});
    CHECK(walk.flow.page() == Page::Services);
    walk.say(BackTouched{});
    CHECK(walk.flow.page() == Page::Groups);
    CHECK(walk.flow.group() == model::GroupId{"social"});

    walk.say(ServiceChosen{{"advice"}});
    CHECK(walk.flow.page() == Page::Detail);
    walk.say(BackTouched{});
    CHECK(walk.flow.page() == Page::Groups);
    walk.say(BackTouched{});
    CHECK(walk.flow.page() == Page::Groups);
    CHECK(walk.flow.group() == model::GroupId{});
    walk.say(BackTouched{});
    CHECK(walk.flow.page() == Page::Welcome);
}

TEST_CASE("Flow: a fourth number of one service within a minute has to pause", "[kiosk][flow]") {
    Walk walk;
    for (int i = 0; i < 8; ++i) {
        walk.to(Page::Detail).say(TicketWanted{});
        REQUIRE(walk.flow.page() == Page::Issuing);
        walk.say(HallAnswered{issued()});
        walk.say(PrinterAnswered{result(model::PrintState::Printed)});
        walk.say(StartOverTouched{});
    }
    walk.pass(20s);
    walk.to(Page::Detail);

    CHECK(walk.say(TicketWanted{}).empty());
    CHECK(walk.flow.page() == Page::Pause);
    walk.pass(39'999ms);
    CHECK(walk.flow.page() == Page::Pause);
    walk.pass(1ms);
    CHECK(walk.flow.page() == Page::Detail);
    CHECK(walk.say(TicketWanted{}).size() == 1);
}

TEST_CASE("Flow: a right to go first takes two touches more", "[kiosk][flow]") {
    Walk walk;
    walk.to(Page::Channels);
    REQUIRE(walk.flow.page() == Page::Channels);

    const auto effects = walk.say(ChannelChosen{{"elderly"}});

    CHECK(walk.flow.page() == Page::Issuing);
    CHECK(effects == std::vector<Effect>{AskHall{{{"loan"}, {"elderly"}, "en", ""}}});
}

TEST_CASE("Flow: goes straight to the services of the only group, and back to welcome", "[kiosk][flow]") {
    Walk walk;
    walk.flow.set_shortcuts({model::GroupId{"housing"}, false});
    walk.to(Page::Welcome);

    walk.say(LanguageChosen{"en"});
    CHECK(walk.flow.page() == Page::Services);
    CHECK(walk.flow.group() == model::GroupId{"housing"});

    walk.say(BackTouched{});
    CHECK(walk.flow.page() == Page::Welcome);
}

TEST_CASE("Flow: asks no question about channels when there is only one", "[kiosk][flow]") {
    Walk walk;
    walk.flow.set_shortcuts({std::nullopt, true});
    walk.to(Page::Detail);

    const auto effects = walk.say(TicketWanted{});

    CHECK(walk.flow.page() == Page::Issuing);
    CHECK(effects == std::vector<Effect>{AskHall{{{"loan"}, {}, "en", ""}}});
}

TEST_CASE("Flow: back leads one page back from every question", "[kiosk][flow]") {
    const std::vector<std::pair<Page, Page>> back{{Page::Groups, Page::Welcome},
                                                  {Page::Services, Page::Groups},
                                                  {Page::Detail, Page::Services},
                                                  {Page::Channels, Page::Detail},
                                                  {Page::Booking, Page::Channels}};
    for (const auto& [from, to] : back) {
        Walk walk;
        walk.to(from);
        REQUIRE(walk.flow.page() == from);

        walk.say(BackTouched{});

        CHECK(walk.flow.page() == to);
    }
}

TEST_CASE("Flow: starting over forgets language, choice and code", "[kiosk][flow]") {
    for (const Page page : kQuestions) {
        Walk walk;
        walk.to(page);
        walk.say(CharacterTyped{U'7'});

        walk.say(StartOverTouched{});

        CHECK(walk.flow.page() == Page::Welcome);
        CHECK(walk.flow.language() == "zh-Hans");
        CHECK(walk.flow.code().empty());
        CHECK(walk.flow.service() == model::ServiceId{});
    }
}

TEST_CASE("Flow: a language chosen on the way changes nothing but the language", "[kiosk][flow]") {
    for (const Page page : kQuestions) {
        Walk walk;
        walk.to(page);

        walk.say(LanguageChosen{"zh-Hant"});

        CHECK(walk.flow.page() == page);
        CHECK(walk.flow.language() == "zh-Hant");
    }
}

TEST_CASE("Flow: takes a code of digits and capitals, and asks with it", "[kiosk][flow]") {
    Walk walk;
    walk.to(Page::Booking);

    CHECK(walk.say(CodeEntered{}).empty());
    for (const char32_t character : U"4a-7\b9")
        walk.say(CharacterTyped{character});
    CHECK(walk.flow.code() == "4A9");

    CHECK(walk.say(CodeEntered{}) == std::vector<Effect>{AskHall{{{"loan"}, {"appointment"}, "en", "4A9"}}});
    CHECK(walk.flow.page() == Page::Issuing);
}

TEST_CASE("Flow: a code has an end, whatever is typed", "[kiosk][flow]") {
    Walk walk;
    walk.to(Page::Booking);

    for (int i = 0; i < 100; ++i)
        walk.say(CharacterTyped{U'5'});

    CHECK(walk.flow.code().size() == Flow::kLongestCode);
}

TEST_CASE("Flow: warns after a minute without a touch and wipes the visit 20 seconds later",
          "[kiosk][flow]") {
    for (const Page page : kQuestions) {
        Walk walk;
        walk.to(page);

        walk.pass(59'999ms);
        CHECK_FALSE(walk.flow.warning());
        walk.pass(1ms);
        CHECK(walk.flow.warning());
        CHECK(walk.flow.page() == page);
        CHECK(walk.flow.seconds_left(walk.clock.steady()) == 20);

        walk.pass(19'999ms);
        CHECK(walk.flow.page() == page);
        CHECK(walk.flow.seconds_left(walk.clock.steady()) == 1);
        walk.pass(1ms);
        CHECK(walk.flow.page() == Page::Welcome);
        CHECK_FALSE(walk.flow.warning());
    }
}

TEST_CASE("Flow: any touch during the warning gives another minute", "[kiosk][flow]") {
    Walk walk;
    walk.to(Page::Detail);
    walk.pass(60s);
    walk.pass(19s);

    walk.say(Touched{});
    CHECK_FALSE(walk.flow.warning());

    walk.pass(59s);
    CHECK_FALSE(walk.flow.warning());
    CHECK(walk.flow.page() == Page::Detail);
}

TEST_CASE("Flow: what the hall or the printer says is no sign of a visitor", "[kiosk][flow]") {
    Walk walk;
    walk.to(Page::Services);
    walk.pass(59s);

    walk.say(HallFound{});
    walk.say(PrinterAnswered{result(model::PrintState::Printed)});
    walk.pass(1s);

    CHECK(walk.flow.warning());
}

TEST_CASE("Flow: welcome, issuing and out of reach wait for ever", "[kiosk][flow]") {
    for (const Page page : {Page::Welcome, Page::OutOfReach}) {
        Walk walk;
        if (page == Page::Welcome)
            walk.to(page);

        CHECK_FALSE(walk.flow.next_deadline());
        walk.pass(24h);
        CHECK(walk.flow.page() == page);
    }
}

TEST_CASE("Flow: issuing asks for patience after five seconds and cannot be left", "[kiosk][flow]") {
    Walk walk;
    walk.to(Page::Issuing);
    REQUIRE(walk.flow.page() == Page::Issuing);

    walk.pass(4'999ms);
    CHECK_FALSE(walk.flow.late());
    walk.pass(1ms);
    CHECK(walk.flow.late());

    for (const Event& event : {Event(BackTouched{}), Event(StartOverTouched{}), Event(HallLost{})})
        CHECK(walk.say(event).empty());
    walk.pass(50s);
    CHECK(walk.flow.page() == Page::Issuing);
}

TEST_CASE("Flow: an issued ticket is printed and shown at once", "[kiosk][flow]") {
    Walk walk;
    walk.to(Page::Issuing);

    const auto effects = walk.say(HallAnswered{issued()});

    CHECK(walk.flow.page() == Page::TakeTicket);
    CHECK(walk.flow.printing() == Printing::Underway);
    CHECK(walk.flow.answer().ticket->number == "A023");
    CHECK(effects == std::vector<Effect>{Print{issued()}});
}

TEST_CASE("Flow: a refusal leads back to where the visitor can choose otherwise", "[kiosk][flow]") {
    Walk walk;
    walk.to(Page::Booking);
    walk.say(CharacterTyped{U'8'});
    walk.say(CodeEntered{});

    const auto effects = walk.say(HallAnswered{refused(model::Refusal::UnknownAppointment)});
    CHECK(walk.flow.page() == Page::Refused);
    CHECK(effects == std::vector<Effect>{Settle{}});

    walk.say(BackTouched{});
    CHECK(walk.flow.page() == Page::Booking);
    CHECK(walk.flow.code() == "8");
}

TEST_CASE("Flow: a refusal is shown for half a minute", "[kiosk][flow]") {
    Walk walk;
    walk.to(Page::Refused);

    walk.pass(29'999ms);
    CHECK(walk.flow.page() == Page::Refused);
    walk.pass(1ms);
    CHECK(walk.flow.page() == Page::Welcome);
}

TEST_CASE("Flow: a hall that never answers is out of reach, and tried again after half a minute",
          "[kiosk][flow]") {
    Walk walk;
    walk.to(Page::Issuing);

    CHECK(walk.say(HallSilent{}) == std::vector<Effect>{Settle{}});
    CHECK(walk.flow.page() == Page::OutOfReach);

    walk.pass(30s);
    CHECK(walk.flow.page() == Page::Welcome);
}

TEST_CASE("Flow: says so on every page with a question when the hall is lost, and recovers",
          "[kiosk][flow]") {
    auto pages = kQuestions;
    pages.push_back(Page::Welcome);
    pages.push_back(Page::Refused);
    for (const Page page : pages) {
        Walk walk;
        walk.to(page);
        REQUIRE(walk.flow.page() == page);

        walk.say(HallLost{});
        CHECK(walk.flow.page() == Page::OutOfReach);

        walk.say(HallFound{});
        CHECK(walk.flow.page() == Page::Welcome);
    }
}

TEST_CASE("Flow: the number stays on the screen when the hall is lost after it", "[kiosk][flow]") {
    Walk walk;
    walk.to(Page::TakeTicket);
    walk.say(PrinterAnswered{result(model::PrintState::Printed)});

    walk.say(HallLost{});
    CHECK(walk.flow.page() == Page::TakeTicket);

    walk.pass(20s);
    CHECK(walk.flow.page() == Page::OutOfReach);
}

TEST_CASE("Flow: a printed ticket leaves the page after 20 seconds or a touch", "[kiosk][flow]") {
    const bool touched = GENERATE(false, true);
    for (const auto state : {model::PrintState::Printed, model::PrintState::Unconfirmed}) {
        Walk walk;
        walk.to(Page::TakeTicket);
        walk.say(PrinterAnswered{result(state)});
        CHECK(walk.flow.printing() == Printing::Printed);

        if (touched) {
            CHECK(walk.say(StartOverTouched{}) == std::vector<Effect>{Settle{}});
        } else {
            CHECK(walk.pass(19'999ms).empty());
            CHECK(walk.pass(1ms) == std::vector<Effect>{Settle{}});
        }

        CHECK(walk.flow.page() == Page::Welcome);
    }
}

TEST_CASE("Flow: a silent printer is given up after three seconds, the number stays a minute",
          "[kiosk][flow]") {
    Walk walk;
    walk.to(Page::TakeTicket);

    CHECK(walk.pass(2'999ms).empty());
    CHECK(walk.pass(1ms) == std::vector<Effect>{GiveUpPrinting{true}});
    CHECK(walk.flow.printing() == Printing::NotPrinted);

    walk.pass(59'999ms);
    CHECK(walk.flow.page() == Page::TakeTicket);
    walk.pass(1ms);
    CHECK(walk.flow.page() == Page::Welcome);
}

TEST_CASE("Flow: a printer that works but does not finish is given up after twelve seconds",
          "[kiosk][flow]") {
    Walk walk;
    walk.to(Page::TakeTicket);
    walk.say(PrinterAnswered{result(model::PrintState::Received)});
    walk.pass(6s);
    walk.say(PrinterAnswered{result(model::PrintState::Printing)});

    CHECK(walk.pass(5'999ms).empty());
    CHECK(walk.pass(1ms) == std::vector<Effect>{GiveUpPrinting{false}});
}

TEST_CASE("Flow: does not let a visitor wait for paper", "[kiosk][flow]") {
    for (const auto& answer : {result(model::PrintState::Received, model::PrintFault::PaperOut),
                               result(model::PrintState::Failed, model::PrintFault::Offline)}) {
        Walk walk;
        walk.to(Page::TakeTicket);

        CHECK(walk.say(PrinterAnswered{answer}) == std::vector<Effect>{GiveUpPrinting{false}});

        CHECK(walk.flow.printing() == Printing::NotPrinted);
        CHECK(walk.say(PrinterAnswered{answer}).empty());
    }
}

TEST_CASE("Flow: without a printer the number is for remembering at once", "[kiosk][flow]") {
    Walk walk;
    walk.to(Page::TakeTicket);

    CHECK(walk.say(PrintImpossible{}) == std::vector<Effect>{GiveUpPrinting{true}});

    CHECK(walk.flow.printing() == Printing::NotPrinted);
}

TEST_CASE("Flow: believes a late word that the ticket came out after all", "[kiosk][flow]") {
    Walk walk;
    walk.to(Page::TakeTicket);
    walk.pass(3s);

    walk.say(PrinterAnswered{result(model::PrintState::Printed)});

    CHECK(walk.flow.printing() == Printing::Printed);
    walk.pass(20s);
    CHECK(walk.flow.page() == Page::Welcome);
}

TEST_CASE("Flow: the page cannot be left while the ticket is being printed", "[kiosk][flow]") {
    Walk walk;
    walk.to(Page::TakeTicket);

    CHECK(walk.say(StartOverTouched{}).empty());

    CHECK(walk.flow.page() == Page::TakeTicket);
}

TEST_CASE("Flow: goes on with what was promised before a restart", "[kiosk][flow]") {
    Walk walk;
    SECTION("asked, not yet answered") {
        walk.flow.resume_asking({{"loan"}, {"elderly"}, "en", ""}, walk.clock.steady());
        CHECK(walk.flow.page() == Page::Issuing);
        CHECK(walk.flow.language() == "en");

        walk.say(HallFound{});
        CHECK(walk.flow.page() == Page::Issuing);
    }
    SECTION("answered, perhaps not printed") {
        const auto effects = walk.flow.resume_printing(issued(), walk.clock.steady());

        CHECK(walk.flow.page() == Page::TakeTicket);
        CHECK(effects == std::vector<Effect>{Print{issued()}});
    }
}

TEST_CASE("Flow: while the hall is lost, numbers in reserve are given on the same way", "[kiosk][flow]") {
    for (const Page page : {Page::Welcome, Page::Groups, Page::Services, Page::Detail, Page::Channels}) {
        Walk walk;
        walk.to(page);
        walk.flow.set_reserve({{"loan"}}, walk.clock.steady());
        CHECK(walk.say(HallLost{}).empty());
        CHECK(walk.flow.page() == page);
        CHECK(walk.flow.offline());

        if (page == Page::Channels)
            walk.say(BackTouched{});
        const std::vector<Event> on{LanguageChosen{"en"}, GroupChosen{{"housing"}}, ServiceChosen{{"loan"}}};
        for (const Event& event : on)
            walk.say(event);
        CHECK(walk.say(TicketWanted{}) == std::vector<Effect>{AskHall{{{"loan"}, {}, "en", ""}}});
        walk.say(HallAnswered{issued()});
        CHECK(walk.flow.page() == Page::TakeTicket);
        walk.say(HallFound{});
        CHECK(walk.flow.page() == Page::TakeTicket);
        CHECK_FALSE(walk.flow.offline());
    }
}

TEST_CASE("Flow: bookings need the hall, and so does a service without a number in reserve",
          "[kiosk][flow]") {
    Walk walk;
    walk.to(Page::Booking);
    walk.flow.set_reserve({{"advice"}}, walk.clock.steady());
    walk.say(HallLost{});
    REQUIRE(walk.flow.page() == Page::Channels);
    CHECK_FALSE(walk.flow.gives({"loan"}));
    CHECK(walk.flow.gives({"advice"}));

    walk.say(ChannelChosen{{"appointment"}, true});
    CHECK(walk.flow.page() == Page::Channels);
    CHECK(walk.say(ChannelChosen{{"elderly"}}).empty());
    walk.say(BackTouched{});
    CHECK(walk.say(TicketWanted{}).empty());
    CHECK(walk.flow.page() == Page::Detail);
}

TEST_CASE("Flow: is out of reach once the last number in reserve is given, and back with the hall",
          "[kiosk][flow]") {
    Walk walk;
    walk.flow.set_reserve({{"loan"}}, walk.clock.steady());
    REQUIRE(walk.flow.page() == Page::Welcome); // started without a hall
    walk.say(LanguageChosen{"en"});
    walk.say(GroupChosen{{"housing"}});
    walk.say(ServiceChosen{{"loan"}});
    walk.say(TicketWanted{});
    walk.flow.set_reserve({}, walk.clock.steady());
    CHECK(walk.flow.page() == Page::Issuing);
    walk.say(HallAnswered{issued()});
    walk.say(PrinterAnswered{result(model::PrintState::Printed)});
    CHECK(walk.flow.page() == Page::TakeTicket);

    walk.pass(Flow::kTake);
    CHECK(walk.flow.page() == Page::OutOfReach);
    CHECK_FALSE(walk.flow.next_deadline());
    walk.say(HallFound{});
    CHECK(walk.flow.page() == Page::Welcome);
}

TEST_CASE("Flow: a visitor for whom there is no number is told so, and the next one is welcome",
          "[kiosk][flow]") {
    Walk walk;
    walk.to(Page::Issuing);
    walk.flow.set_reserve({{"advice"}}, walk.clock.steady());
    walk.say(HallLost{});
    CHECK(walk.flow.page() == Page::Issuing);
    CHECK(walk.say(HallSilent{}) == std::vector<Effect>{Settle{}});
    CHECK(walk.flow.page() == Page::OutOfReach);
    walk.pass(Flow::kApology);
    CHECK(walk.flow.page() == Page::Welcome);
}
