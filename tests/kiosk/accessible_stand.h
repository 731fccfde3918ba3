#pragma once

#include "kiosk/face.h"
#include "sample_hall.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

#include <string>
#include <utility>
#include <vector>

namespace sample {

/// A reader that remembers what it was told; `lasts` is how long everything takes to say.
class RememberingReader final : public kiosk::Reader {
  public:
    void say(const kiosk::Utterance& utterance, int percent, base::SteadyTime now) override;
    void hush(base::SteadyTime now) override { until_ = now; }
    bool speaking(base::SteadyTime now) override { return now < until_; }

    /// All words of the last utterance; empty when there was none.
    std::string last() const;

    base::Duration lasts = std::chrono::seconds(5);
    std::vector<kiosk::Utterance> said;
    std::vector<int> percents;

  private:
    base::SteadyTime until_{};
};

/// A target of the touch map: its centre and size.
struct Spot {
    std::string id;
    int x = 0, y = 0, width = 0, height = 0;
};
std::vector<Spot> spots(const std::string& map);

/// The languages of the house.
const std::vector<std::string>& ten_languages();

/// A kiosk that speaks ten languages, without hall and printer: window, face, flow, reader.
struct Stand {
    explicit Stand(screen::Size size = {540, 960});

    void turn();
    void pass(base::Duration time);
    void happens(const kiosk::Event& event);
    void key(screen::Key key, char32_t character = 0);
    void function(char32_t number) { key(screen::Key::Function, number); }
    /// As a script does: looks the place up in the map, touches it, waits until the page listens again.
    void touch(const std::string& id);
    std::vector<Spot> map() const;
    bool has(const std::string& id) const;

    support::TemporaryFolder folder;
    support::ManualClock clock;
    screen::VirtualWindow window;
    model::Board board;
    kiosk::Flow flow{"zh-Hans"};
    std::vector<kiosk::Effect> effects;
    RememberingReader reader;
    kiosk::Face face;
};

/// From the welcome page to the ticket that could not be printed, by way of every page.
std::vector<std::pair<std::string, kiosk::Event>> whole_visit(const std::string& language);
/// The whole visit, and then somebody who holds a ticket to the scanner and gives it back.
std::vector<std::pair<std::string, kiosk::Event>> two_visits(const std::string& language);

} // namespace sample
