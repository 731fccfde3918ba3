#include "caller/options.h"

#include "shared/base/text.h"
#include "shared/config/table.h"
#include "shared/link/line_options.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

namespace caller {

namespace {

constexpr int kLeastSide = 200, kMostSide = 8192, kMostCounter = 9999;
constexpr std::size_t kMostBoxes = 32, kMostKeys = 32;

std::optional<screen::Size> parse_size(const std::string& text) {
    const auto parts = base::split(text, 'x');
    if (parts.size() != 2)
        return std::nullopt;
    const auto width = base::parse_number<int>(parts[0]), height = base::parse_number<int>(parts[1]);
    const auto fits = [](std::optional<int> side) {
        return side && *side >= kLeastSide && *side <= kMostSide;
    };
    if (!fits(width) || !fits(height))
        return std::nullopt;
    return screen::Size{*width, *height};
}

std::string underscored(std::string language) {
    for (char& c : language)
        if (c == '-')
            c = '_';
    return language;
}

/// keys = "numeric", or [box.keys] with key names for each action.
KeyMap read_keys(const config::Table& box) {
    const auto preset = box.word("preset", {"five", "numeric"}, "numeric");
    KeyMap map = *KeyMap::preset(preset);
    if (!box.has("keys"))
        return map;
    map.actions.clear();
    const auto keys = box.table("keys");
    for (const auto* name :
         {"next", "recall", "start", "finish", "no-show", "park", "transfer", "pause", "open"})
        for (const auto& key : keys.texts(name, std::vector<std::string>{})) {
            const auto usage = parse_usage(key);
            if (!usage || map.actions.size() >= kMostKeys)
                keys.error(name, fmt::format("there is no key '{}'", key));
            else if (!map.actions.emplace(canonical(*usage), *parse_action(name)).second)
                keys.error(name, fmt::format("the key '{}' has another meaning already", key));
        }
    return map;
}

/// [[box]]
BoxBinding read_box(const config::Table& box) {
    BoxBinding binding;
    const auto device = box.text("device");
    if (const auto match = usb::Match::parse(device))
        binding.match = *match;
    else
        box.error("device", "a box is VENDOR:PRODUCT, VENDOR:PRODUCT:SERIAL or @PORT");
    binding.counter = model::CounterId{box.number("counter", 1, kMostCounter)};
    binding.keys = read_keys(box);
    return binding;
}

void read_file(const std::string& path, Options& options, hall_link::LineOptions& line, std::string& device) {
    auto document = config::Document::read(path);
    const auto root = document.root();
    const auto hall = root.table("hall");
    line.endpoint = hall.text("endpoint", "");
    line.updates = hall.text("updates", "");
    line.hall_key = hall.text("hall_key", "");
    line.own_key = hall.text("key", "");
    device = root.text("device", "", 32);
    options.counter = model::CounterId{root.number("counter", 1, kMostCounter, 0)};
    options.clerk = model::ClerkId{root.text("clerk", "", 32)};
    options.language = underscored(root.text("language", options.language, 16));
    options.pad = root.flag("pad", true);
    options.panel = root.flag("panel", false);
    if (const int monitor = root.number("panel_screen", 0, 16, -1); monitor >= 0)
        options.panel_screen = monitor;
    for (const auto& box : root.tables("box", kMostBoxes))
        options.boxes.push_back(read_box(box));
    document.finish();
}

struct Flags {
    hall_link::CommonOptions common;
    int counter = 0;
    std::string clerk, device, language, window, panel_window, box, keys = "numeric", virtual_box;
    int panel_screen = -1;
    bool panel = false, no_pad = false;
};

void add_flags(CLI::App& app, Flags& flags) {
    hall_link::add_common_options(app, flags.common);
    app.add_option("--counter", flags.counter, "the counter of this pad")
        ->type_name("N")
        ->check(CLI::Range(1, kMostCounter));
    app.add_option("--clerk", flags.clerk, "staff number; without it the pad asks")->type_name("ID");
    app.add_option("--device", flags.device, "this device's name; its key is NAME.key")->type_name("NAME");
    app.add_option("--language", flags.language, "zh_Hans, zh_Hant, en")->type_name("L");
    app.add_option("--window", flags.window, "size of the pad's window")->type_name("WxH");
    app.add_flag("--panel", flags.panel, "show the visitor's panel too");
    app.add_flag("--no-pad", flags.no_pad, "no pad: the panel or the boxes only");
    app.add_option("--panel-window", flags.panel_window, "size of the panel's window")->type_name("WxH");
    app.add_option("--panel-screen", flags.panel_screen, "the panel fills this monitor, from 0")
        ->type_name("N");
    app.add_option("--box", flags.box, "button box: VID:PID, VID:PID:SERIAL or @PORT")->type_name("DEVICE");
    app.add_option("--keys", flags.keys, "its keys")->check(CLI::IsMember({"five", "numeric"}));
    app.add_option("--virtual-box", flags.virtual_box,
                   "a button box made of text: a FIFO, or - for standard input")
        ->type_name("FIFO");
}

void read_size(const std::string& text, screen::Size& size) {
    if (text.empty())
        return;
    const auto parsed = parse_size(text);
    if (!parsed)
        throw std::runtime_error(fmt::format("'{}' is not a size; please write for example 480x760", text));
    size = *parsed;
}

void take_flags(const Flags& flags, Options& options) {
    if (flags.counter > 0)
        options.counter = model::CounterId{flags.counter};
    if (!flags.clerk.empty())
        options.clerk = model::ClerkId{flags.clerk};
    if (!flags.language.empty())
        options.language = underscored(flags.language);
    read_size(flags.window, options.pad_size);
    read_size(flags.panel_window, options.panel_size);
    options.panel = options.panel || flags.panel || flags.panel_screen >= 0;
    options.pad = options.pad && !flags.no_pad;
    if (flags.panel_screen >= 0)
        options.panel_screen = flags.panel_screen;
    options.virtual_keys = *KeyMap::preset(flags.keys);
    options.virtual_box = flags.virtual_box;
    if (options.counter.value == 0)
        throw std::runtime_error("which counter? Please give --counter N");
    if (options.clerk.value.size() > 32)
        throw std::runtime_error("a staff number has at most 32 characters");
    if (flags.box.empty())
        return;
    const auto match = usb::Match::parse(flags.box);
    if (!match)
        throw std::runtime_error(
            fmt::format("'{}' is not a box; please write VID:PID, VID:PID:SERIAL or @PORT", flags.box));
    options.boxes.push_back({*match, options.counter, options.virtual_keys});
}

} // namespace

Asked parse_options(int argc, const char* const* argv, const std::string& version) {
    CLI::App app("The clerk's side of a counter: pad, button boxes, visitor's panel.", "jiaohao-caller");
    Flags flags;
    add_flags(app, flags);
    app.set_version_flag("--version", "jiaohao-caller " + version);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return {std::nullopt, app.exit(error) == 0 ? 0 : 2};
    }
    Options options;
    hall_link::LineOptions configured;
    std::string device;
    if (!flags.common.config.empty())
        read_file(flags.common.config, options, configured, device);
    take_flags(flags, options);
    if (!flags.device.empty())
        device = flags.device;
    if (device.empty())
        device = fmt::format("caller-{}", options.counter.value);
    options.line = hall_link::choose_line(flags.common.line, configured,
                                          std::filesystem::path(flags.common.config).parent_path(), device);
    return {options, 0};
}

} // namespace caller
