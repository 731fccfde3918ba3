#include "shared/web/options.h"

#include "shared/base/file.h"
#include "shared/base/text.h"
#include "shared/config/table.h"
#include "shared/link/line_options.h"
#include "shared/web/ip_address.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

namespace web {

namespace {

namespace fs = std::filesystem;

constexpr const char* kDevice = "web";
constexpr int kLargestPort = 65535;
constexpr int kMostConnections = 4000, kFewestConnections = 16;
constexpr int kSpareConnections = 8; ///< never taken by streams

struct Flags {
    hall_link::CommonOptions common;
    std::string state, listen, certificate, private_key, address;
};

void listen_at(const std::string& text, Options& options) {
    const auto colon = text.rfind(':');
    const auto port = colon == std::string::npos
                          ? std::nullopt
                          : base::parse_number<int>(std::string_view(text).substr(colon + 1));
    if (!port || *port < 0 || *port > kLargestPort || colon == 0)
        throw std::runtime_error(fmt::format("'{}' is no place to listen; please write ADDRESS:PORT", text));
    options.host = text.substr(0, colon);
    if (options.host.size() > 2 && options.host.front() == '[' && options.host.back() == ']')
        options.host = options.host.substr(1, options.host.size() - 2); // [::1]:6180
    options.port = *port;
}

void take_address(const std::string& text, Options& options) {
    const bool is_web = text.starts_with("https://") || text.starts_with("http://");
    const auto host = is_web ? text.substr(text.find("//") + 2) : std::string();
    if (host.empty() || host.find_first_of("/?# ") != std::string::npos)
        throw std::runtime_error(
            fmt::format("'{}' is no address; please write https://HOST without a path", text));
    options.address = text;
}

void read_limits(const config::Table& table, Limits& limits) {
    limits.connections =
        table.number("connections", kFewestConnections, kMostConnections, limits.connections);
    limits.streams = table.number("streams", 0, kMostConnections, limits.streams);
    limits.requests_a_minute = table.number("requests_a_minute", 10, 1'000'000, limits.requests_a_minute);
    limits.of_a_ticket_a_minute =
        table.number("of_a_ticket_a_minute", 10, 10'000, limits.of_a_ticket_a_minute);
    if (limits.streams > limits.connections - kSpareConnections)
        table.error("streams", fmt::format("leave {} connections for those who only ask", kSpareConnections));
}

/// A word of the file that is checked as a flag is; what is wrong is named with its line.
template <typename Take>
void take(const config::Table& table, const char* key, Options& options, Take&& into) {
    const std::string text = table.text(key, "");
    if (text.empty())
        return;
    try {
        into(text, options);
    } catch (const std::runtime_error& error) {
        table.error(key, error.what());
    }
}

hall_link::LineOptions read_file(const fs::path& file, Options& options) {
    auto document = config::Document::read(file);
    hall_link::LineOptions line;
    const config::Table hall = document.root().table("hall");
    line.endpoint = hall.text("endpoint", "");
    line.updates = hall.text("updates", "");
    line.hall_key = hall.text("hall_key", "");
    line.own_key = hall.text("key", "");
    const config::Table table = document.root().table("web");
    take(table, "listen", options, listen_at);
    take(table, "address", options, take_address);
    const auto beside = [&](const std::string& name) {
        return name.empty() ? fs::path() : file.parent_path() / name;
    };
    options.certificate = beside(table.text("certificate", ""));
    options.private_key = beside(table.text("certificate_key", ""));
    options.proxies = table.texts("proxies", std::vector<std::string>{});
    for (const std::string& proxy : options.proxies)
        if (!is_ip(proxy))
            table.error("proxies", fmt::format("'{}' is no IP address", proxy));
    options.metrics = table.texts("metrics", options.metrics);
    for (const std::string& reader : options.metrics)
        if (!is_ip(reader))
            table.error("metrics", fmt::format("'{}' is no IP address", reader));
    read_limits(table, options.limits);
    document.finish();
    return line;
}

/// What the state folder of a hall on this machine tells.
hall_link::LineOptions local_line(const fs::path& state) {
    hall_link::LineOptions line;
    const auto keys = fs::absolute(state) / "keys";
    line.hall_key = keys / "hall.pub";
    line.own_key = keys / fmt::format("{}.key", kDevice);
    if (fs::exists(state / "endpoints")) {
        const std::string content = base::read_file(state / "endpoints", 4096);
        const auto lines = base::split(content, '\n');
        line.endpoint = base::trim(lines[0]);
        if (lines.size() > 1)
            line.updates = base::trim(lines[1]);
    }
    return line;
}

void take_flags(const Flags& flags, Options& options) {
    if (!flags.listen.empty())
        listen_at(flags.listen, options);
    if (!flags.address.empty())
        take_address(flags.address, options);
    if (!flags.certificate.empty())
        options.certificate = flags.certificate;
    if (!flags.private_key.empty())
        options.private_key = flags.private_key;
    if (options.certificate.empty() != options.private_key.empty())
        throw std::runtime_error("TLS needs both a certificate and its key");
}

} // namespace

std::expected<Options, int> parse_options(int argc, const char* const* argv, const std::string& version) {
    CLI::App app("The hall's web pages: a visitor's phone, the supervisor's view.", "jiaohao-web");
    Flags flags;
    hall_link::add_common_options(app, flags.common);
    app.add_option("--state", flags.state, "the hall's state folder, on the hall's own machine")
        ->type_name("DIR");
    app.add_option("--listen", flags.listen,
                   "where browsers connect (127.0.0.1:6180); port 0 takes a free one")
        ->type_name("ADDRESS:PORT");
    app.add_option("--address", flags.address, "the pages' address as visitors write it, https://HOST")
        ->type_name("URL");
    app.add_option("--certificate", flags.certificate, "for TLS: the certificate with its chain (PEM)")
        ->type_name("FILE");
    app.add_option("--certificate-key", flags.private_key, "its private key (PEM)")->type_name("FILE");
    app.set_version_flag("--version", "jiaohao-web " + version);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& stop) {
        return std::unexpected(app.exit(stop) == 0 ? 0 : 2);
    }
    Options options;
    hall_link::LineOptions said;
    if (!flags.common.config.empty())
        said = read_file(flags.common.config, options);
    take_flags(flags, options);
    if (!flags.state.empty())
        said = local_line(flags.state);
    const auto folder = flags.state.empty() ? fs::path(flags.common.config).parent_path() : fs::path();
    options.line = hall_link::choose_line(flags.common.line, said, folder, kDevice);
    return options;
}

} // namespace web
