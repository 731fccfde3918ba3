#include "shared/base/text.h"
#include "shared/web/sessions.h"
#include "shared/web/supervisor_requests.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void expect(bool truth) {
    if (!truth)
        std::abort();
}

constexpr std::array kActions{"open",        "close",    "pause",     "resume",        "end-help",
                              "services",    "approve",  "reject",    "pause-service", "resume-service",
                              "notices",     "alarm",    "all-clear", "end-day",       "reopen-day",
                              "acknowledge", "follow-up"};

const model::ClerkId kSupervisor{"900"};

model::Board a_board() {
    model::Board board;
    board.hall.languages = {"zh-Hans", "en"};
    board.notices.resize(2);
    return board;
}

/// What is journalled of an order is one line, and an override was meant.
void expect_line(const std::string& text, std::size_t most) {
    expect(text.size() <= most && base::is_utf8(text) && base::one_line(text) == text);
}

void expect_bounded(const model::Command& command) {
    if (const auto* end = std::get_if<model::EndDay>(&command))
        expect_line(end->reason, 400);
    if (const auto* post = std::get_if<model::PostNotices>(&command))
        expect(post->notices.size() <= 3);
    if (const auto* open = std::get_if<model::OpenCounter>(&command))
        expect(open->counter.value >= 1 && open->counter.value <= 9999 && !open->clerk.value.empty());
    if (const auto* step = std::get_if<model::StepFollowUp>(&command))
        expect_line(step->note, model::kWordLimit);
}

} // namespace

// What somebody may send as a supervisor's order, or as a cookie.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const model::Board board = a_board();
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    for (const char* action : kActions)
        if (const auto command = web::read_order(action, text, {kSupervisor, board, base::WallTime{}}))
            expect_bounded(*command);
    expect(!web::read_order(text, "{}", {kSupervisor, board, base::WallTime{}}) || text.size() < 16);
    if (const auto sent = web::read_log_in(text))
        expect(!sent->staff.empty() && sent->pin.size() <= 16);
    static_cast<void>(web::read_follow_up_name(text));
    static_cast<void>(web::is_nothing(text));
    if (const auto what_if = web::read_what_if(text))
        for (const auto* counters : {&what_if->open, &what_if->close})
            for (const model::CounterId counter : *counters)
                expect(counter.value >= 1 && counter.value <= 9999);
    const auto value = web::cookie(text, "jiaohao_staff");
    expect(value.empty() || text.find("jiaohao_staff=") != std::string_view::npos);
    return 0;
}
