#include "tests/support/usb_emulation.h"

#include <fmt/format.h>
#include <linux/usbdevice_fs.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <umockdev.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <filesystem>
#include <mutex>
#include <set>
#include <stdexcept>
#include <utility>

namespace support {
namespace {

template <typename T>
struct Unref {
    void operator()(T* object) const { g_object_unref(object); }
};
using IoctlData = std::unique_ptr<UMockdevIoctlData, Unref<UMockdevIoctlData>>;

IoctlData resolve(UMockdevIoctlData* from, std::size_t offset, std::size_t length) {
    return IoctlData(umockdev_ioctl_data_resolve(from, offset, length, nullptr));
}

template <typename T>
T& view(const IoctlData& data) {
    return *reinterpret_cast<T*>(data->data);
}

std::string hex(std::span<const std::uint8_t> bytes) {
    std::string text;
    for (const auto byte : bytes)
        text += fmt::format("{:02X}", byte);
    return text;
}

std::uint8_t low(std::size_t value) {
    return static_cast<std::uint8_t>(value & 0xffU);
}
std::uint8_t high(std::size_t value) {
    return static_cast<std::uint8_t>(value >> 8U);
}

void append_interface(std::vector<std::uint8_t>& bytes, const UsbInterface& each) {
    bytes.insert(bytes.end(), {9, 4, each.number, each.alternate, low(each.endpoints.size()),
                               each.interface_class, each.subclass, each.protocol, 0});
    if (each.interface_class == 3)
        bytes.insert(bytes.end(), {9, 0x21, 0x11, 1, 0, 1, 0x22, 63, 0});
    for (const auto& endpoint : each.endpoints)
        bytes.insert(bytes.end(), {7, 5, endpoint.address, endpoint.kind, low(endpoint.packet_size),
                                   high(endpoint.packet_size), endpoint.interval});
}

// Device and configuration descriptors, as sysfs has them.
std::vector<std::uint8_t> descriptors_of(const UsbDescription& device) {
    const auto index = [](const std::string& text, std::uint8_t number) {
        return text.empty() ? std::uint8_t{0} : number;
    };
    std::vector<std::uint8_t> bytes{18,
                                    1,
                                    0,
                                    2,
                                    0,
                                    0,
                                    0,
                                    64,
                                    low(device.vendor),
                                    high(device.vendor),
                                    low(device.product),
                                    high(device.product),
                                    0,
                                    1,
                                    index(device.maker, 1),
                                    index(device.model, 2),
                                    index(device.serial, 3),
                                    1};
    std::vector<std::uint8_t> interfaces;
    std::set<int> numbers;
    for (const auto& each : device.interfaces) {
        append_interface(interfaces, each);
        numbers.insert(each.number);
    }
    const auto length = interfaces.size() + 9;
    bytes.insert(bytes.end(), {9, 2, low(length), high(length), low(numbers.size()), 1, 0, 0xc0, 1});
    bytes.insert(bytes.end(), interfaces.begin(), interfaces.end());
    return bytes;
}

} // namespace

/// What the kernel's usbfs does for one plugged device: transfers in flight, and a pty as the device node,
/// for its poll() behaves as that of usbfs: stopped output = nothing to reap, master closed = unplugged.
struct EmulatedUsb::Wire {
    struct Urb {
        IoctlData urb;
        IoctlData buffer;
        bool begun = false;
        usbdevfs_urb& head() const { return view<usbdevfs_urb>(urb); }
        std::span<std::byte> data() const {
            return std::as_writable_bytes(
                std::span(buffer->data, static_cast<std::size_t>(head().buffer_length)));
        }
    };

    explicit Wire(EmulatedUsb& of) : device(of) {}

    void plug_in(UMockdevTestbed* testbed, const std::string& node);
    void pull_out();
    void answer(UMockdevIoctlClient* client);
    void pump();

    long submit(UMockdevIoctlData* argument);
    long reap(UMockdevIoctlClient* client, UMockdevIoctlData* argument);
    long discard(void* address);
    long claim(unsigned interface_number, bool disconnect);
    long driver_call(UMockdevIoctlData* argument);
    void run_control(Urb urb);
    bool run_out(Urb& urb);
    bool run_in(Urb& urb);
    void finish(Urb urb, int status);
    void show_readiness() const;
    void meet(UMockdevIoctlClient* client);

    EmulatedUsb& device;
    UsbBus* bus = nullptr; ///< where it is plugged in
    mutable std::recursive_mutex mutex;
    UMockdevIoctlBase* handler = nullptr;
    std::weak_ptr<Wire> self;
    GObject* client_seen = nullptr;  ///< who asked last
    std::set<GObject*> clients_tied; ///< whose end will be told
    int master = -1;
    int slave = -1;
    std::string port;
    std::string sys_path;
    std::string node_path;
    bool plugged = false;
    bool pumping = false;

    std::deque<Urb> flying;
    std::deque<Urb> finished;
    std::map<std::uint8_t, std::deque<std::vector<std::byte>>> packets;
    std::set<std::uint8_t> halted;
    std::set<unsigned> claimed;
    std::set<unsigned> detached;
    int out_transfers = 0;
    int clear_halts = 0;
    std::optional<int> transfers_until_hold;
    bool holding = false;
};

namespace {

gboolean on_ioctl(UMockdevIoctlBase* handler, UMockdevIoctlClient* client, void* tie);
void on_client_gone(void* tie, GObject* client);
void let_go(void* tie, GClosure* closure);

} // namespace

void EmulatedUsb::Wire::plug_in(UMockdevTestbed* testbed, const std::string& node) {
    if (::openpty(&master, &slave, nullptr, nullptr, nullptr) != 0)
        throw std::runtime_error("no pty for the device node");
    termios raw{};
    ::tcgetattr(slave, &raw);
    ::cfmakeraw(&raw);
    ::tcsetattr(slave, TCSANOW, &raw);
    ::tcflow(slave, TCOOFF);

    const std::unique_ptr<char, decltype(&g_free)> root(umockdev_testbed_get_root_dir(testbed), g_free);
    const std::filesystem::path link = std::string(root.get()) + node;
    std::filesystem::create_directories(link.parent_path());
    std::filesystem::remove(link);
    std::filesystem::create_symlink(::ttyname(slave), link);
    node_path = node;

    handler = umockdev_ioctl_base_new();
    g_signal_connect_data(handler, "handle-ioctl", G_CALLBACK(on_ioctl), new std::weak_ptr<Wire>(self),
                          let_go, GConnectFlags{});
    umockdev_testbed_attach_ioctl(testbed, node.c_str(), handler, nullptr);
    plugged = true;
}

void EmulatedUsb::Wire::pull_out() {
    const std::scoped_lock held(mutex);
    plugged = false;
    flying.clear();
    finished.clear();
    packets.clear();
    halted.clear();
    claimed.clear();
    detached.clear();
    holding = false;
    transfers_until_hold.reset();
    ::close(std::exchange(master, -1));
}

void EmulatedUsb::Wire::show_readiness() const {
    if (slave >= 0)
        ::tcflow(slave, finished.empty() ? TCOOFF : TCOON);
}

// A process that was killed leaves transfers behind; the kernel drops them with its descriptor.
void EmulatedUsb::Wire::meet(UMockdevIoctlClient* client) {
    client_seen = G_OBJECT(client);
    if (clients_tied.insert(client_seen).second)
        g_object_weak_ref(client_seen, on_client_gone, new std::weak_ptr<Wire>(self));
}

void EmulatedUsb::Wire::answer(UMockdevIoctlClient* client) {
    const std::scoped_lock held(mutex);
    auto* const argument = umockdev_ioctl_client_get_arg(client);
    const auto request = umockdev_ioctl_client_get_request(client);
    meet(client);
    long result = 0;
    if (!plugged) {
        umockdev_ioctl_client_complete(client, -1, ENODEV);
        return;
    }
    switch (request) {
    case USBDEVFS_GET_CAPABILITIES:
        view<std::uint32_t>(resolve(argument, 0, sizeof(std::uint32_t))) =
            USBDEVFS_CAP_BULK_SCATTER_GATHER | USBDEVFS_CAP_BULK_CONTINUATION |
            USBDEVFS_CAP_NO_PACKET_SIZE_LIM | USBDEVFS_CAP_REAP_AFTER_DISCONNECT | USBDEVFS_CAP_ZERO_PACKET;
        break;
    case USBDEVFS_CLAIMINTERFACE:
        result = claim(view<unsigned>(resolve(argument, 0, sizeof(unsigned))), false);
        break;
    case USBDEVFS_DISCONNECT_CLAIM:
        result =
            claim(view<usbdevfs_disconnect_claim>(resolve(argument, 0, sizeof(usbdevfs_disconnect_claim)))
                      .interface,
                  true);
        break;
    case USBDEVFS_RELEASEINTERFACE:
        claimed.erase(view<unsigned>(resolve(argument, 0, sizeof(unsigned))));
        break;
    case USBDEVFS_IOCTL:
        result = driver_call(argument);
        break;
    case USBDEVFS_CLEAR_HALT:
        ++clear_halts;
        halted.erase(static_cast<std::uint8_t>(view<unsigned>(resolve(argument, 0, sizeof(unsigned)))));
        break;
    case USBDEVFS_SETINTERFACE:
    case USBDEVFS_RESET:
        break;
    case USBDEVFS_SUBMITURB:
        result = submit(argument);
        break;
    case USBDEVFS_REAPURB:
    case USBDEVFS_REAPURBNDELAY:
        if (finished.empty()) {
            result = -EAGAIN;
            break;
        }
        reap(client, argument);
        return;
    case USBDEVFS_DISCARDURB:
        result = discard(*reinterpret_cast<void**>(argument->data));
        break;
    default:
        result = -ENOTTY;
    }
    umockdev_ioctl_client_complete(client, result < 0 ? -1 : result,
                                   static_cast<int>(result < 0 ? -result : 0));
    pump();
}

long EmulatedUsb::Wire::claim(unsigned interface_number, bool disconnect) {
    if (!disconnect && device.has_kernel_driver(static_cast<std::uint8_t>(interface_number)))
        return -EBUSY;
    detached.insert(interface_number);
    claimed.insert(interface_number);
    return 0;
}

long EmulatedUsb::Wire::driver_call(UMockdevIoctlData* argument) {
    const auto data = resolve(argument, 0, sizeof(usbdevfs_ioctl));
    const auto& call = view<usbdevfs_ioctl>(data);
    const auto interface_number = static_cast<unsigned>(call.ifno);
    switch (static_cast<unsigned>(call.ioctl_code)) {
    case USBDEVFS_DISCONNECT:
        return detached.insert(interface_number).second ? 0 : -ENODATA;
    case USBDEVFS_CONNECT:
        return detached.erase(interface_number) != 0 ? 1 : -EBUSY;
    default:
        return -ENOTTY;
    }
}

long EmulatedUsb::Wire::submit(UMockdevIoctlData* argument) {
    Urb urb;
    urb.urb = resolve(argument, 0, sizeof(usbdevfs_urb));
    const auto length = static_cast<std::size_t>(urb.head().buffer_length);
    urb.buffer = resolve(urb.urb.get(), offsetof(usbdevfs_urb, buffer), std::max<std::size_t>(length, 1));
    urb.head().actual_length = 0;
    if (urb.head().type == USBDEVFS_URB_TYPE_CONTROL)
        run_control(std::move(urb));
    else
        flying.push_back(std::move(urb));
    return 0;
}

long EmulatedUsb::Wire::reap(UMockdevIoctlClient* client, UMockdevIoctlData* argument) {
    const auto urb = std::move(finished.front());
    finished.pop_front();
    const auto pointer = resolve(argument, 0, sizeof(void*));
    umockdev_ioctl_data_set_ptr(pointer.get(), 0, urb.urb.get());
    show_readiness();
    umockdev_ioctl_client_complete(client, 0, 0);
    return 0;
}

long EmulatedUsb::Wire::discard(void* address) {
    const auto found = std::ranges::find_if(
        flying, [&](const Urb& each) { return each.urb->client_addr == reinterpret_cast<gulong>(address); });
    if (found == flying.end())
        return -EINVAL;
    auto urb = std::move(*found);
    flying.erase(found);
    finish(std::move(urb), -ENOENT);
    return 0;
}

void EmulatedUsb::Wire::finish(Urb urb, int status) {
    urb.head().status = status;
    finished.push_back(std::move(urb));
    show_readiness();
}

void EmulatedUsb::Wire::run_control(Urb urb) {
    const auto bytes = urb.data();
    const auto number = [&](std::size_t at) { return std::to_integer<unsigned>(bytes[at]); };
    const auto word = [&](std::size_t at) {
        return static_cast<std::uint16_t>(number(at) | (number(at + 1) << 8U));
    };
    Control request{static_cast<std::uint8_t>(number(0)),
                    static_cast<std::uint8_t>(number(1)),
                    word(2),
                    word(4),
                    word(6),
                    {}};
    const auto data = bytes.subspan(8);
    const bool answers = (request.request_type & 0x80U) != 0;
    if (!answers)
        request.data.assign(data.begin(), data.end());
    const auto answer = device.on_control(request);
    if (!answer)
        return finish(std::move(urb), -EPIPE);
    if (answers) {
        const auto length = std::min(answer->size(), data.size());
        std::copy_n(answer->begin(), length, data.begin());
        urb.head().actual_length = static_cast<int>(length);
    } else
        urb.head().actual_length = request.length;
    finish(std::move(urb), 0);
}

bool EmulatedUsb::Wire::run_out(Urb& urb) {
    if (!std::exchange(urb.begun, true)) {
        ++out_transfers;
        if (transfers_until_hold && (*transfers_until_hold)-- == 0) {
            holding = true;
            transfers_until_hold.reset();
        }
    }
    if (holding)
        return false;
    const auto taken = static_cast<std::size_t>(urb.head().actual_length);
    const auto all = urb.data();
    urb.head().actual_length += static_cast<int>(device.on_out(urb.head().endpoint, all.subspan(taken)));
    return static_cast<std::size_t>(urb.head().actual_length) == all.size();
}

bool EmulatedUsb::Wire::run_in(Urb& urb) {
    auto& queue = packets[urb.head().endpoint];
    if (queue.empty())
        return false;
    const auto room = urb.data();
    const auto length = std::min(queue.front().size(), room.size());
    std::copy_n(queue.front().begin(), length, room.begin());
    urb.head().actual_length = static_cast<int>(length);
    queue.pop_front();
    return true;
}

// Runs every transfer as far as it goes. In order per endpoint: behind one that waits, all of it wait.
void EmulatedUsb::Wire::pump() {
    if (pumping || !plugged)
        return;
    pumping = true;
    std::set<std::uint8_t> waiting;
    for (std::size_t i = 0; i < flying.size();) {
        const auto endpoint = flying[i].head().endpoint;
        const bool is_halted = halted.contains(endpoint);
        const bool over = waiting.contains(endpoint) ? false
                          : is_halted                ? true
                          : (endpoint & 0x80U) != 0  ? run_in(flying[i])
                                                     : run_out(flying[i]);
        if (!over) {
            waiting.insert(endpoint);
            ++i;
            continue;
        }
        auto urb = std::move(flying[i]);
        flying.erase(flying.begin() + static_cast<std::ptrdiff_t>(i));
        finish(std::move(urb), is_halted ? -EPIPE : 0);
        waiting.clear();
        i = 0; // data that went out may have made an answer
    }
    pumping = false;
}

namespace {

// In umockdev's thread, possibly after the device's end.
void on_client_gone(void* tie, GObject* client) {
    const std::unique_ptr<std::weak_ptr<EmulatedUsb::Wire>> owned(
        static_cast<std::weak_ptr<EmulatedUsb::Wire>*>(tie));
    const auto wire = owned->lock();
    if (!wire)
        return;
    const std::scoped_lock held(wire->mutex);
    wire->clients_tied.erase(client);
    if (wire->client_seen != client)
        return; // another one has the device by now
    wire->client_seen = nullptr;
    wire->flying.clear();
    wire->finished.clear();
    wire->claimed.clear();
    wire->show_readiness();
}

// In umockdev's thread, too: a process may still ask while the test lets its device go.
gboolean on_ioctl(UMockdevIoctlBase* /*handler*/, UMockdevIoctlClient* client, void* tie) {
    if (const auto wire = static_cast<std::weak_ptr<EmulatedUsb::Wire>*>(tie)->lock())
        wire->answer(client);
    else
        umockdev_ioctl_client_complete(client, -1, ENODEV);
    return 1;
}

void let_go(void* tie, GClosure* /*closure*/) {
    delete static_cast<std::weak_ptr<EmulatedUsb::Wire>*>(tie);
}

} // namespace

EmulatedUsb::EmulatedUsb(UsbDescription description)
    : description_(std::move(description)), wire_(std::make_shared<Wire>(*this)) {
    wire_->self = wire_;
}

EmulatedUsb::~EmulatedUsb() {
    if (wire_->bus != nullptr)
        wire_->bus->unplug(*this);
}

EmulatedUsb::Lock::Lock(const EmulatedUsb& device) : device_(device) {
    device_.wire_->mutex.lock();
}
EmulatedUsb::Lock::~Lock() {
    device_.wire_->mutex.unlock();
}

void EmulatedUsb::stall(std::uint8_t endpoint) {
    const auto held = lock();
    wire_->halted.insert(endpoint);
    pump();
}

void EmulatedUsb::hold_after(int transfers) {
    const auto held = lock();
    wire_->transfers_until_hold = transfers;
}

bool EmulatedUsb::is_holding() const {
    const auto held = lock();
    return wire_->holding;
}

void EmulatedUsb::release() {
    const auto held = lock();
    wire_->holding = false;
    wire_->transfers_until_hold.reset();
    pump();
}

int EmulatedUsb::out_transfers() const {
    const auto held = lock();
    return wire_->out_transfers;
}

int EmulatedUsb::clear_halts() const {
    const auto held = lock();
    return wire_->clear_halts;
}

bool EmulatedUsb::is_claimed(std::uint8_t interface_number) const {
    const auto held = lock();
    return wire_->claimed.contains(interface_number);
}

bool EmulatedUsb::has_kernel_driver(std::uint8_t interface_number) const {
    const auto held = lock();
    return !wire_->detached.contains(interface_number) &&
           std::ranges::any_of(description_.interfaces, [&](const UsbInterface& each) {
               return each.number == interface_number && !each.kernel_driver.empty();
           });
}

bool EmulatedUsb::is_read(std::uint8_t endpoint) const {
    const auto held = lock();
    return std::ranges::any_of(wire_->flying,
                               [&](const Wire::Urb& each) { return each.head().endpoint == endpoint; });
}

bool EmulatedUsb::is_open() const {
    const auto held = lock();
    return wire_->client_seen != nullptr;
}

void EmulatedUsb::send(std::uint8_t endpoint, std::vector<std::byte> packet) {
    wire_->packets[endpoint].push_back(std::move(packet));
}

void EmulatedUsb::pump() {
    wire_->pump();
}

struct UsbBus::State {
    UMockdevTestbed* testbed = umockdev_testbed_new();
    int next_address = 1;
    std::set<std::string> hubs;
    std::vector<EmulatedUsb*> plugged;

    void add(const std::string& sys_path, const UsbDescription& device, int address, const std::string& node);
    void add_hub(const std::string& sys_path, std::uint8_t product);
};

namespace {

std::string node_of(int address) {
    return fmt::format("/dev/bus/usb/001/{:03}", address);
}

// "1-3.1" -> /devices/…/usb1/1-3/1-3.1
std::string sys_path_of(const std::string& port) {
    std::string path = "/devices/pci0000:00/0000:00:14.0/usb1";
    for (auto dot = port.find('.'); dot != std::string::npos; dot = port.find('.', dot + 1))
        path += "/" + port.substr(0, dot);
    return path + "/" + port;
}

} // namespace

void UsbBus::State::add(const std::string& sys_path, const UsbDescription& device, int address,
                        const std::string& node) {
    auto text =
        fmt::format("P: {}\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\nE: DRIVER=usb\nE: DEVNAME={}\n"
                    "E: BUSNUM=001\nE: DEVNUM={:03}\nA: busnum=1\\n\nA: devnum={}\\n\nA: speed=12\\n\n"
                    "A: bConfigurationValue=1\\n\n",
                    sys_path, node, address, address);
    for (const auto& [name, value] :
         {std::pair{"manufacturer", device.maker}, {"product", device.model}, {"serial", device.serial}})
        if (!value.empty())
            text += fmt::format("A: {}={}\\n\n", name, value);
    text += "H: descriptors=" + hex(descriptors_of(device)) + "\n";
    GError* error = nullptr;
    if (umockdev_testbed_add_from_string(testbed, text.c_str(), &error) == 0)
        throw std::runtime_error(fmt::format("cannot plug in: {}", error->message));
}

void UsbBus::State::add_hub(const std::string& sys_path, std::uint8_t product) {
    if (!hubs.insert(sys_path).second)
        return;
    UsbDescription hub{0x1d6b, product, "Linux", "Hub", "", {}};
    hub.interfaces.push_back({0, 0, 9, 0, 0, {{0x81, 3, 4, 12}}, ""});
    const auto address = next_address++;
    add(sys_path, hub, address, node_of(address));
}

UsbBus::UsbBus() : state_(std::make_unique<State>()) {
    state_->add_hub("/devices/pci0000:00/0000:00:14.0/usb1", 2);
}

UsbBus::~UsbBus() {
    while (!state_->plugged.empty())
        unplug(*state_->plugged.back());
    g_object_unref(state_->testbed);
}

void UsbBus::plug(EmulatedUsb& device, const std::string& port) {
    for (auto dot = port.find('.'); dot != std::string::npos; dot = port.find('.', dot + 1))
        state_->add_hub(sys_path_of(port.substr(0, dot)), 1);
    auto& wire = *device.wire_;
    const auto address = state_->next_address++;
    {
        const auto held = device.lock();
        wire.plug_in(state_->testbed, node_of(address));
        wire.sys_path = sys_path_of(port);
        device.on_plug();
    }
    wire.bus = this;
    state_->plugged.push_back(&device);
    state_->add(wire.sys_path, device.description(), address, node_of(address));
}

void UsbBus::unplug(EmulatedUsb& device) {
    auto& wire = *device.wire_;
    wire.bus = nullptr;
    std::erase(state_->plugged, &device);
    wire.pull_out();
    umockdev_testbed_uevent(state_->testbed, ("/sys" + wire.sys_path).c_str(), "remove");
    umockdev_testbed_detach_ioctl(state_->testbed, wire.node_path.c_str(), nullptr);
    umockdev_testbed_remove_device(state_->testbed, ("/sys" + wire.sys_path).c_str());
    const auto held = device.lock();
    wire.client_seen = nullptr;
    g_object_unref(std::exchange(wire.handler, nullptr));
    ::close(std::exchange(wire.slave, -1));
}

} // namespace support
