#include "shared/lab/chart.h"

#include "shared/base/quoting.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <numeric>
#include <string_view>

namespace lab {

namespace {

using std::chrono::minutes;

constexpr minutes kBin(30);

// The picture's places, in its own units.
constexpr double kWidth = 960;
constexpr double kHeight = 600;
constexpr double kLeft = 72;
constexpr double kRight = 928;
constexpr double kTop = 132;
constexpr double kBottom = 440;   ///< of the waits
constexpr double kStripTop = 474; ///< of the arrivals
constexpr double kStripBottom = 536;

constexpr std::string_view kInk = "#1f2a30";
constexpr std::string_view kQuiet = "#56636b";
constexpr std::string_view kGrid = "#dfe5e8";
constexpr std::string_view kBar = "#c3ced3";

struct Look {
    std::string_view color;
    std::string_view dash;
    bool square; ///< marker
};
constexpr Look kBefore{"#8a4b08", "7 5", true};
constexpr Look kAfter{"#00695c", "none", false};

/// What is known of those who came in one half hour.
struct Bin {
    int count = 0;
    double mean = 0;
    double nine_in_ten = 0;
};

/// By the half hour's number from midnight.
std::map<long, Bin> bins(const std::vector<Wait>& waits, base::WallTime midnight) {
    std::map<long, std::vector<double>> collected;
    for (const Wait& wait : waits)
        collected[std::chrono::floor<minutes>(wait.joined - midnight) / kBin].push_back(
            in_minutes(wait.lasted));
    std::map<long, Bin> result;
    for (auto& [number, some] : collected) {
        std::ranges::sort(some);
        const std::size_t rank = (some.size() * 90 + 99) / 100;
        result[number] = {static_cast<int>(some.size()),
                          std::accumulate(some.begin(), some.end(), 0.0) / static_cast<double>(some.size()),
                          some[rank - 1]};
    }
    return result;
}

/// A step of 1, 2, 5, 10, 15, 20, 30 or 60 … that gives at most `most` of them.
double step_for(double range, int most) {
    for (const double step : {1.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 60.0, 120.0, 240.0})
        if (range / step <= most)
            return step;
    return 480;
}

class Drawing {
  public:
    explicit Drawing(const Chart& chart)
        : chart_(chart), before_(bins(chart.before.waits, chart.midnight)),
          after_(bins(chart.after.waits, chart.midnight)) {
        for (const auto* some : {&before_, &after_})
            for (const auto& [number, bin] : *some) {
                first_ = std::min(first_, number);
                last_ = std::max(last_, number + 1);
                highest_ = std::max(highest_, bin.nine_in_ten);
                most_ = std::max(most_, bin.count);
            }
        if (last_ <= first_) {
            first_ = 18; // an empty day has axes, too: nine to five
            last_ = 34;
        }
        first_ -= first_ % 2; // whole hours
        last_ += last_ % 2;
        wait_step_ = step_for(std::max(highest_, 4.0), 6);
        highest_ = std::ceil(std::max(highest_, 4.0) / wait_step_) * wait_step_;
    }

    std::string run() {
        put(R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" height="{1}")"
            R"( font-family="Noto Sans, Noto Sans CJK SC, DejaVu Sans, Helvetica, Arial, sans-serif">)"
            "\n",
            kWidth, kHeight);
        put("<title>{}</title>\n", base::escape_markup(chart_.title));
        put("<rect width=\"{}\" height=\"{}\" fill=\"#ffffff\"/>\n", kWidth, kHeight);
        text(kLeft, 40, chart_.title, 21, kInk, "start", "600");
        legend();
        wait_axis();
        time_axis();
        arrivals();
        curve(before_, kBefore);
        curve(after_, kAfter);
        out_ += "</svg>\n";
        return std::move(out_);
    }

  private:
    template <typename... Values>
    void put(fmt::format_string<Values...> format, Values&&... values) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Values>(values)...);
    }

    void text(double x, double y, std::string_view what, double size, std::string_view color,
              std::string_view anchor = "start", std::string_view weight = "400") {
        put("<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{}\" fill=\"{}\" text-anchor=\"{}\" "
            "font-weight=\"{}\">{}</text>\n",
            x, y, size, color, anchor, weight, base::escape_markup(what));
    }

    void line(double x1, double y1, double x2, double y2, std::string_view color, double width = 1) {
        put("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\" "
            "stroke-width=\"{}\"/>\n",
            x1, y1, x2, y2, color, width);
    }

    double x_of(double bin) const {
        return kLeft +
               (bin - static_cast<double>(first_)) / static_cast<double>(last_ - first_) * (kRight - kLeft);
    }
    double y_of(double wait) const { return kBottom - wait / highest_ * (kBottom - kTop); }

    void marker(double x, double y, const Look& look) {
        if (look.square)
            put("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"7\" height=\"7\" fill=\"#ffffff\" stroke=\"{}\" "
                "stroke-width=\"2\"/>\n",
                x - 3.5, y - 3.5, look.color);
        else
            put("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\" fill=\"{}\"/>\n", x, y, look.color);
    }

    void legend() {
        legend_entry(68, chart_.before, kBefore);
        legend_entry(92, chart_.after, kAfter);
    }

    void legend_entry(double y, const Curve& curve, const Look& look) {
        put("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" stroke-width=\"2.5\" "
            "stroke-dasharray=\"{}\"/>\n",
            kLeft, y - 5, kLeft + 44, y - 5, look.color, look.dash);
        marker(kLeft + 22, y - 5, look);
        put("<text x=\"{}\" y=\"{}\" font-size=\"14\" fill=\"{}\"><tspan font-weight=\"600\">{}</tspan>"
            "<tspan dx=\"10\" fill=\"{}\">mean {:.1f} min, nine in ten within {:.1f} min</tspan></text>\n",
            kLeft + 56, y, look.color, base::escape_markup(curve.name), kQuiet, in_minutes(curve.all.mean),
            in_minutes(curve.all.nine_in_ten));
    }

    void wait_axis() {
        text(kLeft, kTop - 12,
             "minutes waited by those who came in each half hour: mean, and thin: nine in ten within", 12,
             kQuiet);
        for (double wait = 0; wait <= highest_ + 1e-9; wait += wait_step_) {
            line(kLeft, y_of(wait), kRight, y_of(wait), wait == 0 ? kQuiet : kGrid);
            text(kLeft - 10, y_of(wait) + 4.5, fmt::format("{:.0f}", wait), 13, kQuiet, "end");
        }
    }

    void time_axis() {
        const long hours = (last_ - first_) / 2;
        const long every = hours <= 12 ? 1 : hours <= 24 ? 2 : 4;
        for (long hour = first_ / 2; hour <= last_ / 2; ++hour) {
            const double x = x_of(static_cast<double>(hour * 2));
            line(x, kStripBottom, x, kStripBottom + 5, kQuiet);
            line(x, kBottom, x, kBottom + 5, kQuiet);
            if ((hour - first_ / 2) % every == 0)
                text(x, kStripBottom + 23, fmt::format("{:02}:00", hour % 24), 13, kQuiet, "middle");
        }
        line(kLeft, kStripBottom, kRight, kStripBottom, kQuiet);
    }

    void arrivals() {
        text(kLeft, kStripTop - 6, "how many began to wait, as it was", 12, kQuiet);
        const double unit = most_ == 0 ? 0 : (kStripBottom - kStripTop) / most_;
        for (const auto& [number, bin] : before_) {
            const double left = x_of(static_cast<double>(number)) + 1.5;
            const double right = x_of(static_cast<double>(number + 1)) - 1.5;
            put("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\"/>\n", left,
                kStripBottom - bin.count * unit, right - left, bin.count * unit, kBar);
        }
        text(kLeft - 10, kStripTop + 9, std::to_string(most_), 13, kQuiet, "end");
        text(kLeft - 10, kStripBottom + 4.5, "0", 13, kQuiet, "end");
    }

    void curve(const std::map<long, Bin>& some, const Look& look) {
        path(some, look, &Bin::nine_in_ten, 1.1, 0.75);
        path(some, look, &Bin::mean, 2.8, 1);
        for (const auto& [number, bin] : some)
            marker(x_of(static_cast<double>(number) + 0.5), y_of(bin.mean), look);
    }

    /// Broken where nobody came.
    void path(const std::map<long, Bin>& some, const Look& look, double Bin::* value, double width,
              double opacity) {
        if (some.empty())
            return;
        std::string points;
        long previous = some.begin()->first - 2;
        for (const auto& [number, bin] : some) {
            points += fmt::format("{}{:.1f} {:.1f} ", number == previous + 1 ? 'L' : 'M',
                                  x_of(static_cast<double>(number) + 0.5), y_of(bin.*value));
            previous = number;
        }
        points.pop_back();
        put("<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\" stroke-opacity=\"{}\" "
            "stroke-dasharray=\"{}\" stroke-linejoin=\"round\" stroke-linecap=\"round\"/>\n",
            points, look.color, width, opacity, look.dash);
    }

    const Chart& chart_;
    std::map<long, Bin> before_;
    std::map<long, Bin> after_;
    long first_ = 1'000'000;
    long last_ = -1'000'000;
    double highest_ = 0;
    double wait_step_ = 1;
    int most_ = 0;
    std::string out_;
};

} // namespace

std::string draw(const Chart& chart) {
    return Drawing(chart).run();
}

} // namespace lab
