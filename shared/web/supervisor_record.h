#pragma once

#include "shared/model/command.h"
#include "shared/model/event.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace web {

struct Acknowledged {
    model::ClerkId by;
    base::WallTime at;

    bool operator==(const Acknowledged&) const = default;
};

/// What was done about a follow-up. The note is private.
struct FollowUpStepped {
    base::WallTime at;
    model::FollowUpStep step = model::FollowUpStep::Noted;
    model::ClerkId by;
    model::ClerkId to;
    std::string note;

    bool operator==(const FollowUpStepped&) const = default;
};

/// Somebody has to ask the visitor, or look into it (回访).
struct FollowUp {
    std::string name; ///< "20260302-1"
    model::FollowUpCause cause = model::FollowUpCause::Complaint;
    base::WallTime opened;
    base::WallTime due;
    model::TicketId ticket;
    std::string number; ///< of the ticket, where it was about one
    model::ServiceId service;
    model::CounterId counter;
    std::string said; ///< private: the complaint, or why the rating was low
    int score = 0;    ///< of a rating
    model::ClerkId to;
    std::vector<FollowUpStepped> steps;
    bool closed = false;

    bool operator==(const FollowUp&) const = default;
};

/// What the supervisor's page knows beyond the board, from the journal's events in their order: who saw which
/// alert, the follow-ups, how the day was ended.
///
/// Pure, and a value. It holds private texts: nothing of `said` and `note` is shown without a record of it.
class SupervisorRecord {
  public:
    void apply(const model::Event& event);

    /// By the alerts' names (alerts.h).
    const std::map<std::string, Acknowledged>& acknowledged() const { return acknowledged_; }
    const std::map<std::string, FollowUp>& follow_ups() const { return follow_ups_; }

    /// When an alert of this name was raised that the board shows as a mere flag.
    std::optional<base::WallTime> raised(const std::string& alert) const {
        const auto found = raised_.find(alert);
        return found == raised_.end() ? std::nullopt : std::optional(found->second);
    }

    /// When a supervisor ended the day, and why; empty while it goes on.
    struct Ended {
        base::WallTime at;
        std::string reason;

        bool operator==(const Ended&) const = default;
    };
    const std::optional<Ended>& ended() const { return ended_; }

    bool operator==(const SupervisorRecord&) const = default;

    static constexpr std::size_t kMostFollowUps = 5000;

  private:
    void raise(const std::string& alert, base::WallTime at);
    void open_follow_up(const model::Event& event);
    void step_follow_up(const model::Event& event);
    void forget_closed();

    std::map<std::string, Acknowledged> acknowledged_;
    std::map<std::string, base::WallTime> raised_;
    std::map<std::string, FollowUp> follow_ups_;
    std::optional<Ended> ended_;
    std::map<model::TicketId, std::string> numbers_; ///< of the day's tickets
    model::Event last_;                              ///< a follow-up's cause stands right before it
};

} // namespace web
