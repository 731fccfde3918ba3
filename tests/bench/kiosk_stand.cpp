#include "tests/bench/kiosk_stand.h"

#include "shared/base/file.h"
#include "tests/kiosk/sample_hall.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <stdexcept>

namespace bench {

namespace {

using namespace std::chrono_literals;

constexpr base::Duration kRest = 600ms; // a second touch sooner is a trembling finger's

model::Board board_of_ten_languages() {
    model::Board board = sample::board();
    board.hall.languages = {"zh-Hans", "zh-Hant", "en", "ja", "ko", "ru", "ar", "he", "es", "fr"};
    // So that the card's page belongs to the visit too.
    std::ranges::find(board.hall.channels, model::ChannelId{"elderly"}, &model::Channel::id)->verification =
        model::Verification::Age;
    return board;
}

} // namespace

KioskStand::KioskStand()
    : board_(board_of_ten_languages()),
      face_(window_, {.touch_map = folder_ / "touch.json"},
            [this](const kiosk::Event& event) { flow_.handle(event, now_); }) {
    flow_.set_card_reader(true);
    flow_.set_scanner(true);
    flow_.set_printer(true);
    flow_.set_shortcuts({std::nullopt, false, model::ChannelId{"appointment"}});
    happens(kiosk::HallFound{});
    rest();
}

void KioskStand::turn() {
    face_.take_events(now_);
    flow_.tick(now_);
    face_.show(flow_, &board_, sample::now(), now_);
}

void KioskStand::touch(const std::string& target) {
    window_.touch(centre_of(target));
    turn();
}

void KioskStand::happens(const kiosk::Event& event) {
    flow_.handle(event, now_);
    turn();
}

void KioskStand::rest() {
    now_ += kRest;
    turn();
}

screen::Point KioskStand::centre_of(const std::string& target) const {
    const auto map = nlohmann::json::parse(base::read_file(folder_ / "touch.json"));
    for (const auto& spot : map["targets"])
        if (spot["id"] == target)
            return {spot["x"], spot["y"]};
    throw std::runtime_error("the page " + page() + " has nothing called " + target);
}

std::vector<Step> visit(const std::string& language) {
    return {{"language:" + language},
            {"search"},
            {"key:g"},
            {"back"},
            {"group:housing"},
            {"service:housing-withdraw"},
            {"take"},
            {"channel:urgent"},
            {"back"},
            {"channel:appointment"},
            {"key:4"},
            {"back"},
            {"channel:elderly"},
            {"without-card"},
            {{}, kiosk::HallAnswered{sample::answer("elderly", language)}},
            {{}, kiosk::PrintImpossible{}},
            {"done"}};
}

} // namespace bench
