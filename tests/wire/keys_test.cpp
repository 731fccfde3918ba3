#include "shared/wire/keys.h"

#include "shared/base/file.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <sys/stat.h>

#include <array>
#include <cstring>

namespace {

unsigned mode_of(const std::filesystem::path& file) {
    struct stat status{};
    REQUIRE(::stat(file.c_str(), &status) == 0);
    return status.st_mode & 0777U;
}

} // namespace

TEST_CASE("Keys: a pair is saved for its owner alone and read back", "[wire][keys]") {
    const support::TemporaryFolder folder;
    const auto pair = wire::make_key_pair();

    wire::save_key_pair(folder / "keys", "kiosk-1", pair);

    const auto back = wire::load_key_pair(folder / "keys/kiosk-1.key");
    CHECK(back.public_key == pair.public_key);
    CHECK(back.secret_key == pair.secret_key);
    CHECK(wire::load_public_key(folder / "keys/kiosk-1.pub") == pair.public_key);
    CHECK(mode_of(folder / "keys/kiosk-1.key") == 0600U);
    CHECK(mode_of(folder / "keys") == 0700U);
}

TEST_CASE("Keys: a pair that others may read is refused", "[wire][keys]") {
    const support::TemporaryFolder folder;
    wire::save_key_pair(folder.path(), "kiosk-1", wire::make_key_pair());
    const auto file = folder / "kiosk-1.key";

    for (const auto mode : {0640U, 0604U, 0620U}) {
        REQUIRE(::chmod(file.c_str(), mode) == 0);
        CHECK_THROWS_WITH(wire::load_key_pair(file), Catch::Contains("can be read by others"));
    }
}

TEST_CASE("Keys: a link is not followed to a pair", "[wire][keys]") {
    const support::TemporaryFolder folder;
    wire::save_key_pair(folder.path(), "kiosk-1", wire::make_key_pair());

    std::filesystem::create_symlink(folder / "kiosk-1.key", folder / "link.key");

    CHECK_THROWS_WITH(wire::load_key_pair(folder / "link.key"), Catch::Contains("cannot be opened"));
}

TEST_CASE("Keys: two halves that do not belong together are refused", "[wire][keys]") {
    const support::TemporaryFolder folder;
    const auto one = wire::make_key_pair();
    const auto other = wire::make_key_pair();

    wire::save_key_pair(folder.path(), "mixed", {one.public_key, other.secret_key});

    CHECK_THROWS_WITH(wire::load_key_pair(folder / "mixed.key"), Catch::Contains("do not belong together"));
}

TEST_CASE("Keys: what is no key is refused with the file's name", "[wire][keys]") {
    const support::TemporaryFolder folder;
    base::write_file(folder / "empty.key", "", 0600);
    base::write_file(folder / "short.key", "public abc\nsecret def\n", 0600);
    base::write_file(folder / "large.key", std::string(5000, 'x'), 0600);
    std::filesystem::create_directory(folder / "folder.key");

    for (const auto* name : {"empty.key", "short.key", "large.key", "folder.key", "absent.key"})
        CHECK_THROWS_WITH(wire::load_key_pair(folder / name), Catch::Contains(name));
    CHECK_THROWS_WITH(wire::load_public_key(folder / "empty.key"), Catch::Contains("empty.key"));
    CHECK_THROWS_WITH(wire::load_public_key(folder / "absent.pub"), Catch::Contains("absent.pub"));
}

TEST_CASE("Keys: a text is a key when it is the forty signs of one", "[wire][keys]") {
    const std::string key = wire::make_key_pair().public_key;
    CHECK(wire::is_key(key));
    CHECK_FALSE(wire::is_key(key.substr(1)));
    CHECK_FALSE(wire::is_key(key + "0"));
    CHECK_FALSE(wire::is_key(std::string(40, '#'))); // more than 32 bits in five signs
    CHECK_FALSE(wire::is_key(key.substr(0, 39) + " "));
    CHECK_FALSE(wire::is_key(key.substr(0, 35) + std::string(5, '\0')));
}

TEST_CASE("Keys: a server whose access control is missing lets nobody in", "[wire][keys]") {
    const auto hall = wire::make_key_pair();
    zmq::context_t context;
    zmq::socket_t server(context, zmq::socket_type::router);
    wire::prepare_server(server, hall, "cmd"); // and nobody answers at inproc://zeromq.zap.01
    zmq::socket_t monitor(context, zmq::socket_type::pair);
    REQUIRE(::zmq_socket_monitor(server.handle(), "inproc://monitor", ZMQ_EVENT_ALL) == 0);
    monitor.connect("inproc://monitor");
    monitor.set(zmq::sockopt::rcvtimeo, 5000);
    server.bind("tcp://127.0.0.1:*");
    zmq::socket_t client(context, zmq::socket_type::dealer);
    wire::prepare_client(client, hall.public_key, wire::make_key_pair());

    client.connect(server.get(zmq::sockopt::last_endpoint));

    std::uint16_t event = 0;
    constexpr int kHandshakes = ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL |
                                ZMQ_EVENT_HANDSHAKE_FAILED_AUTH | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL;
    while ((event & kHandshakes) == 0) {
        zmq::message_t number;
        zmq::message_t address;
        REQUIRE(monitor.recv(number));
        REQUIRE(monitor.recv(address));
        std::memcpy(&event, number.data(), sizeof event);
    }
    CHECK(event != ZMQ_EVENT_HANDSHAKE_SUCCEEDED);
    ::zmq_socket_monitor(server.handle(), nullptr, 0);
}

TEST_CASE("Endpoint: updates have the next port, or the path beside", "[wire][keys]") {
    CHECK(wire::updates_endpoint("tcp://127.0.0.1:6170") == "tcp://127.0.0.1:6171");
    CHECK(wire::updates_endpoint("tcp://[::1]:6170") == "tcp://[::1]:6171");
    CHECK(wire::updates_endpoint("ipc:///run/hall/hall") == "ipc:///run/hall/hall.updates");
    for (const auto* wrong : {"", "tcp://", "tcp://host", "tcp://host:", "tcp://host:x", "tcp://host:0",
                              "tcp://host:65535", "tcp://host:99999", "ipc://", "udp://host:1", "host:6170"})
        CHECK_THROWS_WITH(wire::updates_endpoint(wrong), Catch::Contains("tcp://HOST:PORT"));
}
