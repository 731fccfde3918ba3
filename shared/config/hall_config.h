#pragma once

#include "shared/config/error.h"
#include "shared/model/hall.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace config {

/// The optional [server] table: where jiaohao-hall is found and keeps its state. Flags go before it. Empty:
/// not said.
struct Server {
    std::string listen;
    std::string updates;
    std::string state;

    bool operator==(const Server&) const = default;
};

/// The optional [city] table: where jiaohao-ship takes the journal, and under which name. Empty: not said.
struct City {
    std::string address; ///< libpq's connection string, without a password
    std::string hall;

    bool operator==(const City&) const = default;
};

/// All that hall.toml says.
struct HallFile {
    model::Hall hall;
    Server server;
    City city;
};

/// The hall as hall.toml describes it; assets/hall/hall.toml shows and explains every key.
///
/// Throws Errors with everything that is wrong: unknown keys, wrong types, and contradictions (two services
/// with one letter, a counter with an unknown service, a service that no counter serves, a name that lacks a
/// language of the hall …).
model::Hall read_hall(const std::filesystem::path& path);
HallFile read_hall_file(const std::filesystem::path& path);

/// The same of a text; `file` is what errors call it.
model::Hall parse_hall(std::string_view text, const std::string& file = "hall.toml");

} // namespace config
