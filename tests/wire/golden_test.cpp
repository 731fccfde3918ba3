// Byte goldens: what was sent once must be understood for ever. JIAOHAO_WRITE_GOLDENS=1 rewrites them.

#include "shared/base/file.h"
#include "shared/base/text.h"
#include "tests/wire/samples.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <set>

namespace {

const std::filesystem::path kFolder = "tests/wire/golden";

bool rewrites() {
    return std::getenv("JIAOHAO_WRITE_GOLDENS") != nullptr;
}

/// Hexadecimal digits, 32 bytes a line, so that a change can be read.
std::string as_text(std::string_view bytes) {
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 32) {
        text += base::to_hex(bytes.substr(i, 32)) + "\n";
    }
    return text;
}

std::string from_text(std::string_view text) {
    std::string bytes;
    for (const std::string_view line : base::split(text, '\n')) {
        const auto part = base::from_hex(line);
        REQUIRE(part);
        bytes.append(reinterpret_cast<const char*>(part->data()), part->size());
    }
    return bytes;
}

std::string golden(const std::string& name, const std::string& now) {
    const auto file = kFolder / (name + ".hex");
    if (rewrites())
        base::write_file(file, as_text(now));
    return from_text(base::read_file(file));
}

wire::Header header() {
    wire::Header header;
    header.type = wire::MessageType::ExportPage;
    for (std::size_t i = 0; i < header.session.size(); ++i)
        header.session[i] = static_cast<std::byte>(0xa0 + i);
    header.request = 0x0102030405060708;
    return header;
}

} // namespace

TEST_CASE("Golden: every body reads as it always did, and is written to the same bytes", "[wire][golden]") {
    for (const samples::Sample& sample : samples::all()) {
        const std::string bytes = golden(sample.name, sample.bytes);

        INFO(sample.name);
        CHECK(sample.same(bytes));
        CHECK(as_text(sample.again(bytes)) == as_text(bytes));
        CHECK(as_text(sample.bytes) == as_text(bytes));
    }
}

TEST_CASE("Golden: the header reads as it always did", "[wire][golden]") {
    const std::string bytes = golden("header", wire::encode(header()));

    CHECK(wire::decode_header(bytes) == header());
    CHECK(as_text(wire::encode(header())) == as_text(bytes));
}

TEST_CASE("Golden: no message is missing and none is left over", "[wire][golden]") {
    std::set<std::string> expected{"header.hex"};
    for (const samples::Sample& sample : samples::all())
        expected.insert(sample.name + ".hex");

    std::set<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(kFolder))
        if (entry.path().extension() == ".hex")
            found.insert(entry.path().filename());

    CHECK(found == expected);
    CHECK(samples::commands().size() == std::variant_size_v<model::Command>);
}

TEST_CASE("Golden: a field of a later version is passed over", "[wire][golden]") {
    const std::string later = "\xc2\xbb\x01\x03new"; // field 3000, text

    for (const samples::Sample& sample : samples::all()) {
        INFO(sample.name);
        CHECK(sample.same(sample.bytes + later));
    }
}

TEST_CASE("Golden: what was sent before a message grew is still understood", "[wire][golden]") {
    const auto before = [](const char* name) {
        return from_text(base::read_file(kFolder / "before" / (std::string(name) + ".hex")));
    };

    const auto request = wire::decode_explain_request(before("explain_request"));
    const auto explanation = wire::decode_explanation(before("explanation"));

    CHECK(request == wire::ExplainRequest{{41}, {}});
    REQUIRE(explanation);
    CHECK(explanation->number == "A023");
    CHECK(explanation->guarantee == samples::explanation().guarantee);
    CHECK(explanation->weights == model::Weights{});
    CHECK(explanation->clock.empty());
    CHECK_FALSE(explanation->ahead);

    const auto update = wire::decode_update(before("update"));
    REQUIRE(update);
    CHECK(update->event.number == "A023");
    CHECK_FALSE(update->event.foreseen);

    const auto take = wire::decode_command(before("command_take"));
    const auto timed = wire::decode_timed_command(before("command_take"));
    CHECK(take == model::Command(model::TakeTicket{{"fund-loan"}, {"elderly"}, "zh-Hant", "7788"}));
    REQUIRE(timed);
    CHECK_FALSE(timed->valid_until);
    const auto snapshot = wire::decode_snapshot(before("snapshot"));
    REQUIRE(snapshot);
    CHECK(snapshot->hall.services.front().hours == model::Hours{});
    CHECK(snapshot->hall.groups.front().parent.value.empty());
}

TEST_CASE("Golden: a body that was cut off anywhere is refused or read, never more", "[wire][golden]") {
    for (const samples::Sample& sample : samples::all()) {
        INFO(sample.name);
        for (std::size_t length = 0; length < sample.bytes.size(); ++length)
            CHECK_FALSE(sample.same(std::string_view(sample.bytes).substr(0, length)));
    }
}
