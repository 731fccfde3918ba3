#include "shared/base/file.h"
#include "shared/base/text.h"
#include "shared/wire/devices.h"
#include "tests/support/running_hall.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <fmt/core.h>

#include <csignal>
#include <memory>

using support::Ended;
using support::RunningHall;

namespace {

Ended jiaohao(std::vector<std::string> words) {
    words.insert(words.begin(), support::program("jiaohao"));
    return support::run(words);
}

std::size_t lines(const std::string& text) {
    return base::split(text, '\n').size() - 1;
}

} // namespace

TEST_CASE("jiaohao: a visitor's way through the hall, each step by its own command", "[admin]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());

    CHECK_THAT(hall.jiaohao({"take", "--service", "loan"}).output,
               Catch::StartsWith("B001, ticket 1: waiting"));
    CHECK_THAT(hall.jiaohao({"open", "--counter", "2", "--clerk", "7"}).output, Catch::Contains("clerk 7"));
    CHECK_THAT(hall.jiaohao({"call", "--counter", "2"}).output, Catch::StartsWith("B001, ticket 1: called"));
    CHECK(hall.jiaohao({"recall", "--counter", "2"}).code == 0);
    CHECK(hall.jiaohao({"start", "--counter", "2"}).code == 0);
    CHECK(hall.jiaohao({"park", "--counter", "2", "--reason", "documents"}).code == 0);
    CHECK(hall.jiaohao({"return", "--ticket", "B001"}).code == 0);
    CHECK(hall.jiaohao({"call", "--counter", "2", "--ticket", "1"}).code == 0);
    CHECK(hall.jiaohao({"start", "--counter", "2"}).code == 0);
    CHECK(hall.jiaohao({"transfer", "--counter", "2", "--to-service", "deposit", "--note", "hurry"}).code ==
          0);
    CHECK(hall.jiaohao({"call", "--counter", "2"}).code == 0);
    CHECK(hall.jiaohao({"finish", "--counter", "2", "--outcome", "done"}).code == 0);
    CHECK(hall.jiaohao({"rate", "--ticket", "1", "--score", "5", "--reason", "quick"}).code == 0);
    CHECK_THAT(hall.jiaohao({"explain", "--ticket", "B001"}).output, Catch::Contains("B001"));
    CHECK(hall.jiaohao({"pause", "--counter", "2", "--reason", "lunch"}).code == 0);
    CHECK_THAT(hall.jiaohao({"status"}).output, Catch::Contains("counter 2: paused, clerk 7 (lunch)"));
    CHECK(hall.jiaohao({"resume", "--counter", "2"}).code == 0);
    CHECK(hall.jiaohao({"notice", "--text", "en=Hello"}).code == 0);
    CHECK_THAT(hall.jiaohao({"status", "--json"}).output, Catch::Contains("Hello"));
    CHECK(hall.jiaohao({"close", "--counter", "2"}).code == 0);
}

TEST_CASE("jiaohao: what is known of one visitor is told and erased by the token on the ticket", "[admin]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());
    const auto taken = hall.jiaohao({"take", "--service", "loan", "--json"}).output;
    const auto at = taken.find("\"token\":\"");
    REQUIRE(at != std::string::npos);
    const std::string token = taken.substr(at + 9, 20);
    CHECK(hall.jiaohao({"take", "--service", "loan"}).code == 0);
    CHECK(hall.jiaohao({"yield", "--token", token}).code == 0);
    CHECK(hall.jiaohao({"erase", "--token", token}).code == 3); // the visit is open
    CHECK(hall.jiaohao({"cancel", "--ticket", "1"}).code == 0);
    CHECK(hall.jiaohao({"word", "--ticket", "1", "--kind", "complaint", "--text", "Too cold"}).code == 0);

    const std::vector<std::string> days{"export", "--from", "2000-01-01", "--to", "29991231"};
    const auto with = [&](std::vector<std::string> more) {
        more.insert(more.begin(), days.begin(), days.end());
        return hall.jiaohao(more);
    };
    const auto own = with({"--token", token});
    CHECK(lines(own.output) == 5); // issued, yielded, cancelled, said, and the follow-up
    CHECK_THAT(own.output, Catch::Contains("Too cold"));
    CHECK(with({"--ticket", "1"}).output == own.output);
    CHECK(lines(with({"--ticket", "2"}).output) == 1);
    CHECK(with({"--token", "00"}).code == 3);

    CHECK(hall.jiaohao({"erase", "--token", token}).code == 0);
    CHECK(hall.jiaohao({"follow-up", "--number", "none", "--step", "close", "--note", "x"}).code == 3);
}

TEST_CASE("jiaohao: a supervisor's orders by the command line", "[admin]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());
    CHECK(hall.jiaohao({"assign-services", "--counter", "2", "--service", "deposit"}).code == 0);
    CHECK(hall.jiaohao({"pause-service", "--service", "loan", "--minutes", "30", "--reason", "line"}).code ==
          0);
    CHECK(hall.jiaohao({"take", "--service", "loan"}).code == 3);
    CHECK(hall.jiaohao({"resume-service", "--service", "loan"}).code == 0);
    CHECK(hall.jiaohao({"take", "--service", "loan"}).code == 0);
    CHECK(hall.jiaohao({"end-day", "--reason", "power cut"}).code == 3);
    CHECK(hall.jiaohao({"end-day", "--reason", "override: power cut"}).code == 0);
    CHECK(hall.jiaohao({"take", "--service", "loan"}).code == 3);
    CHECK(hall.jiaohao({"reopen-day"}).code == 0);
    CHECK(hall.jiaohao({"take", "--service", "loan"}).code == 0);
}

TEST_CASE("jiaohao: a ticket is re-classed for a reason, and explained in the language asked for",
          "[admin]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());
    REQUIRE(hall.jiaohao({"take", "--service", "loan"}).code == 0);

    const auto without = hall.jiaohao({"reclass", "--ticket", "B001", "--channel", "elderly"});
    const auto done = hall.jiaohao({"reclass", "--ticket", "B001", "--channel", "elderly", "--reason",
                                    "has shown the card", "--clerk", "7"});
    const auto english = hall.jiaohao({"explain", "--ticket", "B001"});
    const auto chinese = hall.jiaohao({"explain", "--ticket", "B001", "--language", "zh-Hans"});
    const auto json = hall.jiaohao({"explain", "--ticket", "B001", "--language", "zh-Hant", "--json"});

    CHECK(without.code == 2);
    CHECK_THAT(done.output, Catch::StartsWith("B001, ticket 1: waiting"));
    CHECK_THAT(english.output, Catch::Contains("staff moved it into the channel Elderly") &&
                                   Catch::Contains("As things stand, nobody is called before it."));
    CHECK_THAT(chinese.output, Catch::Contains("按目前情况，前面没有人。"));
    CHECK_THAT(json.output, Catch::Contains("依目前情況，前面沒有人。") && Catch::Contains(R"("ahead":0)"));
    CHECK(lines(json.output) == 1);
}

TEST_CASE("jiaohao: --json prints one object with the short names scripts need", "[admin]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());

    const auto taken = hall.jiaohao({"take", "--service", "deposit", "--json"});

    CHECK(lines(taken.output) == 1);
    CHECK_THAT(taken.output, Catch::Contains(R"("number":"A001")") && Catch::Contains(R"("ticketId":"1")") &&
                                 Catch::Contains(R"("ahead":0)") && Catch::Contains(R"("forecast":{)"));
}

TEST_CASE("jiaohao: the same request ID gets the same ticket, also from another process", "[admin]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());
    const std::vector<std::string> words{"take", "--service", "deposit", "--request", "desk-17", "--json"};

    const auto first = hall.jiaohao(words);
    const auto again = hall.jiaohao(words);

    CHECK(first.code == 0);
    CHECK(again.output == first.output);
    CHECK_THAT(hall.jiaohao({"take", "--service", "deposit"}).output, Catch::StartsWith("A002"));
}

TEST_CASE("jiaohao: a refusal ends with 3 and one polite sentence", "[admin]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());

    const auto unknown = hall.jiaohao({"take", "--service", "cooking"});
    const auto closed = hall.jiaohao({"call", "--counter", "1"});
    const auto nobody = hall.jiaohao({"cancel", "--ticket", "Z999"});

    CHECK(unknown.code == 3);
    CHECK_THAT(unknown.errors, Catch::StartsWith("We do not know this service."));
    CHECK(closed.code == 3);
    CHECK_THAT(closed.errors, Catch::StartsWith("This counter is not open."));
    CHECK(nobody.code == 3);
    CHECK(unknown.output.empty());
}

TEST_CASE("jiaohao: without a hall it ends with 4 as soon as its patience is over", "[admin]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());
    hall.kill();

    const auto status = hall.jiaohao({"status", "--patience", "1"});
    const auto watch = hall.jiaohao({"watch", "--patience", "1"});

    CHECK(status.code == 4);
    CHECK_THAT(status.errors, Catch::Contains("cannot be reached"));
    CHECK(watch.code == 4);
}

TEST_CASE("jiaohao: bad usage, keys and configuration end with 2", "[admin]") {
    const support::TemporaryFolder folder;
    base::write_file(folder / "client.toml", "[hall]\nendpoint = \"tcp://127.0.0.1:1\"\nnonsense = 1\n");

    CHECK(jiaohao({"juggle"}).code == 2);
    CHECK(jiaohao({"take"}).code == 2);
    CHECK(jiaohao({"rate", "--ticket", "1", "--score", "6"}).code == 2);
    CHECK(jiaohao({"transfer", "--counter", "1"}).code == 2);
    CHECK(jiaohao({"export", "--from", "yesterday", "--to", "20260302", "--state", folder.path()}).code == 2);
    CHECK(jiaohao({"status", "--state", folder / "nothing"}).code == 2);
    const auto config = jiaohao({"status", "--config", folder / "client.toml"});
    CHECK(config.code == 2);
    CHECK_THAT(config.errors, Catch::Contains("client.toml:3"));
    CHECK(jiaohao({"--help"}).code == 0);
    CHECK(jiaohao({"--version"}).code == 0);
}

TEST_CASE("jiaohao: a small configuration file says where the hall is and with which keys", "[admin]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());
    base::write_file(folder / "client.toml",
                     fmt::format("[hall]\nendpoint = \"{}\"\nhall_key = \"state/keys/hall.pub\"\nkey = "
                                 "\"state/keys/kiosk-1.key\"\n",
                                 hall.endpoint()));

    const auto taken = jiaohao({"--config", folder / "client.toml", "take", "--service", "loan"});
    const auto opened = jiaohao({"--config", folder / "client.toml", "open", "--counter", "1"});

    CHECK(taken.code == 0);
    CHECK(opened.code == 3);
    CHECK_THAT(opened.errors, Catch::Contains("This device may not do that"));
}

TEST_CASE("jiaohao: exports every event once, as JSON and as CSV with a heading", "[admin]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());
    REQUIRE(hall.jiaohao({"open", "--counter", "1", "--clerk", "7"}).code == 0);
    REQUIRE(hall.jiaohao({"pause", "--counter", "1", "--reason", "tea, \"now\""}).code == 0);

    const auto json = hall.jiaohao({"export", "--from", "2000-01-01", "--to", "29991231", "--json"});
    const auto csv = hall.jiaohao({"export", "--from", "2000-01-01", "--to", "29991231", "--csv"});

    CHECK(lines(json.output) == 3);
    CHECK(lines(csv.output) == 4);
    CHECK_THAT(csv.output, Catch::StartsWith("seq,at,kind,day,") && Catch::Contains(R"("tea, ""now""")"));
}

TEST_CASE("jiaohao: watch prints what happens, one line at once, until it is told to end", "[admin]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());
    support::Process watch(
        {.command = {support::program("jiaohao"), "watch", "--json", "--state", hall.state()}});

    // Whether it has joined yet nobody knows: things happen until it tells of one.
    REQUIRE(support::eventually([&] {
        REQUIRE(hall.jiaohao({"take", "--service", "loan"}).code == 0);
        return watch.output().find(R"("kind":"TICKET_ISSUED")") != std::string::npos;
    }));
    watch.signal(SIGTERM);

    CHECK(watch.wait() == 0);
}

TEST_CASE("jiaohao: check names every mistake with its line", "[admin]") {
    const support::TemporaryFolder folder;
    base::write_file(folder / "hall.toml", "name = 3\nunknown = true\n");

    const auto wrong = jiaohao({"check", folder / "hall.toml"});
    const auto right = jiaohao({"check", "assets/hall/hall.toml"});

    CHECK(wrong.code == 2);
    CHECK_THAT(wrong.errors, Catch::Contains("hall.toml:1") && Catch::Contains("hall.toml:2"));
    CHECK(right.code == 0);
    CHECK_THAT(right.output, Catch::Contains("8 services"));
}

TEST_CASE("jiaohao: a ticket of today is found by its number, however many have ended since", "[admin]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());
    support::Device admin(hall.line("admin"));
    for (std::uint64_t id = 1; id <= model::kRememberFinished + 2; ++id) {
        REQUIRE(admin.ask(model::TakeTicket{{"deposit"}, {}, {}, {}})->ok());
        REQUIRE(admin.ask(model::CancelTicket{{id}})->ok());
    }

    const auto first = hall.jiaohao({"explain", "--ticket", "A001"});

    CHECK(first.code == 0);
    CHECK_THAT(first.output, Catch::Contains("A001"));
    CHECK(hall.jiaohao({"explain", "--ticket", "A999"}).code == 3);
}

TEST_CASE("jiaohao: no device is made that would take the hall's own keys", "[admin]") {
    const support::TemporaryFolder folder;
    const std::string state = folder / "state";
    const auto keys = std::filesystem::path(state) / "keys";
    wire::save_key_pair(keys, "hall", wire::make_key_pair());
    const auto before = base::read_file(keys / "hall.key");

    const auto made = jiaohao({"keys", "make", "hall", "--role", "display", "--state", state});

    CHECK(made.code == 2);
    CHECK(base::read_file(keys / "hall.key") == before);
}

TEST_CASE("jiaohao: of keys made at the same instant none is lost", "[admin]") {
    const support::TemporaryFolder folder;
    const std::string state = folder / "state";
    constexpr std::size_t kMakers = 8;

    std::vector<std::unique_ptr<support::Process>> makers;
    for (std::size_t maker = 0; maker < kMakers; ++maker)
        makers.push_back(std::make_unique<support::Process>(
            support::Launch{{support::program("jiaohao"), "keys", "make", fmt::format("kiosk-{}", maker),
                             "--role", "kiosk", "--state", state}}));
    for (const auto& maker : makers)
        CHECK(maker->wait() == 0);

    CHECK(wire::Devices::read(std::filesystem::path(state) / "devices.conf").all().size() == kMakers);
}

TEST_CASE("jiaohao: keys are made private, listed, and revoked", "[admin]") {
    const support::TemporaryFolder folder;
    const std::string state = folder / "state";

    const auto made =
        jiaohao({"keys", "make", "caller-3", "--role", "caller", "--counter", "3", "--state", state});
    CHECK(made.code == 0);
    const auto file = std::filesystem::path(state) / "keys" / "caller-3.key";
    CHECK(std::filesystem::status(file).permissions() ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    CHECK(
        jiaohao({"keys", "make", "caller-3", "--role", "caller", "--counter", "3", "--state", state}).code ==
        2);
    CHECK(jiaohao({"keys", "make", "caller-4", "--role", "caller", "--state", state}).code == 2);
    CHECK(jiaohao({"keys", "make", "Bad Name", "--role", "kiosk", "--state", state}).code == 2);

    const auto listed = jiaohao({"keys", "list", "--json", "--state", state});
    CHECK_THAT(listed.output, Catch::Contains(R"("name":"caller-3","role":"caller")") &&
                                  Catch::Contains(R"("counters":[3])"));

    CHECK(jiaohao({"keys", "revoke", "caller-3", "--state", state}).code == 0);
    CHECK(wire::Devices::read(std::filesystem::path(state) / "devices.conf").all().empty());
    CHECK_FALSE(std::filesystem::exists(file));
    CHECK(jiaohao({"keys", "revoke", "caller-3", "--state", state}).code == 2);
}

TEST_CASE("jiaohao: the hours ahead are told, and what would be if", "[admin]") {
    const support::TemporaryFolder folder;
    RunningHall hall(folder.path());
    REQUIRE(hall.start());
    REQUIRE(hall.jiaohao({"open", "--counter", "2", "--clerk", "7"}).code == 0);
    for (int i = 0; i < 6; ++i)
        REQUIRE(hall.jiaohao({"take", "--service", "loan"}).code == 0);
    const auto events = hall.events().size();

    const auto text = hall.jiaohao({"ahead"});
    const auto json = hall.jiaohao({"ahead", "--close", "2", "--preset", "fifo", "--json"});
    const auto stranger = hall.jiaohao({"ahead", "--open", "77"});
    const auto brutal = hall.jiaohao({"ahead", "--preset", "brutal"});

    CHECK(text.code == 0);
    CHECK_THAT(text.output, Catch::Contains("wait, min") && Catch::Contains("green channels: 0 visitors") &&
                                Catch::Contains("No earlier day is known"));
    CHECK(lines(text.output) >= 11); // seven half hours at least
    CHECK_THAT(json.output, Catch::StartsWith("{\"at\":\"") && Catch::Contains(R"("days":0)"));
    CHECK(stranger.code == 3);
    CHECK_THAT(stranger.errors,
               Catch::Contains(std::string(model::sentence(model::Refusal::UnknownCounter))));
    CHECK(brutal.code == 3);
    CHECK(hall.events().size() == events); // nothing happens by it
}
