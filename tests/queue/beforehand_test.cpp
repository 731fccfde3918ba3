#include "day.h"
#include "shared/model/hours.h"
#include "shared/queue/bookings.h"

#include <catch2/catch.hpp>

using model::Refusal;
using support::Day;
using namespace std::chrono_literals;

namespace {

const model::DeviceId kKiosk{"kiosk-1"};
const model::DeviceId kOther{"kiosk-2"};

model::Hall hall_with(int leased) {
    model::Hall hall = support::small_hall();
    hall.rules.leased_numbers = leased;
    return hall;
}

model::HandOver hand_over(const Day& day, const std::string& number, const std::string& channel = {}) {
    return {kKiosk, {"deposit"}, {channel}, "en", {}, number, day.now().time, {}};
}

model::TakeTicket with_card(const std::string& service, const std::string& person,
                            std::optional<int> age = {}, const std::string& channel = {}) {
    model::TakeTicket take{{service}, {channel}, "en", {}};
    take.person = person;
    take.age = age;
    return take;
}

const model::NumberBlock& block(const Day& day, const model::DeviceId& device, const std::string& service) {
    const auto& blocks = day.state().blocks().at(device);
    return *std::ranges::find(blocks, model::ServiceId{service}, &model::NumberBlock::service);
}

} // namespace

TEST_CASE("Lease: each device gets numbers of its own, and the hall's own pass them over", "[queue][lease]") {
    Day day(hall_with(20));
    day.must(model::LeaseNumbers{kKiosk});
    day.must(model::LeaseNumbers{kOther});

    CHECK(block(day, kKiosk, "deposit").first == 901);
    CHECK(block(day, kKiosk, "deposit").last == 920);
    CHECK(block(day, kOther, "deposit").first == 921);
    CHECK(block(day, kKiosk, "loan").first == 901);
    CHECK(day.ticket(day.take("deposit")).number == "A001");

    for (int i = 2; i <= 900; ++i)
        day.take("deposit");
    CHECK(day.ticket(day.take("deposit")).number == "A941");
}

TEST_CASE("Lease: is filled up when half of it is used, and not before", "[queue][lease]") {
    Day day(hall_with(4));
    day.must(model::LeaseNumbers{kKiosk});
    day.must(hand_over(day, "A901"));
    day.must(hand_over(day, "A902"));
    const auto before = day.events().size();
    day.must(model::LeaseNumbers{kKiosk});
    CHECK(day.events().size() == before); // two of four are left
    day.must(hand_over(day, "A903"));
    day.must(model::LeaseNumbers{kKiosk});

    CHECK(day.events().size() == before + 2);
    CHECK(day.state().blocks().at(kKiosk).back() == model::NumberBlock{{"deposit"}, 905, 908, {}});
    CHECK(block(day, kKiosk, "deposit").used == std::vector{901, 902, 903});
}

TEST_CASE("Lease: a hall that leases none gives none", "[queue][lease]") {
    Day day(hall_with(0));
    day.must(model::LeaseNumbers{kKiosk});
    CHECK(day.state().blocks().empty());
}

TEST_CASE("Lease: numbers of another device, another service or another day are refused", "[queue][lease]") {
    Day day(hall_with(4));
    CHECK(day.ask(hand_over(day, "A901")) == Refusal::UnknownNumber);
    day.must(model::LeaseNumbers{kOther});
    CHECK(day.ask(hand_over(day, "A901")) == Refusal::UnknownNumber);
    day.must(model::LeaseNumbers{kKiosk});
    CHECK(day.ask(hand_over(day, "A904")) == Refusal::UnknownNumber);
    for (const char* number : {"B905", "905", "A", "A905x", "A-905", "A99999999999"})
        CHECK(day.ask(hand_over(day, number)) == Refusal::UnknownNumber);
    CHECK(day.ask(hand_over(day, "A905")) == Refusal::None);
    day.roll_over();
    CHECK(day.ask(hand_over(day, "A906")) == Refusal::UnknownNumber);
}

TEST_CASE("Hand-over: the ticket waits since it was given, and goes before those who came later",
          "[queue][lease]") {
    Day day(hall_with(4));
    day.open(1);
    day.must(model::LeaseNumbers{kKiosk});
    const auto given = day.now().time;
    day.advance(10min);
    day.take("deposit");
    auto over = hand_over(day, "A901");
    over.at = given;
    day.must(over);

    CHECK(day.call(1) == "A901");
    CHECK(day.call(1) == "A001");
    CHECK(day.ask(over) == Refusal::NumberUsed);
}

TEST_CASE("Hand-over: a wrong clock of the device counts neither into the future nor into yesterday",
          "[queue][lease]") {
    Day day(hall_with(4));
    day.must(model::LeaseNumbers{kKiosk});
    auto future = hand_over(day, "A901");
    future.at = day.now().time + 3h;
    day.must(future);
    auto past = hand_over(day, "A902");
    past.at = day.now().time - 24h * 30;
    day.must(past);

    CHECK(day.ticket({1}).entry == day.now().time);
    CHECK(day.ticket({2}).entry == day.now().midnight);
}

TEST_CASE("Hand-over: what needs a clerk's word waits for it as ever", "[queue][lease]") {
    Day day(hall_with(4));
    day.must(model::LeaseNumbers{kKiosk});
    day.must(hand_over(day, "A901", "urgent"));
    day.must(hand_over(day, "A902", "elderly"));

    CHECK(day.ticket({1}).approval == model::Approval::Pending);
    CHECK(day.ticket({2}).channel.value == "elderly");
}

TEST_CASE("Import: what was agreed elsewhere is known on its day only", "[queue][appointment]") {
    Day day;
    const model::Appointment agreed{"YY77", {"loan"}, 10 * 60, "00aa"};
    day.must(model::ImportAppointments{20260303, false, {agreed}});
    day.must(model::ImportAppointments{20260302, false, {{"YY78", {"deposit"}, 9 * 60 + 30, {}}}});

    CHECK(day.ask(model::TakeTicket{{}, {}, "en", "YY77"}) == Refusal::UnknownAppointment);
    CHECK(day.ticket(day.take("", "", "YY78")).channel.value == "appointment");
    day.advance(24h + 50min);
    day.roll_over();
    CHECK(day.ask(model::TakeTicket{{}, {}, "en", "YY78"}) == Refusal::UnknownAppointment);
    CHECK(day.ticket(day.take("", "", "YY77")).channel.value == "appointment");
}

TEST_CASE("Import: however a code is written it works once", "[queue][appointment]") {
    Day day;
    day.must(model::ImportAppointments{20260302, false, {{"A-1001", {"loan"}, 9 * 60 + 5, "00aa"}}});
    day.take("", "", "a1001");
    day.must(model::ImportAppointments{20260302, false, {{"a1001", {"loan"}, 9 * 60 + 5, "00aa"}}});

    CHECK(day.ask(model::TakeTicket{{}, {}, "en", "A1001"}) == Refusal::AppointmentUsed);
    CHECK(day.ask(with_card("", "00aa", {}, "appointment")) == Refusal::UnknownAppointment);
    CHECK(day.ask(model::ImportAppointments{
              20260302, false, {{"B-1", {"loan"}, 600, {}}, {"b1", {"loan"}, 700, {}}}}) ==
          Refusal::BadRequest);
}

TEST_CASE("Import: an ID card finds its appointment; another's does not", "[queue][appointment]") {
    Day day;
    day.must(model::ImportAppointments{
        20260302, false, {{"LATER", {"loan"}, 15 * 60, "00aa"}, {"FIRST", {"deposit"}, 9 * 60 + 5, "00aa"}}});

    CHECK(day.ask(with_card("", "00bb", {}, "appointment")) == Refusal::UnknownAppointment);
    day.must(with_card("", "00aa", {}, "appointment"));
    CHECK(day.ticket(day.state().last_ticket()).service.value == "deposit");
    CHECK(day.state().appointment_used("FIRST"));
    day.must(with_card("", "00aa", {}, "appointment"));
    CHECK(day.ticket(day.state().last_ticket()).service.value == "loan");
}

TEST_CASE("Import: anew replaces that day's, and wrong lines are refused as a whole",
          "[queue][appointment]") {
    Day day;
    day.must(model::ImportAppointments{20260302, false, {{"OLD", {"loan"}, 600, {}}}});
    day.must(model::ImportAppointments{20260302, true, {{"NEW", {"loan"}, 600, {}}}});
    CHECK(day.state().appointment("OLD") == nullptr);
    CHECK(day.state().appointment("NEW") != nullptr);

    const auto wrong = [&](int on, model::Appointment one) {
        return day.ask(model::ImportAppointments{on, false, {std::move(one)}});
    };
    CHECK(wrong(20260301, {"X", {"loan"}, 600, {}}) == Refusal::BadRequest);
    CHECK(wrong(20260402, {"X", {"loan"}, 600, {}}) == Refusal::BadRequest);
    CHECK(wrong(20260302, {"X Y", {"loan"}, 600, {}}) == Refusal::BadRequest);
    CHECK(wrong(20260302, {"X", {"nothing"}, 600, {}}) == Refusal::UnknownService);
    CHECK(wrong(20260302, {"X", {"loan"}, 1440, {}}) == Refusal::BadRequest);
    CHECK(wrong(20260302, {"X", {"loan"}, 600, "a b"}) == Refusal::BadRequest);
    CHECK(day.ask(model::ImportAppointments{
              20260302, false, {{"X", {"loan"}, 600, {}}, {"X", {"loan"}, 700, {}}}}) == Refusal::BadRequest);
    CHECK(day.state().appointment("X") == nullptr);
}

TEST_CASE("Bookings: the journal's text reads back, and anything else is refused", "[queue][appointment]") {
    const queue::Bookings bookings{{"A-1", {"loan"}, 600, "00aa"}, {"B2", {"deposit"}, 0, {}}};
    CHECK(queue::read_bookings(queue::write_bookings(bookings)) == bookings);
    for (const char* text : {"A", "A loan", "A loan x", "A loan 1 p q"})
        CHECK_FALSE(queue::read_bookings(text));
}

TEST_CASE("Person: has one live ticket of a service, politely told which", "[queue][person]") {
    Day day;
    day.open(1);
    day.must(with_card("deposit", "00aa"));
    const auto again = day.decide(with_card("deposit", "00aa"));
    REQUIRE_FALSE(again);
    CHECK(again.error() == queue::Refused{Refusal::AlreadyHolding, "A001"});
    CHECK(day.ask(with_card("deposit", "00bb")) == Refusal::None);
    CHECK(day.ask(with_card("loan", "00aa")) == Refusal::None);

    day.call(1);
    CHECK(day.ask(with_card("deposit", "00aa")) == Refusal::AlreadyHolding); // being served
    day.must(model::FinishService{{1}, {}});
    CHECK(day.ask(with_card("deposit", "00aa")) == Refusal::None);
}

TEST_CASE("Person: takes so many a day and no more", "[queue][person]") {
    model::Hall hall = support::small_hall();
    hall.rules.tickets_a_person = 2;
    Day day(hall);
    day.must(with_card("deposit", "00aa"));
    day.must(with_card("loan", "00aa"));
    CHECK(day.ask(with_card("pension", "00aa")) == Refusal::TooManyTickets);
    CHECK(day.ask(with_card("pension", "00bb")) == Refusal::None);
    CHECK(day.ask(with_card("pension", "not a mark")) == Refusal::BadRequest);
    day.roll_over();
    CHECK(day.ask(with_card("deposit", "00aa")) == Refusal::None);
}

TEST_CASE("Age: an ID card that shows it is enough, without one staff confirm it", "[queue][person]") {
    model::Hall hall = support::small_hall();
    hall.channels[1].verification = model::Verification::Age;
    hall.channels[1].least_age = 65;
    Day day(hall);
    day.must(with_card("deposit", "00aa", 65, "elderly"));
    day.must(with_card("deposit", "00bb", 64, "elderly"));
    day.must(with_card("deposit", "", std::nullopt, "elderly"));

    CHECK(day.ticket({1}).channel.value == "elderly");
    CHECK(day.ticket({1}).approval == model::Approval::NotNeeded);
    for (const model::TicketId pending : {model::TicketId{2}, model::TicketId{3}}) {
        CHECK(day.ticket(pending).channel.value == "ordinary");
        CHECK(day.ticket(pending).approval == model::Approval::Pending);
    }
    CHECK(day.ask(with_card("deposit", "00cc", 151, "elderly")) == Refusal::BadRequest);
}

TEST_CASE("Claim: its reason is one of the channel's, and staff see it", "[queue][person]") {
    model::Hall hall = support::small_hall();
    hall.channels[2].reasons = {{"travel", {}}, {"medical", {}}};
    Day day(hall);
    model::TakeTicket urgent{{"deposit"}, {"urgent"}, "en", {}, "travel"};
    day.must(urgent);
    CHECK(day.ticket({1}).claim == "travel");
    urgent.reason = "hungry";
    CHECK(day.ask(urgent) == Refusal::BadRequest);
}

TEST_CASE("Token: whoever knows it may give the ticket back, and nobody else", "[queue][token]") {
    Day day;
    model::TakeTicket take{{"deposit"}, {}, "en", {}};
    take.token = "0123456789abcdef";
    day.must(take);
    REQUIRE(day.state().by_token("0123456789abcdef") != nullptr);
    CHECK(day.state().by_token("") == nullptr);
    CHECK(day.ask(model::CancelTicket{{}, "fedcba9876543210"}) == Refusal::UnknownTicket);
    CHECK(day.ask(model::CancelTicket{{7}, "0123456789abcdef"}) == Refusal::UnknownTicket);
    CHECK(day.ask(model::CancelTicket{{}, "0123456789abcdef"}) == Refusal::None);
    CHECK(day.ticket({1}).state == model::TicketState::Cancelled);
}

TEST_CASE("Hours: outside of its own a service gives no ticket", "[queue][hours]") {
    model::Hall hall = support::small_hall();
    hall.services[0].hours.spans = {{9 * 60, 11 * 60 + 30}, {13 * 60 + 30, 17 * 60}};
    hall.services[1].hours.weekdays = 0b10; // Tuesdays; the day is a Monday
    Day day(hall);
    const auto deposit = model::TakeTicket{{"deposit"}, {}, "en", {}};
    CHECK(day.ask(deposit) == Refusal::None);
    CHECK(day.ask(model::TakeTicket{{"loan"}, {}, "en", {}}) == Refusal::ServiceClosed);
    day.at("11:29");
    CHECK(day.ask(deposit) == Refusal::None);
    day.at("11:30");
    CHECK(day.ask(deposit) == Refusal::ServiceClosed);
    day.at("13:30");
    CHECK(day.ask(deposit) == Refusal::None);
    day.at("10:00");
    day.advance(24h);
    day.roll_over();
    CHECK(day.ask(model::TakeTicket{{"loan"}, {}, "en", {}}) == Refusal::None);
}

TEST_CASE("Hours: a closed service says when it opens", "[queue][hours]") {
    constexpr int kMonday = 20260302;
    const model::Hours split{{{540, 690}, {810, 1020}}, 0b11111};
    using model::Opening;
    CHECK(model::next_opening(split, 540, kMonday, 500) == Opening{0, 540});
    CHECK(model::next_opening(split, 540, kMonday, 700) == Opening{0, 810});
    CHECK(model::next_opening(split, 540, kMonday, 1020) == Opening{1, 540});
    CHECK(model::next_opening(split, 540, kMonday + 4, 1020) == Opening{3, 540}); // over the weekend
    CHECK(model::next_opening({{}, 0b10}, 540, kMonday, 600) == Opening{1, 540});
    CHECK(model::next_opening({{}, 0b1}, 540, kMonday, 600) == Opening{7, 540});
    CHECK_FALSE(model::next_opening({{}, 0}, 540, kMonday, 600));
}
