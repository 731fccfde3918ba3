#include "shared/config/hall_config.h"

#include "shared/base/file.h"
#include "shared/config/error.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace std::chrono_literals;
using model::Verification;

namespace {

/// The smallest hall that is right.
const std::string kSmall = R"(name = { en = "Hall" }
languages = ["en"]
[[groups]]
id = "money"
name = { en = "Money" }
[[services]]
id = "loan"
group = "money"
letter = "A"
typical = "10 min"
name = { en = "Loan" }
[[channels]]
id = "ordinary"
name = { en = "Ordinary" }
[[channels]]
id = "elderly"
verified = "declared"
name = { en = "Elderly" }
[[counters]]
id = 1
services = ["loan"]
location = { en = "Left" }
)";

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

std::string hall_complaints(const std::string& text) {
    try {
        (void)config::parse_hall(text);
    } catch (const config::Errors& errors) {
        return errors.what();
    }
    return "";
}

} // namespace

TEST_CASE("Hall: the demonstration hall is a believable centre", "[config][hall]") {
    const model::Hall hall = config::read_hall("assets/hall/hall.toml");

    CHECK(hall.services.size() == 8);
    CHECK(hall.groups.size() == 3);
    CHECK(hall.counters.size() == 6);
    CHECK(hall.channels.size() == 6);
    CHECK(hall.name.in("zh-Hant") == "住房公積金和社會保險服務中心");
    CHECK(hall.channels.front().id.value == "ordinary");
    CHECK(hall.counters.back().services.size() == 8);
    CHECK(hall.appointments.size() == 4);
    for (const model::Service& service : hall.services) {
        CHECK_FALSE(service.documents.empty());
        CHECK(service.purpose.by_language().size() == hall.languages.size());
    }
}

TEST_CASE("Hall: channels have the numbers of the preset unless they name their own", "[config][hall]") {
    const model::Hall hall = config::read_hall("assets/hall/hall.toml");
    const auto channel = [&](const char* id) { return *model::find(hall.channels, model::ChannelId{id}); };

    CHECK(channel("elderly").head_start == 5min);
    CHECK(channel("elderly").multiplier == 2000);
    CHECK(channel("elderly").cap == 45min);
    CHECK(channel("appointment").head_start == 15min);
    CHECK(channel("urgent").verification == Verification::Staff);
    CHECK(channel("urgent").multiplier == 3000);
    CHECK(channel("urgent").cap == 60min);
    CHECK(channel("ordinary").multiplier == 1000);
    CHECK_FALSE(channel("ordinary").cap);
}

TEST_CASE("Hall: the smallest hall is right, and its rules have their usual values", "[config][hall]") {
    const model::Hall hall = config::parse_hall(kSmall);

    CHECK(hall.preset == "balanced");
    CHECK(hall.rules == model::Rules());
    CHECK(hall.opens == 540);
    CHECK(hall.services.front().typical == 10min);
}

TEST_CASE("Hall: every contradiction is told with its line", "[config][hall]") {
    struct Case {
        std::string what, by, told;
    };
    const auto [what, by, told] = GENERATE(values<Case>({
        {"letter = \"A\"", "letter = \"a1\"", "hall.toml:9:10: 'letter' must be one or two capitals"},
        {"group = \"money\"", "group = \"cash\"", "hall.toml:8:9: There is no group 'cash'"},
        {"services = [\"loan\"]", "services = [\"lone\"]", "There is no service 'lone'"},
        {"services = [\"loan\"]", "services = []", "This counter serves nothing"},
        {"services = [\"loan\"]", "services = [\"*\"]\nbackup = [\"loan\"]",
         "among this counter's own already"},
        {"id = 1\nservices", "id = 0\nservices", "'id' must be a whole number from 1 to 9999"},
        {"typical = \"10 min\"", "typical = \"10\"", "'typical' must be a duration"},
        {"languages = [\"en\"]", "languages = [\"en\", \"fr\"]", "lacks its text in 'fr'"},
        {"languages = [\"en\"]", "languages = []", "speaks at least one language"},
        {"languages", "zone = \"Asia/Nowhere\"\nlanguages", "hall.toml:2:8: The time zone 'Asia/Nowhere'"},
        {"languages", "preset = \"unfair\"\nlanguages", "Please choose one of balanced, gentle"},
        {"languages", "opens = \"18:00\"\nlanguages", "The hall closes before it opens"},
        {"languages", "roll_over_hour = 10\nlanguages", "The new day begins after the hall opens"},
        {"languages", "colour = \"red\"\nlanguages", "hall.toml:2:10: The key 'colour' is not known here"},
        {"id = \"elderly\"", "id = \"ordinary\"", "'ordinary' is used twice for 'id'"},
        {"verified = \"declared\"", "", "Only the first channel is without a claim"},
        {"verified = \"declared\"", "verified = \"declared\"\nemergency = true",
         "An emergency is approved by staff"},
        {"verified = \"declared\"", "verified = \"declared\"\ncap = \"1 min\"", "The cap is smaller"},
        {"id = \"ordinary\"", "id = \"ordinary\"\nmultiplier = 2", "The first channel is the ordinary one"},
        {"[[groups]]", "[[groups]]\nid = \"empty\"\nname = { en = \"-\" }\n[[groups]]",
         "'empty' has no service"},
        {"[[groups]]", "[[appointments]]\ncode = \"X\"\nservice = \"loan\"\nat = \"10:00\"\n[[groups]]",
         "no channel for them"},
        {"[[groups]]", "[[appointments]]\ncode = \"X Y\"\nservice = \"loan\"\nat = \"20:00\"\n[[groups]]",
         "outside of the opening hours"},
        {"[[groups]]", "[rules]\nreturns = 99\n[[groups]]", "'returns' must be a whole number from 0 to 10"},
        {"[[groups]]", "[rules]\nlate_arrivals = \"maybe\"\n[[groups]]", "one of serve, refuse"},
    }));

    CHECK_THAT(hall_complaints(replaced(kSmall, what, by)), Catch::Contains(told));
}

TEST_CASE("Hall: two services cannot share a letter, nor two counters a number", "[config][hall]") {
    const std::string twice = kSmall + R"([[services]]
id = "card"
group = "money"
letter = "A"
typical = "5 min"
name = { en = "Card" }
[[counters]]
id = 1
services = ["*"]
location = { en = "Right" }
)";

    const auto told = hall_complaints(twice);

    CHECK_THAT(told, Catch::Contains("'A' is used twice for 'letter'"));
    CHECK_THAT(told, Catch::Contains("'1' is used twice for 'id'"));
}

TEST_CASE("Hall: a service that no counter has as its own is told", "[config][hall]") {
    const auto text = replaced(kSmall, "services = [\"loan\"]", "backup = [\"loan\"]");
    CHECK_THAT(hall_complaints(text), Catch::Contains("No counter has the service 'loan' among its own"));
}

TEST_CASE("Hall: every kept input of the fuzzer is read or refused", "[config][hall]") {
    for (const auto& entry : std::filesystem::directory_iterator("tests/fuzz/corpus/hall_config")) {
        INFO(entry.path());
        try {
            (void)config::parse_hall(base::read_file(entry.path()));
            CHECK(entry.path().filename() != "stray-key.toml");
        } catch (const config::Errors& errors) {
            CHECK_FALSE(errors.all().empty());
        }
    }
}

TEST_CASE("Hall: the optional city table says where the journal is shipped", "[config][hall]") {
    const support::TemporaryFolder folder;
    base::write_file(folder / "hall.toml",
                     kSmall + "[city]\naddress = \"postgresql://city/halls\"\nhall = \"north\"\n");
    base::write_file(folder / "wrong.toml", kSmall + "[city]\nhall = \"North Pole\"\n");

    CHECK(config::read_hall_file(folder / "hall.toml").city ==
          config::City{"postgresql://city/halls", "north"});
    CHECK_THROWS_WITH(config::read_hall_file(folder / "wrong.toml"), Catch::Contains("hall"));
}

TEST_CASE("Hall: the optional server table says where the hall is found", "[config][hall]") {
    const support::TemporaryFolder folder;
    base::write_file(folder / "hall.toml", kSmall + "[server]\nlisten = \"tcp://0.0.0.0:6170\"\n");
    base::write_file(folder / "wrong.toml", kSmall + "[server]\nport = 6170\n");

    const auto file = config::read_hall_file(folder / "hall.toml");

    CHECK(file.server == config::Server{"tcp://0.0.0.0:6170", "", ""});
    CHECK_THROWS_WITH(config::read_hall_file(folder / "wrong.toml"), Catch::Contains("port"));
}
