#include "shared/base/file.h"
#include "tests/wire/samples.h"

#include <catch2/catch.hpp>

#include <cstdlib>

TEST_CASE("Json: is one line in protobuf's mapping, with what is empty too", "[wire][json]") {
    model::Answer answer;
    answer.refusal = model::Refusal::NobodyWaiting;

    const std::string json = wire::to_json(answer);

    CHECK(json == R"({"refusal":"NOBODY_WAITING","sentence":")" +
                      std::string(model::sentence(answer.refusal)) +
                      R"(","detail":"","seq":"0","number":"","ticketId":"0","ahead":0,)"
                      R"("forecast":{"known":false,"lowMs":0,"highMs":0},"token":"","blocks":[]})");
}

TEST_CASE("Json: a ticket's answer says its number and id on top", "[wire][json]") {
    model::Answer answer;
    answer.ticket = samples::ticket();

    const std::string json = wire::to_json(answer);

    CHECK_THAT(json, Catch::Contains(R"("sentence":"",)"));
    CHECK_THAT(json, Catch::Contains(R"("number":"A023","ticketId":"41",)"));
    CHECK_THAT(json, Catch::Contains(R"("state":"SERVING")"));
}

TEST_CASE("Json: an explanation carries its sentences", "[wire][json]") {
    const auto sentences = samples::explanation().words;

    const std::string json = wire::to_json(samples::explanation());

    REQUIRE_FALSE(sentences.empty());
    for (const std::string& sentence : sentences)
        CHECK_THAT(json, Catch::Contains(sentence));
}

TEST_CASE("Json: a print job is read back from what is written, and from the file kept", "[wire][json]") {
    const std::string file = "tests/wire/golden/print_job.json";
    const model::PrintJob job = samples::print_job();
    if (std::getenv("JIAOHAO_WRITE_GOLDENS") != nullptr)
        base::write_file(file, wire::to_json(job) + "\n");

    CHECK(wire::print_job_from_json(wire::to_json(job)) == job);
    CHECK(wire::print_job_from_json(base::read_file(file)) == job);
}

TEST_CASE("Json: an information sheet is read back from what is written", "[wire][json]") {
    const model::PrintJob sheet = samples::print_sheet();

    const std::string json = wire::to_json(sheet);

    CHECK_THAT(json, Catch::Contains(R"("number":"")") && Catch::Contains(R"("timeLimit":{"text":{)"));
    CHECK(wire::print_job_from_json(json) == sheet);
}

TEST_CASE("Json: a print job that cannot be read is refused with what is wrong", "[wire][json]") {
    const auto error = [](std::string_view json) { return wire::print_job_from_json(json).error(); };

    CHECK_THAT(error("{"), Catch::Contains("not the JSON of the protocol"));
    CHECK_THAT(error(R"({"job":"a","nummer":"A1"})"), Catch::Contains("nummer"));
    CHECK_THAT(error(R"({"number":"A1"})"), Catch::Contains("\"job\""));
    CHECK_THAT(error(R"({"job":"a","link":")" + std::string(501, 'x') + "\"}"), Catch::Contains("\"link\""));
    CHECK_THAT(error(std::string(65 * 1024, ' ')), Catch::Contains("larger than 65536 bytes"));
}
