#include "tests/bench/kiosk_process.h"

#include "shared/base/file.h"
#include "shared/base/text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <unistd.h>

#include <csignal>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace bench {

namespace {

using namespace std::chrono_literals;

constexpr base::Duration kLongestWait = 60s;
constexpr auto kBetweenLooks = std::chrono::microseconds(500);
constexpr int kPanelWidth = 1080, kPanelHeight = 1920;

template <typename Condition>
void await_that(const std::string& what, const Condition& condition) {
    const base::SystemClock clock;
    const auto end = clock.steady() + kLongestWait;
    while (!condition()) {
        if (clock.steady() > end)
            throw std::runtime_error("waited in vain for " + what);
        std::this_thread::sleep_for(kBetweenLooks);
    }
}

support::Launch x_server(int width, int height) {
    return {{"Xvfb", "-displayfd", "1", "-screen", "0", fmt::format("{}x{}x24", width, height), "-nolisten",
             "tcp", "-noreset"}};
}

support::Launch hall_in(const std::filesystem::path& folder) {
    return {{support::program("jiaohao-hall"), "--config", base::assets_folder() / "hall" / "hall.toml",
             "--state", folder / "state", "--listen", "tcp://127.0.0.1:*", "--demo"}};
}

/// "Rss:   1768 kB" of /proc/PID/smaps_rollup, in MB.
double megabytes(const std::string& rollup, const std::string& name) {
    const auto at = rollup.find("\n" + name + ":");
    return at == std::string::npos ? 0 : std::stod(rollup.substr(at + name.size() + 2)) * 1024 / 1e6;
}

std::string process_file(pid_t pid, const char* name) {
    std::ifstream file(fmt::format("/proc/{}/{}", pid, name));
    return {std::istreambuf_iterator<char>(file), {}};
}

nlohmann::json parsed(const std::string& map) {
    return nlohmann::json::parse(map, nullptr, false);
}

} // namespace

XServer::XServer(int width, int height) : server_(x_server(width, height)) {
    await_that("Xvfb: is it installed?",
               [&] { return server_.output().ends_with('\n') || !server_.running(); });
    const std::string number(base::trim(server_.output()));
    if (number.empty())
        throw std::runtime_error("This is measured on a screen without a monitor: please install xvfb "
                                 "and xdotool.");
    environment_ = {{"DISPLAY", ":" + number}, {"SDL_VIDEODRIVER", "x11"}, {"SDL_AUDIODRIVER", "dummy"}};
}

void XServer::click(int x, int y) const {
    support::Process pointer({{"xdotool", "mousemove", std::to_string(x), std::to_string(y), "mousedown", "1",
                               "sleep", "0.04", "mouseup", "1"},
                              environment_});
    if (pointer.wait() != 0)
        throw std::runtime_error("xdotool does not touch the screen: " + pointer.errors());
}

KioskHouse::KioskHouse() : hall_(hall_in(folder_.path())) {
    const auto open = folder_ / "state" / "endpoints";
    await_that("the hall", [&] { return std::filesystem::exists(open) || !hall_.running(); });
    if (!hall_.running())
        throw std::runtime_error("the hall does not start: " + hall_.errors());
}

void KioskHouse::start() {
    stop();
    const auto state = folder_ / "state";
    const auto keys = state / "keys";
    const std::string endpoint = base::read_file(state / "endpoints");
    auto environment = screen_.environment();
    environment["JIAOHAO_TOUCH_MAP"] = folder_ / "touch.json";
    kiosk_ = std::make_unique<support::Process>(
        support::Launch{{support::program("jiaohao-kiosk"), "--hall", endpoint.substr(0, endpoint.find('\n')),
                         "--hall-key", keys / "hall.pub", "--key", keys / "kiosk-1.key", "--state",
                         folder_ / "kiosk", "--window", fmt::format("{}x{}", kPanelWidth, kPanelHeight)},
                        environment});
}

void KioskHouse::stop() {
    if (!kiosk_)
        return;
    kiosk_->signal(SIGTERM);
    kiosk_->wait();
    kiosk_.reset();
    std::filesystem::remove(folder_ / "touch.json");
}

std::string KioskHouse::shown() const {
    std::error_code ignored;
    return std::filesystem::exists(folder_ / "touch.json", ignored) ? base::read_file(folder_ / "touch.json")
                                                                    : std::string();
}

void KioskHouse::await_first_frame() const {
    await_that("the kiosk's first frame", [&] {
        if (!kiosk_->running())
            throw std::runtime_error("the kiosk does not start: " + kiosk_->errors());
        return !shown().empty();
    });
}

void KioskHouse::await(const std::string& page) const {
    await_that("the page " + page, [&] { return shown().starts_with("{\"page\": \"" + page + "\""); });
}

void KioskHouse::touch(const std::string& beginning) const {
    const auto map = parsed(shown());
    for (const auto& spot : map["targets"])
        if (spot["id"].get<std::string>().starts_with(beginning))
            return screen_.click(spot["x"], spot["y"]);
    throw std::runtime_error("nothing can be touched that is called " + beginning + ": " + map.dump());
}

double KioskHouse::cpu_seconds() const {
    // After the name in parentheses come the state and ten numbers; then user and system time.
    const std::string stat = process_file(kiosk_->pid(), "stat");
    const auto words = base::split(std::string_view(stat).substr(stat.rfind(')') + 2), ' ');
    return (std::stod(std::string(words.at(11))) + std::stod(std::string(words.at(12)))) /
           static_cast<double>(::sysconf(_SC_CLK_TCK));
}

Memory KioskHouse::memory() const {
    const std::string rollup = process_file(kiosk_->pid(), "smaps_rollup");
    return {megabytes(rollup, "Rss"), megabytes(rollup, "Pss"), megabytes(rollup, "Anonymous")};
}

} // namespace bench
