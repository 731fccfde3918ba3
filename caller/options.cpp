#include "caller/options.h"

#include "caller/learned_boxes.h"
#include "caller/strip/strip.h"
#include "caller/visitor/rating.h"
#include "shared/base/text.h"
#include "shared/config/table.h"
#include "shared/link/line_options.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>

namespace caller {

namespace {

constexpr int kLeastSide = 200, kMostSide = 8192;
constexpr std::size_t kMostBoxes = 32, kMostKeys = 64;

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

screen::Edge edge_of(std::string_view place) {
    return place == "bottom" ? screen::Edge::Bottom : screen::Edge::Top;
}

/// The usages that `name` lists, each once in the map.
void read_list(const config::Table& keys, const std::string& name, KeyMap& map,
               const std::function<Press(std::size_t place, const Press* before)>& meaning) {
    std::size_t place = 0;
    for (const auto& key : keys.texts(name, std::vector<std::string>{})) {
        const auto usage = parse_usage(key);
        if (!usage || map.presses.size() >= kMostKeys) {
            keys.error(name, fmt::format("there is no key '{}'", key));
            continue;
        }
        const auto before = map.presses.find(canonical(*usage));
        const bool is_answer = name == "answers";
        if (before != map.presses.end() && (!is_answer || !std::holds_alternative<Action>(before->second)))
            keys.error(name, fmt::format("the key '{}' has another meaning already", key));
        else
            map.presses[canonical(*usage)] =
                meaning(place, before == map.presses.end() ? nullptr : &before->second);
        ++place;
    }
}

/// preset = "numeric", and [box.keys] with key names for each action.
KeyMap read_keys(const config::Table& box, const char* usual) {
    const auto preset = box.text("preset", usual, 16);
    auto map = KeyMap::preset(preset).value_or(KeyMap{});
    if (!KeyMap::preset(preset))
        box.error("preset", fmt::format("there is no preset '{}'; there are {}", preset,
                                        fmt::join(KeyMap::preset_names(), ", ")));
    if (!box.has("keys"))
        return map;
    map.presses.clear();
    map.same_as.clear();
    const auto keys = box.table("keys");
    for (const auto* name :
         {"next", "recall", "start", "finish", "no-show", "park", "transfer", "pause", "open"})
        read_list(keys, name, map, [name](auto, auto) { return *parse_action(name); });
    read_list(keys, "cancel", map, [](auto, auto) { return Dismiss{}; });
    read_list(keys, "rate", map,
              [](std::size_t place, auto) { return Rate{Rating::kBest - static_cast<int>(place)}; });
    read_list(keys, "answers", map, [](std::size_t place, const Press* before) -> Press {
        if (before == nullptr)
            return Choose{place};
        return Keyed{std::get<Action>(*before), place};
    });
    return map;
}

/// "/dev/ttyUSB0#3": the box with address 3 on that port. All boxes of a port have one speed.
void read_serial_box(const config::Table& box, const std::string& device, Options& options) {
    const auto hash = device.rfind('#');
    const int address = hash == std::string::npos
                            ? 0
                            : base::parse_number<int>(std::string_view(device).substr(hash + 1)).value_or(0);
    SerialBinding binding;
    binding.port = device.substr(0, hash);
    binding.baud = box.number("baud", 1200, 115200, 9600);
    binding.counter = model::CounterId{box.number("counter", 1, model::kHighestCounter)};
    binding.keys = read_keys(box, "five");
    if (address < 1 || address > BoxFrame::kLastAddress)
        return box.error("device", "a box on a serial line is PORT#ADDRESS, the address from 1 to 247");
    if (!serial::speed_of(binding.baud))
        return box.error("baud", "no port has this speed; usual are 9600, 19200, 38400, 57600, 115200");
    binding.address = static_cast<std::uint8_t>(address);
    const auto line = std::ranges::find_if(
        options.serial_boxes, [&](const auto& boxes) { return boxes.front().port == binding.port; });
    if (line == options.serial_boxes.end())
        options.serial_boxes.push_back({binding});
    else if (line->front().baud != binding.baud)
        box.error("baud", "the boxes of one line have one speed");
    else if (std::ranges::find(*line, binding.address, &SerialBinding::address) != line->end())
        box.error("device", "this address has a counter already");
    else
        line->push_back(binding);
}

/// [[box]]
void read_box(const config::Table& box, Options& options) {
    const auto device = box.text("device");
    if (device.starts_with('/'))
        return read_serial_box(box, device, options);
    BoxBinding binding;
    if (const auto match = usb::Match::parse(device))
        binding.match = *match;
    else
        box.error("device", "a box is VENDOR:PRODUCT, VENDOR:PRODUCT:SERIAL, @PORT or /dev/PORT#ADDRESS");
    binding.counter = model::CounterId{box.number("counter", 1, model::kHighestCounter)};
    binding.keys = read_keys(box, "numeric");
    options.boxes.push_back(binding);
}

/// [printer], or its flags.
struct PrinterSaid {
    std::string endpoint, key;
};

struct FileSaid {
    hall_link::LineOptions line;
    std::string device;
    PrinterSaid printer;
};

FileSaid read_file(const std::string& path, Options& options) {
    FileSaid said;
    auto document = config::Document::read(path);
    const auto root = document.root();
    const auto hall = root.table("hall");
    said.line.endpoint = hall.text("endpoint", "");
    said.line.updates = hall.text("updates", "");
    said.line.hall_key = hall.text("hall_key", "");
    said.line.own_key = hall.text("key", "");
    said.device = root.text("device", "", 32);
    const auto printer = root.table("printer");
    said.printer.endpoint = printer.text("endpoint", "");
    said.printer.key = printer.text("key", "");
    options.speak = root.flag("speak", false);
    options.counter = model::CounterId{root.number("counter", 1, model::kHighestCounter, 0)};
    options.clerk = model::ClerkId{root.text("clerk", "", 32)};
    options.language = underscored(root.text("language", options.language, 16));
    options.pad = root.flag("pad", true);
    options.panel = root.flag("panel", false);
    if (const int monitor = root.number("panel_screen", 0, 16, -1); monitor >= 0)
        options.panel_screen = monitor;
    options.strip = root.flag("strip", false);
    options.strip_edge = edge_of(root.word("strip_place", {"top", "bottom"}, "top"));
    options.strip_width = root.number("strip_width", Strip::kLeastWidth, kMostSide, 0);
    if (const auto photos = root.text("photos", ""); !photos.empty())
        options.photos = std::filesystem::path(path).parent_path() / photos; // beside the file, or absolute
    for (const auto& box : root.tables("box", kMostBoxes))
        read_box(box, options);
    document.finish();
    return said;
}

/// Flags before the file; nothing when neither names one. A key in the file is found from the file's folder.
std::optional<hall_link::PrintLine::Printer> choose_printer(const PrinterSaid& flags, const PrinterSaid& file,
                                                            const std::filesystem::path& folder,
                                                            const wire::Line& line) {
    const auto& endpoint = flags.endpoint.empty() ? file.endpoint : flags.endpoint;
    if (endpoint.empty())
        return std::nullopt;
    const std::filesystem::path key = !flags.key.empty()  ? std::filesystem::path(flags.key)
                                      : !file.key.empty() ? folder / file.key
                                                          : line.own_key.parent_path() / "printer-1.pub";
    return hall_link::PrintLine::Printer{endpoint, key, line.own_key};
}

struct Flags {
    hall_link::CommonOptions common;
    int counter = 0;
    std::string clerk, device, language, window, panel_window, box, keys, virtual_box, boxes_file;
    int panel_screen = -1, strip_width = 0;
    bool panel = false, no_pad = false, learn = false, strip = false, speak = false;
    std::string strip_place, virtual_speaker;
    PrinterSaid printer;
};

void add_flags(CLI::App& app, Flags& flags) {
    hall_link::add_common_options(app, flags.common);
    app.add_option("--counter", flags.counter, "the counter of this pad")
        ->type_name("N")
        ->check(CLI::Range(1, model::kHighestCounter));
    app.add_option("--clerk", flags.clerk, "staff number; without it the pad asks")->type_name("ID");
    app.add_option("--device", flags.device, "this device's name; its key is NAME.key")->type_name("NAME");
    app.add_option("--language", flags.language, "zh_Hans, zh_Hant, en")->type_name("L");
    app.add_option("--window", flags.window, "size of the pad's window")->type_name("WxH");
    app.add_flag("--panel", flags.panel, "show the visitor's panel too");
    app.add_flag("--no-pad", flags.no_pad, "no pad: the panel or the boxes only");
    app.add_flag("--strip", flags.strip, "a slim line at the screen's edge; the pad comes when it is needed");
    app.add_option("--strip-place", flags.strip_place, "at which edge: top, bottom")
        ->check(CLI::IsMember({"top", "bottom"}));
    app.add_option("--strip-width", flags.strip_width, "in pixels; as wide as the screen without it")
        ->type_name("N")
        ->check(CLI::Range(Strip::kLeastWidth, kMostSide));
    app.add_option("--panel-window", flags.panel_window, "size of the panel's window")->type_name("WxH");
    app.add_option("--panel-screen", flags.panel_screen, "the panel fills this monitor, from 0")
        ->type_name("N");
    app.add_option("--box", flags.box, "button box: VID:PID, VID:PID:SERIAL or @PORT")->type_name("DEVICE");
    app.add_option("--keys", flags.keys, "its keys")->check(CLI::IsMember(KeyMap::preset_names()));
    app.add_flag("--learn", flags.learn, "bind button boxes to counters by pressing a key on them, then end");
    app.add_option("--boxes", flags.boxes_file, "what --learn keeps; boxes.toml beside the configuration")
        ->type_name("FILE");
    app.add_option("--printer", flags.printer.endpoint, "the printer of slips: ipc://PATH or tcp://HOST:PORT")
        ->type_name("ENDPOINT");
    app.add_option("--printer-key", flags.printer.key, "its public key (printer-1.pub beside --key)")
        ->type_name("FILE");
    app.add_flag("--speak", flags.speak, "say at the counter what a slip says");
    app.add_option("--virtual-speaker", flags.virtual_speaker,
                   "write what is said as WAV files into a folder")
        ->type_name("FOLDER");
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
    options.speak = options.speak || flags.speak || !flags.virtual_speaker.empty();
    options.virtual_speaker = flags.virtual_speaker;
    options.strip = options.strip || flags.strip;
    if (!flags.strip_place.empty())
        options.strip_edge = edge_of(flags.strip_place);
    if (flags.strip_width > 0)
        options.strip_width = flags.strip_width;
    if (options.strip && !options.pad)
        throw std::runtime_error("the strip needs the pad for its questions; please leave --no-pad out");
    if (flags.panel_screen >= 0)
        options.panel_screen = flags.panel_screen;
    options.virtual_keys = *KeyMap::preset(flags.keys.empty() ? "numeric" : flags.keys);
    options.virtual_box = flags.virtual_box;
    options.learn = flags.learn;
    options.learn_preset = flags.keys;
    if (options.counter.value == 0 && !options.learn)
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

/// Beside the configuration, or where this machine keeps its keys.
std::filesystem::path boxes_file(const Flags& flags) {
    if (!flags.boxes_file.empty())
        return flags.boxes_file;
    const auto folder = flags.common.config.empty()
                            ? hall_link::keys_folder().parent_path()
                            : std::filesystem::path(flags.common.config).parent_path();
    return folder / "boxes.toml";
}

/// What was learned is more exact than what was written, and newer: it goes first.
void add_learned(Options& options) {
    std::vector<BoxBinding> boxes;
    for (const LearnedBox& box : read_learned(options.boxes_file))
        boxes.push_back({*usb::Match::parse(box.device), box.counter, *KeyMap::preset(box.preset)});
    options.boxes.insert(options.boxes.begin(), boxes.begin(), boxes.end());
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
    FileSaid said;
    if (!flags.common.config.empty())
        said = read_file(flags.common.config, options);
    std::string& device = said.device;
    take_flags(flags, options);
    options.boxes_file = boxes_file(flags);
    if (options.learn)
        return {options, 0};
    add_learned(options);
    if (!flags.device.empty())
        device = flags.device;
    if (device.empty())
        device = fmt::format("caller-{}", options.counter.value);
    const auto folder = std::filesystem::path(flags.common.config).parent_path();
    options.line = hall_link::choose_line(flags.common.line, said.line, folder, device);
    options.printer = choose_printer(flags.printer, said.printer, folder, options.line);
    return {options, 0};
}

} // namespace caller
