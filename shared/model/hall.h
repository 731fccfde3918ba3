#pragma once

#include "shared/base/clock.h"
#include "shared/model/ids.h"
#include "shared/model/names.h"

#include <optional>
#include <string>
#include <vector>

namespace model {

/// How a visitor's claim to a channel is confirmed.
enum class Verification {
    None,     ///< no claim is made: the ordinary channel
    Declared, ///< the visitor's word is enough
    Staff,    ///< waits as ordinary until staff approve it
    Booking,  ///< needs an appointment
    Age,      ///< an ID card shows it; without one, as Staff
};

/// A minute of the day in the hall's zone, 0–1440.
using MinuteOfDay = int;

/// Why somebody asks to go first, as the kiosk lists it.
struct ClaimReason {
    std::string id;
    Names name;

    bool operator==(const ClaimReason&) const = default;
};

/// The class of visitor: ordinary, elderly, urgent, appointment … and how strongly it is preferred.
struct Channel {
    ChannelId id;
    Names name;
    Names who; ///< who qualifies, in one line
    Verification verification = Verification::None;
    bool green = false;     ///< marked with the leaf on ticket and screens
    bool emergency = false; ///< once approved it goes before all others (tier 0)
    base::Duration head_start{};
    int multiplier = 1000; ///< per mille
    std::optional<base::Duration> cap;
    int least_age = 0;                  ///< of Verification::Age, in full years
    std::vector<ClaimReason> reasons{}; ///< the kiosk asks for one of them; empty: it asks for none

    bool operator==(const Channel&) const = default;
};

/// What the kiosk shows together on one page: services, and further groups.
struct Group {
    GroupId id;
    Names name;
    std::string icon; ///< a name in assets/icons, without its ending
    GroupId parent{}; ///< empty: on the first page

    bool operator==(const Group&) const = default;
};

/// From one minute of the day to another, the last one not included.
struct Span {
    MinuteOfDay from = 0;
    MinuteOfDay to = 24 * 60;

    bool operator==(const Span&) const = default;
};

/// When a service is offered, within the hall's own hours.
struct Hours {
    std::vector<Span> spans;      ///< in order; empty: as long as the hall
    unsigned weekdays = kAllWeek; ///< bit 0 is Monday

    static constexpr unsigned kAllWeek = 0x7F;
    bool operator==(const Hours&) const = default;
};

/// A matter a visitor comes for.
struct Service {
    ServiceId id;
    GroupId group;
    std::string letter; ///< one or two capitals; its numbers run from 001; no other service has it
    std::string icon;
    Names name;
    Names purpose;                ///< one sentence: what is this for?
    std::vector<Names> documents; ///< what the visitor must bring
    base::Duration typical{};     ///< configured mean time at the counter
    base::Duration wait_target{}; ///< promised wait; longer ones raise an alert
    std::vector<Names> steps{};   ///< what happens, one after the other
    Names basis{};                ///< the law or rule behind it
    Names fee{};
    Names time_limit{}; ///< how long the matter itself takes, once accepted
    Hours hours{};
    base::Duration serve_target{}; ///< promised time at the counter; longer is shown to the clerk

    bool operator==(const Service&) const = default;
};

/// A place where tickets are served.
struct Counter {
    CounterId id;
    Names location; ///< "1F, east hall"
    std::vector<ServiceId> services;
    std::vector<ServiceId> backup; ///< helps out here (AB岗) while no counter that has it in `services` is
                                   ///< open, or when its oldest ticket waits longer than `backup_after`

    bool operator==(const Counter&) const = default;
};

/// Who works here (岗位牌), and with what they show who they are.
struct Staff {
    ClerkId id; ///< the staff number
    Names name;
    Names department{};
    Names title{};
    bool supervisor = false;
    std::vector<ServiceId> services{}; ///< may serve these at any counter that has them; empty: all
    bool has_pass = false;             ///< has to show one
    std::string pin{};                 ///< never sent: Argon2id, as libsodium writes it
    std::string card{};                ///< never sent: Argon2id of what the card's reader types

    bool operator==(const Staff&) const = default;
};

/// A visit agreed beforehand.
struct Appointment {
    std::string code; ///< what the visitor types or scans; unique
    ServiceId service;
    MinuteOfDay at = 0;
    std::string person{}; ///< whose it is, as TakeTicket::person; empty: whoever has the code

    bool operator==(const Appointment&) const = default;
};

/// Who gets a ticket after closing time. Whoever waits is served in any case (延时服务).
enum class LateArrivals {
    Serve, ///< everybody, as long as a counter that serves the matter is open
    Refuse ///< nobody new
};

/// The numbers of the calling rule that hold for the whole hall.
struct Rules {
    base::Duration appointment_early = std::chrono::minutes(5);  ///< enters its queue so long before its hour
    base::Duration appointment_grace = std::chrono::minutes(10); ///< later than this it is ordinary
    base::Duration no_show_penalty = std::chrono::minutes(10);
    base::Duration no_show_after =
        std::chrono::seconds(30); ///< from the first call, before a no-show is allowed
    int no_show_recalls = 1;      ///< recalls needed before a no-show is allowed
    int returns = 2;              ///< times a ticket may come back from a no-show
    base::Duration backup_after = std::chrono::minutes(30);
    int emergencies_waiting = 2;
    LateArrivals late_arrivals = LateArrivals::Serve;
    int leased_numbers = 20;  ///< a kiosk's reserve of each service, for when the hall is out of reach
    int tickets_a_person = 6; ///< a day, where the person is known
    base::Duration idle_alert = std::chrono::minutes(5);     ///< of an open counter, while somebody waits
    base::Duration duty_alert = std::chrono::hours(8);       ///< of a clerk without a break
    base::Duration duty_break = std::chrono::minutes(15);    ///< an absence as long as this is a break
    base::Duration park_reminder = std::chrono::minutes(10); ///< the pad reminds of who was set aside

    bool operator==(const Rules&) const = default;
};

/// How long the journal keeps what; counted in days after the one on which it happened. Whose a ticket was,
/// and its token, go when their day ends.
struct Retention {
    int texts = 90; ///< notes, reasons in people's own words, what was left in the suggestion box
    int events = 0; ///< everything; 0: for ever

    bool operator==(const Retention&) const = default;
};

/// One site with one queue authority, as hall.toml describes it.
struct Hall {
    Names name;
    std::string zone = "Asia/Shanghai";
    int roll_over_hour = 3;
    MinuteOfDay opens = 9 * 60;
    MinuteOfDay closes = 17 * 60;
    std::vector<std::string> languages; ///< the first one is the hall's own
    std::string preset;                 ///< which row of the rule's presets the channels began with
    std::vector<Group> groups;
    std::vector<Service> services;
    std::vector<Channel> channels; ///< the first one is the ordinary one
    std::vector<Counter> counters;
    std::vector<Staff> staff;              ///< empty: whoever sits at a counter is believed
    std::vector<Appointment> appointments; ///< not public: not part of a snapshot
    std::vector<Names> notices;
    Rules rules;
    Retention retention{}; ///< not public

    bool operator==(const Hall&) const = default;
};

/// What a counter serves while this clerk sits there.
struct Duties {
    std::vector<ServiceId> services;
    std::vector<ServiceId> backup;

    bool operator==(const Duties&) const = default;
};

Duties duties(const Hall& hall, const Counter& counter, const ClerkId& clerk);

/// The entry with this id, or null: of services, staff, groups, channels or counters.
template <typename Entry, typename Id>
const Entry* find(const std::vector<Entry>& entries, const Id& id) {
    for (const Entry& entry : entries)
        if (entry.id == id)
            return &entry;
    return nullptr;
}

} // namespace model
