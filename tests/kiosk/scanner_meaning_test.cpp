#include "kiosk/scanner/scan_meaning.h"

#include "kiosk/print_job.h"

#include <catch2/catch.hpp>

#include <vector>

using namespace kiosk;

namespace {

const std::string kToken = "0123456789abcdef0123";
const std::string kLink = "https://queue.example/t/";

ScanMeaning token(const std::string& of) {
    return TicketToken{of};
}
ScanMeaning code(const std::string& of) {
    return AppointmentCode{of};
}
const ScanMeaning kNothingKnown = Unknown{};

/// What the kiosk prints as the QR code of a ticket with this token.
std::string printed(const std::string& link_base) {
    model::Board board;
    model::Answer answer;
    answer.ticket.emplace();
    answer.token = kToken;
    return print_job(board, answer, link_base).link;
}

} // namespace

TEST_CASE("Scan: what the kiosk prints on a ticket is that ticket's token", "[scanner][meaning]") {
    CHECK(meaning(printed(kLink), kLink) == token(kToken));
    CHECK(meaning(printed(""), "") == token(kToken));
    CHECK(meaning(printed(""), kLink) == token(kToken)); // printed before the hall had a link
}

TEST_CASE("Scan: a token is read whatever a scanner does to its letters and ends", "[scanner][meaning]") {
    CHECK(meaning("JH:0123456789ABCDEF0123", "") == token(kToken));
    CHECK(meaning("jh:" + kToken, "") == token(kToken));
    CHECK(meaning("HTTPS://QUEUE.EXAMPLE/T/" + kToken, kLink) == token(kToken));
    CHECK(meaning(" JH:" + kToken + "\r\n", "") == token(kToken));
}

TEST_CASE("Scan: a link that is not ours, or holds no token, is unknown", "[scanner][meaning]") {
    const std::vector<std::string> others{"https://other.example/t/" + kToken,
                                          kLink,
                                          "JH:" + kToken.substr(1),
                                          "JH:" + kToken + "0",
                                          "JH:g123456789abcdef0123",
                                          "JH:",
                                          "JH: " + kToken,
                                          kLink + kToken + "?a=b",
                                          "JH:JH:" + kToken,
                                          std::string()};
    for (const std::string& text : others) {
        INFO(text);
        CHECK(meaning(text, kLink) == kNothingKnown);
    }
    CHECK(meaning(kLink + kToken, "") == kNothingKnown);
}

TEST_CASE("Scan: 1 to 20 letters and digits are an appointment's code, in capitals", "[scanner][meaning]") {
    CHECK(meaning("7", kLink) == code("7"));
    CHECK(meaning("A7K2", kLink) == code("A7K2"));
    CHECK(meaning("az09AZ", kLink) == code("AZ09AZ"));
    CHECK(meaning(" ab-12 cd-34 ", kLink) == code("AB12CD34"));
    CHECK(meaning("ABCDEFGHIJKLMNOPQRST", "") == code("ABCDEFGHIJKLMNOPQRST"));
    CHECK(meaning("A-B-C-D-E-F-G-H-I-J-K-L", "") == code("ABCDEFGHIJKL"));
}

TEST_CASE("Scan: anything else is unknown", "[scanner][meaning]") {
    for (const std::string text : {"", " ", "-", " - - ", "ABCDEFGHIJKLMNOPQRSTU", "A_1", "A.1", "A/1", "A:1",
                                   "@", "[", "`", "{", "/", "\xC3\xA9", "\xE5\x8F\xB7", "A\t1"}) {
        INFO(text);
        CHECK(meaning(text, "") == kNothingKnown);
    }
    CHECK(meaning(std::string("A\0B", 3), "") == kNothingKnown);
    CHECK(meaning(std::string(512, '-') + "A", "") == code("A"));
}
