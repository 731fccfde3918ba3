#include "kiosk/idcard/session.h"

#include "kiosk/idcard/virtual_module.h"
#include "tests/kiosk/idcard_bench.h"

#include <catch2/catch.hpp>

#include <functional>
#include <random>

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

const wire::PersonKey& session_key() {
    static const wire::PersonKey key(std::array<std::byte, wire::PersonKey::kSize>{});
    return key;
}

/// A session and a module with a cable between them, and what the session told.
struct Bench {
    CardSession session{session_key()};
    VirtualModule module;
    base::SteadyTime now{1h};
    std::size_t piece = SIZE_MAX; ///< the cable's
    std::vector<CardRead> cards;
    std::vector<CardFailure> failures;
    std::vector<bool> reader;
    int reopened = 0;
    int sent = 0;

    Bench() { session.set_day(kServiceDay, now); }

    void up() { carry_out(session.cable_up(now)); }
    void seek(bool wanted) { session.seek(wanted, now); }
    void hear(std::span<const std::byte> bytes) { carry_out(session.received(bytes, now)); }
    void hear_frame(const std::vector<std::byte>& payload) { hear(sdt_frame(payload)); }

    void carry_out(const CardSession::Effects& effects) {
        for (const auto& effect : effects) {
            if (const auto* frame = std::get_if<SendFrame>(&effect)) {
                ++sent;
                const auto answer = module.take(frame->bytes);
                for (std::span<const std::byte> left(answer); !left.empty();) {
                    const auto count = std::min(piece, left.size());
                    hear(left.first(count));
                    left = left.subspan(count);
                }
            } else if (const auto* card = std::get_if<CardRead>(&effect))
                cards.push_back(*card);
            else if (const auto* failure = std::get_if<CardFailure>(&effect))
                failures.push_back(*failure);
            else if (const auto* there = std::get_if<ReaderThere>(&effect))
                reader.push_back(there->there);
            else
                ++reopened;
        }
    }
    /// Lets time pass, deadline by deadline.
    void wait(base::Duration time) {
        const auto end = now + time;
        for (auto next = session.next_deadline(); next && *next <= end; next = session.next_deadline()) {
            now = std::max(now, *next);
            carry_out(session.tick(now));
        }
        now = end;
    }
    int finds() const { return module.requests(0x20, 0x01); }
    int reads() const { return module.requests(0x30, 0x01); }
};

/// With a reader that is there, and a card wanted.
struct Seeking : Bench {
    Seeking() {
        up();
        seek(true);
    }
};

} // namespace

TEST_CASE("Card session: a reader that answers is there", "[idcard][session]") {
    Bench bench;
    CHECK_FALSE(bench.session.next_deadline());
    bench.up();
    CHECK(bench.reader == std::vector{true});
    CHECK(bench.finds() == 0);
}

TEST_CASE("Card session: looks for a card three times a second while one is wanted", "[idcard][session]") {
    Bench bench;
    bench.up();
    bench.wait(60s);
    CHECK(bench.finds() == 0);
    CHECK(bench.module.requests(0x11, 0xFF) <= 21); // asks for its health from time to time

    bench.seek(true);
    bench.wait(9990ms);
    CHECK(bench.finds() == 30);

    bench.seek(false);
    bench.wait(10s);
    CHECK(bench.finds() <= 31);
}

TEST_CASE("Card session: looks at once when a card is wanted", "[idcard][session]") {
    Bench bench;
    bench.up();
    bench.wait(1s);
    bench.seek(true);
    CHECK(bench.session.next_deadline() == bench.now);
}

TEST_CASE("Card session: looks for none without a day", "[idcard][session]") {
    for (const int day : {0, 20260230, 260302}) {
        Seeking bench;
        bench.session.set_day(day, bench.now);
        bench.module.lay_on({});
        bench.wait(10s);
        CHECK(bench.finds() == 0);
        bench.session.set_day(kServiceDay, bench.now);
        bench.wait(1s);
        CHECK(bench.cards.size() == 1);
    }
}

TEST_CASE("Card session: reads a card once, until it is lifted", "[idcard][session]") {
    for (const bool finds_selected : {false, true}) {
        Seeking bench;
        bench.module.set_finds_selected(finds_selected);
        bench.module.lay_on({});
        bench.wait(10s);
        REQUIRE(bench.cards.size() == 1);
        CHECK(bench.cards[0] ==
              CardRead{76, true, wire::person_token(session_key(), kServiceDay, "11010519491231002X")});
        CHECK(bench.reads() == 1);

        bench.module.lift();
        bench.wait(1s);
        bench.module.lay_on({});
        bench.wait(1s);
        CHECK(bench.cards.size() == 2);
        CHECK(bench.failures.empty());
    }
}

TEST_CASE("Card session: a card left behind is not read for the next visitor", "[idcard][session]") {
    for (const bool finds_selected : {false, true}) {
        Seeking bench;
        bench.module.set_finds_selected(finds_selected);
        bench.module.lay_on({});
        bench.wait(1s);
        REQUIRE(bench.cards.size() == 1);

        bench.seek(false);
        bench.wait(30s);
        bench.seek(true);
        bench.wait(10s);
        CHECK(bench.cards.size() == 1);

        bench.seek(false);
        bench.module.lift();
        bench.wait(2s);
        bench.module.lay_on({});
        bench.wait(2s);
        CHECK(bench.cards.size() == 1);
        bench.seek(true); // and one laid on before it was asked for is read now
        bench.wait(1s);
        CHECK(bench.cards.size() == 2);
    }
}

TEST_CASE("Card session: what comes after nobody wants it any more is not told", "[idcard][session]") {
    Seeking bench;
    bench.module.set_silent(true);
    bench.wait(500ms); // the first find is under way
    bench.hear_frame(VirtualModule::status(0x9F, 4));
    bench.hear_frame(VirtualModule::status(0x90, 8));

    bench.seek(false);
    bench.module.set_silent(false);
    bench.module.lay_on({});
    const auto text = VirtualCard{}.text();
    auto reply = VirtualModule::status(0x90);
    for (const int each : {1, 0, 0, 0})
        reply.push_back(static_cast<std::byte>(each));
    reply.insert(reply.end(), text.begin(), text.end());
    bench.hear_frame(reply);

    bench.wait(10s);
    CHECK(bench.reads() == 1);
    CHECK(bench.cards.empty());
    CHECK(bench.failures.empty());
}

TEST_CASE("Card session: an expired card and a strange one are told once", "[idcard][session]") {
    Seeking bench;
    bench.module.set_finds_selected(true);
    bench.module.lay_on({.birth_date = {}, .valid_from = "20100101", .valid_until = "20200101"});
    bench.wait(5s);
    CHECK(bench.failures == std::vector{CardFailure::Expired});
    bench.module.lift();
    bench.wait(1s);
    bench.module.lay_on({.number = "110105194912310021", .birth_date = {}});
    bench.wait(5s);
    CHECK(bench.failures == std::vector{CardFailure::Expired, CardFailure::Unknown});
    CHECK(bench.cards.empty());
}

TEST_CASE("Card session: a failed reading is tried again, three times in all", "[idcard][session]") {
    for (const int fails : {1, 2, 3}) {
        Seeking bench;
        bench.module.fail_read(fails);
        bench.module.lay_on({});
        bench.wait(5s);
        CHECK(bench.reads() == std::min(fails + 1, 3));
        CHECK(bench.cards.size() == (fails < 3 ? 1U : 0U));
        CHECK(bench.failures.size() == (fails < 3 ? 0U : 1U));
    }
}

TEST_CASE("Card session: after a card that could not be read the next is a new one", "[idcard][session]") {
    for (const bool finds_selected : {false, true}) {
        Seeking bench;
        bench.module.set_finds_selected(finds_selected);
        bench.module.fail_read(3);
        bench.module.lay_on({});
        bench.wait(10s);
        CHECK(bench.failures == std::vector{CardFailure::Unreadable});

        bench.module.lift();
        bench.wait(1s);
        bench.module.lay_on({});
        bench.wait(1s);
        CHECK(bench.cards.size() == 1);
    }
}

TEST_CASE("Card session: a card that cannot be selected is told after three times", "[idcard][session]") {
    for (const int fails : {1, 2, 3}) {
        Seeking bench;
        bench.module.set_finds_selected(true);
        bench.module.fail_select(fails);
        bench.module.lay_on({});
        bench.wait(5s);
        CHECK(bench.cards.size() == (fails < 3 ? 1U : 0U));
        CHECK(bench.failures.size() == (fails < 3 ? 0U : 1U));
    }
}

TEST_CASE("Card session: a card lifted before it was selected is nothing to speak of", "[idcard][session]") {
    Seeking bench;
    for (int i = 0; i < 10; ++i) {
        bench.module.answer_next(0x20, 0x01, VirtualModule::status(0x9F, 4));
        bench.wait(2s);
    }
    CHECK(bench.module.requests(0x20, 0x02) == 10);
    CHECK(bench.failures.empty());
}

TEST_CASE("Card session: other errors of the reader are survived", "[idcard][session]") {
    for (const unsigned code : {0x10U, 0x11U, 0x21U, 0x31U, 0x33U, 0x40U, 0x50U, 0xA0U}) {
        Bench bench;
        bench.module.answer_next(0x11, 0xFF, VirtualModule::status(code));
        bench.module.answer_next(0x20, 0x01, VirtualModule::status(code));
        bench.module.answer_next(0x20, 0x02, VirtualModule::status(code));
        bench.module.answer_next(0x30, 0x01, VirtualModule::status(code));
        bench.up();
        bench.seek(true);
        bench.module.lay_on({});
        bench.wait(5s);
        CHECK(bench.cards.size() == 1);
        CHECK(bench.reader == std::vector{true});
    }
}

TEST_CASE("Card session: lengths that are not the reply's are a failed reading", "[idcard][session]") {
    for (const std::array<int, 4>& lengths :
         {std::array{1, 0, 4, 1}, {0, 255, 4, 0}, {255, 255, 255, 255}, {0, 0, 0, 0}, {4, 0, 1, 1}}) {
        Seeking bench;
        auto reply = VirtualModule::status(0x90);
        for (const int each : lengths)
            reply.push_back(static_cast<std::byte>(each));
        const auto text = VirtualCard{}.text();
        reply.insert(reply.end(), text.begin(), text.end());
        reply.resize(reply.size() + kCardPhotoSize);
        for (int i = 0; i < 3; ++i)
            bench.module.answer_next(0x30, 0x01, reply);
        bench.module.lay_on({});
        bench.wait(5s);
        CHECK(bench.failures == std::vector{CardFailure::Unreadable});
        CHECK(bench.reads() == 3);
    }
}

TEST_CASE("Card session: a text block of another size is no card we know", "[idcard][session]") {
    Seeking bench;
    auto reply = VirtualModule::status(0x90);
    for (const int each : {0, 4, 0, 4})
        reply.push_back(static_cast<std::byte>(each));
    reply.resize(reply.size() + 8);
    bench.module.answer_next(0x30, 0x01, reply);
    bench.module.lay_on({});
    bench.wait(5s);
    CHECK(bench.failures == std::vector{CardFailure::Unknown});
}

TEST_CASE("Card session: a reply damaged on its way is asked for again at once", "[idcard][session]") {
    Seeking bench;
    bench.wait(100ms);
    bench.module.lay_on({});
    bool damaged = false;
    const auto deadline = *bench.session.next_deadline();
    bench.now = std::max(bench.now, deadline);
    // By hand, as far as the reading.
    auto effects = bench.session.tick(bench.now);
    while (!damaged) {
        REQUIRE(effects.size() == 1);
        auto answer = bench.module.take(std::get<SendFrame>(effects[0]).bytes);
        if (bench.reads() == 1) {
            answer[9] ^= std::byte{1};
            damaged = true;
        }
        effects = bench.session.received(answer, bench.now);
    }
    CHECK(effects.size() == 1); // without waiting
    bench.carry_out(effects);
    CHECK(bench.cards.size() == 1);
    CHECK(bench.reads() == 2);
}

TEST_CASE("Card session: a reader that says nothing is gone, and comes back", "[idcard][session]") {
    for (const bool wanted : {false, true}) {
        Bench bench;
        bench.up();
        bench.seek(wanted);
        bench.wait(10s);
        CHECK(bench.reader == std::vector{true});

        bench.module.set_silent(true);
        bench.wait(7s);
        CHECK(bench.reader == std::vector{true, false});
        CHECK(bench.reopened == 1);
        CHECK_FALSE(bench.session.next_deadline()); // the cable's turn

        bench.up();
        bench.wait(10s);
        CHECK(bench.reader == std::vector{true, false});
        CHECK(bench.reopened == 2);

        bench.module.set_silent(false);
        bench.up();
        bench.module.lay_on({});
        bench.wait(1s);
        CHECK(bench.reader == std::vector{true, false, true});
        CHECK(bench.cards.size() == (wanted ? 1U : 0U));
    }
}

TEST_CASE("Card session: one or two lost replies are no reason to give the reader up", "[idcard][session]") {
    Seeking bench;
    for (int i = 0; i < 5; ++i) {
        bench.module.set_silent(true);
        bench.wait(1900ms);
        bench.module.set_silent(false);
        bench.wait(2s);
    }
    CHECK(bench.reader == std::vector{true});
    CHECK(bench.reopened == 0);
}

TEST_CASE("Card session: silence in the middle of a reading is told, then the reader is",
          "[idcard][session]") {
    Seeking bench;
    bench.wait(200ms);
    bench.module.set_silent(true);
    bench.wait(300ms);
    bench.hear_frame(VirtualModule::status(0x9F, 4));
    bench.hear_frame(VirtualModule::status(0x90, 8));
    REQUIRE(bench.reads() == 1);
    bench.wait(2900ms);
    CHECK(bench.failures.empty()); // a reading takes its time
    bench.wait(200ms);
    CHECK(bench.failures == std::vector{CardFailure::Unreadable});
    bench.wait(3s);
    CHECK(bench.reader == std::vector{true, false});
}

TEST_CASE("Card session: garbage alone is no sign of life", "[idcard][session]") {
    Bench bench;
    bench.module.set_silent(true);
    bench.up();
    std::mt19937 random(7);
    for (int i = 0; i < 100; ++i) {
        std::vector<std::byte> noise(random() % 300);
        for (auto& each : noise)
            each = static_cast<std::byte>(random() % 3 == 0 ? 0xAAU : random() & 0xFFU);
        bench.hear(noise);
        bench.wait(50ms);
    }
    CHECK(bench.reader.empty());
    CHECK(bench.cards.empty());
    CHECK(bench.reopened == 1);
}

TEST_CASE("Card session: late replies do not bring it out of step", "[idcard][session]") {
    // Every reply comes when the next question is already asked.
    Seeking bench;
    bench.wait(200ms);
    bench.module.set_silent(true);
    bench.wait(1500ms); // a find without reply, and another
    bench.module.set_silent(false);
    bench.hear_frame(VirtualModule::status(0x90)); // late: a status
    bench.hear_frame(VirtualModule::status(0x90, 8));
    bench.hear_frame(VirtualModule::status(0x41));
    bench.hear_frame(VirtualModule::status(0x81));
    bench.module.lay_on({});
    bench.wait(3s);
    CHECK(bench.cards.size() == 1);
    CHECK(bench.reads() == 1);

    // And what was not asked for at all, two in a piece.
    bench.module.lift();
    bench.wait(1s);
    auto both = sdt_frame(VirtualModule::status(0x9F, 4));
    const auto selected = sdt_frame(VirtualModule::status(0x90, 8));
    both.insert(both.end(), selected.begin(), selected.end());
    bench.hear(both);
    CHECK(bench.reads() == 1);
}

TEST_CASE("Card session: a cable that goes takes the reader with it", "[idcard][session]") {
    Seeking bench;
    bench.carry_out(bench.session.cable_down());
    bench.carry_out(bench.session.cable_down());
    CHECK(bench.reader == std::vector{true, false});
    CHECK_FALSE(bench.session.next_deadline());
    bench.hear_frame(VirtualModule::status(0x90));
    CHECK(bench.reader == std::vector{true, false});
}

TEST_CASE("Card session: reads however the cable cuts the bytes", "[idcard][session]") {
    for (const std::size_t piece : {1U, 2U, 7U, 64U, 511U}) {
        Bench bench;
        bench.piece = piece;
        bench.up();
        bench.seek(true);
        bench.module.lay_on({});
        bench.wait(1s);
        CHECK(bench.cards.size() == 1);
    }
}

// The fault moves one byte further each time, through the whole visit.
TEST_CASE("Card session: whichever byte of a visit is lost, the next visit goes well", "[idcard][session]") {
    std::size_t length = 1;
    for (std::size_t lost = 0; lost < length; lost += lost < 60 || lost > 1300 ? 1 : 41) {
        CardSession session(session_key());
        VirtualModule module;
        base::SteadyTime now{1h};
        std::size_t at = 0;
        int cards = 0, reopened = 0;
        session.set_day(kServiceDay, now);
        session.seek(true, now);
        module.lay_on({});
        const std::function<void(const CardSession::Effects&)> carry_out =
            [&](const CardSession::Effects& effects) {
                for (const auto& effect : effects) {
                    if (const auto* frame = std::get_if<SendFrame>(&effect)) {
                        auto answer = module.take(frame->bytes);
                        if (lost >= at && lost < at + answer.size())
                            answer.erase(answer.begin() + static_cast<std::ptrdiff_t>(lost - at));
                        at += answer.size();
                        carry_out(session.received(answer, now));
                    }
                    cards += std::holds_alternative<CardRead>(effect) ? 1 : 0;
                    reopened += std::holds_alternative<ReopenCable>(effect) ? 1 : 0;
                }
            };
        const auto wait = [&](base::Duration time) {
            for (const auto end = now + time; session.next_deadline() && *session.next_deadline() <= end;) {
                now = std::max(now, *session.next_deadline());
                carry_out(session.tick(now));
            }
        };

        carry_out(session.cable_up(now));
        wait(10s);
        length = std::max(length, std::min<std::size_t>(at, 1400));
        cards = 0;
        module.lift();
        wait(2s);
        module.lay_on({});
        wait(5s);

        INFO("byte " << lost);
        CHECK(cards == 1);
        CHECK(reopened == 0);
    }
    CHECK(length == 1400);
}

TEST_CASE("Card session: nothing of a card stays behind in it", "[idcard][session]") {
    Seeking bench;
    bench.module.lay_on({});
    bench.wait(1s);
    REQUIRE(bench.cards.size() == 1);

    const auto memory = std::as_bytes(std::span(&bench.session, 1));
    const auto text = VirtualCard{}.text();
    for (const CardField field : {kBirthDate, kCitizenNumber, kValidFrom, CardField{0, 6}, CardField{52, 20}})
        CHECK(std::ranges::search(memory, std::span(text).subspan(field.offset, field.size)).empty());
    CHECK(bench.cards[0].person.size() == 32);
}
