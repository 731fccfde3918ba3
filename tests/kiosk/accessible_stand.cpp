#include "accessible_stand.h"

#include "shared/base/file.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cstdio>

namespace sample {

using namespace kiosk;
using namespace std::chrono_literals;

void RememberingReader::say(const Utterance& utterance, int percent, base::SteadyTime now) {
    said.push_back(utterance);
    percents.push_back(percent);
    until_ = now + lasts;
}

std::string RememberingReader::last() const {
    std::string all;
    if (!said.empty())
        for (const Spoken& line : said.back().lines)
            all += line.text;
    return all;
}

std::vector<Spot> spots(const std::string& map) {
    std::vector<Spot> found;
    for (auto at = map.find("{\"id\""); at != std::string::npos; at = map.find("{\"id\"", at + 1)) {
        Spot spot;
        std::array<char, 64> id{};
        REQUIRE(std::sscanf(map.c_str() + at, R"({"id": "%63[^"]", "x": %d, "y": %d, "w": %d, "h": %d)",
                            id.data(), &spot.x, &spot.y, &spot.width, &spot.height) == 5);
        spot.id = id.data();
        found.push_back(spot);
    }
    return found;
}

const std::vector<std::string>& ten_languages() {
    static const std::vector<std::string> all{"zh-Hans", "zh-Hant", "en", "ja", "ko",
                                              "ru",      "ar",      "he", "es", "fr"};
    return all;
}

namespace {

model::Board board_of_ten_languages() {
    model::Board board = sample::board();
    board.hall.languages = ten_languages();
    return board;
}

} // namespace

Stand::Stand(screen::Size size)
    : window(size), board(board_of_ten_languages()),
      face(
          window, {.touch_map = folder / "touch.json"},
          [this](const Event& event) {
              for (Effect& effect : flow.handle(event, clock.steady()))
                  effects.push_back(std::move(effect));
          },
          &reader) {
    flow.set_card_reader(true);
    flow.set_scanner(true);
    flow.set_printer(true);
    flow.set_shortcuts({std::nullopt, false, model::ChannelId{"appointment"}});
    flow.handle(HallFound{}, clock.steady());
    turn();
}

void Stand::turn() {
    face.take_events(clock.steady());
    flow.tick(clock.steady());
    face.show(flow, &board, sample::now(), clock.steady());
}

void Stand::pass(base::Duration time) {
    clock.advance(time);
    turn();
}

void Stand::happens(const Event& event) {
    flow.handle(event, clock.steady());
    turn();
}

void Stand::key(screen::Key key, char32_t character) {
    window.send(screen::KeyEvent{key, character, false});
    turn();
    pass(500ms);
}

void Stand::touch(const std::string& id) {
    const auto all = map();
    const auto spot = std::ranges::find(all, id, &Spot::id);
    INFO(id);
    REQUIRE(spot != all.end());
    window.touch({spot->x, spot->y});
    turn();
    pass(500ms);
}

std::vector<Spot> Stand::map() const {
    return spots(base::read_file(folder / "touch.json"));
}

bool Stand::has(const std::string& id) const {
    const auto all = map();
    return std::ranges::find(all, id, &Spot::id) != all.end();
}

std::vector<std::pair<std::string, Event>> whole_visit(const std::string& language) {
    return {
        {"groups", LanguageChosen{language}},
        {"services", GroupChosen{{"housing"}}},
        {"search", SearchWanted{}},
        {"search, typed", CharacterTyped{U'g'}},
        {"services again", BackTouched{}},
        {"detail", ServiceChosen{{"housing-withdraw"}}},
        {"channels", ChannelsWanted{}},
        {"reasons", ChannelChosen{{"urgent"}, Proof::Word, true}},
        {"channels again", BackTouched{}},
        {"card", ChannelChosen{{"elderly"}, Proof::Card}},
        {"card, not read", CardNotRead{"The card could not be read. Please lift it and lay it on again."}},
        {"channels once more", BackTouched{}},
        {"booking", ChannelChosen{{"appointment"}, Proof::Code}},
        {"booking, typed", CharacterTyped{U'4'}},
        {"issuing", CodeEntered{}},
        {"ticket", HallAnswered{sample::answer("elderly", language)}},
        {"ticket, not printed", PrintImpossible{}}};
}

std::vector<std::pair<std::string, Event>> two_visits(const std::string& language) {
    auto visits = whole_visit(language);
    const std::vector<std::pair<std::string, Event>> second{
        {"ticket, printed after all",
         PrinterAnswered{{"", model::PrintState::Printed, model::PrintFault::None, false}}},
        {"my ticket", TicketScanned{"0123456789abcdef0123"}},
        {"my ticket, found", TicketFound{sample::answer("elderly", language), "0123456789abcdef0123"}},
        {"my ticket, to be given back", GiveBackWanted{}},
        {"my ticket, being given back", GiveBackConfirmed{}},
        {"my ticket, given back", TicketFound{model::Answer(), "0123456789abcdef0123"}}};
    visits.insert(visits.end(), second.begin(), second.end());
    return visits;
}

} // namespace sample
