#include "kiosk/options.h"

#include "kiosk/staff_pin.h"
#include "shared/base/file.h"
#include "shared/base/text.h"
#include "shared/config/table.h"
#include "shared/link/line_options.h"
#include "shared/screen/pixels.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <utility>

namespace kiosk {

namespace {

constexpr int kLongestAttract = 24 * 60 * 60;
constexpr int kUsualAttract = 90;
constexpr int kLargestMap = 4096; // pixels either way
constexpr std::size_t kLargestMapFile = 16U << 20U;

/// As they were said, before paths and defaults are worked out.
struct Said {
    hall_link::CommonOptions common;
    hall_link::LineOptions configured;
    std::string device, language, state, window;
    std::vector<std::string> printers, printer_keys;
    bool fullscreen = false, high_contrast = false, large_text = false, mute = false;
    std::string virtual_speaker, card_reader, person_key, scanner, ticket_link;
    int volume = 100;
    std::string staff_pin, hall_map;
    std::optional<int> attract_after;
    bool make_pin = false;
};

constexpr std::size_t kLongestLink =
    200; ///< with the token behind it a QR code that small printers print well

bool is_ticket_link(std::string_view link) {
    const auto fits = [](char c) { return c > ' ' && c <= '~' && c != '"' && c != '<' && c != '>'; };
    const bool is_web = link.starts_with("https://") || link.starts_with("http://");
    return link.empty() || (is_web && link.size() <= kLongestLink && std::ranges::all_of(link, fits));
}

std::string version_words() {
    return std::string("jiaohao-kiosk ") + JIAOHAO_VERSION;
}

void add_flags(CLI::App& app, Said& said) {
    hall_link::add_common_options(app, said.common);
    app.add_option("--device", said.device, "this kiosk's name (kiosk-1)")->type_name("NAME");
    app.add_option("--printer", said.printers,
                   "its printer: ipc://PATH or tcp://HOST:PORT; a second one helps out when the first cannot")
        ->type_name("ENDPOINT")
        ->expected(1)
        ->take_all();
    app.add_option("--printer-key", said.printer_keys,
                   "a printer's public key (printer-1.pub, printer-2.pub beside --key)")
        ->type_name("FILE")
        ->expected(1)
        ->take_all();
    app.add_option("--state", said.state, "folder for what must survive a restart")->type_name("FOLDER");
    app.add_option("--window", said.window, "size of the window (1080x1920)")->type_name("WxH");
    app.add_flag("--fullscreen", said.fullscreen, "the whole panel");
    app.add_option("--language", said.language, "of the welcome page; the hall's own when not given")
        ->type_name("TAG");
    app.add_flag("--high-contrast", said.high_contrast, "each visit begins white on black");
    app.add_flag("--large-text", said.large_text, "each visit begins a quarter larger");
    app.add_flag("--mute", said.mute, "no loudspeaker: it neither chimes nor speaks");
    app.add_option("--virtual-speaker", said.virtual_speaker,
                   "writes what is said to WAV files in a folder, instead of a loudspeaker")
        ->type_name("FOLDER");
    app.add_option("--attract-after", said.attract_after,
                   "seconds without a touch until pages take turns (90); 0: never")
        ->type_name("SECONDS")
        ->check(CLI::Range(0, kLongestAttract));
    app.add_flag("--make-pin", said.make_pin,
                 "asks for the staff's PIN, writes the line for kiosk.toml, stops");
    app.add_option("--card-reader", said.card_reader,
                   "where identity cards are laid on: usb, usb:VID:PID, serial:/dev/… or virtual:PATH")
        ->type_name("READER");
    app.add_option("--scanner", said.scanner,
                   "what codes are held to: usb, usb:VID:PID, serial:/dev/… or virtual:PATH")
        ->type_name("SCANNER");
    app.add_option("--ticket-link", said.ticket_link,
                   "the visitor's page, for the QR code on tickets: https://HOST/t/")
        ->type_name("URL");
    app.add_option("--person-key", said.person_key,
                   "the hall's key for the marks of persons (person.key beside --key)")
        ->type_name("FILE");
    app.set_version_flag("--version", version_words());
}

void prefer(std::string& flag, std::string configured) {
    if (flag.empty())
        flag = std::move(configured);
}

// A printer named by a flag takes the place of all in the file.
void read_printers(const config::Table& root, Said& said) {
    std::vector<std::string> endpoints, keys;
    for (const char* const name : {"printer", "second_printer"}) {
        const auto printer = root.table(name);
        const auto endpoint = printer.text("endpoint", "");
        const auto key = printer.text("key", "");
        if (endpoint.empty())
            continue;
        endpoints.push_back(endpoint);
        keys.push_back(key);
    }
    if (!said.printers.empty())
        return;
    said.printers = std::move(endpoints);
    if (said.printer_keys.empty())
        said.printer_keys = std::move(keys);
}

// What a flag says counts before what the file says.
void read_config(Said& said) {
    auto document = config::Document::read(said.common.config);
    const auto root = document.root();
    prefer(said.device, root.text("device", ""));
    prefer(said.language, root.text("language", ""));
    prefer(said.state, root.text("state", ""));
    prefer(said.window, root.text("window", ""));
    said.fullscreen |= root.flag("fullscreen", false);
    said.high_contrast |= root.flag("high_contrast", false);
    said.large_text |= root.flag("large_text", false);
    said.mute |= root.flag("mute", false);
    prefer(said.card_reader, root.text("card_reader", ""));
    prefer(said.scanner, root.text("scanner", ""));
    prefer(said.ticket_link, root.text("ticket_link", ""));
    prefer(said.person_key, root.text("person_key", ""));
    said.volume = root.number("volume", 1, 100, said.volume);
    said.staff_pin = root.text("staff_pin", "");
    if (!said.staff_pin.empty() && !is_pin_hash(said.staff_pin))
        root.error("staff_pin", "is the line that jiaohao-kiosk --make-pin writes, not the PIN itself");
    said.hall_map = root.text("hall_map", "");
    if (const int after = root.number("attract_after", 0, kLongestAttract, kUsualAttract);
        !said.attract_after)
        said.attract_after = after;
    const auto hall = root.table("hall");
    said.configured.endpoint = hall.text("endpoint", "");
    said.configured.updates = hall.text("updates", "");
    said.configured.hall_key = hall.text("hall_key", "");
    said.configured.own_key = hall.text("key", "");
    read_printers(root, said);
    document.finish();
}

screen::Size size_of(const std::string& text) {
    const auto parts = base::split(text, 'x');
    const auto width = parts.size() == 2 ? base::parse_number<int>(parts[0]) : std::nullopt;
    const auto height = parts.size() == 2 ? base::parse_number<int>(parts[1]) : std::nullopt;
    if (!width || !height || *width < 320 || *height < 320 || *width > 8192 || *height > 8192)
        throw std::runtime_error("A window is WIDTHxHEIGHT, each from 320 to 8192: --window 1080x1920.");
    return {*width, *height};
}

/// As the file's first bytes say; nothing when they are none of a PNG.
std::optional<screen::Size> png_size(std::string_view file) {
    if (file.size() < 24 || !file.starts_with("\x89PNG\r\n\x1a\n"))
        return std::nullopt;
    const auto side = [&](std::size_t at) {
        std::uint32_t value = 0;
        for (const char byte : file.substr(at, 4))
            value = value << 8U | static_cast<unsigned char>(byte);
        return static_cast<int>(std::min<std::uint32_t>(value, kLargestMap + 1));
    };
    return screen::Size{side(16), side(20)};
}

// Read here once, so that a mistake is told before a window opens.
std::filesystem::path map_of(const Said& said) {
    if (said.hall_map.empty())
        return {};
    const auto path = std::filesystem::path(said.common.config).parent_path() / said.hall_map;
    const auto size = png_size(base::read_file(path, kLargestMapFile));
    if (size && (size->width > kLargestMap || size->height > kLargestMap))
        throw std::runtime_error(fmt::format("The map {} is larger than {} pixels either way. Please make it "
                                             "smaller.",
                                             path.string(), kLargestMap));
    screen::load_png(path);
    return path;
}

std::filesystem::path state_folder(const Said& said, const std::string& device) {
    if (!said.state.empty())
        return said.state;
    return hall_link::keys_folder().parent_path() / device;
}

std::vector<hall_link::PrintLine::Printer> printers_of(const Said& said, const wire::Line& line) {
    std::vector<hall_link::PrintLine::Printer> printers;
    for (std::size_t i = 0; i < said.printers.size(); ++i) {
        const auto beside = line.own_key.parent_path() / fmt::format("printer-{}.pub", i + 1);
        const bool is_said = i < said.printer_keys.size() && !said.printer_keys[i].empty();
        printers.push_back(
            {said.printers[i], is_said ? std::filesystem::path(said.printer_keys[i]) : beside, line.own_key});
    }
    return printers;
}

CardReaderOptions cards_of(const Said& said, const wire::Line& line) {
    if (!is_card_reader(said.card_reader))
        throw std::runtime_error("A card reader is usb, usb:VID:PID, serial:/dev/… or virtual:PATH.");
    std::filesystem::path key = said.person_key;
    if (key.empty())
        key = line.own_key.parent_path() / "person.key";
    else if (key.is_relative() && !said.common.config.empty())
        key = std::filesystem::path(said.common.config).parent_path() / key;
    return {said.card_reader, key};
}

Options options_of(const Said& said) {
    Options options;
    if (!said.device.empty())
        options.device = said.device;
    options.line =
        hall_link::choose_line(said.common.line, said.configured,
                               std::filesystem::path(said.common.config).parent_path(), options.device);
    options.language = said.language;
    options.state = state_folder(said, options.device);
    if (!said.window.empty())
        options.window = size_of(said.window);
    options.fullscreen = said.fullscreen;
    options.printers = printers_of(said, options.line);
    options.cards = cards_of(said, options.line);
    if (!is_scanner(said.scanner))
        throw std::runtime_error("A scanner is usb, usb:VID:PID, serial:/dev/… or virtual:PATH.");
    if (!is_ticket_link(said.ticket_link))
        throw std::runtime_error("A ticket's link is the visitor's page before the token: https://HOST/t/");
    options.ticket_link = said.ticket_link;
    options.scanner = {said.scanner, said.ticket_link};
    options.face.aids = {said.large_text, said.high_contrast};
    options.mute = said.mute;
    options.volume = said.volume;
    options.virtual_speaker = said.virtual_speaker;
    options.staff_pin = said.staff_pin;
    options.face.attract_after = std::chrono::seconds(said.attract_after.value_or(kUsualAttract));
    options.face.hall_map = map_of(said);
    if (const char* const map = std::getenv("JIAOHAO_TOUCH_MAP"); map != nullptr)
        options.face.touch_map = map;
    return options;
}

} // namespace

std::expected<Options, int> parse_options(int argc, const char* const* argv) {
    CLI::App app{"The kiosk of a service hall: visitors choose a service and take a number.",
                 "jiaohao-kiosk"};
    Said said;
    add_flags(app, said);
    try {
        app.parse(argc, argv);
        if (said.make_pin)
            return std::unexpected(make_pin(std::cin, std::cout, std::cerr, isatty(STDIN_FILENO) == 1));
        if (!said.common.config.empty())
            read_config(said);
        return options_of(said);
    } catch (const CLI::Success& done) {
        return std::unexpected(app.exit(done));
    } catch (const CLI::ParseError& error) {
        app.exit(error);
        return std::unexpected(2);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return std::unexpected(2);
    }
}

} // namespace kiosk
