#pragma once

#include "shared/model/command.h"
#include "shared/model/event.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace report {

/// What somebody did about a follow-up.
struct FollowUpDeed {
    base::WallTime at;
    model::FollowUpStep step = model::FollowUpStep::Noted;
    model::ClerkId to; ///< of Assigned
    model::ClerkId by; ///< empty: an administrator
    std::string note;  ///< private

    bool operator==(const FollowUpDeed&) const = default;
};

/// A visitor whom somebody has to ask (回访), because of a low rating or a complaint.
struct FollowUp {
    std::string number; ///< "20260302-1"
    base::WallTime opened;
    base::WallTime due;
    model::FollowUpCause cause = model::FollowUpCause::Rating;
    int score = 0;      ///< of Rating: 1 or 2
    std::string words;  ///< private: the reasons, or the complaint
    std::string ticket; ///< its number, as people know it; empty: about the hall
    model::TicketId ticket_id;
    model::ServiceId service;
    model::CounterId counter;
    model::ClerkId clerk;    ///< who served the visitor last
    model::ClerkId assignee; ///< empty: nobody yet
    std::vector<FollowUpDeed> deeds;
    std::optional<base::WallTime> closed;

    /// Due and still open, or closed too late.
    bool is_late(base::WallTime now) const { return closed.value_or(now) > due; }
    bool is_overdue(base::WallTime now) const { return !closed && now > due; }

    bool operator==(const FollowUp&) const = default;
};

/// The follow-ups of a journal, kept by its events, oldest first. Those that began before the first event are
/// not known. An erased visitor's words are forgotten here, too. Pure; belongs to one thread.
class FollowUps {
  public:
    void put(const model::Event& event);

    /// By number, which is also the order in which they were opened on a day.
    const std::map<std::string, FollowUp>& all() const { return all_; }
    /// In the order in which they were opened.
    std::vector<FollowUp> list() const;

    int open() const;
    int overdue(base::WallTime now) const;

  private:
    void open_one(const model::Event& event);
    void step(const model::Event& event);
    void erase(model::TicketId ticket);

    std::map<std::string, FollowUp> all_;
    std::map<model::TicketId, model::ClerkId> served_by_; ///< today
    model::Event cause_; ///< the last rating or word: one opens right after it
};

} // namespace report
