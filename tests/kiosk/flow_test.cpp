#include "kiosk/flow.h"

#include "kiosk/search.h"
#include "shared/base/text.h"
#include "shared/model/appointment_code.h"
#include "tests/kiosk/sample_hall.h"
#include "tests/support/manual_clock.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace std::chrono_literals;
using sample::refused;

namespace {

model::Answer issued() {
    model::Answer answer;
    answer.ticket = model::Ticket();
    answer.ticket->number = "A023";
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
        const std::vector<std::pair<Page, Event>> way{
            {Page::Welcome, HallFound{}},
            {Page::Groups, LanguageChosen{"en"}},
            {Page::Services, GroupChosen{{"housing"}}},
            {Page::Detail, ServiceChosen{{"loan"}}},
            {Page::Channels, ChannelsWanted{}},
            {Page::Booking, ChannelChosen{{"appointment"}, Proof::Code}}};
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

    CHECK(walk.flow.code().size() == model::kLongestCode);
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

    walk.say(ChannelChosen{{"appointment"}, Proof::Code});
    CHECK(walk.flow.page() == Page::Channels);
    CHECK(walk.say(ChannelChosen{{"elderly"}}).empty());
    walk.say(BackTouched{});
    CHECK(walk.say(TicketWanted{}).empty());
    CHECK(walk.flow.page() == Page::Detail);
}

TEST_CASE("Flow: without the hall nobody is checked in, no ticket is looked up, and staff confirm an age",
          "[kiosk][flow]") {
    Walk walk;
    walk.flow.set_shortcuts({std::nullopt, false, model::ChannelId{"appointment"}});
    walk.flow.set_card_reader(true);
    walk.to(Page::Welcome);
    SECTION("check-in") {
        walk.say(CheckInWanted{});
        REQUIRE(walk.flow.page() == Page::Booking);
    }
    SECTION("a ticket's own page") {
        walk.say(TicketScanned{"0123"});
        REQUIRE(walk.flow.page() == Page::MyTicket);
    }
    walk.flow.set_reserve({{"loan"}}, walk.clock.steady());
    walk.say(HallLost{});
    REQUIRE(walk.flow.page() == Page::Welcome);
    walk.say(CheckInWanted{});
    CHECK(walk.say(CodeScanned{"A1"}).empty());
    CHECK(walk.flow.page() == Page::Welcome);

    walk.say(GroupChosen{{"housing"}});
    walk.say(ServiceChosen{{"loan"}});
    walk.say(ChannelsWanted{});
    CHECK(walk.say(ChannelChosen{{"elderly"}, Proof::Card}) ==
          std::vector<Effect>{AskHall{{{"loan"}, {"elderly"}, "zh-Hans", ""}}});
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

TEST_CASE("Flow: three touches lead from the welcome page to an ordinary number", "[kiosk][flow]") {
    Walk walk;
    walk.to(Page::Welcome);
    walk.say(GroupChosen{{"housing"}});
    walk.say(ServiceChosen{{"loan"}});
    const auto effects = walk.say(TicketWanted{});

    CHECK(effects == std::vector<Effect>{AskHall{{{"loan"}, {}, "zh-Hans", ""}}});
}

TEST_CASE("Flow: a service that was searched for, and back to where the search began", "[kiosk][search]") {
    Walk walk;
    walk.to(Page::Groups);
    walk.say(SearchWanted{});
    REQUIRE(walk.flow.page() == Page::Search);
    for (const char32_t letter : std::u32string_view(U"gñj"))
        walk.say(CharacterTyped{letter});
    CHECK(walk.flow.query() == "gñj");
    walk.say(CharacterTyped{U'\b'});
    walk.say(CharacterTyped{U'\b'});
    CHECK(walk.flow.query() == "g");
    for (int i = 0; i < 100; ++i)
        walk.say(CharacterTyped{U'公'});
    CHECK(walk.flow.query().size() <= Search::kLongestQuery);
    CHECK(base::is_utf8(walk.flow.query()));

    walk.say(ServiceChosen{{"loan"}});
    REQUIRE(walk.flow.page() == Page::Detail);
    walk.say(BackTouched{});
    CHECK(walk.flow.page() == Page::Search);
    walk.say(BackTouched{});
    CHECK(walk.flow.page() == Page::Groups);
    walk.say(SearchWanted{});
    CHECK(walk.flow.query().empty());
}

TEST_CASE("Flow: an urgent claim names its reason", "[kiosk][flow]") {
    Walk walk;
    walk.to(Page::Channels);
    walk.say(ChannelChosen{{"urgent"}, Proof::Word, true});
    REQUIRE(walk.flow.page() == Page::Reasons);
    walk.say(BackTouched{});
    REQUIRE(walk.flow.page() == Page::Channels);
    walk.say(ChannelChosen{{"urgent"}, Proof::Word, true});

    CHECK(walk.say(ReasonChosen{"medical"}) ==
          std::vector<Effect>{AskHall{{{"loan"}, {"urgent"}, "en", "", "medical"}}});
}

TEST_CASE("Flow: a card shows the age; without card or reader staff confirm it", "[kiosk][card]") {
    Walk walk;
    walk.flow.set_card_reader(true);
    walk.to(Page::Channels);
    CHECK_FALSE(walk.flow.seeks_card());
    SECTION("with a card") {
        walk.say(ChannelChosen{{"elderly"}, Proof::Card});
        REQUIRE(walk.flow.page() == Page::Card);
        CHECK(walk.flow.seeks_card());
        walk.say(CardNotRead{"Please lay it on again."});
        CHECK(walk.flow.card_trouble() == "Please lay it on again.");

        model::TakeTicket take{{"loan"}, {"elderly"}, "en", "", "", "abcd", 71};
        CHECK(walk.say(CardLaid{"abcd", 71}) == std::vector<Effect>{AskHall{take}});
        CHECK_FALSE(walk.flow.seeks_card());
        walk.say(HallAnswered{refused(model::Refusal::AlreadyHolding)});
        walk.say(StartOverTouched{});
        walk.say(GroupChosen{{"housing"}});
        walk.say(ServiceChosen{{"loan"}});
        const model::TakeTicket next{{"loan"}, {}, "zh-Hans", ""};
        CHECK(walk.say(TicketWanted{}) == std::vector<Effect>{AskHall{next}}); // nothing of the card is left
    }
    SECTION("without a card") {
        walk.say(ChannelChosen{{"elderly"}, Proof::Card});
        CHECK(walk.say(WithoutCard{}) == std::vector<Effect>{AskHall{{{"loan"}, {"elderly"}, "en", ""}}});
    }
    SECTION("without a reader") {
        walk.flow.set_card_reader(false);
        CHECK(walk.say(ChannelChosen{{"elderly"}, Proof::Card}) ==
              std::vector<Effect>{AskHall{{{"loan"}, {"elderly"}, "en", ""}}});
    }
    SECTION("a card that nobody asked for") {
        CHECK(walk.say(CardLaid{"abcd", 71}).empty());
        CHECK(walk.flow.page() == Page::Channels);
    }
}

TEST_CASE("Flow: an appointment is checked in by its code, by a scan and by a card", "[kiosk][check-in]") {
    Walk walk;
    walk.to(Page::Welcome);
    SECTION("nothing without appointments in the hall") {
        walk.say(CheckInWanted{});
        CHECK(walk.flow.page() == Page::Welcome);
        CHECK(walk.say(CodeScanned{"A1"}).empty());
    }
    walk.flow.set_shortcuts({std::nullopt, false, model::ChannelId{"appointment"}});
    SECTION("by its code") {
        walk.say(CheckInWanted{});
        REQUIRE(walk.flow.page() == Page::Booking);
        CHECK(walk.flow.seeks_card());
        for (const char32_t sign : std::u32string_view(U"a12"))
            walk.say(CharacterTyped{sign});
        CHECK(walk.say(CodeEntered{}) ==
              std::vector<Effect>{AskHall{{{}, {"appointment"}, "zh-Hans", "A12"}}});
        walk.say(HallAnswered{refused(model::Refusal::UnknownAppointment)});
        walk.say(BackTouched{});
        CHECK(walk.flow.page() == Page::Booking);
        walk.say(BackTouched{});
        CHECK(walk.flow.page() == Page::Welcome);
        CHECK(walk.flow.code().empty());
    }
    SECTION("by a card") {
        walk.say(CheckInWanted{});
        const model::TakeTicket take{{}, {"appointment"}, "zh-Hans", "", "", "abcd", 33};
        CHECK(walk.say(CardLaid{"abcd", 33}) == std::vector<Effect>{AskHall{take}});
    }
    SECTION("by a scan, wherever the visitor is") {
        for (const Page page : {Page::Welcome, Page::Detail, Page::Booking}) {
            Walk other;
            other.flow.set_shortcuts({std::nullopt, false, model::ChannelId{"appointment"}});
            other.to(page);
            const model::ServiceId service{page == Page::Booking ? "loan" : ""};
            const std::string language = page == Page::Welcome ? "zh-Hans" : "en";
            CHECK(other.say(CodeScanned{"b-77"}) ==
                  std::vector<Effect>{AskHall{{service, {"appointment"}, language, "B77"}}});
        }
    }
    SECTION("who comes late is told") {
        walk.say(CodeScanned{"B77"});
        model::Answer late = issued();
        late.ticket->channel = {"ordinary"};
        walk.say(HallAnswered{late});
        CHECK(walk.flow.came_late());
    }
    SECTION("who comes in time is not") {
        walk.say(CodeScanned{"B77"});
        model::Answer in_time = issued();
        in_time.ticket->channel = {"appointment"};
        walk.say(HallAnswered{in_time});
        CHECK_FALSE(walk.flow.came_late());
    }
}

TEST_CASE("Flow: a scan interrupts neither asking nor printing", "[kiosk][check-in]") {
    for (const Page page : {Page::Issuing, Page::TakeTicket}) {
        Walk walk;
        walk.flow.set_shortcuts({std::nullopt, false, model::ChannelId{"appointment"}});
        walk.to(page);
        CHECK(walk.say(CodeScanned{"B77"}).empty());
        CHECK(walk.say(TicketScanned{"0123"}).empty());
        CHECK(walk.flow.page() == page);
    }
}

TEST_CASE("Flow: a ticket's own code tells what became of it, and gives it back after a question",
          "[kiosk][my-ticket]") {
    Walk walk;
    walk.to(Page::Welcome);
    CHECK(walk.say(TicketScanned{"0123"}) == std::vector<Effect>{Settle{}, AskForTicket{"0123"}});
    REQUIRE(walk.flow.page() == Page::MyTicket);
    REQUIRE(walk.flow.inquiry() == Inquiry::Asking);
    SECTION("unknown here") {
        walk.say(TicketFound{refused(model::Refusal::UnknownTicket), "0123"});
        CHECK(walk.flow.inquiry() == Inquiry::Failed);
    }
    SECTION("no answer") {
        walk.say(TicketNotFound{"0123"});
        CHECK(walk.flow.inquiry() == Inquiry::Failed);
    }
    SECTION("known") {
        model::Answer found = issued();
        found.ticket->id = {7};
        found.ticket->language = "en";
        walk.say(TicketFound{found, "0123"});
        REQUIRE(walk.flow.inquiry() == Inquiry::Shown);
        CHECK(walk.flow.language() == "en"); // nobody has chosen another one
        walk.say(GiveBackWanted{});
        REQUIRE(walk.flow.inquiry() == Inquiry::Sure);
        walk.say(BackTouched{});
        REQUIRE(walk.flow.inquiry() == Inquiry::Shown);
        CHECK(walk.say(GiveBackConfirmed{}).empty()); // not without the question
        walk.say(GiveBackWanted{});
        CHECK(walk.say(GiveBackConfirmed{}) == std::vector<Effect>{GiveBack{{{7}, "0123"}}});
        CHECK(walk.say(GiveBackConfirmed{}).empty());
        SECTION("given back") {
            walk.say(TicketFound{model::Answer(), "0123"});
            CHECK(walk.flow.inquiry() == Inquiry::GivenBack);
        }
        SECTION("called in the same moment") {
            CHECK(walk.say(TicketFound{refused(model::Refusal::TicketNotWaiting), "0123"}) ==
                  std::vector<Effect>{AskForTicket{"0123"}});
        }
    }
    walk.pass(60s);
    walk.pass(20s);
    CHECK(walk.flow.page() == Page::Welcome);
}

TEST_CASE("Flow: a service's page is printed without a number, not too often", "[kiosk][sheet]") {
    Walk walk;
    walk.to(Page::Detail);
    CHECK_FALSE(walk.flow.can_print_sheet());
    CHECK(walk.say(SheetWanted{}).empty());
    walk.flow.set_printer(true);
    CHECK(walk.say(SheetWanted{}) == std::vector<Effect>{PrintSheet{{"loan"}, "en"}});
    CHECK(walk.say(SheetWanted{}).empty()); // it is under way
    SECTION("printed") {
        walk.say(SheetAnswered{result(model::PrintState::Printing)});
        CHECK(walk.flow.sheet() == Printing::Underway);
        walk.say(SheetAnswered{result(model::PrintState::Printed)});
        CHECK(walk.flow.sheet() == Printing::Printed);
        CHECK(walk.flow.page() == Page::Detail);
    }
    SECTION("out of paper") {
        CHECK(walk.say(SheetAnswered{result(model::PrintState::Received, model::PrintFault::PaperOut)}) ==
              std::vector<Effect>{GiveUpSheet{}});
        CHECK(walk.flow.sheet() == Printing::NotPrinted);
    }
    SECTION("no word") {
        CHECK(walk.pass(15s) == std::vector<Effect>{GiveUpSheet{}});
        CHECK(walk.flow.sheet() == Printing::NotPrinted);
    }
    SECTION("the number is taken meanwhile") {
        CHECK(walk.say(TicketWanted{}).size() == 1);
        CHECK(walk.pass(15s).empty());
    }
    SECTION("in play") {
        for (int i = 0; i < 20 && walk.flow.page() == Page::Detail; ++i) {
            walk.say(SheetAnswered{result(model::PrintState::Printed)});
            walk.say(SheetWanted{});
        }
        CHECK(walk.flow.page() == Page::Pause);
    }
}

TEST_CASE("Flow: a scan on a page that leaves by itself does not keep it for ever", "[kiosk][check-in]") {
    Walk walk;
    walk.flow.set_shortcuts({std::nullopt, false, model::ChannelId{"appointment"}});
    walk.to(Page::Welcome);
    for (int i = 0; i < 20 && walk.flow.page() != Page::Pause; ++i) {
        walk.say(CodeScanned{"B77"});
        walk.say(HallAnswered{refused(model::Refusal::UnknownAppointment)});
    }
    REQUIRE(walk.flow.page() == Page::Pause);
    walk.say(CodeScanned{"B77"});
    walk.pass(2min);
    walk.pass(2min);
    CHECK(walk.flow.page() == Page::Welcome);
}

TEST_CASE("Flow: a scan does not take away the number that is on no paper", "[kiosk][check-in]") {
    Walk walk;
    walk.flow.set_shortcuts({std::nullopt, false, model::ChannelId{"appointment"}});
    walk.to(Page::TakeTicket);
    walk.say(PrintImpossible{});
    CHECK(walk.say(CodeScanned{"B77"}).empty());
    CHECK(walk.say(TicketScanned{"0123"}).empty());
    CHECK(walk.flow.page() == Page::TakeTicket);
    walk.say(StartOverTouched{});
    CHECK(walk.flow.page() == Page::Welcome);
}

TEST_CASE("Flow: a card is told to the hall once and then forgotten", "[kiosk][card]") {
    Walk walk;
    walk.flow.set_card_reader(true);
    walk.to(Page::Channels);
    walk.say(ChannelChosen{{"elderly"}, Proof::Card});
    walk.say(CardLaid{"abcd", 71});
    walk.say(HallAnswered{refused(model::Refusal::AlreadyHolding)});
    walk.say(BackTouched{});
    REQUIRE(walk.flow.page() == Page::Card);

    CHECK(walk.say(WithoutCard{}) == std::vector<Effect>{AskHall{{{"loan"}, {"elderly"}, "en", ""}}});
}

TEST_CASE("Flow: whoever was set aside without papers comes back with the ticket", "[kiosk][my-ticket]") {
    Walk walk;
    walk.to(Page::Welcome);
    walk.say(TicketScanned{"0123"});
    model::Answer found = issued();
    found.ticket->id = {7};
    SECTION("waiting") {
        walk.say(TicketFound{found, "0123"});
        CHECK(walk.say(ComeBack{}).empty());
    }
    found.ticket->state = model::TicketState::Parked;
    SECTION("with papers: its counter calls it") {
        found.ticket->parking = model::Parking::WithPapers;
        walk.say(TicketFound{found, "0123"});
        CHECK(walk.say(ComeBack{}).empty());
    }
    SECTION("without papers") {
        walk.say(TicketFound{found, "0123"});
        CHECK(walk.say(ComeBack{}) == std::vector<Effect>{ReturnToLine{{{7}, "0123"}}});
        CHECK(walk.flow.inquiry() == Inquiry::ComingBack);
        CHECK(walk.say(ComeBack{}).empty());
        SECTION("done, or called in the same moment: what it is now is asked") {
            const auto refusal = GENERATE(model::Refusal::None, model::Refusal::TicketNotParked);
            CHECK(walk.say(TicketFound{refused(refusal), "0123"}) ==
                  std::vector<Effect>{AskForTicket{"0123"}});
            CHECK(walk.flow.inquiry() == Inquiry::Asking);
        }
        SECTION("no answer") {
            walk.say(TicketNotFound{"0123"});
            CHECK(walk.flow.inquiry() == Inquiry::Failed);
        }
    }
}

TEST_CASE("Flow: what is answered of another ticket is not shown", "[kiosk][my-ticket]") {
    Walk walk;
    walk.to(Page::Welcome);
    walk.say(TicketScanned{"0123"});
    walk.say(TicketScanned{"4567"});
    walk.say(TicketFound{issued(), "0123"});
    CHECK(walk.flow.inquiry() == Inquiry::Asking);
    walk.say(TicketFound{issued(), "4567"});
    CHECK(walk.flow.inquiry() == Inquiry::Shown);
    CHECK(walk.say(TicketScanned{"4567"}).empty()); // the paper still lies there
}

TEST_CASE("Flow: a sheet that nobody waits for is not printed later", "[kiosk][sheet]") {
    Walk walk;
    walk.flow.set_printer(true);
    walk.to(Page::Detail);
    walk.say(SheetWanted{});
    SECTION("back") {
        CHECK(walk.say(BackTouched{}) == std::vector<Effect>{GiveUpSheet{}});
    }
    SECTION("over again") {
        CHECK(walk.say(StartOverTouched{}) == std::vector<Effect>{GiveUpSheet{}, Settle{}});
    }
    SECTION("on to a number") {
        const auto effects = walk.say(TicketWanted{});
        CHECK(std::ranges::count(effects, Effect(GiveUpSheet{})) == 0);
    }
}
