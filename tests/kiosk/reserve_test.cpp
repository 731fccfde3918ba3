#include "kiosk/reserve.h"

#include "kiosk/reserve_line.h"
#include "sample_hall.h"
#include "shared/base/file.h"
#include "tests/queue/day.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <map>
#include <set>

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

const model::DeviceId kKiosk{"kiosk-1"};
const model::ServiceId kDeposit{"deposit"};

wire::Session session(int number) {
    wire::Session session{};
    for (int byte = 0; byte < 4; ++byte)
        session[static_cast<std::size_t>(byte)] = static_cast<std::byte>(number >> (8 * byte));
    return session;
}

model::TakeTicket take(const std::string& service) {
    return {{service}, {}, "en", {}};
}

model::Answer leased(std::uint64_t seq, std::vector<model::NumberBlock> blocks) {
    model::Answer answer;
    answer.seq = seq;
    answer.blocks = std::move(blocks);
    return answer;
}

/// With deposit's numbers 901 to 904, on a day of its own.
Reserve small_reserve() {
    Reserve reserve;
    reserve.begin(7, 20260302, session(1));
    reserve.lease(leased(5, {{kDeposit, 901, 904, {}}}));
    return reserve;
}

std::string give(Reserve& reserve, int visit) {
    const Given* given =
        reserve.give(session(visit), take("deposit"), "A", sample::now(), session(visit + 1000));
    return given == nullptr ? std::string() : given->over.number;
}

} // namespace

TEST_CASE("Reserve: gives the numbers of a block in order, to each visit one, and none beyond it",
          "[kiosk][reserve]") {
    Reserve reserve = small_reserve();

    CHECK(give(reserve, 10) == "A901");
    CHECK(give(reserve, 11) == "A902");
    CHECK(give(reserve, 10) == "A901"); // the same visit, asked again
    CHECK(reserve.left(kDeposit) == 2);
    CHECK(give(reserve, 12) == "A903");
    CHECK(give(reserve, 13) == "A904");
    CHECK(give(reserve, 14).empty());
    CHECK(reserve.give(session(15), take("loan"), "B", sample::now(), session(16)) == nullptr);
    CHECK(reserve.given().size() == 4);
}

TEST_CASE("Reserve: a number that is handed over or lost is never left again", "[kiosk][reserve]") {
    Reserve reserve = small_reserve();
    give(reserve, 10);
    give(reserve, 11);
    reserve.handed_over();
    reserve.lose();
    CHECK(reserve.lost() == std::vector<Lost>{{"A902", sample::now()}});

    // The hall knows of the first one only, and of more than that where the record is old.
    reserve.lease(leased(0, {{kDeposit, 901, 904, {901}}}));
    CHECK(give(reserve, 12) == "A903");
    reserve.lease(leased(9, {{kDeposit, 901, 904, {901, 903, 904}}, {kDeposit, 921, 922, {}}}));
    CHECK(give(reserve, 13) == "A921");
}

TEST_CASE("Reserve: gives none of the numbers that were leased before its record began", "[kiosk][reserve]") {
    Reserve reserve;
    reserve.begin(7, 20260302, session(1));
    SECTION("the answer made no block") {
        reserve.lease(leased(0, {{kDeposit, 901, 904, {}}}));
        CHECK(reserve.left(kDeposit) == 0);
    }
    SECTION("the answer made a second block") {
        reserve.lease(leased(5, {{kDeposit, 901, 904, {901}}, {kDeposit, 905, 908, {}}}));
        CHECK(reserve.left(kDeposit) == 0);
    }
    reserve.lease(leased(9, {{kDeposit, 901, 904, {}}, {kDeposit, 921, 922, {}}}));
    CHECK(give(reserve, 10) == "A921");
}

TEST_CASE("Reserve: with a new day its numbers end, and what was not handed over is on the list",
          "[kiosk][reserve]") {
    Reserve reserve = small_reserve();
    give(reserve, 10);
    reserve.doubt(session(10), 1);

    reserve.begin(7, 20260303, session(2));

    CHECK(reserve.left(kDeposit) == 0);
    CHECK(reserve.given().empty());
    CHECK(reserve.doubts().empty());
    CHECK(reserve.lost().size() == 1);
    CHECK(reserve.first_lease() == session(2));
    reserve.begin(7, 20260304, session(3));
    CHECK(reserve.lost().empty());
}

TEST_CASE("Reserve: its text holds all of it, and no other text is taken for it", "[kiosk][reserve]") {
    Reserve reserve = small_reserve();
    give(reserve, 10);
    give(reserve, 11);
    reserve.lose();
    reserve.doubt(session(12), 3);
    const std::string whole = encode(reserve);
    CHECK(decode_reserve(whole) == reserve);
    CHECK(decode_reserve(encode(Reserve())) == Reserve());

    for (std::size_t length = 0; length < whole.size(); ++length)
        CHECK_FALSE(decode_reserve(whole.substr(0, length)));
    for (std::size_t i = 0; i < whole.size(); ++i) {
        std::string damaged = whole;
        damaged[i] = static_cast<char>(damaged[i] ^ 1);
        CHECK_FALSE(decode_reserve(damaged));
    }
}

TEST_CASE("Reserve: lines that no reserve writes are refused", "[kiosk][reserve]") {
    const std::string given = encode(small_reserve());
    CHECK(decode_reserve(sealed("day 7 20260302\nstretch deposit 901 904\n")));
    for (const char* lines :
         {"day 7\n", "day 7 -1\n", "day 7 20260302 x\n", "stretch deposit 906 904\n", "stretch deposit 0 4\n",
          "stretch deposit 1 100000\n", "stretch Deposit 1 4\n", "stretch  1 4\n", "first-lease 00\n",
          "doubt 00 1\n", "lost 901 0\n", "lost ABC901 0\n", "lost A901 now\n", "given 00 00 00\n", "other\n",
          "\n", "day 7 20260302"}) {
        INFO(lines);
        CHECK_FALSE(decode_reserve(sealed(lines)));
    }
}

TEST_CASE("ReserveFile: whatever a broken disk left, the kiosk comes up; what cannot be kept is not given",
          "[kiosk][reserve]") {
    const support::TemporaryFolder folder;
    const auto path = folder / "reserve";
    ReserveFile(path).change([](Reserve& reserve) { reserve = small_reserve(); });
    CHECK(ReserveFile(path).reserve() == small_reserve());
    CHECK((std::filesystem::status(path).permissions() & std::filesystem::perms::mask) ==
          std::filesystem::perms(0600));

    ReserveFile file(path);
    std::filesystem::create_directory(folder / "reserve.new"); // a disk that takes nothing more
    CHECK_THROWS_AS(file.change([](Reserve& reserve) { give(reserve, 10); }), base::FileError);
    CHECK(file.reserve() == small_reserve());

    std::filesystem::remove(folder / "reserve.new");
    base::write_file(path, base::read_file(path) + "x");
    CHECK(ReserveFile(path).reserve() == Reserve());
}

TEST_CASE("Reserve: the answer is the hall's, as far as it can be known", "[kiosk][reserve]") {
    const model::Hall hall = sample::board().hall;
    Given given;
    given.over = {{}, {"housing-loan"}, {}, "en", {}, "B901", sample::now(), {}};
    const auto ticket = [&](const char* channel) {
        given.over.channel = {channel};
        return *answer_of(given, hall).ticket;
    };

    CHECK(ticket("").channel == model::ChannelId{"ordinary"});
    CHECK(ticket("").approval == model::Approval::NotNeeded);
    CHECK(ticket("elderly").channel == model::ChannelId{"elderly"});
    CHECK(ticket("urgent").channel == model::ChannelId{"ordinary"});
    CHECK(ticket("urgent").declared == model::ChannelId{"urgent"});
    CHECK(ticket("urgent").approval == model::Approval::Pending);
    CHECK(ticket("").number == "B901");
    CHECK(ticket("").entry == sample::now());
    CHECK_FALSE(answer_of(given, hall).forecast.known);
}

namespace {

/// A hall by its own rules, which remembers what it answered, and a kiosk that may be killed between any two
/// steps: only `disk` is left then.
struct World {
    support::Day day;
    std::map<wire::Session, model::Answer> remembered;
    Reserve reserve;
    std::string disk;
    int sessions = 0;
    std::map<int, std::vector<std::string>> told; ///< to visitors, by day
    std::set<std::string> surely;                 ///< of today, and not on a disk that was lost

    World() : day(hall()) {}
    static model::Hall hall() {
        model::Hall hall = support::small_hall();
        hall.rules.leased_numbers = 4;
        return hall;
    }

    wire::Session new_session() { return session(++sessions); }
    void save() { disk = encode(reserve); }
    void kill() { reserve = decode_reserve(disk).value_or(Reserve()); }

    model::Answer ask(const wire::Session& id, const model::Command& command) {
        if (const auto known = remembered.find(id); known != remembered.end())
            return known->second;
        model::Answer answer;
        const auto decided = day.decide(command);
        if (!decided)
            answer.refusal = decided.error().refusal;
        else if (!decided->empty())
            answer.seq = decided->back().seq;
        day.ask(command);
        if (const auto blocks = day.state().blocks().find(kKiosk); blocks != day.state().blocks().end())
            answer.blocks = blocks->second;
        return remembered[id] = answer;
    }

    /// `way`: where it is killed. 0: not; 1: before the disk has it; 2: before the visitor is told, who then
    /// hears of it after the restart.
    void visit(const std::string& service, int way) {
        const wire::Session errand = new_session();
        const std::string letter = service == "deposit" ? "A" : service == "loan" ? "B" : "C";
        if (reserve.day() != day.state().day() ||
            reserve.give(errand, take(service), letter, day.now().time, new_session()) == nullptr)
            return;
        if (way == 1)
            return kill();
        save();
        if (way == 2)
            kill();
        const std::string number = reserve.given_for(errand)->over.number;
        told[day.state().day()].push_back(number);
        surely.insert(number);
    }
    /// One step of what is due while the hall is in reach. `way`: 0: well; 1: killed before the answer; 2:
    /// before the answer is on the disk.
    bool step(int way) {
        if (reserve.day() != day.state().day()) {
            reserve.begin(7, day.state().day(), new_session());
            save();
            return true;
        }
        if (!reserve.given().empty()) {
            const Given given = reserve.given().front();
            model::HandOver over = given.over;
            over.device = kKiosk;
            const auto answer = ask(given.session, over);
            RC_ASSERT((answer.ok() || answer.refusal == model::Refusal::NumberUsed));
            if (way == 1) {
                kill();
                return true;
            }
            reserve.handed_over();
        } else {
            const auto answer =
                ask(reserve.first_lease().value_or(new_session()), model::LeaseNumbers{kKiosk});
            if (way == 1) {
                kill();
                return true;
            }
            reserve.lease(answer);
            if (way == 0)
                save();
            else
                kill();
            return false;
        }
        if (way == 0)
            save();
        else
            kill();
        return true;
    }
    void lose_disk() {
        disk.clear();
        kill();
        surely.clear();
    }
    void next_day() {
        while (step(0)) {
        }
        check_day();
        day.advance(24h);
        day.roll_over();
        surely.clear();
    }

    /// Of what visitors were told nothing is double, and all of it is issued, once, in order.
    void check_day() {
        const int today = day.state().day();
        const auto& numbers = told[today];
        RC_ASSERT(std::set(numbers.begin(), numbers.end()).size() == numbers.size());
        std::vector<std::string> issued;
        for (const model::Event& event : day.events())
            if (event.kind == model::EventKind::TicketIssued && event.day == today && event.device == kKiosk)
                issued.push_back(event.number);
        RC_ASSERT(std::set(issued.begin(), issued.end()).size() == issued.size());
        std::vector<std::string> owed;
        for (const std::string& number : numbers)
            if (surely.contains(number) || std::ranges::count(issued, number) > 0)
                owed.push_back(number);
        RC_ASSERT(issued == owed);
    }
};

} // namespace

TEST_CASE("Reserve: whenever the kiosk is killed, no number is given twice and none is lost",
          "[kiosk][reserve]") {
    rc::prop("", [] {
        World world;
        const auto deeds = *rc::gen::container<std::vector<std::pair<int, int>>>(
            80, rc::gen::pair(rc::gen::inRange(0, 41), rc::gen::inRange(0, 3)));
        const std::vector<std::string> services{"deposit", "loan", "pension"};
        while (world.step(0)) {
        }
        for (const auto& [deed, way] : deeds) {
            world.day.advance(1s);
            if (deed < 22)
                world.visit(services[static_cast<std::size_t>(deed) % services.size()], way);
            else if (deed < 34)
                world.step(way);
            else if (deed < 37)
                world.day.take("deposit");
            else if (deed == 37)
                world.kill();
            else if (deed <= 39)
                world.lose_disk();
            else
                world.next_day();
        }
        while (world.step(0)) {
        }
        world.check_day();
    });
}
