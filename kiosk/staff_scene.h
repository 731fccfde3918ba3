#pragma once

#include "kiosk/staff.h"
#include "shared/model/board.h"
#include "shared/screen/translations.h"

#include <string>
#include <vector>

namespace kiosk {

/// One line of what the machine says of itself, in the reader's language.
struct Diagnosis {
    std::string name;
    model::DeviceState state = model::DeviceState::Well;
    std::string detail;
    bool operator==(const Diagnosis&) const = default;
};

/// What the staff's pages are built from, beside the Scene.
struct StaffScene {
    struct Copy {
        std::string number, detail;
        bool operator==(const Copy&) const = default;
    };
    std::vector<Diagnosis> printers;  ///< of the printer's page
    std::vector<Diagnosis> diagnoses; ///< of the diagnosis page
    std::vector<Copy> copies;
    int volume = 100;
    int minutes_locked = 0;

    bool operator==(const StaffScene&) const = default;
};

/// The staff's menu as the face sees it. Real twin: StaffRoom.
class StaffDoor {
  public:
    virtual ~StaffDoor() = default;

    virtual const Staff& staff() const = 0;
    virtual void say(const StaffEvent& event) = 0;
    /// Only what the present page shows is filled in.
    virtual StaffScene scene(const screen::Catalogue& texts) const = 0;
};

} // namespace kiosk
