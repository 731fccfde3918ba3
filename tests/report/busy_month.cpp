#include "tests/report/busy_month.h"

#include "shared/base/day.h"
#include "shared/base/file.h"
#include "shared/config/hall_config.h"
#include "tests/queue/day.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>

namespace support {

using namespace std::chrono_literals;

namespace {

constexpr std::array kServices{"fund-withdrawal", "fund-deposit", "pension", "medical",
                               "fund-loan",       "benefits",     "card",    "transfer"};
constexpr std::array kServicesUpTo{0.24, 0.42, 0.58, 0.74, 0.80, 0.88, 0.95, 1.0};
constexpr std::array kChannels{"elderly", "disabled", "infant", "urgent"};
constexpr std::array kChannelsUpTo{0.16, 0.18, 0.21, 0.25};
constexpr std::array kReasons{"The wait was too long", "The handling was slow",
                              "It was not explained clearly", "My matter was not solved",
                              "The service was not friendly"};
constexpr std::array kPapers{"Papers are missing: the visitor fetches them", "Making a payment",
                             "Waiting for a stamp or a signature"};

/// The people of a day that begins at nine; `weight` is how busy it is.
class People {
  public:
    People(Day& day, std::mt19937_64& random, int visitors, int number)
        : day_(day), random_(random), morning_(day.now().time), number_(number) {
        for (const model::Counter& counter : day.state().hall().counters)
            seat(counter.id.value);
        for (int i = 0; i < visitors; ++i) {
            // Two waves, at ten and at a quarter past two, and a few all day long.
            const double wave = chance();
            const double hour = wave < 0.45  ? 1.6 + 1.5 * normal()
                                : wave < 0.8 ? 5.3 + 1.4 * normal()
                                             : 7.6 * chance();
            if (hour > 0 && hour < 7.7)
                actions_.emplace(morning_ + milliseconds(hour * 3'600'000), [this] { arrive(); });
        }
        trouble();
    }

    void run() {
        while (!actions_.empty()) {
            const base::WallTime now = actions_.begin()->first;
            // Alerts come between what people do, as time passes.
            while (now - day_.now().time > 30s) {
                day_.advance(30s);
                day_.watch();
            }
            day_.advance(now - day_.now().time);
            while (!actions_.empty() && actions_.begin()->first == now) {
                const auto action = actions_.extract(actions_.begin());
                action.mapped()();
            }
            let_counters_call();
        }
    }

  private:
    static base::Duration milliseconds(double count) { return base::Duration(std::llround(count)); }
    double chance() { return static_cast<double>(random_() >> 11U) * 0x1p-53; }
    double normal() { return chance() + chance() + chance() + chance() - 2; }
    bool happens(double share) { return chance() < share; }
    base::Duration between(base::Duration least, base::Duration most) {
        return least + milliseconds(chance() * static_cast<double>((most - least).count()));
    }
    void in(base::Duration delay, std::function<void()> action) {
        actions_.emplace(day_.now().time + delay, std::move(action));
    }
    template <typename List>
    std::string one_of(const List& list) {
        return list.at(static_cast<std::size_t>(chance() * static_cast<double>(list.size())));
    }

    std::string clerk_of(int counter) const { return std::to_string(100 + counter); }

    void seat(int counter) {
        const auto late = between(0min, counter == 4 ? 25min : 6min);
        actions_.emplace(morning_ + late, [this, counter] {
            if (happens(0.05)) {
                const auto mistyped = day_.ask(
                    model::OpenCounter{{counter}, {clerk_of(counter)}, {{}, {}, model::Proof::Failed}});
                CHECK(mistyped == model::Refusal::WrongPass);
            }
            day_.must(model::OpenCounter{{counter}, {clerk_of(counter)}, {{}, {}, model::Proof::Trusted}});
            idle_.insert(counter);
        });
        actions_.emplace(morning_ + 2h + counter * 25min,
                         [this, counter] { tired_[counter] = "Meal break"; });
        if (happens(0.4))
            actions_.emplace(morning_ + between(5h, 7h), [this, counter] { tired_[counter] = "Back soon"; });
        actions_.emplace(morning_ + 8h, [this, counter] { home_.insert(counter); });
    }

    void trouble() {
        if (number_ % 5 == 2) {
            report(between(1h, 2h), "printer-1", model::DeviceState::Warning, "The printer's paper is low.");
            report(between(2h, 3h), "printer-1", model::DeviceState::Fault, "The printer is out of paper.");
            report(between(3h, 210min), "printer-1", model::DeviceState::Well, "");
        }
        if (number_ == 8) {
            const model::Pass pass{{}, {}, model::Proof::Trusted};
            actions_.emplace(morning_ + 3h, [this, pass] {
                day_.ask(model::RaiseAlarm{model::AlarmKind::Evacuation, {}, {"900"}, pass});
            });
            actions_.emplace(morning_ + 3h + 14min,
                             [this, pass] { day_.ask(model::WithdrawAlarm{{"900"}, pass}); });
        }
    }

    void report(base::Duration when, const char* device, model::DeviceState state, const char* detail) {
        actions_.emplace(morning_ + when, [this, device, state, detail] {
            day_.ask(model::ReportDevice{{device}, state, detail});
        });
    }

    void arrive() {
        const double dice = chance();
        const auto service = std::ranges::find_if(kServicesUpTo, [&](double share) { return dice < share; });
        const double who = chance();
        const auto channel = std::ranges::find_if(kChannelsUpTo, [&](double share) { return who < share; });
        model::TakeTicket take;
        take.service = {kServices.at(static_cast<std::size_t>(service - kServicesUpTo.begin()))};
        if (channel != kChannelsUpTo.end())
            take.channel = {kChannels.at(static_cast<std::size_t>(channel - kChannelsUpTo.begin()))};
        take.language = happens(0.05) ? "en" : happens(0.03) ? "ko" : "zh-Hans";
        if (day_.ask(take) != model::Refusal::None)
            return;
        const model::TicketId ticket = day_.state().last_ticket();
        if (take.channel.value == "urgent")
            in(between(1min, 4min), [this, ticket] { judge(ticket); });
        if (happens(0.03))
            in(between(10min, 40min), [this, ticket] { day_.ask(model::CancelTicket{ticket}); });
        if (happens(0.01))
            in(5min, [this, ticket] {
                day_.ask(model::ReclassTicket{ticket, {"elderly"}, {"900"}, "Needs a seat, 81 years old"});
            });
    }

    void judge(model::TicketId ticket) {
        if (happens(0.7))
            day_.ask(model::ApproveTicket{ticket, {"900"}, "The plane leaves at noon"});
        else
            day_.ask(model::RejectTicket{ticket, {"900"}, "No proof"});
    }

    void let_counters_call() {
        const std::set<int> free = idle_;
        for (const int counter : free) {
            if (day_.state().evacuated() || day_.counter(counter).state != model::CounterState::Open)
                continue;
            if (const auto tired = tired_.extract(counter))
                rest(counter, tired.mapped());
            else if (day_.state().next_for({counter}, day_.now().time))
                call(counter);
            else if (home_.contains(counter) && nobody_comes())
                go_home(counter);
        }
    }

    /// Nobody is set aside who would find an empty hall.
    bool nobody_comes() const {
        return std::ranges::none_of(day_.state().tickets(), [](const auto& entry) {
            return entry.second.state == model::TicketState::Parked ||
                   entry.second.state == model::TicketState::Waiting;
        });
    }

    void go_home(int counter) {
        const bool note = number_ % 3 == counter % 3;
        day_.must(
            model::CloseCounter{{counter},
                                "override: nobody is left",
                                note ? "Two files wait for a stamp; the folder is in the left drawer." : ""});
        idle_.erase(counter);
    }

    void rest(int counter, const std::string& why) {
        const base::Duration planned = why == "Meal break" ? 30min : 10min;
        day_.must(model::PauseCounter{{counter}, why, day_.now().time + planned});
        in(planned + between(-5min, 6min), [this, counter] { day_.ask(model::ResumeCounter{{counter}}); });
    }

    void call(int counter) {
        idle_.erase(counter);
        if (happens(0.008))
            pick(counter);
        else
            day_.must(model::CallTicket{{counter}, {}});
        if (!day_.counter(counter).ticket) {
            idle_.insert(counter);
            return;
        }
        if (happens(0.05))
            return in(45s, [this, counter] { miss(counter); });
        in(between(8s, 40s), [this, counter] { start(counter); });
    }

    void pick(int counter) {
        for (const auto& [id, ticket] : day_.state().tickets())
            if (ticket.state == model::TicketState::Waiting &&
                day_.ask(model::CallTicket{{counter}, id, "A supervisor asked for it"}) ==
                    model::Refusal::None)
                return;
    }

    void free(int counter) { idle_.insert(counter); }

    void miss(int counter) {
        if (!day_.counter(counter).ticket)
            return free(counter);
        const model::TicketId ticket = *day_.counter(counter).ticket;
        day_.ask(model::RecallTicket{{counter}});
        in(20s, [this, counter, ticket] {
            const bool marked = day_.ask(model::MarkNoShow{{counter}}) == model::Refusal::None;
            if (!marked) { // an evacuation
                in(10min, [this, counter] { miss(counter); });
                return;
            }
            if (happens(0.15)) { // here he is, after all
                in(6s, [this, counter] {
                    if (day_.ask(model::UndoStep{{counter}}) == model::Refusal::None)
                        start(counter);
                    else
                        free(counter);
                });
                return;
            }
            free(counter);
            if (happens(0.5))
                in(between(2min, 15min), [this, ticket] { day_.ask(model::ReturnTicket{ticket}); });
        });
    }

    void start(int counter) {
        const model::Ticket ticket = day_.ticket(*day_.counter(counter).ticket);
        if (happens(0.85)) // others only ever press Next
            day_.ask(model::StartService{{counter}});
        const base::Duration typical = model::find(day_.state().hall().services, ticket.service)->typical;
        const double pace = (82 + 6.0 * counter) / 100;
        const double work =
            (0.35 - 0.55 * std::log1p(-chance())) * static_cast<double>(typical.count()) * pace;
        in(std::min<base::Duration>(milliseconds(work), 45min),
           [this, counter, ticket] { end(counter, ticket); });
    }

    void end(int counter, const model::Ticket& ticket) {
        const double dice = chance();
        if (dice < 0.04)
            return set_aside(counter, ticket.id);
        if (dice < 0.07 && ticket.service.value != "card") {
            day_.must(model::TransferTicket{{counter}, {{"card"}}, {}, "Needs a new card first"});
            return free(counter);
        }
        model::FinishService finish{{counter}, {}};
        if (dice < 0.14) {
            finish.outcome = model::kReturned;
            finish.missing = {static_cast<int>(chance() * 2)};
        } else if (dice < 0.34) {
            finish.outcome = model::kAccepted;
            finish.due = base::add_days(day_.state().day(), 7);
        } else if (dice < 0.37) {
            finish.outcome = model::kReferred;
            finish.note = "The bank next door";
        }
        day_.must(finish);
        if (happens(0.01) && day_.ask(model::UndoStep{{counter}}) == model::Refusal::None)
            return in(2min, [this, counter, finish, id = ticket.id] {
                day_.must(finish);
                rate(id, counter);
                free(counter);
            });
        rate(ticket.id, counter);
        if (happens(0.01)) {
            day_.ask(model::CallHelp{{counter}, model::Help::Supervisor});
            in(between(1min, 6min), [this, counter] { day_.ask(model::EndHelp{{counter}}); });
        }
        free(counter);
    }

    void set_aside(int counter, model::TicketId ticket) {
        const auto how = static_cast<model::Parking>(chance() * 3);
        model::ParkTicket park{{counter}, one_of(kPapers), how};
        if (how == model::Parking::WithoutPapers)
            park.missing = {0};
        day_.must(park);
        free(counter);
        in(between(4min, 25min), [this, counter, ticket, how] {
            if (how != model::Parking::Waiting || day_.counter(counter).ticket ||
                day_.counter(counter).state != model::CounterState::Open || !idle_.contains(counter)) {
                day_.ask(model::ReturnTicket{ticket});
                return;
            }
            if (day_.ask(model::CallTicket{{counter}, ticket, "The stamp is there"}) ==
                model::Refusal::None) {
                idle_.erase(counter);
                in(20s, [this, counter] { start(counter); });
            }
        });
    }

    void rate(model::TicketId ticket, int counter) {
        if (happens(0.012))
            day_.ask(model::LeaveWord{ticket,
                                      {},
                                      happens(0.4) ? model::WordKind::Complaint : model::WordKind::Suggestion,
                                      "More seats near the window would help."});
        if (!happens(0.62))
            return;
        const double dice = chance() + (counter == 4 ? 0.05 : 0);
        const int score = dice < 0.62 ? 5 : dice < 0.87 ? 4 : dice < 0.95 ? 3 : dice < 0.985 ? 2 : 1;
        model::RateTicket rating{ticket, score, {}};
        if (score <= 3)
            rating.reasons.push_back(one_of(kReasons));
        if (happens(0.3))
            for (int& mark : rating.aspects)
                mark = std::clamp(score + static_cast<int>(chance() * 3) - 1, 1, 5);
        in(between(20s, 90s), [this, rating] { day_.ask(rating); });
        if (score <= model::kLowRating)
            in(between(30min, 90min), [this] { follow_up(); });
    }

    /// The supervisor rings the visitor up, of the oldest that is open.
    void follow_up() {
        if (day_.state().follow_ups().empty())
            return;
        const std::string number = day_.state().follow_ups().begin()->first;
        day_.ask(model::StepFollowUp{number, model::FollowUpStep::Assigned, {"900"}, ""});
        if (happens(0.7))
            day_.ask(
                model::StepFollowUp{number, model::FollowUpStep::Closed, {}, "Called back, apologised."});
    }

    Day& day_;
    std::mt19937_64& random_;
    base::WallTime morning_;
    int number_;
    std::multimap<base::WallTime, std::function<void()>> actions_;
    std::set<int> idle_; ///< counters whose clerk is free
    std::set<int> home_;
    std::map<int, std::string> tired_;
};

} // namespace

model::Hall month_hall() {
    std::string toml = base::read_file(base::assets_folder() / "hall" / "hall.toml");
    const auto replace = [&](const std::string& what, const std::string& by) {
        const auto at = toml.find(what);
        REQUIRE(at != std::string::npos);
        toml.replace(at, what.size(), by);
    };
    replace("zone = \"Asia/Shanghai\"", "zone = \"UTC\"");
    replace("opens = \"00:00\"", "opens = \"09:00\"");
    replace("closes = \"24:00\"", "closes = \"17:00\"");
    return config::parse_hall(toml);
}

std::vector<model::Event> busy_month(const model::Hall& hall, const MonthPlan& plan) {
    std::mt19937_64 random(plan.seed);
    Day day(hall);
    for (int number = 0; number < plan.days; ++number) {
        const int weekday = number % 7;
        // Mondays are full, Saturdays are half days, nobody works on Sundays.
        constexpr std::array kShares{1.15, 1.0, 0.9, 0.95, 1.0, 0.5, 0.0};
        const base::WallTime morning = day.now().time;
        if (weekday != 6)
            People(
                day, random,
                static_cast<int>(std::lround(plan.visitors * kShares.at(static_cast<std::size_t>(weekday)))),
                number)
                .run();
        day.advance(morning + 24h - day.now().time);
        day.roll_over();
    }
    return day.events();
}

} // namespace support
