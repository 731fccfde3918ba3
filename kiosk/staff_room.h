#pragma once

#include "kiosk/condition.h"
#include "kiosk/options.h"
#include "kiosk/printers.h"
#include "kiosk/reader_voice.h"
#include "kiosk/staff_pin.h"
#include "kiosk/staff_scene.h"
#include "kiosk/staff_tickets.h"
#include "shared/link/follower.h"
#include "shared/loop/loop.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kiosk {

/// The staff's menu put together: carries out what Staff asks for, and knows how the machine is. What staff
/// do is logged, a line each; never the PIN.
class StaffRoom final : public StaffDoor, public loop::Timed {
  public:
    /// What the menu is about; all of it outlives the room.
    struct House {
        loop::Loop& loop;
        const base::Clock& clock;
        const hall_link::Follower& follower;
        Printers& printers;
        ReaderVoice& voice;
        const Conditions& conditions;
        const screen::Window& window;
    };

    /// Reads what the state folder keeps: the volume that staff chose, and the day's last tickets.
    StaffRoom(const Options& options, const House& house);
    StaffRoom(const StaffRoom&) = delete;
    StaffRoom& operator=(const StaffRoom&) = delete;
    ~StaffRoom() override;

    /// False without a staff_pin: then there is no door to be shown.
    bool exists() const { return !pin_.empty(); }

    const Staff& staff() const override { return staff_; }
    void say(const StaffEvent& event) override;
    StaffScene scene(const screen::Catalogue& texts) const override;

    /// A ticket that this kiosk gave, printed or not.
    void gave(const model::PrintJob& job, int day);
    /// True when it was of the menu's own print.
    bool print_result(const model::PrintResult& result);
    void day_changed(); ///< perhaps; the board says which day it is

    /// One more line of the diagnosis page: a card reader, a scanner.
    using Inquiry = std::function<Diagnosis(const screen::Catalogue& texts)>;
    void add_inquiry(Inquiry inquiry) { inquiries_.push_back(std::move(inquiry)); }

    void tick(base::SteadyTime now) override;
    std::optional<base::SteadyTime> next_deadline() const override;

    /// How often the diagnosis page looks again.
    static constexpr base::Duration kLookAgain = std::chrono::seconds(5);

  private:
    void carry_out(const std::vector<StaffEffect>& effects);
    void carry_out(CheckPin effect);
    void carry_out(const PrintTest& effect);
    void carry_out(const TellNewPaper& effect);
    void carry_out(const KeepVolume& effect);
    void carry_out(const PrintCopy& effect);
    void carry_out(const TakeBackPrint& effect);
    void carry_out(const Restart& effect);
    void pin_checked();
    void print(const model::PrintJob& job);
    std::vector<Diagnosis> printer_lines(const screen::Catalogue& texts) const;
    std::vector<Diagnosis> diagnoses(const screen::Catalogue& texts) const;
    Diagnosis hall_line(const screen::Catalogue& texts) const;
    Diagnosis clock_line(const screen::Catalogue& texts) const;
    Diagnosis disk_line(const screen::Catalogue& texts) const;

    House house_;
    Staff staff_;
    std::string pin_, device_, endpoint_, language_;
    std::filesystem::path state_;
    bool mute_;
    int volume_;
    StaffTickets tickets_;
    PinCheck check_;
    base::SteadyTime began_;
    std::string job_; ///< the menu's own print, at the printers
    std::vector<Inquiry> inquiries_;
    std::optional<base::SteadyTime> look_again_;
};

/// What App::run() returns when staff want the program to begin anew: main() then starts it again in the same
/// process, so that it works under a supervisor and by hand.
inline constexpr int kRestartStatus = 75;

} // namespace kiosk
