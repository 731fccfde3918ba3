#include "shared/usb/device.h"

#include "shared/usb/state.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace usb {
namespace {

constexpr int kStallsForgiven = 3;
constexpr int kTurnsToReturn = 20; // of 100 ms: the kernel returns discarded transfers at once

unsigned to_milliseconds(base::Duration timeout) {
    return static_cast<unsigned>(timeout.count());
}

std::vector<unsigned char> to_buffer(std::span<const std::byte> bytes) {
    const auto* const first = reinterpret_cast<const unsigned char*>(bytes.data());
    return {first, first + bytes.size()};
}

std::span<const std::byte> received(const Transfer& transfer) {
    const auto length = static_cast<std::size_t>(std::max(transfer.raw->actual_length, 0));
    return std::as_bytes(std::span(transfer.buffer).first(std::min(length, transfer.buffer.size())));
}

// libusb's thread of events is the owner's: this runs inside run_engine() or close(), and only takes a note.
void LIBUSB_CALL transfer_ended(libusb_transfer* raw) {
    auto& transfer = *static_cast<Transfer*>(raw->user_data);
    transfer.in_flight = false;
    transfer.device.context.post(Context::State::Ended{transfer.device.weak_from_this(), &transfer});
}

void handle_packet(Transfer& transfer, const Device::PacketHandler& packet,
                   const Device::FaultHandler& ended) {
    auto& device = transfer.device;
    const auto fault = transfer.fault();
    if (fault == Fault::Stall && ++transfer.stalls <= kStallsForgiven) {
        libusb_clear_halt(device.handle, transfer.raw->endpoint);
        transfer.submit();
        return;
    }
    if (fault && *fault != Fault::Timeout) {
        transfer.done = true;
        ended(*fault);
        return;
    }
    transfer.stalls = 0;
    if (received(transfer).empty()) {
        device.context.rest(transfer);
        return;
    }
    // The next read is pending before the owner works on this packet: its buffer must be another one.
    const auto bytes = received(transfer);
    std::vector<std::byte> copy(bytes.begin(), bytes.end());
    ::explicit_bzero(transfer.buffer.data(), transfer.buffer.size()); // it may be somebody's ID card
    transfer.submit();
    packet(copy);
    ::explicit_bzero(copy.data(), copy.size());
}

} // namespace

Fault fault_of(int libusb_error) {
    switch (libusb_error) {
    case LIBUSB_ERROR_NO_DEVICE:
    case LIBUSB_ERROR_NOT_FOUND:
        return Fault::Unplugged;
    case LIBUSB_ERROR_ACCESS:
        return Fault::Denied;
    case LIBUSB_ERROR_BUSY:
        return Fault::Busy;
    case LIBUSB_ERROR_PIPE:
        return Fault::Stall;
    case LIBUSB_ERROR_TIMEOUT:
        return Fault::Timeout;
    default:
        return Fault::Failed;
    }
}

Transfer::Transfer(Device::State& of) : device(of), raw(libusb_alloc_transfer(0)) {
    if (raw == nullptr)
        throw std::bad_alloc();
}

Transfer::~Transfer() {
    if (!in_flight)
        libusb_free_transfer(raw);
}

void Transfer::submit() {
    refused.reset();
    if (const auto error = libusb_submit_transfer(raw); error != LIBUSB_SUCCESS) {
        refused = fault_of(error);
        raw->actual_length = 0;
        device.context.post(Context::State::Ended{device.weak_from_this(), this});
        return;
    }
    in_flight = true;
}

std::optional<Fault> Transfer::fault() const {
    if (refused)
        return refused;
    switch (raw->status) {
    case LIBUSB_TRANSFER_COMPLETED:
        return std::nullopt;
    case LIBUSB_TRANSFER_TIMED_OUT:
        return Fault::Timeout;
    case LIBUSB_TRANSFER_CANCELLED:
        return Fault::Cancelled;
    case LIBUSB_TRANSFER_STALL:
        return Fault::Stall;
    case LIBUSB_TRANSFER_NO_DEVICE:
        return Fault::Unplugged;
    default:
        return Fault::Failed;
    }
}

Device::State::State(Context::State& context_state, DeviceInfo device_info, libusb_device_handle* opened)
    : context(context_state), info(std::move(device_info)), handle(opened) {}

Device::State::~State() {
    close();
}

void Device::State::close() {
    if (handle == nullptr)
        return;
    const auto is_flying = [](const auto& each) { return each->in_flight; };
    for (const auto& each : transfers)
        if (each->in_flight)
            libusb_cancel_transfer(each->raw);
    for (int turn = 0; turn < kTurnsToReturn && std::ranges::any_of(transfers, is_flying); ++turn) {
        timeval wait{0, 100'000};
        libusb_handle_events_timeout_completed(context.usb, &wait, nullptr);
    }
    for (const auto number : claimed)
        libusb_release_interface(handle, number);
    // A transfer that the kernel never returned still belongs to libusb: leave it and the handle to it.
    if (std::ranges::none_of(transfers, is_flying))
        libusb_close(handle);
    else
        for (auto& each : transfers) {
            each->raw->callback = [](libusb_transfer*) {};
            static_cast<void>(each.release());
        }
    handle = nullptr;
}

Transfer& Device::State::add_transfer() {
    return *transfers.emplace_back(std::make_unique<Transfer>(*this));
}

void Device::State::drop(const Transfer& transfer) {
    std::erase_if(transfers, [&](const auto& each) { return each.get() == &transfer; });
}

Device::Device(std::shared_ptr<State> state) : state_(std::move(state)) {}
Device::Device(Device&&) noexcept = default;

Device& Device::operator=(Device&& other) noexcept {
    if (state_ && state_ != other.state_)
        state_->close();
    state_ = std::move(other.state_);
    return *this;
}

Device::~Device() {
    if (state_)
        state_->close();
}

const DeviceInfo& Device::info() const {
    return state_->info;
}

std::expected<void, Fault> Device::claim(std::uint8_t interface_number, std::uint8_t alternate) {
    if (const auto error = libusb_claim_interface(state_->handle, interface_number); error != LIBUSB_SUCCESS)
        return std::unexpected(fault_of(error));
    state_->claimed.push_back(interface_number);
    if (alternate == 0)
        return {};
    if (const auto error = libusb_set_interface_alt_setting(state_->handle, interface_number, alternate);
        error != LIBUSB_SUCCESS)
        return std::unexpected(fault_of(error));
    return {};
}

void Device::write(std::uint8_t endpoint, std::vector<std::byte> bytes, base::Duration timeout,
                   WriteHandler done) {
    auto& transfer = state_->add_transfer();
    transfer.buffer = to_buffer(bytes);
    transfer.is_write = true;
    transfer.ended = [done = std::move(done)](Transfer& ended) {
        ended.done = true;
        done(Written{static_cast<std::size_t>(std::max(ended.raw->actual_length, 0)), ended.fault()});
    };
    libusb_fill_bulk_transfer(transfer.raw, state_->handle, endpoint, transfer.buffer.data(),
                              static_cast<int>(transfer.buffer.size()), transfer_ended, &transfer,
                              to_milliseconds(timeout));
    transfer.submit();
}

void Device::cancel_writes() {
    for (const auto& each : state_->transfers)
        if (each->is_write && each->in_flight)
            libusb_cancel_transfer(each->raw);
}

void Device::control(const Setup& setup, std::vector<std::byte> data, base::Duration timeout,
                     ControlHandler done) {
    auto& transfer = state_->add_transfer();
    const bool answers = (setup.request_type & LIBUSB_ENDPOINT_IN) != 0;
    const auto length = answers ? setup.length : static_cast<std::uint16_t>(data.size());
    transfer.buffer.resize(std::size_t{LIBUSB_CONTROL_SETUP_SIZE} + length);
    libusb_fill_control_setup(transfer.buffer.data(), setup.request_type, setup.request, setup.value,
                              setup.index, length);
    if (!answers)
        std::ranges::copy(to_buffer(data), transfer.buffer.begin() + LIBUSB_CONTROL_SETUP_SIZE);
    transfer.ended = [done = std::move(done)](Transfer& ended) {
        ended.done = true;
        if (const auto fault = ended.fault())
            return done(std::unexpected(*fault));
        const auto all = std::as_bytes(std::span(ended.buffer)).subspan(LIBUSB_CONTROL_SETUP_SIZE);
        const auto answer = all.first(static_cast<std::size_t>(std::max(ended.raw->actual_length, 0)));
        done(std::vector<std::byte>(answer.begin(), answer.end()));
    };
    libusb_fill_control_transfer(transfer.raw, state_->handle, transfer.buffer.data(), transfer_ended,
                                 &transfer, to_milliseconds(timeout));
    transfer.submit();
}

void Device::listen(const Endpoint& endpoint, PacketHandler packet, FaultHandler ended) {
    auto& transfer = state_->add_transfer();
    // Whole packets, else a full one overflows; a few, so that status of a busy printer comes in one go.
    transfer.buffer.resize(std::size_t{std::max<std::uint16_t>(endpoint.packet_size, 8)} * 8);
    if (endpoint.kind == EndpointKind::Interrupt)
        transfer.buffer.resize(std::max<std::uint16_t>(endpoint.packet_size, 8));
    transfer.ended = [packet = std::move(packet), ended = std::move(ended)](Transfer& each) {
        handle_packet(each, packet, ended);
    };
    const auto fill =
        endpoint.kind == EndpointKind::Interrupt ? libusb_fill_interrupt_transfer : libusb_fill_bulk_transfer;
    fill(transfer.raw, state_->handle, endpoint.address, transfer.buffer.data(),
         static_cast<int>(transfer.buffer.size()), transfer_ended, &transfer, 0);
    transfer.submit();
}

std::expected<void, Fault> Device::clear_halt(std::uint8_t endpoint) {
    if (const auto error = libusb_clear_halt(state_->handle, endpoint); error != LIBUSB_SUCCESS)
        return std::unexpected(fault_of(error));
    return {};
}

} // namespace usb
