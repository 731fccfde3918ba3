#include "shared/web/metrics.h"

#include "shared/model/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string_view>

namespace web {

namespace {

using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

/// As the format has it for a label's value.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == '"')
            out += '\\';
        if (c == '\n')
            out += "\\n";
        else
            out += c;
    }
    return out;
}

std::string seconds(base::Duration time) {
    return fmt::format("{:.3f}", std::chrono::duration<double>(time).count());
}

class Exposition {
  public:
    void family(std::string_view name, std::string_view type, std::string_view help) {
        name_ = name;
        fmt::format_to(std::back_inserter(out_), "# HELP jiaohao_{} {}\n# TYPE jiaohao_{} {}\n", name, help,
                       name, type);
    }
    void sample(Labels labels, std::string_view value, std::string_view ending = {}) {
        out_ += fmt::format("jiaohao_{}{}", name_, ending);
        bool first = true;
        for (const auto& [label, text] : labels) {
            out_ += fmt::format("{}{}=\"{}\"", first ? "{" : ",", label, escaped(text));
            first = false;
        }
        out_ += fmt::format("{}{}\n", first ? " " : "} ", value);
    }
    void sample(Labels labels, std::uint64_t value) { sample(labels, std::to_string(value)); }
    void one(std::string_view name, std::string_view type, std::string_view help, std::string_view value) {
        family(name, type, help);
        sample({}, value);
    }

    std::string take() { return std::move(out_); }

  private:
    std::string name_;
    std::string out_;
};

void add_link(Exposition& to, const Scrape& scrape) {
    to.family("build_info", "gauge", "Always 1; the label says which version this is.");
    to.sample({{"version", scrape.version}}, std::uint64_t{1});
    to.one("hall_followed", "gauge", "1 while the hall is heard, else 0: then nothing is told of its state.",
           scrape.state.fresh ? "1" : "0");
    if (scrape.silence)
        to.one("hall_silence_seconds", "gauge", "How long ago the hall was last heard.",
               seconds(*scrape.silence));
    to.one("web_streams", "gauge", "Pages that are told of every change.", std::to_string(scrape.streams));
}

void add_queues(Exposition& to, const Scrape& scrape) {
    const model::Board& board = scrape.state.board;
    struct Line {
        std::uint64_t waiting = 0;
        base::Duration oldest{};
    };
    std::map<std::pair<std::string, std::string>, Line> lines;
    for (const model::Service& service : board.hall.services)
        for (const model::Channel& channel : board.hall.channels)
            lines[{service.id.value, channel.id.value}];
    std::map<model::TicketState, std::uint64_t> states;
    for (const auto& [id, ticket] : board.tickets) {
        if (model::is_live(ticket.state))
            ++states[ticket.state];
        if (ticket.state != model::TicketState::Waiting || ticket.entry > scrape.now)
            continue;
        Line& line = lines[{ticket.service.value, ticket.channel.value}];
        ++line.waiting;
        line.oldest = std::max(line.oldest, scrape.now - std::max(ticket.since, ticket.entry));
    }
    to.family("waiting", "gauge", "Visitors who wait; early appointments not before their time.");
    for (const auto& [place, line] : lines)
        to.sample({{"service", place.first}, {"channel", place.second}}, line.waiting);
    to.family("oldest_wait_seconds", "gauge", "Longest present stay in a line; 0 where nobody waits.");
    for (const auto& [place, line] : lines)
        to.sample({{"service", place.first}, {"channel", place.second}}, seconds(line.oldest));
    to.family("wait_target_seconds", "gauge", "Promised wait, where there is one.");
    for (const model::Service& service : board.hall.services)
        if (service.wait_target > base::Duration::zero())
            to.sample({{"service", service.id.value}}, seconds(service.wait_target));
    to.family("tickets", "gauge", "Tickets to which something can still happen.");
    for (const auto state :
         {model::TicketState::Waiting, model::TicketState::Called, model::TicketState::Serving,
          model::TicketState::Parked, model::TicketState::NoShow})
        to.sample({{"state", word(state)}}, states[state]);
}

void add_outlooks(Exposition& to, const model::Board& board) {
    to.family("forecast_seconds", "gauge",
              "Ends of the interval in which eight of ten who take a ticket now are called; absent where "
              "nobody serves.");
    for (const model::Outlook& outlook : board.outlooks) {
        if (!outlook.forecast.known)
            continue;
        to.sample({{"service", outlook.service.value}, {"end", "low"}}, seconds(outlook.forecast.low));
        to.sample({{"service", outlook.service.value}, {"end", "high"}}, seconds(outlook.forecast.high));
    }
}

void add_counters(Exposition& to, const model::Board& board) {
    std::map<model::CounterState, std::uint64_t> states;
    for (const auto& [id, counter] : board.counters)
        ++states[counter.state];
    to.family("counters", "gauge", "Counters by state.");
    for (const auto state :
         {model::CounterState::Closed, model::CounterState::Open, model::CounterState::Paused})
        to.sample({{"state", word(state)}}, states[state]);
    to.family(
        "alert", "gauge",
        "1 while a counter calls nobody although somebody waits (idle), or its clerk needs a break (duty).");
    for (const auto& [id, counter] : board.counters) {
        const std::string number = std::to_string(id.value);
        to.sample({{"counter", number}, {"alert", "idle"}}, std::uint64_t{counter.idle_alert ? 1U : 0U});
        to.sample({{"counter", number}, {"alert", "duty"}}, std::uint64_t{counter.duty_alert ? 1U : 0U});
    }
    to.family("help_called", "gauge", "1 while a counter asks for somebody.");
    for (const auto& [id, counter] : board.counters)
        if (counter.help)
            to.sample({{"counter", std::to_string(id.value)}, {"whom", word(*counter.help)}},
                      std::uint64_t{1});
}

void add_devices(Exposition& to, const model::Board& board) {
    using model::DeviceState;
    to.family("device_state", "gauge", "1 for the state that a device last reported, 0 for the others.");
    for (const auto& [id, device] : board.devices)
        for (const auto state :
             {DeviceState::Well, DeviceState::Warning, DeviceState::Fault, DeviceState::Gone})
            to.sample({{"device", id.value}, {"state", word(state)}},
                      std::uint64_t{device.state == state ? 1U : 0U});
    to.family("alarm", "gauge", "1 while an alarm is over every screen.");
    for (const auto kind : {model::AlarmKind::Notice, model::AlarmKind::Evacuation})
        to.sample({{"kind", word(kind)}}, std::uint64_t{board.alarm && board.alarm->kind == kind ? 1U : 0U});
    to.one("accepting", "gauge", "1 while the hall gives tickets.", board.accepting ? "1" : "0");
}

void add_pairs(Exposition& to, std::string_view name, std::string_view help, std::string_view second,
               const Tally::OfPair& counts) {
    to.family(name, "counter", help);
    for (const auto& [place, count] : counts)
        to.sample({{"service", place.first}, {second, place.second}}, count);
}

void add_services(Exposition& to, std::string_view name, std::string_view help,
                  const Tally::OfService& counts) {
    to.family(name, "counter", help);
    for (const auto& [service, count] : counts)
        to.sample({{"service", service}}, count);
}

void add_histogram(Exposition& to, std::string_view name, std::string_view help,
                   const std::map<std::string, Histogram>& histograms) {
    to.family(name, "histogram", help);
    for (const auto& [service, histogram] : histograms) {
        for (std::size_t i = 0; i < histogram.below.size(); ++i)
            to.sample({{"service", service}, {"le", std::to_string(Histogram::kBounds.at(i))}},
                      std::to_string(histogram.below.at(i)), "_bucket");
        to.sample({{"service", service}, {"le", "+Inf"}}, std::to_string(histogram.count), "_bucket");
        to.sample({{"service", service}}, seconds(histogram.sum), "_sum");
        to.sample({{"service", service}}, std::to_string(histogram.count), "_count");
    }
}

void add_tally(Exposition& to, const Tally& tally) {
    add_pairs(to, "tickets_issued_total", "Tickets given.", "channel", tally.issued);
    add_pairs(to, "calls_total", "First calls, and calls again of a ticket that had left its counter.",
              "channel", tally.called);
    add_pairs(to, "served_total", "Visitors served.", "outcome", tally.served);
    add_services(to, "no_shows_total", "Calls that nobody followed.", tally.no_shows);
    add_services(to, "cancelled_total", "Tickets given back.", tally.cancelled);
    add_services(to, "expired_total", "Tickets over which the day ended.", tally.expired);
    add_histogram(to, "wait_seconds", "Stays in a line that ended with a call.", tally.waits);
    add_histogram(to, "service_seconds", "Stays at a counter that ended with anything but a no-show.",
                  tally.services);
    to.family("ratings_total", "counter", "Ratings by score, 5 is best.");
    for (std::size_t i = 0; i < tally.ratings.size(); ++i)
        to.sample({{"score", std::to_string(i + 1)}}, tally.ratings.at(i));
}

} // namespace

std::string metrics_text(const Scrape& scrape) {
    Exposition to;
    add_link(to, scrape);
    if (scrape.state.fresh) {
        add_queues(to, scrape);
        add_outlooks(to, scrape.state.board);
        add_counters(to, scrape.state.board);
        add_devices(to, scrape.state.board);
        to.one("journal_unread_events", "gauge", "Events that the counters below do not hold yet.",
               std::to_string(scrape.state.board.seq - std::min(scrape.read_to, scrape.state.board.seq)));
    }
    add_tally(to, scrape.meter.tally());
    to.one("follow_ups_open", "gauge", "Follow-ups of the last fortnight that are not settled.",
           std::to_string(scrape.meter.follow_ups().open()));
    to.one("follow_ups_overdue", "gauge", "… and whose time is over.",
           std::to_string(scrape.meter.follow_ups().overdue(scrape.now)));
    return to.take();
}

} // namespace web
