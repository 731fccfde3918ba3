"""A line as bad as lines get between the hall and fifty devices: each direction comes 200 ms late, give or take 150, and every now
and then nothing comes for one to three seconds, which is what loss looks like to TCP. Every ticket that is acknowledged over it is
in the journal once, and when the line is only slow every display shows what the hall says."""

import asyncio
import random
import sys
import tempfile
import threading
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1] / "shared" / "rehearsal"), str(HERE)]
from house import check, free_port, perform, wait_for  # noqa: E402
from load_day import LoadHall, big_house  # noqa: E402

FOLLOWERS, ASKERS = 25, 25
SECONDS = 30
DELAY, GIVE_OR_TAKE = 0.2, 0.15
STOPS = (1.0, 3.0)     # seconds
STOP_EVERY = 15.0      # seconds of a direction of a connection, on the average


class BadLine:
    """Passes on what comes to two neighbouring ports, late; in a thread of its own."""

    def __init__(self, to, seed):
        self.to, self.port, self.random = to, free_port(), random.Random(seed)
        self.stops = self.connections = 0
        self.calm = False  # late, but never silent
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        asyncio.run_coroutine_threadsafe(self.listen(), self.loop).result(10)

    async def listen(self):
        for number in (0, 1):
            await asyncio.start_server(lambda reader, writer, number=number: self.connect(reader, writer, self.to + number),
                                       "127.0.0.1", self.port + number)

    async def connect(self, reader, writer, port):
        self.connections += 1
        try:
            there, back = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            writer.close()
            return
        await asyncio.gather(self.direction(reader, back), self.direction(there, writer))

    async def direction(self, reader, writer):
        """In order, and as much of it on its way as the sender likes: the delay is no limit of speed."""
        now, under_way = self.loop.time, asyncio.Queue(1000)

        async def arrive():
            while True:
                due, data = await under_way.get()
                await asyncio.sleep(max(0.0, due - now()))
                writer.write(data)
                await writer.drain()
                if not data:
                    writer.close()
                    return

        arriving = asyncio.ensure_future(arrive())
        stop_at, due = now() + self.random.expovariate(1 / STOP_EVERY), 0.0
        try:
            while not arriving.done():
                data = await reader.read(65536)
                due = max(due, now() + self.random.uniform(DELAY - GIVE_OR_TAKE, DELAY + GIVE_OR_TAKE))
                if now() > stop_at and not self.calm:
                    self.stops += 1
                    due += self.random.uniform(*STOPS)
                    stop_at = due + self.random.expovariate(1 / STOP_EVERY)
                await under_way.put((due, data))
                if not data:
                    break
            await arriving
        except OSError:  # the other side is gone
            arriving.cancel()
            writer.close()


def play(house):
    house.start_hall()
    seed = random.randrange(1 << 32)
    print(f"  seed {seed}", flush=True)
    line = BadLine(int(house.endpoint.rpartition(":")[2]), seed)
    bad = f"tcp://127.0.0.1:{line.port}"
    boards = ("devices", "--boards")
    beside = LoadHall(house, "admin", *boards, "--followers", 1)
    displays = LoadHall(house, "admin", *boards, "--followers", FOLLOWERS, "--askers", 0, endpoint=bad)
    askers = LoadHall(house, "admin", *boards, "--followers", 0, "--askers", ASKERS, "--pause-ms", 300, endpoint=bad)
    wait_for("a display to follow over this line", lambda: displays.live > 0, 60)
    wait_for("tickets", lambda: len(askers.issued) > 10, 60)
    lives = []

    def long_enough():
        lives.append(displays.live)
        return len(lives) > SECONDS * 50

    wait_for("the end", long_enough, SECONDS * 3)
    askers.stop()
    line.calm = True
    wait_for("all displays to show what the hall says",
             lambda: displays.live == FOLLOWERS and len(displays.boards) == 1 and displays.boards == beside.boards, 60)
    displays.stop()
    beside.stop()

    given = [int(event["ticket"]) for event in house.events() if event["kind"] == "TICKET_ISSUED"]
    check(len(given) == len(set(given)), "a ticket was issued twice")
    check(len(set(askers.issued)) == len(askers.issued), "a ticket was acknowledged to two")
    check(set(askers.issued) <= set(given), "an acknowledged ticket is lost")
    # Those who stopped in the middle had asked for one more each at most.
    check(len(given) <= len(askers.issued) + ASKERS, f"{len(given)} tickets were given, {len(askers.issued)} acknowledged: some twice")
    check(line.stops > 20, f"the line stopped only {line.stops} times: this test looks at nothing")
    print(f"  {len(askers.issued)} tickets were acknowledged once over {line.connections} connections that stopped {line.stops} times, the slowest "
          f"after {askers.worst / 1000:.1f} s; {sum(lives) / len(lives):.1f} of {FOLLOWERS} displays followed on the average, and all ended alike", flush=True)


def main():
    with tempfile.TemporaryDirectory(prefix="jh-") as folder:
        house = big_house(folder, *sys.argv[1:2])
        return perform(house, lambda: play(house))


if __name__ == "__main__":
    sys.exit(main())
