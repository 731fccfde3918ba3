#include "tests/bench/benchmarks.h"
#include "tests/bench/kiosk_process.h"
#include "tests/bench/kiosk_stand.h"

#include <cstdlib>
#include <thread>

namespace bench {

namespace {

constexpr std::size_t kStarts = 10;
constexpr std::size_t kWarmVisits = 8;
constexpr int kIdleSeconds = 10;

const std::vector<std::string> kLanguages{"zh-Hans", "zh-Hant", "en", "ja", "ko",
                                          "ru",      "ar",      "he", "es", "fr"};

// ---- the first frame ----

std::unique_ptr<screen::Window> open_panel() {
    screen::WindowOptions options;
    options.size = kPanel;
    options.borderless = true;
    return screen::open_window(options);
}

/// The least that any program with a window does: one that is opened and shows one plain frame.
void show_plain_frame() {
    const auto window = open_panel();
    const screen::Pixels frame(kPanel);
    window->present(frame, std::vector<screen::Rect>{frame.bounds()});
}

/// What the kiosk does before its first sleep, but for the hall and the devices.
void show_first_page() {
    const auto window = open_panel();
    kiosk::Face face(*window, {}, [](const kiosk::Event&) {});
    const kiosk::Flow flow("zh-Hans");
    face.show(flow, nullptr, {}, base::SteadyTime(std::chrono::hours(1)));
}

void measure_first_frame(Figures& figures, KioskHouse& house) {
    for (const auto& [name, value] : house.screen().environment())
        ::setenv(name.c_str(), value.c_str(), 1); // the same screen for this process's own windows
    const auto loaded = time_each(kStarts, [](std::size_t) {
        if (support::run({support::program("jiaohao-kiosk"), "--version"}).code != 0)
            throw std::runtime_error("jiaohao-kiosk does not say its version");
    });
    const auto plain = time_each(kStarts, [](std::size_t) { show_plain_frame(); });
    const auto fonts = time_each(kStarts, [](std::size_t) { keep(screen::Fonts()); });
    const auto face = time_each(kStarts, [](std::size_t) { show_first_page(); });
    std::vector<double> firsts, welcomes;
    for (std::size_t i = 0; i < kStarts; ++i) {
        house.stop();
        const Stopwatch watch;
        house.start();
        house.await_first_frame();
        firsts.push_back(watch.nanoseconds());
        house.await("welcome");
        welcomes.push_back(watch.nanoseconds());
    }
    const Times first(firsts), welcome(welcomes);
    figures["first_frame_p50_ms"] = first.quantile(0.5) / kMs;
    figures["first_frame_worst_ms"] = first.quantile(1) / kMs;
    figures["first_frame_wanted_ms"] = 200;
    figures["first_frame_in_process_p50_ms"] = face.quantile(0.5) / kMs;
    figures["welcome_page_p50_ms"] = welcome.quantile(0.5) / kMs;
    figures["raw_loaded_and_ended_p50_ms"] = loaded.quantile(0.5) / kMs;
    figures["raw_plain_window_p50_ms"] = plain.quantile(0.5) / kMs;
    figures["raw_fonts_opened_p50_ms"] = fonts.quantile(0.5) / kMs;
    figures["first_frame_ratio_to_raw"] =
        first.quantile(0.5) / (loaded.quantile(0.5) + plain.quantile(0.5) + fonts.quantile(0.5));
}

// ---- from a touch to the next page ----

/// How long each step of one visit took, in nanoseconds.
std::vector<double> timed_visit(KioskStand& stand, const std::string& language) {
    std::vector<double> times;
    const auto steps = visit(language);
    times.reserve(steps.size());
    for (const Step& step : steps) {
        const Stopwatch watch;
        if (step.target.empty())
            stand.happens(step.event);
        else
            stand.touch(step.target);
        times.push_back(watch.nanoseconds());
        stand.rest();
    }
    if (stand.page() != "welcome")
        throw std::runtime_error("a visit ended on the page " + stand.page());
    return times;
}

void measure_touches(Figures& figures) {
    KioskStand stand;
    std::vector<double> cold, warm;
    Figures cold_worst;
    for (const std::string& language : kLanguages) {
        const auto times = timed_visit(stand, language);
        cold.insert(cold.end(), times.begin(), times.end());
        cold_worst[language] = Times(times).quantile(1) / kMs;
    }
    for (std::size_t i = 0; i < kWarmVisits; ++i)
        for (const std::string& language : kLanguages) {
            const auto times = timed_visit(stand, language);
            warm.insert(warm.end(), times.begin(), times.end());
        }
    screen::Pixels frame(kPanel);
    screen::VirtualWindow window(kPanel);
    const auto raw = time_each(200, [&](std::size_t) {
        screen::Canvas(frame).fill(frame.bounds(), screen::Color::rgb(0xFFFFFF));
        window.present(frame, std::vector<screen::Rect>{frame.bounds()});
        keep(window.shown());
    });
    const Times all(warm), first(cold);
    figures["touches"] = warm.size();
    figures["touch_p50_ms"] = all.quantile(0.5) / kMs;
    figures["touch_p99_ms"] = all.quantile(0.99) / kMs;
    figures["touch_p99_wanted_ms"] = 50;
    figures["touch_cold_p50_ms"] = first.quantile(0.5) / kMs;
    figures["touch_cold_p99_ms"] = first.quantile(0.99) / kMs;
    figures["touch_cold_worst_ms"] = cold_worst;
    figures["raw_frame_filled_and_copied_p50_ms"] = raw.quantile(0.5) / kMs;
    figures["touch_ratio_to_raw"] = all.quantile(0.5) / raw.quantile(0.5);
}

// ---- the real process ----

void measure_idle(Figures& figures, const KioskHouse& house) {
    house.await("welcome");
    std::this_thread::sleep_for(std::chrono::seconds(2)); // what a start leaves to do is done
    const double before = house.cpu_seconds();
    std::this_thread::sleep_for(std::chrono::seconds(kIdleSeconds));
    figures["idle_seconds"] = kIdleSeconds;
    figures["idle_cpu_seconds"] = house.cpu_seconds() - before;
    figures["idle_cpu_wanted_seconds"] = 0;
}

void add(Figures& figures, const std::string& when, const Memory& memory) {
    figures[when + "_rss_mb"] = memory.resident;
    figures[when + "_pss_mb"] = memory.proportional;
    figures[when + "_anonymous_mb"] = memory.anonymous;
}

void measure_memory(Figures& figures, const KioskHouse& house) {
    add(figures, "welcome", house.memory());
    for (const std::string& language : kLanguages) {
        house.touch("language:" + language);
        house.await("groups");
        house.touch("search");
        house.await("search");
        house.touch("back");
        house.await("groups");
        house.touch("group:");
        house.await("services");
        house.touch("start-over");
        house.await("welcome");
    }
    add(figures, "ten_languages", house.memory());
    figures["rss_wanted_mb"] = 60;
    figures["raw_frame_and_window_mb"] = 2.0 * kPanel.width * kPanel.height * 4 / 1e6;
}

} // namespace

Figures kiosk() {
    Figures figures{{"width", kPanel.width}, {"height", kPanel.height}};
    measure_touches(figures);
    KioskHouse house;
    measure_first_frame(figures, house);
    measure_idle(figures, house);
    measure_memory(figures, house);
    return figures;
}

} // namespace bench
