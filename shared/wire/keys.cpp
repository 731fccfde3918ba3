#include "shared/wire/keys.h"

#include "shared/base/file.h"
#include "shared/base/remedy.h"
#include "shared/base/text.h"
#include "shared/wire/message.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>

namespace wire {

namespace {

constexpr std::size_t kLargestKeyFile = 1024;
constexpr std::size_t kKeyLength = 40;

/// ZMQ_ZAP_ENFORCE_DOMAIN. Debian's zmq.h hides it among the drafts, its library obeys it: without it a
/// server whose ZAP handler is missing lets any key in.
constexpr int kEnforceDomain = 93;

using Z85 = std::array<char, kKeyLength + 1>;

[[noreturn]] void refuse(const std::filesystem::path& file, std::string_view why) {
    throw std::runtime_error(fmt::format("the key file {} {}", file.string(), why));
}

/// Reads a file that nobody else may read. One descriptor for the check and the reading, so that the file
/// cannot be exchanged in between.
std::string read_secret(const std::filesystem::path& file) {
    const int fd = ::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        refuse(file, fmt::format("cannot be opened: {}", base::with_remedy(errno)));
    struct stat status{};
    std::string content(kLargestKeyFile + 1, '\0');
    const bool examined = ::fstat(fd, &status) == 0;
    const auto count = examined && S_ISREG(status.st_mode) ? ::read(fd, content.data(), content.size()) : -1;
    ::close(fd);
    if (count < 0 || static_cast<std::size_t>(count) > kLargestKeyFile)
        refuse(file, "is not a key file");
    if ((status.st_mode & 077U) != 0)
        refuse(file, "can be read by others; please make it private: chmod 600");
    content.resize(static_cast<std::size_t>(count));
    return content;
}

/// The value of the line "NAME VALUE".
std::string value_of(std::string_view content, std::string_view name) {
    for (const std::string_view line : base::split(content, '\n'))
        if (line.starts_with(name) && line.size() > name.size() && line[name.size()] == ' ')
            return std::string(base::trim(line.substr(name.size())));
    return {};
}

void prepare(zmq::socket_t& socket) {
    socket.set(zmq::sockopt::linger, 0);
    socket.set(zmq::sockopt::heartbeat_ivl, 1000);
    socket.set(zmq::sockopt::heartbeat_timeout, 3000);
    socket.set(zmq::sockopt::handshake_ivl, 2000);
    socket.set(zmq::sockopt::tcp_maxrt, 5000);
    socket.set(zmq::sockopt::sndhwm, 10000);
    socket.set(zmq::sockopt::rcvhwm, 10000);
}

} // namespace

bool is_key(std::string_view text) {
    std::array<unsigned char, 32> raw{};
    return text.size() == kKeyLength && !text.contains('\0') &&
           ::zmq_z85_decode(raw.data(), std::string(text).c_str()) != nullptr;
}

KeyPair make_key_pair() {
    Z85 public_key{};
    Z85 secret_key{};
    if (::zmq_curve_keypair(public_key.data(), secret_key.data()) != 0)
        throw std::runtime_error("the ZeroMQ library was built without CURVE");
    return {public_key.data(), secret_key.data()};
}

void save_key_pair(const std::filesystem::path& folder, const std::string& name, const KeyPair& pair) {
    base::make_private_folder(folder);
    base::write_file(folder / (name + ".key"),
                     fmt::format("# Key of {}. Keep it secret: who has it, is {}.\npublic {}\nsecret {}\n",
                                 name, name, pair.public_key, pair.secret_key),
                     0600);
    base::write_file(folder / (name + ".pub"), pair.public_key + "\n", 0644);
}

KeyPair load_key_pair(const std::filesystem::path& file) {
    const std::string content = read_secret(file);
    KeyPair pair{value_of(content, "public"), value_of(content, "secret")};
    if (!is_key(pair.public_key) || !is_key(pair.secret_key))
        refuse(file, "does not hold a key pair");
    Z85 derived{};
    if (::zmq_curve_public(derived.data(), pair.secret_key.c_str()) != 0 || pair.public_key != derived.data())
        refuse(file, "holds two halves that do not belong together");
    return pair;
}

std::string load_public_key(const std::filesystem::path& file) {
    std::string key;
    try {
        key = base::trim(base::read_file(file, kLargestKeyFile));
    } catch (const base::FileError& error) {
        throw std::runtime_error(fmt::format("the hall's public key is missing: {}", error.what()));
    }
    if (!is_key(key))
        refuse(file, "does not hold a public key");
    return key;
}

std::string updates_endpoint(const std::string& endpoint) {
    if (endpoint.starts_with("ipc://") && endpoint.size() > 6)
        return endpoint + ".updates";
    const auto colon = endpoint.rfind(':');
    if (endpoint.starts_with("tcp://") && colon > 5 && colon != std::string::npos) {
        const auto port = base::parse_number<int>(std::string_view(endpoint).substr(colon + 1));
        if (port && *port > 0 && *port < 65535)
            return fmt::format("{}:{}", endpoint.substr(0, colon), *port + 1);
    }
    throw std::runtime_error(fmt::format(
        "the hall's endpoint must look like tcp://HOST:PORT or ipc://PATH, not \"{}\"", endpoint));
}

void prepare_client(zmq::socket_t& socket, const std::string& hall_public_key, const KeyPair& own) {
    prepare(socket);
    // A command must not wait in a queue for a hall that is down and be carried out when it returns.
    if (socket.get(zmq::sockopt::type) == static_cast<int>(zmq::socket_type::dealer))
        socket.set(zmq::sockopt::immediate, 1);
    socket.set(zmq::sockopt::connect_timeout, 1000);
    socket.set(zmq::sockopt::reconnect_ivl, 100);
    socket.set(zmq::sockopt::reconnect_ivl_max, 500);
    socket.set(zmq::sockopt::maxmsgsize, static_cast<std::int64_t>(kLargestReply));
    socket.set(zmq::sockopt::curve_serverkey, hall_public_key);
    socket.set(zmq::sockopt::curve_publickey, own.public_key);
    socket.set(zmq::sockopt::curve_secretkey, own.secret_key);
}

void prepare_server(zmq::socket_t& socket, const KeyPair& own, const std::string& zap_domain) {
    prepare(socket);
    socket.set(zmq::sockopt::heartbeat_ttl, 3000);
    socket.set(zmq::sockopt::maxmsgsize, static_cast<std::int64_t>(kLargestRequest));
    if (socket.get(zmq::sockopt::type) == static_cast<int>(zmq::socket_type::router))
        socket.set(zmq::sockopt::router_mandatory, true);
    socket.set(zmq::sockopt::curve_server, true);
    socket.set(zmq::sockopt::curve_secretkey, own.secret_key);
    socket.set(zmq::sockopt::zap_domain, zap_domain);
    const int enforce = 1;
    if (::zmq_setsockopt(socket.handle(), kEnforceDomain, &enforce, sizeof enforce) != 0)
        throw std::runtime_error("the ZeroMQ library cannot enforce access control (ZMQ_ZAP_ENFORCE_DOMAIN)");
}

void connect(zmq::socket_t& socket, const std::string& endpoint) {
    try {
        socket.connect(endpoint);
    } catch (const zmq::error_t& error) {
        throw std::runtime_error(fmt::format("cannot connect to \"{}\": {}", endpoint, error.what()));
    }
}

} // namespace wire
