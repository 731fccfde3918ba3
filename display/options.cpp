#include "display/options.h"

#include "display/board/board_screen.h"
#include "display/lamps/lamps.h"
#include "display/voice/sound_check.h"
#include "shared/base/text.h"
#include "shared/config/table.h"
#include "shared/link/line_options.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace display {

namespace {

constexpr int kBadUsage = 2;
constexpr int kLeastSide = 64, kLargestSide = 8192; // strips are low
constexpr int kMostCounter = 999;
constexpr std::size_t kMostScreens = 16;

/// What was said by flags: empty or zero means not said.
struct Flags {
    hall_link::CommonOptions common;
    std::string device, window, languages, layout, virtual_speaker, sound_check, recording_script;
    int recorded_counters = 0;
    bool fullscreen = false, mute = false, led_test = false;
    int monitor = -1, counter = 0;
    double panel_inch = 0, depth = 0;

    bool of_a_screen() const {
        return !window.empty() || !layout.empty() || fullscreen || monitor >= 0 || counter > 0 ||
               panel_inch > 0 || depth > 0;
    }
};

screen::Size size_of(const std::string& text) {
    const auto parts = base::split(text, 'x');
    const auto side = [&](std::size_t index) {
        const auto number = index < parts.size() ? base::parse_number<int>(parts[index]) : std::nullopt;
        if (parts.size() != 2 || !number || *number < kLeastSide || *number > kLargestSide)
            throw std::runtime_error("the window's size is written as 1920x1080, each side " +
                                     std::to_string(kLeastSide) + " to " + std::to_string(kLargestSide));
        return *number;
    };
    return {side(0), side(1)};
}

std::vector<std::string> checked_languages(const std::vector<std::string>& tags) {
    const auto well_formed = [](const std::string& tag) {
        return tag.size() >= 2 && tag.size() <= 16 && std::ranges::all_of(tag, [](char c) {
                   return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          c == '-';
               });
    };
    if (tags.empty() || tags.size() > 4 || !std::ranges::all_of(tags, well_formed))
        throw std::runtime_error("languages are one to four tags, such as zh-Hans,en");
    return tags;
}

std::vector<std::string> split_list(const std::string& text) {
    std::vector<std::string> parts;
    for (const std::string_view part : base::split(text, ','))
        parts.emplace_back(base::trim(part));
    return parts;
}

/// "landscape" is a layout that comes with the program, "hall-2.toml" a file beside the configuration.
std::filesystem::path layout_of(const std::string& name, const std::filesystem::path& folder) {
    if (name.empty())
        return {};
    return name.ends_with(".toml") ? folder / name : house_layout(name);
}

ScreenOptions read_screen(const config::Table& table, const std::filesystem::path& folder,
                          const std::vector<std::string>& languages) {
    ScreenOptions screen;
    screen.fullscreen = table.flag("fullscreen", false);
    screen.monitor = table.number("monitor", 0, 15, 0);
    screen.window = {table.number("width", kLeastSide, kLargestSide, screen.window.width),
                     table.number("height", kLeastSide, kLargestSide, screen.window.height)};
    if (table.has("left") || table.has("top"))
        screen.at =
            screen::Point{table.number("left", 0, kLargestSide), table.number("top", 0, kLargestSide)};
    screen.layout = layout_of(table.text("layout", ""), folder);
    screen.languages = table.texts("languages", languages);
    if (table.has("counter"))
        screen.counter = model::CounterId{table.number("counter", 1, kMostCounter)};
    screen.inch = table.thousandths("inch", 2000, 500000, 0) / 1000.0;
    screen.depth = table.thousandths("depth", 500, 200000, 0) / 1000.0;
    return screen;
}

/// Throws config::Errors when the layout is wrong, so that it is known before a window opens.
void check_layout(const ScreenOptions& screen) {
    if (screen.layout.empty())
        return;
    if (read_layout(screen.layout).find(PartKind::Counter) != nullptr && !screen.counter)
        throw std::runtime_error("the layout " + screen.layout.string() +
                                 " is for the panel above one counter; please say which: counter = 3");
}

/// The file's [hall], [[screen]], [voice] and zones; `options` comes with what is usual.
hall_link::LineOptions read_file(const std::filesystem::path& path, Options& options) {
    auto document = config::Document::read(path);
    const config::Table root = document.root();
    options.device = root.has("device") ? root.id("device") : options.device;
    const auto languages = root.texts("languages", options.screens.front().languages);
    options.screens.front().languages = languages;

    const config::Table hall = root.table("hall");
    hall_link::LineOptions line{hall.text("endpoint", ""), hall.text("updates", ""),
                                hall.text("hall_key", ""), hall.text("key", "")};

    const std::filesystem::path folder = path.parent_path();
    options.phone_page = root.text("phone_page", "");
    const std::string pictures = root.text("pictures", "");
    options.pictures = pictures.empty() ? std::filesystem::path() : folder / pictures;
    const auto screens = root.tables("screen", kMostScreens);
    if (!screens.empty())
        options.screens.clear();
    for (const config::Table& screen : screens)
        options.screens.push_back(read_screen(screen, folder, languages));

    ZoneOptions usual;
    usual.voice.languages = languages;
    options.zones = read_zones(root, usual);
    const auto packs = root.table("voice").texts("packs", std::vector<std::string>{});
    options.signals = read_signals(root, folder);
    options.signs = read_signs(root, languages);
    document.finish();
    for (const std::string& pack : packs)
        options.packs.push_back(voice::read_pack(folder / pack));
    return line;
}

void describe(CLI::App& app, Flags& flags) {
    hall_link::add_common_options(app, flags.common);
    app.add_option("--device", flags.device, "this display's name")->type_name("NAME");
    auto* window = app.add_option("--window", flags.window, "a window of this size")->type_name("WxH");
    app.add_flag("--fullscreen", flags.fullscreen, "the whole monitor")->excludes(window);
    app.add_option("--monitor", flags.monitor, "which monitor, from 0")->check(CLI::Range(0, 15));
    app.add_option("--layout", flags.layout, "landscape, portrait …, or a layout file")
        ->type_name("NAME|FILE");
    app.add_option("--counter", flags.counter, "hangs above this counter")
        ->check(CLI::Range(1, kMostCounter));
    app.add_option("--languages", flags.languages, "on the board and spoken, such as zh-Hans,en")
        ->type_name("LIST");
    app.add_flag("--mute", flags.mute, "says nothing");
    app.add_option("--virtual-speaker", flags.virtual_speaker, "writes what is said to WAV files in a folder")
        ->type_name("DIR");
    app.add_option("--sound-check", flags.sound_check, "says calls such as \"A023:3 B117:12\" and ends")
        ->type_name("CALLS");
    app.add_option("--recording-script", flags.recording_script,
                   "prints what a speaker has to record for a language, and ends")
        ->type_name("LANGUAGE");
    app.add_option("--counters", flags.recorded_counters, "for the script: the highest counter, usually 30")
        ->check(CLI::Range(1, 999));
    app.add_flag("--led-test", flags.led_test, "the LED signs of the file show a test pattern");
    app.add_option("--panel-inch", flags.panel_inch, "the panel's diagonal, to check that it can be read")
        ->check(CLI::Range(5.0, 500.0));
    app.add_option("--depth-m", flags.depth, "metres to the farthest seat")->check(CLI::Range(0.5, 200.0));
}

/// What the flags say of the one screen.
void choose_screen(const Flags& flags, ScreenOptions& screen) {
    if (!flags.window.empty()) {
        screen.window = size_of(flags.window);
        screen.fullscreen = false;
    }
    screen.fullscreen = screen.fullscreen || flags.fullscreen;
    screen.monitor = flags.monitor >= 0 ? flags.monitor : screen.monitor;
    if (!flags.layout.empty())
        screen.layout = layout_of(flags.layout, {});
    if (flags.counter > 0)
        screen.counter = model::CounterId{flags.counter};
    screen.inch = flags.panel_inch > 0 ? flags.panel_inch : screen.inch;
    screen.depth = flags.depth > 0 ? flags.depth : screen.depth;
}

Options choose(const Flags& flags) {
    Options options;
    options.zones.emplace_back().voice.languages = options.screens.front().languages;
    hall_link::LineOptions line;
    const std::filesystem::path file = flags.common.config;
    if (!file.empty())
        line = read_file(file, options);
    if (!flags.device.empty())
        options.device = flags.device;
    if (flags.of_a_screen() && options.screens.size() > 1)
        throw std::runtime_error(
            fmt::format("{} describes {} screens: please say there what each of them shows, not by flags",
                        file.string(), options.screens.size()));
    if (flags.of_a_screen())
        choose_screen(flags, options.screens.front());
    const auto spoken = split_list(flags.languages);
    for (ScreenOptions& screen : options.screens) {
        screen.languages = checked_languages(flags.languages.empty() ? screen.languages : spoken);
        check_layout(screen);
    }
    for (ZoneOptions& zone : options.zones) {
        zone.voice.languages = checked_languages(flags.languages.empty() ? zone.voice.languages : spoken);
        zone.mute = zone.mute || flags.mute;
    }
    options.led_test = flags.led_test;
    options.virtual_speaker = flags.virtual_speaker;
    if (!flags.sound_check.empty()) {
        const auto calls = parse_calls(flags.sound_check);
        if (!calls)
            throw std::runtime_error("calls are written as \"A023:3 B117:12\": a number, a colon, a counter");
        options.sound_check = *calls;
    }
    options.recording_script = flags.recording_script;
    options.recorded_counters =
        flags.recorded_counters > 0 ? flags.recorded_counters : options.recorded_counters;
    options.line = hall_link::choose_line(flags.common.line, line, file.parent_path(), options.device);
    return options;
}

} // namespace

std::expected<Options, int> parse_options(int argc, const char* const* argv, const std::string& version) {
    CLI::App app("Jiaohao's display: the waiting area's board and voice.", "jiaohao-display");
    app.set_version_flag("--version", "jiaohao-display " + version);
    Flags flags;
    describe(app, flags);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& stop) {
        return std::unexpected(app.exit(stop) == 0 ? 0 : kBadUsage);
    }
    return choose(flags);
}

} // namespace display
