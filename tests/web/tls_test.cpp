#include "shared/base/file.h"
#include "shared/web/server.h"
#include "shared/web/tls.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"
#include "tests/web/gateway.h"

#include <catch2/catch.hpp>

using support::TemporaryFolder;

namespace {

void make_certificate(const TemporaryFolder& folder, const std::string& name) {
    const auto made = support::run({"/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                                    "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
                                    folder / (name + ".key"), "-out", folder / (name + ".crt"), "-days", "2",
                                    "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"});
    REQUIRE(made.code == 0);
}

web::Options options_with(const TemporaryFolder& folder) {
    web::Options options;
    options.port = 0;
    options.certificate = folder / "a.crt";
    options.private_key = folder / "a.key";
    options.limits.connections = 16;
    return options;
}

} // namespace

TEST_CASE("TLS: with a certificate the pages are encrypted, and browsers are told to stay so", "[web][tls]") {
    const TemporaryFolder folder;
    make_certificate(folder, "a");
    const base::SystemClock clock;
    const web::Options options = options_with(folder);
    web::Server server(options, clock);
    server.Get("/", [](const auto&, auto& response) { response.set_content("hello", "text/plain"); });
    const int port = server.start();

    httplib::SSLClient client("127.0.0.1", port);
    client.set_ca_cert_path((folder / "a.crt").c_str());
    client.enable_server_certificate_verification(true);
    const auto answer = client.Get("/");

    REQUIRE(answer);
    CHECK(answer->body == "hello");
    CHECK_THAT(answer->get_header_value("Strict-Transport-Security"), Catch::Contains("max-age="));
}

TEST_CASE("TLS: who speaks plainly, or nonsense, or nothing, is let go and harms nobody", "[web][tls]") {
    const TemporaryFolder folder;
    make_certificate(folder, "a");
    const base::SystemClock clock;
    const web::Options options = options_with(folder);
    web::Server server(options, clock);
    server.Get("/", [](const auto&, auto& response) { response.set_content("hello", "text/plain"); });
    const int port = server.start();

    support::RawClient plain(port), nonsense(port), mute(port);
    CHECK(plain.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
    CHECK(nonsense.send(std::string(5000, '\x16')));
    CHECK_THAT(plain.read_all(), !Catch::Contains("hello"));
    CHECK(nonsense.is_ended(std::chrono::seconds(10)));

    httplib::SSLClient client("127.0.0.1", port);
    client.enable_server_certificate_verification(false);
    CHECK(client.Get("/"));
}

TEST_CASE("TLS: a certificate that is none, or whose key is another's, is refused at the start",
          "[web][tls]") {
    const TemporaryFolder folder;
    make_certificate(folder, "a");
    make_certificate(folder, "b");
    base::write_file(folder / "no.crt", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

    CHECK_NOTHROW(web::Tls(folder / "a.crt", folder / "a.key"));
    CHECK_THROWS_WITH(web::Tls(folder / "a.crt", folder / "b.key"), Catch::Contains("not the private key"));
    CHECK_THROWS_WITH(web::Tls(folder / "no.crt", folder / "a.key"), Catch::Contains("no certificate"));
    CHECK_THROWS_WITH(web::Tls(folder / "missing.crt", folder / "a.key"), Catch::Contains("no certificate"));
}
