#include "printer/port/virtual_port.h"

#include "printer/ticket/page.h"
#include "shared/base/file.h"
#include "shared/base/log.h"
#include "shared/screen/pixels.h"

#include <fmt/format.h>

#include <utility>

namespace printer {

VirtualPort::VirtualPort(int dots, std::string name) : printer_(dots), name_(std::move(name)) {
    plug_in();
}

void VirtualPort::plug_in() {
    plugged_ = true;
    events_.emplace_back(PortUp{name_, true});
}

void VirtualPort::unplug() {
    go_down(PortFault::Unplugged);
}

void VirtualPort::go_down(PortFault fault) {
    plugged_ = false;
    unsent_.clear();
    events_.emplace_back(PortDown{fault});
}

void VirtualPort::send(Bytes bytes, const std::string& name) {
    if (!plugged_)
        return;
    if (!name.empty()) { // what was asked before it is not the ticket's
        ticket_name_ = name;
        since_cut_.clear();
    }
    unsent_.insert(unsent_.end(), bytes.begin(), bytes.end());
    flow();
}

void VirtualPort::drop() {
    unsent_.clear();
    events_.emplace_back(PortDropped{});
}

void VirtualPort::ask_lines() {
    events_.emplace_back(PortLines{printer_.condition().paper_out, printer_.condition().offline});
}

void VirtualPort::flow() {
    if (!plugged_)
        return;
    const auto taken = printer_.take(unsent_);
    since_cut_.insert(since_cut_.end(), unsent_.begin(),
                      unsent_.begin() + static_cast<std::ptrdiff_t>(taken));
    unsent_.erase(unsent_.begin(), unsent_.begin() + static_cast<std::ptrdiff_t>(taken));
    if (taken > 0)
        events_.emplace_back(PortSent{taken});
    for (; tickets_seen_ < printer_.cuts(); ++tickets_seen_) {
        const auto& tickets = printer_.tickets();
        const auto& picture = tickets[tickets.size() - (printer_.cuts() - tickets_seen_)];
        if (!on_ticket(std::exchange(since_cut_, {}), picture, ticket_name_))
            return lose_ticket();
    }
    if (auto answers = printer_.read(); !answers.empty())
        events_.emplace_back(PortGot{std::move(answers)});
}

// What the printer would say of it is not passed on.
void VirtualPort::lose_ticket() {
    tickets_seen_ = printer_.cuts();
    printer_.reset();
    go_down(PortFault::Failed);
    back_at_ = now_ + std::chrono::seconds(3);
}

void VirtualPort::tick(base::SteadyTime now) {
    now_ = now;
    if (back_at_ && now >= *back_at_) {
        back_at_.reset();
        plug_in();
    }
    flow();
    for (const auto& event : std::exchange(events_, {}))
        tell(event);
}

// Events are told in the next turn, never from within send().
std::optional<base::SteadyTime> VirtualPort::next_deadline() const {
    if (events_.empty())
        return back_at_;
    return base::SteadyTime{};
}

bool VirtualPort::on_ticket(const Bytes& /*bytes*/, const Bitmap& /*picture*/, const std::string& /*name*/) {
    return true;
}

FilePort::FilePort(std::filesystem::path folder, int dots)
    : VirtualPort(dots, "file:" + folder.string()), folder_(std::move(folder)) {
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    if (error)
        throw base::FileError(
            fmt::format("{}: cannot be made a folder: {}", folder_.string(), error.message()));
}

bool FilePort::on_ticket(const Bytes& bytes, const Bitmap& picture, const std::string& name) {
    if (picture.height() == 0)
        return true; // a cut without anything printed
    const auto stem = folder_ / (name.empty() ? fmt::format("ticket-{}", ++unnamed_) : name);
    try {
        base::write_file(stem.string() + ".bin", {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        screen::save_png(to_pixels(picture), stem.string() + ".png");
    } catch (const base::FileError& error) {
        base::log_error("printer", "a ticket could not be written: {}", error.what());
        return false;
    }
    return true;
}

} // namespace printer
