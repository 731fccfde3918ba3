"""A clerk's shift at a real pad, with nothing but the keyboard: logs in with a PIN, is locked out after five wrong ones,
serves in every way there is, is taken over by a supervisor, closes while visitors wait only with a supervisor's number and
PIN, leaves a note and reads the shift's summary; who comes next reads the note. The journal has to know all of it."""

import datetime
import json
import re
import sys
import tempfile
import time
import zoneinfo
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "shared" / "rehearsal"))
from house import ROOT, Failed, House, Late, check, perform, read_json, wait_for  # noqa: E402

COUNTER = 1
NAME = f"caller-{COUNTER}"
CLERK, PIN = "107", "1234"
SUPERVISOR, SUPERVISOR_PIN = "900", "2468"


def closing_hall(folder):
    """The demonstration's hall a minute after its closing time, whenever it is tried."""
    text = (ROOT / "assets" / "hall" / "hall.toml").read_text()
    now = datetime.datetime.now(zoneinfo.ZoneInfo(re.search(r'^zone = "(.*)"', text, re.M)[1]))
    closes = max(1, now.hour * 60 + now.minute - 1)
    text = text.replace('closes = "24:00"', f'closes = "{closes // 60:02}:{closes % 60:02}"')
    text = text[:text.index("[[appointments]]")]  # of hours when this hall is closed
    path = Path(folder) / "hall.toml"
    path.write_text(text)
    return path


class Pad:
    """What stands on the pad, and the keyboard below it."""

    def __init__(self, house):
        self.house = house
        house._start_on_screen(NAME, "jiaohao-caller", (1360, 810),
                               ["--counter", COUNTER, "--device", NAME, "--panel"])
        wait_for("the pad", lambda: self.page() == "closed")
        house.screens[NAME].focus(f"Jiaohao counter {COUNTER}")

    def page(self):
        return (read_json(self.house.maps[NAME]) or {}).get("page")

    def question(self):
        return (read_json(self.house.maps[NAME]) or {}).get("question")

    def key(self, *keys):
        self.house.screens[NAME].keys(*keys)

    def asks(self, question, seconds=15):
        wait_for(f"the pad to ask {question or 'nothing more'}, not {self.question()}",
                 lambda: self.question() == question, seconds)

    def type(self, question, text):
        self.asks(question)
        self.house.screens[NAME].type(text)
        self.key("Return")
        try:
            wait_for("the answer to be taken", lambda: self.question() != question, seconds=1)
        except Failed:
            pass  # it was asked again at once

    def answer(self, question, digit):
        self.asks(question)
        self.key(str(digit))

    def press_for(self, key, question):
        """While a step is under way a key does nothing; people press again."""
        for _ in range(5):
            self.key(key)
            try:
                return self.asks(question, seconds=2)
            except Failed:
                continue
        raise Late(f"{key} does not make the pad ask {question}")

    def comes_to(self, page):
        wait_for(f"the pad's page {page}, not {self.page()}", lambda: self.page() == page and self.question() == "")


def events(house, kind):
    return [event for event in house.events() if event["kind"] == kind]


def counter(house):
    return next(one for one in house.status()["counters"] if one["id"] == COUNTER)


def next_one(pad):
    time.sleep(0.9)  # "next" is dead so long
    pad.key("F1")
    pad.comes_to("called")


def logs_in(pad):
    pad.press_for("F9", "staff-number")
    pad.type("staff-number", CLERK)
    pad.type("pin", "9999")
    pad.type("pin", PIN)
    pad.comes_to("idle")
    print("  a wrong PIN is asked for again, the right one opens the counter", flush=True)


def serves(house, pad, tickets):
    """Each of the ways, one visitor each."""
    next_one(pad)
    pad.key("F3")
    pad.comes_to("serving")
    pad.press_for("shift+F4", "outcome")
    pad.answer("outcome", 2)
    pad.answer("due-day", 3)
    pad.comes_to("idle")
    done = events(house, "SERVICE_FINISHED")[-1]
    check(done.get("reason") == "accepted", f"accepted with a due day became {done}")

    next_one(pad)
    pad.key("F3")
    pad.comes_to("serving")
    pad.press_for("F6", "park-kind")
    pad.answer("park-kind", 2)
    pad.answer("park-reason", 1)
    pad.comes_to("idle")
    pad.key("ctrl+z")
    pad.comes_to("serving")
    pad.press_for("F6", "park-kind")
    pad.answer("park-kind", 3)
    pad.answer("park-reason", 1)
    pad.comes_to("idle")
    check(len(events(house, "TICKET_PARKED")) == 2, "the second way of setting aside is not journalled")

    pad.press_for("F8", "pause-reason")
    pad.answer("pause-reason", 2)
    pad.answer("pause-until", 3)
    pad.comes_to("paused")
    check("until" in counter(house), "the expected return is not known")
    pad.key("F8")
    pad.comes_to("idle")

    house.screens[NAME].type(re.sub(r"\D", "", tickets[-1]["number"]).lstrip("0"))
    pad.key("Return")
    pad.comes_to("called")
    picked = events(house, "TICKET_CALLED")[-1]
    check(int(picked["ticket"]) == int(tickets[-1]["ticket"]["id"]) and picked["clerk"] == CLERK and picked["reason"] == "picked",
          f"who was picked by whom is not journalled: {picked}")
    pad.key("F4")
    pad.comes_to("idle")
    pad.press_for("F10", "which-help")
    pad.answer("which-help", 1)
    wait_for("the colleague to be called", lambda: counter(house)["help"] == "COLLEAGUE")
    time.sleep(1)  # until the pad has seen it too
    pad.key("F10")
    wait_for("the call for help to end", lambda: counter(house)["help"] == "HELP_UNKNOWN")
    print("  accepted with a day, set aside and taken back, paused, picked by number, help called", flush=True)


def is_taken_over(house, pad):
    pad.press_for("shift+F9", "staff-number")
    pad.type("staff-number", "102")
    pad.asks("staff-number")  # no supervisor: who then?
    check(counter(house)["clerk"] == CLERK, "the counter changed hands without a supervisor")
    pad.type("staff-number", SUPERVISOR)
    pad.type("pin", SUPERVISOR_PIN)
    wait_for("the supervisor to have the counter", lambda: counter(house)["clerk"] == SUPERVISOR)
    pad.comes_to("idle")
    print("  a supervisor takes over, a clerk cannot", flush=True)


def closes(house, pad):
    pad.press_for("F9", "close-anyway")
    pad.answer("close-anyway", 1)
    pad.type("leave-note", "Key of safe 2 lies with the guard")
    pad.type("supervisor-number", CLERK)
    pad.type("supervisor-pin", PIN)
    pad.asks("supervisor-number")
    check(counter(house)["state"] != "CLOSED", "a clerk answered for closing")
    pad.type("supervisor-number", SUPERVISOR)
    pad.type("supervisor-pin", SUPERVISOR_PIN)
    pad.asks("shift")
    pad.key("Return")
    pad.comes_to("closed")
    closed = events(house, "COUNTER_CLOSED")[-1]
    check(closed["reason"].startswith("override"), f"closing while visitors wait is no override in the journal: {closed}")
    print("  closed with a supervisor's word only, the shift's summary was shown", flush=True)


def reads_the_note(house, pad):
    pad.press_for("F9", "staff-number")
    pad.type("staff-number", CLERK)
    pad.type("pin", PIN)
    pad.asks("read-note")
    pad.key("Return")
    pad.comes_to("idle")
    check("Key of safe 2" in json.dumps(events(house, "COUNTER_CLOSED")), "the note is not in the journal")


def is_locked_out(house, pad):
    pad.press_for("F9", "staff-number")
    pad.type("staff-number", CLERK)
    for _ in range(5):
        pad.type("pin", "0000")
        time.sleep(1)  # longer than a PIN is checked
    if pad.question():
        pad.key("Escape")
    pad.asks("")
    pad.press_for("F9", "staff-number")
    pad.type("staff-number", CLERK)
    pad.type("pin", PIN)
    pad.asks("")
    time.sleep(1)
    check(counter(house)["state"] == "CLOSED", "after five wrong PINs the right one opened the counter")
    print("  five wrong PINs lock the number, the right one too", flush=True)


def walk(house):
    house.start_hall()
    pad = Pad(house)
    logs_in(pad)
    tickets = [json.loads(house.jiaohao("take", "--service", "fund-withdrawal", "--json").stdout) for _ in range(6)]
    serves(house, pad, tickets)
    is_taken_over(house, pad)
    closes(house, pad)
    reads_the_note(house, pad)
    closes(house, pad)
    is_locked_out(house, pad)
    journal = json.dumps(house.events())
    for secret in (PIN, SUPERVISOR_PIN, "9999"):
        check(f'"{secret}"' not in journal, "a PIN stands in the journal")


def main(binaries=None):
    with tempfile.TemporaryDirectory(prefix="jh-") as folder:
        house = House(folder, binaries, closing_hall(folder))
        return perform(house, lambda: walk(house))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
