#pragma once

#include "shared/wire/keys.h"

#include <filesystem>
#include <string>

namespace CLI {
class App;
}

namespace hall_link {

/// What a program was told of its hall, by flags or by its file's [hall] table. Empty: not said.
struct LineOptions {
    std::string endpoint; ///< --hall, hall.endpoint
    std::string updates;  ///< hall.updates
    std::string hall_key; ///< --hall-key, hall.hall_key
    std::string own_key;  ///< --key, hall.key
};

/// The flags that all programs share.
struct CommonOptions {
    std::string config; ///< --config FILE; empty: not said
    LineOptions line;
};

/// Adds --config, --hall, --hall-key and --key. `options` must outlive the parsing.
void add_common_options(CLI::App& app, CommonOptions& options);

inline constexpr const char* kDefaultEndpoint = "tcp://127.0.0.1:6170";

/// Flags before the configuration before what is usual: the hall on this machine, its public key hall.pub and
/// this device's DEVICE.key in keys_folder(). A path in the configuration that is not absolute is found from
/// the folder of that file, `configured_in`.
wire::Line choose_line(const LineOptions& flags, const LineOptions& configured,
                       const std::filesystem::path& configured_in, const std::string& device);

/// $JIAOHAO_KEYS, else $XDG_STATE_HOME/jiaohao/keys, else ~/.local/state/jiaohao/keys.
std::filesystem::path keys_folder();

} // namespace hall_link
