#include "shared/hall/options.h"

#include "shared/base/file.h"

#include <CLI/CLI.hpp>

namespace hall {

namespace {

constexpr int kBadUsage = 2;
constexpr const char* kUsualEndpoint = "tcp://127.0.0.1:6170";

} // namespace

std::expected<Options, int> parse_options(int argc, char** argv) {
    Options options;
    CLI::App app("Jiaohao's hall: decides who is called, keeps the journal, tells everybody.",
                 "jiaohao-hall");
    app.set_version_flag("--version", "jiaohao-hall " JIAOHAO_VERSION);
    app.add_option("--config", options.config, "the hall's description, hall.toml");
    app.add_option("--state", options.state,
                   "where journal and keys are kept (default: ~/.local/state/jiaohao)");
    app.add_option("--listen", options.listen,
                   "where commands are taken, tcp://HOST:PORT or ipc://PATH; a port of * takes a free one");
    app.add_option("--updates", options.updates, "where updates are published (default: the next port)");
    app.add_flag("--demo", options.demo,
                 "the demonstration hall; makes keys for all its devices on the first start");
    try {
        app.parse(argc, argv);
        if (options.config.empty() && !options.demo)
            throw CLI::RequiredError("--config FILE (or --demo)");
    } catch (const CLI::ParseError& stop) {
        return std::unexpected(app.exit(stop) == 0 ? 0 : kBadUsage);
    }
    return options;
}

std::filesystem::path config_file(const Options& options) {
    return options.config.empty() ? base::assets_folder() / "hall" / "hall.toml" : options.config;
}

Place place_of(const Options& options, const config::Server& server) {
    const auto said = [](const std::string& flag, const std::string& configured, const std::string& usual) {
        return !flag.empty() ? flag : !configured.empty() ? configured : usual;
    };
    // The configured updates belong to the configured endpoint, not to one that a flag names.
    const std::string updates = options.listen.empty() ? server.updates : "";
    return {said(options.state, server.state, base::usual_state_folder()),
            said(options.listen, server.listen, kUsualEndpoint), said(options.updates, updates, ""),
            options.demo};
}

} // namespace hall
