#pragma once

#include "caller/buttons/boxes.h"
#include "caller/options.h"
#include "caller/pad/pad.h"
#include "caller/slip/slip_printer.h"
#include "caller/slip/speech.h"
#include "caller/strip/strip.h"
#include "caller/touch_map.h"
#include "caller/visitor/panel.h"
#include "shared/link/client.h"
#include "shared/link/follower.h"
#include "shared/loop/loop.h"
#include "shared/screen/window.h"
#include "shared/takeover/curtain.h"

#include <map>
#include <memory>
#include <vector>

namespace caller {

/// The windows that the program shows; none: boxes only. Tests give virtual ones.
struct Windows {
    std::unique_ptr<screen::Window> pad, panel, strip;
};
Windows open_windows(const Options& options);

/// The clerk's side of a counter: wires desks, boxes, screens and the line to the hall, and runs them in one
/// thread. Each counter that has a box has a desk; the pad shows the one of --counter.
///
/// Beside a strip the pad is away until it is asked for, or something is asked of the clerk: then it has the
/// keyboard, if the question came from a press on the screen; a box answers by itself.
class App final : public hall_link::Follower::Listener,
                  public BoxListener,
                  public Panel::Listener,
                  public loop::Timed {
  public:
    /// How long an unanswered command is tried. Then it is dropped, and refused by a hall that finds it
    /// later: what the clerk sees is what counts.
    static constexpr base::Duration kPatience{2000};
    /// A pass takes the hall a while to check, a second on a slow machine that has much to do.
    static constexpr base::Duration kPassPatience{6000};
    /// A rating is not dropped so soon: its visitor has been thanked for it, nobody waits for its answer, and
    /// the hall takes it once however often it is sent.
    static constexpr base::Duration kRatingPatience{60000};
    /// An evacuation that was touched leaves the pad free for so long, to end what is at the counter.
    static constexpr base::Duration kEndVisit = std::chrono::seconds(20);
    /// A notice that a visitor has touched stays away from the panel for so long.
    static constexpr base::Duration kRead = std::chrono::minutes(1);

    App(const Options& options, Windows windows, loop::Loop& loop, const base::Clock& clock);
    ~App() override;

    int run() { return loop_.run(); }

    const Desk& desk() const { return desks_.at(options_.counter); }
    bool pad_shown() const { return pad_shown_; }
    const screen::Stage* pad_stage() const { return pad_ ? &pad_->stage : nullptr; }

  private:
    template <typename Content>
    struct Shown {
        std::string title;
        std::unique_ptr<screen::Window> window;
        screen::Stage stage;
        std::optional<Content> content;
        takeover::Curtain curtain;
        bool covered = false; ///< as the window is now
    };

    void open_screens(Windows windows);
    void open_boxes();
    void pressed_here(const Press& press);
    void show_pad();
    std::vector<screen::Window*> all_windows() const;
    void send(Desk& desk, const Press& press);
    void see_off(const model::Command& command, const model::Answer& answer);
    void rate(const Rating::Wanted& wanted);
    void see_all();
    void show_on_boxes();
    template <typename Content, typename OnKey, typename OnClosed>
    void take_touches(Shown<Content>& shown, OnKey on_key, OnClosed on_closed);
    bool handle_pad_key(const screen::KeyEvent& key, base::SteadyTime now);
    bool handle_strip_key(const screen::KeyEvent& key, base::SteadyTime now);
    template <typename Content>
    bool covered(const Shown<Content>& shown, base::SteadyTime now) const;
    template <typename Content>
    void show(Shown<Content>& shown, base::SteadyTime now, std::vector<TouchWindow>& touch);
    void put_curtain_away(screen::Window& window, takeover::Curtain& curtain, base::SteadyTime now);
    void wake_at(std::optional<base::SteadyTime> when);
    void draw(base::SteadyTime now);
    Around around() const;

    // hall_link::Follower::Listener
    void board_replaced() override;
    void updated(const model::Update& update) override;
    void health_changed(hall_link::Follower::Health health) override;
    void heard() override { see_all(); }
    // BoxListener
    void pressed(const model::CounterId& counter, const Press& press) override;
    void typed(const model::CounterId& counter, const std::string& digits) override;
    void box_changed(const BoxState& state) override;
    // Panel::Listener
    void rated(int score) override { rate(rating_.touched(score, clock_.steady())); }
    void reason_toggled(const std::string& reason) override { rating_.toggle(reason, clock_.steady()); }
    void marked(std::size_t aspect, int score) override { rating_.mark(aspect, score, clock_.steady()); }
    void details_done() override { rate(rating_.done(clock_.steady())); }
    // loop::Timed
    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override;

    const Options options_;
    loop::Loop& loop_;
    const base::Clock& clock_;
    screen::Fonts fonts_;
    screen::Icons icons_;
    screen::Catalogue catalogue_;
    zmq::context_t context_;
    std::map<model::CounterId, Desk> desks_;
    Rating rating_;
    std::unique_ptr<Shown<Pad>> pad_;
    std::unique_ptr<Shown<Panel>> panel_;
    std::unique_ptr<Shown<Strip>> strip_;
    bool pad_open_ = false;     ///< beside a strip: it was asked for
    bool pad_shown_ = true;     ///< as its window is now
    bool pad_keyboard_ = false; ///< the last press came from the screen
    TouchMap touch_map_;
    std::map<model::CounterId, std::string> typed_;
    std::vector<std::string> boxes_gone_, boxes_stuck_;
    std::vector<std::unique_ptr<Boxes>> boxes_;
    std::optional<SlipPrinter> slips_;
    std::optional<Speech> speech_;
    hall_link::Client client_;
    hall_link::Follower follower_;
    base::SteadyTime wake_{}; ///< when to draw again without anything happening
};

} // namespace caller
