#include "shared/base/file.h"
#include "shared/config/error.h"
#include "shared/web/ip_address.h"
#include "shared/web/options.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <vector>

using support::TemporaryFolder;

namespace {

std::expected<web::Options, int> parse(std::vector<std::string> words) {
    words.insert(words.begin(), "jiaohao-web");
    std::vector<const char*> argv;
    for (const std::string& word : words)
        argv.push_back(word.c_str());
    return web::parse_options(static_cast<int>(argv.size()), argv.data(), "1");
}

} // namespace

TEST_CASE("Options: all is usual without a file, and web is the device", "[web][options]") {
    const auto options = parse({});

    REQUIRE(options);
    CHECK(options->host == "127.0.0.1");
    CHECK(options->port == 6180);
    CHECK(options->line.own_key.filename() == "web.key");
    CHECK(options->certificate.empty());
}

TEST_CASE("Options: the file says it, and a flag says it better", "[web][options]") {
    const TemporaryFolder folder;
    base::write_file(folder / "web.toml", R"([hall]
endpoint = "tcp://10.0.0.1:6170"
[web]
listen = "0.0.0.0:443"
address = "https://queue.example.org"
certificate = "web.crt"
certificate_key = "web.key"
proxies = ["127.0.0.1", "::1"]
connections = 100
streams = 60
)");

    const auto options = parse({"--config", folder / "web.toml", "--listen", "[::1]:8443"});

    REQUIRE(options);
    CHECK(options->line.endpoint == "tcp://10.0.0.1:6170");
    CHECK(options->host == "::1");
    CHECK(options->port == 8443);
    CHECK(options->certificate == folder / "web.crt");
    CHECK(options->proxies.size() == 2);
    CHECK(options->limits.streams == 60);
}

TEST_CASE("Options: every mistake of the file is named with its line", "[web][options]") {
    const TemporaryFolder folder;
    base::write_file(folder / "web.toml", R"([web]
listen = "somewhere"
address = "queue.example.org/t/"
proxies = ["my-proxy"]
connections = 20
streams = 19
colour = "red"
)");
    try {
        static_cast<void>(parse({"--config", folder / "web.toml"}));
        FAIL("the file was taken");
    } catch (const config::Errors& errors) {
        const std::string text = errors.what();
        for (const char* line : {":2", ":3", ":4", ":6", ":7"})
            CHECK_THAT(text, Catch::Contains(line));
    }
}

TEST_CASE("Options: an address is all of the text", "[web][options]") {
    for (const char* right : {"127.0.0.1", "::1", "2001:db8::7", "::ffff:203.0.113.77"})
        CHECK(web::is_ip(right));
    for (const char* wrong : {"", "my-proxy", "127.0.0.1 ", "127.0.0.1:80", "[::1]", "127.1"})
        CHECK_FALSE(web::is_ip(wrong));
    CHECK_FALSE(web::is_ip(std::string("::1\0 and more", 13)));
    CHECK_FALSE(web::is_ip("0000:0000:0000:0000:0000:0000:0000:0000:0000:0000"));
}

TEST_CASE("Options: wrong flags are refused politely", "[web][options]") {
    CHECK_THROWS(parse({"--listen", "6180"}));
    CHECK_THROWS(parse({"--listen", "127.0.0.1:99999"}));
    CHECK_THROWS(parse({"--address", "https://a.example/with/path"}));
    CHECK_THROWS(parse({"--certificate", "web.crt"}));
    CHECK(parse({"--nonsense"}).error() == 2);
    CHECK(parse({"--version"}).error() == 0);
}
