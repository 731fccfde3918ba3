#include "shared/lab/trace.h"

#include "shared/base/text.h"
#include "shared/lab/input.h"

#include <fmt/format.h>

namespace lab {

namespace {

constexpr std::size_t kMostLines = 10'000'000;

const std::map<std::string, TraceLine::Kind, std::less<>> kKinds{
    {"issue", TraceLine::Kind::Issue},       {"requeue", TraceLine::Kind::Requeue},
    {"transfer", TraceLine::Kind::Transfer}, {"call", TraceLine::Kind::Call},
    {"end", TraceLine::Kind::End},           {"noshow", TraceLine::Kind::NoShow},
    {"abandon", TraceLine::Kind::Abandon},   {"counter", TraceLine::Kind::Counter},
};

class TraceReader {
  public:
    explicit TraceReader(const Scenario& config) {
        for (std::size_t i = 0; i < config.counters.size(); ++i)
            counters_[config.counters[i].id] = i;
        for (std::size_t i = 0; i < config.hall.services.size(); ++i)
            services_[config.hall.services[i].id.value] = i;
        for (std::size_t i = 0; i < config.hall.channels.size(); ++i)
            channels_[config.hall.channels[i].id.value] = i;
    }

    /// Empty for a line that says nothing new.
    std::optional<TraceLine> read(std::string_view text) const {
        const Json json = parse_json(text, "it");
        const std::string word = lab::text(field(json, "ev", "ev"), "ev");
        if (word == "forecast")
            return std::nullopt;
        const auto kind = kKinds.find(word);
        if (kind == kKinds.end())
            throw InputError("ev must be issue, requeue, transfer, call, end, noshow, abandon or counter");
        TraceLine line;
        line.kind = kind->second;
        line.at = moment(field(json, "t", "t"), "t");
        if (line.kind != TraceLine::Kind::Counter)
            line.ticket = id_of(field(json, "id", "id"), "id");
        read_place(json, line);
        read_counter(json, line);
        return line;
    }

  private:
    static std::size_t position(const std::map<std::string, std::size_t>& known, const Json& json,
                                const char* name) {
        const auto found = known.find(id_of(field(json, name, name), name));
        if (found == known.end())
            throw InputError(fmt::format("{} is not one of the configuration", name));
        return found->second;
    }

    void read_place(const Json& json, TraceLine& line) const {
        if (line.kind != TraceLine::Kind::Issue && line.kind != TraceLine::Kind::Requeue &&
            line.kind != TraceLine::Kind::Transfer)
            return;
        line.service = position(services_, json, "svc");
        line.channel = position(channels_, json, "cls");
        line.entry = moment(field(json, "e", "e"), "e");
    }

    void read_counter(const Json& json, TraceLine& line) const {
        if (line.kind != TraceLine::Kind::Call && line.kind != TraceLine::Kind::End &&
            line.kind != TraceLine::Kind::NoShow && line.kind != TraceLine::Kind::Counter)
            return;
        line.counter = position(counters_, json, "counter");
        if (line.kind == TraceLine::Kind::Counter)
            line.state = desk_state(field(json, "state", "state"), "state");
    }

    std::map<std::string, std::size_t> counters_;
    std::map<std::string, std::size_t> services_;
    std::map<std::string, std::size_t> channels_;
};

} // namespace

std::vector<TraceLine> read_trace(std::string_view text, const Scenario& config, std::string_view name) {
    const TraceReader reader(config);
    std::vector<TraceLine> lines;
    std::size_t number = 0;
    for (const std::string_view line : base::split(text, '\n')) {
        ++number;
        if (base::trim(line).empty())
            continue;
        try {
            if (lines.size() == kMostLines)
                throw InputError("the trace is too long");
            if (auto read = reader.read(line)) {
                if (!lines.empty() && read->at < lines.back().at)
                    throw InputError("t is before the line above it");
                lines.push_back(std::move(*read));
            }
        } catch (const InputError& error) {
            throw InputError(fmt::format("{}:{}: {}", name, number, error.what()));
        }
    }
    return lines;
}

} // namespace lab
