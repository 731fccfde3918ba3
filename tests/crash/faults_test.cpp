// What people meet when a disk, a folder or a clock is not as it should be: with the real hall, and the
// sentence that its operator finds in the log.

#include "shared/base/file.h"
#include "shared/base/zone.h"
#include "tests/crash/crowd.h"
#include "tests/crash/faults.h"
#include "tests/support/running_hall.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <sched.h>
#include <sys/mount.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <iterator>

using namespace std::chrono_literals;
using Catch::Contains;
using model::EventKind;
using model::Refusal;

namespace {

constexpr int kBadConfiguration = 2;
const model::TakeTicket kDeposit{{"deposit"}, {}, {}, {}};

/// A disk of its own for a hall's state: a real file system, small enough to be filled. Needs root.
class SmallDisk {
  public:
    explicit SmallDisk(std::filesystem::path place) : place_(std::move(place)) {
        static const bool apart = ::unshare(CLONE_NEWNS) == 0 && // seen by nobody but us and our halls
                                  ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
        REQUIRE(apart);
        std::filesystem::create_directories(place_);
        REQUIRE(::mount("jiaohao-test", place_.c_str(), "tmpfs", 0, "size=4m,mode=0700") == 0);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk() { ::umount2(place_.c_str(), MNT_DETACH); }

    void fill() const {
        std::ofstream ballast(place_ / "ballast", std::ios::binary);
        const std::string piece(4096, 'x');
        while (ballast.write(piece.data(), static_cast<std::streamsize>(piece.size())).flush())
            ;
    }
    void make_room() const { std::filesystem::remove(place_ / "ballast"); }
    void only_for_reading() const {
        REQUIRE(::mount("jiaohao-test", place_.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) == 0);
    }

  private:
    std::filesystem::path place_;
};

/// A hall whose disk and clock the test breaks.
struct Stand {
    support::TemporaryFolder folder;
    support::RunningHall hall{folder.path()};
    crash::Faults faults{folder.path(), hall.state()};

    Stand() { hall.set_environment(faults.environment()); }

    /// In this zone, with days that begin at this hour.
    void live_in(const std::string& zone, int roll_over_hour) {
        const auto file = folder / "hall.toml";
        std::string text = base::read_file(file);
        const auto put = [&](const std::string& key, const std::string& value) {
            const auto at = text.find(key + " = ");
            REQUIRE(at != std::string::npos);
            text.replace(at, text.find('\n', at) - at, key + " = " + value);
        };
        put("zone", '"' + zone + '"');
        put("roll_over_hour", std::to_string(roll_over_hour));
        put("opens", fmt::format("\"{:02}:00\"", roll_over_hour));
        base::write_file(file, text);
    }

    void set_clock(base::WallTime time) { faults.set_clock(time - base::SystemClock().wall()); }

    /// What it has logged, once these words are there; or all the same, after a while.
    std::string log_with(const std::string& words) {
        support::eventually([&] { return hall.process().errors().find(words) != std::string::npos; }, 5s);
        return hall.process().errors();
    }

    /// How it ends when it cannot start.
    support::Ended refused() {
        const bool started = hall.start();
        CHECK_FALSE(started);
        const auto code = hall.process().wait();
        return {code.value_or(-1), {}, hall.process().errors()};
    }

    void stop() {
        hall.process().signal(SIGTERM);
        CHECK(hall.process().wait() == 0);
    }
};

#define CHECK_LOG(stand, words) CHECK_THAT((stand).log_with(words), Contains(words))

int count(const std::vector<model::Event>& events, EventKind kind) {
    return static_cast<int>(std::ranges::count(events, kind, &model::Event::kind));
}

/// Until the hall, which tries once a second, serves again.
std::optional<model::Answer> served_again(support::Device& kiosk) {
    std::optional<model::Answer> answer;
    support::eventually([&] {
        answer = kiosk.ask(kDeposit);
        return answer && answer->ok();
    });
    return answer;
}

/// As a user would be who is not root.
support::Ended run_without_privileges(const support::RunningHall& hall) {
    std::vector<std::string> words{"setpriv", "--bounding-set", "-dac_override,-dac_read_search",
                                   "--inh-caps", "-dac_override,-dac_read_search"};
    const auto command = hall.command();
    words.insert(words.end(), command.begin(), command.end());
    return support::run(words);
}

} // namespace

TEST_CASE("Hall: on a full disk nobody is served; when there is room, everybody is, by itself",
          "[hall][faults]") {
    Stand stand;
    const SmallDisk disk(stand.hall.state());
    REQUIRE(stand.hall.start());
    support::Device kiosk(stand.hall.line("kiosk-1"));
    REQUIRE(kiosk.ask(kDeposit)->ok());
    disk.fill();

    int issued = 1;
    std::optional<model::Answer> answer;
    while ((answer = kiosk.ask(kDeposit)) && answer->ok())
        ++issued;
    REQUIRE(answer);
    CHECK(answer->refusal == Refusal::Overloaded);
    CHECK_LOG(stand, "please make room on its disk; nobody is served until the disk takes a write again");
    CHECK(kiosk.snapshot());

    disk.make_room();
    const auto next = served_again(kiosk);
    REQUIRE(next);
    CHECK(next->ticket->number == fmt::format("A{:03}", issued + 1));
    CHECK_LOG(stand, "the disk takes writes again; everybody is served");
    stand.stop();

    disk.fill();
    const auto ended = stand.refused();
    CHECK(ended.code == kBadConfiguration);
    CHECK_THAT(ended.errors, Contains("please make room on its disk"));
}

TEST_CASE("Hall: on a disk that became read-only nobody is served, and the operator hears why",
          "[hall][faults]") {
    Stand stand;
    REQUIRE(stand.hall.start());
    support::Device kiosk(stand.hall.line("kiosk-1"));
    REQUIRE(kiosk.ask(kDeposit)->ok());

    stand.faults.fail_writes(EROFS);
    CHECK(kiosk.ask(kDeposit)->refusal == Refusal::Overloaded);
    CHECK(kiosk.ask(kDeposit)->refusal == Refusal::Overloaded);
    CHECK_LOG(stand, "please mount its disk for writing");
    CHECK(kiosk.snapshot());
    stand.faults.fail_writes(0);

    CHECK(served_again(kiosk)->ticket->number == "A002");
}

TEST_CASE("Hall: does not start on a read-only disk, and says what to do", "[hall][faults]") {
    Stand stand;
    const SmallDisk disk(stand.hall.state());
    REQUIRE(stand.hall.start());
    stand.stop();
    disk.only_for_reading();

    const auto ended = stand.refused();

    CHECK(ended.code == kBadConfiguration);
    CHECK_THAT(ended.errors, Contains("Read-only file system; please mount its disk for writing"));
}

TEST_CASE("Hall: what a failing disk did not flush was promised to nobody", "[hall][faults]") {
    Stand stand;
    REQUIRE(stand.hall.start());
    support::Device kiosk(stand.hall.line("kiosk-1"));
    REQUIRE(kiosk.ask(kDeposit)->ok());

    stand.faults.fail_syncs(EIO);
    CHECK(kiosk.ask(kDeposit)->refusal == Refusal::Overloaded);
    CHECK_LOG(stand, "please look after the disk, it reports errors");
    stand.faults.fail_syncs(0);
    REQUIRE(served_again(kiosk)->ticket->number == "A002");
    stand.hall.kill();

    REQUIRE(stand.hall.start());
    CHECK(kiosk.ask(kDeposit)->ticket->number == "A003");
    CHECK(count(stand.hall.events(), EventKind::TicketIssued) == 3);
}

TEST_CASE("Hall: a disk that can be neither written nor read ends it, and it comes back whole",
          "[hall][faults]") {
    Stand stand;
    REQUIRE(stand.hall.start());
    support::Device kiosk(stand.hall.line("kiosk-1"));
    REQUIRE(kiosk.ask(kDeposit)->ok());
    stand.stop(); // with nothing of the journal in its memory
    REQUIRE(stand.hall.start());

    stand.faults.fail_reads(EIO);
    stand.faults.fail_writes(EIO);
    static_cast<void>(kiosk.ask(kDeposit, 1s));
    const auto code = stand.hall.process().wait(5s);
    stand.faults.fail_reads(0);
    stand.faults.fail_writes(0);

    if (code) { // else it had all that it needed in its memory, and goes on
        CHECK(*code == 1);
        CHECK_LOG(stand, "please look after the disk");
        REQUIRE(stand.hall.start());
    }
    CHECK(served_again(kiosk)->ticket->number == "A002");
}

TEST_CASE("Hall: a damaged journal is not used, and the operator is sent for a copy", "[hall][faults]") {
    Stand stand;
    REQUIRE(stand.hall.start());
    support::Device kiosk(stand.hall.line("kiosk-1"));
    for (int i = 0; i < 200; ++i)
        REQUIRE(kiosk.ask(kDeposit)->ok());
    stand.stop();
    const auto file = stand.hall.state() / "journal.db";
    const std::string whole = base::read_file(file);
    REQUIRE(whole.size() > 40'000);

    std::string damaged = whole;
    damaged.replace(4 * 4096, 4096, std::string(4096, '\x55'));
    base::write_file(file, damaged, 0600);
    const auto one_page = stand.refused();
    base::write_file(file, std::string(whole.size(), '\0'), 0600);
    const auto nothing = stand.refused();

    for (const auto& ended : {one_page, nothing}) {
        CHECK(ended.code == kBadConfiguration);
        CHECK_THAT(ended.errors, Contains("restore a copy"));
    }
    base::write_file(file, whole, 0600);
    REQUIRE(stand.hall.start());
    CHECK(kiosk.ask(kDeposit)->ticket->number == "A201");
}

TEST_CASE("Hall: a folder or key that others may touch is refused with the command that mends it",
          "[hall][faults]") {
    using std::filesystem::perms;
    Stand stand;
    REQUIRE(stand.hall.start());
    stand.stop();
    const auto state = stand.hall.state();
    const auto refused_with = [&](const std::filesystem::path& path, perms wrong, const std::string& words) {
        const auto right = std::filesystem::status(path).permissions();
        std::filesystem::permissions(path, wrong);
        const auto ended = stand.refused();
        CHECK(ended.code == kBadConfiguration);
        CHECK_THAT(ended.errors, Contains(words));
        std::filesystem::permissions(path, right);
    };

    refused_with(state, perms(0777), "chmod go-w " + state.string());
    refused_with(state / "keys", perms(0720), "chmod go-w " + (state / "keys").string());
    refused_with(state / "keys" / "hall.key", perms(0644), "please make it private: chmod 600");
    CHECK(stand.hall.start());
}

TEST_CASE("Hall: what its user may not use is named, and to whom to give it", "[hall][faults]") {
    using std::filesystem::perms;
    Stand stand;
    REQUIRE(stand.hall.start());
    stand.stop();
    const auto state = stand.hall.state();
    for (const std::filesystem::path& path :
         {state, state / "lock", state / "keys" / "hall.key", state / "journal.db", state / "devices.conf"}) {
        INFO(path);
        const auto right = std::filesystem::status(path).permissions();
        std::filesystem::permissions(path, path == state ? perms(0500) : perms::none);
        const auto ended = run_without_privileges(stand.hall);
        std::filesystem::permissions(path, right);

        CHECK(ended.code == kBadConfiguration);
        CHECK_THAT(ended.errors, Contains("to the user that runs this program (chown)"));
    }
    CHECK(stand.hall.start());
}

TEST_CASE("Hall: a clock set forward begins a new day; set back, time stands still and nothing is repeated",
          "[hall][faults]") {
    Stand stand;
    REQUIRE(stand.hall.start());
    support::Device kiosk(stand.hall.line("kiosk-1"));
    REQUIRE(kiosk.ask(kDeposit)->ticket->number == "A001");

    stand.faults.set_clock(3h);
    CHECK_LOG(stand, "the clock was set forward by 3 h 0 min");
    CHECK(kiosk.ask(kDeposit)->ticket->number == "A002");

    stand.faults.set_clock(27h);
    CHECK_LOG(stand, "the clock was set forward by 24 h 0 min");
    const auto late = kiosk.ask(kDeposit);
    CHECK(late->ticket->number == "A001");

    stand.faults.set_clock(-26h);
    CHECK_LOG(stand, "the clock is 53 h 0 min behind the journal; until it has caught up, time stands still; "
                     "please set it right (timedatectl)");
    const auto frozen = kiosk.ask(kDeposit);
    CHECK(frozen->ticket->number == "A002");
    CHECK(frozen->ticket->issued >= late->ticket->issued);
    stand.hall.kill();
    REQUIRE(stand.hall.start());
    CHECK_LOG(stand, "behind the journal; until it has caught up, time stands still");
    CHECK(kiosk.ask(kDeposit)->ticket->number == "A003");

    stand.faults.set_clock(28h);
    CHECK_LOG(stand, "the clock has caught up with the journal; time goes on");
    CHECK(kiosk.ask(kDeposit)->ticket->number == "A004");
    CHECK(count(stand.hall.events(), EventKind::DayBegan) == 2);
}

TEST_CASE(
    "Hall: in the nights when the clocks change a day begins once, and nobody waits an hour more or less",
    "[hall][faults]") {
    // Days begin at two: an hour that is skipped in spring and comes twice in autumn.
    const base::Zone berlin("Europe/Berlin");
    const auto night =
        GENERATE(base::LocalTime{2026, 3, 29, 0, 30, 0, 0}, base::LocalTime{2026, 10, 25, 0, 30, 0, 0});
    Stand stand;
    stand.live_in("Europe/Berlin", 2);
    const auto half_past_midnight = berlin.wall(night);
    stand.set_clock(half_past_midnight);
    const bool started = stand.hall.start();
    INFO(stand.hall.process().errors());
    REQUIRE(started);
    support::Device admin(stand.hall.line("admin"));
    const auto post = [&](int number) {
        return admin.ask(model::PostNotices{{model::Names({{"en", fmt::format("Notice {}", number)}})}});
    };
    REQUIRE(post(0)->ok());
    const int evening = admin.snapshot()->day;
    CHECK(evening == night.year * 10000 + night.month * 100 + night.day - 1);

    for (int quarter = 1; quarter <= 18; ++quarter) { // to six or four o'clock
        stand.set_clock(half_past_midnight + quarter * 15min);
        REQUIRE(post(quarter)->ok());
    }
    REQUIRE(admin.ask(kDeposit)->ticket->number == "A001");

    const auto events = stand.hall.events();
    CHECK(count(events, EventKind::DayBegan) == 2);
    std::vector<model::Event> posted;
    std::ranges::copy_if(events, std::back_inserter(posted),
                         [](const model::Event& event) { return event.kind == EventKind::NoticesPosted; });
    REQUIRE(posted.size() == 19);
    CHECK(std::ranges::count(posted, evening, &model::Event::day) == 6); // 0:30 to 1:45
    CHECK(std::ranges::count(posted, evening + 1, &model::Event::day) == 13);
    CHECK(std::ranges::is_sorted(posted, {}, &model::Event::day));
    for (std::size_t i = 1; i < posted.size(); ++i) {
        CHECK(posted[i].at - posted[i - 1].at > 14min);
        CHECK(posted[i].at - posted[i - 1].at < 16min);
    }
}

TEST_CASE("Hall: a failpoint that there is not is refused with those that there are", "[hall][faults]") {
    Stand stand;
    CHECK_FALSE(stand.hall.start("before-comit:1"));
    CHECK(stand.hall.process().wait() == kBadConfiguration);
    CHECK_LOG(stand, "names are new-journal, migration, boot");
}

TEST_CASE("Hall: days that end and begin in the rush lose and repeat nothing", "[hall][faults]") {
    Stand stand;
    REQUIRE(stand.hall.start());
    crash::Random random(Catch::rngSeed());
    crash::Crowd crowd(stand.hall, random);
    crowd.begin();
    constexpr int kDays = 5;
    for (int day = 1; day <= kDays; ++day) {
        REQUIRE(support::turn_until(crowd.loop(), [&] {
            return crowd.history().size() > static_cast<std::size_t>(150 * day) && crowd.all_were_answered();
        }));
        stand.faults.set_clock(day * 24h);
    }
    REQUIRE(support::turn_until(crowd.loop(), [&] { return crowd.all_were_answered(); }));
    crowd.finish();
    REQUIRE(support::turn_until(crowd.loop(), [&] { return !crowd.busy(); }));

    const auto journal = stand.hall.events();
    const auto shown = support::turn_until(crowd.loop(), [&] { return crowd.displays_show(journal.size()); });

    CHECK(shown);
    CHECK(count(journal, EventKind::DayBegan) == kDays + 1);
    CHECK(count(journal, EventKind::TicketExpired) > 0);
    auto complaints = support::judge(crowd.history(), journal);
    for (const auto* board : crowd.boards())
        std::ranges::move(support::judge_board(*board, journal), std::back_inserter(complaints));
    INFO(fmt::format("{}", fmt::join(complaints, "\n")));
    CHECK(complaints.empty());
}
