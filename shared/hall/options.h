#pragma once

#include "shared/config/hall_config.h"
#include "shared/hall/app.h"

#include <expected>
#include <filesystem>
#include <string>

namespace hall {

/// What the command line of jiaohao-hall says. Empty: as the configuration says, or the usual.
struct Options {
    std::filesystem::path config; ///< hall.toml; empty only with `demo`
    std::filesystem::path state;
    std::string listen;  ///< of commands; "tcp://HOST:*" takes a free port
    std::string updates; ///< empty: the neighbour of `listen`
    bool demo = false;   ///< makes keys for all devices on the first start
};

/// The options, or the exit code when there is nothing more to do: 0 after --help and --version, 2 for what
/// cannot be understood.
std::expected<Options, int> parse_options(int argc, char** argv);

/// The demonstration's hall.toml when no other is named.
std::filesystem::path config_file(const Options& options);

/// Flags before the file's [server] table before what is usual.
Place place_of(const Options& options, const config::Server& server);

} // namespace hall
