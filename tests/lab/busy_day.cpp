#include "tests/lab/busy_day.h"

#include "shared/base/file.h"
#include "shared/config/hall_config.h"
#include "shared/store/journal.h"
#include "tests/queue/day.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <random>
#include <set>

namespace support {

using namespace std::chrono_literals;

namespace {

void replace(std::string& text, const std::string& what, const std::string& by) {
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    text.replace(at, what.size(), by);
}

/// The people of one day. What they do is drawn beforehand or as it happens; who is called is the hall's
/// affair.
class People {
  public:
    People(const model::Hall& hall, const DayPlan& plan) : plan_(plan), day_(hall), random_(plan.seed) {
        for (const model::Counter& counter : hall.counters)
            if (std::ranges::find(plan.closed, counter.id.value) == plan.closed.end())
                seat_clerk(counter.id.value);
        base::WallTime at = morning_;
        for (int i = 0; i < plan.visitors; ++i) {
            at += exponential(std::chrono::duration_cast<base::Duration>(7h) / plan.visitors);
            actions_.emplace(at, [this] { arrive(); });
        }
    }

    std::vector<model::Event> run() {
        while (!actions_.empty()) {
            const base::WallTime now = actions_.begin()->first;
            go_to(now);
            while (!actions_.empty() && actions_.begin()->first == now) {
                const auto action = actions_.extract(actions_.begin());
                action.mapped()();
            }
            let_counters_call();
        }
        if (plan_.over) {
            day_.at("23:59");
            day_.advance(10h);
            day_.roll_over();
        }
        return day_.events();
    }

  private:
    double chance() { return static_cast<double>(random_() >> 11U) * 0x1p-53; }
    bool happens(double share) { return chance() < share; }
    base::Duration exponential(base::Duration mean) {
        return base::Duration(std::llround(-std::log1p(-chance()) * static_cast<double>(mean.count())));
    }
    base::Duration between(base::Duration least, base::Duration most) {
        return least + base::Duration(
                           static_cast<std::int64_t>(chance() * static_cast<double>((most - least).count())));
    }

    void go_to(base::WallTime time) { day_.advance(time - day_.now().time); }
    void in(base::Duration delay, std::function<void()> action) {
        actions_.emplace(day_.now().time + delay, std::move(action));
    }

    void seat_clerk(int counter) {
        actions_.emplace(morning_, [this, counter] {
            day_.open(counter);
            idle_since_[counter] = day_.now().time;
        });
        if (!plan_.ordinary)
            actions_.emplace(morning_ + 3h + counter * 7min, [this, counter] { hungry_.insert(counter); });
        actions_.emplace(morning_ + 8h, [this, counter] { going_home_.insert(counter); });
    }

    void have_lunch(int counter) {
        hungry_.erase(counter);
        calls_at_.erase(counter);
        day_.must(model::PauseCounter{{counter}, "lunch"});
        in(30min, [this, counter] {
            day_.must(model::ResumeCounter{{counter}});
            idle_since_[counter] = day_.now().time;
        });
    }

    void arrive() {
        static constexpr std::array kServices{"fund-withdrawal", "fund-deposit", "pension", "medical",
                                              "fund-loan",       "benefits",     "card",    "transfer"};
        static constexpr std::array kShares{0.24, 0.42, 0.58, 0.74, 0.80, 0.88, 0.95, 1.0};
        const double dice = chance();
        const auto service = std::ranges::find_if(kShares, [&](double share) { return dice < share; });
        const double who = chance();
        const char* channel = who < 0.2 ? "elderly" : who < 0.25 ? "infant" : who < 0.28 ? "urgent" : "";
        const model::TicketId ticket =
            day_.take(kServices.at(static_cast<std::size_t>(service - kShares.begin())), channel);
        if (who >= 0.25 && who < 0.28)
            in(2min, [this, ticket] { day_.ask(model::ApproveTicket{ticket, {"chief"}, {}}); });
        if (!plan_.ordinary && happens(0.05))
            in(between(5min, 20min), [this, ticket] { day_.ask(model::CancelTicket{ticket}); });
    }

    void let_counters_call() {
        std::vector<int> free;
        for (const auto& [counter, since] : idle_since_)
            if (day_.counter(counter).state == model::CounterState::Open && !day_.counter(counter).ticket)
                free.push_back(counter);
        std::ranges::stable_sort(free, {}, [&](int counter) { return idle_since_[counter]; });
        for (const int counter : free) {
            if (hungry_.contains(counter))
                have_lunch(counter);
            else
                consider_calling(counter);
        }
    }

    void consider_calling(int counter) {
        if (!day_.state().next_for({counter}, day_.now().time)) {
            calls_at_.erase(counter);
            if (going_home_.contains(counter))
                day_.must(model::CloseCounter{{counter}, "override: home"});
            return;
        }
        if (!calls_at_.contains(counter)) {
            calls_at_[counter] = day_.now().time + (plan_.promptly ? 0ms : between(0s, 60s));
            actions_.emplace(calls_at_[counter], [] {});
        }
        if (calls_at_[counter] <= day_.now().time)
            call(counter);
    }

    void call(int counter) {
        calls_at_.erase(counter);
        day_.must(model::CallTicket{{counter}, {}});
        if (!plan_.ordinary && happens(0.06))
            return in(40s, [this, counter] { miss(counter); });
        in(20s, [this, counter] { start(counter); });
    }

    void miss(int counter) {
        const model::TicketId ticket = *day_.counter(counter).ticket;
        day_.must(model::RecallTicket{{counter}});
        in(20s, [this, counter, ticket] {
            day_.must(model::MarkNoShow{{counter}});
            idle_since_[counter] = day_.now().time;
            if (happens(0.5))
                in(between(2min, 15min), [this, ticket] { day_.ask(model::ReturnTicket{ticket}); });
        });
    }

    void start(int counter) {
        const model::Ticket ticket = day_.ticket(*day_.counter(counter).ticket);
        day_.must(model::StartService{{counter}});
        const base::Duration typical = model::find(day_.state().hall().services, ticket.service)->typical;
        // Each clerk has a pace of his own: counter 1 is quick, the others take a little more each.
        const base::Duration work = exponential(typical / 2) * (90 + 4 * counter) / 100 + typical / 3;
        const double dice = plan_.ordinary ? 1 : chance();
        in(work, [this, counter, id = ticket.id, dice] {
            if (dice < 0.05) {
                day_.must(model::ParkTicket{{counter}, "papers"});
                in(between(3min, 20min), [this, id] { day_.ask(model::ReturnTicket{id}); });
            } else if (dice < 0.10) {
                day_.must(model::TransferTicket{{counter}, {{"card"}}, {}, {}});
            } else {
                day_.must(model::FinishService{{counter}, {}});
            }
            idle_since_[counter] = day_.now().time;
        });
    }

    DayPlan plan_;
    Day day_;
    std::mt19937_64 random_;
    base::WallTime morning_ = day_.now().time;
    std::multimap<base::WallTime, std::function<void()>> actions_;
    std::map<int, base::WallTime> idle_since_;
    std::map<int, base::WallTime> calls_at_;
    std::set<int> going_home_;
    std::set<int> hungry_;
};

} // namespace

std::string hall_toml(const std::vector<std::pair<std::string, std::string>>& changes) {
    std::string toml = base::read_file(base::assets_folder() / "hall" / "hall.toml");
    replace(toml, "Asia/Shanghai\"", "UTC\"");
    for (const auto& [what, by] : changes)
        replace(toml, what, by);
    return toml;
}

model::Hall hall_of(const std::string& toml) {
    return config::parse_hall(toml);
}

std::string general_counter(int id) {
    std::string counter = "\n[[counters]]\nid = " + std::to_string(id) + "\nservices = [\"*\"]\n";
    for (const auto* language : {"zh-Hans", "zh-Hant", "en", "ja", "ko", "ru", "ar", "he", "es", "fr"})
        counter += "location." + std::string(language) + " = \"x\"\n";
    return counter;
}

std::vector<model::Event> busy_day(const model::Hall& hall, const DayPlan& plan) {
    return People(hall, plan).run();
}

void write_journal(const std::filesystem::path& folder, const std::vector<model::Event>& events) {
    store::Journal journal(folder / store::kJournalFile);
    journal.begin();
    for (const model::Event& event : events)
        journal.append(event);
    journal.commit();
}

} // namespace support
