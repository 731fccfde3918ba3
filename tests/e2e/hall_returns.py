"""Takes the hall out of a clerk's reach in every way, shortly and for long, with a real pad and a box of keys. Each time
the pad has to say so within a second, nothing that is pressed meanwhile may ever happen, and within three seconds of the
hall's return a press has to work."""

import os
import signal
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "shared" / "rehearsal"))
from cables import CabledHouse  # noqa: E402
from house import check, in_time, perform, wait_for  # noqa: E402

SAYS_SECONDS = 1.0
WORKS_SECONDS = 3.0
SHORT, LONG = 2.7, 20.0  # a short absence is over before ZeroMQ gives the connection up with all that waits in it
BETWEEN_PRESSES = 0.9  # the box takes a second "next" for a bounce before that


class Clerk:
    """Sits at counter 1, sees the pad and presses the keys of a box."""

    NEXT, START = "kp-plus", "kp-dot"

    def __init__(self, house):
        self.house = house
        self.box = house.out / "box"
        house.start_caller(1, False, "--virtual-box", self.box)
        self.log = house.processes["caller-1"].log
        wait_for("the box", self.box.exists)

    def page(self):
        return self.house.targets("caller-1")[0]

    def press(self, key):
        fifo = os.open(self.box, os.O_WRONLY | os.O_NONBLOCK)
        os.write(fifo, f"{key}\n".encode())
        os.close(fifo)

    def press_until(self, key, page, seconds=10.0):
        """Presses whenever the pad is in reach, as people do, until the page comes; returns when it came."""
        end = time.monotonic() + seconds
        again = 0.0
        while self.page() != page:
            now = time.monotonic()
            check(now < end, f"the pad stays on its page {self.page()} whatever is pressed")
            if now >= again and self.page() != "out-of-reach":
                self.press(key)
                again = now + BETWEEN_PRESSES
            time.sleep(0.02)
        return time.monotonic()

    def times_lost(self):
        return self.log.read_text().count("no word from the hall")


class Killed:
    """Its sockets are closed by the system."""

    def lose(self, house):
        house.processes["hall"].kill()

    def back(self, house):
        log = house.processes["hall"].log
        before = log.read_text().count("is open at")
        house.restart("hall")
        wait_for("the hall to listen", lambda: log.read_text().count("is open at") > before)


class Hung:
    """Its sockets stand, and the system takes what is sent to them."""

    def lose(self, house):
        house.processes["hall"].child.send_signal(signal.SIGSTOP)

    def back(self, house):
        house.processes["hall"].child.send_signal(signal.SIGCONT)


class Cut:
    """Every connection is ended, and none can be made."""

    def lose(self, house):
        for cable in house.cables:
            cable.cut = True
            cable.drop()

    def back(self, house):
        for cable in house.cables:
            cable.cut = False


class HeldUp:
    """Nothing arrives while both ends believe in the line; then everything does."""

    def lose(self, house):
        for cable in house.cables:
            cable.flows.clear()

    def back(self, house):
        for cable in house.cables:
            cable.flows.set()


class Swallowed:
    """Nothing arrives while both ends believe in the line; then it is found broken."""

    def lose(self, house):
        for cable in house.cables:
            cable.swallows = True

    def back(self, house):
        for cable in house.cables:
            cable.swallows = False
            cable.drop()


def calls(house):
    return sum(event["kind"] == "TICKET_CALLED" for event in house.events())


def absence(house, clerk, way, away):
    """One time without the hall, from a clerk who serves somebody to a clerk who serves the next one."""
    before = calls(house)
    name = type(way).__name__
    check(clerk.page() == "serving", f"the pad shows {clerk.page()}")

    begin = time.monotonic()
    way.lose(house)
    clerk.press(Clerk.NEXT)  # when the pad cannot know yet
    wait_for("the pad to say so", lambda: clerk.page() == "out-of-reach", seconds=10)
    says = time.monotonic() - begin
    while time.monotonic() < begin + away - BETWEEN_PRESSES:
        time.sleep(BETWEEN_PRESSES)
        clerk.press(Clerk.NEXT)
        check(clerk.page() == "out-of-reach", f"without the hall the pad shows {clerk.page()}")
    time.sleep(BETWEEN_PRESSES)

    way.back(house)
    returned = time.monotonic()
    works = clerk.press_until(Clerk.NEXT, "called") - returned
    print(f"  {name}, {away:.1f} s: said after {says:.2f} s; a press works {works:.2f} s after the return", flush=True)
    in_time(says < SAYS_SECONDS, f"{name}: said after {says:.2f} s only")
    in_time(works < WORKS_SECONDS, f"{name}: worked {works:.2f} s after the return only")
    check(calls(house) == before + 1, f"{name}: {calls(house) - before} were called by the one press that counts")
    clerk.press_until(Clerk.START, "serving")


def play(house):
    try:
        house.start_hall()
        ways = [(way, away) for away in (SHORT, LONG) for way in (Killed(), Hung(), Cut(), HeldUp(), Swallowed())]
        served = next(counter for counter in house.status()["hall"]["counters"] if counter["id"] == 1)["services"]
        for number in range(2 * len(ways)):
            house.jiaohao("take", "--service", served[number % len(served)])
        house.jiaohao("open", "--counter", 1, "--clerk", "101")
        clerk = Clerk(house)
        wait_for("the pad to follow", lambda: clerk.page() == "idle")
        clerk.press_until(Clerk.NEXT, "called")
        clerk.press_until(Clerk.START, "serving")
        for way, away in ways:
            absence(house, clerk, way, away)
        check(calls(house) == len(ways) + 1, f"{calls(house)} calls were made, not {len(ways) + 1}")
        check(clerk.times_lost() == len(ways), f"the pad lost the hall {clerk.times_lost()} times, not {len(ways)}")
    finally:  # so that all can end in order
        house.processes["hall"].child.send_signal(signal.SIGCONT)
        for cable in house.cables:
            cable.flows.set()


def main():
    with tempfile.TemporaryDirectory(prefix="jh-") as folder:
        house = CabledHouse(folder, "caller-1", *sys.argv[1:2])
        return perform(house, lambda: play(house))


if __name__ == "__main__":
    sys.exit(main())
