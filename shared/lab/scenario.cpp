#include "shared/lab/scenario.h"

#include "shared/lab/input.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

namespace lab {

namespace {

constexpr std::int64_t kDay = 86'400'000;
constexpr std::int64_t kLongest = 1'000'000'000'000; // some thirty years: a generous "never"

base::Duration duration(const Json& value, const std::string& where) {
    return base::Duration(integer_in(value, 0, kLongest, where));
}

bool present(const Json& table, const char* name) {
    return table.contains(name) && !table[name].is_null();
}

/// Whole numbers in their order, then texts in theirs: an id is also a key of the day's events.
bool earlier_id(const std::string& a, const std::string& b) {
    const auto is_number = [](const std::string& id) {
        return !id.empty() && std::ranges::all_of(id, [](char c) { return c >= '0' && c <= '9'; });
    };
    if (is_number(a) && is_number(b))
        return a.size() != b.size() ? a.size() < b.size() : a < b;
    if (is_number(a) != is_number(b))
        return is_number(a);
    return a < b;
}

class ScenarioReader {
  public:
    explicit ScenarioReader(const Json& json) : json_(json) {}

    Scenario read() {
        read_classes();
        read_services();
        read_counters(Rosters::Read);
        read_visitors();
        read_params();
        return std::move(scenario_);
    }

    Scenario read_config() {
        read_classes();
        read_services();
        read_counters(Rosters::Skip);
        read_params();
        return std::move(scenario_);
    }

  private:
    enum class Rosters { Read, Skip };

    void read_classes() {
        const Json& classes = field(json_, "classes", "classes");
        if (!classes.is_object() || classes.empty() || classes.size() > 100)
            throw InputError("classes must be a table of 1 to 100 classes");
        for (const auto& [name, value] : classes.items()) {
            const std::string where = "classes." + name;
            model::Channel channel;
            channel.id = {name};
            channel.emergency = integer_in(field(value, "tier", where + ".tier"), 0, 1, where + ".tier") == 0;
            channel.head_start = duration(field(value, "h", where + ".h"), where + ".h");
            channel.multiplier =
                static_cast<int>(integer_in(field(value, "m", where + ".m"), 0, 100'000, where + ".m"));
            if (present(value, "cap"))
                channel.cap = duration(value["cap"], where + ".cap");
            class_at_[name] = scenario_.hall.channels.size();
            scenario_.hall.channels.push_back(channel);
        }
        const auto ordinary = class_at_.find("ordinary");
        if (ordinary == class_at_.end())
            throw InputError("classes must have one called ordinary: a late appointment becomes it");
        scenario_.ordinary = ordinary->second;
    }

    void read_services() {
        const Json& services = list(field(json_, "services", "services"), 1000, "services");
        for (std::size_t i = 0; i < services.size(); ++i) {
            const std::string where = fmt::format("services[{}]", i);
            model::Service service;
            service.id = {id_of(field(services[i], "id", where + ".id"), where + ".id")};
            if (present(services[i], "mean"))
                service.typical = duration(services[i]["mean"], where + ".mean");
            if (!service_at_.emplace(service.id.value, i).second)
                throw InputError(where + ".id is there twice");
            scenario_.hall.services.push_back(service);
        }
    }

    std::size_t service(const Json& value, const std::string& where) const {
        const auto found = service_at_.find(id_of(value, where));
        if (found == service_at_.end())
            throw InputError(where + " is not one of the services");
        return found->second;
    }

    void read_counters(Rosters rosters) {
        const Json& counters = list(field(json_, "counters", "counters"), 2000, "counters");
        for (std::size_t i = 0; i < counters.size(); ++i)
            scenario_.counters.push_back(counter(counters[i], fmt::format("counters[{}]", i), rosters));
        sort_by_id(scenario_.counters, "counters");
    }

    ScenarioCounter counter(const Json& json, const std::string& where, Rosters rosters) const {
        ScenarioCounter counter;
        counter.id = id_of(field(json, "id", where + ".id"), where + ".id");
        for (const Json& skill : list(field(json, "skills", where + ".skills"), 1000, where + ".skills"))
            counter.skills.push_back(service(skill, where + ".skills"));
        if (present(json, "planned_lunch") && !json["planned_lunch"].empty()) {
            const Json& lunch = list(json["planned_lunch"], 2, where + ".planned_lunch");
            if (lunch.size() != 2)
                throw InputError(where + ".planned_lunch must be [from, to]");
            counter.planned_lunch = {moment(lunch[0], where + ".planned_lunch"),
                                     moment(lunch[1], where + ".planned_lunch")};
        }
        if (rosters == Rosters::Skip)
            return counter;
        if (present(json, "speed"))
            counter.speed = static_cast<int>(integer_in(json["speed"], 1, 1'000'000, where + ".speed"));
        for (const Json& event : list(field(json, "events", where + ".events"), 1000, where + ".events")) {
            if (!event.is_array() || event.size() != 2)
                throw InputError(where + ".events must be pairs of a time and a state");
            counter.events.emplace_back(moment(event[0], where + ".events"),
                                        desk_state(event[1], where + ".events"));
        }
        return counter;
    }

    void read_visitors() {
        const Json& visitors = list(field(json_, "visitors", "visitors"), 1'000'000, "visitors");
        for (std::size_t i = 0; i < visitors.size(); ++i)
            scenario_.visitors.push_back(visitor(visitors[i], fmt::format("visitors[{}]", i)));
        sort_by_id(scenario_.visitors, "visitors");
    }

    ScenarioVisitor visitor(const Json& json, const std::string& where) const {
        ScenarioVisitor visitor;
        visitor.id = id_of(field(json, "id", where + ".id"), where + ".id");
        visitor.at = moment(field(json, "t", where + ".t"), where + ".t");
        visitor.service = service(field(json, "svc", where + ".svc"), where + ".svc");
        const auto channel = class_at_.find(text(field(json, "cls", where + ".cls"), where + ".cls"));
        if (channel == class_at_.end())
            throw InputError(where + ".cls is not one of the classes");
        visitor.channel = channel->second;
        if (present(json, "appt"))
            visitor.appointment = moment(json["appt"], where + ".appt");
        visitor.work = duration(field(json, "work", where + ".work"), where + ".work");
        visitor.patience = duration(field(json, "patience", where + ".patience"), where + ".patience");
        if (present(json, "return_after"))
            visitor.return_after = duration(json["return_after"], where + ".return_after");
        if (present(json, "transfer")) {
            const Json& onward = json["transfer"];
            const std::string place = where + ".transfer";
            visitor.transfer =
                ScenarioVisitor::Onward{service(field(onward, "svc", place + ".svc"), place + ".svc"),
                                        duration(field(onward, "work", place + ".work"), place + ".work")};
        }
        return visitor;
    }

    void read_params() {
        const Json& params = field(json_, "params", "params");
        const auto read = [&](const char* name) {
            const std::string where = std::string("params.") + name;
            return duration(field(params, name, where), where);
        };
        scenario_.pace = read("pace");
        scenario_.walk = read("walk");
        scenario_.no_show_timeout = read("noshow_timeout");
        scenario_.no_show_penalty = read("noshow_penalty");
        scenario_.max_returns = static_cast<int>(
            integer_in(field(params, "max_returns", "params.max_returns"), 0, 1000, "params.max_returns"));
        scenario_.appointment_early = read("appt_early");
        scenario_.appointment_grace = read("appt_grace");
    }

    template <typename Entry>
    static void sort_by_id(std::vector<Entry>& entries, const char* what) {
        std::ranges::stable_sort(entries, earlier_id, &Entry::id);
        if (std::ranges::adjacent_find(entries, {}, &Entry::id) != entries.end())
            throw InputError(fmt::format("{} have an id twice", what));
    }

    const Json& json_;
    Scenario scenario_;
    std::map<std::string, std::size_t> class_at_;
    std::map<std::string, std::size_t> service_at_;
};

} // namespace

DayTime moment(const Json& value, const std::string& where) {
    return DayTime(base::Duration(integer_in(value, -kDay, 2 * kDay, where)));
}

DeskState desk_state(const Json& value, const std::string& where) {
    const std::string word = text(value, where);
    if (word == "open")
        return DeskState::Open;
    if (word == "pause")
        return DeskState::Paused;
    if (word == "close")
        return DeskState::Closed;
    throw InputError(where + " must be open, pause or close");
}

Scenario read_scenario(std::string_view json) {
    const Json parsed = parse_json(json, "the scenario");
    return ScenarioReader(parsed).read();
}

Scenario read_config(std::string_view json) {
    const Json parsed = parse_json(json, "the configuration");
    return ScenarioReader(parsed).read_config();
}

} // namespace lab
