#include "tests/usb/bench.h"

#include <catch2/catch.hpp>
#include <sys/resource.h>

namespace usb {
namespace {

using namespace std::chrono_literals;

/// A printer on the bus, opened and claimed.
struct Bench {
    Bench() {
        bus.plug(printer, "1-1");
        context.emplace();
        device.emplace(*context->open(find(*context, 0x04b8)));
        REQUIRE(device->claim(0));
    }
    void write(std::vector<std::byte> bytes, base::Duration timeout = 0ms) {
        written.reset();
        device->write(Sink::kOut, std::move(bytes), timeout,
                      [this](const Written& result) { written = result; });
    }
    bool wait_for_write() {
        return turn_until(*context, [this] { return written.has_value(); });
    }

    support::UsbBus bus;
    Sink printer;
    std::optional<Context> context;
    std::optional<Device> device;
    std::optional<Written> written;
};

TEST_CASE("Transfer: what is written arrives byte by byte", "[usb]") {
    Bench bench;
    const auto bytes = counting_bytes(40'000);

    bench.write(bytes);

    REQUIRE(bench.wait_for_write());
    CHECK(bench.written->transferred == bytes.size());
    CHECK_FALSE(bench.written->fault);
    CHECK(bench.printer.got() == bytes);
}

TEST_CASE("Transfer: a device that takes no more ends the write in time, and the rest goes on later",
          "[usb]") {
    Bench bench;
    const auto bytes = counting_bytes(10'000);
    bench.printer.set_room(3'333);

    bench.write(bytes, 50ms);
    REQUIRE(bench.wait_for_write());
    CHECK(bench.written->fault == Fault::Timeout);
    REQUIRE(bench.written->transferred == 3'333);

    bench.printer.set_room(bytes.size());
    bench.write({bytes.begin() + 3'333, bytes.end()});
    REQUIRE(bench.wait_for_write());
    CHECK_FALSE(bench.written->fault);
    CHECK(bench.printer.got() == bytes);
}

TEST_CASE("Transfer: a stall is told, and after clearing it the same bytes go over", "[usb]") {
    Bench bench;
    bench.printer.stall(Sink::kOut);

    bench.write(counting_bytes(100));
    REQUIRE(bench.wait_for_write());
    CHECK(bench.written->fault == Fault::Stall);
    CHECK(bench.printer.got().empty());

    REQUIRE(bench.device->clear_halt(Sink::kOut));
    bench.write(counting_bytes(100));
    REQUIRE(bench.wait_for_write());
    CHECK_FALSE(bench.written->fault);
    CHECK(bench.printer.got() == counting_bytes(100));
}

TEST_CASE("Transfer: a cancelled write says how much had gone over", "[usb]") {
    Bench bench;
    bench.printer.set_room(64);
    bench.write(counting_bytes(1'000));
    REQUIRE(turn_until(*bench.context, [&] { return bench.printer.got().size() == 64; }));

    bench.device->cancel_writes();

    REQUIRE(bench.wait_for_write());
    CHECK(bench.written->fault == Fault::Cancelled);
    CHECK(bench.written->transferred == 64);
}

TEST_CASE("Transfer: unplugging ends the pending write and the reading", "[usb]") {
    Bench bench;
    bench.printer.set_room(64);
    std::optional<Fault> reading;
    bench.device->listen(
        {Sink::kIn, EndpointKind::Bulk, 64}, [](auto) {}, [&](Fault fault) { reading = fault; });
    bench.write(counting_bytes(1'000));
    REQUIRE(turn_until(*bench.context, [&] { return bench.printer.got().size() == 64; }));

    bench.bus.unplug(bench.printer);

    REQUIRE(turn_until(*bench.context, [&] { return bench.written && reading; }));
    CHECK(bench.written->fault == Fault::Unplugged);
    CHECK(reading == Fault::Unplugged);
}

TEST_CASE("Transfer: a handler may close its own device", "[usb]") {
    Bench bench;
    int packets = 0;
    bench.device->listen(
        {Sink::kIn, EndpointKind::Bulk, 64},
        [&](auto) {
            ++packets;
            bench.device.reset();
        },
        [](Fault) {});

    bench.printer.answer(counting_bytes(4));
    bench.printer.answer(counting_bytes(4));

    REQUIRE(turn_until(*bench.context, [&] { return packets > 0 && !bench.printer.is_claimed(0); }));
    CHECK(packets == 1);
}

TEST_CASE("Transfer: a stalled read is cleared and goes on", "[usb]") {
    Bench bench;
    std::vector<std::byte> got;
    bench.device->listen(
        {Sink::kIn, EndpointKind::Bulk, 64}, [&](auto packet) { got.assign(packet.begin(), packet.end()); },
        [](Fault) {});
    bench.printer.stall(Sink::kIn);

    bench.printer.answer(counting_bytes(4));

    REQUIRE(turn_until(*bench.context, [&] { return !got.empty(); }));
    CHECK(got == counting_bytes(4));
    CHECK(bench.printer.clear_halts() == 1);
}

TEST_CASE("Transfer: empty packets are swallowed without spinning", "[usb]") {
    Bench bench;
    std::vector<std::byte> got;
    bench.device->listen(
        {Sink::kIn, EndpointKind::Bulk, 64}, [&](auto packet) { got.assign(packet.begin(), packet.end()); },
        [](Fault) {});

    bench.printer.answer({});
    bench.printer.answer({});
    bench.printer.answer(counting_bytes(1));

    const auto begin = std::chrono::steady_clock::now();
    REQUIRE(turn_until(*bench.context, [&] { return !got.empty(); }));
    CHECK(got.size() == 1);
    CHECK(std::chrono::steady_clock::now() - begin >= 90ms);
}

TEST_CASE("Transfer: a control request passes a full buffer and brings its answer", "[usb]") {
    Bench bench;
    bench.printer.set_room(0);
    bench.write(counting_bytes(1'000));
    std::vector<std::byte> status;
    std::optional<Fault> refused;

    bench.device->control({0xa1, 1, 0, 0, 1}, {}, 1s, [&](auto answer) { status = answer.value(); });
    bench.device->control({0xa1, 0xee, 0, 0, 1}, {}, 1s, [&](auto answer) { refused = answer.error(); });

    REQUIRE(turn_until(*bench.context, [&] { return refused.has_value(); }));
    CHECK(status == std::vector<std::byte>{std::byte{0xa1}});
    CHECK(refused == Fault::Stall);
    CHECK_FALSE(bench.written);
}

TEST_CASE("Transfer: an idle bus costs no turns", "[usb]") {
    Bench bench;
    bench.device->listen({Sink::kIn, EndpointKind::Bulk, 64}, [](auto) {}, [](Fault) {});
    REQUIRE(turn_until(*bench.context, [&] { return bench.printer.is_read(Sink::kIn); }));
    bench.context->dispatch();

    pollfd ready{bench.context->descriptor(), POLLIN, 0};
    CHECK(::poll(&ready, 1, 50) == 0);
}

} // namespace
} // namespace usb
