#pragma once

#include "shared/usb/context.h"

#include <libusb.h>

#include <chrono>
#include <deque>
#include <list>
#include <memory>
#include <vector>

/// The inside of this part: what stands behind Context and Device. Included by no other part.
namespace usb {

Fault fault_of(int libusb_error);
DeviceInfo describe(libusb_device* device);

/// A transfer, alive as long as its device is. `ended` is set by libusb's callback; the rest by the owner.
struct Transfer {
    explicit Transfer(Device::State& of);
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;
    ~Transfer();

    /// Hands the transfer to libusb; when that refuses, it ends at once with that fault.
    void submit();
    std::optional<Fault> fault() const;

    Device::State& device;
    libusb_transfer* raw;
    std::vector<unsigned char> buffer;
    std::function<void(Transfer&)> ended; ///< called from dispatch(); may submit again
    bool in_flight = false;
    bool done = false; ///< not to be submitted again: dispatch() drops it
    bool is_write = false;
    int stalls = 0;
    std::optional<Fault> refused;
};

struct Device::State : std::enable_shared_from_this<Device::State> {
    State(Context::State& context_state, DeviceInfo device_info, libusb_device_handle* opened);
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State();

    /// Takes every transfer back, waits until the kernel has returned them, and closes.
    void close();
    Transfer& add_transfer();
    void drop(const Transfer& transfer);
    bool is_open() const { return handle != nullptr; }

    Context::State& context;
    DeviceInfo info;
    libusb_device_handle* handle;
    std::vector<std::uint8_t> claimed;
    std::list<std::unique_ptr<Transfer>> transfers;
};

struct Context::State {
    State();
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State();

    struct Plug {
        libusb_device* device; ///< holds a reference
        bool arrived;
    };
    struct Ended {
        std::weak_ptr<Device::State> device;
        Transfer* transfer;
    };

    void post(Plug plug);
    void post(Ended ended);
    void wake() const;
    void run_engine();
    void deliver_plugs();
    void deliver_transfers();

    /// Submits the transfer again after a rest: for devices that send empty packets without end.
    void rest(Transfer& transfer);
    void resume_resting();

    libusb_context* usb = nullptr;
    libusb_hotplug_callback_handle hotplug = 0;
    int epoll = -1;
    int wakeup = -1;     ///< an eventfd: the queues hold something
    int rest_timer = -1; ///< a timerfd
    PlugHandler plug_handler;
    std::deque<Plug> plugs;
    std::deque<Ended> ended;
    std::vector<Ended> resting;
};

} // namespace usb
