#pragma once

#include "kiosk/face.h"
#include "tests/support/temporary_folder.h"

#include <string>
#include <vector>

namespace bench {

/// The panel that the kiosk is made for.
constexpr screen::Size kPanel{1080, 1920};

/// A kiosk's face before a hall that answers at once: pages, flow, a window of memory, a time of its own.
/// Touches are given where the touch map says, as a script gives them to the real window.
class KioskStand {
  public:
    KioskStand();

    /// From the finger on the glass to the next page in the window. Throws when there is no such target.
    void touch(const std::string& target);
    /// The hall's or a device's word, until the window shows it.
    void happens(const kiosk::Event& event);
    /// Until the page listens again and the touch map is written. Nobody waits for that.
    void rest();

    std::string page() const { return std::string(kiosk::page_name(flow_.page())); }

  private:
    void turn();
    screen::Point centre_of(const std::string& target) const;

    support::TemporaryFolder folder_;
    screen::VirtualWindow window_{kPanel};
    model::Board board_;
    kiosk::Flow flow_{"zh-Hans"};
    base::SteadyTime now_{std::chrono::hours(1)};
    kiosk::Face face_;
};

/// A step of a visit: what is touched, or what the hall answers.
struct Step {
    std::string target; ///< empty: `event` happens
    kiosk::Event event{kiosk::Touched{}};
};

/// From the welcome page by way of every page to the ticket, and to the welcome page again.
std::vector<Step> visit(const std::string& language);

} // namespace bench
