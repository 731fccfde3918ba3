#include "shared/usb/context.h"

#include "shared/usb/state.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <utility>

namespace usb {
namespace {

constexpr long kRestNanoseconds = 50'000'000;

void watch_descriptor(int epoll, int descriptor, short poll_events) {
    epoll_event event{};
    event.events =
        ((poll_events & POLLIN) != 0 ? EPOLLIN : 0U) | ((poll_events & POLLOUT) != 0 ? EPOLLOUT : 0U);
    event.data.fd = descriptor;
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
}

void LIBUSB_CALL descriptor_added(int descriptor, short events, void* state) {
    watch_descriptor(static_cast<Context::State*>(state)->epoll, descriptor, events);
}

void LIBUSB_CALL descriptor_removed(int descriptor, void* state) {
    ::epoll_ctl(static_cast<Context::State*>(state)->epoll, EPOLL_CTL_DEL, descriptor, nullptr);
}

// No I/O and no call into libusb but the reference here: it would deadlock (libusb #299, #408, #903).
int LIBUSB_CALL plugged(libusb_context* /*usb*/, libusb_device* device, libusb_hotplug_event event,
                        void* state) {
    static_cast<Context::State*>(state)->post(
        Context::State::Plug{libusb_ref_device(device), event == LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED});
    return 0;
}

} // namespace

Context::State::State() {
    if (const auto error = libusb_init(&usb); error != LIBUSB_SUCCESS)
        throw Error(
            fmt::format("USB is not usable here: {}", libusb_strerror(static_cast<libusb_error>(error))));
    if (libusb_pollfds_handle_timeouts(usb) == 0 || libusb_has_capability(LIBUSB_CAP_HAS_HOTPLUG) == 0) {
        libusb_exit(usb);
        throw Error("this libusb was built without timerfd or without hot-plug; Debian's is not");
    }
    epoll = ::epoll_create1(EPOLL_CLOEXEC);
    wakeup = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    rest_timer = ::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    watch_descriptor(epoll, wakeup, POLLIN);
    watch_descriptor(epoll, rest_timer, POLLIN);

    libusb_set_pollfd_notifiers(usb, descriptor_added, descriptor_removed, this);
    const auto* const* const first = libusb_get_pollfds(usb);
    for (const auto* const* each = first; each != nullptr && *each != nullptr; ++each)
        watch_descriptor(epoll, (*each)->fd, (*each)->events);
    libusb_free_pollfds(const_cast<const libusb_pollfd**>(first));
}

Context::State::~State() {
    if (hotplug != 0)
        libusb_hotplug_deregister_callback(usb, hotplug);
    for (const auto& plug : plugs)
        libusb_unref_device(plug.device);
    libusb_exit(usb);
    ::close(rest_timer);
    ::close(wakeup);
    ::close(epoll);
}

void Context::State::wake() const {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(wakeup, &one, sizeof one); // full means awake already
}

void Context::State::post(Plug plug) {
    plugs.push_back(plug);
    wake();
}

void Context::State::post(Ended end) {
    ended.push_back(std::move(end));
    wake();
}

void Context::State::run_engine() {
    timeval no_wait{};
    libusb_handle_events_timeout_completed(usb, &no_wait, nullptr);
}

// Only what is in the queue now: a device that answers at once may not keep the owner's loop here.
void Context::State::deliver_plugs() {
    for (auto left = plugs.size(); left > 0 && !plugs.empty(); --left) {
        const auto plug = plugs.front();
        plugs.pop_front();
        const auto info = describe(plug.device);
        libusb_unref_device(plug.device);
        if (plug_handler)
            plug_handler(info, plug.arrived);
    }
}

void Context::State::deliver_transfers() {
    for (auto left = ended.size(); left > 0 && !ended.empty(); --left) {
        const auto end = ended.front();
        ended.pop_front();
        const auto device = end.device.lock(); // keeps it for as long as its handler runs
        if (!device || !device->is_open())
            continue;
        const auto handler = end.transfer->ended;
        handler(*end.transfer);
        if (device->is_open() && end.transfer->done)
            device->drop(*end.transfer);
    }
}

void Context::State::rest(Transfer& transfer) {
    resting.push_back({transfer.device.weak_from_this(), &transfer});
    itimerspec after{};
    after.it_value.tv_nsec = kRestNanoseconds;
    ::timerfd_settime(rest_timer, 0, &after, nullptr);
}

void Context::State::resume_resting() {
    std::uint64_t times = 0;
    if (::read(rest_timer, &times, sizeof times) != sizeof times)
        return;
    for (const auto& each : std::exchange(resting, {}))
        if (const auto device = each.device.lock(); device && device->is_open())
            each.transfer->submit();
}

Context::Context() : state_(std::make_unique<State>()) {}
Context::~Context() = default;

int Context::descriptor() const {
    return state_->epoll;
}

void Context::dispatch() {
    std::uint64_t count = 0;
    [[maybe_unused]] const auto got = ::read(state_->wakeup, &count, sizeof count);
    state_->run_engine();
    state_->resume_resting();
    state_->deliver_transfers();
    state_->deliver_plugs();
    if (!state_->ended.empty() || !state_->plugs.empty())
        state_->wake();
}

void Context::on_plug(PlugHandler handler) {
    state_->plug_handler = std::move(handler);
    if (state_->hotplug != 0)
        return;
    const auto error = libusb_hotplug_register_callback(
        state_->usb, LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED | LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT,
        LIBUSB_HOTPLUG_ENUMERATE, LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY,
        LIBUSB_HOTPLUG_MATCH_ANY, plugged, state_.get(), &state_->hotplug);
    if (error != LIBUSB_SUCCESS)
        throw Error(fmt::format("cannot watch USB devices come and go: {}",
                                libusb_strerror(static_cast<libusb_error>(error))));
}

std::vector<DeviceInfo> Context::devices() const {
    std::vector<DeviceInfo> found;
    libusb_device** list = nullptr;
    const auto count = libusb_get_device_list(state_->usb, &list);
    if (count < 0)
        return found;
    found.reserve(static_cast<std::size_t>(count));
    for (ssize_t i = 0; i < count; ++i)
        found.push_back(describe(list[i]));
    libusb_free_device_list(list, 1);
    return found;
}

std::expected<Device, Fault> Context::open(const DeviceInfo& device) {
    libusb_device** list = nullptr;
    const auto count = libusb_get_device_list(state_->usb, &list);
    if (count < 0)
        return std::unexpected(fault_of(static_cast<int>(count)));
    libusb_device_handle* handle = nullptr;
    int error = LIBUSB_ERROR_NO_DEVICE;
    for (ssize_t i = 0; i < count; ++i)
        if (libusb_get_bus_number(list[i]) == device.bus &&
            libusb_get_device_address(list[i]) == device.address)
            error = libusb_open(list[i], &handle);
    libusb_free_device_list(list, 1);
    if (error != LIBUSB_SUCCESS)
        return std::unexpected(fault_of(error));
    libusb_set_auto_detach_kernel_driver(handle, 1);
    return Device(std::make_shared<Device::State>(*state_, device, handle));
}

} // namespace usb
