#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// USB without USB: an emulated bus (umockdev) on which the real libusb finds, opens and drives devices of
/// ours.
///
/// A test program that uses it is declared with add_tests(… UMOCKDEV …). One bus per process at a time; it
/// must exist before the first usb::Context. A program started by a test sees the bus too (LD_PRELOAD is
/// inherited); it must not be a session leader. Hot-plug events reach only one process, and none after fork
/// before exec.
namespace support {

struct UsbEndpoint {
    std::uint8_t address = 0;
    std::uint8_t kind = 2; ///< 2 bulk, 3 interrupt
    std::uint16_t packet_size = 64;
    std::uint8_t interval = 0;
};

struct UsbInterface {
    std::uint8_t number = 0;
    std::uint8_t alternate = 0;
    std::uint8_t interface_class = 0;
    std::uint8_t subclass = 0;
    std::uint8_t protocol = 0;
    std::vector<UsbEndpoint> endpoints;
    std::string kernel_driver; ///< "usblp", "usbhid", or empty
};

struct UsbDescription {
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    std::string maker;
    std::string model;
    std::string serial;
    std::vector<UsbInterface> interfaces;
};

/// A device that can be plugged into a UsbBus. A subclass says what it does with control requests and data.
///
/// The virtual functions run in umockdev's thread with the device's lock held; a subclass' public functions
/// take lock() first. Data that the device does not take now is not lost: it is offered again by pump().
class EmulatedUsb {
  public:
    explicit EmulatedUsb(UsbDescription description);
    EmulatedUsb(const EmulatedUsb&) = delete;
    EmulatedUsb& operator=(const EmulatedUsb&) = delete;
    virtual ~EmulatedUsb();

    struct Wire;

    const UsbDescription& description() const { return description_; }

    /// The next transfer on this endpoint fails with a stall, and so does every one until it is cleared.
    void stall(std::uint8_t endpoint);

    /// Lets `transfers` more OUT transfers begin, then takes no data until release(): the moment for a fault.
    void hold_after(int transfers);
    bool is_holding() const;
    void release();

    int out_transfers() const;
    int clear_halts() const;
    bool is_claimed(std::uint8_t interface_number) const;
    bool has_kernel_driver(std::uint8_t interface_number) const;
    /// Somebody waits for data of this endpoint.
    bool is_read(std::uint8_t endpoint) const;
    bool is_open() const;

  protected:
    struct Control {
        std::uint8_t request_type = 0;
        std::uint8_t request = 0;
        std::uint16_t value = 0;
        std::uint16_t index = 0;
        std::uint16_t length = 0;
        std::vector<std::byte> data;
    };

    /// The answer's bytes (none for the other direction), or nothing for a stall.
    virtual std::optional<std::vector<std::byte>> on_control(const Control& request) = 0;
    /// How many of the bytes are taken now; the rest waits (NAK). May call send().
    virtual std::size_t on_out(std::uint8_t endpoint, std::span<const std::byte> bytes) = 0;
    virtual void on_plug() {}

    /// Puts a packet in the queue of an IN endpoint; an empty one too. The lock is held.
    void send(std::uint8_t endpoint, std::vector<std::byte> packet);
    /// Offers waiting data again, after something has changed. The lock is held.
    void pump();

    class Lock {
      public:
        explicit Lock(const EmulatedUsb& device);
        Lock(const Lock&) = delete;
        Lock& operator=(const Lock&) = delete;
        ~Lock();

      private:
        const EmulatedUsb& device_;
    };
    Lock lock() const { return Lock(*this); }

  private:
    friend class UsbBus;
    UsbDescription description_;
    std::shared_ptr<Wire> wire_; ///< clients that go after the device look for it in vain
};

/// An emulated USB controller "0000:00:14.0" with one bus. Hubs appear where a port needs them.
class UsbBus {
  public:
    UsbBus();
    UsbBus(const UsbBus&) = delete;
    UsbBus& operator=(const UsbBus&) = delete;
    ~UsbBus();

    /// Plugs the device in at a port like "1-2" or "1-3.1"; a new address each time.
    void plug(EmulatedUsb& device, const std::string& port);
    void unplug(EmulatedUsb& device);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace support
