#include "tests/support/running_hall.h"

#include "shared/base/file.h"
#include "shared/base/text.h"
#include "shared/base/zone.h"
#include "shared/link/blocking.h"

#include <fmt/core.h>

namespace support {

namespace {

constexpr int kCounters = 8;

/// A zone where it is about noon now, so that no test meets a new day by chance.
std::string noon_zone() {
    const int hour = base::Zone("UTC").local(base::SystemClock().wall()).hour;
    return hour == 12 ? "Etc/GMT" : fmt::format("Etc/GMT{:+}", hour - 12); // Etc/GMT+5 is five hours behind
}

std::string hall_toml() {
    std::string text = fmt::format(R"(name = {{ en = "Hall" }}
languages = ["en"]
zone = "{}"
roll_over_hour = 0
opens = "00:00"
closes = "23:59"
[rules]
no_show_after = "0 s"
no_show_recalls = 0
[[groups]]
id = "money"
name = {{ en = "Money" }}
[[services]]
id = "deposit"
group = "money"
letter = "A"
typical = "5 min"
name = {{ en = "Deposit" }}
[[services]]
id = "loan"
group = "money"
letter = "B"
typical = "10 min"
name = {{ en = "Loan" }}
[[channels]]
id = "ordinary"
name = {{ en = "Ordinary" }}
[[channels]]
id = "elderly"
verified = "declared"
name = {{ en = "Elderly" }}
)",
                                   noon_zone());
    for (int counter = 1; counter <= kCounters; ++counter)
        text += fmt::format("[[counters]]\nid = {}\nservices = [\"*\"]\nlocation = {{ en = \"Left\" }}\n",
                            counter);
    return text;
}

template <typename Value>
std::optional<Value> value_of(hall_link::Result<Value> result) {
    if (!result)
        return std::nullopt;
    return std::move(*result);
}

} // namespace

bool turn_until(loop::Loop& loop, const std::function<bool()>& condition, base::Duration bound) {
    const base::SystemClock clock;
    const auto end = clock.steady() + bound;
    while (!condition()) {
        if (clock.steady() > end)
            return false;
        loop.turn(std::chrono::milliseconds(20));
    }
    return true;
}

RunningHall::RunningHall(std::filesystem::path folder, std::string listen, const std::string& more)
    : folder_(std::move(folder)), listen_(std::move(listen)) {
    base::write_file(folder_ / "hall.toml", hall_toml() + more);
}

std::vector<std::string> RunningHall::command() const {
    return {program("jiaohao-hall"),
            "--config",
            folder_ / "hall.toml",
            "--state",
            state(),
            "--listen",
            listen_,
            "--demo"};
}

bool RunningHall::start(const std::string& failpoint, std::optional<std::size_t> largest_file) {
    const auto file = state() / "endpoints";
    std::error_code read_only;
    std::filesystem::remove(file, read_only);
    auto environment = environment_;
    environment["JIAOHAO_FAILPOINT"] = failpoint;
    process_.emplace(Launch{command(), environment, largest_file});
    if (!eventually([&] { return std::filesystem::exists(file) || !process_->running(); }) ||
        !process_->running())
        return false;
    const std::string content = base::read_file(file);
    const auto lines = base::split(content, '\n');
    endpoint_ = listen_ = lines.at(0);
    updates_ = lines.at(1);
    return true;
}

wire::Line RunningHall::line(const std::string& device) const {
    const auto keys = state() / "keys";
    return {endpoint_, updates_, keys / "hall.pub", keys / (device + ".key")};
}

Ended RunningHall::jiaohao(std::vector<std::string> words) const {
    words.insert(words.begin(), program("jiaohao"));
    words.insert(words.end(), {"--state", state()});
    return run(words);
}

std::vector<model::Event> RunningHall::events() const {
    base::SystemClock clock;
    loop::Loop loop(clock);
    zmq::context_t context;
    hall_link::Client client(loop, context, clock, line("admin"));
    std::vector<model::Event> events;
    wire::ExportRequest request{20000101, 29991231, 0};
    do {
        const auto page = hall_link::ask_page(loop, client, request, std::chrono::seconds(20));
        if (!page)
            throw std::runtime_error("the hall does not give its journal");
        events.insert(events.end(), page->events.begin(), page->events.end());
        request.from_seq = page->next;
    } while (request.from_seq != 0);
    return events;
}

std::optional<model::Answer> Device::ask(const model::Command& command, base::Duration patience) {
    return value_of(hall_link::ask(loop_, client_, command, patience));
}

std::optional<model::Answer> Device::ask_as(const wire::Session& session, std::uint64_t request,
                                            const model::Command& command) {
    return value_of(hall_link::ask_as(loop_, client_, session, request, command, std::chrono::seconds(10)));
}

std::optional<model::Board> Device::snapshot() {
    return value_of(hall_link::ask_snapshot(loop_, client_, std::chrono::seconds(10)));
}

} // namespace support
