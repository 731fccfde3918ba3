#pragma once

#include "shared/model/alarm.h"
#include "shared/model/event.h"
#include "shared/model/hall.h"
#include "shared/model/ticket.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace model {

enum class CounterState { Closed, Open, Paused };

/// Whom a clerk asks to come.
enum class Help { Colleague, Supervisor, Technician };

/// A counter as everybody sees it now.
struct CounterStatus {
    CounterId id;
    CounterState state = CounterState::Closed;
    ClerkId clerk;
    std::string reason; ///< of a pause
    base::WallTime since;
    std::optional<TicketId> ticket;      ///< called or being served here
    int served = 0;                      ///< finished here today
    std::optional<base::WallTime> until; ///< of a pause: when the clerk expects to be back
    std::optional<Help> help;            ///< who is asked to come
    bool idle_alert = false;             ///< calls nobody although somebody waits (擅离岗位)
    bool duty_alert = false;             ///< its clerk has been on duty for too long without a break

    bool operator==(const CounterStatus&) const = default;
};

enum class DeviceState { Well, Warning, Fault, Gone };

/// What a printer, kiosk or other device last said of itself.
struct DeviceStatus {
    DeviceId id;
    DeviceState state = DeviceState::Well;
    std::string detail; ///< "paper low"; a msgid of the catalogues
    base::WallTime since;

    bool operator==(const DeviceStatus&) const = default;
};

/// How long a visitor waits, as an honest interval: 80 of 100 are called within it.
/// Nobody is shown one number; screens round it outward (see words.h).
struct Forecast {
    base::Duration low{};
    base::Duration high{};
    bool known = false; ///< false: nobody open can serve this now

    bool operator==(const Forecast&) const = default;
};

/// What a visitor who takes a ticket of this service now would meet.
struct Outlook {
    ServiceId service;
    int waiting = 0;
    Forecast forecast;

    bool operator==(const Outlook&) const = default;
};

/// A service that takes nobody in for a while.
struct ServicePause {
    std::string reason;
    base::WallTime since;
    std::optional<base::WallTime> until; ///< when it is expected to end; it then ends by itself

    bool operator==(const ServicePause&) const = default;
};

/// Of a ServicePaused.
ServicePause pause_of(const Event& event);

/// The state that followers keep: a snapshot, then every update applied in order.
struct Board {
    std::uint64_t store = 0; ///< tells journals apart: random, made with the journal
    std::uint64_t boot = 0;  ///< counts the hall's starts
    std::uint64_t seq = 0;   ///< number of the last event contained
    int day = 0;             ///< YYYYMMDD
    base::WallTime now;      ///< the hall's clock when this was sent
    bool accepting = true;   ///< false once the hall drains at closing time
    Hall hall;
    std::map<TicketId, Ticket> tickets; ///< the live ones, and the finished ones of the last minutes
    std::map<CounterId, CounterStatus> counters;
    std::map<DeviceId, DeviceStatus> devices;
    std::vector<Outlook> outlooks;
    std::vector<Names> notices;
    std::optional<Alarm> alarm{}; ///< what takes over all screens now
    std::map<ServiceId, ServicePause> pauses{};

    bool operator==(const Board&) const = default;
};

/// One event, and how the things that it touched look after it.
struct Update {
    Event event;
    std::vector<Ticket> tickets;
    std::vector<CounterStatus> counters;
    std::optional<DeviceStatus> device;
    std::optional<std::vector<Names>> notices;
    std::optional<Alarm> alarm{};    ///< of AlarmRaised
    std::vector<Counter> assigned{}; ///< counters that serve something else than before

    bool operator==(const Update&) const = default;
};

/// Puts one update into the board. The caller has checked that it is the next one (event.seq == board.seq +
/// 1). Tickets that are no longer live stay until `kRememberFinished` others have ended after them.
void apply(Board& board, const Update& update);

inline constexpr std::size_t kRememberFinished = 64;

/// Whether a service takes nobody in just now.
bool is_paused(const Board& board, const ServiceId& service);

/// Waiting tickets that this counter may serve / of this service; early appointments not counted before their
/// time.
int waiting_for(const Board& board, const CounterId& counter);
int waiting_for(const Board& board, const ServiceId& service);

} // namespace model
