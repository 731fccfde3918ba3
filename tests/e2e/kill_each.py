"""Kills every process in turn, as a power cut would, while visitors come and clerks call, then any of them, alone or
together, at any moment (`--minutes 60` for longer); then compares what was acknowledged with the journal: nothing lost,
nothing issued twice, nobody called twice."""

import argparse
import collections
import json
import random
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "shared" / "rehearsal"))
from house import House, check, perform, wait_for  # noqa: E402

RETURN_SECONDS = 3.0  # a returned process is in use again within this
GRACE = 1.0  # for starting the process itself, and for a loaded test machine


class People(threading.Thread):
    """Somebody who does one thing again and again through the command line, and remembers what was answered."""

    def __init__(self, house):
        super().__init__(daemon=True)
        self.house = house
        self.enough = threading.Event()
        self.answers = []
        self.problem = None

    def run(self):
        try:
            while not self.enough.is_set():
                self.step()
                time.sleep(0.05)
        except Exception as error:  # told to the main thread, which ends the test
            self.problem = error

    def ask(self, *words):
        """The exit code and the JSON of an answer; 4 is no hall in reach, 3 a refusal."""
        done = self.house.jiaohao(*words, "--json", check=False, seconds=60)
        return done.returncode, json.loads(done.stdout) if done.returncode == 0 else done.stderr.strip()


class Visitors(People):
    """Takes tickets; asks again under the same request until there is an answer, as a kiosk does."""

    def step(self):
        request = uuid.uuid4().hex
        service = self.house.services[len(self.answers) % len(self.house.services)]
        while not self.enough.is_set():
            code, answer = self.ask("take", "--service", service, "--request", request)
            check(code in (0, 4), f"take was refused: {answer}")
            if code == 0:
                self.answers.append(answer)
                return


class Clerk(People):
    """Presses next, and finishes."""

    def __init__(self, house, counter):
        super().__init__(house)
        self.counter = counter

    def step(self):
        code, answer = self.ask("call", "--counter", self.counter)
        check(code in (0, 3, 4), f"call failed: {answer}")
        if code == 0:
            self.answers.append(answer)


def kiosk_visit(house, seconds=20):
    """One visitor at the kiosk, from welcome to ticket."""
    house.touch_through("kiosk-1", [("welcome", "language:en"), ("groups", "group:"), ("services", "service:"),
                                    ("detail", "take"), ("ticket", "done"), ("welcome", None)], seconds=seconds)


def returns_in_time(house, name, alive):
    """Starts a killed process again and measures until `alive`."""
    house.restart(name)
    begin = time.monotonic()
    wait_for(f"{name} to be in use again", alive, seconds=RETURN_SECONDS + GRACE)
    print(f"  {name} is back after {time.monotonic() - begin:.1f} s", flush=True)


def kill_hall(house):
    log = house.processes["kiosk-1"].log
    lost, found = (log.read_text().count(words) for words in ("no word from the hall", "follows the hall"))
    house.processes["hall"].kill()
    wait_for("the kiosk to notice", lambda: log.read_text().count("no word from the hall") > lost, seconds=6)
    kiosk_visit(house)  # with a number from its reserve
    returns_in_time(house, "hall", lambda: log.read_text().count("follows the hall") > found)


def kill_kiosk(house):
    house.processes["kiosk-1"].kill()
    # Killed before it knew that its visitor had left, it shows what that visitor was promised.
    returns_in_time(house, "kiosk-1", lambda: house.targets("kiosk-1")[0] in ("welcome", "ticket"))
    if house.targets("kiosk-1")[0] == "ticket":
        house.touch_through("kiosk-1", [("ticket", "done"), ("welcome", None)])


def kill_printer(house):
    house.processes["printer"].kill()
    kiosk_visit(house)  # the number is on the screen although nothing is printed
    house.restart("printer")


def kill_caller(house):
    house.processes["caller-1"].kill()
    returns_in_time(house, "caller-1", lambda: "next" in house.targets("caller-1")[1])


def kill_display(house):
    house.processes["display-1"].kill()
    log = house.processes["display-1"].log
    before = log.read_text().count("follows the hall")
    returns_in_time(house, "display-1", lambda: log.read_text().count("follows the hall") > before)


def kill_web(house):
    house.processes["web"].kill()
    returns_in_time(house, "web", house.web_is_well)


def kill_any(house, seconds):
    """One to three processes at once, at any moment and for any short time, while they return from the last time."""
    kills = collections.Counter()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        names = random.sample(sorted(house.processes), k=random.choice((1, 1, 1, 2, 3)))
        for name in names:
            check(house.processes[name].running(), f"{name} has ended by itself")
            house.processes[name].kill()
            kills[name] += 1
        time.sleep(random.uniform(0, 0.7))
        for name in names:
            house.restart(name)
        time.sleep(random.uniform(0, 1.5))
    print("  killed at any moment: " + ", ".join(f"{name} {count}" for name, count in sorted(kills.items())), flush=True)
    wait_for("the web page to be well again", house.web_is_well)
    wait_for("the pad to be in use again", lambda: "next" in house.targets("caller-1")[1])
    wait_for("the kiosk to welcome", lambda: house.targets("kiosk-1")[0] in ("welcome", "ticket"))
    if house.targets("kiosk-1")[0] == "ticket":
        house.touch_through("kiosk-1", [("ticket", "done"), ("welcome", None)])


def judge(house, visitors, clerks):
    """Holds the answers that people were given, and the paper, against the journal."""
    issued = collections.Counter()
    numbers = collections.Counter()
    called = collections.Counter()
    called_at = {}
    for event in house.events():
        if event["kind"] == "TICKET_ISSUED":
            issued[event["ticket"]] += 1
            numbers[(event["day"], event["number"])] += 1
        if event["kind"] == "TICKET_CALLED":
            called[event["ticket"]] += 1
            called_at[event["ticket"]] = event["counter"]

    for answer in visitors.answers:
        check(issued[answer["ticketId"]] == 1, f"acknowledged ticket {answer['number']} is not in the journal once")
    check(max(numbers.values()) == 1, "a number was issued twice")
    check(max(called.values()) == 1, "a ticket was called twice")
    acknowledged = [answer["ticketId"] for clerk in clerks for answer in clerk.answers]
    check(len(acknowledged) == len(set(acknowledged)), "two clerks were given the same visitor")
    for clerk in clerks:
        for answer in clerk.answers:
            check(called_at.get(answer["ticketId"]) == clerk.counter,
                  f"the call of {answer['number']} to counter {clerk.counter} is not in the journal")
    printed = collections.Counter(ticket.stem.split("-")[0] for ticket in house.tickets.glob("*.png"))
    check(printed and max(printed.values()) == 1, "a ticket was printed twice")
    check(set(printed) <= {number for _, number in numbers}, "a ticket was printed that nobody was given")
    print(f"  {len(visitors.answers)} acknowledged tickets, {len(acknowledged)} acknowledged calls, "
          f"{sum(issued.values())} issued and {sum(called.values())} called in the journal: they agree")


def nobody_failed(people):
    for person in people:
        if person.problem:
            raise person.problem


def options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binaries", nargs="?")
    parser.add_argument("--minutes", type=float, default=0.2, help="how long any of them is killed")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    return parser.parse_args()


def play(house, minutes):
    house.start_hall()
    house.services = [service["id"] for service in house.status()["hall"]["services"]]
    house.start_web()
    house.start_printer()
    house.start_display()
    house.start_caller(1)
    house.start_kiosk()
    for counter in (2, 3):
        house.jiaohao("open", "--counter", counter, "--clerk", f"10{counter}")
    visitors, clerks = Visitors(house), [Clerk(house, 2), Clerk(house, 3)]
    people = [visitors, *clerks]
    kiosk_visit(house)
    for person in people:
        person.start()

    for kill in (kill_hall, kill_kiosk, kill_printer, kill_caller, kill_display, kill_web, kill_hall):
        kill(house)
        kiosk_visit(house)
        nobody_failed(people)
    kill_any(house, 60 * minutes)
    kiosk_visit(house)
    nobody_failed(people)

    for person in people:
        person.enough.set()
    for person in people:
        person.join(timeout=60)
    check(visitors.answers and all(clerk.answers for clerk in clerks), "nobody came or nobody was called")
    judge(house, visitors, clerks)


def main():
    asked = options()
    random.seed(asked.seed)
    print(f"seed {asked.seed}")
    with tempfile.TemporaryDirectory(prefix="jh-") as folder:
        house = House(folder, asked.binaries)
        return perform(house, lambda: play(house, asked.minutes))


if __name__ == "__main__":
    sys.exit(main())
