#include "shared/report/chart.h"

#include "shared/report/groups.h"
#include "shared/report/spread.h"

#include "shared/base/day.h"
#include "shared/base/quoting.h"
#include "shared/base/text.h"
#include "shared/base/zone.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <set>

namespace report {

using language::msgid;

namespace {

// One width for all pictures; the page scales them.
constexpr double kWidth = 720;
constexpr double kLeft = 44;
constexpr double kRight = 712;

constexpr std::string_view kInk = "#1f2a30";
constexpr std::string_view kQuiet = "#56636b";
constexpr std::string_view kGrid = "#dfe5e8";

/// For channels, in the hall's order; light and dark alternate, so that neighbours differ in grey print, too.
constexpr std::array<std::string_view, 8> kChannels{"#1b5e8a", "#8fc7a9", "#b5472b", "#f0c565",
                                                    "#5b3f8c", "#9fb4c0", "#2f7d4f", "#d98cb3"};
/// From very satisfied to not satisfied at all.
constexpr std::array<std::string_view, 5> kScoreColors{"#1e6b4a", "#7fc29b", "#e3e0cf", "#e8a36b", "#a63d2f"};

double in_minutes(base::Duration duration) {
    return std::chrono::duration<double, std::ratio<60>>(duration).count();
}

/// 1, 2, 5, 10 … times a power of ten, so that at most `most` of them cover the range.
double step_for(double range, int most) {
    double step = 1;
    for (int i = 0; range / step > most; ++i)
        step *= i % 3 == 1 ? 2.5 : 2;
    return step;
}

class Svg {
  public:
    explicit Svg(double height) : height_(height) {}

    template <typename... Values>
    void put(fmt::format_string<Values...> format, Values&&... values) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Values>(values)...);
    }
    void text(double x, double y, std::string_view what, std::string_view anchor = "start", double size = 11,
              std::string_view color = kQuiet) {
        put(R"(<text x="{:.1f}" y="{:.1f}" font-size="{}" fill="{}" text-anchor="{}">{}</text>)", x, y, size,
            color, anchor, escaped(what));
    }
    void line(double x1, double y1, double x2, double y2, std::string_view color, double width = 1,
              std::string_view dash = "none") {
        put(R"(<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" stroke="{}" stroke-width="{}" stroke-dasharray="{}"/>)",
            x1, y1, x2, y2, color, width, dash);
    }
    void box(double x, double y, double width, double height, std::string_view color,
             std::string_view tip = {}) {
        put(R"(<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill="{}">)", x, y,
            std::max(width, 0.0), std::max(height, 0.0), color);
        if (!tip.empty())
            put("<title>{}</title>", escaped(tip));
        out_ += "</rect>";
    }
    /// Lines across at whole steps, with their numbers.
    void scale(double top, double bottom, double most, double step) {
        for (double value = 0; value <= most + 1e-9; value += step) {
            const double y = bottom - value / most * (bottom - top);
            line(kLeft, y, kRight, y, value == 0 ? kQuiet : kGrid);
            text(kLeft - 6, y + 4, fmt::format("{:.0f}", value), "end");
        }
    }

    std::string figure(const std::string& title, const std::string& legend) const {
        return fmt::format("<figure><figcaption>{0}</figcaption><svg viewBox=\"0 0 {1} {2}\" role=\"img\" "
                           "aria-label=\"{0}\">{3}"
                           "</svg>{4}</figure>\n",
                           escaped(title), kWidth, height_, out_, legend);
    }

  private:
    double height_;
    std::string out_;
};

std::string legend_of(const std::vector<std::pair<std::string_view, std::string>>& entries) {
    std::string out = "<ul class=\"legend\">";
    for (const auto& [color, name] : entries)
        out += fmt::format(
            R"(<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" fill="{}"/>)"
            "</svg>{}</li>",
            color, escaped(name));
    return out + "</ul>";
}

std::string_view color_of(const Subject& channel) {
    return kChannels.at(channel.place % kChannels.size());
}

/// The hours that a picture shows: those in which somebody came, at least the hall's own.
std::pair<int, int> hours_shown(const Facts& facts, const Setting& setting, const base::Zone& zone) {
    const bool round_the_clock = setting.hall.opens == 0 && setting.hall.closes >= 24 * 60;
    int first = round_the_clock ? 23 : setting.hall.opens / 60;
    int last = round_the_clock ? 0 : std::max(first, (setting.hall.closes + 59) / 60 - 1);
    for (const Visitor& visitor : facts.visitors) {
        const int hour = zone.local(visitor.came).hour;
        first = std::min(first, hour);
        last = std::max(last, hour);
    }
    return {first, last};
}

std::string weekday_name(int weekday, const Setting& setting) {
    static constexpr std::array kTexts{msgid("Mon"), msgid("Tue"), msgid("Wed"), msgid("Thu"),
                                       msgid("Fri"), msgid("Sat"), msgid("Sun")};
    return setting.catalogue.tr(kTexts.at(static_cast<std::size_t>(weekday)));
}

/// What was counted on one day.
struct Day {
    int visitors = 0;
    Times waits;
};

void draw_wait_lines(Svg& svg, const std::map<int, Day>& days, double top, double bottom, double slot) {
    double most = 1;
    for (const auto& [number, day] : days)
        most = std::max(most, in_minutes(day.waits.spread().p90));
    const double step = step_for(most, 4);
    most = std::ceil(most / step) * step;
    svg.scale(top, bottom, most, step);
    std::string half;
    std::string nine;
    double x = kLeft + slot / 2;
    for (const auto& [number, day] : days) {
        const Spread waits = day.waits.spread();
        const auto y = [&](base::Duration time) { return bottom - in_minutes(time) / most * (bottom - top); };
        if (waits.count > 0) {
            half += fmt::format("{:.1f},{:.1f} ", x, y(waits.p50));
            nine += fmt::format("{:.1f},{:.1f} ", x, y(waits.p90));
            svg.put(R"(<circle cx="{:.1f}" cy="{:.1f}" r="3" fill="{}"/>)", x, y(waits.p50), kChannels[0]);
            svg.put(R"(<rect x="{:.1f}" y="{:.1f}" width="6" height="6" fill="{}"/>)", x - 3,
                    y(waits.p90) - 3, kChannels[2]);
        }
        x += slot;
    }
    svg.put(R"(<polyline points="{}" fill="none" stroke="{}" stroke-width="2"/>)", half, kChannels[0]);
    svg.put(R"(<polyline points="{}" fill="none" stroke="{}" stroke-width="2" stroke-dasharray="5 3"/>)",
            nine, kChannels[2]);
}

} // namespace

std::string escaped(std::string_view text) {
    return base::escape_markup(base::one_line(text));
}

std::string chart_of_hours(const Facts& facts, const Setting& setting) {
    if (facts.visitors.empty())
        return {};
    const base::Zone zone(setting.hall.zone);
    std::map<int, Groups<int>> hours;
    Groups<int> channels;
    for (const Visitor& visitor : facts.visitors) {
        const Subject channel = subject(visitor.channel, setting);
        ++hours[zone.local(visitor.came).hour][channel];
        ++channels[channel];
    }
    const auto [first, last] = hours_shown(facts, setting, zone);
    int most = 1;
    for (const auto& [hour, counts] : hours) {
        int all = 0;
        for (const auto& [channel, count] : counts)
            all += count;
        most = std::max(most, all);
    }
    constexpr double kTop = 18;
    constexpr double kBottom = 210;
    Svg svg(234);
    const double step = step_for(most, 5);
    const double ceiling = std::ceil(most / step) * step;
    svg.scale(kTop, kBottom, ceiling, step);
    const double slot = (kRight - kLeft) / (last - first + 1);
    for (int hour = first; hour <= last; ++hour) {
        const double x = kLeft + (hour - first) * slot;
        svg.text(x + slot / 2, kBottom + 16, std::to_string(hour), "middle");
        double y = kBottom;
        int all = 0;
        for (const auto& [channel, count] : hours[hour]) {
            const double height = count / ceiling * (kBottom - kTop);
            y -= height;
            all += count;
            svg.box(x + slot * 0.14, y, slot * 0.72, height - 0.6, color_of(channel),
                    fmt::format("{} · {}", name_of(channel, setting), count));
        }
        if (all > 0)
            svg.text(x + slot / 2, y - 4, std::to_string(all), "middle", 11, kInk);
    }
    std::vector<std::pair<std::string_view, std::string>> legend;
    for (const auto& [channel, count] : channels)
        legend.emplace_back(color_of(channel), fmt::format("{} · {}", name_of(channel, setting), count));
    return svg.figure(setting.catalogue.tr("Visitors by the hour in which they came"), legend_of(legend));
}

std::string chart_of_days(const Facts& facts, const Setting& setting) {
    if (facts.period.kind == Period::Kind::Day || facts.visitors.empty())
        return {};
    std::map<int, Day> days;
    for (int day = facts.period.first; day <= facts.period.last; day = base::add_days(day, 1))
        days[day];
    int most = 1;
    for (const Visitor& visitor : facts.visitors)
        most = std::max(most, ++days[visitor.day].visitors);
    for (const Visit& visit : facts.visits)
        if (const auto waited = visit.waited())
            days[visit.day].waits.add(*waited, base::Duration::zero());

    constexpr double kTop = 30;
    constexpr double kBottom = 150;
    Svg svg(316);
    const double step = step_for(most, 4);
    const double ceiling = std::ceil(most / step) * step;
    svg.text(kLeft, 14, setting.catalogue.tr("Visitors"), "start", 12, kInk);
    svg.scale(kTop, kBottom, ceiling, step);
    const double slot = (kRight - kLeft) / static_cast<double>(days.size());
    double x = kLeft;
    for (const auto& [number, day] : days) {
        const double height = day.visitors / ceiling * (kBottom - kTop);
        svg.box(x + slot * 0.14, kBottom - height, slot * 0.72, height, kChannels[5],
                fmt::format("{} · {}", date_text(number), day.visitors));
        if (day.visitors > 0)
            svg.text(x + slot / 2, kBottom - height - 4, std::to_string(day.visitors), "middle", 10, kInk);
        svg.text(x + slot / 2, 296,
                 days.size() <= 7
                     ? fmt::format("{} {}", weekday_name(base::weekday(number), setting), number % 100)
                     : std::to_string(number % 100),
                 "middle", 11, base::weekday(number) >= 5 ? kChannels[2] : kQuiet);
        x += slot;
    }
    svg.text(kLeft, 172, setting.catalogue.tr("Waits, in minutes"), "start", 12, kInk);
    draw_wait_lines(svg, days, 182, 278, slot);
    return svg.figure(setting.catalogue.tr("Day by day"),
                      legend_of({{kChannels[5], setting.catalogue.tr("Visitors")},
                                 {kChannels[0], setting.catalogue.tr("Half within")},
                                 {kChannels[2], setting.catalogue.tr("Nine of ten within")}}));
}

std::string chart_of_week(const Facts& facts, const Setting& setting) {
    if (facts.period.kind == Period::Kind::Day || facts.visitors.empty())
        return {};
    const base::Zone zone(setting.hall.zone);
    std::map<std::pair<int, int>, int> counts;
    std::array<std::set<int>, 7> days;
    for (const int day : facts.days)
        days.at(static_cast<std::size_t>(base::weekday(day))).insert(day);
    double most = 0;
    for (const Visitor& visitor : facts.visitors)
        ++counts[{base::weekday(visitor.day), zone.local(visitor.came).hour}];
    const auto mean = [&](int weekday, int hour) {
        const auto found = counts.find({weekday, hour});
        const auto number = days.at(static_cast<std::size_t>(weekday)).size();
        return found == counts.end() || number == 0 ? 0.0 : found->second / static_cast<double>(number);
    };
    for (const auto& [place, count] : counts)
        most = std::max(most, mean(place.first, place.second));
    const auto [first, last] = hours_shown(facts, setting, zone);
    constexpr double kNames = 78; ///< room for the weekdays
    constexpr double kRow = 24;
    const double slot = (kRight - kNames) / (last - first + 1);
    Svg svg(7 * kRow + 22);
    for (int weekday = 0; weekday < 7; ++weekday) {
        svg.text(kNames - 8, weekday * kRow + 16, weekday_name(weekday, setting), "end", 12, kInk);
        for (int hour = first; hour <= last; ++hour) {
            const double share = most == 0 ? 0 : mean(weekday, hour) / most;
            const auto mixed = [&](int white, int dark) {
                return static_cast<int>(std::lround(white + (dark - white) * share));
            };
            const double x = kNames + (hour - first) * slot;
            svg.box(
                x + 1, weekday * kRow + 1, slot - 2, kRow - 2,
                fmt::format("#{:02x}{:02x}{:02x}", mixed(0xf1, 0x1b), mixed(0xf4, 0x5e), mixed(0xf6, 0x8a)));
            if (share > 0)
                svg.text(x + slot / 2, weekday * kRow + 16, fmt::format("{:.0f}", mean(weekday, hour)),
                         "middle", 11, share > 0.55 ? "#ffffff" : kInk);
        }
    }
    for (int hour = first; hour <= last; ++hour)
        svg.text(kNames + (hour - first + 0.5) * slot, 7 * kRow + 16, std::to_string(hour), "middle");
    return svg.figure(setting.catalogue.tr("Visitors an hour, by weekday"), {});
}

std::string chart_of_waits(const Facts& facts, const Setting& setting) {
    Groups<Times> services;
    double most = 5;
    for (const Visit& visit : facts.visits)
        if (const auto waited = visit.waited())
            services[subject(visit.service, setting)].add(*waited, base::Duration::zero());
    if (services.empty())
        return {};
    const auto target_of = [&](const Subject& about) {
        const auto* service = model::find(setting.hall.services, model::ServiceId{about.id});
        return service == nullptr ? base::Duration::zero() : service->wait_target;
    };
    for (const auto& [about, times] : services)
        most = std::max({most, in_minutes(times.spread().longest), in_minutes(target_of(about))});
    const double step = step_for(most, 8);
    most = std::ceil(most / step) * step;
    constexpr double kStart = 8;
    constexpr double kRow = 40;
    const double bottom = static_cast<double>(services.size()) * kRow + 4;
    Svg svg(bottom + 22);
    const auto x_of = [&](double minutes) { return kStart + minutes / most * (kRight - kStart - 12); };
    for (double value = 0; value <= most + 1e-9; value += step) {
        svg.line(x_of(value), 4, x_of(value), bottom, kGrid);
        svg.text(x_of(value), bottom + 15, fmt::format("{:.0f}", value), "middle");
    }
    double y = 4;
    for (const auto& [about, times] : services) {
        const Spread waits = times.spread();
        svg.text(kStart + 2, y + 13, fmt::format("{} · {}", name_of(about, setting), waits.count), "start",
                 12, kInk);
        const double bar = y + 19;
        svg.line(x_of(0), bar + 6, x_of(in_minutes(waits.longest)), bar + 6, kQuiet, 1.2);
        svg.box(x_of(0), bar, x_of(in_minutes(waits.p90)) - x_of(0), 12, kChannels[5]);
        svg.box(x_of(0), bar, x_of(in_minutes(waits.p50)) - x_of(0), 12, kChannels[0]);
        if (const auto target = target_of(about); target > base::Duration::zero())
            svg.line(x_of(in_minutes(target)), bar - 3, x_of(in_minutes(target)), bar + 15, kChannels[2],
                     2.5);
        y += kRow;
    }
    return svg.figure(setting.catalogue.tr("Waits by service, in minutes"),
                      legend_of({{kChannels[0], setting.catalogue.tr("Half within")},
                                 {kChannels[5], setting.catalogue.tr("Nine of ten within")},
                                 {kQuiet, setting.catalogue.tr("Longest")},
                                 {kChannels[2], setting.catalogue.tr("Target")}}));
}

std::string chart_of_satisfaction(const Facts& facts, const Setting& setting) {
    Groups<std::array<int, 5>> counts;
    for (const Rating& rating : facts.ratings)
        for (const Subject& about : {whole_hall(), subject(rating.service, setting)})
            if (rating.score >= 1 && rating.score <= 5)
                ++counts[about].at(static_cast<std::size_t>(5 - rating.score));
    if (counts.empty())
        return {};
    constexpr double kStart = 8;
    constexpr double kRow = 40;
    Svg svg(static_cast<double>(counts.size()) * kRow + 4);
    double y = 0;
    for (const auto& [about, scores] : counts) {
        int all = 0;
        for (const int count : scores)
            all += count;
        svg.text(kStart + 2, y + 13, fmt::format("{} · {}", name_of(about, setting), all), "start", 12, kInk);
        double x = kStart;
        for (std::size_t i = 0; i < scores.size(); ++i) {
            const double width = scores.at(i) * (kRight - kStart) / all;
            svg.box(x, y + 18, width - 1, 16, kScoreColors.at(i));
            if (width > 22)
                svg.text(x + width / 2, y + 30, std::to_string(scores.at(i)), "middle", 11,
                         i == 0 || i == 4 ? "#ffffff" : kInk);
            x += width;
        }
        y += kRow;
    }
    std::vector<std::pair<std::string_view, std::string>> legend;
    legend.reserve(kScoreColors.size());
    for (std::size_t i = 0; i < kScoreColors.size(); ++i)
        legend.emplace_back(kScoreColors.at(i), name_of_score(5 - static_cast<int>(i), setting));
    return svg.figure(setting.catalogue.tr("Satisfaction"), legend_of(legend));
}

} // namespace report
