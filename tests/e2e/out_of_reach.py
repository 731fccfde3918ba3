"""Takes the hall out of the kiosk's reach in every way (killed, hung, cables cut, lines that swallow everything) while
visitors go on taking numbers and the kiosk itself is killed; then holds the journal against the paper: every number
that was given is in it exactly once, in its order, and nobody has two."""

import collections
import random
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "shared" / "rehearsal"))
from cables import CabledHouse  # noqa: E402
from house import Failed, check, perform, wait_for  # noqa: E402

FIRST_LEASED = 901


class KioskHouse(CabledHouse):
    """A house whose kiosk reaches the hall by two cables only."""

    def __init__(self, out, *binaries):
        super().__init__(out, "kiosk-1", *binaries)
        self.reserve = self.state / "kiosk-1" / "reserve"

    def words_of_reserve(self):
        try:
            return [line.split(" ")[0] for line in self.reserve.read_text().splitlines()]
        except OSError:
            return []

    def given(self):
        return self.words_of_reserve().count("given")

    def all_handed_over(self):
        words = self.words_of_reserve()
        return "given" not in words and "doubt" not in words


def visit(house, chance, seconds=60):
    """One visitor, whatever page comes next, from wherever the kiosk is to the ticket and away again."""
    end = time.monotonic() + seconds
    had_ticket = False
    while time.monotonic() < end:
        page, targets = house.targets("kiosk-1")
        if page == "welcome" and had_ticket:
            return
        had_ticket = had_ticket or page == "ticket"
        wishes = ["done", "take", "service:", "group:", "language:en"]
        if page == "detail":
            wishes = ["take", "back"]
        offered = [[target for target in targets if target == wish or (wish.endswith(":") and target.startswith(wish))]
                   for wish in wishes]
        choices = next((some for some in offered if some), None)
        if choices is None:
            time.sleep(0.05)
            continue
        house.screens["kiosk-1"].touch(*targets[chance.choice(sorted(choices))])
        try:
            wait_for("another page", lambda: house.targets("kiosk-1") != (page, targets), seconds=0.8)
        except Failed:
            pass  # people touch again
    raise Failed(f"a visitor came to no ticket in {seconds} s; the kiosk shows {house.targets('kiosk-1')[0]}")


class PowerCuts(threading.Thread):
    """Kills the kiosk at moments that nobody chose, and starts it again."""

    def __init__(self, house, chance):
        super().__init__(daemon=True)
        self.house, self.chance = house, chance
        self.enough = threading.Event()
        self.cuts = 0

    def run(self):
        while not self.enough.wait(self.chance.uniform(4.0, 11.0)):
            self.house.processes["kiosk-1"].kill()
            self.house.restart("kiosk-1")
            self.cuts += 1


def returned(house, how):
    """Waits until the kiosk has heard of the hall again and told it everything."""
    wait_for("everything to be handed over", house.all_handed_over, seconds=30)
    print(f"  after {how}: all is handed over", flush=True)


def while_killed(house, chance):
    house.processes["hall"].kill()
    cuts = PowerCuts(house, chance)
    cuts.start()
    for _ in range(6):
        visit(house, chance, seconds=120)
    cuts.enough.set()
    cuts.join()
    check(cuts.cuts > 0 and house.given() >= 6, f"{house.given()} numbers given, {cuts.cuts} times killed")
    house.restart("hall")
    returned(house, f"{cuts.cuts} power cuts at the kiosk without a hall")


def while_hung(house, chance):
    house.processes["hall"].child.send_signal(signal.SIGSTOP)
    visit(house, chance)  # asks the hall, waits for it, and gets a number all the same
    visit(house, chance)
    check(house.given() >= 2, "no number was given while the hall hung")
    house.processes["hall"].child.send_signal(signal.SIGCONT)
    returned(house, "a hall that hung")


def while_cut(house, chance):
    for cable in house.cables:
        cable.cut = True
        cable.drop()
    visit(house, chance)
    visit(house, chance)
    check(house.given() >= 2, "no number was given while the cable was cut")
    for cable in house.cables:
        cable.cut = False
    returned(house, "a cut cable")


def while_swallowed(house, chance):
    for cable in house.cables:
        cable.swallows = True
    visit(house, chance)
    check(house.given() >= 1, "no number was given while the line swallowed everything")
    house.processes["kiosk-1"].kill()
    house.restart("kiosk-1")
    visit(house, chance)
    for cable in house.cables:
        cable.swallows = False
        cable.drop()
    returned(house, "a line that swallowed everything, and a power cut")


def while_commands_are_swallowed(house, chance):
    """The hall is heard, but does not hear."""
    before = house.targets("kiosk-1")[0]
    check(before == "welcome", f"the kiosk shows {before}")
    house.commands.swallows = True
    visit(house, chance)
    house.commands.swallows = False
    house.commands.drop()
    returned(house, "a line that carried one way only")


def judge(house):
    """Holds the paper against the journal."""
    issued, cancelled, order = collections.Counter(), set(), []
    for event in house.events():
        if event["kind"] == "TICKET_ISSUED":
            issued[event["number"]] += 1
            order.append((event["number"], int(event["entryAt"])))
        if event["kind"] == "TICKET_CANCELLED":
            cancelled.add(event["number"])
    check(max(issued.values()) == 1, f"issued twice: {[number for number, count in issued.items() if count > 1]}")
    leased = [(number, entry) for number, entry in order if int(number.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) >= FIRST_LEASED]
    check(leased == sorted(leased, key=lambda one: one[1]), f"handed over out of order: {leased}")
    check(not cancelled & {number for number, _ in leased}, "a number that a visitor holds was cancelled")

    printed = collections.Counter(ticket.stem.split("-")[0] for ticket in house.tickets.glob("*.png"))
    check(max(printed.values()) == 1, f"printed twice: {printed}")
    log = house.processes["kiosk-1"].log.read_text()
    unprinted = {line.split("ticket ")[1].split(" ")[0] for line in log.splitlines() if "is not printed" in line}
    valid = set(issued) - cancelled
    check(set(printed) <= valid, f"on paper, but not in the journal: {set(printed) - valid}")
    check(valid - set(printed) <= unprinted, f"in the journal, but on no paper: {valid - set(printed) - unprinted}")
    check("could not be handed over" not in log and "does not take" not in log, "the hall refused a number")
    print(f"  {len(leased)} numbers given out of reach and {len(valid) - len(leased)} by the hall; {len(printed)} on paper; "
          f"{len(cancelled)} made for nobody and given back: they agree", flush=True)


def play(house, chance):
    try:
        house.start_hall()
        house.start_printer()
        house.start_kiosk(540, 960)
        wait_for("the kiosk to have numbers in reserve", lambda: "stretch" in house.words_of_reserve(), seconds=30)
        visit(house, chance)
        check(house.given() == 0, "a number was given although the hall was in reach")
        for lose in (while_killed, while_hung, while_cut, while_commands_are_swallowed, while_swallowed):
            lose(house, chance)
            visit(house, chance)
        judge(house)
    finally:
        house.processes["hall"].child.send_signal(signal.SIGCONT)  # so that it can end in order


def main():
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 30)
    print(f"  chance: {seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="jh-") as folder:
        house = KioskHouse(folder, *sys.argv[1:2])
        return perform(house, lambda: play(house, random.Random(seed)))


if __name__ == "__main__":
    sys.exit(main())
