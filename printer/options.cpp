#include "printer/options.h"

#include "shared/config/table.h"
#include "shared/link/line_options.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <stdexcept>

namespace printer {
namespace {

constexpr int kBadUsage = 2;
constexpr int kLongestRoll = 500;
constexpr int kMostTickets = 1000;

/// As it was said, before defaults are worked out.
struct Said {
    std::string config, device, listen, spool, key, devices, hall, hall_key;
    std::string profile, look, print, check, render, out, png;
    int paper = 0;
    std::optional<int> roll, warn_below;
    bool is_virtual = false, list = false, json = false, paper_changed = false, self_test = false;
};

void add_flags(CLI::App& app, Said& said) {
    app.add_option("--config", said.config, "configuration file (TOML)")->type_name("FILE");
    app.add_option("--device", said.device,
                   "usb[:VID:PID[:SERIAL]] (the default), usb:@PLACE, tcp://HOST:PORT, or file:FOLDER")
        ->type_name("DEVICE");
    app.add_flag("--virtual", said.is_virtual, "a printer made of memory");
    app.add_option("--listen", said.listen, "where kiosks send jobs: ipc://PATH or tcp://HOST:PORT")
        ->type_name("ENDPOINT");
    app.add_option("--spool", said.spool, "folder for jobs that were accepted")->type_name("FOLDER");
    app.add_option("--key", said.key, "this printer's key pair")->type_name("FILE");
    app.add_option("--devices", said.devices, "public keys (NAME.pub) of those who may print")
        ->type_name("FOLDER");
    app.add_option("--profile", said.profile,
                   "what the printer can do, such as epson-tm-t20iii (default: what it says it is on USB, "
                   "else generic-80 or generic-58)")
        ->type_name("NAME");
    app.add_option("--template", said.look, "what stands on a ticket (default: the house's)")
        ->type_name("FILE");
    app.add_option("--paper", said.paper,
                   "width of the paper in millimetres: 80 or 58 (default: the widest that fits the printer)")
        ->type_name("WIDTH");
    app.add_option("--print", said.print, "raster or text (default: as the profile says)")->type_name("WAY");
    app.add_option("--hall", said.hall, "the hall that is told how the printer is; else the kiosks tell it")
        ->type_name("ENDPOINT");
    app.add_option("--hall-key", said.hall_key, "the hall's public key (hall.pub beside --key)")
        ->type_name("FILE");
    app.add_option("--roll", said.roll, "metres of paper on a new roll (50); 0: tickets are not counted")
        ->type_name("METRES")
        ->check(CLI::Range(0, kLongestRoll));
    app.add_option("--warn-below", said.warn_below, "tickets left on the roll when staff are told (50)")
        ->type_name("TICKETS")
        ->check(CLI::Range(0, kMostTickets));
}

// What is done instead of serving; one of them only.
void add_errands(CLI::App& app, Said& said) {
    auto* const list = app.add_flag("--list", said.list, "name the printers found on USB and stop");
    app.add_flag("--json", said.json, "the list as one JSON object")->needs(list);
    auto* const paper_changed =
        app.add_flag("--paper-changed", said.paper_changed, "tell the running printer of a new roll and stop")
            ->excludes(list);
    auto* const check =
        app.add_option("--check", said.check, "say what is wrong with a template or a profile, and stop")
            ->type_name("FILE")
            ->excludes(list, paper_changed);
    auto* const render = app.add_option("--render", said.render, "draw this job (JSON) and stop")
                             ->type_name("TICKET.json")
                             ->excludes(list, paper_changed, check);
    app.add_flag("--self-test", said.self_test,
                 "print a page that shows all that the printer can do, and stop")
        ->excludes(list, paper_changed, check, render);
    app.add_option("--out", said.out, "where the printer's bytes go, instead of to the printer")
        ->type_name("TICKET.bin");
    app.add_option("--png", said.png, "where the picture goes, instead of to the printer")
        ->type_name("TICKET.png");
    app.set_version_flag("--version", std::string("jiaohao-printer ") + JIAOHAO_VERSION);
}

void prefer(std::string& flag, std::string configured) {
    if (flag.empty())
        flag = std::move(configured);
}

// What a flag says counts before what the file says; paths in the file are found from its folder.
void read_config(Said& said) {
    auto document = config::Document::read(said.config);
    const auto root = document.root();
    const auto folder = std::filesystem::path(said.config).parent_path();
    const auto path = [&](const char* key) {
        const auto text = root.text(key, "");
        return text.empty() ? text : (folder / text).string();
    };
    prefer(said.device, root.text("device", ""));
    prefer(said.listen, root.text("listen", ""));
    prefer(said.spool, path("spool"));
    prefer(said.key, path("key"));
    prefer(said.devices, path("devices"));
    prefer(said.profile, root.text("profile", ""));
    prefer(said.look, path("template"));
    prefer(said.print, root.word("print", {"profile", "raster", "text"}, "profile"));
    const auto paper = root.number("paper", 58, 80, 80);
    if (paper != 58 && paper != 80)
        root.error("paper", "Paper is 58 or 80 millimetres wide.");
    if (said.paper == 0 && root.has("paper"))
        said.paper = paper;
    if (const auto roll = root.number("roll", 0, kLongestRoll, -1); roll >= 0 && !said.roll)
        said.roll = roll;
    if (const auto below = root.number("warn_below", 0, kMostTickets, -1); below >= 0 && !said.warn_below)
        said.warn_below = below;
    const auto hall = root.table("hall");
    prefer(said.hall, hall.text("endpoint", ""));
    const auto hall_key = hall.text("hall_key", "");
    prefer(said.hall_key, hall_key.empty() ? hall_key : (folder / hall_key).string());
    document.finish();
}

std::optional<Profile::Mode> mode_of(const std::string& print) {
    if (print == "raster")
        return Profile::Mode::Raster;
    if (print == "text")
        return Profile::Mode::Text;
    if (print.empty() || print == "profile")
        return std::nullopt;
    throw std::runtime_error("Tickets are printed as raster or as text: --print raster.");
}

// What is drawn, and where it goes.
void read_drawing(const Said& said, Options& options) {
    options.profile = said.profile;
    options.look = said.look;
    options.width = said.paper;
    if (said.paper != 0 && said.paper != 58 && said.paper != 80)
        throw std::runtime_error("Paper is 58 or 80 millimetres wide: --paper 80.");
    options.mode = mode_of(said.print);
    options.check = said.check;
    options.render = said.render;
    options.self_test = said.self_test;
    options.out = said.out;
    options.png = said.png;
    const bool into_files = !said.out.empty() || !said.png.empty();
    if (!said.render.empty() && !into_files)
        throw std::runtime_error("--render needs --out TICKET.bin, --png TICKET.png, or both.");
    if (said.render.empty() && !said.self_test && into_files)
        throw std::runtime_error("--out and --png need --render TICKET.json or --self-test.");
}

void choose_places(const Said& said, Options& options) {
    const auto state = hall_link::keys_folder().parent_path();
    options.spool = said.spool.empty() ? state / "printer" : std::filesystem::path(said.spool);
    options.listen = said.listen.empty() ? "ipc://" + (options.spool / "printer.ipc").string() : said.listen;
    if (!options.listen.starts_with("ipc://") && !options.listen.starts_with("tcp://"))
        throw std::runtime_error("Kiosks are listened for at ipc://PATH or tcp://HOST:PORT: --listen.");
    options.key = said.key;
    options.devices = said.devices.empty() ? options.key.parent_path() : std::filesystem::path(said.devices);
    if (options.key.empty() && options.listen.starts_with("tcp://"))
        throw std::runtime_error(
            "On the network jobs are encrypted: please give --key FILE and --devices FOLDER.");
    options.hall = said.hall;
    if (!options.hall.empty() && options.key.empty())
        throw std::runtime_error("To tell the hall the printer needs its key: --key FILE.");
    options.hall_key =
        said.hall_key.empty() ? options.key.parent_path() / "hall.pub" : std::filesystem::path(said.hall_key);
}

Options options_of(const Said& said) {
    Options options;
    read_drawing(said, options);
    options.roll = said.roll;
    options.warn_below = said.warn_below.value_or(options.warn_below);
    options.list = said.list;
    options.json = said.json;
    options.paper_changed = said.paper_changed;
    if (said.is_virtual && !said.device.empty())
        throw std::runtime_error("--virtual and --device cannot go together.");
    if (!said.device.empty())
        options.device = said.device;
    if (said.is_virtual)
        options.device = "virtual";
    choose_places(said, options);
    return options;
}

} // namespace

std::expected<Options, int> parse_options(int argc, const char* const* argv) {
    CLI::App app{"Prints the tickets of a service hall on an ESC/POS printer.", "jiaohao-printer"};
    Said said;
    add_flags(app, said);
    add_errands(app, said);
    try {
        app.parse(argc, argv);
        if (!said.config.empty())
            read_config(said);
        return options_of(said);
    } catch (const CLI::ParseError& error) {
        return std::unexpected(app.exit(error) == 0 ? 0 : kBadUsage);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return std::unexpected(kBadUsage);
    }
}

} // namespace printer
