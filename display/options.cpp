#include "display/options.h"

#include "shared/base/text.h"
#include "shared/config/table.h"
#include "shared/link/line_options.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <stdexcept>

namespace display {

namespace {

constexpr int kBadUsage = 2;
constexpr int kLeastSide = 480, kLargestSide = 8192;

/// What was said by flags: empty or zero means not said.
struct Flags {
    hall_link::CommonOptions common;
    std::string device, window, languages, virtual_speaker;
    bool fullscreen = false, mute = false, led_test = false;
    int panel = -1;
    double panel_inch = 0, depth = 0;
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

std::vector<std::string> languages_of(const std::vector<std::string>& tags) {
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

/// The file's [hall], [panel] and [voice]; `options` comes with what is usual.
hall_link::LineOptions read_file(const std::filesystem::path& path, Options& options) {
    auto document = config::Document::read(path);
    const config::Table root = document.root();
    options.device = root.has("device") ? root.id("device") : options.device;
    options.languages = root.texts("languages", options.languages);

    const config::Table hall = root.table("hall");
    hall_link::LineOptions line{hall.text("endpoint", ""), hall.text("updates", ""),
                                hall.text("hall_key", ""), hall.text("key", "")};

    const config::Table panel = root.table("panel");
    options.fullscreen = panel.flag("fullscreen", options.fullscreen);
    options.panel = panel.number("monitor", 0, 15, options.panel);
    options.panel_inch = panel.thousandths("inch", 5000, 500000, 0) / 1000.0;
    options.depth = panel.thousandths("depth", 500, 200000, 0) / 1000.0;

    const config::Table voice = root.table("voice");
    options.mute = voice.flag("mute", options.mute);
    options.voice.languages = voice.texts("languages", options.languages);
    options.voice.times = voice.number("times", 1, 3, options.voice.times);
    options.voice.volume = voice.number("volume", 0, 100, options.voice.volume);
    options.voice.manner.yao = voice.flag("yao", false);
    options.voice.manner.with_location = voice.flag("location", false);
    options.signs = read_signs(root, options.languages);
    document.finish();
    return line;
}

void describe(CLI::App& app, Flags& flags) {
    hall_link::add_common_options(app, flags.common);
    app.add_option("--device", flags.device, "this display's name")->type_name("NAME");
    auto* window = app.add_option("--window", flags.window, "a window of this size")->type_name("WxH");
    app.add_flag("--fullscreen", flags.fullscreen, "the whole monitor")->excludes(window);
    app.add_option("--monitor", flags.panel, "which monitor, from 0")->check(CLI::Range(0, 15));
    app.add_option("--languages", flags.languages, "on the board and spoken, such as zh-Hans,en")
        ->type_name("LIST");
    app.add_flag("--mute", flags.mute, "says nothing");
    app.add_option("--virtual-speaker", flags.virtual_speaker, "writes what is said to WAV files in a folder")
        ->type_name("DIR");
    app.add_flag("--led-test", flags.led_test, "the LED signs of the file show a test pattern");
    app.add_option("--panel-inch", flags.panel_inch, "the panel's diagonal, to check that it can be read")
        ->check(CLI::Range(5.0, 500.0));
    app.add_option("--depth-m", flags.depth, "metres to the farthest seat")->check(CLI::Range(0.5, 200.0));
}

Options choose(const Flags& flags) {
    Options options;
    options.voice.languages = options.languages;
    hall_link::LineOptions line;
    const std::filesystem::path file = flags.common.config;
    if (!file.empty())
        line = read_file(file, options);
    if (!flags.device.empty())
        options.device = flags.device;
    if (!flags.languages.empty())
        options.languages = options.voice.languages = split_list(flags.languages);
    if (!flags.window.empty()) {
        options.window = size_of(flags.window);
        options.fullscreen = false;
    }
    options.fullscreen = options.fullscreen || flags.fullscreen;
    options.panel = flags.panel >= 0 ? flags.panel : options.panel;
    options.mute = options.mute || flags.mute;
    options.led_test = flags.led_test;
    options.virtual_speaker = flags.virtual_speaker;
    options.panel_inch = flags.panel_inch > 0 ? flags.panel_inch : options.panel_inch;
    options.depth = flags.depth > 0 ? flags.depth : options.depth;
    options.languages = languages_of(options.languages);
    options.voice.languages = languages_of(options.voice.languages);
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
