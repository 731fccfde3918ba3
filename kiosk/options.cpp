#include "kiosk/options.h"

#include "shared/base/text.h"
#include "shared/config/table.h"
#include "shared/link/line_options.h"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <iostream>

namespace kiosk {

namespace {

/// As they were said, before paths and defaults are worked out.
struct Said {
    hall_link::CommonOptions common;
    hall_link::LineOptions configured;
    std::string device, language, state, printer, printer_key, window;
    bool fullscreen = false, high_contrast = false, large_text = false;
};

std::string version_words() {
    return std::string("jiaohao-kiosk ") + JIAOHAO_VERSION;
}

void add_flags(CLI::App& app, Said& said) {
    hall_link::add_common_options(app, said.common);
    app.add_option("--device", said.device, "this kiosk's name (kiosk-1)")->type_name("NAME");
    app.add_option("--printer", said.printer, "its printer: ipc://PATH or tcp://HOST:PORT")
        ->type_name("ENDPOINT");
    app.add_option("--printer-key", said.printer_key, "the printer's public key (printer-1.pub beside --key)")
        ->type_name("FILE");
    app.add_option("--state", said.state, "folder for what must survive a restart")->type_name("FOLDER");
    app.add_option("--window", said.window, "size of the window (1080x1920)")->type_name("WxH");
    app.add_flag("--fullscreen", said.fullscreen, "the whole panel");
    app.add_option("--language", said.language, "of the welcome page; the hall's own when not given")
        ->type_name("TAG");
    app.add_flag("--high-contrast", said.high_contrast, "white on black");
    app.add_flag("--large-text", said.large_text, "a quarter larger");
    app.set_version_flag("--version", version_words());
}

void prefer(std::string& flag, std::string configured) {
    if (flag.empty())
        flag = std::move(configured);
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
    const auto hall = root.table("hall");
    said.configured.endpoint = hall.text("endpoint", "");
    said.configured.updates = hall.text("updates", "");
    said.configured.hall_key = hall.text("hall_key", "");
    said.configured.own_key = hall.text("key", "");
    const auto printer = root.table("printer");
    prefer(said.printer, printer.text("endpoint", ""));
    prefer(said.printer_key, printer.text("key", ""));
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

std::filesystem::path state_folder(const Said& said, const std::string& device) {
    if (!said.state.empty())
        return said.state;
    return hall_link::keys_folder().parent_path() / device;
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
    if (!said.printer.empty()) {
        const auto beside = options.line.own_key.parent_path() / "printer-1.pub";
        options.printer = PrintLine::Printer{
            said.printer, said.printer_key.empty() ? beside : std::filesystem::path(said.printer_key),
            options.line.own_key};
    }
    options.face.high_contrast = said.high_contrast;
    options.face.large_text = said.large_text;
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
