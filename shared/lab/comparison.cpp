#include "shared/lab/comparison.h"

#include "shared/base/zone.h"
#include "shared/lab/chart.h"
#include "shared/lab/input.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <set>

namespace lab {

namespace {

using OrderedJson = nlohmann::ordered_json;

std::string date_of(int day) {
    return fmt::format("{:04}-{:02}-{:02}", day / 10000, day / 100 % 100, day % 100);
}

std::string clock_of(std::optional<base::WallTime> time, const std::string& zone) {
    if (!time)
        return "–";
    return base::Zone(zone).clock(*time);
}

std::string list_of(const std::vector<model::CounterId>& counters) {
    std::vector<int> numbers;
    numbers.reserve(counters.size());
    for (const model::CounterId counter : counters)
        numbers.push_back(counter.value);
    return fmt::format("{}{}", numbers.size() == 1 ? "counter " : "counters ", fmt::join(numbers, ", "));
}

double busy_share_of(const Use& use) {
    return use.open.count() == 0
               ? 0
               : static_cast<double>(use.busy.count()) / static_cast<double>(use.open.count());
}

/// The rows of two maps, in order.
template <typename Id, typename Value>
std::set<Id> rows_of(const std::map<Id, Value>& a, const std::map<Id, Value>& b) {
    std::set<Id> ids;
    for (const auto* some : {&a, &b})
        for (const auto& [id, value] : *some)
            ids.insert(id);
    return ids;
}

template <typename Id, typename Value>
Value value_of(const std::map<Id, Value>& values, const Id& id) {
    const auto found = values.find(id);
    return found == values.end() ? Value{} : found->second;
}

/// The table, row by row. Columns of figures are narrow, so the two sides stand on one line of a terminal.
class Table {
  public:
    explicit Table(const Comparison& comparison) : c_(comparison) {}

    std::string run() {
        put("{}, {} tickets: as it was, and with {}\n", date_of(c_.day), c_.was.issued, c_.name);
        waits();
        day();
        counters();
        put("\n");
        for (const std::string& remark : remarks(c_))
            put("* {}\n", remark);
        return std::move(out_);
    }

  private:
    template <typename... Values>
    void put(fmt::format_string<Values...> format, Values&&... values) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Values>(values)...);
    }

    void waits() {
        put("\n{:<24}{:^37} {:^37}\n", "minutes waited", "as it was", c_.name);
        put("{:<24}{:>7}{:>7}{:>7}{:>7}{:>7}  {:>8}{:>7}{:>7}{:>7}{:>7}\n", "", "waits", "mean", "P50", "P90",
            "max", "waits", "mean", "P50", "P90", "max");
        wait_row("all", c_.was.all, c_.other.all);
        for (const auto& id : rows_of(c_.was.by_channel, c_.other.by_channel))
            wait_row("channel " + id.value, value_of(c_.was.by_channel, id),
                     value_of(c_.other.by_channel, id));
        for (const auto& id : rows_of(c_.was.by_service, c_.other.by_service))
            wait_row("service " + id.value, value_of(c_.was.by_service, id),
                     value_of(c_.other.by_service, id));
    }

    void wait_row(const std::string& name, const WaitSummary& was, const WaitSummary& other) {
        put("{:<24}{}   {}\n", name, cells(was), cells(other));
    }

    static std::string cells(const WaitSummary& waits) {
        if (waits.count == 0)
            return fmt::format("{:>7}{:>7}{:>7}{:>7}{:>7}", 0, "–", "–", "–", "–");
        return fmt::format("{:>7}{:>7.1f}{:>7.1f}{:>7.1f}{:>7.1f}", waits.count, in_minutes(waits.mean),
                           in_minutes(waits.half), in_minutes(waits.nine_in_ten), in_minutes(waits.longest));
    }

    void day() {
        put("\n");
        const auto row = [&](const char* name, const std::string& was, const std::string& other) {
            put("{:<40}{:>19}   {:>35}\n", name, was, other);
        };
        const auto number = [&](const char* name, int Figures::* value) {
            row(name, std::to_string(c_.was.*value), std::to_string(c_.other.*value));
        };
        number("tickets called", &Figures::called);
        number("calls, with those after a return", &Figures::calls);
        number("no-shows", &Figures::no_shows);
        row("most overtakes of one ticket", overtakes(c_.was), overtakes(c_.other));
        row("widest window of an overtake, minutes", fmt::format("{:.1f}", in_minutes(c_.was.widest_window)),
            fmt::format("{:.1f}", in_minutes(c_.other.widest_window)));
        row("last visitor served at", clock_of(c_.was.last_served, c_.zone),
            clock_of(c_.other.last_served, c_.zone));
        row("counters busy while open", fmt::format("{:.0f} %", 100 * c_.was.busy_share()),
            fmt::format("{:.0f} %", 100 * c_.other.busy_share()));
    }

    static std::string overtakes(const Figures& figures) {
        return figures.most_overtakes == 0
                   ? "0"
                   : fmt::format("{} ({})", figures.most_overtakes, figures.most_overtaken);
    }

    void counters() {
        put("\n{:<24}{:>14}{:>7}{:>7}{:>7}   {:>14}{:>7}{:>7}{:>7}\n", "counters", "open, hours", "busy",
            "calls", "", "open, hours", "busy", "calls", "");
        for (const auto& id : rows_of(c_.was.counters, c_.other.counters))
            put("{:<24}{}   {}\n", fmt::format("{}", id.value), use(c_.was, id), use(c_.other, id));
    }

    static std::string use(const Figures& figures, model::CounterId id) {
        const Use use = value_of(figures.counters, id);
        if (use.open.count() == 0)
            return fmt::format("{:>14}{:>7}{:>7}{:>7}", "–", "–", "–", "");
        return fmt::format("{:>14.1f}{:>5.0f} %{:>7}{:>7}", in_minutes(use.open) / 60,
                           100 * busy_share_of(use), use.calls, "");
    }

    const Comparison& c_;
    std::string out_;
};

double seconds(base::Duration duration) {
    return std::chrono::duration<double>(duration).count();
}

OrderedJson json_of(const WaitSummary& waits) {
    return {{"waits", waits.count},
            {"mean_s", seconds(waits.mean)},
            {"p50_s", seconds(waits.half)},
            {"p90_s", seconds(waits.nine_in_ten)},
            {"max_s", seconds(waits.longest)}};
}

OrderedJson json_of(const Figures& figures, const std::string& zone) {
    OrderedJson json{{"waited", json_of(figures.all)}};
    json["channels"] = OrderedJson::object();
    for (const auto& [id, waits] : figures.by_channel)
        json["channels"][id.value] = json_of(waits);
    json["services"] = OrderedJson::object();
    for (const auto& [id, waits] : figures.by_service)
        json["services"][id.value] = json_of(waits);
    json["issued"] = figures.issued;
    json["called"] = figures.called;
    json["calls"] = figures.calls;
    json["no_shows"] = figures.no_shows;
    json["picked"] = figures.picked;
    json["most_overtakes"] = figures.most_overtakes;
    json["widest_window_s"] = seconds(figures.widest_window);
    json["last_served"] =
        figures.last_served ? OrderedJson(clock_of(figures.last_served, zone)) : OrderedJson();
    json["busy_share"] = figures.busy_share();
    json["counters"] = OrderedJson::object();
    for (const auto& [id, use] : figures.counters)
        json["counters"][std::to_string(id.value)] = {
            {"open_s", seconds(use.open)}, {"busy_share", busy_share_of(use)}, {"calls", use.calls}};
    return json;
}

void remark_on_the_rule(const Comparison& c, std::vector<std::string>& remarks) {
    const Agreement& agreement = c.likely.agreement;
    const std::string explains = fmt::format("explains {} of {} calls", agreement.explained, agreement.calls);
    if (c.told)
        remarks.push_back(fmt::format("The day's own configuration, as named, {}.", explains));
    else
        remarks.push_back(fmt::format("The journal does not say which configuration it was written under. "
                                      "Taken for it: the rule {}, and {}; "
                                      "that {}. --was FILE names another.",
                                      c.likely.rule.empty() ? "of the file" : c.likely.rule,
                                      c.likely.own_counters
                                          ? "counters that serve what they were seen to serve"
                                          : "the file's counters",
                                      explains));
}

void remark_on_what_was_left_out(const Comparison& c, std::vector<std::string>& remarks) {
    if (!c.rerun.added.empty())
        remarks.push_back(fmt::format("Nobody sat at {} that day; with {} somebody does from the first "
                                      "counter's opening to the last one's "
                                      "closing, without a pause and of ordinary speed.",
                                      list_of(c.rerun.added), c.name));
    if (!c.rerun.missing.empty())
        remarks.push_back(fmt::format("{} has no {}: never opened.", c.name, list_of(c.rerun.missing)));
    if (c.rerun.strangers > 0)
        remarks.push_back(fmt::format("{} came for services that {} does not have, and are left out.",
                                      c.rerun.strangers, c.name));
    if (c.rerun.turned_away > 0)
        remarks.push_back(
            fmt::format("{} times {} refused a ticket or a return.", c.rerun.turned_away, c.name));
    if (c.was.picked > 0)
        remarks.push_back(fmt::format("{} were called by hand, out of turn; in a simulation the rule calls.",
                                      c.was.picked));
    if (!c.complete)
        remarks.push_back("The day is not over: everything is as of the journal's last event.");
}

} // namespace

base::Duration off_by(const Figures& was, const Figures& simulated) {
    std::map<std::string, base::Duration> first;
    for (const Wait& wait : was.waits)
        first.emplace(wait.number, wait.lasted);
    base::Duration sum{};
    int count = 0;
    for (const Wait& wait : simulated.waits)
        if (const auto found = first.extract(wait.number)) {
            sum += std::chrono::abs(wait.lasted - found.mapped());
            ++count;
        }
    return count == 0 ? base::Duration::zero() : sum / count;
}

std::vector<std::string> remarks(const Comparison& c) {
    std::vector<std::string> remarks;
    remarks.push_back(fmt::format("Calibration: simulated under its own configuration the day has a mean "
                                  "wait of {:.1f} minutes (in truth {:.1f}) and "
                                  "90 % within {:.1f} ({:.1f}); a ticket's wait is off by {:.1f} minutes in "
                                  "the mean. Differences smaller than "
                                  "that say nothing.",
                                  in_minutes(c.again.all.mean), in_minutes(c.was.all.mean),
                                  in_minutes(c.again.all.nine_in_ten), in_minutes(c.was.all.nine_in_ten),
                                  in_minutes(off_by(c.was, c.again))));
    remark_on_the_rule(c, remarks);
    remark_on_what_was_left_out(c, remarks);
    return remarks;
}

std::string to_text(const Comparison& comparison) {
    return Table(comparison).run();
}

std::string to_json(const Comparison& c) {
    return OrderedJson{{"day", c.day},
                       {"complete", c.complete},
                       {"config", c.name},
                       {"as_it_was", json_of(c.was, c.zone)},
                       {"as_it_was_simulated", json_of(c.again, c.zone)},
                       {"other", json_of(c.other, c.zone)},
                       {"calibration_off_by_s", seconds(off_by(c.was, c.again))},
                       {"explained_calls", c.likely.agreement.explained},
                       {"explainable_calls", c.likely.agreement.calls},
                       {"remarks", remarks(c)}}
        .dump();
}

std::string to_svg(const Comparison& c) {
    return draw({fmt::format("Waits on {}", date_of(c.day)),
                 c.midnight,
                 {"as it was", c.was.waits, c.was.all},
                 {"with " + c.name, c.other.waits, c.other.all}});
}

} // namespace lab
