#include "shared/link/line_options.h"

#include "shared/base/file.h"

#include <CLI/CLI.hpp>

#include <cstdlib>

namespace hall_link {

namespace {

/// The variable's value, or null when it is missing or empty.
const char* variable(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0' ? value : nullptr;
}

const std::string& first_said(const std::string& flag, const std::string& configured) {
    return flag.empty() ? configured : flag;
}

std::filesystem::path key_file(const std::string& flag, const std::string& configured,
                               const std::filesystem::path& configured_in, const std::string& usual) {
    if (!flag.empty())
        return flag;
    if (!configured.empty())
        return configured_in / configured; // an absolute path stays what it is
    return keys_folder() / usual;
}

} // namespace

void add_common_options(CLI::App& app, CommonOptions& options) {
    app.add_option("--config", options.config, "configuration file (TOML)")->type_name("FILE");
    app.add_option("--hall", options.line.endpoint, "the hall: tcp://HOST:PORT or ipc://PATH")
        ->type_name("ENDPOINT");
    app.add_option("--hall-key", options.line.hall_key, "the hall's public key")->type_name("FILE");
    app.add_option("--key", options.line.own_key, "this device's key pair")->type_name("FILE");
}

wire::Line choose_line(const LineOptions& flags, const LineOptions& configured,
                       const std::filesystem::path& configured_in, const std::string& device) {
    wire::Line line;
    line.endpoint = first_said(flags.endpoint, configured.endpoint);
    if (line.endpoint.empty())
        line.endpoint = kDefaultEndpoint;
    // The configured updates belong to the configured hall, not to one that a flag names.
    line.updates = flags.updates;
    if (line.updates.empty() && flags.endpoint.empty())
        line.updates = configured.updates;
    if (line.updates.empty())
        line.updates = wire::updates_endpoint(line.endpoint);
    line.hall_key = key_file(flags.hall_key, configured.hall_key, configured_in, "hall.pub");
    line.own_key = key_file(flags.own_key, configured.own_key, configured_in, device + ".key");
    return line;
}

std::filesystem::path keys_folder() {
    if (const char* keys = variable("JIAOHAO_KEYS"))
        return keys;
    return base::usual_state_folder() / "keys";
}

} // namespace hall_link
