#pragma once

#include "kiosk/condition.h"
#include "kiosk/errand.h"
#include "kiosk/face.h"
#include "kiosk/flow.h"
#include "kiosk/options.h"
#include "kiosk/printers.h"
#include "kiosk/reader_voice.h"
#include "kiosk/reserve_line.h"
#include "kiosk/sensors.h"
#include "kiosk/staff_room.h"
#include "shared/link/client.h"
#include "shared/link/follower.h"

#include <future>
#include <memory>
#include <optional>

namespace kiosk {

/// The kiosk put together: what the visitor does goes through the Flow, and what the Flow asks for goes to
/// the hall, the printers and the disk. One thread. `fonts`, for its Face, may still be opening in another.
class App final : private hall_link::Follower::Listener,
                  private Printers::Listener,
                  private Sensors::Listener,
                  private ReserveLine::Listener {
  public:
    App(const Options& options, screen::Window& window, const base::Clock& clock, zmq::context_t& context,
        loop::Loop& loop, std::future<std::unique_ptr<screen::Fonts>> fonts = {});
    ~App() override;

    /// Turns until the window is closed or a stop signal comes; returns the exit code, or kRestartStatus.
    int run();

    /// Events, messages, deadlines, picture; then sleeps until something happens, `longest` at most.
    void turn(base::Duration longest);

    const Flow& flow() const { return flow_; }
    const Staff& staff() const { return staff_.staff(); }
    const Conditions& conditions() const { return conditions_; }

    /// A part that visitors can do without is missing, or is there again: the staff are told. `part` is its
    /// name for us, `detail` a msgid: warn_when(true, "reader", msgid("The card reader is missing.")).
    void warn_when(bool wrong, std::string_view part, std::string detail);
    /// One more line of the staff's diagnosis page.
    void add_inquiry(StaffRoom::Inquiry inquiry) { staff_.add_inquiry(std::move(inquiry)); }

  private:
    void board_replaced() override;
    void updated(const model::Update& update) override;
    void health_changed(hall_link::Follower::Health health) override;
    void heard() override;
    void print_result(const model::PrintResult& result) override;
    void asks_printer(const Asked& asked) override;
    void printers_changed() override;
    void sensed(const Event& event) override;
    void sensors_changed() override;
    void reserve_changed() override;

    void say(const Event& event);
    void carry_out(const std::vector<Effect>& effects);
    void carry_out(const AskHall& effect);
    void carry_out(const Print& effect);
    void carry_out(const GiveUpPrinting& effect);
    void carry_out(const Settle& effect);
    void carry_out(const AskForTicket& effect);
    void carry_out(const GiveBack& effect);
    void carry_out(const ReturnToLine& effect);
    void carry_out(const PrintSheet& effect);
    void carry_out(const GiveUpSheet& effect);
    void tell_found(const std::string& token, const hall_link::Result<model::Answer>& answer);
    void ask();
    void answered(const wire::Session& errand, const hall_link::Result<model::Answer>& answer);
    bool give();
    void offer_reserve();
    bool lost() const { return follower_.health() == hall_link::Follower::Health::Stale; }
    const model::Board* board() const;
    void adopt(const model::Hall& hall);
    void resume();
    void keep_reported();
    void look_around();
    void tell_parts();
    void add_inquiries();
    void choose_language();
    base::Duration time_to_sleep(base::Duration longest) const;

    screen::Window& window_;
    const base::Clock& clock_;
    loop::Loop& loop_;
    model::DeviceId device_;
    std::string language_; ///< configured; empty: the hall's own
    std::string ticket_link_;
    Flow flow_;
    Conditions conditions_;
    ErrandFile errands_;
    wire::Line line_;
    zmq::context_t& context_;
    hall_link::Client client_;
    /// For the visitor who waits: behind no other command, and dropped with what it still asks.
    std::unique_ptr<hall_link::Client> visitor_line_;
    ReserveLine reserve_;
    hall_link::Follower follower_;
    Printers printers_;
    Sensors sensors_;
    std::string sheet_; ///< the name of the job that prints a service's page
    voice::Studio studio_;
    std::unique_ptr<voice::Speaker> speaker_;
    ReaderVoice reader_;
    StaffRoom staff_;
    Face face_;
    screen::Size told_window_;
    bool fullscreen_, mute_;
    bool resumed_ = false;
    bool asked_ = true; ///< the hall may have heard of the errand
    int day_ = 0;       ///< of the board that the reserve was told of
    bool reporting_ = false;
    std::optional<model::ReportDevice> refused_report_; ///< the hall wants none like it
};

} // namespace kiosk
