#include "caller/learn.h"

#include <fmt/format.h>

#include <algorithm>

namespace caller {

namespace {

constexpr std::uint8_t kHid = 3, kBoot = 1, kMouse = 2;

bool has_mouse(const usb::DeviceInfo& info) {
    return std::ranges::any_of(info.interfaces, [](const usb::Interface& one) {
        return one.interface_class == kHid && one.subclass == kBoot && one.protocol == kMouse;
    });
}

bool same_plug(const usb::DeviceInfo& a, const usb::DeviceInfo& b) {
    return a.bus == b.bus && a.address == b.address;
}

} // namespace

Learn::Learn(const Options& options, const std::string& console, Say say, loop::Loop& loop,
             const base::Clock& clock)
    : options_(options), say_(std::move(say)), loop_(loop), clock_(clock),
      lesson_(options.counter, options.learn_preset), learned_(read_learned(options.boxes_file)),
      lines_(console, "console"), console_(lines_.descriptor()) {
    loop_.add_descriptor(console_, [this] { read_console(); });
    loop_.add_descriptor(context_.descriptor(), [this] { context_.dispatch(); });
    loop_.add(*this);
    context_.on_plug([this](const usb::DeviceInfo& info, bool arrived) { plugged(info, arrived); });
    carry_out(lesson_.begin());
}

Learn::~Learn() {
    loop_.remove(*this);
    loop_.remove_descriptor(context_.descriptor());
    if (console_ >= 0)
        loop_.remove_descriptor(console_);
}

void Learn::read_console() {
    lines_.read([this](std::string_view text) { carry_out(lesson_.line(text)); });
    if (lines_.descriptor() >= 0)
        return;
    loop_.remove_descriptor(std::exchange(console_, -1));
    loop_.stop();
}

/// By its serial where that tells it from all others that are plugged in now, else by its place.
std::string Learn::device_text(const usb::DeviceInfo& info) const {
    const auto equal = std::ranges::count_if(context_.devices(), [&](const usb::DeviceInfo& other) {
        return other.vendor == info.vendor && other.product == info.product && other.serial == info.serial;
    });
    if (info.serial.empty() || equal > 1)
        return "@" + info.place;
    return fmt::format("{:04x}:{:04x}:{}", info.vendor, info.product, info.serial);
}

void Learn::plugged(const usb::DeviceInfo& info, bool arrived) {
    if (!arrived) {
        std::erase_if(opening_, [&](const Opening& one) { return same_plug(one.info, info); });
        const auto found =
            std::ranges::find_if(there_, [&](const There& one) { return same_plug(one.box->info(), info); });
        if (found != there_.end())
            remove(found->device);
        return;
    }
    const bool bound =
        std::ranges::any_of(options_.boxes, [&](const BoxBinding& one) { return one.match.fits(info); });
    if (bound || !usb::KeyBox::may_be(info) || has_mouse(info))
        return;
    const auto now = clock_.steady();
    if (!open(info))
        opening_.push_back({info, now + kRetry, now + kRetryFor});
}

bool Learn::open(const usb::DeviceInfo& info) {
    auto device = context_.open(info);
    if (!device)
        return device.error() == usb::Fault::Unplugged;
    there_.push_back({device_text(info), {}});
    There& one = there_.back();
    auto taken = usb::KeyBox::take(
        std::move(*device),
        [this, &one](int part, const usb::KeysDown& keys) {
            // The bare usage: a top row's digit is a hint, see guessed_preset().
            if (one.strokes.take(part, keys, clock_.steady()))
                carry_out(lesson_.key(one.device, keys.usages.front()));
        },
        [this, &one] {
            const auto known = std::ranges::find(learned_, one.device, &LearnedBox::device);
            carry_out(lesson_.came(one.device, one.box->info().name(),
                                   known == learned_.end() ? std::nullopt : std::optional(known->counter)));
        },
        [this, &one](usb::Fault) { remove(one.device); });
    if (!taken) {
        there_.pop_back();
        return taken.error() == usb::Fault::Unplugged;
    }
    one.box = std::move(*taken);
    return true;
}

void Learn::remove(const std::string& device) {
    const std::string gone = device; // it may be the name of what goes
    carry_out(lesson_.went(gone));
    there_.remove_if([&](const There& one) { return one.device == gone; });
}

void Learn::carry_out(const Lesson::Outcome& outcome) {
    if (!outcome.say.empty())
        say_(outcome.say);
    if (outcome.learned) {
        std::erase_if(learned_, [&](const LearnedBox& one) { return one.device == outcome.learned->device; });
        learned_.push_back(*outcome.learned);
        write_learned(options_.boxes_file, learned_);
        say_(fmt::format("Kept in {}. Other keys: {}.\n", options_.boxes_file.string(),
                         fmt::join(KeyMap::preset_names(), ", ")));
    }
    if (outcome.give_back)
        going_.push_back(*outcome.give_back);
    if (outcome.end)
        loop_.stop();
}

void Learn::tick(base::SteadyTime now) {
    for (const std::string& device : std::exchange(going_, {}))
        there_.remove_if([&](const There& one) { return one.device == device; });
    std::erase_if(opening_, [&](Opening& one) {
        if (now < one.next)
            return false;
        if (open(one.info))
            return true;
        one.next = now + kRetry;
        if (now < one.give_up)
            return false;
        say_(
            fmt::format("Box {} cannot be opened. It needs this rule in /etc/udev/rules.d/60-jiaohao.rules:\n"
                        "SUBSYSTEM==\"usb\", ENV{{DEVTYPE}}==\"usb_device\", ATTR{{idVendor}}==\"{:04x}\", "
                        "ATTR{{idProduct}}==\"{:04x}\", GROUP=\"input\", MODE=\"0660\"\n",
                        one.info.name(), one.info.vendor, one.info.product));
        return true;
    });
}

std::optional<base::SteadyTime> Learn::next_deadline() const {
    if (!going_.empty())
        return base::SteadyTime{};
    if (opening_.empty())
        return std::nullopt;
    return std::ranges::min_element(opening_, {}, &Opening::next)->next;
}

} // namespace caller
