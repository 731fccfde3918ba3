#pragma once

#include "shared/wire/keys.h"

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

namespace web {

/// How much one gateway does at once. README.md tells how they play together.
struct Limits {
    int connections = 320;         ///< at one time, one thread each; whoever comes then is turned away
    int streams = 256;             ///< of them, pages that are told of every change; the others ask again
    int requests_a_minute = 6000;  ///< of one address: a hall's visitors may share one
    int of_a_ticket_a_minute = 60; ///< requests with one ticket's token
};

/// What web.toml and the flags say; flags win. README.md shows every key.
struct Options {
    wire::Line line;
    std::string host = "127.0.0.1";
    int port = 6180;                   ///< 0: a free one, which the log tells
    std::filesystem::path certificate; ///< PEM, the whole chain; empty: no TLS, for a proxy or this machine
    std::filesystem::path private_key; ///< PEM
    std::string address;               ///< "https://queue.example.org", as visitors write it; empty: not said
    std::vector<std::string> proxies{};                   ///< whose X-Forwarded-For is believed
    std::vector<std::string> metrics{"127.0.0.1", "::1"}; ///< which addresses may read /metrics
    Limits limits;
};

/// Throws config::Errors when the configuration file is wrong, std::runtime_error with a sentence when a flag
/// is. The error is the exit code after --help, --version (0) and bad usage (2), when all has been said.
std::expected<Options, int> parse_options(int argc, const char* const* argv, const std::string& version);

} // namespace web
