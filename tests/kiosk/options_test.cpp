#include "kiosk/options.h"

#include "shared/base/file.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using kiosk::parse_options;

namespace {

template <typename... Words>
std::expected<kiosk::Options, int> parse(const Words&... words) {
    const std::vector<std::string> all{"jiaohao-kiosk", words...};
    std::vector<const char*> argv;
    for (const std::string& word : all)
        argv.push_back(word.c_str());
    return parse_options(static_cast<int>(argv.size()), argv.data());
}

} // namespace

TEST_CASE("Options: flags count before the file, the file before what is usual", "[kiosk][options]") {
    const support::TemporaryFolder folder;
    base::write_file(folder / "kiosk.toml",
                     "device = \"kiosk-7\"\nwindow = \"600x800\"\nlanguage = \"en\"\n"
                     "[hall]\nendpoint = \"tcp://10.0.0.2:6170\"\nkey = \"k/own.key\"\n"
                     "[printer]\nendpoint = \"ipc:///run/p\"\n");

    const auto options = parse("--config", (folder / "kiosk.toml").string(), "--window", "1080x1920");

    REQUIRE(options);
    CHECK(options->device == "kiosk-7");
    CHECK(options->window == screen::Size{1080, 1920});
    CHECK(options->language == "en");
    CHECK(options->line.endpoint == "tcp://10.0.0.2:6170");
    REQUIRE(options->printers.size() == 1);
    CHECK(options->printers[0].endpoint == "ipc:///run/p");
    CHECK(options->printers[0].printer_key == folder / "k/printer-1.pub");
}

TEST_CASE("Options: a kiosk may have a second printer, by flags or in the file", "[kiosk][options]") {
    const support::TemporaryFolder folder;
    base::write_file(folder / "kiosk.toml",
                     "[hall]\nkey = \"k/own.key\"\n[printer]\nendpoint = \"ipc:///run/a\"\n"
                     "[second_printer]\nendpoint = \"ipc:///run/b\"\nkey = \"/b.pub\"\n");
    const auto config = (folder / "kiosk.toml").string();

    const auto file = parse("--config", config);
    REQUIRE(file->printers.size() == 2);
    CHECK(file->printers[1].endpoint == "ipc:///run/b");
    CHECK(file->printers[1].printer_key == "/b.pub");

    const auto flags = parse("--config", config, "--printer", "ipc:///c", "--printer", "ipc:///d");
    REQUIRE(flags->printers.size() == 2);
    CHECK(flags->printers[0].endpoint == "ipc:///c");
    CHECK(flags->printers[1].endpoint == "ipc:///d");
    CHECK(flags->printers[1].printer_key == folder / "k/printer-2.pub");

    CHECK(parse("--config", config, "--printer", "ipc:///c")->printers.size() == 1);
}

TEST_CASE("Options: help and version end well, mistakes with 2", "[kiosk][options]") {
    CHECK(parse("--help").error() == 0);
    CHECK(parse("--version").error() == 0);
    CHECK(parse("--no-such-flag").error() == 2);
    for (const char* size : {"x", "1080", "10x10", "99999x99999", "1080x1920x3", "-5x400"})
        CHECK(parse("--window", std::string(size)).error() == 2);
}

TEST_CASE("Options: sound is as loud as the hall wants it, or none", "[kiosk][options]") {
    const support::TemporaryFolder folder;
    const auto config = (folder / "kiosk.toml").string();
    base::write_file(config, "volume = 80\nlarge_text = true\n");

    const auto options = parse("--config", config, "--virtual-speaker", "/tmp/said");
    CHECK(options->volume == 80);
    CHECK_FALSE(options->mute);
    CHECK(options->virtual_speaker == "/tmp/said");
    CHECK(options->face.aids == kiosk::Aids::Start{.large_text = true, .high_contrast = false});

    CHECK(parse("--mute")->mute);
    CHECK(parse()->volume == 100);
    for (const char* const wrong : {"volume = 0\n", "volume = 101\n", "mute = 1\n"}) {
        base::write_file(config, wrong);
        CHECK(parse("--config", config).error() == 2);
    }
}

TEST_CASE("Options: the visitor's page stands on tickets, and the scanner knows it", "[kiosk][options]") {
    CHECK(parse()->ticket_link.empty());
    const auto options = parse("--ticket-link", "https://hall.example/t/");
    CHECK(options->ticket_link == "https://hall.example/t/");
    CHECK(options->scanner.ticket_link == options->ticket_link);
    for (const std::string& wrong : {std::string("hall.example"), std::string("ftp://x/"),
                                     std::string("https://a b/"), "https://" + std::string(200, 'a')})
        CHECK(parse("--ticket-link", wrong).error() == 2);
}

TEST_CASE("Options: a key that nobody knows is a mistake in the file", "[kiosk][options]") {
    const support::TemporaryFolder folder;
    base::write_file(folder / "kiosk.toml", "colour = \"red\"\n");

    CHECK(parse("--config", (folder / "kiosk.toml").string()).error() == 2);
}
