#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include <zmq.hpp>

namespace wire {

/// Whether the text is a key, public or secret, as Z85.
bool is_key(std::string_view text);

/// A device's CURVE key pair (RFC 26), both halves as 40 characters of Z85.
struct KeyPair {
    std::string public_key;
    std::string secret_key;
};

KeyPair make_key_pair();

/// NAME.key holds both halves (mode 0600), NAME.pub the public one.
void save_key_pair(const std::filesystem::path& folder, const std::string& name, const KeyPair& pair);

/// Throws std::runtime_error with a sentence when the file is missing, malformed, its halves do not belong
/// together, or others than its owner may read it.
KeyPair load_key_pair(const std::filesystem::path& file);
std::string load_public_key(const std::filesystem::path& file);

/// Where a program finds its hall and with which keys. Flags and configuration end up here.
struct Line {
    std::string endpoint;           ///< of commands: tcp://HOST:PORT or ipc://PATH
    std::string updates;            ///< empty: updates_endpoint(endpoint)
    std::filesystem::path hall_key; ///< the hall's public key
    std::filesystem::path own_key;  ///< this device's key pair
};

/// The updates' endpoint that goes with a commands' endpoint: the next port, or the path with ".updates".
/// Throws std::runtime_error with a sentence when the endpoint is neither tcp:// nor ipc://.
std::string updates_endpoint(const std::string& endpoint);

/// Sets what every socket of ours has (no linger, heartbeats, time-outs, size limits) and the keys.
/// Call before connect or bind.
void prepare_client(zmq::socket_t& socket, const std::string& hall_public_key, const KeyPair& own);
void prepare_server(zmq::socket_t& socket, const KeyPair& own, const std::string& zap_domain);

/// Throws std::runtime_error with a sentence when the endpoint cannot be one; that nobody is there is no
/// error.
void connect(zmq::socket_t& socket, const std::string& endpoint);

} // namespace wire
