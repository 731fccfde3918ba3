#include "printer/ticket/template.h"

#include "printer/ticket/layout.h"
#include "printer/ticket/painter.h"
#include "shared/base/file.h"
#include "shared/config/error.h"
#include "tests/printer/sample_jobs.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

namespace printer {
namespace {

Template template_of(const std::string& text) {
    const support::TemporaryFolder folder;
    base::write_file(folder / "ticket.toml", text);
    return read_template(folder / "ticket.toml");
}

std::string mistakes_of(const std::string& text) {
    try {
        template_of(text);
    } catch (const config::Errors& errors) {
        return errors.what();
    }
    return {};
}

TEST_CASE("Template: those of the house are without mistakes", "[printer][template]") {
    for (const bool is_narrow : {false, true}) {
        CHECK(read_template(house_template(is_narrow)).parts.size() == 12);
        CHECK(read_template(house_template(is_narrow)).sheet.size() == 16);
    }
}

TEST_CASE("Template: all mistakes are told at once, each with its line", "[printer][template]") {
    const auto what = mistakes_of(R"([page]
margin = 99
[[part]]
show = "numbr"
[[part]]
show = "number"
size = 7
[[part]]
show = "number"
[[part]]
show = "logo"
file = "nowhere.png"
[[part]]
show = "hall"
colour = "red"
second = 1
[[part]]
show = "text"
text = "Hello"
)");

    for (const auto* place : {"ticket.toml:2:", "ticket.toml:4:", "ticket.toml:7:", "ticket.toml:9:",
                              "ticket.toml:12:", "ticket.toml:15:", "ticket.toml:16:", "ticket.toml:19:"})
        CHECK_THAT(what, Catch::Contains(place));
    CHECK_THAT(mistakes_of("[page]\n"), Catch::Contains("A ticket needs its number"));
    CHECK_THAT(mistakes_of("[[part]\n"), Catch::Contains("This is not TOML"));
}

TEST_CASE("Template: the order and the extra lines are the technician's", "[printer][template]") {
    const auto look = template_of(R"(
[[part]]
show = "number"
[[part]]
show = "text"
text = { "zh-Hans" = "免费无线网络", en = "Free Wi-Fi" }
[[part]]
show = "hall"
)");

    const auto layout = lay_out(full_job("en"), look, false);

    REQUIRE(layout.blocks.size() == 3);
    CHECK(std::get<Digits>(layout.blocks[0].content).number == "A017");
    CHECK(std::get<Words>(layout.blocks[1].content).text.first == "Free Wi-Fi");
    CHECK(std::get<Words>(layout.blocks[1].content).text.second == "免费无线网络");
    CHECK(layout.blocks[2].look.kind == Part::Kind::Hall);
}

TEST_CASE("Template: what a job does not have leaves neither a part nor its rule", "[printer][template]") {
    const auto layout = lay_out(plain_job(), read_template(house_template(false)), false);

    std::vector<Part::Kind> kinds;
    for (const auto& block : layout.blocks)
        kinds.push_back(block.look.kind);
    CHECK(kinds == std::vector{Part::Kind::Logo, Part::Kind::Service, Part::Kind::Number, Part::Kind::Waiting,
                               Part::Kind::Closing});
}

TEST_CASE("Template: the information sheet has parts of its own, each once, the service among them",
          "[printer][template]") {
    const auto number = std::string("[[part]]\nshow = \"number\"\n");
    const auto what = mistakes_of(number + R"([[sheet]]
show = "fee"
[[sheet]]
show = "fee"
)");
    CHECK_THAT(what, Catch::Contains("ticket.toml:6:") && Catch::Contains("stands on the sheet already"));
    CHECK_THAT(what, Catch::Contains("An information sheet needs its service"));

    const auto look = template_of(number + R"([[sheet]]
show = "hours"
[[sheet]]
show = "service"
[[sheet]]
show = "number"
)");
    const auto layout = lay_out(sheet_job("en"), look, false);
    REQUIRE(layout.blocks.size() == 2); // there is no number to show
    CHECK(layout.blocks[0].look.kind == Part::Kind::Hours);
}

TEST_CASE("Template: one that says nothing of sheets has the house's, under its own logo",
          "[printer][template]") {
    const auto house = read_template(house_template(false));
    auto look = template_of("[[part]]\nshow = \"number\"\n[[part]]\nshow = \"logo\"\nheight = 20\nfile = \"" +
                            (base::assets_folder() / "printer" / "logo.png").string() + "\"\n");
    auto without_logo = template_of("[[part]]\nshow = \"number\"\n");
    auto own = template_of("[[part]]\nshow = \"number\"\n[[sheet]]\nshow = \"service\"\n");

    complete(look, house);
    complete(without_logo, house);
    complete(own, house);

    REQUIRE(look.sheet.size() == house.sheet.size());
    CHECK(look.sheet[1].kind == Part::Kind::Logo);
    CHECK(look.sheet[1].size == 20);
    CHECK(without_logo.sheet.size() == house.sheet.size() - 1);
    CHECK(own.sheet.size() == 1);
}

TEST_CASE("Logo: greys become dots, as many as they are dark; text is never dithered",
          "[printer][template]") {
    screen::Pixels grey({80, 80}, screen::Color::rgb(0x808080));
    const auto share = [](const Bitmap& dots) {
        int black = 0;
        for (int y = 0; y < dots.height(); ++y)
            for (int x = 0; x < dots.width(); ++x)
                black += dots.at(x, y) ? 1 : 0;
        return black * 100 / (dots.width() * dots.height());
    };

    CHECK(share(dithered(grey, Dither::Ordered)) == Approx(50).margin(2));
    CHECK(share(dithered(grey, Dither::Diffusion)) == Approx(50).margin(2));
    CHECK(share(dithered(grey, Dither::None)) == 0);
    grey = screen::Pixels({80, 80}, screen::Color::rgb(0xc0c0c0));
    CHECK(share(dithered(grey, Dither::Ordered)) == Approx(25).margin(2));
    CHECK(share(dithered(grey, Dither::Diffusion)) == Approx(25).margin(2));
    CHECK(resized(grey, {10, 20}).size() == screen::Size{10, 20});
}

} // namespace
} // namespace printer
